"""`licheck init`: a first profile, asked for one by one on a terminal, or from flags."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from checker.app.session import Session
from checker.app.starter import MODELS, NAME, TOPICS, USE_ID, Starter, Stated, Topic, foreign_currency, refuse_target, write
from checker.cli import options
from checker.cli.asking import explained, is_terminal, message_of, tell
from checker.cli.terminal import styled, wrapped
from checker.errors import UsageError

_ALWAYS_STATED = (NAME, USE_ID)


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
    if not no_input and is_terminal(sys.stdin) and is_terminal(sys.stdout):
        _ask_all(starter, stated, given)
    from checker.app.starter_text import profile_text
    from checker.library.profile_schema import profile_schema

    schema = json.dumps(profile_schema(starter.library.vocabulary), ensure_ascii=False, indent=2) + "\n"
    written = write(path, profile_text(starter.vocabulary, stated, path), schema, force=force)
    _say_what_next(path, written, stated)


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
        wrong += [f"`{topic.flag}`: {message_of(problem)}" for problem in problems]
        if answer is not None:
            stated[topic.name] = answer
    if wrong:
        raise UsageError("\n".join(wrong))
    models = stated.get(MODELS)
    for name, near in starter.unknown_models(models if isinstance(models, list) else []):
        click.echo(styled("warning: ", fg="yellow") + _unknown_model(name, near), err=True)
    return stated


def _unknown_model(name: str, near: str) -> str:
    return f"the catalog does not know `{name}`, so its verdict will be `review`" + (f"; did you mean {near}?" if near else "")


def _ask_all(starter: Starter, stated: dict[str, Stated], given: dict[str, Any]) -> None:
    open_topics = [topic for topic in TOPICS if not _is_given(given[_parameter(topic)])]
    count = f"{len(open_topics)} question{'' if len(open_topics) == 1 else 's'}"
    click.echo(wrapped(f"{count}. An empty answer leaves a fact out. Ctrl-C stops, and nothing is written.", ""))
    for number, topic in enumerate(open_topics, 1):
        click.echo()
        click.echo(explained(starter, topic, f"{number}/{len(open_topics)} ", optional=topic.name not in _ALWAYS_STATED))
        answer = _ask(starter, topic)
        if answer is not None:
            stated[topic.name] = answer
    click.echo()


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
            tell(message_of(problem))
        if problems:
            continue
        if topic.name == MODELS and parts != doubted:
            unknown = starter.unknown_models(parts)
            for name, near in unknown:
                tell(_unknown_model(name, near))
            if unknown:
                tell("enter the same again to keep it")
                doubted = parts
                continue
        return answer


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
