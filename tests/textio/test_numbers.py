"""The amounts that a passage states."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.textio.numbers import amounts


@pytest.mark.parametrize(
    ("passage", "amount"),
    [
        ("greater than 700 million monthly active users", "700000000"),
        ("more than US$20,000,000 in a year", "20000000"),
        ("$1M or more", "1000000"),
        ("exceeds 1.5 billion", "1500000000"),
        ("one million users", "1000000"),
        ("more than ten\nmillion", "10000000"),
        ("a 100-million threshold", "100000000"),
        ("日活跃用户数超过100万", "1000000"),
        ("超过１００万", "1000000"),
        ("年收入超过1亿元", "100000000"),
        ("超过一亿", "100000000"),
        ("1,000 devices", "1000"),
    ],
)
def test_an_amount_is_read_as_it_is_written(passage: str, amount: str) -> None:
    assert Decimal(amount) in amounts(passage)


@pytest.mark.parametrize(("passage", "amount"), [("100 million users", "1000000"), ("1,000,000 users", "10000000"), ("none at all", "0")])
def test_an_amount_that_is_not_there_is_not_found(passage: str, amount: str) -> None:
    assert Decimal(amount) not in amounts(passage)
