"""How trees are printed; that reading gives the tree back is a law in tests/property."""

from __future__ import annotations

import pytest

from checker.domain.condition import Comparison, Condition, Conjunction, Disjunction, Negation, Reference
from checker.language.printer import to_text

A, B, C = Reference("a"), Reference("b"), Reference("c")


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Comparison("x.y", "is more than", ("ceiling",)), "x.y is more than ceiling"),
        (Comparison("x.y", "include", ("DE", "FR"), listed=True), "x.y include (DE, FR)"),
        (Comparison("x.y", "include", ("DE",), listed=True), "x.y include (DE)"),
        (Comparison("x.y", "include", ("LG AI Research",)), 'x.y include "LG AI Research"'),
        (Comparison("x.y", "is", ("not",)), 'x.y is "not"'),
        (Comparison("x.y", "is", ("",)), 'x.y is ""'),
        (Disjunction((A, Conjunction((B, C)))), "a or b and c"),
        (Conjunction((A, Disjunction((B, C)))), "a and (b or c)"),
        (Conjunction((A, Conjunction((B, C)))), "a and (b and c)"),
        (Disjunction((A, Disjunction((B, C)))), "a or (b or c)"),
        (Negation(Conjunction((A, B))), "not (a and b)"),
        (Conjunction((Negation(A), B)), "not a and b"),
        (Negation(Negation(A)), "not not a"),
    ],
)
def test_parentheses_and_quotes_stand_only_where_the_reading_needs_them(tree: Condition, text: str) -> None:
    assert to_text(tree) == text
