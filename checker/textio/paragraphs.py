"""Cuts a text into paragraphs and list items."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_HARD_WRAP = 100
"""A line longer than this was not wrapped by hand, so the next line begins a paragraph of its own."""
_ITEM = re.compile(
    r"\s*(?:[-*•·●]\s|\\?\(?(?:\d+(?:\.\d+)*|[A-Za-z]|[ivxlc]{1,5})\\?[.)、]|#{1,6}\s|(?:Section|Article)\s+\d|[一二三四五六七八九十]+、|第.{1,3}[条章节])"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of a text that belong together, none of them empty."""

    line: int
    """Where it begins, counted from 1."""
    text: str


def paragraphs(text: str, sections: Collection[int]) -> list[Paragraph]:
    """The paragraphs and list items of a text; one also begins on each line of `sections`, where a numbered section does."""
    found: list[Paragraph] = []
    lines: list[str] = []
    begun = 1
    for number, line in enumerate(text.splitlines(), 1):
        if lines and (number in sections or _ITEM.match(line) or not line.strip() or len(lines[-1]) > _HARD_WRAP):
            found.append(Paragraph(begun, "\n".join(lines)))
            lines = []
        if line.strip():
            begun = begun if lines else number
            lines.append(line)
    return [*found, Paragraph(begun, "\n".join(lines))] if lines else found
