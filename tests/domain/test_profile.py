"""Agreements: until when they hold, and what they name."""

from __future__ import annotations

from datetime import date

import pytest

from checker.domain.profile import Agreement


@pytest.mark.parametrize(("day", "holds"), [(date(2027, 1, 30), True), (date(2027, 1, 31), True), (date(2027, 2, 1), False)])
def test_the_day_an_agreement_expires_is_its_last(day: date, holds: bool) -> None:
    assert Agreement("Meta", "license", ("a",), expires=date(2027, 1, 31)).holds_on(day) is holds


def test_an_agreement_without_an_end_does_not_expire() -> None:
    assert Agreement("Meta", "license", ("a",)).holds_on(date(2099, 1, 1))


def test_a_clause_that_is_named_is_named_and_no_other() -> None:
    agreement = Agreement("Meta", "license", ("a#limit",))
    assert agreement.names("a", "limit", whole=True)
    assert agreement.names("a", "limit", whole=False)
    assert not agreement.names("a", "other", whole=True)
    assert not agreement.names("b", "limit", whole=True)


def test_a_license_named_as_a_whole_names_its_clauses_only_where_that_is_enough() -> None:
    agreement = Agreement("Meta", "license", ("a",))
    assert agreement.names("a", "limit", whole=True)
    assert not agreement.names("a", "limit", whole=False)
