"""Every shipped encoding answers every profile, on every day, without falling over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain.fact import FactKind, FactValue, Figures, Reading
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from checker.engine.case import Case, Context
from checker.engine.decide import decide
from checker.engine.questions import ask

from .worlds import Worlds

days = st.dates(date(2015, 1, 1), date(2035, 12, 31)) | st.sampled_from([date(2024, 2, 29), date(2027, 1, 1), date(2026, 12, 31)])


@given(data=st.data(), day=days)
@settings(max_examples=25)
def test_every_encoding_answers_every_profile_with_reasons(worlds: Worlds, data: st.DataObject, day: date) -> None:
    less, more = data.draw(worlds.pairs)
    for rulebook in worlds.rulebooks:
        for known in (less, more):
            decision = decide(rulebook, known.case(day))
            assert decision.reasons or not rulebook.grants_itself, rulebook.license.id
            deciding = {Verdict.DENY: {"prohibits", "permits"}, Verdict.REVIEW: {"prohibits", "permits"}}.get(decision.verdict, {"permits"})
            told = {reason.effect for reason in decision.reasons if not reason.lifted_by}
            assert told <= deciding, rulebook.license.id


@given(data=st.data())
@settings(max_examples=25)
def test_an_open_verdict_always_says_what_is_missing_or_what_counsel_must_read(worlds: Worlds, data: st.DataObject) -> None:
    less, _ = data.draw(worlds.pairs)
    for rulebook in worlds.rulebooks:
        decision = decide(rulebook, less.case())
        if decision.verdict is not Verdict.REVIEW:
            continue
        open_reasons = [reason for reason in decision.reasons if reason.outcome is Truth.UNKNOWN]
        assert open_reasons, rulebook.license.id
        for reason in open_reasons:
            assert reason.missing or reason.unsettled, f"{reason.license}#{reason.clause}"
            assert all(ask(name, "", "", worlds.vocabulary) for name in reason.missing)


@given(data=st.data())
@settings(max_examples=25)
def test_a_fact_that_is_missing_was_not_stated(worlds: Worlds, data: st.DataObject) -> None:
    """Of a figure another period or other people may be meant, and of a list only the broader word may be given; both are left out here."""
    less, _ = data.draw(worlds.pairs)
    plain = {name for name, fact in less.facts.items() if not isinstance(fact, (frozenset, Figures))}
    for rulebook in worlds.rulebooks:
        for reason in decide(rulebook, less.case()).reasons:
            assert plain.isdisjoint(reason.missing), f"{reason.license}#{reason.clause}"


@given(data=st.data())
@settings(max_examples=20)
def test_every_reading_of_a_reason_repeats_what_was_stated(worlds: Worlds, data: st.DataObject) -> None:
    known = data.draw(worlds.known)
    for rulebook in worlds.rulebooks:
        for reason in decide(rulebook, known.case()).reasons:
            assert all(repeats(reading, known.facts, worlds) for reading in reason.facts), f"{reason.license}#{reason.clause}"


def repeats(reading: Reading, facts: Mapping[str, FactValue], worlds: Worlds) -> bool:
    definition = worlds.vocabulary.facts.get(reading.name)
    is_stated = definition is not None and definition.kind is not FactKind.FIGURE and reading.value is not None
    return not is_stated or reading.value == facts[reading.name]


@given(day=days)
@settings(max_examples=10)
def test_a_profile_that_says_nothing_gets_an_answer_too_and_never_a_usable_one(worlds: Worlds, day: date) -> None:
    for rulebook in worlds.rulebooks:
        if rulebook.grants_itself:
            assert not decide(rulebook, Case({}, Context(day))).verdict.usable, rulebook.license.id


@given(data=st.data(), day=days)
@settings(max_examples=15)
def test_every_model_of_the_catalog_gets_an_answer_on_every_day(worlds: Worlds, data: st.DataObject, day: date) -> None:
    known = data.draw(worlds.known)
    models = worlds.session.library.all_models()
    first = data.draw(st.integers(0, 4))
    for model in models[first::5]:
        result = worlds.session.judge(known.profile(), known.use(), ModelRequest(model.id), day)
        assert result.model == model.id
        assert result.reasons
        assert result.verdict is not Verdict.DENY or not result.duties
        if result.verdict is Verdict.REVIEW:
            assert any(reason.outcome is Truth.UNKNOWN for reason in result.reasons), model.id


def test_a_use_that_states_nothing_is_usable_with_no_model(worlds: Worlds) -> None:
    for model in worlds.session.library.all_models():
        result = worlds.session.judge(Profile("Northwind"), Use("use"), ModelRequest(model.id), date(2026, 11, 22))
        assert not result.verdict.usable, model.id
