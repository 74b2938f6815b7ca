"""What was changed in a copy, section by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.domain.recognition import Change, ChangeKind, Passage
from checker.textio.alignment import Alignment, Gap
from checker.textio.units import outermost
from checker.textio.words import numbers_of


@dataclass(frozen=True)
class _Pair:
    """Units of the license against words of the file; either may be none."""

    units: tuple[int, ...]
    start: int
    end: int
    after: int
    """The unit that stands before it in the license; -1 for none."""
    kind: ChangeKind


def changes(found: Alignment) -> tuple[Change, ...]:
    """Every difference of a copy from its license, in the order of the file."""
    gaps = list(found.gaps())
    moved = dict(_moved(found, gaps))
    pairs = [pair for gap in gaps for pair in _pairs(found, gap, moved)]
    return tuple(_change(found, pair) for pair in pairs)


def unchanged_sections(found: Alignment, made: Iterable[Change]) -> tuple[str, ...]:
    """The outermost numbered sections in which nothing was changed."""
    touched = {outermost(section) for change in made for section in change.sections}
    return tuple(section for section in dict.fromkeys(map(outermost, found.print.sections)) if section and section not in touched)


def _moved(found: Alignment, gaps: Sequence[Gap]) -> Iterator[tuple[int, int]]:
    """Units that stand word for word, but elsewhere, with the word where each begins."""
    taken: set[int] = set()
    for gap in gaps:
        for unit in range(gap.first, gap.last):
            held = found.print.units[unit]
            for at in found.words.places(held.head)[:40]:
                end = at + held.words
                inside = any(other.start <= at and end <= other.end for other in gaps)
                if inside and at not in taken and found.words.digest(at, end) == held.digest:
                    taken.add(at)
                    yield unit, at
                    break


def _pairs(found: Alignment, gap: Gap, moved: dict[int, int]) -> Iterator[_Pair]:
    """A gap cut where a moved sentence stands, and where a sentence begins that is changed further on."""
    arrivals = sorted((at, unit) for unit, at in moved.items() if gap.start <= at < gap.end)
    units = [unit for unit in range(gap.first, gap.last) if unit not in moved]
    cursor = gap.start
    for at, unit in arrivals:
        if at < cursor:
            continue
        end = at + found.print.units[unit].words
        here, units = (units, []) if units and at > cursor else ([], units)
        yield from _cut_at_heads(found, here, cursor, at, gap.first - 1)
        yield _Pair((unit,), at, end, gap.first - 1, ChangeKind.MOVED)
        cursor = end
    yield from _cut_at_heads(found, units, cursor, gap.end, gap.first - 1)


def _cut_at_heads(found: Alignment, units: Sequence[int], start: int, end: int, after: int) -> Iterator[_Pair]:
    waiting: list[int] = []
    begun = start
    for unit in units:
        at = next((at for at in found.words.places(found.print.units[unit].head) if begun <= at < end), None)
        if at is not None:
            yield from _pair(waiting, begun, at, after)
            waiting, begun, after = [], at, unit - 1
        elif waiting and _begins_at(found, waiting[0], begun) and _fills(found, waiting, end - begun):
            yield from _pair(waiting, begun, end, after)
            waiting, begun, after = [], end, unit - 1
        waiting.append(unit)
    yield from _pair(waiting, begun, end, after)


def _begins_at(found: Alignment, unit: int, at: int) -> bool:
    return at < len(found.words.grams) and found.words.grams[at] == found.print.units[unit].head


def _fills(found: Alignment, units: Sequence[int], words: int) -> bool:
    """Whether some units have so many words that there is no room for another."""
    return sum(found.print.units[unit].words for unit in units) >= words


def _pair(units: Sequence[int], start: int, end: int, after: int) -> Iterator[_Pair]:
    if units or start < end:
        kind = ChangeKind.ADDED if not units else ChangeKind.REMOVED if start >= end else ChangeKind.CHANGED
        yield _Pair(tuple(units), start, end, after, kind)


def _change(found: Alignment, pair: _Pair) -> Change:
    print_, words = found.print, found.words
    beside = pair.units or ((pair.after,) if pair.after >= 0 else ())
    sections = dict.fromkeys(print_.sections[unit] for unit in beside)
    there = Counter(number for unit in pair.units for number in print_.numbers(unit))
    here = Counter(numbers_of(words.tokens[pair.start : pair.end]))
    line = words.line_of(pair.start if pair.start < pair.end else pair.start - 1)
    return Change(
        kind=pair.kind,
        sections=tuple(section for section in sections if section),
        passage=Passage(line, words.verbatim(pair.start, pair.end)),
        words_there=sum(print_.units[unit].words for unit in pair.units),
        words_here=pair.end - pair.start,
        numbers_there=tuple((there - here).elements()),
        numbers_here=tuple((here - there).elements()),
    )
