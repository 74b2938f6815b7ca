"""Finds the stretches of a text that are a license word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from checker.domain.variation import VariationKind
from checker.textio.fingerprint import Fingerprint
from checker.textio.notices import MAX_WORDS, is_notice
from checker.textio.pieces import Piece, in_order, is_list_number
from checker.textio.words import Words

_MAX_TRIES = 4_000
"""How often a beginning is followed up in one file; only a file made to waste time has more."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What the file has, from word `start` to before `end`, where copies of a license may differ; nothing for a passage it leaves out."""

    kind: VariationKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A license in a file, from word `start` to before word `end`."""

    print: Fingerprint
    start: int
    end: int
    gaps: tuple[Filled, ...] = ()
    """Where it differs from the pinned text in what may differ: notices and names, numbers of lists, passages that are left out."""


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
    whole, pieces = print_.whole, print_.pieces
    if gram == whole.head and _holds(words, at, whole):
        return Stretch(print_, at, at + whole.words)
    if pieces[0] == whole or gram != pieces[0].head or not _holds(words, at, pieces[0]):
        return None
    if print_.has_notices and not varies(print_):
        return None
    start, notices = _titled(words, at, print_)
    found = _follow(words, at + pieces[0].words, pieces)
    if found is None:
        return None
    gaps = (*(Filled(VariationKind.NOTICE, *notice) for notice in notices), *found.gaps)
    return Stretch(print_, start, found.end, gaps)


@dataclass
class _Followed:
    """How far the pieces of a license were found, and what the file has between them."""

    end: int
    gaps: list[Filled]
    unnumbered: int = 0
    """Items of lists that have no number; where one has, all have."""


def _follow(words: Words, end: int, pieces: Sequence[Piece]) -> _Followed | None:
    """The pieces after the first, one after the other from word `end`; None where one that is needed does not follow."""
    found = _Followed(end, [])
    waiting: tuple[str, ...] = ()
    for group, passage in groupby(pieces[1:], key=lambda piece: piece.group):
        held = list(passage)
        longer = _added(words, found, held, waiting)
        if longer is not None:
            found, waiting = longer, ()
        elif group:
            found.gaps.append(Filled(VariationKind.OPTIONAL, found.end, found.end))
            waiting = (*waiting, held[0].gap)
        else:
            return None
    numbers = [words.tokens[gap.start] for gap in found.gaps if gap.kind is VariationKind.LIST_NUMBER]
    return found if in_order(numbers) and not (numbers and found.unnumbered) else None


def _added(words: Words, found: _Followed, passage: Sequence[Piece], waiting: Sequence[str]) -> _Followed | None:
    """What was found and a passage after it; before the passage may also stand what waits from one that was left out."""
    longer = _Followed(found.end, [*found.gaps], found.unnumbered)
    for at, piece in enumerate(passage):
        if not _next(words, longer, piece, (*waiting, piece.gap) if at == 0 else (piece.gap,)):
            return None
    return longer


def _next(words: Words, found: _Followed, piece: Piece, gaps: Sequence[str]) -> bool:
    """Whether a piece follows, after what may stand before it; then it is added."""
    if _holds(words, found.end, piece) and VariationKind.NAME.value not in gaps:
        found.end += piece.words
        found.unnumbered += VariationKind.LIST_NUMBER.value in gaps
        return True
    for gap in filter(None, gaps):
        kind = VariationKind(gap)
        longest = 1 if kind is VariationKind.LIST_NUMBER else MAX_WORDS + 1
        begin = next((at for at in range(found.end + 1, found.end + longest + 1) if _holds(words, at, piece)), None)
        if begin is not None and _may_stand(kind, words.tokens[found.end : begin]):
            found.gaps.append(Filled(kind, found.end, begin))
            found.end = begin + piece.words
            return True
    return False


def _may_stand(kind: VariationKind, words: Sequence[str]) -> bool:
    return is_list_number(words[0]) if kind is VariationKind.LIST_NUMBER else is_notice(words)


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
    return end <= len(words) and (not piece.head or words.grams[at] == piece.head) and words.sha256(at, end) == piece.sha256


def _apart(found: list[Stretch]) -> list[Stretch]:
    """The longest stretches that do not overlap."""
    kept: list[Stretch] = []
    for stretch in sorted(found, key=lambda stretch: (stretch.start - stretch.end, stretch.start, stretch.print.license)):
        if all(stretch.end <= other.start or other.end <= stretch.start for other in kept):
            kept.append(stretch)
    return sorted(kept, key=lambda stretch: stretch.start)
