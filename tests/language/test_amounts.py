"""Figures as people write them, and as licheck writes them back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.domain.quantity import Quantity
from checker.language.amounts import AmountError, number_text, parse_quantity, quantity_text

CURRENCIES = frozenset(["USD", "EUR", "GBP"])


def count(text: str) -> Quantity:
    return parse_quantity(text, money=False, currencies=CURRENCIES)


def money(text: str) -> Quantity:
    return parse_quantity(text, money=True, currencies=CURRENCIES)


def amounts(
    lower: int | str, upper: int | str | None, currency: str = "", *, lower_open: bool = False, upper_open: bool = False
) -> Quantity:
    return Quantity(Decimal(lower), None if upper is None else Decimal(upper), lower_open, upper_open, currency)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", 0),
        ("700000001", 700_000_001),
        ("1,500,000", 1_500_000),
        ("1_500_000", 1_500_000),
        ("41 million", 41_000_000),
        ("41million", 41_000_000),
        ("41M", 41_000_000),
        ("5 k", 5_000),
        ("0.5 million", 500_000),
        ("1.5 billion", 1_500_000_000),
        ("  41   million ", 41_000_000),
    ],
)
def test_a_count_is_read_with_its_scale_and_its_separators(text: str, amount: int) -> None:
    assert count(text) == Quantity.exactly(amount)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("5 USD", amounts(5, 5, "USD")),
        ("5USD", amounts(5, 5, "USD")),
        ("USD 5", amounts(5, 5, "USD")),
        ("USD 5 million", amounts(5_000_000, 5_000_000, "USD")),
        ("5 million USD", amounts(5_000_000, 5_000_000, "USD")),
        ("99.95 EUR", amounts("99.95", "99.95", "EUR")),
        ("1,500 GBP", amounts(1500, 1500, "GBP")),
        ("EUR 5 EUR", amounts(5, 5, "EUR")),
    ],
)
def test_money_is_read_with_its_currency_on_either_side(text: str, quantity: Quantity) -> None:
    assert money(text) == quantity


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("under 5 million", amounts(0, 5_000_000, upper_open=True)),
        ("below 5 million", amounts(0, 5_000_000, upper_open=True)),
        ("less than 5 million", amounts(0, 5_000_000, upper_open=True)),
        ("at most 5 million", amounts(0, 5_000_000)),
        ("up to 5 million", amounts(0, 5_000_000)),
        ("over 5 million", amounts(5_000_000, None, lower_open=True)),
        ("above 5 million", amounts(5_000_000, None, lower_open=True)),
        ("more than 5 million", amounts(5_000_000, None, lower_open=True)),
        ("at least 5 million", amounts(5_000_000, None)),
        ("between 60 million and 70 million", amounts(60_000_000, 70_000_000)),
        ("between 500 and 2000", amounts(500, 2000)),
        ("between 5 and 5", amounts(5, 5)),
    ],
)
def test_a_range_has_its_own_end_only_where_the_words_say_so(text: str, quantity: Quantity) -> None:
    assert count(text) == quantity


@pytest.mark.parametrize("text", ["between 1 million EUR and 2 million", "between 1 million and 2 million EUR"])
def test_a_range_of_money_needs_its_currency_once(text: str) -> None:
    assert money(text) == amounts(1_000_000, 2_000_000, "EUR")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "cannot read the figure ``", "write it as `41 million`"),
        ("many", "cannot read the figure `many`", "write it as `41 million`"),
        ("about 5", "cannot read the figure `about 5`", "write it as"),
        ("1e6", "cannot read the figure `1e6`", "write it as"),
        ("5 milion", "unknown scale `milion`", "`million`"),
        ("1.500.000", "cannot read the figure `1.500.000`", "write it as"),
        ("1,50,000", "cannot read the number `1,50,000`", "separate thousands as in 1,500,000"),
        ("1,50", "cannot read the number `1,50`", "decimals with a point"),
        ("-5", "`-5` is negative", ""),
        ("-5 million", "`-5 million` is negative", ""),
        ("under -5", "`-5` is negative", ""),
        ("1.5", "`1.5` is no whole number", ""),
        ("30 billion", "`30 billion` is more than there can be", "check the scale"),
        ("5 million USD", "is an amount of money, but a count is wanted", ""),
        ("under 0", "nothing is less than 0", "write `0`"),
        ("between 5 and 6 million", "does not say the scale of `5`", "write `between 5 million and 6 million`"),
        ("between 7 million and 6 million", "the range is reversed", "write `between 6 million and 7 million`"),
        ("between 5 million", "cannot read the figure", "write it as"),
    ],
)
def test_a_count_that_cannot_be_meant_is_told_with_the_way_out(text: str, message: str, hint: str) -> None:
    with pytest.raises(AmountError) as error:
        count(text)
    assert message in error.value.message
    assert hint in error.value.hint


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("5 million", "`5 million` names no currency", "write it as `5 million USD`"),
        ("under 5 million", "`under 5 million` names no currency", "USD"),
        ("$5 million", "cannot read the figure `$5 million`", "ISO 4217"),
        ("5 million XYZ", "unknown currency `XYZ`", "ISO 4217"),
        ("5 EUT", "unknown currency `EUT`", "`EUR`"),
        ("5 EURO", "unknown scale `EURO`", "write it as"),
        ("-5 USD", "`-5 USD` is negative", ""),
        ("-5USD", "`-5USD` is negative", ""),
        ("-5 million USD", "`-5 million USD` is negative", ""),
        ("1,50 USD", "cannot read the number `1,50`", "decimals with a point"),
        ("EUR 5 USD", "`EUR 5 USD` names EUR and USD", "use one currency"),
        ("EUR 5 million USD", "`EUR 5 million USD` names EUR and USD", "use one currency"),
        ("5 USD EUR", "`5 USD EUR` names EUR and USD", "use one currency"),
        ("between 1 million USD and 2 million EUR", "the range runs from USD to EUR", "use one currency"),
        ("1000001 trillion USD", "is more than there can be", "check the scale"),
    ],
)
def test_money_that_cannot_be_meant_is_told_with_the_way_out(text: str, message: str, hint: str) -> None:
    with pytest.raises(AmountError) as error:
        money(text)
    assert message in error.value.message
    assert hint in error.value.hint


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1 thousand"),
        ("1500000", "1.5 million"),
        ("700000000", "700 million"),
        ("700000001", "700,000,001"),
        ("1234500", "1,234,500"),
        ("20000000000", "20 billion"),
        ("1000000000000", "1 trillion"),
        ("99.95", "99.95"),
        ("0.5", "0.5"),
    ],
)
def test_a_number_is_written_in_words_where_nothing_is_lost_by_it(amount: str, text: str) -> None:
    assert number_text(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (amounts(5, 5), "5"),
        (amounts(0, 1_000_000, "USD", upper_open=True), "under 1 million USD"),
        (amounts(0, 1_000_000, "USD"), "at most 1 million USD"),
        (amounts(1_000_000, None), "at least 1 million"),
        (amounts(1_000_000, None, lower_open=True), "more than 1 million"),
        (amounts(60_000_000, 70_000_000), "between 60 million and 70 million"),
        (amounts(500, 2000), "between 500 and 2,000"),
        (Quantity(None, Decimal(5), upper_open=True), "under 5"),
    ],
)
def test_a_quantity_is_written_as_people_write_it(quantity: Quantity, text: str) -> None:
    assert quantity_text(quantity) == text
