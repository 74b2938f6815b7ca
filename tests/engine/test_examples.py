"""A license judged by itself, as its cases are."""

from __future__ import annotations

import pytest

from checker.domain.verdict import Verdict
from checker.engine.case import Case
from checker.engine.examples import deciding_clauses, judge_alone

from .tiny import Desk, context, facts, license, permits, prohibits, requires


@pytest.mark.parametrize(
    ("clauses", "verdict", "told"),
    [
        ((permits(),), Verdict.ALLOW, Verdict.REVIEW),
        ((permits(), requires("license-copy")), Verdict.CONDITIONAL, Verdict.REVIEW),
        ((permits(), prohibits(when="use.production is true")), Verdict.REVIEW, Verdict.REVIEW),
        ((permits(), prohibits()), Verdict.DENY, Verdict.DENY),
    ],
)
def test_a_text_known_from_a_report_is_never_better_than_review(clauses: tuple, verdict: Verdict, told: Verdict, desk: Desk) -> None:  # type: ignore[type-arg]
    case = Case(facts(), context())
    assert judge_alone(desk.rulebook(license("example", *clauses)), case).verdict is verdict
    assert judge_alone(desk.rulebook(license("example", *clauses, evidence="reported")), case).verdict is told


def test_the_deciding_clauses_of_a_deny_are_the_prohibitions_that_hold(desk: Desk) -> None:
    text = license("example", permits("run"), prohibits(), prohibits(name="open", when="use.production is true"), prohibits(name="second"))
    decision = desk.decide(text, facts())
    assert deciding_clauses(decision) == {"example#limit", "example#second"}


def test_an_absent_grant_has_no_deciding_clause(desk: Desk) -> None:
    text = license("example", permits("run", when="use.production is true"))
    assert deciding_clauses(desk.decide(text, facts(use_production=False))) == frozenset()


def test_the_deciding_clauses_of_a_review_are_all_that_is_open(desk: Desk) -> None:
    policy = license("aup", prohibits(name="weapons", when="use.applications include weapons"), kind="policy")
    text = license("example", permits(when="use.production is true"), prohibits(when="use.audience is consumers"), requires("license-copy"))
    assert deciding_clauses(desk.decide(text, facts(), policy)) == {"example#grant", "example#limit", "aup#weapons"}
