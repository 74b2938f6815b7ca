"""Growth as people write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.app.session import Session
from checker.domain.headroom import Growth
from checker.language.amounts import AmountError
from checker.language.growth import parse_growth

REVENUE = "organization.annual_revenue"


@pytest.mark.parametrize(
    ("text", "growth"),
    [
        ("8%/month", Growth(Decimal("0.08"), "month")),
        ("8 % / month", Growth(Decimal("0.08"), "month")),
        ("8% a month", Growth(Decimal("0.08"), "month")),
        ("+7.5% per year", Growth(Decimal("0.075"), "year")),
        ("-2%/year", Growth(Decimal("-0.02"), "year")),
        (f"{REVENUE}=20%/year", Growth(Decimal("0.2"), "year", REVENUE)),
    ],
)
def test_what_is_read(session: Session, text: str, growth: Growth) -> None:
    assert parse_growth(text, session.library.vocabulary.facts) == growth


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8%", "cannot read the growth `8%`"),
        ("fast", "cannot read the growth `fast`"),
        ("8%/week", "cannot read the growth `8%/week`"),
        ("0.08/month", "does not say that it is a percentage"),
        ("-100%/month", "is no growth that can be meant"),
        ("1001%/month", "is no growth that can be meant"),
        ("organization.anual_revenue=8%/month", "unknown fact `organization.anual_revenue`"),
        ("organization.domicile=8%/month", "`organization.domicile` is no figure that could grow"),
    ],
)
def test_what_is_not(session: Session, text: str, said: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_growth(text, session.library.vocabulary.facts)
    assert said in caught.value.message


def test_a_mistyped_fact_is_told_the_nearest(session: Session) -> None:
    with pytest.raises(AmountError) as caught:
        parse_growth("organization.anual_revenue=8%/month", session.library.vocabulary.facts)
    assert caught.value.hint.startswith(f"did you mean `{REVENUE}`")
