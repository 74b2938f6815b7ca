"""Where each part of a YAML text stands, to the character: what an edit in place needs to know.

Only for texts that `document.parse` has read: it refuses what would be ambiguous here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAK = re.compile(r"[\r\n\x85\u2028\u2029]")
_BLOCK_HEADER = re.compile(r"[|>][\d+-]*[ \t]+(#[^\r\n\x85\u2028\u2029]*)")
_KEEPS_BLANK_LINES = re.compile(r"(?:[&!]\S*\s+)*[|>]\d?\+")
_COMMENT = re.compile(r"(?:(?<=[ \t\r\n\x85\u2028\u2029])|\A)#[^\r\n\x85\u2028\u2029]*")


@dataclass(slots=True)
class Node:
    """A part of the text."""

    kind: str
    """scalar, map, list or alias."""
    start: int
    """Of its first character, an anchor or tag before it included."""
    end: int
    """Behind its last character; comments and blank lines after it are not part of it."""
    column: int
    flow: bool = False
    """Whether it is written with brackets or braces."""
    anchor: str = ""
    entries: list[tuple[Node, Node]] = field(default_factory=list)
    """Keys and values of a mapping."""
    items: list[Node] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing is written there: a key without a value."""
        return self.kind == "scalar" and self.start == self.end


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, from its `#` to the end of the line."""

    start: int
    end: int
    column: int
    text: str


class Places:
    """The parts of a text, its comments and its marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        tokens = [
            (token.start_mark, token.end_mark, type(token).__name__.removesuffix("Token")) for token in yaml.scan(text, Loader=_LOADER)
        ]
        self.comments = _comments(text, [(start.index, end.index) for start, end, _ in tokens])
        self.dashes: list[tuple[int, int]] = [(start.index, start.column) for start, _, kind in tokens if kind == "BlockEntry"]
        self.commas = [start.index for start, _, kind in tokens if kind == "FlowEntry"]
        self.starts = [start.index for start, end, _ in tokens if end.index > start.index]
        self.ends = [end.index for start, end, _ in tokens if end.index > start.index]
        self.root = _tree(text)

    def dash_before(self, node: Node) -> int:
        """The column of the dash that opens an item."""
        return self.dashes[bisect_left(self.dashes, (node.start, 0)) - 1][1]

    def comma_between(self, start: int, end: int) -> int | None:
        """The place of a comma of a bracketed list or mapping between two places."""
        index = bisect_left(self.commas, start)
        return self.commas[index] if index < len(self.commas) and self.commas[index] < end else None

    def gap_around(self, index: int) -> tuple[int, int]:
        """Where the last part of the text before a place ends, and where the first one at or behind it begins."""
        behind = bisect_left(self.starts, index)
        return (self.ends[behind - 1] if behind else 0), (self.starts[behind] if behind < len(self.starts) else len(self.text))

    def end_of_line(self, index: int) -> int:
        """The place of the next line break, or the end of the text."""
        found = _BREAK.search(self.text, index)
        return found.start() if found else len(self.text)

    def comments_between(self, start: int, end: int) -> list[Comment]:
        """The comments that begin between two places."""
        return [comment for comment in self.comments if start <= comment.start < end]

    def is_alone(self, comment: Comment) -> bool:
        """Whether nothing but the comment stands in its line."""
        return comment.column >= 0 and not self.text[comment.start - comment.column : comment.start].strip()


def _comments(text: str, spans: list[tuple[int, int]]) -> list[Comment]:
    """A comment can stand only between two tokens."""
    found: list[Comment] = []
    after = 0
    for start, end in [*spans, (len(text), len(text))]:
        for match in _COMMENT.finditer(text, after, max(start, after)):
            line = max(text.rfind(mark, 0, match.start()) for mark in "\r\n\x85\u2028\u2029") + 1
            found.append(Comment(match.start(), match.end(), match.start() - line, match.group()))
        header = _BLOCK_HEADER.match(text, start, end)
        if header:  # `key: |  # a note`
            found.append(Comment(header.start(1), header.end(1), -1, header.group(1)))
        after = max(after, end)
    return found


def _tree(text: str) -> Node | None:
    open_nodes: list[Node] = []
    root: Node | None = None
    for event in yaml.parse(text, Loader=_LOADER):
        node: Node | None = None
        mark: Any = event.start_mark
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
            open_nodes.append(Node(kind, mark.index, mark.index, mark.column, bool(event.flow_style), event.anchor or ""))
            continue
        if isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent)):
            node = _leaf(event, text)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            node = open_nodes.pop()
            _close(node, event)
        if node is not None and not _put(node, open_nodes):
            root = node
    return root


def _leaf(event: Any, text: str) -> Node:
    start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
    if isinstance(event, yaml.AliasEvent):
        return Node("alias", start, end, column)
    if event.style in ("|", ">"):
        # The scanner looks for more lines of the block, so it ends behind the blank ones, at the start of a line.
        kept = _KEEPS_BLANK_LINES.match(text, start)
        written = text[start:end]
        end = start + len(written.removesuffix("\n").removesuffix("\r") if kept else written.rstrip(" \t\r\n\x85\u2028\u2029"))
    return Node("scalar", start, end, column, anchor=event.anchor or "")


def _close(node: Node, event: Any) -> None:
    # An entry of a mapping was collected as an item: key and value by turns.
    last = node.items[-1] if node.items else None
    if node.flow:
        node.end = event.end_mark.index
    elif last is not None:
        node.end = last.end
    if node.kind == "map":
        node.entries = list(zip(node.items[::2], node.items[1::2], strict=True))
        node.items = []


def _put(node: Node, open_nodes: list[Node]) -> bool:
    if open_nodes:
        open_nodes[-1].items.append(node)
    return bool(open_nodes)
