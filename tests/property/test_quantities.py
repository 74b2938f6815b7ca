"""Amounts: written and read back, and ranges that answer as every amount in them would."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain.quantity import Order, Quantity
from checker.domain.truth import Truth
from checker.language.amounts import LARGEST_COUNT, LARGEST_MONEY, AmountError, parse_quantity, quantity_text

CURRENCIES = frozenset(["USD", "EUR", "JPY"])
TINY = Decimal("0.001")

round_numbers = st.builds(lambda digits, zeros: Decimal(digits) * 10**zeros, st.integers(0, 9999), st.integers(0, 6))
counts = st.integers(0, int(LARGEST_COUNT)).map(Decimal) | round_numbers
sums = st.decimals(0, LARGEST_MONEY, places=2) | round_numbers


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """What a person can write: an amount, a range, or a bound on one side."""
    money = draw(st.booleans())
    currency = draw(st.sampled_from(sorted(CURRENCIES))) if money else ""
    amounts = sums if money else counts
    form = draw(st.sampled_from(["exactly", "under", "at most", "over", "at least", "between"]))
    amount = draw(amounts)
    if form == "exactly":
        return Quantity.exactly(amount, currency)
    if form in ("over", "at least"):
        return Quantity(amount, None, lower_open=form == "over", currency=currency)
    if form in ("under", "at most"):
        return Quantity(Decimal(0), amount or Decimal(1), upper_open=form == "under", currency=currency)
    lower, upper = sorted([amount, draw(amounts)])
    return Quantity(lower, upper, currency=currency)


@given(quantities())
@settings(max_examples=400)
def test_reading_what_was_written_gives_the_amount_back(quantity: Quantity) -> None:
    assert parse_quantity(quantity_text(quantity), money=bool(quantity.currency), currencies=CURRENCIES) == quantity


@given(quantities())
def test_writing_is_stable(quantity: Quantity) -> None:
    once = quantity_text(quantity)
    assert quantity_text(parse_quantity(once, money=bool(quantity.currency), currencies=CURRENCIES)) == once


@given(
    st.text(max_size=20)
    | st.lists(
        st.sampled_from(["between", "and", "under", "at most", "5", "1,50", "-3", "1.5", "million", "USD", "EUR", "k"]), max_size=6
    ).map(" ".join),
    st.booleans(),
)
@settings(max_examples=300)
def test_what_cannot_be_read_as_an_amount_is_told_and_what_can_is_a_sound_range(text: str, money: bool) -> None:
    try:
        quantity = parse_quantity(text, money=money, currencies=CURRENCIES)
    except AmountError as error:
        assert error.message
        return
    assert quantity.lower is not None
    assert quantity.lower >= 0
    assert quantity.upper is None or quantity.lower <= quantity.upper
    assert bool(quantity.currency) is money


small = st.integers(0, 6).map(Decimal)


@st.composite
def ranges(draw: st.DrawFn) -> Quantity:
    """Ranges that hold at least one amount, with ends of every kind."""
    lower, upper = draw(st.none() | small), draw(st.none() | small)
    if lower is not None and upper is not None and lower >= upper:
        return Quantity.exactly(lower)
    return Quantity(lower, upper, lower is not None and draw(st.booleans()), upper is not None and draw(st.booleans()))


def holds(quantity: Quantity, amount: Decimal) -> bool:
    above = quantity.lower is None or amount > quantity.lower or (amount == quantity.lower and not quantity.lower_open)
    below = quantity.upper is None or amount < quantity.upper or (amount == quantity.upper and not quantity.upper_open)
    return above and below


def amounts_in(quantity: Quantity, *marks: Decimal) -> list[Decimal]:
    """One amount of every stretch of the range in which no comparison with a mark can turn out otherwise."""
    ends = [end for end in (quantity.lower, quantity.upper) if end is not None]
    tried = {end + step for end in (*ends, *marks, Decimal(3)) for step in (Decimal(-9), -TINY, Decimal(0), TINY, Decimal(9))}
    return [amount for amount in sorted(tried) if holds(quantity, amount)]


def stands(amount: Decimal, order: Order, limit: Decimal) -> bool:
    match order:
        case Order.MORE_THAN:
            return amount > limit
        case Order.AT_LEAST:
            return amount >= limit
        case Order.LESS_THAN:
            return amount < limit
        case Order.AT_MOST:
            return amount <= limit


@given(ranges(), st.sampled_from(Order), small)
@settings(max_examples=400)
def test_a_range_answers_as_every_amount_in_it_where_they_agree_and_not_at_all_where_they_do_not(
    quantity: Quantity, order: Order, limit: Decimal
) -> None:
    answers = {stands(amount, order, limit) for amount in amounts_in(quantity, limit)}
    expected = Truth.of(answers.pop()) if len(answers) == 1 else Truth.UNKNOWN
    assert quantity.compare(order, limit) is expected


@given(ranges(), st.sampled_from(Order), small)
def test_an_order_and_its_opposite_give_opposite_answers(quantity: Quantity, order: Order, limit: Decimal) -> None:
    opposite = {
        Order.MORE_THAN: Order.AT_MOST,
        Order.AT_MOST: Order.MORE_THAN,
        Order.AT_LEAST: Order.LESS_THAN,
        Order.LESS_THAN: Order.AT_LEAST,
    }
    assert quantity.compare(opposite[order], limit) is quantity.compare(order, limit).negated()


@given(ranges(), ranges())
@settings(max_examples=300)
def test_two_ranges_leave_exactly_the_amounts_of_both(one: Quantity, other: Quantity) -> None:
    marks = [end for end in (one.lower, one.upper, other.lower, other.upper) if end is not None]
    common = [amount for amount in amounts_in(one, *marks) if holds(other, amount)]
    if common:
        assert amounts_in(one.within(other), *marks) == [amount for amount in amounts_in(one, *marks) if holds(other, amount)]
    else:
        assert one.within(other) == one


@given(ranges(), ranges())
@settings(max_examples=300)
def test_a_sum_of_ranges_holds_the_sum_of_any_two_of_their_amounts(one: Quantity, other: Quantity) -> None:
    total = one.plus(other)
    assert all(holds(total, a + b) for a in amounts_in(one) for b in amounts_in(other))


@given(ranges(), st.sampled_from(Order), small, st.sampled_from([Decimal("0.25"), Decimal(1), Decimal(8)]))
def test_another_currency_changes_no_answer(quantity: Quantity, order: Order, limit: Decimal, rate: Decimal) -> None:
    assert quantity.times(rate, "USD").compare(order, limit * rate) is quantity.compare(order, limit)


@given(ranges(), st.sampled_from(Order), small)
def test_the_lower_bound_alone_never_gives_another_answer(quantity: Quantity, order: Order, limit: Decimal) -> None:
    whole = quantity.compare(order, limit)
    assert quantity.from_below().compare(order, limit) in (Truth.UNKNOWN, whole)
