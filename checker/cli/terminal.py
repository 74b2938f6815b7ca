"""What the screen can do: its width, and whether it wants colour."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from typing import TextIO

import click

from checker.domain.verdict import Verdict

COLOURS = {Verdict.DENY: "red", Verdict.REVIEW: "yellow", Verdict.CONDITIONAL: "cyan", Verdict.ALLOW: "green"}


def width() -> int:
    """Columns to write in: those of the terminal up to 100, and 80 where the output is piped."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return 80
    return max(40, min(shutil.get_terminal_size((80, 24)).columns, 100))


def colour(stream: TextIO) -> bool:
    """Whether to colour: only on a terminal, and not against NO_COLOR."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def styled(text: str, *, err: bool = False, **style: object) -> str:
    """`text` in a style, where colour is wanted; `err` says that it goes to standard error."""
    return click.style(text, **style) if colour(sys.stderr if err else sys.stdout) else text  # type: ignore[arg-type]


def plain(text: str) -> str:
    """`text` without control characters, so that no name can steer the terminal."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " for character in text)


def wrapped(text: str, first: str, rest: str | None = None) -> str:
    """`text` folded to the width, the first line after `first`, the others after `rest`. Control characters are taken out."""
    clean = plain(text)
    if clean and len(first) + len(clean) <= width():
        return (first + clean).rstrip()
    return textwrap.fill(
        clean,
        width(),
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
