"""Follows the numbering of a license text, and cuts the text at it: sections, paragraphs, list items, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from checker.textio.normal import tokens

MIN_WORDS = 8
"""A shorter piece (a heading, the item of a list) goes with the one that follows it."""
_HARD_WRAP = 100
"""A line longer than this was not wrapped by hand, so the next line begins a paragraph of its own."""
_BULLET = re.compile(r"\s*[-*•·●]\s")
_SENTENCE = re.compile(r"(?<=[.;:!?。；：”\"’)])(?:(?<=[。；：])|\s+(?=[\W\d]*[A-Z㐀-鿿\"“(\[•*]))")
_LABEL = re.compile(
    r"""[\s\#>*_\\•-]*(?:
        (?:section|article|§)\s*(?P<section>\d{1,2})(?=\s*(?:\.(?!\d)|[:)–—-]|$|(?-i:[“"A-Z])))
      | (?P<annex>(?:exhibit|attachment|appendix|schedule|annex|part)\s+(?:[a-z]|[ivx]+|\d+)|(?:section|article)\s+[ivx]+)
        (?=\W{0,3}$|\s*[:–—-]|(?-i:\W{1,4}[A-Z]).{0,60}$)
      | 第\s*(?P<article>[一二三四五六七八九十百\d]+)\s*[条章节]
      | (?P<chinese>[一二三四五六七八九十]+)\s*、
      | \(?(?P<dotted>\d+(?:\.\d+)+)[.)]?(?=[\s\W㐀-鿿]|$)
      | \(?(?P<number>\d{1,2})\\?[.)、](?=[\s\W㐀-鿿]|$)
      | \(?(?P<letter>[a-z]|[ivx]+)\\?[.)](?=[\s\W]|$)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
)


@dataclass
class Outline:
    """The place in the numbering. A number that does not continue it is taken for text, such as a wrapped line that begins with `2.`."""

    path: list[tuple[str, str]] = field(default_factory=list)
    """Kind and label of each level."""

    @property
    def label(self) -> str:
        """The section: `2.b.iv`, `exhibit a.1`; empty before the first."""
        dotted = [at for at, (kind, _) in enumerate(self.path) if kind == "dotted"]
        levels = [step for at, step in enumerate(self.path) if not (dotted and step[0] == "number" and at < dotted[0])]
        return ".".join(label for _, label in levels)

    def take(self, line: str) -> bool:
        """Whether `line` begins a new section; the outline is then there."""
        match = _LABEL.match(line)
        kind = match.lastgroup if match else None
        if match is None or kind is None:
            return False
        label = " ".join(match[kind].casefold().split())
        if kind in ("annex", "article", "chinese"):
            keep = 1 if kind == "chinese" and self.path and self.path[0][0] == "annex" else 0
            self.path = [*self.path[:keep], (kind, label)]
            return True
        if kind == "section":
            if self.path and self.path[0][0] == "number" and int(label) != int(self.path[0][1]) + 1:
                return False
            self.path = [("number", label)]
            return True
        if kind == "dotted":
            return self._dotted(label)
        return self._roman_or_letter(label) if kind == "letter" else self._next("number", label, str(self._number("number") + 1), "1")

    def _at(self, kind: str) -> int | None:
        """The innermost level of that kind."""
        return next((at for at in range(len(self.path) - 1, -1, -1) if self.path[at][0] == kind), None)

    def _number(self, kind: str) -> int:
        at = self._at(kind)
        return int(self.path[at][1]) if at is not None else 0

    def _next(self, kind: str, label: str, following: str, first: str) -> bool:
        at = self._at(kind)
        if at is not None and label == following:
            self.path[at:] = [(kind, label)]
        elif label == first or (kind == "number" and at is None and len(label) < 2):
            self.path.append((kind, label))
        else:
            outer = self._outer(kind, label)
            if outer is None:
                return False
            self.path[outer:] = [(kind, label)]
        return True

    def _outer(self, kind: str, label: str) -> int | None:
        """An outer level that `label` continues, after a list within a list."""
        for at, (other, there) in enumerate(self.path):
            if other == kind and kind == "number" and int(label) == int(there) + 1:
                return at
            if other == kind == "letter" and ord(label) == ord(there) + 1:
                return at
        return None

    def _dotted(self, label: str) -> bool:
        section = int(label.split(".")[0])
        at = self._at("dotted")
        before = int(self.path[at][1].split(".")[0]) if at is not None else self._number("number")
        if section not in (before, before + 1) or len(label) > 9:
            return False
        keep = at if at is not None else next((i + 1 for i, step in enumerate(self.path) if step[0] in ("number", "annex")), 0)
        self.path[keep:] = [("dotted", label)]
        return True

    def _roman_or_letter(self, label: str) -> bool:
        at = self._at("letter")
        if len(label) == 1 and at is not None and self._at("roman") is None and ord(label) == ord(self.path[at][1]) + 1:
            return self._next("letter", label, label, "a")
        roman = self._at("roman")
        if label in _ROMAN:
            before = _ROMAN.index(self.path[roman][1]) if roman is not None else -1
            if self._next("roman", label, _ROMAN[min(before + 1, len(_ROMAN) - 1)], "i"):
                return True
        if len(label) > 1:
            return False
        following = chr(ord(self.path[at][1]) + 1) if at is not None else "a"
        return self._next("letter", label, following, "a")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or so of a text."""

    section: str
    words: tuple[str, ...]


def units(text: str) -> list[Unit]:
    """The text cut into sentences, each of some words at least; joined, their words are those of the text."""
    done: list[Unit] = []
    waiting: list[str] = []
    section = ""
    for section, piece in _pieces(text):
        waiting += tokens(piece)
        if len(waiting) >= MIN_WORDS:
            done.append(Unit(section, tuple(waiting)))
            waiting = []
    if waiting:
        last = done.pop() if done else Unit(section, ())
        done.append(Unit(last.section, (*last.words, *waiting)))
    return done


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Sentences with the section that each stands in."""
    for section, paragraph in _paragraphs(text):
        at = 0
        for match in _SENTENCE.finditer(paragraph):
            yield section, paragraph[at : match.end()]
            at = match.end()
        yield section, paragraph[at:]


def _paragraphs(text: str) -> Iterator[tuple[str, str]]:
    outline = Outline()
    lines: list[str] = []
    section = ""
    for line in text.splitlines():
        begins = outline.take(line) or bool(_BULLET.match(line))
        if lines and (begins or not line.strip() or len(lines[-1]) > _HARD_WRAP):
            yield section, "\n".join(lines)
            lines = []
        if line.strip():
            section = outline.label
            lines.append(line)
    if lines:
        yield section, "\n".join(lines)
