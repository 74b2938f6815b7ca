"""What an encoding states by itself, and what its cases have seen of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.domain.finding import Finding
from checker.domain.license import Clause, License, Measured
from checker.domain.vocabulary import Vocabulary
from checker.engine.case import Case
from checker.engine.firing import firings
from checker.engine.lint import lint, names_nothing

from .tiny import Desk, context, facts, license, permits, prohibits, requires, value

PRODUCTION = "use.production is true"


@pytest.fixture
def vocabulary(desk: Desk) -> Vocabulary:
    return desk.vocabulary


def case(acts: str = "run", **stated: object) -> Case:
    return Case(facts(acts, **stated), context())  # type: ignore[arg-type]


def anchored(*clauses: Clause, **more: object) -> License:
    return license("example", *(replace(clause, anchor="some words") for clause in clauses), **more)


def found(text: License, vocabulary: Vocabulary, *cases: Case) -> list[tuple[str, str]]:
    return [(finding.code, finding.subject) for finding in lint(text, vocabulary, cases)]


class TestFiring:
    def test_a_prohibition_seen_on_both_sides_is_tested(self, vocabulary: Vocabulary) -> None:
        text = anchored(prohibits(when=PRODUCTION))
        assert found(text, vocabulary, case(use_production=True), case(use_production=False)) == []

    def test_a_prohibition_that_no_case_meets_is_found(self, vocabulary: Vocabulary) -> None:
        text = anchored(prohibits(when=PRODUCTION))
        assert found(text, vocabulary, case(use_production=False)) == [("clause-never-fires", "example#limit")]

    def test_a_prohibition_that_no_case_escapes_is_found(self, vocabulary: Vocabulary) -> None:
        text = anchored(prohibits(when=PRODUCTION))
        assert found(text, vocabulary, case(use_production=True)) == [("clause-always-fires", "example#limit")]

    def test_a_case_that_leaves_it_open_shows_neither_side(self, vocabulary: Vocabulary) -> None:
        text = anchored(prohibits(when=PRODUCTION))
        assert [code for code, _ in found(text, vocabulary, case())] == ["clause-never-fires", "clause-always-fires"]

    def test_a_case_with_none_of_its_acts_shows_neither_side(self, vocabulary: Vocabulary) -> None:
        text = anchored(prohibits("distribute", when=PRODUCTION))
        cases = (case("run", use_production=True), case("run", use_production=False))
        assert [code for code, _ in found(text, vocabulary, *cases)] == ["clause-never-fires", "clause-always-fires"]

    def test_a_duty_that_always_holds_needs_only_be_seen(self, vocabulary: Vocabulary) -> None:
        text = anchored(requires("obey-law", "distribute"))
        assert found(text, vocabulary, case("distribute")) == []
        assert found(text, vocabulary, case("run")) == [("clause-never-fires", "example#obey-law")]

    def test_an_exemption_is_a_second_side(self, vocabulary: Vocabulary) -> None:
        text = anchored(prohibits(unless=PRODUCTION))
        assert found(text, vocabulary, case(use_production=False)) == [("clause-always-fires", "example#limit")]
        assert found(text, vocabulary, case(use_production=False), case(use_production=True)) == []

    def test_an_open_reading_fires_where_it_raises_its_question(self, vocabulary: Vocabulary) -> None:
        text = anchored(prohibits(when=PRODUCTION, unsettled="Is this meant?"))
        assert found(text, vocabulary, case(use_production=True), case(use_production=False)) == []

    def test_an_open_reading_does_not_fire_where_a_fact_is_missing(self, vocabulary: Vocabulary) -> None:
        text = anchored(prohibits(when=PRODUCTION, unsettled="Is this meant?"))
        assert found(text, vocabulary, case(), case(use_production=False)) == [("clause-never-fires", "example#limit")]

    def test_grants_are_left_to_the_verdicts(self, vocabulary: Vocabulary) -> None:
        assert found(anchored(permits(when=PRODUCTION)), vocabulary, case()) == []
        assert firings(anchored(permits()), vocabulary, [case()]) == []

    def test_an_encoding_without_cases_is_found(self, vocabulary: Vocabulary) -> None:
        assert found(anchored(prohibits()), vocabulary) == [("cases-missing", "example")]

    def test_where_cases_cannot_be_read_nothing_is_said_of_them(self, vocabulary: Vocabulary) -> None:
        assert lint(anchored(prohibits()), vocabulary, None) == []


class TestStatements:
    CEILING = replace(value("ceiling", "1 million"), anchor="more than a million")
    COMPARES = "organization.monthly_active_users is more than ceiling"

    @pytest.mark.parametrize(
        ("measured", "unit", "lacking"),
        [
            (Measured("when it is asked", "", ()), "monthly active users", "whom it counts"),
            (Measured("when it is asked", "", ("everybody",)), "monthly active users", "whom it counts"),
            (Measured("now and then", "", ("licensee",)), "monthly active users", "over which time it counts"),
            (Measured("the calendar month before", "", ("licensee",)), "monthly active users", "which event its time hangs on"),
            (Measured("when it is asked", "", ("licensee",)), "heads", "in which unit it counts"),
        ],
    )
    def test_a_value_says_what_it_counts_when_and_of_whom(
        self, measured: Measured, unit: str, lacking: str, vocabulary: Vocabulary
    ) -> None:
        text = anchored(prohibits(when=self.COMPARES), values=(replace(self.CEILING, measured=measured, unit=unit),))
        (finding,) = lint(text, vocabulary, None)
        assert (finding.code, finding.subject) == ("value-incomplete", "example#ceiling")
        assert lacking in finding.message

    def test_a_complete_value_is_sound(self, vocabulary: Vocabulary) -> None:
        assert lint(anchored(prohibits(when=self.COMPARES), values=(self.CEILING,)), vocabulary, None) == []

    def test_clauses_and_values_have_anchors(self, vocabulary: Vocabulary) -> None:
        text = license("example", prohibits(when=self.COMPARES), values=(replace(self.CEILING, anchor=""),))
        findings = lint(text, vocabulary, None)
        assert [(f.code, f.subject) for f in findings] == [("anchor-missing", "example#ceiling"), ("anchor-missing", "example#limit")]

    def test_what_is_only_reported_needs_no_anchor(self, vocabulary: Vocabulary) -> None:
        assert lint(license("example", prohibits(), evidence="reported"), vocabulary, None) == []

    def test_a_term_used_through_another_is_used(self, vocabulary: Vocabulary) -> None:
        terms = {"live": PRODUCTION, "large": self.COMPARES, "both": "live and large"}
        assert lint(anchored(prohibits(unless="both"), values=(self.CEILING,), terms=terms), vocabulary, None) == []

    def test_terms_and_values_that_no_clause_leads_to_are_idle(self, vocabulary: Vocabulary) -> None:
        text = anchored(prohibits(), values=(self.CEILING,), terms={"large": self.COMPARES})
        assert [finding.code for finding in lint(text, vocabulary, None)] == ["value-unused", "term-unused"]


def test_cases_name_clauses_that_exist() -> None:
    text = license("example", prohibits())
    named = {"a case": ["example#limit", "example#limits", "another#limit"]}
    findings: list[Finding] = list(names_nothing(text, named, {"example": text}))
    assert [finding.subject for finding in findings] == ["example: a case", "example: a case"]
    assert ["another#limit" in findings[0].message, "example#limits" in findings[1].message] == [True, True]
