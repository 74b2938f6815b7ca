"""The tables of Kleene's three values; their laws are in tests/property."""

from __future__ import annotations

import pytest

from checker.domain.truth import Truth

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (YES, YES, YES),
        (YES, UNKNOWN, UNKNOWN),
        (YES, NO, NO),
        (UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, NO, NO),
        (NO, NO, NO),
    ],
)
def test_and_is_no_as_soon_as_one_part_is_no(one: Truth, other: Truth, both: Truth) -> None:
    assert Truth.all_of([one, other]) is both


@pytest.mark.parametrize(
    ("one", "other", "either"),
    [
        (YES, YES, YES),
        (YES, UNKNOWN, YES),
        (YES, NO, YES),
        (UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, NO, UNKNOWN),
        (NO, NO, NO),
    ],
)
def test_or_is_yes_as_soon_as_one_part_is_yes(one: Truth, other: Truth, either: Truth) -> None:
    assert Truth.any_of([one, other]) is either


@pytest.mark.parametrize(("answer", "opposite"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_the_opposite_of_unknown_is_unknown(answer: Truth, opposite: Truth) -> None:
    assert answer.negated() is opposite


def test_nothing_to_fulfil_is_fulfilled_and_nothing_to_choose_from_is_not() -> None:
    assert Truth.all_of([]) is YES
    assert Truth.any_of([]) is NO


@pytest.mark.parametrize(("value", "truth"), [(True, YES), (False, NO)])
def test_a_plain_truth_is_never_unknown(value: bool, truth: Truth) -> None:
    assert Truth.of(value) is truth
