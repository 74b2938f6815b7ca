"""Finds the stretches of a text that are a license word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.textio.fingerprint import Fingerprint, Piece
from checker.textio.notices import MAX_WORDS, is_notice
from checker.textio.words import Words

_MAX_TRIES = 4_000
"""How often a beginning is followed up in one file; only a file made to waste time has more."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A license in a file, from word `start` to before word `end`."""

    print: Fingerprint
    start: int
    end: int
    notices: tuple[tuple[int, int], ...] = ()
    """Filled-in copyright notices within it."""


def by_head(prints: Iterable[Fingerprint]) -> Mapping[int, Sequence[Fingerprint]]:
    """Fingerprints by the gram that the text, or what follows its title and notice, begins with."""
    found: dict[int, list[Fingerprint]] = {}
    for print_ in prints:
        for head in {print_.head, print_.pieces[0].head}:
            found.setdefault(head, []).append(print_)
    return found


def exact_stretches(words: Words, heads: Mapping[int, Sequence[Fingerprint]], varies: Callable[[Fingerprint], bool]) -> list[Stretch]:
    """Every license that stands in the text word for word, in the order of the text, none within another.

    `varies` tells whether a license is a template, so that its copyright notice may be anybody's.
    """
    found: list[Stretch] = []
    tries = 0
    for at, gram in enumerate(words.grams):
        for print_ in heads.get(gram, ()):
            tries += 1
            stretch = _at(words, at, gram, print_, varies) if tries <= _MAX_TRIES else None
            if stretch is not None:
                found.append(stretch)
    return _apart(found)


def _at(words: Words, at: int, gram: int, print_: Fingerprint, varies: Callable[[Fingerprint], bool]) -> Stretch | None:
    whole = Piece(print_.words, print_.head, print_.sha256)
    if gram == whole.head and _holds(words, at, whole):
        return Stretch(print_, at, at + whole.words)
    pieces = print_.pieces
    if pieces[0] == whole or gram != pieces[0].head or not _holds(words, at, pieces[0]) or not varies(print_):
        return None
    start, notices = _titled(words, at, print_)
    end = at + pieces[0].words
    for piece in pieces[1:]:
        begin = next((begin for begin in range(end, end + MAX_WORDS + 2) if _holds(words, begin, piece)), None)
        if begin is None or (begin > end and not is_notice(words.tokens[end:begin])):
            return None
        notices.append((end, begin))
        end = begin + piece.words
    return Stretch(print_, start, end, tuple(notice for notice in notices if notice[0] < notice[1]))


def _titled(words: Words, at: int, print_: Fingerprint) -> tuple[int, list[tuple[int, int]]]:
    """Where a license begins whose text goes on at `at` after title and notice, and the notice."""
    title = print_.title
    if title is None:
        return at, []
    for end in range(at, max(-1, at - MAX_WORDS - 2), -1):
        start = end - title.words
        if start >= 0 and words.sha256(start, end) == title.sha256 and (end == at or is_notice(words.tokens[end:at])):
            return start, [(end, at)]
    return at, []


def _holds(words: Words, at: int, piece: Piece) -> bool:
    """Whether a piece stands at a word."""
    end = at + piece.words
    return end <= len(words) and words.grams[at] == piece.head and words.sha256(at, end) == piece.sha256


def _apart(found: list[Stretch]) -> list[Stretch]:
    """The longest stretches that do not overlap."""
    kept: list[Stretch] = []
    for stretch in sorted(found, key=lambda stretch: (stretch.start - stretch.end, stretch.start, stretch.print.license)):
        if all(stretch.end <= other.start or other.end <= stretch.start for other in kept):
            kept.append(stretch)
    return sorted(kept, key=lambda stretch: stretch.start)
