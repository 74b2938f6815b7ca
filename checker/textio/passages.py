"""Finds a passage of a license text by its anchor, and gives it back verbatim."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.textio.normal import tokens

_ITEM = re.compile(r"\s*(?:[-*•]\s|\(?(?:\d+(?:\.\d+)*|[A-Za-z]|[ivxlc]{1,5})[.)]\s|#{1,6}\s|(?:Section|Article|SECTION)\s+\d)")
_LABEL = re.compile(r"[\W_]*((?:\d+(?:\.\d+)*)|[A-Za-z]|[ivxlc]{1,5})[.)]")
_HARD_WRAP = 100
"""A line longer than this was not wrapped by hand, so the next line begins a paragraph of its own."""


@dataclass(frozen=True)
class _Paragraph:
    text: str
    tokens: tuple[str, ...]

    @property
    def label(self) -> str:
        """The number or letter it begins with, in lower case; empty where it has none."""
        match = _LABEL.match(self.text)
        return match.group(1).casefold() if match else ""


class LicenseText:
    """A text at hand, cut into paragraphs and list items."""

    def __init__(self, text: str) -> None:
        self._paragraphs = [_Paragraph(part, tuple(tokens(part))) for part in _paragraphs(text)]

    def passage(self, anchor: str, section: str) -> str | None:
        """The paragraph or list item that holds the anchor, verbatim; None where the text does not hold it.

        Where several do, the one that stands at the section is meant: it, or the nearest labelled item above it, bears the last part
        of the section.
        """
        wanted = tuple(tokens(anchor))
        if not wanted:
            return None
        found = [index for index, paragraph in enumerate(self._paragraphs) if _holds(paragraph.tokens, wanted)]
        if not found:
            return self._across(wanted)
        last = re.split(r"[.()\s]+", section.strip("() .").casefold())[-1]
        at_section = [index for index in found if self._label_at(index) == last]
        return self._paragraphs[(at_section or found)[0]].text.strip()

    def holds(self, anchor: str) -> bool:
        """Whether the anchor's words stand in the text, in this order and next to each other."""
        wanted = tuple(tokens(anchor))
        return bool(wanted) and (any(_holds(part.tokens, wanted) for part in self._paragraphs) or self._across(wanted) is not None)

    def _label_at(self, index: int) -> str:
        return next((part.label for part in reversed(self._paragraphs[: index + 1]) if part.label), "")

    def _across(self, wanted: tuple[str, ...]) -> str | None:
        """The paragraphs that an anchor spans, where no single one holds it."""
        for index in range(len(self._paragraphs) - 1):
            pair = self._paragraphs[index : index + 2]
            if _holds((*pair[0].tokens, *pair[1].tokens), wanted):
                return "\n".join(part.text.strip() for part in pair)
        return None


def _holds(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    first, length = wanted[0], len(wanted)
    return any(word == first and words[at : at + length] == wanted for at, word in enumerate(words))


def _paragraphs(text: str) -> list[str]:
    parts: list[list[str]] = [[]]
    for line in text.splitlines():
        before = parts[-1]
        if not line.strip():
            parts.append([])
        elif before and (_ITEM.match(line) or len(before[-1]) > _HARD_WRAP):
            parts.append([line])
        else:
            before.append(line)
    return ["\n".join(part) for part in parts if part]
