"""What the parser makes of conditions, and where it says that one cannot be read."""

from __future__ import annotations

import pytest

from checker.domain.condition import Comparison, Condition, Conjunction, Disjunction, Negation, Reference
from checker.language.parser import OPERATORS, parse
from checker.language.tokens import ConditionError

A, B, C = Reference("a"), Reference("b"), Reference("c")


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("large-platform", Reference("large-platform")),
        ("organization.domicile is DE", Comparison("organization.domicile", "is", ("DE",))),
        ("organization.domicile is not DE", Comparison("organization.domicile", "is not", ("DE",))),
        ("organization.domicile is in european-union", Comparison("organization.domicile", "is in", ("european-union",))),
        ("organization.domicile is not in (DE, FR)", Comparison("organization.domicile", "is not in", ("DE", "FR"), listed=True)),
        ("use.acts include (host)", Comparison("use.acts", "include", ("host",), listed=True)),
        ('organization.competes_with include "LG AI Research"', Comparison("organization.competes_with", "include", ("LG AI Research",))),
        ("model.released is at least 2025-04-05", Comparison("model.released", "is at least", ("2025-04-05",))),
        ("not a", Negation(A)),
        ("not not a", Negation(Negation(A))),
        ("a and b and c", Conjunction((A, B, C))),
        ("a or b or c", Disjunction((A, B, C))),
        ("  a\n  and   b ", Conjunction((A, B))),
    ],
)
def test_a_condition_becomes_the_tree_it_reads_as(source: str, tree: Condition) -> None:
    assert parse(source) == tree


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_operator_is_read_as_itself(operator: str) -> None:
    assert parse(f"x.y {operator} z") == Comparison("x.y", operator, ("z",))


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("a or b and c", Disjunction((A, Conjunction((B, C))))),
        ("a and b or c", Disjunction((Conjunction((A, B)), C))),
        ("(a or b) and c", Conjunction((Disjunction((A, B)), C))),
        ("not a and b", Conjunction((Negation(A), B))),
        ("not (a and b)", Negation(Conjunction((A, B)))),
        ("(a and b) and c", Conjunction((Conjunction((A, B)), C))),
        ("((a))", A),
    ],
)
def test_and_binds_tighter_than_or_and_not_tighter_than_both(source: str, tree: Condition) -> None:
    assert parse(source) == tree


def test_a_word_of_the_language_is_a_name_when_it_stands_in_quotes() -> None:
    assert parse('x.y include "not"') == Comparison("x.y", "include", ("not",))
    assert parse('x.y is "in"') == Comparison("x.y", "is", ("in",))


@pytest.mark.parametrize(
    ("source", "at", "message"),
    [
        ("", 0, "expected the name of a fact or term, found the end"),
        ("   ", 3, "expected the name of a fact or term, found the end"),
        ("and a", 0, "expected the name of a fact or term, found `and`"),
        ("a and", 5, "expected the name of a fact or term, found the end"),
        ("a or or b", 5, "expected the name of a fact or term, found `or`"),
        ("not", 3, "expected the name of a fact or term, found the end"),
        ("a b", 2, "expected `and`, `or` or the end, found `b`"),
        ("a)", 1, "expected `and`, `or` or the end, found `)`"),
        ("(a or b", 7, "expected `)`, found the end"),
        ("x.y", 3, "expected `is` or `include` after `x.y`, found the end"),
        ("x.y more than z", 4, "expected `is` or `include` after `x.y`, found `more`"),
        ("x.y is", 6, "expected a word to compare with, found the end"),
        ("x.y is more z", 7, "expected a word to compare with, found `more`"),
        ("x.y is at z", 7, "expected a word to compare with, found `at`"),
        ("x.y is (z)", 7, "expected a word to compare with, found `(`"),
        ("x.y is more than (z)", 17, "expected a word to compare with, found `(`"),
        ("x.y is in ()", 11, "expected a word to compare with, found `)`"),
        ("x.y is in (z, )", 14, "expected a word to compare with, found `)`"),
        ("x.y is in (z w)", 13, "expected `,` or `)`, found `w`"),
        ("x.y include and", 12, "expected a word to compare with, found `and`"),
        ("x.y = z", 4, "cannot read `=`"),
        ("x.y > 700", 4, "cannot read `>`"),
        ('x.y is "z', 7, 'cannot read `"`'),
        ("x.y is $z", 7, "cannot read `$`"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(source: str, at: int, message: str) -> None:
    with pytest.raises(ConditionError) as error:
        parse(source)
    assert (error.value.at, error.value.message) == (at, message)
    assert error.value.source == source


@pytest.mark.parametrize("source", ["(" * 60 + "a" + ")" * 60, "not " * 60 + "a"])
def test_a_condition_nested_beyond_reading_is_refused_with_a_way_out(source: str) -> None:
    with pytest.raises(ConditionError, match="nested too deeply") as error:
        parse(source)
    assert "terms" in error.value.hint


def test_a_condition_may_be_nested_as_deeply_as_anybody_writes() -> None:
    assert parse("(" * 20 + "a" + ")" * 20) == A
