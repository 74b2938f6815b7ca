"""Plain data as YAML text that every reader reads as this very data."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

Plain = str | bool | None | Sequence["Plain"] | Mapping[str, "Plain"]
"""What a file of licheck's can hold. Numbers and dates are text in it, as the reader reads them."""

_PLAIN = re.compile(r"(?:\d[\d.]* )?[^\W\d_](?:[\w./+ -]*[\w.])?\Z")
_PLAIN_KEY = re.compile(r"\d{4}-\d{2}\Z|[^\W\d_][\w./+-]*\Z")
_READ_OTHERWISE = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
"""Plain words that YAML 1.1, or licheck itself, does not read as text."""


def scalar(text: str) -> str:
    """`text` as a YAML scalar that every YAML reader reads as this very text, in one line, also inside brackets."""
    return text if _PLAIN.match(text) and _means_itself(text) else _quoted(text)


def key(text: str) -> str:
    """The same for the key of a mapping; a month such as 2026-10 is plain there, a year is not."""
    return text if _PLAIN_KEY.match(text) and _means_itself(text) else _quoted(text)


def _means_itself(text: str) -> bool:
    return text.isprintable() and text.casefold() not in _READ_OTHERWISE


def _quoted(text: str) -> str:
    # A JSON string is a double-quoted YAML scalar; JSON lets more characters stand bare, so the unprintable ones are escaped as well.
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(character if character.isprintable() else f"\\U{ord(character):08x}" for character in quoted)


def fits_a_line(value: Plain) -> bool:
    """Whether the value is usually written in one line: a scalar, or a list of scalars, or an empty mapping."""
    if isinstance(value, Mapping):
        return not value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return all(item is None or isinstance(item, (str, bool)) for item in value)
    return True


def in_a_line(value: Plain) -> str:
    """The value in one line, with brackets and braces."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key(name)}: {in_a_line(part)}' for name, part in value.items())}}}"
    return f"[{', '.join(map(in_a_line, value))}]"


def entry_lines(name: str, value: Plain, step: int, dash: int) -> list[str]:
    """`name: value` as the lines of a block mapping. `step` indents mappings, `dash` the dashes of lists."""
    if fits_a_line(value):
        return [f"{key(name)}: {in_a_line(value)}"]
    return [f"{key(name)}:", *block_lines(value, step, dash, inside=True)]


def block_lines(value: Plain, step: int, dash: int, *, inside: bool = False) -> list[str]:
    """A mapping or list in block style; `inside` indents it as the value of a key."""
    if isinstance(value, Mapping):
        lines = [line for name, part in value.items() for line in entry_lines(name, part, step, dash)]
        return [" " * (step if inside else 0) + line for line in lines]
    assert isinstance(value, Sequence) and not isinstance(value, str)  # noqa: S101 -- scalars fit a line
    lines = [line for item in value for line in item_lines(item, step, dash)]
    return [" " * (dash if inside else 0) + line for line in lines]


def item_lines(value: Plain, step: int, dash: int, gap: int = 2) -> list[str]:
    """`- value` as the lines of a block list; the value stands `gap` columns behind the dash."""
    lines = [in_a_line(value)] if fits_a_line(value) else block_lines(value, step, dash)
    return [("-" if index == 0 else "").ljust(gap) + line for index, line in enumerate(lines)]
