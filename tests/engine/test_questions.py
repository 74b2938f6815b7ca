"""What is asked before a verdict can be reached."""

from __future__ import annotations

from datetime import date

import pytest

from checker.domain.verdict import Verdict
from checker.engine.questions import ask

from .tiny import PER_YEAR, Desk, facts, figures, license, model, permits, prohibits, requires, says, value

REVENUE = "organization.annual_revenue"


def test_an_open_verdict_asks_for_each_missing_fact_once_in_the_order_of_its_reasons(desk: Desk) -> None:
    desk.has(
        license(
            "example",
            permits(),
            prohibits(when="use.production is true and organization.kind is company"),
            prohibits(name="other", when="organization.kind is individual or use.audience is consumers"),
        )
    )
    result = desk.judge(model("m", "example"), facts(use_obtained="weights"))
    assert [question.fact for question in result.questions] == ["use.production", "organization.kind", "use.audience"]
    assert not any(question.for_counsel for question in result.questions)


def test_an_open_reading_is_a_question_for_counsel(desk: Desk) -> None:
    desk.has(license("example", permits(), prohibits(unsettled="Is a fee a sale?")))
    result = desk.judge(model("m", "example"))
    assert [(question.fact, question.ask, question.for_counsel) for question in result.questions] == [
        ("example#limit", "Is a fee a sale?", True)
    ]


def test_a_figure_is_asked_for_with_its_period(desk: Desk) -> None:
    limit = value("ceiling", "1 million", event="license.released", day=date(2025, 1, 5))
    desk.has(license("example", permits(), prohibits(when="organization.monthly_active_users is more than ceiling"), values=(limit,)))
    [question] = desk.judge(model("m", "example")).questions
    assert question.ask.endswith("in December 2024?")


def test_an_exchange_rate_is_asked_for_where_it_is_what_is_missing(desk: Desk) -> None:
    desk.has(
        license("example", permits(), prohibits(when=f"{REVENUE} is more than ceiling"), values=(value("ceiling", "1 million", PER_YEAR),))
    )
    stated = facts(use_obtained="weights") | {REVENUE: figures("5 million EUR")}
    [question] = desk.judge(model("m", "example"), stated).questions
    assert (question.fact, question.ask) == ("exchange_rates.EUR", "How many USD is one EUR?")


def test_an_amount_that_nobody_published_is_asked_for_by_its_name(desk: Desk) -> None:
    desk.has(
        license(
            "example",
            permits(),
            prohibits(when=f"{REVENUE} is more than revenue-ceiling"),
            values=(value("revenue-ceiling", None, PER_YEAR),),
        )
    )
    [question] = desk.judge(model("m", "example"), facts(use_obtained="weights") | {REVENUE: figures("5 USD")}).questions
    assert question.fact == "example#revenue-ceiling"
    assert "revenue ceiling" in question.ask


def test_a_duty_that_may_apply_asks_too(desk: Desk) -> None:
    desk.has(license("example", permits(), requires("license-copy", when="use.audience is consumers")))
    result = desk.judge(model("m", "example"))
    assert (result.verdict, [question.fact for question in result.questions]) == (Verdict.CONDITIONAL, ["use.audience"])


def test_a_duty_that_is_met_or_is_conduct_asks_nothing(desk: Desk) -> None:
    desk.has(
        license(
            "example",
            permits(),
            requires("license-copy", when="use.audience is consumers"),
            requires("disclose-ai", when="use.production is true"),
        )
    )
    result = desk.judge(model("m", "example"), meets=frozenset(["example#license-copy"]))
    assert (result.verdict, len(result.duties), result.questions) == (Verdict.ALLOW, 2, ())


@pytest.mark.parametrize("verdict", [Verdict.ALLOW, Verdict.DENY])
def test_a_settled_verdict_asks_nothing(verdict: Verdict, desk: Desk) -> None:
    limit = prohibits() if verdict is Verdict.DENY else prohibits(when="use.acts include host")
    desk.has(license("example", permits(), limit, prohibits(name="open", when="use.acts include serve and use.production is true")))
    result = desk.judge(model("m", "example"))
    assert (result.verdict, result.questions) == (verdict, ())


def test_questions_of_model_and_base_are_asked_together(desk: Desk) -> None:
    desk.has(license("a", permits(), prohibits(when="use.production is true")))
    desk.has(license("b", permits(), prohibits(when="use.audience is consumers")))
    desk.has(model("base", says("b")))
    result = desk.judge(model("m", "a", bases={"base": "finetune"}))
    assert [question.fact for question in result.questions] == ["use.production", "use.audience"]


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("model.license", "Under which license does the-model come?"),
        ("exchange_rates.JPY", "How many USD is one JPY?"),
        ("something.else", "What is `something.else`?"),
    ],
)
def test_everything_that_can_be_missing_has_a_question(name: str, question: str, desk: Desk) -> None:
    assert ask(name, "", "the-model", desk.vocabulary) == question


def test_every_fact_of_the_vocabulary_has_a_question_without_a_gap(desk: Desk) -> None:
    for name, definition in desk.vocabulary.facts.items():
        asked = ask(name, "2025-03" if definition.period == "month" else "2024", "", desk.vocabulary)
        assert asked.endswith("?"), name
        assert "{" not in asked, name
