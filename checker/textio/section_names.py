"""Reads how an encoding names a section (`1.b.i`, `4(a)`, `Attachment A, 1`), and finds it among the sections of a text."""

from __future__ import annotations

import re
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


Runs = dict[tuple[tuple[str, ...], bool], set[int]]
"""In which runs of numbers a number comes, apart for each of the two scripts of a bilingual text."""


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
        text = piece.group("cjk_word") or piece.group()
        after = kept[piece.end() : pieces[index + 1].start()] if index + 1 < len(pieces) else ""
        if _is_number(pieces, index, kept, words, after):
            path.append(text.casefold())
        elif text.casefold() not in _NUMBERED:
            words.append(text.casefold())
    if words and words[0] in _UNNUMBERED:
        return SectionName((), frozenset([*words, *path]))
    part = beyond is not None or (bool(path) and bool(words) and pieces[0].group().casefold() == path[0] and "," in kept)
    return SectionName(tuple(path), frozenset(words), part)


def _is_number(pieces: Sequence[re.Match[str]], index: int, text: str, words: list[str], after: str) -> bool:
    """Whether a piece of the name is a part of the number; `4` in `Llama 4 Policy` and `A` in `Attachment A` belong to the heading."""
    piece = pieces[index]
    spoken = piece.group("word")
    if piece.group("name"):
        return False
    if spoken is not None and len(spoken) > 1 and not (_ROMAN.match(spoken.casefold()) and (spoken.islower() or spoken.isupper())):
        return False
    if spoken is not None and ord(spoken[0]) > 0x2E80:
        return False
    glued = text[pieces[index - 1].end() : piece.start()] if index else ""
    if words and words[-1] in _APPENDED and glued in (" ", ""):
        return False
    between_words = bool(words) and glued == " " and after == " " and pieces[index + 1].group("word") is not None
    if between_words and len(pieces[index + 1].group()) > 1:
        return False
    article = spoken in ("a", "A") and after == " " and index + 1 < len(pieces)
    return not article


def uncovered(labels: Sequence[Label], named: Iterable[tuple[str, bool]]) -> list[Label]:
    """The sections of a text that nothing names, neither themselves nor a part around them.

    `named` holds each name with whether it is merely a heading, which names itself and nothing inside it.
    """
    known = {label.path[:1] for label in labels}
    names = [(_within(read(section), known), heading) for section, heading in named]
    runs: Runs = {}
    for label in labels:
        runs.setdefault((label.path, label.cjk), set()).add(label.region)
    found = [label for label in labels if not any(_covers(name, heading, label, runs, labels) for name, heading in names)]
    by_number = {label.region for label in labels for name, _ in names if name.path == label.path and _in_region(name, label, runs, labels)}
    return [label for label in found if not label.counted or label.region in by_number]


def _within(name: SectionName, known: set[tuple[str, ...]]) -> SectionName:
    """The name without a leading number that the text bears nowhere, as where a reader counted headings that have none."""
    if len(name.path) > 1 and name.path[:1] not in known:
        return SectionName(name.path[1:], name.words, name.part)
    return name


def _covers(name: SectionName, heading: bool, label: Label, runs: Runs, labels: Sequence[Label]) -> bool:
    if not name.path:
        return not heading and any(_same_words(name.words, place.heading) for place in label.places)
    alone = heading or name.part
    for path, words in ((label.path, None), *((place.path, place.heading) for place in label.places)):
        if path[: len(name.path)] != name.path or (alone and len(path) > len(name.path)):
            continue
        if words is not None and _same_words(name.words, words):
            return True
        if words is None and _in_region(name, label, runs, labels):
            return True
    return False


def _in_region(name: SectionName, label: Label, runs: Runs, labels: Sequence[Label]) -> bool:
    """Whether a name without a heading of its own can mean this one of several sections with the same number."""
    rivals = runs.get((name.path, label.cjk), set())
    if len(rivals) < 2:
        return True
    if not name.words:
        return label.region == min(rivals)
    headed = {other.region for other in labels if any(_same_words(name.words, place.heading) for place in other.places)}
    return not headed or label.region in headed


def _same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    one, other = (one - _COMMON) or one, (other - _COMMON) or other
    return bool(one) and bool(other) and (one <= other or other <= one or len(one & other) * 2 >= len(one | other))
