"""Kleene's logic is a logic."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.domain.truth import Truth

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
truths = st.sampled_from(Truth)
several = st.lists(truths, max_size=5)


def both(*values: Truth) -> Truth:
    return Truth.all_of(values)


def either(*values: Truth) -> Truth:
    return Truth.any_of(values)


@given(truths, truths)
def test_and_and_or_are_commutative(a: Truth, b: Truth) -> None:
    assert both(a, b) is both(b, a)
    assert either(a, b) is either(b, a)


@given(truths, truths, truths)
def test_and_and_or_are_associative(a: Truth, b: Truth, c: Truth) -> None:
    assert both(a, both(b, c)) is both(both(a, b), c) is both(a, b, c)
    assert either(a, either(b, c)) is either(either(a, b), c) is either(a, b, c)


@given(truths, truths, truths)
def test_each_distributes_over_the_other(a: Truth, b: Truth, c: Truth) -> None:
    assert both(a, either(b, c)) is either(both(a, b), both(a, c))
    assert either(a, both(b, c)) is both(either(a, b), either(a, c))


@given(several)
def test_de_morgan_turns_each_into_the_other(values: list[Truth]) -> None:
    assert Truth.all_of(values).negated() is Truth.any_of(value.negated() for value in values)
    assert Truth.any_of(values).negated() is Truth.all_of(value.negated() for value in values)


@given(truths)
def test_yes_is_the_identity_of_and_and_no_that_of_or(a: Truth) -> None:
    assert both(a, YES) is a
    assert either(a, NO) is a


@given(truths)
def test_no_absorbs_and_and_yes_absorbs_or(a: Truth) -> None:
    assert both(a, NO) is NO
    assert either(a, YES) is YES


@given(truths, truths)
def test_repetition_and_absorption_add_nothing(a: Truth, b: Truth) -> None:
    assert both(a, a) is either(a, a) is a
    assert both(a, either(a, b)) is either(a, both(a, b)) is a


@given(truths)
def test_the_opposite_of_the_opposite_is_the_answer(a: Truth) -> None:
    assert a.negated().negated() is a


@given(st.data(), several)
def test_to_know_more_of_the_parts_never_changes_what_was_known_of_the_whole(data: st.DataObject, less: list[Truth]) -> None:
    more = [data.draw(truths) if value is UNKNOWN else value for value in less]
    for join in (Truth.all_of, Truth.any_of):
        assert join(less) in (UNKNOWN, join(more))


@given(several)
def test_the_order_of_the_parts_does_not_matter(values: list[Truth]) -> None:
    assert Truth.all_of(values) is Truth.all_of(sorted(values, key=lambda value: value.value))
    assert Truth.any_of(values) is Truth.any_of(values[::-1])
