"""What is wrong in a profile only in the light of the licenses it is judged by."""

from __future__ import annotations

from datetime import date

import pytest

from checker.app.profile_checks import lapsed_agreements, problems_with
from checker.app.session import Session
from tests.golden import SMALL_LIBRARY

HEAD = "organization: {name: N}\nuse:\n  acts: [run]\n"


@pytest.fixture(scope="module")
def small(own_cache: None) -> Session:
    return Session.open([SMALL_LIBRARY])


def problems(session: Session, lines: str) -> list[str]:
    profile = session.library.profile_of(f"{HEAD}{lines}\n".encode(), "p.yaml")
    return [str(problem) for problem in problems_with(profile, session.licenses)]


@pytest.mark.parametrize(
    "lines",
    [
        "  meets: [small-1.0#credit, small-1.0#name]",
        "values: {small-rumored#revenue-ceiling: 5 million USD}",
        "values: {small-rumored: {revenue-ceiling: 5 million EUR}}",
        "agreements: [{publisher: Small Labs, kind: license, licenses: [small-1.0, small-1.0#large-platform-license]}]",
        "agreements: [{publisher: Northwind Labs, kind: license, licenses: [cc-by-nc-4.0]}]",
    ],
    ids=["duties", "a value", "a value in another currency", "an agreement", "an agreement on a text that anybody licenses under"],
)
def test_what_fits_the_licenses_is_no_problem(small: Session, lines: str) -> None:
    assert problems(small, lines) == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("  meets: [small-1.0#credits]", "p.yaml:4:11: `small-1.0` has no duty `credits`; did you mean `credit`?"),
        ("  meets: [small-1.0#grant]", "p.yaml:4:11: `small-1.0` has no duty `grant`; its duties are `credit`, `name`, `lawful-use`"),
        ("  meets: [small-free#x]", "p.yaml:4:11: `small-free` has no duty `x`; its duties are none"),
        ("values: {small-1.0#user-ceiling: 5}", "p.yaml:4:34: the text of `small-1.0` itself states `user-ceiling`; remove it"),
        (
            "values: {small-rumored#revenue-celing: 5}",
            "p.yaml:4:40: `small-rumored` has no value `revenue-celing`; did you mean `revenue-ceiling`?",
        ),
        ("values: {small-rumored#revenue-ceiling: 5}", "p.yaml:4:41: `small-rumored#revenue-ceiling` counts USD a year; write it as"),
        (
            "agreements: [{publisher: Big Labs, kind: license, licenses: [small-1.0]}]",
            "p.yaml:4:14: the agreement with `Big Labs` names `small-1.0`, which is Small Labs's; write `publisher: Small Labs`",
        ),
        (
            "agreements: [{publisher: Small Labs, kind: license, licenses: [small-1.0#credit]}]",
            "p.yaml:4:14: `small-1.0` has no clause `credit` that an agreement lifts; an agreement can lift `large-platform-license`",
        ),
        (
            "agreements: [{publisher: Small Labs, kind: license, licenses: [small-free#grant]}]",
            "p.yaml:4:14: `small-free` has no clause `grant` that an agreement lifts; an agreement can lift none of its clauses",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(small: Session, lines: str, told: str) -> None:
    (problem,) = problems(small, lines)
    assert problem.startswith(told)


def test_all_of_it_is_told(small: Session) -> None:
    lines = "  meets: [small-1.0#x, small-1.0#y]\nvalues: {small-rumored#z: 5}\n"
    agreement = "agreements: [{publisher: X, kind: license, licenses: [small-1.0#w]}]"
    assert len(problems(small, lines + agreement)) == 5


class TestLapsed:
    AGREEMENTS = (
        "agreements:\n"
        "- {publisher: Small Labs, kind: license, licenses: [small-1.0], reference: S-17, expires: 2026-11-21}\n"
        "- {publisher: Small Labs, kind: license, licenses: [small-1.0], expires: 2026-11-22}\n"
        "- {publisher: Small Labs, kind: license, licenses: [small-1.0]}\n"
    )

    @pytest.mark.parametrize(("day", "lapsed"), [("2026-11-21", 0), ("2026-11-22", 1), ("2026-11-23", 2), ("2999-01-01", 2)])
    def test_an_agreement_holds_to_its_last_day(self, small: Session, day: str, lapsed: int) -> None:
        profile = small.library.profile_of((HEAD + self.AGREEMENTS).encode(), "p.yaml")
        assert len(list(lapsed_agreements(profile, date.fromisoformat(day)))) == lapsed

    def test_it_is_told_with_its_name_and_its_place(self, small: Session) -> None:
        profile = small.library.profile_of((HEAD + self.AGREEMENTS).encode(), "p.yaml")
        told = [str(problem) for problem in lapsed_agreements(profile, date(2027, 1, 1))]
        way_out = "and lifts nothing; renew it, or remove it from the profile"
        assert told == [
            f"p.yaml:5:3: the agreement `S-17` with Small Labs expired on 2026-11-21 {way_out}",
            f"p.yaml:6:3: the agreement with Small Labs expired on 2026-11-22 {way_out}",
        ]
