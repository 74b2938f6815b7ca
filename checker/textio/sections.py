"""Finds the numbered sections of a license text: `1.`, `1.1`, `(a)`, `iv.`, `Section 3`, `第一条`, nested lists.

A label counts only where its number fits the numbers around it, so that a year or a cross-reference at the start of a wrapped line is not
taken for a section. Where the numbers of a list leave a gap, the labels of that list are marked as unsure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from checker.textio.normal import tokens

_MARKUP = re.compile(r"[ \t\u3000]*((?:[>#*_•·●○▪-]|\\(?=[\[(*]))[ \t]*)*")
_WORD = re.compile(r"(?:section|article|clause)\s+(\d{1,3}|[IVX]{1,5})(?=[.:\s]|\Z)", re.IGNORECASE)
_CJK_WORD = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})(部分|章|条|节)")
_CJK = re.compile(r"([一二三四五六七八九十]{1,3})[、.]")
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,3})(?:\\?\.|[):])?(?=\s|\Z|[*_:]|[^\W\d_]|[“\"\[])")
_BARE = re.compile(r"(\d{1,2}) {1,3}(?=[A-Z][^.;,]{2,60}\Z)")
_PLAIN = re.compile(r"(\()?(\d{1,3}|[A-Za-z]|[ivxl]{2,5}|[IVXL]{2,5})(?:\*\*)?(?:\\?([.):、]))(?=\s|\Z|[*_]|[“\"\[(]|[^\W\d_])")
_APPENDED = re.compile(r"(?:attachment|exhibit|appendix|annex|schedule|addendum)\b|附件|附录|附则", re.IGNORECASE)
_CJK_LETTER = re.compile(r"[㐀-鿿가-힯]")
_CJK_DIGITS = "一二三四五六七八九"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_BULLET = re.compile(r"([ \t\u3000]*)[*•●▪○-][ \t]+(?=\S)")
_LONGEST_HEADING = 90
_GAP = 4
"""How many numbers a list may leap before the leap is taken for no number of the list at all."""


@dataclass(frozen=True, slots=True)
class Place:
    """An unnumbered heading that a section stands under, and its number counted from there."""

    heading: frozenset[str]
    """The words of the heading."""
    path: tuple[str, ...]


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
    headings: tuple[frozenset[str], ...] = ()
    cjk: bool = False
    item: tuple[str, ...] = ()
    parts: int = 1
    sure: bool = True

    @property
    def own(self) -> list[str]:
        """The parts of the number that stand at the last item itself: both of `5.1`, the `a` of an `a.` inside it."""
        return list(self.item[-self.parts :])


@dataclass(frozen=True, slots=True)
class _Mark:
    """A label as it stands at the start of a line, before it is known whether it is one."""

    text: str
    readings: tuple[tuple[str, int], ...]
    """Style and number, for each way to read it: `i` is the first Roman number and the ninth letter."""
    form: str
    indent: int
    end: int


def sections(text: str) -> list[Label]:
    """The numbered sections of a text, in its order. Of a text without any, the items of its lists, counted, which are never sure."""
    lines = unicodedata.normalize("NFKC", text.replace("、", "\0")).replace("\0", "、").splitlines()
    return _read(lines) or [replace(label, sure=False, counted=True) for label in _read(_counted(lines))]


def _counted(lines: list[str]) -> list[str]:
    """The lines with a number for each list item; every heading begins a new count."""
    counts: list[tuple[int, int]] = []
    found = []
    for number, line in enumerate(lines):
        bullet = _BULLET.match(line)
        if bullet:
            indent = len(bullet.group(1).expandtabs(4))
            counts = [count for count in counts if count[0] <= indent]
            last = counts.pop()[1] if counts and counts[-1][0] == indent else 0
            counts.append((indent, last + 1))
            line = f"{bullet.group(1)}{last + 1}. {line[bullet.end() :]}"
        elif _is_heading(line, lines[number - 1] if number else "", lines[number + 1] if number + 1 < len(lines) else ""):
            counts = []
        found.append(line)
    return found


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
    headings: list[frozenset[str]] = field(default_factory=list)
    """Those read since the last label."""
    since: list[str] = field(default_factory=list)
    """The lines since the last label, with its own."""
    region: int = 0
    cjk: bool = False

    def labels(self) -> Iterator[Label]:
        for label, source in self.found:
            yield label if source.sure else replace(label, sure=False)

    def read(self, line: str, number: int, *, before: str, after: str) -> None:
        mark, accepted = _mark(line, before, after), False
        self.cjk = _CJK_LETTER.search(line) is not None
        while mark is not None and self._accept(mark, line, number, before):
            accepted = True
            mark = _mark(line, before, after, mark.end)
        if accepted:
            self.since = []
        elif _is_heading(line, before, after):
            self._heading(line)
        self.since.append(line)

    def _heading(self, line: str) -> None:
        self.headings.append(frozenset(tokens(line)))
        if _APPENDED.match(line.strip(" \t#*_")):
            self.open.clear()
            self.region += bool(self.found)

    def _accept(self, mark: _Mark, line: str, number: int, before: str) -> bool:
        if mark.form == "dotted":
            return self._dotted(mark, number)
        if mark.form == "section":
            self._add(_List("roman", "section", 0, 0, ()), (mark.text,), number)
            self._heading(line)
            return True
        if self._next(mark, number):
            return True
        return not _is_prose(line, mark.end, before) and (self._first(mark, number) or self._after_gap(mark, number))

    def _dotted(self, mark: _Mark, number: int) -> bool:
        """A number that names its parts itself: under the list it continues, under the section it names, or under one that has no line."""
        *outer, last = mark.text.split(".")
        depths = range(len(self.open) - 1, -1, -1)
        beside = next((d for d in depths if self.open[d].form == "dotted" and self.open[d].own[:-1] == outer), None)
        if beside is not None:
            return self._child(beside, self.open[beside].parent, last, mark, number)
        inside = next((d for d in depths if self.open[d].own == outer), None)
        if inside is not None:
            return self._child(inside + 1, self.open[inside].item, last, mark, number)
        if int(last) > 1 or not self._may_begin(int(outer[0])):
            return False
        self.open = [_List("digit", ".", 0, int(outer[0]), (), item=(outer[0],))]
        return self._child(1, tuple(outer), last, mark, number)

    def _may_begin(self, number: int) -> bool:
        return not self.open or self.open[0].style != "digit" or self.open[0].last <= number <= self.open[0].last + _GAP

    def _child(self, depth: int, parent: tuple[str, ...], last: str, mark: _Mark, number: int) -> bool:
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

    def _next(self, mark: _Mark, number: int) -> bool:
        """The next number of an open list; where several wait for it, of the one that is indented alike, else of the innermost."""
        fitting = [
            depth
            for depth, known in enumerate(self.open)
            if _alike(known.form, mark.form) and any(style == known.style and place == known.last + 1 for style, place in mark.readings)
        ]
        if fitting:
            aligned = [depth for depth in fitting if (self.open[depth].indent, self.open[depth].form) == (mark.indent, mark.form)]
            self._continue((aligned or fitting)[-1], mark, number)
        return bool(fitting)

    def _continue(self, depth: int, mark: _Mark, number: int) -> None:
        known = self.open[depth]
        known.last = dict(mark.readings)[known.style]
        self.open = self.open[: depth + 1]
        self._add(known, (*known.parent, mark.text), number)

    def _first(self, mark: _Mark, number: int) -> bool:
        """The first number of a list: inside the last section, or in place of an open list of the same kind."""
        style = next((style for style, place in mark.readings if place == 1), "")
        if not style:
            return False
        alike = [d for d, known in enumerate(self.open) if (known.style, known.form) == (style, mark.form) and mark.indent <= known.indent]
        translated = bool(self.open) and not alike and self.found[-1][0].cjk is not self.cjk and style in ("digit", "cjk")
        depth = alike[0] if alike else 0 if translated else len(self.open)
        flattened = alike == [0] and len(self.open) == 1 and not self.headings and self.open[0].cjk is self.cjk
        if flattened:  # a list inside the section that was just opened, though it looks no different from the list around it
            self.open[0].sure = False
            depth = 1
        self.region += depth == 0 and bool(self.found)
        parent = self.open[depth - 1].item if depth else ()
        started = self._opened(style, mark.form, mark.indent, 1, parent, sure=not alike or depth == 0)
        self.open = [*self.open[:depth], started]
        self._add(started, (*parent, mark.text), number)
        return True

    def _after_gap(self, mark: _Mark, number: int) -> bool:
        """A number a little further on in an open list, the same number again (in another language), or a list whose first item has no line."""
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
        return all(re.search(f"{before}{_text_of(style, place)}{closing}", text, re.IGNORECASE) for place in missing)

    def _opened(self, style: str, form: str, indent: int, last: int, parent: tuple[str, ...], *, sure: bool = True) -> _List:
        return _List(style, form, indent, last, parent, tuple(self.headings), self.cjk, sure=sure)

    def _add(self, source: _List, path: tuple[str, ...], number: int) -> None:
        source.item = path
        around = self.open if source in self.open else [source]
        places = tuple(Place(heading, path[len(known.parent) :]) for known in around for heading in known.headings)
        self.found.append((Label(path, number, places, self.region, cjk=self.cjk), source))
        self.headings = []


def _mark(line: str, before: str, after: str, start: int = 0) -> _Mark | None:
    markup = _MARKUP.match(line, start)
    at = markup.end() if markup else start
    prefix = line[start:at]
    indent = len(prefix.expandtabs(4)) if start == 0 else 1000 + start
    heading = prefix.strip().strip("*_") if prefix.strip().startswith("#") else ("=" if _is_underline(after) and start == 0 else "")
    word = _WORD.match(line, at)
    if word and start == 0:
        if word.group(1).isdigit():
            return _Mark(word.group(1), (("digit", int(word.group(1))),), "word", indent, word.end())
        return _Mark(word.group(1).casefold(), (), "section", indent, word.end())
    cjk = _CJK_WORD.match(line, at)
    if cjk:
        number = int(cjk.group(1)) if cjk.group(1).isdigit() else _cjk_number(cjk.group(1))
        return _Mark(cjk.group(1), ((f"cjk{cjk.group(2)}", number),), cjk.group(2), indent, cjk.end())
    cjk = _CJK.match(line, at)
    if cjk:
        return _Mark(cjk.group(1), (("cjk", _cjk_number(cjk.group(1))),), "、", indent, cjk.end())
    dotted = _DOTTED.match(line, at)
    if dotted and start == 0:
        return _Mark(dotted.group(1), (), "dotted", indent, dotted.end())
    bare = _BARE.match(line, at)
    if bare and start == 0 and not before.strip():
        return _Mark(bare.group(1), (("digit", int(bare.group(1))),), " ", indent, bare.end())
    plain = _PLAIN.match(line, at)
    if plain is None or not _is_label(plain, line):
        return None
    form = heading + ("()" if plain.group(1) and plain.group(3) == ")" else plain.group(3))
    return _Mark(plain.group(2).casefold(), tuple(_readings(plain.group(2))), form, indent, plain.end())


def _alike(one: str, other: str) -> bool:
    """Whether two labels are written alike; headings are, whatever their level."""
    return one == other or (one.startswith("#") and other.startswith("#") and one[-1] == other[-1])


def _is_label(match: re.Match[str], line: str) -> bool:
    """`e.g.` and `U.S.` are none, and `a:` is a word; a number may stand close to its text, a letter may not."""
    opened, text, closing = match.groups()
    if opened and closing != ")":
        return False
    if closing == ":" and not text.isdigit():
        return False
    following = line[match.end() : match.end() + 1]
    close = bool(following) and (following.isalpha() and following.isascii())
    return not (close and text.isalpha() and closing == ".")


def _readings(text: str) -> Iterator[tuple[str, int]]:
    if text.isdigit():
        yield "digit", int(text)
        return
    case = "upper" if text.isupper() else "lower"
    if set(text.casefold()) <= set(_ROMAN):
        yield f"roman-{case}", _roman(text)
    if len(text) == 1:
        yield case, ord(text.casefold()) - ord("a") + 1


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text.casefold()]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))


def _text_of(style: str, number: int) -> str:
    """A number as its style writes it."""
    if style.startswith("roman"):
        return ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][number] if number <= 10 else str(number)
    return chr(ord("a") + number - 1) if style in ("lower", "upper") else str(number)


def _cjk_number(text: str) -> int:
    if "十" not in text:
        return _CJK_DIGITS.index(text[-1]) + 1
    tens, _, ones = text.partition("十")
    return (_CJK_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_CJK_DIGITS.index(ones) + 1 if ones else 0)


def _is_underline(line: str) -> bool:
    return len(line.strip()) >= 3 and set(line.strip()) in ({"-"}, {"="})


def _is_prose(line: str, end: int, before: str) -> bool:
    """Whether a line goes on with the sentence of the line before it, so that its first word is hardly a label."""
    rest = line[end:].lstrip(" \t*_")
    unfinished = bool(before.strip()) and before.strip()[-1] not in ".;:,)。；：，*_-=>" and not before.rstrip().endswith((" and", " or"))
    return unfinished and rest[:1].islower()


def _is_heading(line: str, before: str, after: str) -> bool:
    """A short line by itself that ends no sentence, or one that is marked up as a heading."""
    text = line.strip()
    if not text or _is_underline(text):
        return False
    if text.startswith("#") or (text.startswith("**") and text.endswith("**")) or _is_underline(after):
        return True
    if len(text) > _LONGEST_HEADING or text[-1] in ".,;。；，":
        return False
    plain = text.strip("*_ ")
    return bool(_APPENDED.match(plain)) or (not before.strip() and plain[:1].isupper() and text[:1] not in '"“')
