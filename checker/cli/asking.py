"""Questions on a terminal: how a fact is explained, and how a wrong answer is told."""

from __future__ import annotations

from typing import TextIO

import click

from checker.app.starter import Starter, Topic
from checker.cli.terminal import styled, wrapped
from checker.domain.fact import FactDefinition, FactKind
from checker.errors import Problem

_LISTED = 20
"""Words of a closed list that a question shows with their definitions; of longer lists it shows the words alone."""
_PERIODS = {"month": "the last full month", "year": "the last full year"}


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody can be asked there."""
    # A closed stream is None.
    return stream is not None and stream.isatty()


def explained(starter: Starter, topic: Topic, number: str, *, question: str = "", optional: bool = True) -> str:
    """The question for a fact, what it means, the words to choose from, and how to write an answer."""
    definition = starter.definition(topic)
    asked = question or definition.question.replace("{at}", _PERIODS.get(definition.period, ""))
    lines = [styled(wrapped(asked, number, "    "), bold=True), wrapped(definition.definition, "    ")]
    words = starter.words(topic)
    if 0 < len(words) <= _LISTED:
        lines += [wrapped(f"{word.id}: {word.definition}", "    - ", "      ") for word in words.values()]
    elif any(word.definition for word in words.values()):  # Countries have none, and people know their code or are told it.
        for restricted, label in ((False, "harmless"), (True, "restricted by some license")):
            ids = [word.id for word in words.values() if word.restricted is restricted]
            if ids:
                lines.append(wrapped(f"{label}: {', '.join(ids)}", "    - ", "      "))
    lines.append(wrapped(_how(definition, topic, choice=bool(words), optional=optional), "    "))
    return "\n".join(lines)


def _how(definition: FactDefinition, topic: Topic, *, choice: bool, optional: bool) -> str:
    """How an answer is written."""
    if definition.kind is FactKind.TRUTH:
        return "Answer yes or no."
    example = topic.example.strip("[]")
    if topic.repeatable:
        return f"Such as `{example}`; several are separated by commas."
    if definition.kind is FactKind.FIGURE:
        unit = " USD" if definition.dimension.startswith("money") else ""
        return f"Such as `{example}`, `under 1 million{unit}` or `between 60 million{unit} and 70 million{unit}`."
    if not optional:
        return f"`{example}` if left out, to be edited later."
    return f"One word, such as `{example}`." if choice else f"Such as `{example}`."


def message_of(problem: Problem) -> str:
    """What is wrong with an answer, and the way out."""
    return f"{problem.message}; {problem.hint}" if problem.hint else problem.message


def tell(message: str) -> None:
    """Says what is wrong, below the question."""
    click.echo(styled(wrapped(message, "    ! ", "      "), fg="yellow"))
