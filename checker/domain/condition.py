"""The tree of a condition. The language package reads and prints it, the engine evaluates it."""

from __future__ import annotations

from dataclasses import dataclass

from checker.domain.compact import packed_by_arguments


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Comparison:
    """`name operator operands`: one question about one fact."""

    name: str
    operator: str
    operands: tuple[str, ...]
    """One word, or the words of a parenthesized list."""
    listed: bool = False
    """Whether the operands stood in parentheses."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of a term that stands for a condition of its own."""

    name: str


@dataclass(frozen=True, slots=True)
class Negation:
    """`not …`"""

    part: Condition


@dataclass(frozen=True, slots=True)
class Conjunction:
    """`… and … and …`, two parts or more."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Disjunction:
    """`… or … or …`, two parts or more."""

    parts: tuple[Condition, ...]


Condition = Comparison | Reference | Negation | Conjunction | Disjunction
