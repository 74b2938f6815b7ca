"""Builds documents from the events of the YAML parser: scalars as in YAML 1.2, duplicate keys refused, bombs defused.

Only `null`, `~` and nothing are null, only `true` and `false` are truths, and every other plain scalar stays text. So bare `NO` is Norway,
`on` is a word, and `4.10` keeps its zero. Anchors and aliases work, but may not blow a document up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from checker.errors import InputError, Problem
from checker.textio.located import Document, Map, Mark, Seq

MAX_DEPTH = 40
MAX_NODES = 400_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile(r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML lets in nowhere."""
_NULLS = frozenset(["", "~", "null", "Null", "NULL"])
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


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
class Builder:
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
                return Builder(self.path).build(before)
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
class StreamBuilder(Builder):
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
