"""License expressions, as SPDX writes them."""

from __future__ import annotations

import pytest

from checker.domain.model import AllOf, AnyOf, Expression, LicenseRef, license_ids
from checker.library.expressions import ExpressionError, parse_expression

A, B, C = LicenseRef("a-1.0"), LicenseRef("b"), LicenseRef("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a-1.0", A),
        ("a-1.0 OR b", AnyOf((A, B))),
        ("a-1.0 AND b", AllOf((A, B))),
        ("a-1.0 or b", AnyOf((A, B))),
        ("a-1.0 OR b AND c", AnyOf((A, AllOf((B, C))))),
        ("(a-1.0 OR b) AND c", AllOf((AnyOf((A, B)), C))),
        ("(a-1.0)", A),
        ("a-1.0 OR b OR c", AnyOf((A, B, C))),
    ],
)
def test_it_is_read_as_a_tree_in_which_and_binds_tighter(text: str, tree: Expression) -> None:
    assert parse_expression(text) == tree


@pytest.mark.parametrize("text", ["", "  ", "a OR", "AND a", "(a OR b", "(OR a", "a OR OR b", "()", "a) OR (b", "a, b", "a WITH b"])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError, match="cannot read the license expression"):
        parse_expression(text)


def test_deep_nesting_is_read() -> None:
    assert parse_expression("(" * 2000 + "a-1.0" + ")" * 2000) == A


def test_its_ids_come_once_and_in_its_order() -> None:
    assert license_ids(parse_expression("c OR (a-1.0 AND c) OR b")) == ("c", "a-1.0", "b")
