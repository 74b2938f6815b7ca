"""Conditions that can be read and yet mean nothing: each is told, with the nearest right word."""

from __future__ import annotations

from itertools import pairwise

import pytest

from checker.app.session import Session
from checker.domain.vocabulary import Vocabulary
from checker.language.parser import parse
from checker.language.typecheck import Names, check, nearest

NAMES = Names(values={"user-ceiling": "monthly-active-users", "revenue-ceiling": "money-a-year"}, terms=frozenset(["large-platform"]))


@pytest.fixture(scope="module")
def vocabulary(session: Session) -> Vocabulary:
    return session.library.vocabulary


def complaints(source: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    return [(complaint.message, complaint.hint) for complaint in check(parse(source), vocabulary, NAMES)]


@pytest.mark.parametrize(
    "source",
    [
        "large-platform",
        "not large-platform and use.production is true",
        "organization.domicile is DE",
        "organization.domicile is in european-union",
        "organization.domicile is not in (US, european-union)",
        "organization.industries include regulated",
        "organization.competes_with include NAVER",
        "organization.monthly_active_users is more than user-ceiling",
        "organization.annual_revenue is at most revenue-ceiling",
        "use.acts include (run, serve)",
        "use.derivative_name is anything",
        "model.released is at least 2024-02-29",
    ],
)
def test_a_sound_condition_draws_no_complaint(source: str, vocabulary: Vocabulary) -> None:
    assert complaints(source, vocabulary) == []


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("organization.domicil is DE", "unknown fact `organization.domicil`", "`organization.domicile`"),
        ("large-plattform", "unknown term `large-plattform`", "did you mean `large-platform`?"),
        ("user-ceiling", "`user-ceiling` is a value, not a condition", "compare a fact with it"),
        ("organization.domicile include DE", "`organization.domicile` cannot be compared with `include`", "`is in`"),
        ("use.acts is run", "`use.acts` cannot be compared with `is`", "it takes `include`"),
        ("organization.monthly_active_users is user-ceiling", "cannot be compared with `is`", "`is more than`"),
        ("model.released is 2025-02-03", "`model.released` cannot be compared with `is`", "`is at least`"),
        ("use.production is in true", "`use.production` cannot be compared with `is in`", "`is`, `is not`"),
        ("use.acts include serves", "`serves` is not in the vocabulary of acts", "did you mean `serve`?"),
        ("use.applications include weapon", "`weapon` is not in the vocabulary of applications", "`weapons`"),
        ("organization.domicile is in regulated", "`regulated` is not in the vocabulary of countries", ""),
        ("organization.domicile is in europe-union", "`europe-union` is not in the vocabulary of countries", "`european-union`"),
        ("organization.domicile is european-union", "`european-union` is a group", "use `is in`"),
        ("organization.domicile is not european-union", "`european-union` is a group", "use `is in`"),
        ("organization.domicile is in DE", "`DE` is a single word", "use `is`, or a list in parentheses"),
        ("organization.monthly_active_users is more than user-celing", "unknown value `user-celing`", "`user-ceiling`"),
        ("organization.monthly_active_users is more than 700", "unknown value `700`", "state it under `values`"),
        (
            "organization.monthly_active_users is more than revenue-ceiling",
            "`organization.monthly_active_users` counts monthly-active-users, but `revenue-ceiling` counts money-a-year",
            "",
        ),
        (
            "organization.monthly_revenue is more than revenue-ceiling",
            "`organization.monthly_revenue` counts money-a-month, but `revenue-ceiling` counts money-a-year",
            "",
        ),
        ("use.production is yes", "`yes` is neither `true` nor `false`", ""),
        ("model.released is at least April", "`April` is not a date", "2025-04-05"),
        ("model.released is at least 20250405", "`20250405` is not a date", "2025-04-05"),
        ("model.released is at least 2025-02-30", "`2025-02-30` is not a date", "2025-04-05"),
    ],
)
def test_what_means_nothing_is_told_with_the_way_out(source: str, message: str, hint: str, vocabulary: Vocabulary) -> None:
    [(found, way_out)] = complaints(source, vocabulary)
    assert message in found
    assert hint in way_out
    assert bool(hint) == bool(way_out)


def test_every_fault_of_a_condition_is_told_at_once_and_in_its_order(vocabulary: Vocabulary) -> None:
    source = "not (organization.domicil is DE and use.acts is run) or use.acts include (hst, serve, runn)"
    found = [message for message, _ in complaints(source, vocabulary)]
    wanted = ["organization.domicil", "cannot be compared", "`hst`", "`runn`"]
    assert [word for word in wanted if any(word in message for message in found)] == wanted
    assert all(
        next(i for i, message in enumerate(found) if one in message) < next(i for i, message in enumerate(found) if other in message)
        for one, other in pairwise(wanted)
    )
    assert len(found) == len(wanted)


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    assert nearest("zzz", ["run", "serve"]) == ""
    assert nearest("serves", ["run", "serve"]) == "did you mean `serve`?"
