"""What keeps a model from being taken at its word, whatever license its sources name."""

from __future__ import annotations

import pytest

from checker.domain.model import AllOf, AnyOf, Doubt, LicenseRef
from checker.domain.verdict import Verdict
from checker.engine.lineage import trace
from checker.engine.statements import is_in_doubt

from .tiny import Desk, facts, license, model, permits, prohibits, says

HIDDEN = Doubt("Nobody says what it was made from.", "find out", missing="model.base_models")
SHUT = Doubt("It is shut for Europe.", domicile="european-union")
ALTERED = LicenseRef("free", "An altered copy.", "read it")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.has(
        license("free", permits()), license("closed", permits(), prohibits()), license("lone", permits(), reaches=frozenset(["finetune"]))
    )
    return desk


def test_a_doubt_lowers_to_review_and_asks(desk: Desk) -> None:
    result = desk.judge(model("m", "free", doubts=(HIDDEN,)))
    assert result.verdict is Verdict.REVIEW
    assert [(reason.says, reason.remedy, reason.missing) for reason in result.reasons] == [
        ("Nobody says what it was made from.", "find out", ("model.base_models",))
    ]
    assert [question.ask for question in result.questions] == ["Which models was m made from?"]


def test_it_does_not_soften_a_deny(desk: Desk) -> None:
    assert desk.judge(model("m", "closed", doubts=(HIDDEN,))).verdict is Verdict.DENY


def test_a_doubt_about_a_base_is_one_about_all_that_is_made_from_it(desk: Desk) -> None:
    desk.has(model("base", "free", doubts=(HIDDEN,)))
    assert desk.judge(model("m", "free", bases={"base": "finetune"})).verdict is Verdict.REVIEW


def test_it_is_about_weights_and_not_about_a_service(desk: Desk) -> None:
    hosted = model("m", hosted=(says("free"),), doubts=(HIDDEN,))
    assert desk.judge(hosted, {**facts(), "use.obtained": "hosted-api"}).verdict is Verdict.ALLOW


@pytest.mark.parametrize(("domicile", "verdict"), [("DE", Verdict.REVIEW), ("US", Verdict.ALLOW), (None, Verdict.REVIEW)])
def test_one_about_some_countries_concerns_their_organizations(desk: Desk, domicile: str | None, verdict: Verdict) -> None:
    stated = {"use.obtained": "weights", **facts()}
    stated.pop("organization.domicile", None)
    if domicile:
        stated["organization.domicile"] = domicile
    result = desk.judge(model("m", "free", doubts=(SHUT,)), stated)
    assert result.verdict is verdict
    assert [question.fact for question in result.questions] == (
        [] if domicile == "US" else ["model.license" if domicile else "organization.domicile"]
    )


def test_a_license_in_doubt_reaches_whatever_was_made_from_it(desk: Desk) -> None:
    """An altered copy of a license that does not reach merges may well reach them."""
    desk.has(model("base", says(LicenseRef("lone", "An altered copy."))), model("plain", "lone"))
    assert desk.judge(model("m", "free", bases={"base": "merge"})).verdict is Verdict.REVIEW
    assert desk.judge(model("m", "free", bases={"plain": "merge"})).verdict is Verdict.ALLOW


def test_a_license_in_doubt_is_no_second_opinion(desk: Desk) -> None:
    result = desk.judge(model("m", says("free"), says(ALTERED, "detected", "LICENSE")))
    assert result.verdict is Verdict.REVIEW
    assert [reason.says for reason in result.reasons] == ["An altered copy."]


def test_an_expression_is_in_doubt_where_a_part_of_it_is() -> None:
    assert is_in_doubt(AllOf((LicenseRef("free"), AnyOf((ALTERED, LicenseRef("closed"))))))
    assert not is_in_doubt(AllOf((LicenseRef("free"), LicenseRef("closed"))))


def test_why_a_base_is_not_known_comes_with_the_gap() -> None:
    lineage = trace(model("m", bases={"lost": "finetune"}), {}.get, lambda name: f"{name} is private")
    assert [(gap.model, gap.why) for gap in lineage.gaps] == [("lost", "lost is private")]
