"""The reasoning behind a verdict, as data. What it looks like is in tests/cli/test_explain.py."""

from __future__ import annotations

from datetime import date

import pytest

from checker.app.explanation import Explanation, explain
from checker.app.session import Session
from checker.domain.profile import ModelRequest, Profile
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from tests.golden import SMALL_LIBRARY

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def small(own_cache: None) -> Session:
    return Session.open([SMALL_LIBRARY])


def company(session: Session, users: str, applications: str) -> Profile:
    text = (
        f"organization: {{name: N, kind: company, monthly_active_users: {{2025-12: {users}}}}}\n"
        f"use: {{acts: [run, serve], applications: {applications}}}\n"
    )
    return session.library.profile_of(text.encode(), "p.yaml")


def explained(session: Session, model: str, users: str = "900 thousand", applications: str = "[search]") -> Explanation:
    profile = company(session, users, applications)
    return explain(session, profile, profile.uses[0], ModelRequest(model), as_of=DAY)


@pytest.mark.parametrize(
    "model", ["small/base", "small/chat", "small/free", "small/hosted", "small/rumored", "small/disputed", "small/nothing"]
)
def test_its_result_is_that_of_the_evaluation(small: Session, model: str) -> None:
    found = explained(small, model)
    profile = company(small, "900 thousand", "[search]")
    assert small.evaluate(profile, {"use": [ModelRequest(model)]}, as_of=DAY).results == (found.result,)


def test_every_clause_that_bears_on_the_acts_is_there_applying_or_not(small: Session) -> None:
    (consultation,) = explained(small, "small/base").consultations
    assert [(clause.license, clause.clause, clause.outcome) for clause in consultation.clauses] == [
        ("small-1.0", "grant", Truth.YES),
        ("small-1.0", "large-platform-license", Truth.NO),
    ]
    assert consultation.quiet == 1


def test_a_prohibited_field_that_the_use_names_is_not_quiet(small: Session) -> None:
    (consultation,) = explained(small, "small/base", applications="[gnome-tracking]").consultations
    assert (consultation.clauses[-1].clause, consultation.clauses[-1].outcome, consultation.quiet) == ("gnomes", Truth.YES, 0)


def test_a_base_models_license_is_consulted_too(small: Session) -> None:
    assert [(part.license.id, part.use.via) for part in explained(small, "small/chat").consultations] == [
        ("small-free", "own"),
        ("small-1.0", "small/base"),
    ]


def test_an_unknown_model_has_a_result_and_nothing_else(small: Session) -> None:
    found = explained(small, "small/nothing")
    assert (found.result.verdict, found.model, found.consultations, found.changes) == (Verdict.REVIEW, None, (), ())


@pytest.mark.parametrize("users", ["2 million", "unknown", "900 thousand"])
def test_what_is_said_to_change_the_verdict_changes_it(small: Session, users: str) -> None:
    found = explained(small, "small/base", users=users)
    changes = [change for change in found.changes if change.fact == "organization.monthly_active_users"]
    assert changes
    for change in changes:
        figure = "1000001" if change.becomes.startswith("more than") else "1 million"
        assert change.becomes in ("at most 1 million", "more than 1 million")
        assert explained(small, "small/base", users=figure).result.verdict is change.verdict
