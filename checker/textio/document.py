"""YAML read into plain data that remembers where each part stood.

Scalars are read as in YAML 1.2, and more strictly: only `null`, `~` and nothing are null, only `true` and `false` are truths, and every
other plain scalar stays text. So bare `NO` is Norway, `on` is a word, and `4.10` keeps its zero. Duplicate keys are refused.
Anchors and aliases work, but may not blow a document up.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from checker.errors import InputError, Problem

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_NODES = 400_000
_LARGE_JSON = 1_000_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile(r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML lets in nowhere."""
_NULLS = frozenset(["", "~", "null", "Null", "NULL"])
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

Mark = tuple[int, int]
"""Line and column, both counted from 1."""


class Map(dict[str, Any]):
    """A mapping with the marks of its keys and values."""

    __slots__ = ("keys_at", "mark", "values_at")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.keys_at: dict[str, Mark] = {}
        self.values_at: dict[str, Mark] = {}


class Seq(list[Any]):
    """A sequence with the marks of its items."""

    __slots__ = ("items_at", "mark")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.items_at: list[Mark] = []


@dataclass(frozen=True)
class Document:
    """A file's data, with the way back from a part of it to its place."""

    path: str
    data: Any

    def mark(self, location: tuple[str | int, ...], *, of_key: bool = False) -> Mark:
        """Where the part at `location` stands; of the nearest part around it where there is none."""
        here: Any = self.data
        mark: Mark = getattr(here, "mark", (1, 1))
        for index, step in enumerate(location):
            last = index == len(location) - 1
            if isinstance(here, Map) and isinstance(step, str) and step in here:
                mark = here.keys_at[step] if of_key and last else here.values_at[step]
                here = here[step]
            elif isinstance(here, Seq) and isinstance(step, int) and 0 <= step < len(here):
                mark = here.items_at[step]
                here = here[step]
            else:
                break
        return mark

    def problem(self, location: tuple[str | int, ...], message: str, hint: str = "", *, of_key: bool = False) -> Problem:
        """A problem at a part of this document."""
        line, column = self.mark(location, of_key=of_key)
        return Problem(self.path, line, column, message, hint)

    def place(self, location: tuple[str | int, ...]) -> str:
        """`file:line:column` of a part of this document."""
        line, column = self.mark(location)
        return f"{self.path}:{line}:{column}"


def read_bytes(path: Path, shown: str | None = None, *, when_missing: str = "") -> bytes:
    """The file's bytes. Raises InputError where it is missing, unreadable, no file, or too large."""
    name = shown if shown is not None else str(path)
    try:
        if path.is_dir():
            raise InputError([Problem(name, 0, 0, "is a directory, not a file")])
        with path.open("rb") as file:  # not by its size: a pipe or device has none
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError([Problem(name, 0, 0, "no such file", when_missing)]) from None
    except OSError as error:
        raise InputError([Problem(name, 0, 0, f"cannot be read: {(error.strerror or str(error)).lower()}")]) from None
    if len(data) > MAX_BYTES:
        raise InputError([Problem(name, 0, 0, f"has more than the {MAX_BYTES:,} bytes licheck reads", "split it")])
    return data


def parse(data: bytes, path: str) -> Document:
    """The document in `data`. Raises InputError with every problem found before reading had to stop."""
    return _Builder(path).build(_decoded(data, path))


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        message = f"is not UTF-8: byte 0x{data[error.start]:02x} cannot be read"
        raise InputError([Problem(path, line, column, message, "save the file as UTF-8")]) from None


def parse_all(data: bytes, path: str) -> list[Document]:
    """Every document of a file that may hold several. Raises InputError with every problem found before reading had to stop."""
    return _Stream(path).build_all(_decoded(data, path))


def parse_json(data: bytes, path: str) -> Document:
    """The document in JSON data; of a large one only the data is told, not where its parts stand. Raises InputError."""
    text = _decoded(data, path)
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise InputError([Problem(path, error.lineno, error.colno, message)]) from None
    except (RecursionError, ValueError):  # a number of more digits than Python converts is a ValueError
        raise InputError([Problem(path, 0, 0, "is no JSON that can be read: nested too deeply, or with an absurd number")]) from None
    if len(data) <= _LARGE_JSON:
        with contextlib.suppress(InputError):  # what is valid JSON and not YAML, such as a key said twice, is read without places
            return _Builder(path).build(text)
    return Document(path, plain)


def load(path: Path, shown: str | None = None) -> Document:
    """`read_bytes` and `parse` in one."""
    name = shown if shown is not None else str(path)
    return parse(read_bytes(path, name), name)


@dataclass
class _Frame:
    """A mapping or sequence that is being filled."""

    node: Map | Seq
    anchor: str | None
    start: int
    key: str | None = None
    key_mark: Mark = (1, 1)
    expects_key: bool = True


@dataclass
class _Builder:
    """Builds a document from the parser's events, without recursion, so that no nesting can exhaust the stack."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    nodes: int = 0
    root: Any = None
    documents: int = 0

    def build(self, text: str) -> Document:
        try:
            for event in self._events(text):
                self._take(event)
        except yaml.YAMLError as error:
            before = _before_too_deep(error, text)
            if before is not None and not self.problems:
                return _Builder(self.path).build(before)
            self.problems.append(_syntax_problem(self.path, error, text))
        if self.problems:
            raise InputError(self.problems)
        return Document(self.path, self.root)

    def _events(self, text: str) -> Iterator[Any]:
        return iter(yaml.parse(text, Loader=_LOADER))

    def _take(self, event: Any) -> None:
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            self._count(1, mark)
            value = _scalar(event)
            if event.anchor:
                self.anchors[event.anchor] = (value, 1)
            self._put(value, mark, event.value)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event, mark)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor, mark)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(mark, "holds a second YAML document", "keep one document to a file")

    def _open(self, event: Any, mark: Mark) -> None:
        self._count(1, mark)
        if len(self.frames) >= MAX_DEPTH:
            self._stop(mark, f"is nested more than {MAX_DEPTH} levels deep")
        node: Map | Seq = Map(mark) if isinstance(event, yaml.MappingStartEvent) else Seq(mark)
        if self.frames and isinstance(self.frames[-1].node, Map) and self.frames[-1].expects_key:
            self._stop(mark, "uses a list or mapping as a key", "keys are plain words")
        self.frames.append(_Frame(node, event.anchor, self.nodes, key_mark=mark))

    def _close(self) -> None:
        frame = self.frames.pop()
        if frame.anchor:
            self.anchors[frame.anchor] = (frame.node, self.nodes - frame.start + 1)
        self._put(frame.node, frame.node.mark, None)

    def _alias(self, anchor: str | None, mark: Mark) -> None:
        known = self.anchors.get(anchor or "")
        if known is None:
            self._stop(mark, f"uses the alias `*{anchor}` before its anchor is complete")
        value, size = known
        self._count(size, mark)
        self._put(value, mark, value if isinstance(value, str) else None)

    def _put(self, value: Any, mark: Mark, source: str | None) -> None:
        if not self.frames:
            self.root = value
            return
        frame = self.frames[-1]
        if isinstance(frame.node, Seq):
            frame.node.append(value)
            frame.node.items_at.append(mark)
        elif frame.expects_key:
            self._put_key(frame, source, mark)
        else:
            self._put_value(frame, value, mark)

    def _put_key(self, frame: _Frame, source: str | None, mark: Mark) -> None:
        if source is None:
            self._stop(mark, "uses a list or mapping as a key", "keys are plain words")
        frame.key, frame.key_mark, frame.expects_key = source, mark, False

    def _put_value(self, frame: _Frame, value: Any, mark: Mark) -> None:
        key = frame.key or ""
        node = frame.node
        if not isinstance(node, Map):  # only mappings have frames that expect a value
            return
        if key in node:
            line = node.keys_at[key][0]
            self.problems.append(Problem(self.path, *frame.key_mark, f"duplicate key `{key}`", f"it is already stated in line {line}"))
        else:
            node[key] = value
            node.keys_at[key] = frame.key_mark
            node.values_at[key] = mark
        frame.key, frame.expects_key = None, True

    def _count(self, size: int, mark: Mark) -> None:
        self.nodes += size
        if self.nodes > MAX_NODES:
            self._stop(mark, f"holds more than {MAX_NODES:,} entries, aliases counted out")

    def _stop(self, mark: Mark, message: str, hint: str = "") -> NoReturn:
        raise InputError([*self.problems, Problem(self.path, *mark, message, hint)])


@dataclass
class _Stream(_Builder):
    """Builds the documents of a stream one after another; the limits hold for all of them together."""

    built: list[Document] = field(default_factory=list)

    def build_all(self, text: str) -> list[Document]:
        self.build(text)
        return self.built

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.root, self.anchors = None, {}
        elif isinstance(event, yaml.DocumentEndEvent):
            self.built.append(Document(self.path, self.root))
        else:
            super()._take(event)


def _scalar(event: Any) -> str | bool | None:
    """The value of a scalar: quoted ones and most plain ones are text."""
    if event.style or not event.implicit[0]:
        return str(event.value)
    if event.value in _NULLS:
        return None
    return _TRUTHS.get(event.value, str(event.value))


def _before_too_deep(error: yaml.YAMLError, text: str) -> str | None:
    """What comes before the place where the parser gave up on nesting; it looks ahead, and so gives up before our own limit is told."""
    mark = getattr(error, "problem_mark", None)
    if mark is None or "nesting depth" not in str(error):
        return None
    return text[: max(0, mark.index - 1)]


def _syntax_problem(path: str, error: yaml.YAMLError, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    forbidden = _FORBIDDEN.search(text)
    if isinstance(error, yaml.reader.ReaderError) and forbidden:
        line, column = text.count("\n", 0, forbidden.start()) + 1, forbidden.start() - text.rfind("\n", 0, forbidden.start())
        return Problem(path, line, column, f"holds the control character U+{ord(forbidden.group()):04X}", "take it out")
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).splitlines()[0].rstrip(".")
    lines = text.splitlines()
    if line <= len(lines) and lines[line - 1][column - 1 : column] == "\t" and ("tab" in said or "cannot start any token" in said):
        return Problem(path, line, column, "a tab stands where YAML wants spaces", "indent with spaces")
    return Problem(path, line, column, f"is not valid YAML: {said[:1].lower()}{said[1:]}")
