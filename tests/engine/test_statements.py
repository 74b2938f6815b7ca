"""What sources say, and what it comes to where they disagree (DESIGN 2.1)."""

from __future__ import annotations

from itertools import permutations

import pytest

from checker.domain.model import AllOf, AnyOf, LicenseRef, Statement
from checker.domain.report import Result
from checker.domain.truth import Truth
from checker.domain.verdict import Evidence, Verdict

from .tiny import Desk, facts, license, model, permits, prohibits, requires, says

ALLOW, CONDITIONAL, REVIEW, DENY = Verdict.ALLOW, Verdict.CONDITIONAL, Verdict.REVIEW, Verdict.DENY
OF = {ALLOW: "free", CONDITIONAL: "with-copy", REVIEW: "open", DENY: "closed"}
FIRM = ["primary", "declared", "detected"]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.has(
        license("free", permits()),
        license("with-copy", permits(), requires("license-copy")),
        license("open", permits(), prohibits(when="use.audience is consumers")),
        license("closed", permits(), prohibits()),
        license("free-as-told", permits(), evidence="reported"),
        license("closed-as-told", permits(), prohibits(), evidence="reported"),
    )
    return desk


def judged(desk: Desk, *statements: Statement, reports: bool = True) -> Result:
    return desk.judge(model("m", *statements), reports=reports)


def conflicts(result: Result) -> list[tuple[Truth, str]]:
    return [(reason.outcome, reason.says) for reason in result.reasons if reason.effect == "evidence"]


class TestSourcesThatMayDecide:
    @pytest.mark.parametrize("evidence", FIRM)
    @pytest.mark.parametrize("verdict", list(Verdict))
    def test_each_kind_but_a_report_carries_a_verdict_by_itself(self, evidence: str, verdict: Verdict, desk: Desk) -> None:
        result = judged(desk, says(OF[verdict], evidence))
        assert (result.verdict, result.licenses[0].evidence) == (verdict, Evidence(evidence))

    @pytest.mark.parametrize("one", FIRM)
    @pytest.mark.parametrize("other", FIRM)
    def test_where_they_disagree_the_strictest_decides(self, one: str, other: str, desk: Desk) -> None:
        result = judged(desk, says("free", one, "the repository"), says("closed", other, "the card"))
        assert result.verdict is DENY
        [(outcome, text)] = conflicts(result)
        assert outcome is Truth.YES
        assert text == f"Sources disagree: free ({one}: the repository); closed ({other}: the card). The strictest decides."

    def test_a_disagreement_is_told_even_where_both_would_be_usable(self, desk: Desk) -> None:
        result = judged(desk, says("free"), says("with-copy", title="the README"))
        assert result.verdict is CONDITIONAL
        assert [outcome for outcome, _ in conflicts(result)] == [Truth.YES]

    def test_two_sources_of_one_mind_are_no_disagreement(self, desk: Desk) -> None:
        result = judged(desk, says("free", "primary"), says("free", "declared"))
        assert (result.verdict, conflicts(result)) == (ALLOW, [])

    def test_both_licenses_are_told(self, desk: Desk) -> None:
        assert [used.id for used in judged(desk, says("free"), says("closed")).licenses] == ["free", "closed"]


class TestReports:
    @pytest.mark.parametrize(("verdict", "told"), [(ALLOW, REVIEW), (CONDITIONAL, REVIEW), (REVIEW, REVIEW), (DENY, DENY)])
    def test_a_report_alone_is_never_better_than_review_and_says_whose_it_is(self, verdict: Verdict, told: Verdict, desk: Desk) -> None:
        result = judged(desk, says(OF[verdict], "reported", "an article"))
        assert result.verdict is told
        assert "Only a report says under which terms it comes (an article)" in conflicts(result)[-1][1]

    def test_a_declared_license_whose_text_nobody_saw_is_a_report_too(self, desk: Desk) -> None:
        result = judged(desk, says("free-as-told"))
        assert (result.verdict, result.licenses[0].evidence) == (REVIEW, Evidence.REPORTED)
        assert judged(desk, says("closed-as-told")).verdict is DENY

    @pytest.mark.parametrize("firm", list(Verdict))
    @pytest.mark.parametrize("told", list(Verdict))
    def test_a_report_that_contradicts_lowers_to_review_and_no_further(self, firm: Verdict, told: Verdict, desk: Desk) -> None:
        result = judged(desk, says(OF[firm]), says(OF[told], "reported", "an article"))
        if firm is told:
            assert (result.verdict, conflicts(result)) == (firm, [])
        else:
            assert result.verdict is max(firm, REVIEW, key=lambda verdict: verdict.severity)
            assert [outcome for outcome, _ in conflicts(result)] == [Truth.UNKNOWN]
            assert "The report is not the publisher's own word" in conflicts(result)[0][1]

    def test_a_report_that_no_weights_were_released_lowers_to_review(self, desk: Desk) -> None:
        result = judged(desk, says("free"), says(None, "reported", "an article"))
        assert result.verdict is REVIEW
        assert "the weights are withheld (reported: an article)" in conflicts(result)[0][1]

    def test_a_report_alone_that_the_weights_are_withheld_is_a_deny(self, desk: Desk) -> None:
        assert judged(desk, says(None, "reported")).verdict is DENY

    def test_the_publisher_s_word_that_the_weights_are_withheld_outranks_its_card(self, desk: Desk) -> None:
        assert judged(desk, says("free"), says(None, "primary")).verdict is DENY

    def test_a_text_that_nobody_saw_does_not_outrank_one_that_was(self, desk: Desk) -> None:
        assert judged(desk, says("free"), says("closed-as-told")).verdict is REVIEW


class TestReportsLeftOut:
    def test_the_rest_decides_without_them(self, desk: Desk) -> None:
        statements = (says("free"), says("closed", "reported"))
        assert judged(desk, *statements).verdict is REVIEW
        result = judged(desk, *statements, reports=False)
        assert (result.verdict, conflicts(result)) == (ALLOW, [])

    def test_without_anything_else_nothing_is_known(self, desk: Desk) -> None:
        result = judged(desk, says("free", "reported"), reports=False)
        assert result.verdict is REVIEW
        assert conflicts(result)[0][1] == "Only reports say under which license it comes, and reports are left out."

    def test_a_reported_deny_is_left_out_too(self, desk: Desk) -> None:
        assert judged(desk, says("closed", "reported"), reports=False).verdict is REVIEW


class TestReportedTextsInExpressions:
    def test_a_choice_between_a_text_and_a_report_is_made_for_the_text(self, desk: Desk) -> None:
        for parts in permutations([LicenseRef("free"), LicenseRef("free-as-told")]):
            assert judged(desk, says(AnyOf(parts))).verdict is ALLOW

    def test_a_better_report_does_not_spoil_a_choice_that_the_text_grants(self, desk: Desk) -> None:
        for parts in permutations([LicenseRef("with-copy"), LicenseRef("free-as-told")]):
            assert judged(desk, says(AnyOf(parts))).verdict is CONDITIONAL

    def test_a_report_that_binds_as_well_leaves_the_whole_open(self, desk: Desk) -> None:
        for parts in permutations([LicenseRef("free"), LicenseRef("free-as-told")]):
            assert judged(desk, says(AllOf(parts))).verdict is REVIEW

    def test_a_choice_of_reports_alone_is_a_report(self, desk: Desk) -> None:
        for parts in permutations([LicenseRef("free-as-told"), LicenseRef("closed-as-told")]):
            assert judged(desk, says(AnyOf(parts))).verdict is REVIEW


def test_the_order_of_statements_does_not_matter(desk: Desk) -> None:
    statements = [says("free"), says("with-copy", "detected"), says("closed", "reported")]
    assert {judged(desk, *order).verdict for order in permutations(statements)} == {REVIEW}


def test_the_order_in_which_a_choice_is_written_is_no_disagreement(desk: Desk) -> None:
    one, other = (AnyOf(parts) for parts in permutations([LicenseRef("free"), LicenseRef("with-copy")]))
    assert conflicts(judged(desk, says(one), says(other))) == []
    assert judged(desk, says(one), says(other, "reported")).verdict is ALLOW


def test_a_report_about_a_base_model_leaves_the_derivative_open(desk: Desk) -> None:
    desk.has(model("base", says("free", "reported")))
    assert desk.judge(model("m", "free", bases={"base": "finetune"}), facts(use_obtained="weights")).verdict is REVIEW
