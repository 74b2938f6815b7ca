"""Decisions on results: each settles what it says and nothing else, and lapses when what it rested on changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checker.app.session import Session
from checker.domain import decision_codes as codes
from checker.domain.decided import Decided, reason_key
from checker.domain.decision import Basis, Decision, DecisionScope, FactRange, RangeKind, Ruling
from checker.domain.fact import FactValue
from checker.domain.quantity import Quantity
from checker.domain.report import DutyStatus
from checker.domain.verdict import Verdict
from tests.engine.tiny import TODAY, Desk, amount_of, facts, figures, held, license, model, permits, prohibits, requires, says, value

SHA = "a" * 64
OTHER = "b" * 64
OBTAINED = {"use.obtained": "weights"}


@pytest.fixture
def desk(session: Session) -> Desk:
    return Desk(session.library.vocabulary)


def rests_on(
    *reasons: str, on: Verdict = Verdict.REVIEW, texts: dict[str, str] | None = None, **moving: FactValue | Quantity | FactRange | None
) -> Basis:
    """A basis; `use_acts=…` is the fact `use.acts`, and None stands for one that was not known."""
    ranges = [FactRange("use.acts", RangeKind.WITHIN, frozenset(["run"]))] if "use_acts" not in moving else []
    ranges += [FactRange("use.obtained", RangeKind.EXACTLY, "weights")] if "use_obtained" not in moving else []
    for key, stated in moving.items():
        name = key.replace("_", ".", 1)
        kind = RangeKind.UNKNOWN if stated is None else RangeKind.EXACTLY
        ranges.append(stated if isinstance(stated, FactRange) else FactRange(name, kind, stated))
    return Basis(on, reasons, tuple((texts or {"open": SHA}).items()), tuple(ranges))


def decision(ruling: str, basis: Basis, *, name: str = "d1", **about: Any) -> Decision:
    more = {key: about.pop(key) for key in ("agreement", "only_while", "conditions", "decided", "expires") if key in about}
    days = {"decided": date(2026, 11, 1), "expires": date(2027, 11, 1)}
    return Decision(name, "Jane Roe", "we read it", scope=DecisionScope(**about), ruling=Ruling(ruling), basis=basis, **{**days, **more})


def doubtful(name: str = "doubt", **more: Any) -> Any:
    return prohibits(name=name, unsettled="Is this use meant?", **more)


def open_license(*more: Any, **about: Any) -> Any:
    return license("open", permits(), doubtful(), *more, **{"text_sha256": SHA, **about})


def on_clause(ruling: str = "does-not-apply", basis: Basis | None = None, **about: Any) -> Decision:
    return decision(ruling, basis or rests_on(), **{"license": "open", "clause": "doubt", **about})


def told(decided: Decided) -> list[tuple[str, str]]:
    return [(lapse.decision.id, lapse.code) for lapse in decided.lapses]


class TestAClause:
    """A decision on a clause settles that clause, and the decision table does the rest."""

    def test_that_does_not_apply_leaves_the_grant(self, desk: Desk) -> None:
        desk.has(open_license())
        decided = desk.waive(model("m", "open"), on_clause())
        assert (decided.verdict, decided.outcome) == (Verdict.REVIEW, Verdict.ALLOW)
        assert [applied.settles for applied in decided.applied] == [("open#doubt",)]
        assert decided.lapses == ()

    def test_that_applies_denies(self, desk: Desk) -> None:
        desk.has(open_license())
        decided = desk.waive(model("m", "open"), on_clause("applies"))
        assert (decided.verdict, decided.outcome) == (Verdict.REVIEW, Verdict.DENY)
        assert decided.after.reasons[0].note == "settled by the decision `d1`"

    def test_settles_no_other_clause(self, desk: Desk) -> None:
        desk.has(open_license(doubtful("another")))
        decided = desk.waive(model("m", "open"), on_clause())
        assert decided.outcome is Verdict.REVIEW
        assert [reason.clause for reason in decided.after.reasons] == ["another"]

    def test_settles_nothing_of_a_base_model(self, desk: Desk) -> None:
        desk.has(open_license(), license("base", permits(), doubtful(), text_sha256=SHA), model("b", "base"))
        decided = desk.waive(model("m", "open", bases={"b": "finetune"}), on_clause())
        assert decided.outcome is Verdict.REVIEW
        assert [reason.license for reason in decided.after.reasons] == ["base"]

    def test_drops_no_duty(self, desk: Desk) -> None:
        desk.has(open_license(requires("license-copy")))
        decided = desk.waive(model("m", "open"), on_clause())
        assert decided.outcome is Verdict.CONDITIONAL
        assert [duty.status for duty in decided.after.duties] == [DutyStatus.REQUIRED]

    def test_settles_whether_a_duty_applies(self, desk: Desk) -> None:
        duty = requires("license-copy", when="organization.domicile is DE")
        desk.has(license("open", permits(), duty, text_sha256=SHA))
        decided = desk.waive(model("m", "open"), on_clause(clause="license-copy", basis=rests_on(organization_domicile=None)))
        assert (decided.verdict, decided.outcome) == (Verdict.CONDITIONAL, Verdict.ALLOW)

    def test_gives_an_open_grant(self, desk: Desk) -> None:
        desk.has(license("open", permits(unsettled="Is serving meant?"), text_sha256=SHA))
        assert desk.waive(model("m", "open"), on_clause("applies", clause="grant")).outcome is Verdict.ALLOW
        assert desk.waive(model("m", "open"), on_clause(clause="grant")).outcome is Verdict.DENY

    def test_gives_no_grant_that_the_license_withholds(self, desk: Desk) -> None:
        desk.has(license("open", permits(when="use.purpose is research"), text_sha256=SHA))
        stated = {**facts(use_purpose="commercial"), **OBTAINED}
        basis = rests_on(use_purpose="commercial")
        decided = desk.waive(model("m", "open"), on_clause("applies", basis, clause="grant"), stated=stated)
        assert (decided.outcome, decided.applied) == (Verdict.DENY, ())

    def test_that_the_engine_finds_not_to_apply_needs_no_decision(self, desk: Desk) -> None:
        desk.has(license("open", permits(), prohibits(when="use.acts include host"), text_sha256=SHA))
        decided = desk.waive(model("m", "open"), on_clause(clause="limit"))
        assert (decided.outcome, decided.applied, decided.lapses) == (Verdict.ALLOW, (), ())

    def test_that_holds_is_not_waved_away(self, desk: Desk) -> None:
        desk.has(license("open", permits(), prohibits(), text_sha256=SHA))
        decided = desk.waive(model("m", "open"), on_clause(clause="limit"))
        assert decided.outcome is Verdict.DENY
        assert told(decided) == [("d1", codes.NEEDS_AGREEMENT)]

    def test_is_settled_for_the_facts_of_the_decision_alone(self, desk: Desk) -> None:
        """Own license and base's are the same, on models of different dates: what was decided for one does not reach the other."""
        desk.has(
            open_license(doubtful("dated", when="model.released is at least 2025-01-01")), model("b", "open", released=date(2025, 5, 5))
        )
        both = model("m", "open", released=date(2026, 1, 1), bases={"b": "finetune"})
        settled = on_clause()
        dated = on_clause(name="d2", clause="dated", basis=rests_on(model_released=date(2026, 1, 1)))
        decided = desk.waive(both, settled, dated)
        assert decided.outcome is Verdict.REVIEW
        assert [reason.clause for reason in decided.after.reasons] == ["dated"]

    def test_of_a_choice_of_licenses_lets_the_better_one_win(self, desk: Desk) -> None:
        from checker.domain.model import AnyOf, LicenseRef

        desk.has(open_license(), license("shut", permits("host"), text_sha256=SHA))
        either = model("m", says(AnyOf((LicenseRef("open"), LicenseRef("shut")))))
        assert desk.waive(either, on_clause()).outcome is Verdict.ALLOW


class TestAWholeReview:
    """A decision on a whole verdict holds for the reasons it names."""

    def whole(self, *reasons: str, ruling: str = "allow", **about: Any) -> Decision:
        basis = about.pop("basis", None) or rests_on(*reasons)
        return decision(ruling, basis, **{"model": "m", **about})

    def test_becomes_the_outcome(self, desk: Desk) -> None:
        desk.has(open_license())
        decided = desk.waive(model("m", "open"), self.whole("open#doubt"))
        assert (decided.verdict, decided.outcome) == (Verdict.REVIEW, Verdict.ALLOW)
        assert decided.after.reasons == ()
        assert decided.after.questions == ()

    def test_leaves_open_what_a_duty_hangs_on(self, desk: Desk) -> None:
        desk.has(open_license(requires("license-copy", name="copy", when="use.production is true")))
        decided = desk.waive(model("m", "open"), self.whole("open#doubt"))
        assert decided.outcome is Verdict.CONDITIONAL
        assert [(duty.status, duty.missing) for duty in decided.after.duties] == [(DutyStatus.MAY_APPLY, ("use.production",))]
        assert [question.fact for question in decided.after.questions] == ["use.production"]

    def test_lapses_when_another_reason_appears(self, desk: Desk) -> None:
        desk.has(open_license(doubtful("another")))
        decided = desk.waive(model("m", "open"), self.whole("open#doubt"))
        assert decided.outcome is Verdict.REVIEW
        assert told(decided) == [("d1", codes.REASONS_CHANGED)]
        assert "open#another" in decided.lapses[0].because

    def test_stands_when_a_reason_has_gone(self, desk: Desk) -> None:
        desk.has(open_license())
        assert desk.waive(model("m", "open"), self.whole("open#doubt", "open#gone")).outcome is Verdict.ALLOW

    def test_joins_with_a_decision_on_a_clause(self, desk: Desk) -> None:
        desk.has(open_license(doubtful("another")))
        decided = desk.waive(model("m", "open"), on_clause(name="clause"), self.whole("open#another"))
        assert decided.outcome is Verdict.ALLOW
        assert [applied.decision.id for applied in decided.applied] == ["clause", "d1"]

    def test_with_a_duty_open_is_conditional_at_best(self, desk: Desk) -> None:
        desk.has(open_license(requires("license-copy")))
        assert desk.waive(model("m", "open"), self.whole("open#doubt")).outcome is Verdict.CONDITIONAL

    def test_lapses_when_the_verdict_has_become_deny(self, desk: Desk) -> None:
        desk.has(open_license(prohibits()))
        decided = desk.waive(model("m", "open"), self.whole("open#doubt", "open#limit"))
        assert decided.outcome is Verdict.DENY
        assert told(decided) == [("d1", codes.REASONS_CHANGED)]

    def test_stands_in_for_no_acts(self, desk: Desk) -> None:
        """Without the acts nothing else was judged, so a decision on that reason would let everything pass."""
        desk.has(open_license(prohibits("host", name="never")))
        stated: dict[str, FactValue] = dict(OBTAINED)
        underneath = desk.judge(model("m", "open"), stated)
        reasons = [reason_key(reason) for reason in underneath.reasons]
        decided = desk.waive(model("m", "open"), self.whole(*reasons), stated=stated)
        assert decided.outcome is Verdict.REVIEW
        assert told(decided) == [("d1", codes.FACTS_CHANGED)]

    def test_is_bound_to_a_license(self, desk: Desk) -> None:
        nameless = model("m")
        reasons = [reason_key(reason) for reason in desk.judge(nameless).reasons]
        decided = desk.waive(nameless, self.whole(*reasons))
        assert decided.outcome is Verdict.REVIEW
        assert told(decided) == [("d1", codes.REASONS_CHANGED)]

    def test_of_a_report_names_what_it_says(self, desk: Desk) -> None:
        desk.has(license("open", permits(), text_sha256=SHA))
        reported = model("m", says("open", "reported", "Small Talk"))
        [reason] = [reason_key(reason) for reason in desk.judge(reported).reasons]
        assert desk.waive(reported, self.whole(reason)).outcome is Verdict.ALLOW
        elsewhere = model("m", says("open", "reported", "Other Talk"))
        assert told(desk.waive(elsewhere, self.whole(reason))) == [("d1", codes.REASONS_CHANGED)]

    def test_of_a_license_that_nobody_encoded_holds_while_it_is_named(self, desk: Desk) -> None:
        named = model("m", "elsewhere-1.0")
        [reason] = [reason_key(reason) for reason in desk.judge(named).reasons]
        basis = rests_on(reason, texts={"elsewhere-1.0": "not-encoded"})
        assert desk.waive(named, self.whole(basis=basis)).outcome is Verdict.ALLOW
        desk.has(license("elsewhere-1.0", permits(), doubtful(), text_sha256=SHA))
        assert desk.waive(named, self.whole(basis=basis)).outcome is Verdict.REVIEW

    def test_may_deny(self, desk: Desk) -> None:
        desk.has(open_license())
        assert desk.waive(model("m", "open"), self.whole(ruling="deny")).outcome is Verdict.DENY

    def test_may_deny_what_the_license_allows(self, desk: Desk) -> None:
        desk.has(license("open", permits(), text_sha256=SHA))
        decided = desk.waive(model("m", "open"), self.whole(ruling="deny"))
        assert (decided.verdict, decided.outcome) == (Verdict.ALLOW, Verdict.DENY)


class TestADenyAccepted:
    """Only on an agreement with the licensor, and everything else is weighed anew."""

    MSA = held("license", "open")

    def accepts(self, *reasons: str, **about: Any) -> Decision:
        basis = about.pop("basis", None) or rests_on(*reasons, on=Verdict.DENY)
        return decision("allow", basis, **{"model": "m", "agreement": "MSA-1", **about})

    @pytest.fixture
    def shut(self, desk: Desk) -> Desk:
        desk.has(license("open", permits(), prohibits(), text_sha256=SHA))
        return desk

    def test_becomes_allow(self, shut: Desk) -> None:
        decided = shut.waive(model("m", "open"), self.accepts("open#limit"), agreements=(self.MSA,))
        assert (decided.verdict, decided.outcome) == (Verdict.DENY, Verdict.ALLOW)

    def test_of_one_clause_becomes_allow(self, shut: Desk) -> None:
        taken = on_clause(clause="limit", agreement="MSA-1")
        assert shut.waive(model("m", "open"), taken, agreements=(self.MSA,)).outcome is Verdict.ALLOW

    @pytest.mark.parametrize(
        "agreement",
        [
            held("license", "open", expires=date(2026, 11, 21)),
            held("registration", "open"),
            held("license", "open", publisher="Somebody Else"),
            held("license", "another"),
            held("license", "open#another"),
            replace(held("license", "open"), reference="MSA-2"),
            None,
        ],
        ids=["expired", "registration", "of-another-publisher", "on-another-license", "on-another-clause", "other-reference", "none"],
    )
    def test_not_without_an_agreement_that_covers_it(self, shut: Desk, agreement: Any) -> None:
        agreements = (agreement,) if agreement else ()
        for taken in (self.accepts("open#limit"), on_clause(clause="limit", agreement="MSA-1")):
            decided = shut.waive(model("m", "open"), taken, agreements=agreements)
            assert decided.outcome is Verdict.DENY
            assert told(decided) == [("d1", codes.NEEDS_AGREEMENT)]

    def test_not_when_another_prohibition_has_come(self, desk: Desk) -> None:
        desk.has(license("open", permits(), prohibits(), prohibits(name="new"), text_sha256=SHA))
        decided = desk.waive(model("m", "open"), self.accepts("open#limit"), agreements=(self.MSA,))
        assert decided.outcome is Verdict.DENY
        assert told(decided) == [("d1", codes.REASONS_CHANGED)]

    def test_brings_to_light_what_it_stood_in_front_of(self, desk: Desk) -> None:
        """A deny tells nothing of what is open besides: accepted, that still stands."""
        desk.has(license("open", permits(), prohibits(), text_sha256=SHA), license("base", permits(), doubtful(), text_sha256=SHA))
        desk.has(model("b", "base"))
        basis = rests_on("open#limit", on=Verdict.DENY, texts={"open": SHA, "base": SHA})
        decided = desk.waive(model("m", "open", bases={"b": "finetune"}), self.accepts(basis=basis), agreements=(self.MSA,))
        assert decided.outcome is Verdict.REVIEW
        assert [reason.license for reason in decided.after.reasons] == ["base"]

    def test_what_comes_to_light_is_decided_by_itself(self, desk: Desk) -> None:
        """A deny with a report that contradicts it: the one is accepted, and on the other somebody has to decide as well."""
        desk.has(license("open", permits(), prohibits(), text_sha256=SHA), license("free", permits(), text_sha256=OTHER))
        disputed = model("m", says("open"), says("free", "reported", "Small Talk"))
        both = {"open": SHA, "free": OTHER}
        reasons = [reason_key(reason) for reason in desk.judge(disputed).reasons]
        accepted = self.accepts(basis=rests_on(*reasons, on=Verdict.DENY, texts=both))
        decided = desk.waive(disputed, accepted, agreements=(self.MSA,))
        assert (decided.verdict, decided.outcome) == (Verdict.DENY, Verdict.REVIEW)
        left = [reason_key(reason) for reason in decided.after.reasons]
        believed = decision("allow", rests_on(*left, texts=both), model="m", name="d2")
        decided = desk.waive(disputed, accepted, believed, agreements=(self.MSA,))
        assert (decided.verdict, decided.outcome) == (Verdict.DENY, Verdict.ALLOW)
        assert desk.waive(disputed, believed, agreements=(self.MSA,)).outcome is Verdict.DENY

    def test_takes_the_grant_from_the_agreement(self, desk: Desk) -> None:
        desk.has(license("open", permits(when="use.purpose is research"), requires("license-copy"), text_sha256=SHA))
        stated = {**facts(use_purpose="commercial"), **OBTAINED}
        reasons = [reason_key(reason) for reason in desk.judge(model("m", "open"), stated).reasons]
        taken = self.accepts(basis=rests_on(*reasons, on=Verdict.DENY, use_purpose="commercial", use_obtained="weights"))
        decided = desk.waive(model("m", "open"), taken, stated=stated, agreements=(self.MSA,))
        assert (decided.verdict, decided.outcome) == (Verdict.DENY, Verdict.CONDITIONAL)
        more = {**stated, "use.acts": frozenset(["run", "serve"])}
        assert desk.waive(model("m", "open"), taken, stated=more, agreements=(self.MSA,)).outcome is Verdict.DENY

    def test_not_where_no_weights_were_released(self, desk: Desk) -> None:
        withheld = model("m", says(None), says("open"))
        desk.has(license("open", permits(), text_sha256=SHA))
        reasons = [reason_key(reason) for reason in desk.judge(withheld).reasons]
        decided = desk.waive(withheld, self.accepts(*reasons), agreements=(self.MSA,))
        assert decided.outcome is Verdict.DENY
        assert decided.applied == ()


class TestLapses:
    """What a decision rested on has changed: the verdict underneath stands."""

    def test_the_day_after_it_expires(self, desk: Desk) -> None:
        desk.has(open_license())
        last = on_clause(expires=TODAY)
        assert desk.waive(model("m", "open"), last).outcome is Verdict.ALLOW
        decided = desk.waive(model("m", "open"), last, as_of=date(2026, 11, 23))
        assert decided.outcome is Verdict.REVIEW
        assert told(decided) == [("d1", codes.EXPIRED)]

    def test_before_it_was_taken(self, desk: Desk) -> None:
        desk.has(open_license())
        assert told(desk.waive(model("m", "open"), on_clause(decided=date(2026, 11, 23)))) == [("d1", codes.NOT_YET)]

    @pytest.mark.parametrize(
        "taken", [on_clause(), decision("allow", rests_on("open#doubt"), model="m"), decision("deny", rests_on(), model="m")]
    )
    def test_when_the_text_changes(self, desk: Desk, taken: Decision) -> None:
        desk.has(open_license(text_sha256=OTHER))
        decided = desk.waive(model("m", "open"), taken)
        assert decided.outcome is Verdict.REVIEW
        assert told(decided) == [("d1", codes.TEXT_CHANGED)]

    def test_when_a_license_comes_along_that_it_does_not_name(self, desk: Desk) -> None:
        desk.has(open_license(), license("base", permits(), text_sha256=SHA), model("b", "base"))
        decided = desk.waive(model("m", "open", bases={"b": "finetune"}), decision("allow", rests_on("open#doubt"), model="m"))
        assert told(decided) == [("d1", codes.TEXT_CHANGED)]

    @pytest.mark.parametrize(
        ("users", "holds"),
        [("41 million", True), ("99 million", True), ("101 million", False), ("between 90 million and 110 million", False), ("", False)],
    )
    def test_when_a_figure_leaves_its_range(self, desk: Desk, users: str, holds: bool) -> None:
        limit = doubtful("doubt", when="organization.monthly_active_users is less than floor")
        desk.has(license("open", permits(), limit, values=(value("floor", "1 billion"),), text_sha256=SHA))
        stated = {**facts(), **OBTAINED, **({"organization.monthly_active_users": figures(users)} if users else {})}
        taken = on_clause(basis=rests_on(organization_monthly_active_users=amount_of("under 100 million")))
        decided = desk.waive(model("m", "open"), taken, stated=stated)
        assert decided.outcome is (Verdict.ALLOW if holds else Verdict.REVIEW)
        assert told(decided) == ([] if holds else [("d1", codes.FACTS_CHANGED)])

    def test_when_what_was_unknown_is_known(self, desk: Desk) -> None:
        desk.has(license("open", permits(), doubtful(when="organization.domicile is in (DE, FR)"), text_sha256=SHA))
        taken = on_clause(basis=rests_on(organization_domicile=None))
        assert desk.waive(model("m", "open"), taken).outcome is Verdict.ALLOW
        decided = desk.waive(model("m", "open"), taken, stated={**facts(organization_domicile="DE"), **OBTAINED})
        assert told(decided) == [("d1", codes.FACTS_CHANGED)]

    def test_when_more_is_done_with_the_model(self, desk: Desk) -> None:
        desk.has(open_license())
        decided = desk.waive(model("m", "open"), on_clause(), stated={**facts("run distribute"), **OBTAINED})
        assert decided.outcome is Verdict.REVIEW
        assert told(decided) == [("d1", codes.FACTS_CHANGED)]

    def test_when_the_model_is_obtained_another_way(self, desk: Desk) -> None:
        desk.has(open_license())
        stated = {**facts(), "use.obtained": "integrated-product"}
        assert told(desk.waive(model("m", "open"), on_clause(), stated=stated)) == [("d1", codes.FACTS_CHANGED)]

    @pytest.mark.parametrize("left_out", ["use_acts", "use_obtained"])
    def test_when_it_does_not_say_what_every_decision_rests_on(self, desk: Desk, left_out: str) -> None:
        desk.has(open_license())
        basis = rests_on("open#doubt")
        bare = replace(basis, facts=tuple(entry for entry in basis.facts if entry.name != left_out.replace("_", ".")))
        for taken in (on_clause(basis=bare), decision("allow", bare, model="m")):
            assert told(desk.waive(model("m", "open"), taken)) == [("d1", codes.FACTS_CHANGED)]

    def test_when_a_fact_is_read_that_it_does_not_state(self, desk: Desk) -> None:
        desk.has(license("open", permits(), doubtful(when="organization.domicile is DE"), text_sha256=SHA))
        decided = desk.waive(model("m", "open"), on_clause(), stated={**facts(organization_domicile="DE"), **OBTAINED})
        assert told(decided) == [("d1", codes.FACTS_CHANGED)]

    def test_when_a_fact_has_moved_that_the_engine_no_longer_reads(self, desk: Desk) -> None:
        desk.has(open_license())
        taken = on_clause(basis=rests_on(organization_domicile="DE"))
        assert desk.waive(model("m", "open"), taken, stated={**facts(organization_domicile="DE"), **OBTAINED}).outcome is Verdict.ALLOW
        assert told(desk.waive(model("m", "open"), taken, stated={**facts(organization_domicile="FR"), **OBTAINED}))
        assert told(desk.waive(model("m", "open"), taken))


class TestScope:
    @pytest.mark.parametrize(
        "about",
        [{"model": "other"}, {"use": "other"}, {"organization": "Other"}, {"model": "m", "revision": "abc"}, {"license": "other"}],
        ids=["model", "use", "organization", "revision", "license"],
    )
    def test_a_decision_on_something_else_does_nothing(self, desk: Desk, about: dict[str, str]) -> None:
        desk.has(open_license())
        for taken in (on_clause(**about), decision("allow", rests_on("open#doubt"), **{"model": "m", **about})):
            decided = desk.waive(model("m", "open"), taken)
            assert (decided.outcome, decided.applied, decided.lapses) == (Verdict.REVIEW, (), ())

    def test_a_revision_is_one_revision(self, desk: Desk) -> None:
        desk.has(open_license())
        taken = on_clause(model="m", revision="abc")
        assert desk.waive(model("m", "open", revision="abc"), taken).outcome is Verdict.ALLOW
        assert desk.waive(model("m", "open", revision="abd"), taken).outcome is Verdict.REVIEW


class TestSeveral:
    def test_that_contradict_each_other_on_a_clause_are_not_applied(self, desk: Desk) -> None:
        desk.has(open_license())
        decided = desk.waive(model("m", "open"), on_clause(), on_clause("applies", name="d2"))
        assert decided.outcome is Verdict.REVIEW
        assert told(decided) == [("d1", codes.CONTRADICT), ("d2", codes.CONTRADICT)]

    def test_that_contradict_each_other_on_a_verdict_are_not_applied(self, desk: Desk) -> None:
        desk.has(open_license())
        one, two = decision("allow", rests_on("open#doubt"), model="m"), decision("deny", rests_on("open#doubt"), model="m", name="d2")
        decided = desk.waive(model("m", "open"), one, two)
        assert decided.outcome is Verdict.REVIEW
        assert told(decided) == [("d1", codes.CONTRADICT), ("d2", codes.CONTRADICT)]

    def test_that_have_lapsed_contradict_nothing(self, desk: Desk) -> None:
        desk.has(open_license())
        decided = desk.waive(model("m", "open"), on_clause(), on_clause("applies", name="d2", expires=date(2026, 11, 2)))
        assert decided.outcome is Verdict.ALLOW

    def test_conditions_make_allow_conditional(self, desk: Desk) -> None:
        desk.has(open_license())
        decided = desk.waive(model("m", "open"), on_clause(conditions=("log every prompt",)))
        assert decided.outcome is Verdict.CONDITIONAL
        assert decided.conditions == ("log every prompt",)


class TestOnlyWhile:
    """`Allowed only while its license is X`."""

    def keeps(self, **about: Any) -> Decision:
        return decision("allow", rests_on(on=Verdict.ALLOW), **{"model": "m", "only_while": ("open",), **about})

    def test_while_it_is(self, desk: Desk) -> None:
        desk.has(license("open", permits(), text_sha256=SHA))
        decided = desk.waive(model("m", "open"), self.keeps())
        assert (decided.outcome, decided.lapses) == (Verdict.ALLOW, ())

    def test_once_it_is_not_the_verdict_is_review_although_the_license_allows_it(self, desk: Desk) -> None:
        desk.has(license("free", permits(), text_sha256=SHA))
        decided = desk.waive(model("m", "free"), self.keeps())
        assert (decided.verdict, decided.outcome) == (Verdict.ALLOW, Verdict.REVIEW)
        assert told(decided) == [("d1", codes.LICENSE_CHANGED)]

    def test_a_deny_stays_one(self, desk: Desk) -> None:
        desk.has(license("shut", permits("host"), text_sha256=SHA))
        assert desk.waive(model("m", "shut"), self.keeps()).outcome is Verdict.DENY

    def test_a_decision_on_a_review_is_not_applied_under_another_license(self, desk: Desk) -> None:
        desk.has(license("free", permits(), doubtful(), text_sha256=SHA))
        taken = decision("allow", rests_on("free#doubt", texts={"free": SHA}), model="m", only_while=("open",))
        assert desk.waive(model("m", "free"), taken).outcome is Verdict.REVIEW

    def test_a_base_model_brings_its_license_along(self, desk: Desk) -> None:
        desk.has(license("open", permits(), text_sha256=SHA), license("base", permits(), text_sha256=SHA), model("b", "base"))
        decided = desk.waive(model("m", "open", bases={"b": "finetune"}), self.keeps())
        assert told(decided) == [("d1", codes.LICENSE_CHANGED)]
