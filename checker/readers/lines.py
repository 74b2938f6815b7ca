"""Text files line by line, with places, and with continued lines put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.errors import InputError, Problem
from checker.readers.interface import Source
from checker.textio.document import MAX_BYTES, Mark


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or several that are one to the tool that reads them."""

    text: str
    parts: tuple[tuple[int, str], ...]
    """Line number and text of each physical line."""

    @property
    def mark(self) -> Mark:
        """Where it begins."""
        number, text = self.parts[0]
        return number, len(text) - len(text.lstrip()) + 1

    def mark_of(self, word: str) -> Mark:
        """Where a word of it stands; its beginning where it cannot be told."""
        for number, text in self.parts:
            at = text.find(word) if word else -1
            if at >= 0:
                return number, at + 1
        return self.mark


def text_of(source: Source) -> str:
    """The file as text. Raises InputError for one that is none, or too large."""
    if source.size > MAX_BYTES:
        raise InputError([Problem(source.path, 0, 0, f"has more than the {MAX_BYTES:,} bytes licheck reads", "exclude it, or split it")])
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.data[: error.start].count(b"\n") + 1
        raise InputError([Problem(source.path, line, 1, "is not UTF-8", "save the file as UTF-8")]) from None
    if "\0" in text:
        raise InputError([Problem(source.path, 0, 0, "holds NUL bytes, and so is no text", "exclude it")])
    return text


def logical_lines(source: Source, *, continued: bool = True) -> Iterator[Line]:
    """The lines of a file; with `continued`, those that end in a backslash go on in the next."""
    waiting: list[tuple[int, str]] = []
    for number, text in enumerate(text_of(source).splitlines(), 1):
        waiting.append((number, text))
        if continued and text.rstrip().endswith("\\") and not text.lstrip().startswith("#"):
            continue
        yield _joined(waiting)
        waiting = []
    if waiting:
        yield _joined(waiting)


def _joined(parts: list[tuple[int, str]]) -> Line:
    texts = [text.rstrip().removesuffix("\\") for _, text in parts[:-1]] + [parts[-1][1]]
    return Line(" ".join(texts), tuple(parts))
