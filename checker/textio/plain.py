"""Plain text from the bytes of a license file: encodings, HTML, characters that show nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from checker.errors import InputError, Problem
from checker.textio.wrapping import with_whole_words

MAX_BYTES = 2_000_000
"""Far more than any license text: the longest one known here has 70 kB."""

_FORMATS = (
    (b"%PDF-", "is a PDF", "save its text as a .txt file"),
    (b"PK\x03\x04", "is a ZIP archive or an office document", "save its text as a .txt file"),
    (b"{\\rtf", "is rich text", "save its text as a .txt file"),
    (b"\x1f\x8b", "is compressed", "unpack it first"),
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CJK = re.compile(r"[㐀-鿿぀-ヿ가-힯]")
_TAG = re.compile(
    r"<!doctype html|<html[\s>]|</?(?:a|b|body|br|div|em|h[1-6]|i|li|ol|p|section|span|strong|table|td|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MIN_TAGS = 4
_MARKUP = re.compile(r"<!doctype[^<>]*>|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?:[\s/][^<>]*)?>|<", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Characters that shape what stands around them and show nothing themselves."""
_ENDLESS = re.compile(r"\S{600}(?=\S)")
"""No word or address is so long; to look for the end of a link in it would take minutes."""
_SILENT = frozenset(["head", "noscript", "template", "svg", "button", "nav", "form"])
_INLINE = frozenset(
    ["a", "abbr", "b", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr"]
)


def read_license_file(path: Path) -> bytes:
    """The bytes of a file that may be a license text. Raises InputError where it is missing, unreadable, no file, or too large."""
    name = str(path)
    try:
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )  # a pipe without a writer must not block
        with os.fdopen(handle, "rb") as file:
            if hasattr(os, "set_blocking"):
                os.set_blocking(handle, True)
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError([Problem(name, 0, 0, "no such file")]) from None
    except IsADirectoryError:
        raise InputError([Problem(name, 0, 0, "is a directory, not a file", "name the license file in it")]) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError([Problem(name, 0, 0, f"cannot be read: {reason}")]) from None
    if len(data) > MAX_BYTES:
        raise InputError([Problem(name, 0, 0, f"has more than the {MAX_BYTES:,} bytes licheck reads of a license text")])
    return data


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text in some bytes, and what to say about how it was read. Raises InputError where they are no text."""
    for start, what, hint in _FORMATS:
        if data.startswith(start):
            raise InputError([Problem(name, 0, 0, f"{what}, not plain text", hint)])
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    notes: tuple[str, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text, said = _in_another_encoding(data)
        notes = (f"not {encoding.removesuffix('-sig').upper()}; read as {said}",)
    control = _CONTROL.search(text)
    if control and ("\0" in text or len(_CONTROL.findall(text)) > len(text) / 200):
        raise InputError([Problem(name, 0, 0, f"is not text: it holds the byte 0x{ord(control.group()):02x}")])
    return text, notes


def _in_another_encoding(data: bytes) -> tuple[str, str]:
    try:
        chinese = data.decode("gb18030")
        if len(_CJK.findall(chinese)) > len(chinese) / 4:
            return chinese, "GB 18030"
    except UnicodeDecodeError:
        pass
    return data.decode("cp1252", errors="replace"), "Windows-1252"


def views(text: str) -> Iterator[str]:
    """The ways to read `text`, the plainest first: as it is, without HTML, its words made whole, without characters that show nothing."""
    plain = without_html(text) if is_html(text) else text
    readings = (text, plain, with_whole_words(plain), with_whole_words(plain, boldly=True))
    seen: set[str] = set()
    for reading in (*readings, *(_INVISIBLE.sub("", reading) for reading in readings)):
        view = _ENDLESS.sub(lambda run: f"{run.group()} " if "](http" in run.group() else run.group(), reading)
        if view not in seen:
            seen.add(view)
            yield view


def is_html(text: str) -> bool:
    """Whether `text` is marked up in HTML: a placeholder or an address between angle brackets does not make it so."""
    found = 0
    for match in _TAG.finditer(text):
        found += _MIN_TAGS if match.group().lower().startswith(("<!d", "<html")) else 1
        if found >= _MIN_TAGS:
            return True
    return False


def without_html(text: str) -> str:
    """The text that a browser would show."""
    parser = _Shown()
    parser.feed(_MARKUP.sub(_bare, _without_comments(text)))
    parser.close()
    return "".join(parser.shown)


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def _bare(markup: re.Match[str]) -> str:
    """A tag without attributes; any other `<` as a character. So the parser meets nothing it would have to search."""
    if markup["tag"] is None:
        return "&lt;" if markup.group() == "<" else "\n"
    tag = markup["tag"].lower()
    return f"<{markup['end']}{'template' if tag in ('script', 'style') else tag}>"


class _Shown(HTMLParser):
    """Collects the text of a page, without what belongs to the page and not to the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self._silent = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's own signature
        if tag == "body":
            self._silent = ""
        elif tag in _SILENT and self._silent in ("", tag):
            self._depth = self._depth + 1 if self._silent else 1
            self._silent = tag
        elif tag not in _INLINE:
            self.shown.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._depth -= 1
            self._silent = tag if self._depth else ""
        elif tag not in _INLINE:
            self.shown.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.shown.append(data)
