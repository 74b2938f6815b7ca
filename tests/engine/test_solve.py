"""The search for the cheapest solution, held against trying everything."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from checker.engine.formula import FALSE, TRUE, Formula, every, opposite, some, within
from checker.engine.solve import cheapest, holds, satisfiable

SIZES = (2, 3, 2, 4)
"""How many values each variable has."""


def leaves() -> st.SearchStrategy[Formula]:
    return st.one_of(
        [
            st.builds(within, st.just(number), st.frozensets(st.integers(0, size - 1)), st.just(size))
            for number, size in enumerate(SIZES)
        ]
    )  # fmt: skip


FORMULAS = st.recursive(
    leaves(), lambda inner: st.one_of(st.lists(inner, max_size=4).map(every), st.lists(inner, max_size=4).map(some)), max_leaves=14
)
EVERYTHING = [dict(enumerate(values)) for values in product(*(range(size) for size in SIZES))]


def departures(values: dict[int, int]) -> int:
    return sum(value != 0 for value in values.values())


@given(FORMULAS)
def test_the_solution_is_one_and_none_is_cheaper(formula: Formula) -> None:
    solutions = [values for values in EVERYTHING if holds(formula, values)]
    found = cheapest(formula)
    if not solutions:
        assert found is None
    else:
        assert found is not None
        assert found.cost == min(map(departures, solutions))
        assert holds(formula, found.values)


@given(FORMULAS)
def test_what_a_solution_does_not_name_makes_no_difference(formula: Formula) -> None:
    found = cheapest(formula)
    if found is not None:
        assert all(holds(formula, {**values, **found.values}) for values in EVERYTHING)


@given(FORMULAS)
def test_the_opposite_holds_exactly_where_the_formula_does_not(formula: Formula) -> None:
    assert all(holds(formula, values) is not holds(opposite(formula), values) for values in EVERYTHING)


@given(FORMULAS, st.integers(0, 4))
def test_a_limit_on_the_cost_leaves_out_only_what_costs_as_much(formula: Formula, limit: int) -> None:
    found, limited = cheapest(formula), cheapest(formula, below=limit)
    assert (limited is not None) is (found is not None and found.cost < limit)


def test_all_of_nothing_holds_and_one_of_nothing_does_not() -> None:
    assert satisfiable(TRUE)
    assert not satisfiable(FALSE)
