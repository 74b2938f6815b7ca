"""How one change is written into a YAML text: which characters go, and which come in their place.

Nothing here is trusted: `yaml_edit` reads the outcome again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from checker.textio.yaml_places import Comment, Node, Places
from checker.textio.yaml_text import Plain, block_lines, entry_lines, fits_a_line, in_a_line, item_lines, key

Edit = tuple[int, int, str]
"""From where, to where, and what comes there."""


class Editor:
    """A text and its data, before the change."""

    def __init__(self, text: str, data: Any) -> None:
        self.text = text
        self.data = data
        self.places = Places(text)
        first = text.find("\n")
        self.newline = "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
        self.step, self.dash = _habits(self.places)

    def edited(self, path: tuple[str | int, ...], value: Plain, *, appending: bool) -> str:
        """The text with the value set, or appended to the list, at the path."""
        text = self.text
        for start, end, new in sorted(self._edits(path, value, appending), reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _edits(self, path: tuple[str | int, ...], value: Plain, appending: bool) -> list[Edit]:
        node, data = self.places.root, self.data
        holder: Node | None = None
        name: Node | None = None
        for index, step in enumerate(path):
            if node is None or data is None:
                return self._fill(holder, name, node, _nested(path[index:], value, appending))
            if isinstance(data, Mapping) and step not in data:
                return self._add_entry(node, str(step), _nested(path[index + 1 :], value, appending))
            holder = node
            name, node = node.entries[list(data).index(step)] if isinstance(data, Mapping) and node.entries else (None, _item(node, step))
            data = data[step]
        if node is None or data is None:
            return self._fill(holder, name, node, _nested((), value, appending))
        if not appending:
            return self._replace(holder, name, node, value)
        if not node.flow:
            return self._add_item(node, value)
        if not node.items and not fits_a_line(value) and not (holder is not None and holder.flow):
            return self._replace(holder, name, node, [value])
        return self._add_flow_part(node, node.items, in_a_line(value))

    # --- a value where there was none

    def _fill(self, holder: Node | None, name: Node | None, node: Node | None, value: Plain) -> list[Edit]:
        """Writes a value where nothing, or `null`, is written."""
        if holder is None or node is None:
            return [self._at_the_end(value)]
        if not node.empty or holder.flow or fits_a_line(value) or name is None:
            return self._replace(holder, name, node, value)
        indent = name.column + self.step
        if isinstance(value, Mapping):
            low, high = self.places.gap_around(node.end)
            waiting = self._commented_out(next(iter(value)), low, high)
            if waiting is not None and waiting.column > name.column:
                return [self._lines_at(waiting.end, waiting.column, self._block(value))]
            return [self._lines_at(self.places.end_of_line(node.end), indent, self._block(value))]
        return [self._lines_at(self.places.end_of_line(node.end), name.column + self.dash, self._block(value))]

    def _at_the_end(self, value: Plain) -> Edit:
        lines = [in_a_line(value)] if fits_a_line(value) else self._block(value)
        body = self.newline.join(lines)
        if self.text and not self.text.endswith("\n"):
            return len(self.text), len(self.text), self.newline + body
        return len(self.text), len(self.text), body + self.newline

    # --- a new entry

    def _add_entry(self, node: Node, name: str, value: Plain) -> list[Edit]:
        if node.flow:
            return self._add_flow_part(node, [part for _, part in node.entries], f"{key(name)}: {in_a_line(value)}")
        column = node.entries[0][0].column
        waiting = self._waiting_line(node, name, column)
        at = waiting.end if waiting is not None else self.places.end_of_line(node.end)
        return [self._lines_at(at, column, entry_lines(name, value, self.step, self.dash))]

    def _waiting_line(self, node: Node, name: str, column: int) -> Comment | None:
        """The commented-out line of that key between the entries of a mapping: where a person would have written it."""
        gaps = [(self.places.gap_around(part.start)) for part, _ in node.entries]
        gaps += [(value.end, self.places.gap_around(value.end)[1]) for _, value in node.entries]
        for low, high in gaps:
            found = self._commented_out(name, low, high)
            if found is not None and found.column == column:
                return found
        return None

    def _commented_out(self, name: str, low: int, high: int) -> Comment | None:
        wanted = re.compile(rf"# ?{re.escape(key(name))}\s*:(\s|\Z)")
        for comment in self.places.comments_between(low, high):
            if wanted.match(comment.text) and self.places.is_alone(comment):
                return comment
        return None

    # --- a new item

    def _add_item(self, node: Node, item: Plain) -> list[Edit]:
        last = node.items[-1]
        column = self.places.dash_before(last)
        gap = last.column - column if last.kind in ("map", "list") and not last.flow and last.column - column > 1 else 2
        return [self._lines_at(self.places.end_of_line(node.end), column, item_lines(item, self.step, self.dash, gap))]

    def _add_flow_part(self, node: Node, parts: Sequence[Node], written: str) -> list[Edit]:
        """Adds a part to a list in brackets or a mapping in braces."""
        if not parts:
            return [(node.end - 1, node.end - 1, written)]
        last = parts[-1]
        comma = self.places.comma_between(last.end, node.end)
        opening = node.entries[-1][0] if node.entries else last
        alone = self.text[opening.start - opening.column : opening.start].strip() == "" and opening.start > node.start + 1
        if not alone:
            return [(comma + 1, comma + 1, f" {written}")] if comma is not None else [(last.end, last.end, f", {written}")]
        line = self.newline + " " * opening.column + written
        if comma is not None:
            at = self._line_end_within(comma + 1, node)
            return [(at, at, f"{line},")]
        at = self._line_end_within(last.end, node)
        return [(at, at, f",{line}")] if at == last.end else [(last.end, last.end, ","), (at, at, line)]

    def _line_end_within(self, index: int, node: Node) -> int:
        """The end of the line, where the closing bracket does not stand in it; else the place itself."""
        end = self.places.end_of_line(index)
        return end if end < node.end else index

    # --- another value

    def _replace(self, holder: Node | None, name: Node | None, node: Node, value: Plain) -> list[Edit]:
        one_line = fits_a_line(value) or (holder is not None and holder.flow) or (node.flow and holder is None)
        anchor = f"&{node.anchor} " if node.anchor else ""
        if name is not None and (not one_line or (node.kind in ("map", "list") and not node.flow) or node.empty):
            return self._replace_behind_key(name, node, value, anchor, one_line=one_line)
        before = " " if node.empty and self.text[node.start - 1 : node.start] not in (" ", "", "[", "{") else ""
        new = in_a_line(value) if one_line else (self.newline + " " * (node.column + len(before))).join(self._block(value))
        kept = self.places.comments_between(node.start, node.end)
        if not kept:
            return [(node.start, node.end, before + anchor + new)]
        column = self.places.dash_before(node) if holder is not None and name is None and not holder.flow else node.column
        return [self._with_comments(node.start, node.end, before + anchor + new, column)]

    def _replace_behind_key(self, name: Node, node: Node, value: Plain, anchor: str, *, one_line: bool) -> list[Edit]:
        """Replaces everything from the colon of a key on; comments within the old value move below the new one."""
        start = self.text.index(":", name.end) + 1
        if one_line:
            new = f" {anchor}{in_a_line(value)}"
            if node.empty and not anchor:
                return [(start, start, new)]
            return [self._with_comments(start, node.end, new, name.column)]
        indent = name.column + (self.step if isinstance(value, Mapping) else self.dash)
        lines = "".join(self.newline + " " * indent + line for line in self._block(value))
        return [self._with_comments(start, node.end, f" {anchor}".rstrip(), name.column, lines)]

    def _with_comments(self, start: int, end: int, head: str, column: int, body: str = "") -> Edit:
        """Writes `head` and `body` in place of a span; a comment in its first line stays there, the others come below."""
        until = self.places.end_of_line(end)
        if self.text[end:until].strip() and not self.text[end:until].lstrip().startswith("#"):
            until = end  # more of a bracketed list or mapping stands in the line
        first_line = self.places.end_of_line(start)
        comments = self.places.comments_between(start, until)
        beside = "".join(f"  {comment.text}" for comment in comments if comment.start < first_line)
        below = "".join(f"{self.newline}{' ' * column}{comment.text}" for comment in comments if comment.start >= first_line)
        return start, until, head + beside + body + below

    # --- lines

    def _block(self, value: Plain) -> list[str]:
        return block_lines(value, self.step, self.dash)

    def _lines_at(self, at: int, column: int, lines: Sequence[str]) -> Edit:
        return at, at, "".join(self.newline + " " * column + line for line in lines)


def _nested(path: Sequence[str | int], value: Plain, appending: bool) -> Plain:
    made: Plain = [value] if appending else value
    for step in reversed(path):
        made = {str(step): made}
    return made


def _item(node: Node, step: str | int) -> Node | None:
    return node.items[step] if isinstance(step, int) and step < len(node.items) else None


def _habits(places: Places) -> tuple[int, int]:
    """How far the file indents a mapping under a key, and the dashes of a list under a key; 2 where it shows neither."""
    step, dash = 0, -1
    waiting = [places.root] if places.root is not None else []
    while waiting and (not step or dash < 0):
        node = waiting.pop()
        for name, value in node.entries:
            if value.flow or node.flow:
                continue
            if value.kind == "map" and value.entries and not step:
                step = value.entries[0][0].column - name.column
            if value.kind == "list" and value.items and dash < 0:
                dash = places.dash_before(value.items[0]) - name.column
        waiting += [*(value for _, value in reversed(node.entries)), *node.items]
    return step or 2, dash if dash >= 0 else 2
