"""Models: the time a statement is about, the licenses an expression names, the facts a model answers."""

from __future__ import annotations

from datetime import date

import pytest

from checker.domain.model import AllOf, AnyOf, Expression, LicenseRef, Model, Source, Statement, license_ids
from checker.domain.verdict import Evidence

CARD = Source("the card")


def stated(license_id: str, since: date | None = None, until: date | None = None) -> Statement:
    return Statement(Evidence.DECLARED, CARD, LicenseRef(license_id), since=since, until=until)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 1, 31), False),
        (date(2026, 2, 1), True),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
    ],
)
def test_a_statement_holds_from_its_first_day_to_its_last(day: date, holds: bool) -> None:
    assert stated("mit", date(2026, 2, 1), date(2026, 2, 28)).holds_on(day) is holds


def test_a_statement_without_dates_always_holds() -> None:
    assert stated("mit").holds_on(date(1990, 1, 1))
    assert stated("mit").holds_on(date(2090, 1, 1))


@pytest.mark.parametrize(
    ("expression", "ids"),
    [
        (LicenseRef("a"), ("a",)),
        (AnyOf((LicenseRef("b"), LicenseRef("a"))), ("b", "a")),
        (AllOf((LicenseRef("a"), AnyOf((LicenseRef("b"), LicenseRef("a"))))), ("a", "b")),
    ],
)
def test_an_expression_names_each_license_once_in_its_order(expression: Expression, ids: tuple[str, ...]) -> None:
    assert license_ids(expression) == ids


def test_a_model_knows_the_licenses_of_all_its_channels() -> None:
    model = Model("m", weights=(stated("a"), Statement(Evidence.REPORTED, CARD)), hosted=(stated("b"),))
    assert model.license_ids() == {"a", "b"}


def test_what_is_not_known_of_a_model_is_no_fact() -> None:
    assert Model("m").facts() == {}
    assert Model("m", inputs=frozenset()).facts() == {"model.inputs": frozenset()}
    known = Model("m", released=date(2025, 4, 5), outputs=frozenset(["text"]))
    assert known.facts() == {"model.released": date(2025, 4, 5), "model.outputs": frozenset(["text"])}
