"""The decision table, row by row, and what agreements and duties do to its rows (DESIGN 3)."""

from __future__ import annotations

from datetime import date

import pytest

from checker.domain.license import Clause
from checker.domain.report import Duty, DutyStatus
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from checker.engine.decide import Decision

from .tiny import PUBLISHER, TODAY, Desk, context, facts, figures, held, license, permits, prohibits, requires, value

ALLOW, CONDITIONAL, REVIEW, DENY = Verdict.ALLOW, Verdict.CONDITIONAL, Verdict.REVIEW, Verdict.DENY
YES = "use.production is true"
NO = "use.production is false"
UNKNOWN = "use.audience is consumers"
CASE = facts(use_production=True)
"""Makes the three conditions above what they are called."""


def clauses_of(decision: Decision) -> list[str]:
    return [reason.clause for reason in decision.reasons]


@pytest.mark.parametrize(
    ("clauses", "verdict"),
    [
        ([prohibits(when=YES)], DENY),
        ([prohibits(when=YES), permits()], DENY),
        ([prohibits(when=YES), permits(when=UNKNOWN)], DENY),
        ([prohibits(when=YES), prohibits(name="other", when=UNKNOWN), permits()], DENY),
        ([], DENY),
        ([permits(when=NO)], DENY),
        ([permits(when=NO), prohibits(when=UNKNOWN)], DENY),
        ([permits(), prohibits(when=UNKNOWN)], REVIEW),
        ([permits(when=UNKNOWN), prohibits(when=UNKNOWN)], REVIEW),
        ([permits(when=UNKNOWN)], REVIEW),
        ([permits(when=UNKNOWN), prohibits(when=NO)], REVIEW),
        ([permits(unsettled="is it?")], REVIEW),
        ([permits(), prohibits(unsettled="is it?")], REVIEW),
        ([permits()], ALLOW),
        ([permits(when=YES), permits(name="other", when=UNKNOWN)], ALLOW),
        ([permits(), prohibits(when=NO)], ALLOW),
        ([permits(), requires("license-copy")], CONDITIONAL),
        ([permits(), requires("license-copy", when=UNKNOWN)], CONDITIONAL),
        ([permits(), requires("license-copy", when=NO)], ALLOW),
        ([permits(), requires("obey-law")], ALLOW),
        ([permits(), prohibits(when=UNKNOWN), requires("license-copy")], REVIEW),
        ([permits(when=NO), requires("license-copy")], DENY),
    ],
)
def test_each_row_of_the_table_has_its_verdict(clauses: list[Clause], verdict: Verdict, desk: Desk) -> None:
    assert desk.decide(license("example", *clauses), CASE).verdict is verdict


def test_an_act_that_no_clause_names_is_not_granted(desk: Desk) -> None:
    decision = desk.decide(license("example", permits("run")), facts("host"))
    assert decision.verdict is DENY
    [reason] = decision.reasons
    assert (reason.clause, reason.outcome, reason.acts) == ("", Truth.NO, ("host",))
    assert reason.says == "Nothing in the license grants host."


def test_a_grant_whose_condition_fails_is_shown_beside_the_absent_grant(desk: Desk) -> None:
    decision = desk.decide(license("example", permits(when=NO)), CASE)
    assert clauses_of(decision) == ["", "grant"]
    assert [reading.name for reading in decision.reasons[1].facts] == ["use.production"]


@pytest.mark.parametrize(
    ("acts", "verdict"), [("run", ALLOW), ("serve", CONDITIONAL), ("host", REVIEW), ("distribute", DENY), ("improve-models", DENY)]
)
def test_each_act_is_judged_by_the_clauses_that_name_it(acts: str, verdict: Verdict, desk: Desk) -> None:
    text = license(
        "example",
        permits("run", "serve", "host", "distribute"),
        requires("license-copy", "serve"),
        prohibits("host", name="hosting", when=UNKNOWN),
        prohibits("distribute", name="distribution"),
    )
    assert desk.decide(text, facts(acts)).verdict is verdict


@pytest.mark.parametrize(("acts", "verdict"), [("run serve", CONDITIONAL), ("run host", REVIEW), ("run serve host distribute", DENY)])
def test_a_use_is_as_good_as_the_worst_of_its_acts(acts: str, verdict: Verdict, desk: Desk) -> None:
    text = license(
        "example",
        permits("run", "serve", "host"),
        requires("license-copy", "serve"),
        prohibits("host", name="hosting", when=UNKNOWN),
    )
    assert desk.decide(text, facts(acts)).verdict is verdict


def test_the_reasons_of_a_denied_use_are_those_of_its_denied_acts(desk: Desk) -> None:
    text = license("example", permits("run", "host"), prohibits("host", name="hosting"), prohibits("run", name="open", when=UNKNOWN))
    assert clauses_of(desk.decide(text, facts("run host"))) == ["hosting"]


class TestActsThatAreNotStated:
    def test_they_are_asked_for(self, desk: Desk) -> None:
        decision = desk.decide(license("example", permits("run")), facts(""))
        assert decision.verdict is REVIEW
        assert decision.reasons[0].missing == ("use.acts",)

    def test_a_license_that_grants_everything_does_not_answer_for_them(self, desk: Desk) -> None:
        assert desk.decide(license("example", permits()), facts("")).verdict is REVIEW

    def test_a_prohibition_of_every_act_needs_them_not(self, desk: Desk) -> None:
        decision = desk.decide(license("example", permits(), prohibits(when=YES)), facts("", use_production=True))
        assert decision.verdict is DENY
        assert clauses_of(decision) == ["limit"]

    def test_an_empty_list_of_acts_is_no_answer(self, desk: Desk) -> None:
        assert desk.decide(license("example", permits()), {"use.acts": frozenset()}).verdict is REVIEW


class TestConditions:
    def test_an_unless_that_holds_takes_the_clause_out_of_play(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when=YES, unless="use.obtained is integrated-product"))
        assert desk.decide(text, CASE | {"use.obtained": "integrated-product"}).verdict is ALLOW
        assert desk.decide(text, CASE | {"use.obtained": "weights"}).verdict is DENY
        assert desk.decide(text, CASE).verdict is REVIEW, "and one that may hold leaves it open"

    def test_an_unless_stands_without_a_when(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(unless=YES))
        assert desk.decide(text, CASE).verdict is ALLOW
        assert desk.decide(text, facts(use_production=False)).verdict is DENY

    def test_a_term_stands_for_its_meaning(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when="not small"), terms={"small": "use.audience is internal"})
        assert desk.decide(text, facts(use_audience="internal")).verdict is ALLOW
        assert desk.decide(text, facts(use_audience="consumers")).verdict is DENY
        assert desk.decide(text, facts()).verdict is REVIEW

    def test_an_unsettled_clause_is_open_only_where_its_when_does_not_fail(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when=YES, unsettled="Is a fee a sale?"))
        open_reading = desk.decide(text, CASE)
        assert open_reading.verdict is REVIEW
        assert open_reading.reasons[0].unsettled == "Is a fee a sale?"
        assert open_reading.reasons[0].missing == ()
        assert desk.decide(text, facts(use_production=False)).verdict is ALLOW

    def test_an_unsettled_clause_whose_when_is_open_asks_for_the_fact_and_for_counsel(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when=YES, unsettled="Is a fee a sale?"))
        [reason] = desk.decide(text, facts()).reasons
        assert (reason.missing, reason.unsettled) == (("use.production",), "Is a fee a sale?")

    def test_an_unsettled_duty_may_apply(self, desk: Desk) -> None:
        text = license("example", permits(), requires("license-copy", unsettled="Is a service a copy?"))
        decision = desk.decide(text, CASE)
        assert decision.verdict is CONDITIONAL
        assert [duty.status for duty in decision.duties] == [DutyStatus.MAY_APPLY]

    def test_a_decided_part_of_an_open_condition_is_told_as_the_reason_why_it_matters(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when=f"{YES} and {UNKNOWN}"))
        [reason] = desk.decide(text, CASE).reasons
        assert reason.missing == ("use.audience",)
        assert {reading.name for reading in reason.facts} == {"use.production", "use.audience"}

    def test_one_part_that_fails_settles_an_and_whatever_else_is_open(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when=f"{UNKNOWN} and {NO}"))
        assert desk.decide(text, CASE).verdict is ALLOW


class TestIncorporatedTexts:
    POLICY = license("example-aup", prohibits(name="weapons", when="use.applications include weapons"), kind="policy")

    def test_a_prohibition_of_the_policy_binds_with_the_license(self, desk: Desk) -> None:
        main = license("example", permits(), incorporates=("example-aup",))
        decision = desk.decide(main, facts(use_applications=frozenset(["weapons"])), self.POLICY)
        assert decision.verdict is DENY
        assert [(reason.license, reason.clause) for reason in decision.reasons] == [("example-aup", "weapons")]
        assert desk.decide(main, facts(use_applications=frozenset(["search"])), self.POLICY).verdict is ALLOW
        assert desk.decide(main, facts(), self.POLICY).verdict is REVIEW

    def test_a_policy_by_itself_is_judged_as_if_everything_were_granted(self, desk: Desk) -> None:
        assert desk.decide(self.POLICY, facts(use_applications=frozenset(["search"]))).verdict is ALLOW
        assert desk.decide(self.POLICY, facts(use_applications=frozenset(["weapons"]))).verdict is DENY

    def test_terms_of_a_service_have_to_grant(self, desk: Desk) -> None:
        assert desk.decide(license("terms", kind="terms"), facts()).verdict is DENY

    def test_names_of_one_text_mean_nothing_in_the_other(self, desk: Desk) -> None:
        policy = license("example-aup", prohibits(name="policy-limit", when="small"), kind="policy", terms={"small": NO})
        main = license("example", permits(), prohibits(when="small"), terms={"small": UNKNOWN})
        decision = desk.decide(main, facts(use_production=False, use_audience="internal"), policy)
        assert decision.verdict is DENY
        assert clauses_of(decision) == ["policy-limit"]


class TestAgreements:
    LIMIT = license("example", permits(), prohibits(lifted_by="license", remedy="ask for a license"))

    def test_without_one_the_limit_stands(self, desk: Desk) -> None:
        decision = desk.decide(self.LIMIT, facts())
        assert (decision.verdict, decision.reasons[0].remedy) == (DENY, "ask for a license")

    def test_a_license_from_the_publisher_lifts_it_and_is_told(self, desk: Desk) -> None:
        decision = desk.decide(self.LIMIT, facts(), agreements=(held("license", "example"),))
        assert decision.verdict is ALLOW
        assert [reason.lifted_by for reason in decision.reasons if reason.clause == "limit"] == [f"license MSA-1 from {PUBLISHER}"]

    @pytest.mark.parametrize(
        ("expires", "verdict"), [(date(2026, 11, 21), DENY), (date(2026, 11, 22), ALLOW), (date(2026, 11, 23), ALLOW), (None, ALLOW)]
    )
    def test_it_lifts_up_to_and_on_the_day_it_expires(self, expires: date | None, verdict: Verdict, desk: Desk) -> None:
        decision = desk.decide(self.LIMIT, facts(), agreements=(held("license", "example", expires=expires),))
        assert decision.verdict is verdict

    def test_one_that_has_expired_is_named_beside_the_clause(self, desk: Desk) -> None:
        expired = held("license", "example", expires=date(2026, 1, 31))
        assert desk.decide(self.LIMIT, facts(), agreements=(expired,)).reasons[0].note == "the license MSA-1 expired on 2026-01-31"

    @pytest.mark.parametrize(
        ("agreement", "note"),
        [
            (held("registration", "example"), "the registration MSA-1 is a registration; the clause asks for a license"),
            (held("license", "other"), ""),  # an agreement on another license has nothing to say here
            (held("license", "example", publisher="Somebody"), ""),
            (held("license", "example#other"), "the license MSA-1 does not name `example#limit`"),
        ],
    )
    def test_one_of_another_kind_text_or_publisher_lifts_nothing_and_says_why(self, agreement: object, note: str, desk: Desk) -> None:
        decision = desk.decide(self.LIMIT, facts(), agreements=(agreement,))
        assert (decision.verdict, decision.reasons[0].note) == (DENY, note)

    def test_a_clause_can_be_named_alone(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(lifted_by="license"), prohibits(name="other", lifted_by="license"))
        decision = desk.decide(text, facts(), agreements=(held("license", "example#limit"),))
        assert (decision.verdict, clauses_of(decision)) == (DENY, ["other"])

    def test_a_registration_lifts_what_asks_for_one(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(lifted_by="registration"))
        assert desk.decide(text, facts(), agreements=(held("registration", "example"),)).verdict is ALLOW
        assert desk.decide(text, facts(), agreements=(held("license", "example"),)).verdict is DENY

    def test_a_clause_that_nothing_lifts_is_lifted_by_nothing(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits())
        assert desk.decide(text, facts(), agreements=(held("license", "example", "example#limit"),)).verdict is DENY

    def test_it_lifts_what_is_open_as_well(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when=UNKNOWN, lifted_by="license"))
        assert desk.decide(text, facts(), agreements=(held("license", "example"),)).verdict is ALLOW

    def test_one_of_two_agreements_is_enough(self, desk: Desk) -> None:
        agreements = (held("license", "example", expires=date(2020, 1, 1)), held("license", "example"))
        assert desk.decide(self.LIMIT, facts(), agreements=agreements).verdict is ALLOW

    @pytest.mark.parametrize("kind", ["policy", "terms"])
    def test_of_a_policy_or_of_terms_only_the_named_clause_is_lifted(self, kind: str, desk: Desk) -> None:
        policy = license("example-aup", permits(), prohibits(name="military", lifted_by="license"), kind=kind)
        main = license("example", permits(), incorporates=("example-aup",))
        as_customer = desk.decide(main, facts(), policy, agreements=(held("license", "example", "example-aup"),))
        assert as_customer.verdict is DENY
        assert as_customer.reasons[0].note == "the license MSA-1 does not name `example-aup#military`"
        exempted = desk.decide(main, facts(), policy, agreements=(held("license", "example-aup#military"),))
        assert exempted.verdict is ALLOW

    def test_the_licensor_of_a_template_is_the_publisher_of_the_model(self, desk: Desk) -> None:
        template = license("cc-like", permits(), prohibits(lifted_by="license"), publisher="Creative Commons", template=True)
        from_the_maker = (held("license", "cc-like", publisher="Model Maker"),)
        from_the_author_of_the_text = (held("license", "cc-like", publisher="Creative Commons"),)
        assert desk.decide(template, facts(), licensor="Model Maker", agreements=from_the_maker).verdict is ALLOW
        assert desk.decide(template, facts(), licensor="Model Maker", agreements=from_the_author_of_the_text).verdict is DENY

    def test_the_publisher_of_the_model_cannot_lift_what_is_not_a_template(self, desk: Desk) -> None:
        decision = desk.decide(self.LIMIT, facts(), licensor="Fine-tuner", agreements=(held("license", "example", publisher="Fine-tuner"),))
        assert decision.verdict is DENY


class TestDuties:
    def duty(self, desk: Desk, clause: Clause, case: dict[str, object] | None = None, **held: object) -> tuple[Verdict, Duty | None]:
        decision = desk.decide(license("example", permits(), clause), facts() | (case or {}), **held)  # type: ignore[arg-type]
        return decision.verdict, decision.duties[0] if decision.duties else None

    def test_something_to_do_makes_a_grant_conditional(self, desk: Desk) -> None:
        verdict, duty = self.duty(desk, requires("license-copy"))
        assert duty is not None
        assert (verdict, duty.status) == (CONDITIONAL, DutyStatus.REQUIRED)

    def test_conduct_is_listed_and_changes_nothing(self, desk: Desk) -> None:
        verdict, duty = self.duty(desk, requires("obey-law"))
        assert duty is not None
        assert (verdict, duty.status) == (ALLOW, DutyStatus.CONDUCT)

    def test_a_duty_of_other_acts_is_not_listed(self, desk: Desk) -> None:
        assert self.duty(desk, requires("license-copy", "distribute")) == (ALLOW, None)

    def test_a_duty_that_may_apply_keeps_the_grant_conditional_and_says_what_is_missing(self, desk: Desk) -> None:
        verdict, duty = self.duty(desk, requires("license-copy", when=UNKNOWN))
        assert duty is not None
        assert (verdict, duty.status, duty.missing) == (CONDITIONAL, DutyStatus.MAY_APPLY, ("use.audience",))

    @pytest.mark.parametrize("when", ["", UNKNOWN])
    def test_meets_names_a_duty_as_done(self, when: str, desk: Desk) -> None:
        verdict, duty = self.duty(desk, requires("license-copy", when=when), meets=frozenset(["example#license-copy"]))
        assert duty is not None
        assert (verdict, duty.status) == (ALLOW, DutyStatus.MET)

    def test_meets_of_another_license_is_not_meets_of_this_one(self, desk: Desk) -> None:
        verdict, _ = self.duty(desk, requires("license-copy"), meets=frozenset(["other#license-copy", "license-copy"]))
        assert verdict is CONDITIONAL

    @pytest.mark.parametrize(
        ("name", "status"),
        [
            ("Llama-Triage-1", DutyStatus.MET),
            ("Llama", DutyStatus.MET),
            ("Triage-Llama", DutyStatus.REQUIRED),
            ("llama-triage", DutyStatus.REQUIRED),
        ],
    )
    def test_a_name_that_begins_as_prescribed_proves_itself(self, name: str, status: DutyStatus, desk: Desk) -> None:
        verdict, duty = self.duty(desk, requires("name-prefix", prefix="Llama"), {"use.derivative_name": name})
        assert duty is not None
        assert duty.status is status
        assert verdict is (ALLOW if status is DutyStatus.MET else CONDITIONAL)
        assert duty.note == ("" if status is DutyStatus.MET else f"the name `{name}` does not begin with it")

    @pytest.mark.parametrize(
        ("name", "status"),
        [
            ("Llama 3 Triage", DutyStatus.MET),
            ("Llama-3-Triage", DutyStatus.MET),
            ("Llama_3_Triage", DutyStatus.MET),
            ("acme/Llama-3-Triage", DutyStatus.MET),
            ("Llama-3", DutyStatus.MET),
            ("Llama-3/Triage", DutyStatus.REQUIRED),
            ("Llama-30-Triage", DutyStatus.REQUIRED),
            ("Llama3-Triage", DutyStatus.REQUIRED),
            ("Meta-Llama-3-Triage", DutyStatus.REQUIRED),
        ],
    )
    def test_a_repository_joins_the_words_of_a_prefix_in_its_own_way(self, name: str, status: DutyStatus, desk: Desk) -> None:
        _, duty = self.duty(desk, requires("name-prefix", prefix="Llama 3"), {"use.derivative_name": name})
        assert duty is not None
        assert duty.status is status

    def test_no_name_proves_nothing(self, desk: Desk) -> None:
        verdict, duty = self.duty(desk, requires("name-prefix", prefix="Llama"))
        assert duty is not None
        assert (verdict, duty.status) == (CONDITIONAL, DutyStatus.REQUIRED)

    def test_a_registration_that_is_held_meets_the_duty_to_register(self, desk: Desk) -> None:
        to_register = requires("register", lifted_by="registration")
        assert self.duty(desk, to_register)[0] is CONDITIONAL
        verdict, duty = self.duty(desk, to_register, agreements=(held("registration", "example"),))
        assert duty is not None
        assert (verdict, duty.status) == (ALLOW, DutyStatus.MET)
        expired = held("registration", "example", expires=date(2026, 11, 21))
        assert self.duty(desk, to_register, agreements=(expired,))[0] is CONDITIONAL

    def test_a_denied_use_is_told_no_duties(self, desk: Desk) -> None:
        assert desk.decide(license("example", permits(), prohibits(), requires("license-copy")), facts()).duties == ()

    def test_an_open_use_is_told_its_duties(self, desk: Desk) -> None:
        decision = desk.decide(license("example", permits(), prohibits(when=UNKNOWN), requires("license-copy")), facts())
        assert [duty.status for duty in decision.duties] == [DutyStatus.REQUIRED]


def test_a_usable_verdict_names_its_grants(desk: Desk) -> None:
    text = license("example", permits("run"), permits("serve", name="serving"), prohibits(when=NO))
    decision = desk.decide(text, facts("run serve", use_production=True))
    assert [(reason.clause, reason.outcome) for reason in decision.reasons] == [("grant", Truth.YES), ("serving", Truth.YES)]


def test_a_reason_carries_section_facts_and_the_limit_that_was_used(desk: Desk) -> None:
    text = license(
        "example",
        permits(),
        prohibits(section="4.1", when="organization.monthly_active_users is more than ceiling"),
        values=(value("ceiling", "700 million", event="license.released", day=date(2025, 4, 5)),),
    )
    case = facts(organization_monthly_active_users=figures({"2025-03": "900 million"}))
    [reason] = desk.decide(text, case, on=context(TODAY)).reasons
    [reading] = reason.facts
    assert (reason.license, reason.clause, reason.section, reason.effect) == ("example", "limit", "4.1", "prohibits")
    assert (reading.name, reading.at, reading.limit, reading.assumed) == (
        "organization.monthly_active_users",
        "2025-03",
        "example#ceiling",
        False,
    )
