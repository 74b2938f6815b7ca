"""Reads how an encoding names a section (`1.b.i`, `4(a)`, `Attachment A, 1`), and finds it among the sections of a text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.textio.sections import Label

_PIECE = re.compile(
    r"第(?P<cjk_word>[一二三四五六七八九十]{1,3}|\d+)(?:部分|章|条|节)"
    r"|(?<![㐀-鿿])(?P<cjk>[一二三四五六七八九十]{1,3})(?![㐀-鿿])"
    r"|(?P<name>[A-Za-z]+-?\d[\w.-]*)"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_㐀-鿿]+(?:[’'][a-z]+)?|[㐀-鿿]+)"
)
_ROMAN = re.compile(r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v|x))\Z")
_NUMBERED = frozenset(["section", "article", "clause", "item", "point", "no", "bullet"])
"""Words that announce a number and say nothing else."""
_APPENDED = frozenset(["attachment", "exhibit", "appendix", "annex", "schedule", "addendum", "附件", "附录"])
_UNNUMBERED = frozenset(["paragraph", "paragraphs", "sentence"])
_BEYOND = re.compile(r"\b(?:after|before|between|following)\b")
_COMMON = frozenset(["the", "of", "and", "or", "a", "an", "to", "for", "in", "on", "last", "first", "second", "third", "section"])


Named = tuple[str, bool]
"""What an encoding calls a section, and whether it is listed as a mere heading, which names itself and nothing inside it."""


@dataclass(frozen=True, slots=True)
class SectionName:
    """What an encoding calls a section."""

    path: tuple[str, ...]
    """Its number, in lower case; empty for a part named by its heading alone."""
    words: frozenset[str]
    """The heading it names, besides the number."""
    part: bool = False
    """Whether only a part of the section is meant: `4, last paragraph`."""


@lru_cache(maxsize=4096)
def read(section: str) -> SectionName:
    """The number and the words of a section's name."""
    beyond = _BEYOND.search(section.casefold())
    kept = section[: beyond.start()] if beyond else section
    pieces = list(_PIECE.finditer(kept))
    path: list[str] = []
    words: list[str] = []
    for index, piece in enumerate(pieces):
        text = (piece["cjk_word"] or piece.group()).casefold()
        if _is_number(pieces, index, kept, words):
            path.append(text)
        elif text not in _NUMBERED:
            words.append(text)
    if words and words[0] in _UNNUMBERED:
        return SectionName((), frozenset([*words, *path]))
    number_first = bool(path) and bool(words) and pieces[0].group().casefold() == path[0]
    return SectionName(tuple(path), frozenset(words), beyond is not None or (number_first and "," in kept))


def _is_number(pieces: Sequence[re.Match[str]], index: int, text: str, words: Sequence[str]) -> bool:
    """Whether a piece of a name is a part of the number."""
    piece = pieces[index]
    word = piece["word"]
    if piece["name"] or (word and not _may_be_mark(word)):  # `GLM-5.3`, `Grant`
        return False
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    before = text[pieces[index - 1].end() : piece.start()] if index else ""
    after = text[piece.end() : following.start()] if following else ""
    if words and words[-1] in _APPENDED and before in ("", " "):  # the `A` of `Attachment A`
        return False
    if words and before == after == " " and following and len(following["word"] or "") > 1:  # the `4` of `Llama 4 Policy`
        return False
    return not (word in ("a", "A") and after == " ")  # the article


def _may_be_mark(word: str) -> bool:
    """Whether a word can be the letter or the Roman number of a section."""
    if not word.isascii():
        return False
    return len(word) == 1 or (_ROMAN.match(word.casefold()) is not None and (word.islower() or word.isupper()))


class Naming:
    """The sections of a text, and which of them a name of an encoding means."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self.labels = labels
        self._tops = {label.path[:1] for label in labels}
        self._runs: dict[tuple[tuple[str, ...], bool], set[int]] = {}
        for label in labels:
            self._runs.setdefault((label.path, label.cjk), set()).add(label.region)

    def meant(self, section: str) -> list[Label]:
        """The numbered sections that a name surely stands for; several where a text exists in two languages."""
        name = self._within(read(section))
        found = [label for label in self.labels if self._means(name, label)]
        if name.words and not name.part:
            return [label for label in found if any(_same_words(name.words, place.heading) for place in label.places)]
        first = {cjk: min(label.region for label in self.labels if label.cjk is cjk) for cjk in {label.cjk for label in found}}
        return [label for label in found if label.region == first[label.cjk]]

    def spans(self, section: str) -> list[range]:
        """The lines of the sections that a name surely stands for, each with what is inside it."""
        return [self._span(label) for label in self.meant(section)]

    def _span(self, label: Label) -> range:
        following = (other.line for other in self.labels if other.line > label.line and other.path[: len(label.path)] != label.path)
        return range(label.line, next(following, sys.maxsize))

    def counted(self, named: Iterable[Named]) -> list[Label]:
        """The sections that an encoding has to account for: all numbered ones, and the items of a list where a name counts one of them."""
        names = [self._within(read(section)) for section, _ in named]
        regions = {label.region for label in self.labels if label.counted and any(self._means(name, label) for name in names)}
        return [label for label in self.labels if not label.counted or label.region in regions]

    def uncovered(self, named: Iterable[Named], among: Iterable[Label]) -> list[Label]:
        """Those of some sections that nothing names, neither themselves nor a part around them."""
        names = [(self._within(read(section)), heading) for section, heading in named]
        return [label for label in among if not any(self._covers(name, heading, label) for name, heading in names)]

    def _within(self, name: SectionName) -> SectionName:
        """The name without a leading number that the text bears nowhere, as where a reader counted headings that have none."""
        if len(name.path) > 1 and name.path[:1] not in self._tops:
            return SectionName(name.path[1:], name.words, name.part)
        return name

    def _means(self, name: SectionName, label: Label) -> bool:
        if not name.path:
            return False
        here = any(place.path == name.path and _same_words(name.words, place.heading) for place in label.places)
        return here or (label.path == name.path and self._in_region(name, label))

    def _covers(self, name: SectionName, heading: bool, label: Label) -> bool:
        if not name.path:
            return not heading and any(place.holds and _key(name.words) == _key(place.heading) for place in label.places)
        if self._means(name, label):
            return True
        if heading or name.part:
            return False
        depth = len(name.path)
        here = any(place.path[:depth] == name.path and _same_words(name.words, place.heading) for place in label.places)
        return here or (label.path[:depth] == name.path and self._in_region(name, label))

    def _in_region(self, name: SectionName, label: Label) -> bool:
        """Whether a name can mean this one of several runs of numbers that bear its number, by the heading it names or does not name."""
        rivals = self._runs.get((name.path, label.cjk), set())
        if len(rivals) < 2:
            return True
        if not name.words:
            return label.region == min(rivals)
        headed = {other.region for other in self.labels if any(_same_words(name.words, place.heading) for place in other.places)}
        return not headed or label.region in headed


def _key(words: frozenset[str]) -> frozenset[str]:
    return (words - _COMMON) or words


def _same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    one, other = _key(one), _key(other)
    return bool(one) and bool(other) and (one <= other or other <= one or len(one & other) * 2 >= len(one | other))
