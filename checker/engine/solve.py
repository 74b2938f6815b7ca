"""Finds the cheapest values for which a formula holds, or proves that there are none: a complete search, no sampling.

Every variable starts at its first value, which is the ordinary one. The search looks for a part that the ordinary values leave unmet, tries
each way to meet it, and goes on from there. So the cheapest solution is the one that departs from the ordinary in as few facts as possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.engine.formula import FALSE, Every, Formula, In, Some, every, opposite, some

_BUDGET = 200_000
"""Steps after which a search gives up and says so; between real licenses it takes a few hundred."""
_DEAR = 1 << 30


class GaveUp(Exception):  # noqa: N818 - not an error: the answer is that there is none within the budget
    """The search was stopped before it could tell."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Values for which a formula holds."""

    cost: int
    """How much of it departs from the ordinary."""
    values: Mapping[int, int]
    """The values that matter, by variable; whatever the others are, the formula holds."""


Domains = dict[int, frozenset[int]]
"""What each narrowed variable may still be; a variable that is not there may be anything."""


@dataclass
class _Search:
    weights: Mapping[int, int]
    cost: int
    best: dict[int, int] | None = None
    steps: int = 0
    budget: int = field(default=_BUDGET)


def cheapest(formula: Formula, *, below: int = _DEAR, weights: Mapping[int, int] | None = None) -> Solution | None:
    """The cheapest way to make `formula` hold at a cost under `below`; None where there is none.

    A departure costs one, or what `weights` says for its variable. Raises GaveUp.
    """
    search = _Search(weights or {}, below)
    _descend(formula, {}, search)
    if search.best is None:
        return None
    needed = _needed(formula, search.best)
    return Solution(search.cost, {variable: search.best.get(variable, 0) for variable in sorted(needed)})


def satisfiable(formula: Formula) -> bool:
    """Whether it can hold at all. Raises GaveUp."""
    return cheapest(formula) is not None


def _descend(formula: Formula, domains: Domains, search: _Search) -> None:
    search.steps += 1
    if search.steps > search.budget:
        raise GaveUp
    settled = _propagate(formula, domains)
    cost = sum(search.weights.get(variable, 1) for variable, values in domains.items() if 0 not in values)
    if settled == FALSE or cost >= search.cost:
        return
    values = {variable: min(left) for variable, left in domains.items()}
    unmet = [part for part in _parts(settled) if not holds(part, values)]
    if not unmet:
        search.best, search.cost = values, cost
        return
    choice = min(unmet, key=lambda part: len(part.parts) if isinstance(part, Some) else 0)
    rest = [part for part in _parts(settled) if part is not choice]
    excluded: list[Formula] = []
    for way in sorted(choice.parts if isinstance(choice, Some) else (choice,), key=_size):
        _descend(every([way, *excluded, *rest]), dict(domains), search)
        if isinstance(way, In):
            excluded.append(opposite(way))


def holds(formula: Formula, values: Mapping[int, int]) -> bool:
    """Whether the formula holds for some values, with every variable that is not named at its first."""
    if isinstance(formula, In):
        return values.get(formula.variable, 0) in formula.values
    met = (holds(part, values) for part in formula.parts)
    return all(met) if isinstance(formula, Every) else any(met)


def _propagate(formula: Formula, domains: Domains) -> Formula:
    """Narrows the variables that the formula leaves no choice about, and returns what of it is still open."""
    while True:
        narrowed = False
        for part in _parts(formula):
            if isinstance(part, In):
                left = domains.get(part.variable, frozenset(range(part.of))) & part.values
                if not left:
                    return FALSE
                domains[part.variable] = left
                narrowed = True
        if narrowed or formula == FALSE:
            formula = _simplified(formula, domains)
        if formula == FALSE or not any(isinstance(part, In) for part in _parts(formula)):
            return formula


def _simplified(formula: Formula, domains: Domains) -> Formula:
    if isinstance(formula, In):
        known = domains.get(formula.variable)
        if known is None:
            return formula
        if known <= formula.values:
            return Every()
        return FALSE if known.isdisjoint(formula.values) else formula
    parts = (_simplified(part, domains) for part in formula.parts)
    return every(parts) if isinstance(formula, Every) else some(parts)


def _needed(formula: Formula, values: Mapping[int, int]) -> frozenset[int]:
    """The variables that make the formula hold; of several ways, the one that needs the fewest."""
    if isinstance(formula, In):
        return frozenset([formula.variable])
    if isinstance(formula, Every):
        return frozenset().union(*(_needed(part, values) for part in formula.parts))
    return min((_needed(part, values) for part in formula.parts if holds(part, values)), key=lambda found: (len(found), sorted(found)))


def _parts(formula: Formula) -> tuple[Formula, ...]:
    return formula.parts if isinstance(formula, Every) else (formula,)


def _size(formula: Formula) -> int:
    return 1 if isinstance(formula, In) else 1 + sum(map(_size, formula.parts))
