"""The parts a memo is made of. Each text format draws them in its own way, so that all say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from checker.domain.verdict import Verdict
from checker.exporters.characters import prose, visible


class Style(Enum):
    """How a stretch of text looks."""

    PLAIN = "plain"
    STRONG = "strong"
    CODE = "code"
    """Ids, paths and hashes: letter by letter."""
    QUOTE = "quote"
    """The words of a license, or a string that it prescribes."""
    LINK = "link"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style; its characters are safe to draw."""

    text: str
    style: Style = Style.PLAIN


Text = tuple[Span, ...]

BREAK = "\n"
"""The text of a span that ends a line; a format without lines in its cells writes a blank."""


def plain(text: str) -> Text:
    """A sentence."""
    return (Span(prose(text)),) if text else ()


def told(text: str) -> Text:
    """A sentence of licheck or of an encoding, in which backticks mark what is to be read letter by letter."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return plain(text)
    spans = [Span(visible(part), Style.CODE) if odd % 2 else Span(_blanks(part)) for odd, part in enumerate(parts)]
    return tuple(span for span in spans if span.text)


def _blanks(text: str) -> str:
    """A part of a sentence; blanks at its ends count."""
    return visible(re.sub(r"\s+", " ", text))


def strong(text: str) -> Text:
    """Words that stand out."""
    return (Span(prose(text), Style.STRONG),)


def code(text: str) -> Text:
    """An id, a path, a hash; empty for nothing."""
    return (Span(visible(text), Style.CODE),) if text else ()


def quote(text: str) -> Text:
    """Somebody else's words."""
    return (Span(prose(text), Style.QUOTE),)


def link(address: str) -> Text:
    """An address; one that a browser should not be sent to stays text."""
    shown = visible(address)
    return (Span(shown, Style.LINK if shown.startswith(("https://", "http://")) else Style.PLAIN),) if address else ()


def verdict(found: Verdict) -> Text:
    """A verdict, by its word."""
    return (Span(found.value, Style.VERDICT),)


def joined(parts: Sequence[Text], between: str = " ") -> Text:
    """Texts in a row, without the empty ones."""
    spans: list[Span] = []
    for part in parts:
        if part:
            spans += [Span(between), *part] if spans else part
    return tuple(spans)


def stacked(parts: Sequence[Text]) -> Text:
    """Texts below each other, without the empty ones."""
    return joined(parts, BREAK)


def listed(names: Sequence[str], most: int) -> Text:
    """Names in a row, and how many more there are."""
    shown = names if len(names) <= most + 1 else names[:most]
    more = len(names) - len(shown)
    return joined([joined([code(name) for name in shown], ", "), plain(f"and {more:,} more") if more else ()])


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section; `level` 1 to 3."""

    level: int
    text: str
    number: str = ""
    """As `4.2`; empty where it has none."""

    @property
    def shown(self) -> str:
        """Number and title."""
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a `quiet` one is small print."""

    text: Text
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Text that nobody should overlook."""

    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item with what belongs under it."""

    items: tuple[tuple[Text, tuple[Text, ...]], ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A box to tick."""

    done: bool
    text: Text
    details: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """Boxes to tick."""

    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the share of the width that it gets."""

    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose first row repeats on each page and whose rows stay whole."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]


LONG = 1800
"""With more characters than that, a row might not fit on a page, and may be split."""


def is_long(texts: Iterable[Text]) -> bool:
    """Whether texts that should stay together might need more than a page."""
    return sum(len(span.text) for text in texts for span in text) > LONG


@dataclass(frozen=True, slots=True)
class Pairs:
    """What a thing is and what its value is, side by side."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the table of contents stands; it lists headings down to `depth`."""

    depth: int


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to sign on, for each of some people."""

    people: tuple[str, ...]


Block = Heading | Paragraph | Notice | Bullets | Checklist | Grid | Pairs | Contents | Signature


@dataclass(frozen=True, slots=True)
class Memo:
    """A whole document."""

    title: str
    subject: str
    footer: str
    blocks: tuple[Block, ...]
