"""Formulas over variables with finitely many values, in negation normal form: what the conditions of licenses become once every fact is cut
into the regions that the licenses tell apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class In:
    """The variable has one of some values."""

    variable: int
    values: frozenset[int]
    of: int
    """How many values the variable has; so that the opposite can be said."""


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold; nothing is left to hold without any."""

    parts: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds; none does without any."""

    parts: tuple[Formula, ...] = ()


Formula = In | Every | Some

TRUE: Formula = Every()
FALSE: Formula = Some()


def within(variable: int, values: Iterable[int], of: int) -> Formula:
    """That a variable has one of some of its `of` values."""
    wanted = frozenset(values)
    if not wanted:
        return FALSE
    return TRUE if len(wanted) == of else In(variable, wanted, of)


def every(parts: Iterable[Formula]) -> Formula:
    """All of some formulas, without what goes without saying."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part == FALSE:
            return FALSE
        for inner in part.parts if isinstance(part, Every) else (part,):
            kept[inner] = None
    return next(iter(kept)) if len(kept) == 1 else Every(tuple(kept))


def some(parts: Iterable[Formula]) -> Formula:
    """Any of some formulas, without what can be left out."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part == TRUE:
            return TRUE
        for inner in part.parts if isinstance(part, Some) else (part,):
            kept[inner] = None
    return next(iter(kept)) if len(kept) == 1 else Some(tuple(kept))


def opposite(formula: Formula) -> Formula:
    """What holds exactly where `formula` does not."""
    if isinstance(formula, In):
        return within(formula.variable, frozenset(range(formula.of)) - formula.values, formula.of)
    parts = [opposite(part) for part in formula.parts]
    return some(parts) if isinstance(formula, Every) else every(parts)


def variables(formula: Formula) -> frozenset[int]:
    """The variables that a formula speaks of."""
    if isinstance(formula, In):
        return frozenset([formula.variable])
    return frozenset().union(*(variables(part) for part in formula.parts))
