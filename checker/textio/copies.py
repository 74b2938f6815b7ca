"""Finds the licenses that a text is a copy of, where it is not one word for word: the closest, and several in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.textio.alignment import Alignment, align
from checker.textio.fingerprint import Fingerprint
from checker.textio.words import GRAM, SAMPLE, Words

ENOUGH = 0.75
"""The least similarity of a copy. Below it a text has passages of a license, as licenses have of each other, and is not called a copy."""
ENOUGH_OF_SHORT = 0.6
"""The same for a license of few sentences, of which each is much of it."""
ENOUGH_OF_PART = 0.5
"""The same where all of the file stands in the license, or all of the license in the file: a copy with something left out or put in."""
ENOUGH_OF_EXCERPT = 0.8
"""Of a license that is known only in part, so much of that part makes a copy; what else there is cannot be compared."""
WORTH_NAMING = 0.2
"""From here on an unknown text's nearest license is named, as a place to begin reading."""
CLOSE = 0.03
"""Licenses whose similarity is this much less than the closest one's are named beside it."""
SHORT_TEXT = 250
_ALL = 0.95
_LEAST_WORDS = 12
_NUMBER = 3
"""How many words a number counts for that only one side has: versions of one license differ in dates and amounts."""
_FIRST = 30
_CANDIDATES = 6
_WITHIN = 0.85
_MAX_PARTS = 12


@dataclass(frozen=True)
class Copy:
    """A license that a region of the file is a copy of, and the others that it nearly is."""

    alignment: Alignment
    near: tuple[Alignment, ...] = ()


def closest(prints: Sequence[Fingerprint], words: Words, start: int, end: int) -> list[Alignment]:
    """The licenses that a region has most in common with, the closest first."""
    grams = {1: frozenset(words.grams[start : end - GRAM + 1])}
    for sample in (SAMPLE, SAMPLE * SAMPLE):
        grams[sample] = frozenset(gram for gram in grams[1] if gram % sample == 0)
    first = _promising(prints, grams, lambda print_: print_.coarse)[:_FIRST]
    promising = _promising([print_ for _, print_ in first], grams, lambda print_: (print_.grams, print_.sample))
    if not promising:
        return []
    least = promising[0][0] * _WITHIN
    chosen = [print_ for at, (score, print_) in enumerate(promising[:_CANDIDATES]) if score >= least or at < 2]
    aligned = [found for print_ in chosen if (found := align(print_, words, start, end)) is not None]
    return sorted(aligned, key=lambda found: (_NUMBER * found.numbers_off - found.weight, found.print.license))


def _promising(
    prints: Iterable[Fingerprint], grams: Mapping[int, frozenset[int]], kept: Callable[[Fingerprint], tuple[frozenset[int], int]]
) -> list[tuple[float, Fingerprint]]:
    """Licenses that share grams with a text, with a guess at the weight of their alignment, the heaviest first."""
    found: list[tuple[float, Fingerprint]] = []
    for print_ in prints:
        known, sample = kept(print_)
        shared = len(known & grams[sample]) * sample
        if shared:
            found.append((shared * shared / (print_.words + shared), print_))
    return sorted(found, key=lambda scored: (-scored[0], scored[1].license))


def is_copy(found: Alignment) -> bool:
    """Whether there is enough in common to speak of a copy."""
    if found.print.excerpt and found.common >= ENOUGH_OF_EXCERPT * found.print.words:
        return True
    cut = found.common >= _ALL * (found.end - found.start)
    enough = ENOUGH_OF_PART if cut or _holds_all(found) else ENOUGH_OF_SHORT if found.print.words <= SHORT_TEXT else ENOUGH
    return found.similarity >= enough and found.common >= min(_LEAST_WORDS, found.print.words / 2)


def _holds_all(found: Alignment) -> bool:
    """Whether the text has all of the license, or nearly, whatever else it has."""
    return found.common >= _ALL * found.print.words


def copies(prints: Sequence[Fingerprint], words: Words) -> list[Copy]:
    """The licenses that the text holds copies of, in its order; what lies between goes to the copy that lacks something there.

    A single copy takes all of the text: what stands beside it may change it.
    """
    found: list[Copy] = []
    regions = [(0, len(words))]
    while regions and len(found) < _MAX_PARTS:
        start, end = regions.pop()
        ranked = closest(prints, words, start, end) if end - start >= _LEAST_WORDS else []
        if ranked and is_copy(ranked[0]):
            best = ranked[0]
            found.append(Copy(best, tuple(ranked[1:])))
            regions += [(start, best.start), (best.end, end)]
    found.sort(key=lambda copy: copy.alignment.start)
    if len(found) == 1:
        widened = _widened(found[0], 0, len(words))
        return [widened] if is_copy(widened.alignment) or _holds_all(widened.alignment) else []
    return _with_what_they_lack(found, len(words))


def near(copy: Copy) -> list[Alignment]:
    """The other licenses that are nearly as close, the closest first."""
    region = copy.alignment
    others = [other.within(min(region.start, other.start), max(region.end, other.end)) for other in copy.near]
    least = region.similarity - CLOSE
    return sorted((other for other in others if other.similarity >= least), key=lambda other: -other.similarity)[:3]


def _widened(copy: Copy, start: int, end: int) -> Copy:
    return Copy(copy.alignment.within(start, end), tuple(other.within(start, end) for other in copy.near))


def _with_what_they_lack(found: Sequence[Copy], length: int) -> list[Copy]:
    """Copies widened by the text beside them, where they lack about as much on that side."""
    done = list(found)
    for at in range(len(done) + 1):
        before = done[at - 1].alignment if at else None
        after = done[at].alignment if at < len(done) else None
        start, end = before.end if before else 0, after.start if after else length
        lacks_before, lacks_after = _lacks_at_end(before), _lacks_at_start(after)
        if start >= end or end - start > 3 * max(lacks_before, lacks_after) + _LEAST_WORDS or not max(lacks_before, lacks_after):
            continue
        if before is not None and lacks_before >= lacks_after:
            done[at - 1] = Copy(before.within(before.start, end), done[at - 1].near)
        elif after is not None:
            done[at] = Copy(after.within(start, after.end), done[at].near)
    return done


def _lacks_at_end(found: Alignment | None) -> int:
    if found is None or not found.matched:
        return 0
    return found.print.words - found.print.starts[found.matched[-1][0] + 1]


def _lacks_at_start(found: Alignment | None) -> int:
    return found.print.starts[found.matched[0][0]] if found is not None and found.matched else 0
