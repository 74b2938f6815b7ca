"""`licheck init`: a first profile, asked for one by one on a terminal, or from flags."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import click

from checker.app.session import Session
from checker.app.starter import MODELS, NAME, TOPICS, USE_ID, Starter, Stated, Topic, foreign_currency, refuse_target, write
from checker.cli import options
from checker.cli.terminal import styled, wrapped
from checker.domain.fact import FactDefinition, FactKind
from checker.errors import Problem, UsageError

_LISTED = 20
"""Words of a closed list that a question shows with their definitions; of longer lists it shows the words alone."""
_ALWAYS_STATED = (NAME, USE_ID)
_PERIODS = {"month": "the last full month", "year": "the last full year"}


def _topic_options(function: Callable[..., None]) -> Callable[..., None]:
    for topic in reversed(TOPICS):
        kind: dict[str, Any] = {"default": None} if "/" in topic.flag else {"multiple": topic.repeatable, "metavar": "TEXT"}
        more = " May be given more than once." if topic.repeatable else ""
        function = click.option(topic.flag, _parameter(topic), help=topic.help + more, **kind)(function)
    return function


def _parameter(topic: Topic) -> str:
    return topic.name.replace(".", "_")


@click.command("init", short_help="write a commented company.yaml to start from")
@click.argument("path", type=click.Path(path_type=Path), default=Path("company.yaml"))
@_topic_options
@options.licenses_option
@click.option("--no-input", is_flag=True, help="Ask nothing, on a terminal too.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def command(path: Path, folders: tuple[Path, ...], no_input: bool, force: bool, **given: Any) -> None:
    """Write a commented profile to PATH (company.yaml if left out), and its JSON Schema for editors beside it.

    On a terminal the facts are asked for one by one, except those given by options. What is not stated stands in the file as a line to
    uncomment. An existing file is left alone.
    """
    refuse_target(path, force=force)
    starter = Starter(Session.open(folders).library)
    stated = _from_options(starter, given)
    if not no_input and _is_terminal(sys.stdin) and _is_terminal(sys.stdout):
        _ask_all(starter, stated, given)
    from checker.app.starter_text import profile_text
    from checker.library.profile_schema import profile_schema

    schema = json.dumps(profile_schema(starter.library.vocabulary), ensure_ascii=False, indent=2) + "\n"
    written = write(path, profile_text(starter.vocabulary, stated, path), schema, force=force)
    _say_what_next(path, written, stated)


def _is_terminal(stream: TextIO | None) -> bool:
    # A closed stream is None.
    return stream is not None and stream.isatty()


def _is_given(value: object) -> bool:
    return value is not None and value != ()


def _from_options(starter: Starter, given: dict[str, Any]) -> dict[str, Stated]:
    """What the options state. Raises UsageError with everything that is wrong in them."""
    stated: dict[str, Stated] = {}
    wrong: list[str] = []
    for topic in TOPICS:
        value = given[_parameter(topic)]
        if not _is_given(value):
            continue
        if isinstance(value, bool):
            stated[topic.name] = value
            continue
        answer, problems = starter.read(topic, list(value) if topic.repeatable else [value])
        wrong += [f"`{topic.flag}`: {_message(problem)}" for problem in problems]
        if answer is not None:
            stated[topic.name] = answer
    if wrong:
        raise UsageError("\n".join(wrong))
    models = stated.get(MODELS)
    for name, near in starter.unknown_models(models if isinstance(models, list) else []):
        click.echo(styled("warning: ", fg="yellow") + _unknown_model(name, near), err=True)
    return stated


def _message(problem: Problem) -> str:
    return f"{problem.message}; {problem.hint}" if problem.hint else problem.message


def _unknown_model(name: str, near: str) -> str:
    return f"the catalog does not know `{name}`, so its verdict will be `review`" + (f"; did you mean {near}?" if near else "")


def _ask_all(starter: Starter, stated: dict[str, Stated], given: dict[str, Any]) -> None:
    open_topics = [topic for topic in TOPICS if not _is_given(given[_parameter(topic)])]
    count = f"{len(open_topics)} question{'' if len(open_topics) == 1 else 's'}"
    click.echo(wrapped(f"{count}. An empty answer leaves a fact out. Ctrl-C stops, and nothing is written.", ""))
    for number, topic in enumerate(open_topics, 1):
        click.echo()
        _explain(starter, topic, f"{number}/{len(open_topics)}")
        answer = _ask(starter, topic)
        if answer is not None:
            stated[topic.name] = answer
    click.echo()


def _explain(starter: Starter, topic: Topic, number: str) -> None:
    definition = starter.definition(topic)
    question = definition.question.replace("{at}", _PERIODS.get(definition.period, ""))
    click.echo(styled(wrapped(question, f"{number} ", "    "), bold=True))
    click.echo(wrapped(definition.definition, "    "))
    words = starter.words(topic)
    if 0 < len(words) <= _LISTED:
        for word in words.values():
            click.echo(wrapped(f"{word.id}: {word.definition}", "    - ", "      "))
    elif any(word.definition for word in words.values()):  # Countries have none, and people know their code or are told it.
        for restricted, label in ((False, "harmless"), (True, "restricted by some license")):
            ids = [word.id for word in words.values() if word.restricted is restricted]
            if ids:
                click.echo(wrapped(f"{label}: {', '.join(ids)}", "    - ", "      "))
    click.echo(wrapped(_how(definition, topic, choice=bool(words)), "    "))


def _how(definition: FactDefinition, topic: Topic, *, choice: bool) -> str:
    """How an answer is written."""
    if definition.kind is FactKind.TRUTH:
        return "Answer yes or no."
    example = topic.example.strip("[]")
    if topic.repeatable:
        return f"Such as `{example}`; several are separated by commas."
    if definition.kind is FactKind.FIGURE:
        unit = " USD" if definition.dimension.startswith("money") else ""
        return f"Such as `{example}`, `under 1 million{unit}` or `between 60 million{unit} and 70 million{unit}`."
    if topic.name in _ALWAYS_STATED:
        return f"`{example}` if left out, to be edited later."
    return f"One word, such as `{example}`." if choice else f"Such as `{example}`."


def _ask(starter: Starter, topic: Topic) -> Stated | None:
    """The answer to one question, asked until it is right; None for an empty one."""
    doubted: list[str] = []
    while True:
        text = click.prompt(f"    {starter.definition(topic).label}", default="", show_default=False).strip()
        parts = starter.split(topic, text)
        if not any(parts):
            return None
        answer, problems = starter.read(topic, parts)
        for problem in problems:
            _tell(_message(problem))
        if problems:
            continue
        if topic.name == MODELS and parts != doubted:
            unknown = starter.unknown_models(parts)
            for name, near in unknown:
                _tell(_unknown_model(name, near))
            if unknown:
                _tell("enter the same again to keep it")
                doubted = parts
                continue
        return answer


def _tell(message: str) -> None:
    click.echo(styled(wrapped(message, "    ! ", "      "), fg="yellow"))


def _say_what_next(path: Path, schema: Path, stated: dict[str, Stated]) -> None:
    name = click.format_filename(path)
    click.echo(wrapped(f"wrote {name}, and {click.format_filename(schema)} for editors", "", "  "))
    if NAME not in stated:
        click.echo(wrapped("the name of the organization is a placeholder: edit it", "", "  "))
    missing = [topic.name for topic in TOPICS if topic.name not in stated and topic.name not in _ALWAYS_STATED]
    if missing:
        click.echo(wrapped(f"not stated yet: {', '.join(missing)}", "", "  "))
    currency = foreign_currency(stated)
    if currency:
        click.echo(wrapped(f"the revenue is in {currency}: state your rate under `exchange_rates`, or it is unknown in USD", "", "  "))
    click.echo(f"next: licheck evaluate {shlex.quote(name)}")
