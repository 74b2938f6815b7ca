"""Finds the numbered sections of a license text, and what stands where in it.

A number counts only where it fits the numbers around it, so that a year or a cross-reference at the start of a wrapped line is not taken
for a section. Where the numbers of a list leave a gap, the sections of that list are marked as unsure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from checker.textio.normal import tokens
from checker.textio.section_marks import Mark, alike, appended, in_cjk, is_heading, is_prose, mark_of, text_of, with_counts

_GAP = 4
"""How many numbers a list may leap before the leap is taken for no number of the list at all."""


@dataclass(frozen=True, slots=True)
class Place:
    """An unnumbered heading that a section stands under, and its number counted from there."""

    title: str
    """The heading as it stands in the text."""
    path: tuple[str, ...]
    heading: frozenset[str]
    """The words of the heading."""
    holds: bool
    """Whether the section is a part of what stands under the heading; the first ones of a text only come after its title."""


@dataclass(frozen=True, slots=True)
class Label:
    """One numbered section of a text."""

    path: tuple[str, ...]
    """Its number from the outermost part inwards, in lower case: `("1", "b", "i")`."""
    line: int
    places: tuple[Place, ...] = ()
    region: int = 0
    """Which run of numbers it belongs to: an attachment, or another place where the text starts to count anew."""
    sure: bool = True
    """Whether the numbers of its list leave no gap."""
    counted: bool = False
    """Whether the text shows no number here, only an item of a list."""
    cjk: bool = False
    """Whether it is written in Chinese, Japanese or Korean characters, as one half of a bilingual text is."""

    @property
    def shown(self) -> str:
        """The number as a message names it: `1.b.i`."""
        return ".".join(self.path)


@dataclass
class _List:
    """Items that are counted together, still open for the next one."""

    style: str
    form: str
    indent: int
    last: int
    parent: tuple[str, ...]
    headings: tuple[str, ...] = ()
    cjk: bool = False
    item: tuple[str, ...] = ()
    parts: int = 1
    sure: bool = True

    @property
    def own(self) -> list[str]:
        """The parts of the number that stand at the last item itself: both of `5.1`, the `a` of an `a.` inside it."""
        return list(self.item[-self.parts :])


def sections(text: str) -> list[Label]:
    """The numbered sections of a text, in its order. Of a text without any, the items of its lists, counted, which are never sure."""
    lines = unicodedata.normalize("NFKC", text.replace("、", "\0")).replace("\0", "、").splitlines()
    return _read(lines) or [_as_counted(label) for label in _read(with_counts(lines))]


def _as_counted(label: Label) -> Label:
    """A section that was only counted; what stands at the beginning of such a text is under its heading like the rest."""
    return replace(label, sure=False, counted=True, places=tuple(replace(place, holds=True) for place in label.places))


def _read(lines: list[str]) -> list[Label]:
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        following = lines[number] if number < len(lines) else ""
        reader.read(line, number, before=lines[number - 2] if number > 1 else "", after=following)
    return list(reader.labels())


@dataclass
class _Reader:
    open: list[_List] = field(default_factory=list)
    """The lists around the last label, the outermost first."""
    found: list[tuple[Label, _List]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    """Those read since the last label."""
    since: list[str] = field(default_factory=list)
    """The lines since the last label, with its own."""
    first: dict[bool, _List] = field(default_factory=dict)
    """The outermost list that the text begins with, in each of its scripts."""
    region: int = 0
    cjk: bool = False

    def labels(self) -> Iterator[Label]:
        for label, source in self.found:
            yield label if source.sure else replace(label, sure=False)

    def read(self, line: str, number: int, *, before: str, after: str) -> None:
        mark, accepted = mark_of(line, before, after), False
        self.cjk = in_cjk(line)
        while mark is not None and self._accept(mark, line, number, before):
            accepted = True
            mark = mark_of(line, before, after, mark.end)
        if accepted:
            self.since = []
        elif is_heading(line, before, after):
            self._heading(line)
        self.since.append(line)

    def _heading(self, line: str) -> None:
        self.headings.append(line.strip(" \t#*_"))
        if appended(line):
            self.open.clear()
            self.region += bool(self.found)

    def _accept(self, mark: Mark, line: str, number: int, before: str) -> bool:
        if mark.form == "dotted":
            return self._dotted(mark, number, prose=is_prose(line, mark, before))
        if mark.form == "part":
            self._add(_List("roman", "part", 0, 0, ()), (mark.text,), number)
            self._heading(line)
            return True
        if self._next(mark, number):
            return True
        return not is_prose(line, mark, before) and (self._first(mark, number) or self._after_gap(mark, number))

    def _dotted(self, mark: Mark, number: int, *, prose: bool) -> bool:
        """A number that names its parts itself: under the list it continues, under the section it names, or under one that has no line."""
        *outer, last = mark.text.split(".")
        depths = range(len(self.open) - 1, -1, -1)
        beside = next((d for d in depths if self.open[d].form == "dotted" and self.open[d].own[:-1] == outer), None)
        if beside is not None:
            return self._child(beside, self.open[beside].parent, last, mark, number)
        inside = next((d for d in depths if self.open[d].own == outer), None)
        if inside is not None:
            return self._child(inside + 1, self.open[inside].item, last, mark, number)
        if prose or int(last) > 1 or not self._may_begin(int(outer[0])):
            return False
        self.open = [_List("digit", ".", 0, int(outer[0]), (), item=(outer[0],))]
        return self._child(1, tuple(outer), last, mark, number)

    def _may_begin(self, number: int) -> bool:
        return not self.open or self.open[0].style != "digit" or self.open[0].last <= number <= self.open[0].last + _GAP

    def _child(self, depth: int, parent: tuple[str, ...], last: str, mark: Mark, number: int) -> bool:
        known = self.open[depth] if depth < len(self.open) else None
        if known is None or known.form != "dotted":
            known = self._opened("digit", "dotted", mark.indent, 0, parent)
            known.parts = mark.text.count(".") + 1
        here = int(last)
        if not known.last <= here <= known.last + _GAP:
            return False
        known.sure &= here <= known.last + 1
        known.last = here
        self.open = [*self.open[:depth], known]
        self._add(known, (*parent, last), number)
        return True

    def _next(self, mark: Mark, number: int) -> bool:
        """The next number of an open list; where several wait for it, of the one that is indented alike, else of the innermost."""
        fitting = [
            depth
            for depth, known in enumerate(self.open)
            if alike(known.form, mark.form) and any(style == known.style and place == known.last + 1 for style, place in mark.readings)
        ]
        if fitting:
            aligned = [depth for depth in fitting if (self.open[depth].indent, self.open[depth].form) == (mark.indent, mark.form)]
            self._continue((aligned or fitting)[-1], mark, number)
        return bool(fitting)

    def _continue(self, depth: int, mark: Mark, number: int) -> None:
        known = self.open[depth]
        known.last = dict(mark.readings)[known.style]
        self.open = self.open[: depth + 1]
        self._add(known, (*known.parent, mark.text), number)

    def _first(self, mark: Mark, number: int) -> bool:
        """The first number of a list: inside the last section, or in place of an open list of the same kind."""
        style = next((style for style, place in mark.readings if place == 1), "")
        if not style:
            return False
        same = [d for d, known in enumerate(self.open) if (known.style, known.form) == (style, mark.form) and mark.indent <= known.indent]
        translated = bool(self.open) and not same and self.found[-1][0].cjk is not self.cjk and style in ("digit", "cjk")
        depth = same[0] if same else 0 if translated else len(self.open)
        if same == [0] and len(self.open) == 1 and not self.headings and self.open[0].cjk is self.cjk:
            # a list inside the section that was just opened, though it looks no different from the list around it
            self.open[0].sure = False
            depth = 1
        self.region += depth == 0 and bool(self.open)
        parent = self.open[depth - 1].item if depth else ()
        started = self._opened(style, mark.form, mark.indent, 1, parent, sure=not same or depth == 0)
        self.open = [*self.open[:depth], started]
        self._add(started, (*parent, mark.text), number)
        return True

    def _after_gap(self, mark: Mark, number: int) -> bool:
        """A number a little further on in an open list, the same again (in another language), or a list whose first item has no line."""
        for depth in range(len(self.open) - 1, -1, -1):
            known = self.open[depth]
            for style, place in mark.readings:
                if known.style == style and known.form == mark.form and known.last <= place <= known.last + _GAP:
                    known.sure &= self._inline(style, mark.form, range(known.last + 1, place))
                    self._continue(depth, mark, number)
                    return True
        for style, place in mark.readings:
            if (place == 2 and not style.startswith("roman")) or not self.found:
                if style == "digit" and self.open and self.open[0].style == "lower":  # letters stand inside numbers
                    self.open = []
                parent = self.open[-1].item if self.open else ()
                started = self._opened(style, mark.form, mark.indent, place, parent, sure=self._inline(style, mark.form, range(1, place)))
                self.open.append(started)
                self._add(started, (*parent, mark.text), number)
                return True
        return False

    def _inline(self, style: str, form: str, missing: range) -> bool:
        """Whether the numbers between two lines stand within the lines, as in `2. You will not: a. …`."""
        text = " ".join(self.since)
        before, closing = (r"\(", r"\)") if form == "()" else (r"(?<![\w(])", re.escape(form[-1:]))
        return all(re.search(f"{before}{re.escape(text_of(style, place))}{closing}", text, re.IGNORECASE) for place in missing)

    def _opened(self, style: str, form: str, indent: int, last: int, parent: tuple[str, ...], *, sure: bool = True) -> _List:
        return _List(style, form, indent, last, parent, tuple(self.headings), self.cjk, sure=sure)

    def _add(self, source: _List, path: tuple[str, ...], number: int) -> None:
        source.item = path
        around = self.open if source in self.open else [source]
        self.first.setdefault(self.cjk, around[0])
        places = tuple(self._place(known, title, path) for known in around for title in known.headings)
        self.found.append((Label(path, number, places, self.region, cjk=self.cjk), source))
        self.headings = []

    def _place(self, known: _List, title: str, path: tuple[str, ...]) -> Place:
        holds = title == known.headings[-1] and known is not self.first[self.cjk]
        return Place(title, path[len(known.parent) :], frozenset(tokens(title)), holds)
