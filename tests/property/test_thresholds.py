"""A license with one limit answers a range as it answers every amount in it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain.fact import Figures
from checker.domain.license import License
from checker.domain.quantity import Order, Quantity
from checker.domain.verdict import Verdict

from ..engine.tiny import PER_YEAR, TODAY, USERS, Desk, context, facts, license, permits, prohibits, value
from .worlds import Worlds

ALLOW, REVIEW, DENY = Verdict.ALLOW, Verdict.REVIEW, Verdict.DENY
FACT = "organization.monthly_active_users"
LIMIT = Decimal(1000)
STEPS = [Decimal(step) for step in (-1000, -1, 0, 1, 1000)]
amounts = st.sampled_from([LIMIT + step for step in STEPS])


def limited(order: Order, *, counting: tuple[str, ...] = ("licensee", "affiliates"), grant: bool = False) -> License:
    """A license that forbids beyond a limit, or that grants within it."""
    condition = f"{FACT} {order.value} ceiling"
    clauses = [permits(when=condition)] if grant else [permits(), prohibits(when=condition)]
    return license("example", *clauses, values=(value("ceiling", "1 thousand", USERS, counting=counting),))


def verdict(desk: Desk, text: License, amount: Quantity, *, dated: bool = False, count: str = "group") -> Verdict:
    figures = Figures(None, (("2026-10", amount),)) if dated else Figures(amount)
    return desk.decide(text, facts() | {FACT: figures}, on=context(TODAY, count=count)).verdict


@given(amounts, amounts, st.booleans(), st.sampled_from(Order), st.booleans(), st.booleans())
@settings(max_examples=200)
def test_a_range_decides_as_all_its_amounts_do_and_is_open_where_they_differ(
    worlds: Worlds, one: Decimal, other: Decimal, upper_open: bool, order: Order, dated: bool, grant: bool
) -> None:
    desk, text = Desk(worlds.vocabulary), limited(order, grant=grant)
    lower, upper = sorted([one, other])
    stated = Quantity(lower, upper, False, upper_open and lower < upper)
    inside = [LIMIT + step + nudge for step in STEPS for nudge in (Decimal("-0.5"), Decimal(0), Decimal("0.5"))]
    points = {amount for amount in inside if lower <= amount and (amount < upper or (amount == upper and not stated.upper_open))}
    answers = {verdict(desk, text, Quantity.exactly(amount), dated=dated) for amount in points}
    assert verdict(desk, text, stated, dated=dated) is (answers.pop() if len(answers) == 1 else REVIEW)


@given(amounts, st.booleans(), st.sampled_from(Order))
def test_a_bound_on_one_side_decides_as_all_amounts_beyond_it_do(worlds: Worlds, bound: Decimal, is_open: bool, order: Order) -> None:
    desk, text = Desk(worlds.vocabulary), limited(order)
    beyond = [bound + step for step in (Decimal("0.5"), Decimal(1), Decimal(10**6))] + ([] if is_open else [bound])
    answers = {verdict(desk, text, Quantity.exactly(amount)) for amount in beyond}
    assert verdict(desk, text, Quantity(bound, None, lower_open=is_open)) is (answers.pop() if len(answers) == 1 else REVIEW)


@given(amounts, st.sampled_from(Order))
def test_a_figure_of_the_licensee_stands_for_every_figure_of_the_group_that_it_allows(worlds: Worlds, own: Decimal, order: Order) -> None:
    desk, text = Desk(worlds.vocabulary), limited(order)
    groups = [own, own + 1, own + 10**6]
    answers = {verdict(desk, text, Quantity.exactly(amount)) for amount in groups}
    found = verdict(desk, text, Quantity.exactly(own), count="licensee")
    assert found is (answers.pop() if len(answers) == 1 else REVIEW)


@given(amounts, st.sampled_from(Order))
def test_a_figure_of_the_group_stands_for_every_figure_of_the_licensee_that_it_allows(worlds: Worlds, group: Decimal, order: Order) -> None:
    desk, text = Desk(worlds.vocabulary), limited(order, counting=("licensee",))
    shares = {Decimal(0), *(amount for step in STEPS if 0 <= (amount := LIMIT + step) <= group), group}
    answers = {verdict(desk, text, Quantity.exactly(amount), count="licensee") for amount in shares}
    assert verdict(desk, text, Quantity.exactly(group), count="group") is (answers.pop() if len(answers) == 1 else REVIEW)


@given(amounts, amounts, amounts, st.sampled_from(Order))
def test_a_limit_that_is_known_only_as_a_range_decides_as_every_limit_in_it_would(
    worlds: Worlds, figure: Decimal, one: Decimal, other: Decimal, order: Order
) -> None:
    desk = Desk(worlds.vocabulary)
    name = "organization.annual_revenue"
    text = license("example", permits(), prohibits(when=f"{name} {order.value} ceiling"), values=(value("ceiling", None, PER_YEAR),))
    stated = facts() | {name: Figures(Quantity.exactly(figure, "USD"))}

    def with_limit(limit: Quantity) -> Verdict:
        on = context()
        supplied = type(on)(on.as_of, on.figures_count, on.exchange_rates, (("example#ceiling", limit),))
        return desk.decide(text, stated, on=supplied).verdict

    lower, upper = sorted([one, other])
    limits = {amount for step in STEPS if lower <= (amount := LIMIT + step) <= upper}
    answers = {with_limit(Quantity.exactly(limit, "USD")) for limit in limits}
    assert with_limit(Quantity(lower, upper, currency="USD")) is (answers.pop() if len(answers) == 1 else REVIEW)
    at_least = {with_limit(Quantity.exactly(limit, "USD")) for limit in (lower, lower + 1, lower + 10**6)}
    assert with_limit(Quantity(lower, None, currency="USD")) is (at_least.pop() if len(at_least) == 1 else REVIEW)
