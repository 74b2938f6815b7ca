"""Ranges against limits, at and around their ends."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.domain.quantity import Order, Quantity
from checker.domain.truth import Truth

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
LIMIT = Decimal(100)


def between(lower: int | None, upper: int | None, *, lower_open: bool = False, upper_open: bool = False) -> Quantity:
    return Quantity(
        None if lower is None else Decimal(lower), None if upper is None else Decimal(upper), lower_open=lower_open, upper_open=upper_open
    )


@pytest.mark.parametrize(
    ("order", "amount", "answer"),
    [
        (Order.MORE_THAN, 99, NO),
        (Order.MORE_THAN, 100, NO),
        (Order.MORE_THAN, 101, YES),
        (Order.AT_LEAST, 99, NO),
        (Order.AT_LEAST, 100, YES),
        (Order.AT_LEAST, 101, YES),
        (Order.LESS_THAN, 99, YES),
        (Order.LESS_THAN, 100, NO),
        (Order.LESS_THAN, 101, NO),
        (Order.AT_MOST, 99, YES),
        (Order.AT_MOST, 100, YES),
        (Order.AT_MOST, 101, NO),
    ],
)
def test_each_order_draws_its_line_at_the_exact_amount(order: Order, amount: int, answer: Truth) -> None:
    assert Quantity.exactly(amount).compare(order, LIMIT) is answer


@pytest.mark.parametrize(
    ("quantity", "more_than", "at_least"),
    [
        (between(60, 70), NO, NO),
        (between(90, 100), NO, UNKNOWN),
        (between(90, 100, upper_open=True), NO, NO),
        (between(90, 110), UNKNOWN, UNKNOWN),
        (between(100, 110), UNKNOWN, YES),
        (between(100, 110, lower_open=True), YES, YES),
        (between(101, 110), YES, YES),
        (between(None, 99), NO, NO),
        (between(101, None), YES, YES),
        (between(99, None), UNKNOWN, UNKNOWN),
        (between(100, None), UNKNOWN, YES),
        (between(None, None), UNKNOWN, UNKNOWN),
    ],
)
def test_a_range_decides_only_where_all_of_it_lies_on_one_side(quantity: Quantity, more_than: Truth, at_least: Truth) -> None:
    assert quantity.compare(Order.MORE_THAN, LIMIT) is more_than
    assert quantity.compare(Order.AT_LEAST, LIMIT) is at_least
    assert quantity.compare(Order.AT_MOST, LIMIT) is more_than.negated()
    assert quantity.compare(Order.LESS_THAN, LIMIT) is at_least.negated()


def test_a_lower_bound_is_all_that_is_left_of_a_part() -> None:
    assert between(60, 70, lower_open=True).from_below() == between(60, None, lower_open=True)


def test_an_upper_bound_is_all_that_is_left_of_a_whole_and_nothing_is_less_than_none() -> None:
    assert between(60, 70, upper_open=True).from_above() == between(0, 70, upper_open=True)


def test_another_currency_keeps_the_ends_as_open_as_they_were() -> None:
    euros = Quantity(Decimal(10), Decimal(20), lower_open=True, currency="EUR")
    assert euros.times(Decimal("1.08"), "USD") == Quantity(Decimal("10.8"), Decimal("21.6"), lower_open=True, currency="USD")
    assert Quantity(None, Decimal(20), currency="EUR").times(Decimal(2), "USD") == Quantity(None, Decimal(40), currency="USD")


@pytest.mark.parametrize(
    ("one", "bound", "left"),
    [
        (between(0, 100), between(50, 200), between(50, 100)),
        (between(0, 100), between(0, 100, upper_open=True), between(0, 100, upper_open=True)),
        (between(0, None), between(0, 40), between(0, 40)),
        (between(None, None), between(10, None), between(10, None)),
        (between(10, 20), between(0, 40), between(10, 20)),
    ],
)
def test_two_ranges_leave_what_lies_in_both(one: Quantity, bound: Quantity, left: Quantity) -> None:
    assert one.within(bound) == left


@pytest.mark.parametrize("bound", [between(0, 5), between(0, 10, upper_open=True)])
def test_ranges_that_cannot_both_be_right_leave_the_first(bound: Quantity) -> None:
    assert between(10, 20).within(bound) == between(10, 20)


def test_only_an_exact_amount_is_exact() -> None:
    assert Quantity.exactly(7, "USD").exact == 7
    assert between(6, 7).exact is None
    assert between(None, 7).exact is None
