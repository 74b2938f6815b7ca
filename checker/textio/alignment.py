"""Lays a text beside the fingerprint of a license: which sentences stand where, and how much the two have in common."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from checker.textio.fingerprint import Fingerprint
from checker.textio.words import GRAM, SAMPLE, Words, numbers_of

_MAX_PLACES = 40
"""A sentence that stands more often than this in a file is looked for no further."""
_FREE_GAP = 40
"""So many words may be put in between two sentences before the text counts as two."""
NEVER_WHOLE = 0.9999
"""The similarity of a copy in which something differs is below 1, however little it is."""


@dataclass(frozen=True)
class Gap:
    """Neighbours that do not match: units `first` to before `last` of the license against words `start` to before `end` of the file."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True)
class Alignment:
    """A license laid beside a region of a file."""

    print: Fingerprint
    words: Words
    start: int
    end: int
    matched: tuple[tuple[int, int], ...]
    """Units that stand word for word, each with the word of the file where it begins; both ascend."""
    hits: tuple[int, ...]
    """Where kept grams of the license stand in the file."""

    @cached_property
    def common(self) -> float:
        """About how many words the two have in common, in the same order."""
        exact = sum(self.print.units[unit].words for unit, _ in self.matched)
        return exact + sum(self._common_in(gap) for gap in self.gaps())

    def _common_in(self, gap: Gap) -> float:
        if gap.start >= gap.end or gap.first >= gap.last:
            return 0.0
        there, here = self.print.starts[gap.last] - self.print.starts[gap.first], gap.end - gap.start
        hits = self.hits[bisect_left(self.hits, gap.start) : bisect_left(self.hits, gap.end)]
        if not hits:
            return 0.0
        if self.print.sample == 1:
            return min(there, here - sum(_words_off(run) for run in _runs(gap, hits)))
        return min(there, here, here * len(hits) / self.words.kept_between(gap.start, gap.end))

    @cached_property
    def numbers_off(self) -> int:
        """How many numbers stand on one side only."""
        there: Counter[str] = Counter()
        here: Counter[str] = Counter()
        for gap in self.gaps():
            for unit in range(gap.first, gap.last):
                there.update(self.print.numbers(unit))
            here.update(numbers_of(self.words.tokens[gap.start : gap.end]))
        return (there - here).total() + (here - there).total()

    @property
    def similarity(self) -> float:
        """From 0 to below 1: the share of words that both have in common."""
        return min(2 * self.common / (self.print.words + self.end - self.start), NEVER_WHOLE)

    @property
    def weight(self) -> float:
        """By which alignments of one region are compared: much in common, and little else."""
        return self.common * self.similarity

    def gaps(self) -> Iterator[Gap]:
        """What does not match, in order."""
        unit, word = 0, self.start
        for matched, at in (*self.matched, (len(self.print.units), self.end)):
            if matched > unit or at > word:
                yield Gap(unit, matched, word, at)
            if matched < len(self.print.units):
                unit, word = matched + 1, at + self.print.units[matched].words

    def within(self, start: int, end: int) -> Alignment:
        """The same, with a wider or narrower stretch of the file taken for the copy."""
        return Alignment(self.print, self.words, start, end, self.matched, self.hits)


def _runs(gap: Gap, hits: Sequence[int]) -> Iterator[int]:
    """How many grams in a row are not the license's, for each such row of a gap."""
    before = gap.start - 1
    for at in (*hits, gap.end):
        if at > before + 1:
            yield at - before - 1
        before = at


def _words_off(run: int) -> int:
    """How many words differ, where so many grams in a row do: one word makes as many grams differ as a gram has words."""
    return max(1, run - GRAM + 1)


def align(print_: Fingerprint, words: Words, start: int, end: int) -> Alignment | None:
    """The license beside a region of the file; None where they have nothing in common."""
    kept = words.sampled if print_.sample == SAMPLE else enumerate(words.grams)
    hits = tuple(at for at, gram in kept if start <= at < end and gram in print_.grams)
    if not hits:
        return None
    chain = _densest(print_, _ascending(list(_matches(print_, words, start, end)), print_))
    first, last = _extent(print_, chain, hits)
    return Alignment(print_, words, max(start, first), min(end, last), tuple(chain), hits)


def _matches(print_: Fingerprint, words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Every unit at every place where it stands word for word; the later places of a unit first."""
    for index, unit in enumerate(print_.units):
        if unit.words < GRAM:
            continue
        for at in reversed(words.places(unit.head)[:_MAX_PLACES]):
            if start <= at and at + unit.words <= end and words.digest(at, at + unit.words) == unit.digest:
                yield index, at


def _ascending(pairs: Sequence[tuple[int, int]], print_: Fingerprint) -> list[tuple[int, int]]:
    """The longest run of pairs in which both numbers ascend (patience sorting), without overlaps."""
    tops: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for index, (_, at) in enumerate(pairs):
        pile = bisect_left(tops, at)
        before.append(tails[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(at)
            tails.append(index)
        else:
            tops[pile], tails[pile] = at, index
    run: list[tuple[int, int]] = []
    index = tails[-1] if tails else -1
    while index >= 0:
        unit, at = pairs[index]
        if not run or at + print_.units[unit].words <= run[-1][1]:
            run.append((unit, at))
        index = before[index]
    return run[::-1]


def _densest(print_: Fingerprint, chain: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The part of the chain that is one copy: a sentence that stands far off, in another text, is not part of it."""
    best, best_sum, here, here_sum, expected = (0, 0), 0.0, 0, 0.0, 0
    for index, (unit, at) in enumerate(chain):
        if index:
            missing = print_.starts[unit] - expected
            last_unit, last_at = chain[index - 1]
            between = at - last_at - print_.units[last_unit].words
            here_sum -= max(0, between - missing - _FREE_GAP) / 2
        if here_sum <= 0:
            here, here_sum = index, 0.0
        here_sum += print_.units[unit].words
        expected = print_.starts[unit + 1]
        if here_sum > best_sum:
            best, best_sum = (here, index + 1), here_sum
    return list(chain[slice(*best)])


def _extent(print_: Fingerprint, chain: Sequence[tuple[int, int]], hits: Sequence[int]) -> tuple[int, int]:
    """The stretch of the file that the copy takes up: what matches, and what stands beside it and is like the license there."""
    if not chain:
        return hits[0], hits[-1] + GRAM
    (first, start), (last, at) = chain[0], chain[-1]
    end = at + print_.units[last].words
    before = hits[bisect_left(hits, start - 5 * print_.starts[first] // 4) : bisect_left(hits, start)]
    after = hits[bisect_left(hits, end) : bisect_left(hits, end + 5 * (print_.words - print_.starts[last + 1]) // 4)]
    return (before[0] if before else start), (after[-1] + GRAM if after else end)
