"""Reads what may be the number of a section at the start of a line: `1.`, `1.1`, `(a)`, `iv.`, `Section 3`, `第一条`, `### 2.`

Whether it is one depends on the numbers around it, which `sections` follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKUP = re.compile(r"[ \t\u3000]*((?:[>#*_•·●○▪-]|\\(?=[\[(*]))[ \t]*)*")
_WORD = re.compile(r"(?:section|article|clause)\s+(\d{1,3}|[IVX]{1,5})(?=[:\s]|\.(?!\d)|\Z)", re.IGNORECASE)
_CJK_WORD = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})(部分|章|条|节)")
_CJK = re.compile(r"([一二三四五六七八九十]{1,3})[、.]")
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,3})(?:\\?\.|[):])?(?=\s|\Z|[*_:]|[^\W\d_]|[“\"\[])")
_BARE = re.compile(r"(\d{1,2}) {1,3}(?=[A-Z][^.;,]{2,60}\Z)")
_PLAIN = re.compile(r"(\()?(\d{1,3}|[A-Za-z]|[ivxl]{2,5}|[IVXL]{2,5})(?:\*\*)?(?:\\?([.):、]))(?=\s|\Z|[*_]|[“\"\[(]|[^\W\d_])")
_VERSION = re.compile(r"v\.\s*\d+\.\d", re.IGNORECASE)
_APPENDED = re.compile(r"(?:attachment|exhibit|appendix|annex|schedule|addendum)\b|附件|附录|附则", re.IGNORECASE)
_CJK_LETTER = re.compile(r"[㐀-鿿가-힯]")
_CJK_DIGITS = "一二三四五六七八九"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_BULLET = re.compile(r"([ \t\u3000]*)[*•●▪○-][ \t]+(?=\S)")
_LONGEST_HEADING = 90
_WRAPPED = 40
"""A line shorter than this was not broken off for want of room."""
_INSIDE = 1000
"""Indentation of what follows another label on its line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A label as it stands at the start of a line, before it is known whether it is one."""

    text: str
    readings: tuple[tuple[str, int], ...]
    """Style and number, for each way to read it: `i` is the first Roman number and the ninth letter."""
    form: str
    indent: int
    end: int


def mark_of(line: str, before: str, after: str, start: int = 0) -> Mark | None:
    """What stands at `start` of a line, behind indentation and markup, and may be the number of a section; None where nothing may be."""
    markup = _MARKUP.match(line, start)
    at = markup.end() if markup else start
    prefix = line[start:at]
    indent = len(prefix.expandtabs(4)) if start == 0 else _INSIDE + start
    found = _cjk_mark(line, at, indent)
    if found is None and start == 0:
        found = _spoken_mark(line, at, indent, alone=not before.strip())
    return found or _plain_mark(line, at, indent, _level(prefix, after, start))


def _cjk_mark(line: str, at: int, indent: int) -> Mark | None:
    """`第一部分`, `第一条`, `一、`"""
    part = _CJK_WORD.match(line, at)
    if part:
        return Mark(part.group(1), ((f"cjk{part.group(2)}", _cjk_number(part.group(1))),), part.group(2), indent, part.end())
    listed = _CJK.match(line, at)
    return Mark(listed.group(1), (("cjk", _cjk_number(listed.group(1))),), "、", indent, listed.end()) if listed else None


def _spoken_mark(line: str, at: int, indent: int, *, alone: bool) -> Mark | None:
    """`Section 3`, `Section I`, `5.1`; `1 Definitions` as a heading"""
    word = _WORD.match(line, at)
    if word:
        text = word.group(1).casefold()
        if text.isdigit():
            return Mark(text, (("digit", int(text)),), "word", indent, word.end())
        return Mark(text, (), "part", indent, word.end())
    dotted = _DOTTED.match(line, at)
    if dotted:
        return Mark(dotted.group(1), (), "dotted", indent, dotted.end())
    bare = _BARE.match(line, at) if alone else None
    return Mark(bare.group(1), (("digit", int(bare.group(1))),), " ", indent, bare.end()) if bare else None


def _plain_mark(line: str, at: int, indent: int, level: str) -> Mark | None:
    """`1.`, `(a)`, `iv)`, `1、`"""
    plain = _PLAIN.match(line, at)
    if plain is None or not _is_label(plain, line):
        return None
    form = "()" if plain.group(1) and plain.group(3) == ")" else plain.group(3)
    return Mark(plain.group(2).casefold(), tuple(_readings(plain.group(2))), level + form, indent, plain.end())


def _level(prefix: str, after: str, start: int) -> str:
    """The mark of a heading, since a list among headings is another than one in the text."""
    hashes = prefix.strip()
    if hashes.startswith("#"):
        return hashes.strip("*_")
    return "=" if start == 0 and _is_underline(after) else ""


def alike(one: str, other: str) -> bool:
    """Whether two labels are written alike; headings are, whatever their level."""
    return one == other or (one.startswith("#") and other.startswith("#") and one[-1] == other[-1])


def _is_label(match: re.Match[str], line: str) -> bool:
    """`e.g.`, `U.S.` and the `V.` of `V. 1.1` are none, and `a:` is a word; a number may stand close to its text, a letter may not."""
    opened, text, closing = match.groups()
    if _VERSION.match(line, match.start()):
        return False
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


def text_of(style: str, number: int) -> str:
    """A number as its style writes it."""
    if style.startswith("roman"):
        return ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][number] if number <= 10 else str(number)
    return chr(ord("a") + number - 1) if style in ("lower", "upper") else str(number)


def _cjk_number(text: str) -> int:
    """The value of a Chinese number below a hundred, or of a plain one."""
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    last = _CJK_DIGITS.find(ones[-1:]) + 1 if ones else 0
    return ((_CJK_DIGITS.find(tens[-1:]) + 1 if tens else 1) * 10 if ten else 0) + last


def _is_underline(line: str) -> bool:
    return len(line.strip()) >= 3 and set(line.strip()) in ({"-"}, {"="})


def is_prose(line: str, mark: Mark, before: str) -> bool:
    """Whether a line goes on with the sentence of the line before it, so that its first word is hardly a label."""
    rest = line[mark.end :].lstrip(" \t*_")
    last = before.strip()
    wrapped = len(last) >= _WRAPPED and last[-1] not in ".;:,)。；：，*_-=>" and not last.endswith((" and", " or"))
    return wrapped and (rest[:1].islower() or mark.form == "word")


def appended(line: str) -> bool:
    """Whether a line is the heading of an attachment, which counts anew."""
    return _APPENDED.match(line.strip(" \t#*_")) is not None


def in_cjk(line: str) -> bool:
    """Whether a line has Chinese, Japanese or Korean characters in it."""
    return _CJK_LETTER.search(line) is not None


def is_heading(line: str, before: str, after: str) -> bool:
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


def with_counts(lines: list[str]) -> list[str]:
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
        elif is_heading(line, lines[number - 1] if number else "", lines[number + 1] if number + 1 < len(lines) else ""):
            counts = []
        found.append(line)
    return found
