"""Cuts a license text at the places that may differ from copy to copy, into pieces that must stand word for word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from zlib import crc32

from checker.domain.variation import Variation, VariationKind
from checker.textio.normal import tokens
from checker.textio.notices import fill_ins, is_plain_notice, notice_lines
from checker.textio.spelling import one_spelling
from checker.textio.words import GRAM

_LEAST = 2
"""A piece of one word would be found anywhere; one that may be left out stands directly after another."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the license that must stand word for word."""

    words: int
    head: int
    """The gram it begins with; 0 where it has too few words for one."""
    sha256: str
    """Of its words in one spelling."""
    gap: str = ""
    """The kind of what may stand before it; empty where it follows directly."""
    group: int = 0
    """Pieces of one group may be left out together; 0 must not."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Words `start` to before `end` of a text that may differ, or (of an optional passage) be left out."""

    start: int
    end: int
    kind: VariationKind


def is_list_number(word: str) -> bool:
    """Whether a word can number the item of a list."""
    return word.isdigit() or word in _ROMAN or word in _LETTERS


def in_order(words: Sequence[str]) -> bool:
    """Whether the numbers of a list count its items from the first to the last, in one way."""
    counts = ([str(number) for number in range(1, len(words) + 1)], list(_LETTERS[: len(words)]), list(_ROMAN[: len(words)]))
    return not words or list(words) in counts


def cuts_of(text: str, variations: Iterable[Variation]) -> list[Cut]:
    """Where a text may differ: its copyright notices, and what its encoding states. Raises ValueError for words that it does not hold."""
    words = tokens(text)
    notices = fill_ins(text) or [span for span in notice_lines(text) if is_plain_notice(tokens(text[slice(*span)]))]
    found = [Cut(len(tokens(text[:start])), len(tokens(text[:end])), VariationKind.NOTICE) for start, end in notices]
    return sorted([*found, *(_cut(words, variation) for variation in variations)], key=lambda cut: (cut.start, -cut.end))


def _cut(words: Sequence[str], variation: Variation) -> Cut:
    if variation.kind in (VariationKind.NAME, VariationKind.NOTICE):
        start = _at(words, variation.after) + len(tokens(variation.after))
        return Cut(start, _at(words, variation.before, start), variation.kind)
    if variation.kind is VariationKind.LIST_NUMBER:
        end = _at(words, variation.before)
        return Cut(end - 1 if end and is_list_number(words[end - 1]) else end, end, variation.kind)
    start = _at(words, variation.begins)
    return Cut(start, _at(words, variation.before, start) if variation.before else len(words), variation.kind)


def _at(words: Sequence[str], anchor: str, start: int = 0) -> int:
    wanted = tokens(anchor)
    found = next((at for at in range(start, len(words)) if list(words[at : at + len(wanted)]) == wanted), -1) if wanted else -1
    if found < 0:
        raise ValueError(f"the text does not hold `{anchor}`")
    return found


def pieces_of(text: str, cuts: Sequence[Cut]) -> tuple[list[Piece], Piece | None]:
    """The pieces between the cuts, and the title before the first of them; none where nothing may differ, or a piece is too short."""
    words = one_spelling(tokens(text))
    parts = list(_parts(words, cuts))
    title = _piece(parts.pop(0)[0]) if parts and len(parts[0][0]) < GRAM else None
    if not cuts or not parts or len(parts[0][0]) < GRAM or parts[0][2] or any(len(part) < _LEAST and not group for part, _, group in parts):
        return [], None
    return [_piece(part, gap if at else "", group) for at, (part, gap, group) in enumerate(parts)], title


def _parts(words: Sequence[str], cuts: Sequence[Cut]) -> Iterator[tuple[Sequence[str], str, int]]:
    """Each run of words that is cut nowhere, with the kind of gap before it and the group of the optional passage that it lies in."""
    passages = [cut for cut in cuts if cut.kind is VariationKind.OPTIONAL]
    gaps = [cut for cut in cuts if cut.kind is not VariationKind.OPTIONAL]
    edges = sorted({0, len(words), *(edge for cut in cuts for edge in (cut.start, cut.end))})
    kind = ""
    for start, end in pairwise(edges):
        kind = next((gap.kind.value for gap in gaps if gap.end == start), kind)
        if any(gap.start <= start and end <= gap.end for gap in gaps):
            continue
        group = next((at for at, cut in enumerate(passages, 1) if cut.start <= start and end <= cut.end), 0)
        yield words[start:end], kind, group
        kind = ""


def _piece(words: Sequence[str], gap: str = "", group: int = 0) -> Piece:
    head = crc32(" ".join(words[:GRAM]).encode()) if len(words) >= GRAM else 0
    return Piece(len(words), head, sha256(" ".join(words).encode()).hexdigest(), gap, group)
