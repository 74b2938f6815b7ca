"""Plain data that remembers where each part stood in its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checker.errors import Problem

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
