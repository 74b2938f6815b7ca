"""What each kind of fact answers to each word of a condition."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pytest

from checker.domain.fact import FactValue
from checker.domain.truth import Truth
from checker.engine.case import Case
from checker.engine.evaluate import Scope, facts_of
from checker.language.parser import parse

from .tiny import PER_MONTH, TODAY, Desk, asked, context, license, permits, prohibits, value

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("condition", "fact", "truth"),
    [
        ("organization.kind is company", "company", YES),
        ("organization.kind is company", "academic", NO),
        ("organization.kind is not company", "company", NO),
        ("organization.kind is not company", "academic", YES),
        ("organization.kind is in (company, individual)", "individual", YES),
        ("organization.kind is not in (company, individual)", "individual", NO),
        ("organization.kind is not in (company, individual)", "academic", YES),
        ("organization.domicile is DE", "DE", YES),
        ("organization.domicile is in european-union", "FR", YES),
        ("organization.domicile is in european-union", "GB", NO),
        ("organization.domicile is not in european-union", "GB", YES),
        ("organization.domicile is in (US, european-union)", "US", YES),
        ("use.production is true", True, YES),
        ("use.production is true", False, NO),
        ("use.production is false", False, YES),
        ("use.production is not true", False, YES),
        ("use.production is not true", True, NO),
        ("use.derivative_name is Llama-1", "Llama-1", YES),
        ("use.derivative_name is Llama-1", "Llama-2", NO),
        ("use.derivative_name is not Llama-1", "Llama-2", YES),
        ("organization.industries include finance", frozenset(["finance", "retail"]), YES),
        ("organization.industries include finance", frozenset(["retail"]), NO),
        ("organization.industries include finance", frozenset(), NO),
        ("organization.industries include regulated", frozenset(["finance"]), YES),
        ("organization.industries include regulated", frozenset(["retail"]), NO),
        ("organization.industries include (retail, media)", frozenset(["media"]), YES),
        ("organization.competes_with include NAVER", frozenset(["NAVER"]), YES),
        ("organization.competes_with include NAVER", frozenset(["Naver"]), NO),
        ('organization.competes_with include "LG AI Research"', frozenset(["LG AI Research"]), YES),
        ("use.regions include european-union", frozenset(["US", "FR"]), YES),
        ("use.regions include european-union", frozenset(["US", "GB"]), NO),
        ("model.inputs include image", frozenset(["text", "image"]), YES),
        ("model.released is more than 2025-04-05", date(2025, 4, 5), NO),
        ("model.released is more than 2025-04-05", date(2025, 4, 6), YES),
        ("model.released is at least 2025-04-05", date(2025, 4, 5), YES),
        ("model.released is at least 2025-04-05", date(2025, 4, 4), NO),
        ("model.released is less than 2025-04-05", date(2025, 4, 5), NO),
        ("model.released is less than 2025-04-05", date(2025, 4, 4), YES),
        ("model.released is at most 2025-04-05", date(2025, 4, 5), YES),
        ("model.released is at most 2025-04-05", date(2025, 4, 6), NO),
    ],
)
def test_a_known_fact_answers_yes_or_no(condition: str, fact: FactValue, truth: Truth, desk: Desk) -> None:
    name = condition.split()[0]
    outcome = asked(desk, condition, {name: fact})
    assert outcome.truth is truth
    assert [(reading.name, reading.value, reading.missing) for reading in outcome.readings] == [(name, fact, "")]


@pytest.mark.parametrize(
    "condition",
    [
        "organization.kind is not company",
        "organization.domicile is in european-union",
        "use.production is not true",
        "use.acts include run",
        "model.released is at least 2025-04-05",
        "not use.derivative_name is x",
    ],
)
def test_a_fact_that_is_not_stated_is_unknown_however_it_is_asked_for(condition: str, desk: Desk) -> None:
    outcome = asked(desk, condition, {})
    assert outcome.truth is UNKNOWN
    assert outcome.missing == (condition.removeprefix("not ").split()[0],)


class TestBroaderWords:
    def test_a_narrower_application_is_the_broader_one_too(self, desk: Desk) -> None:
        stated = {"use.applications": frozenset(["medical-diagnosis"])}
        assert asked(desk, "use.applications include medical-advice", stated).truth is YES

    def test_the_broader_application_leaves_the_narrower_one_open(self, desk: Desk) -> None:
        outcome = asked(desk, "use.applications include medical-diagnosis", {"use.applications": frozenset(["medical-advice"])})
        assert outcome.truth is UNKNOWN
        assert outcome.missing == ("use.applications",)
        assert outcome.readings[0].note == "only the broader word is given"

    def test_both_words_together_leave_nothing_open(self, desk: Desk) -> None:
        stated = {"use.applications": frozenset(["medical-advice", "medical-diagnosis"])}
        assert asked(desk, "use.applications include medical-diagnosis", stated).truth is YES


class TestJoinedConditions:
    STATED: ClassVar[dict[str, FactValue]] = {"organization.kind": "company", "use.purpose": "research"}

    def test_the_part_that_decides_is_the_whole_reason(self, desk: Desk) -> None:
        either = asked(desk, "use.audience is internal or organization.kind is company", self.STATED)
        assert (either.truth, [reading.name for reading in either.readings]) == (YES, ["organization.kind"])
        both = asked(desk, "use.audience is internal and organization.kind is academic", self.STATED)
        assert (both.truth, [reading.name for reading in both.readings]) == (NO, ["organization.kind"])

    def test_where_no_part_decides_all_of_them_are_the_reason(self, desk: Desk) -> None:
        outcome = asked(desk, "organization.kind is company and use.purpose is research", self.STATED)
        assert (outcome.truth, [reading.name for reading in outcome.readings]) == (YES, ["organization.kind", "use.purpose"])

    def test_a_fact_that_is_asked_twice_is_told_once(self, desk: Desk) -> None:
        outcome = asked(desk, "organization.kind is company and not organization.kind is academic", self.STATED)
        assert [reading.name for reading in outcome.readings] == ["organization.kind"]

    def test_everything_open_is_missing_and_nothing_else(self, desk: Desk) -> None:
        outcome = asked(desk, "organization.kind is company and use.audience is internal and use.production is true", self.STATED)
        assert outcome.missing == ("use.audience", "use.production")

    def test_nothing_is_missing_where_the_answer_is_known(self, desk: Desk) -> None:
        assert asked(desk, "use.audience is internal and organization.kind is academic", self.STATED).missing == ()


def test_a_fact_that_licheck_took_for_granted_is_marked_so(desk: Desk) -> None:
    text = license("example", permits(), prohibits(when="use.obtained is hosted-api"))
    case = Case({"use.obtained": "weights"}, context(TODAY), assumed=frozenset(["use.obtained"]))
    readings = [reading for outcome in desk.rulebook(text).all_outcomes(case) for reading in outcome.readings]
    assert [(reading.name, reading.assumed) for reading in readings] == [("use.obtained", True)]


def test_a_condition_depends_on_its_facts_their_bounds_and_the_dates_it_hangs_on(desk: Desk) -> None:
    ceiling = value("ceiling", "1 million", PER_MONTH, event="model.released")
    text = license("example", values=(ceiling,), terms={"small": "use.product_monthly_revenue is at most ceiling"})
    condition = parse("not small or use.audience is internal")
    assert facts_of(condition, Scope.of(text, desk.vocabulary)) == {
        "use.product_monthly_revenue",
        "organization.monthly_revenue",
        "organization.annual_revenue",
        "model.released",
        "use.audience",
    }
