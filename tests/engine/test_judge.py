"""The verdict for a model: its channel, its own license, and those of the models it was made from (DESIGN 2.2 and 3)."""

from __future__ import annotations

from datetime import date

import pytest

from checker.domain.fact import FactValue
from checker.domain.model import AllOf, AnyOf, LicenseRef, Model
from checker.domain.report import DutyStatus, Result
from checker.domain.verdict import Evidence, Verdict
from checker.engine.judge import unknown_model

from .tiny import CARRIED, PUBLISHER, Desk, facts, held, license, model, permits, prohibits, requires, says

ALLOW, CONDITIONAL, REVIEW, DENY = Verdict.ALLOW, Verdict.CONDITIONAL, Verdict.REVIEW, Verdict.DENY
FREE = license("free", permits())
WITH_COPY = license("with-copy", permits(), requires("license-copy"))
OPEN = license("open", permits(), prohibits(when="use.audience is consumers"))
CLOSED = license("closed", permits(), prohibits(remedy="ask"))
OF = {ALLOW: "free", CONDITIONAL: "with-copy", REVIEW: "open", DENY: "closed"}
"""A license for each verdict."""


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.has(FREE, WITH_COPY, OPEN, CLOSED)
    return desk


def through(channel: str) -> dict[str, FactValue]:
    return facts(use_obtained=channel)


def said(result: Result) -> str:
    return " ".join(reason.says for reason in result.reasons)


class TestItsOwnLicense:
    @pytest.mark.parametrize("verdict", list(Verdict))
    def test_a_model_is_what_its_license_says(self, verdict: Verdict, desk: Desk) -> None:
        result = desk.judge(model("m", OF[verdict]))
        assert result.verdict is verdict
        assert [(used.id, used.via, used.evidence) for used in result.licenses] == [(OF[verdict], "own", Evidence.DECLARED)]

    def test_a_license_that_is_not_encoded_is_never_usable(self, desk: Desk) -> None:
        result = desk.judge(model("m", "never-encoded"))
        assert result.verdict is REVIEW
        assert "`never-encoded` is named, but its text is not encoded" in said(result)

    def test_a_model_of_which_nothing_is_said_is_never_usable(self, desk: Desk) -> None:
        result = desk.judge(model("m"))
        assert result.verdict is REVIEW
        assert [question.fact for question in result.questions] == ["model.license"]

    def test_a_model_that_nobody_knows_is_a_review_with_what_it_may_have_been(self) -> None:
        result = unknown_model("use", "Qwen/Qwn3", ("Qwen/Qwen3-8B",))
        assert result.verdict is REVIEW
        assert "Did you mean Qwen/Qwen3-8B?" in said(result)
        assert [question.ask for question in result.questions] == ["Under which license does Qwen/Qwn3 come?"]

    def test_a_lack_of_evidence_names_the_model_it_is_about(self, desk: Desk) -> None:
        desk.has(model("base"))
        result = desk.judge(model("m", bases={"base": "finetune", "lost": "merge"}))
        assert [reason.model for reason in result.reasons] == ["m", "base", "lost"]

    def test_facts_of_the_model_answer_its_license(self, desk: Desk) -> None:
        desk.has(license("text-only", permits(), prohibits(when="model.outputs include image")))
        assert desk.judge(model("m", "text-only", outputs=frozenset(["text"]))).verdict is ALLOW
        assert desk.judge(model("m", "text-only", outputs=frozenset(["image"]))).verdict is DENY
        assert desk.judge(model("m", "text-only")).verdict is REVIEW

    def test_duties_that_are_met_are_met_for_the_model(self, desk: Desk) -> None:
        result = desk.judge(model("m", "with-copy"), meets=frozenset(["with-copy#license-copy"]))
        assert (result.verdict, [duty.status for duty in result.duties]) == (ALLOW, [DutyStatus.MET])


class TestExpressions:
    @pytest.mark.parametrize("one", list(Verdict))
    @pytest.mark.parametrize("other", list(Verdict))
    def test_or_takes_the_better_and_and_the_worse(self, one: Verdict, other: Verdict, desk: Desk) -> None:
        parts = (LicenseRef(OF[one]), LicenseRef(OF[other]))
        assert desk.judge(model("m", says(AnyOf(parts)))).verdict is min(one, other, key=lambda verdict: verdict.severity)
        assert desk.judge(model("m", says(AllOf(parts)))).verdict is max(one, other, key=lambda verdict: verdict.severity)

    def test_an_or_inside_an_and_is_chosen_first(self, desk: Desk) -> None:
        expression = AllOf((LicenseRef("with-copy"), AnyOf((LicenseRef("closed"), LicenseRef("free")))))
        result = desk.judge(model("m", says(expression)))
        assert result.verdict is CONDITIONAL
        assert [used.id for used in result.licenses] == ["with-copy", "free"]

    def test_the_license_that_is_not_chosen_brings_no_duties(self, desk: Desk) -> None:
        result = desk.judge(model("m", says(AnyOf((LicenseRef("with-copy"), LicenseRef("free"))))))
        assert (result.verdict, result.duties) == (ALLOW, ())

    def test_where_every_choice_is_denied_all_of_them_say_why(self, desk: Desk) -> None:
        desk.has(license("shut", permits(), prohibits(name="shut-limit")))
        result = desk.judge(model("m", says(AnyOf((LicenseRef("closed"), LicenseRef("shut"))))))
        assert {reason.clause for reason in result.reasons} == {"limit", "shut-limit"}

    def test_the_duties_of_both_parts_of_an_and_add_up(self, desk: Desk) -> None:
        desk.has(license("with-credit", permits(), requires("attribution")))
        result = desk.judge(model("m", says(AllOf((LicenseRef("with-copy"), LicenseRef("with-credit"))))))
        assert [duty.duty for duty in result.duties] == ["license-copy", "attribution"]

    def test_an_unknown_license_spoils_an_and_but_not_an_or(self, desk: Desk) -> None:
        parts = (LicenseRef("free"), LicenseRef("never-encoded"))
        assert desk.judge(model("m", says(AllOf(parts)))).verdict is REVIEW
        assert desk.judge(model("m", says(AnyOf(parts)))).verdict is ALLOW


class TestDerivativesOfOnesOwn:
    IMPROVED = facts("improve-models distribute", use_improves=frozenset(["own-derivative"]))

    def test_to_improve_one_is_to_modify_the_model_though_the_use_does_not_say_so(self, desk: Desk) -> None:
        desk.has(license("shared", permits(), requires("license-copy", when="use.acts include modify")))
        assert desk.judge(model("m", "shared"), self.IMPROVED).verdict is CONDITIONAL

    def test_whoever_may_not_modify_may_not_improve_one(self, desk: Desk) -> None:
        desk.has(license("as-it-is", permits("run", "distribute", "improve-models")))
        result = desk.judge(model("m", "as-it-is"), self.IMPROVED)
        assert result.verdict is DENY
        assert [acts for reason in result.reasons for acts in reason.acts] == ["modify"]

    def test_the_trace_says_what_was_taken_for_granted(self, desk: Desk) -> None:
        desk.has(license("shared", permits(), prohibits(when="use.acts include modify")))
        (reading,) = [reading for reason in desk.judge(model("m", "shared"), self.IMPROVED).reasons for reading in reason.facts]
        assert (reading.name, reading.assumed) == ("use.acts", True)

    @pytest.mark.parametrize(
        "other",
        [
            facts("improve-models distribute", use_improves=frozenset(["other-models"])),
            facts("run", use_improves=frozenset(["own-derivative"])),
            {**IMPROVED, "use.obtained": "hosted-api"},
        ],
    )
    def test_no_other_use_modifies_by_it(self, other: dict[str, FactValue], desk: Desk) -> None:
        desk.has(license("shared", permits(), requires("license-copy", when="use.acts include modify")))
        assert desk.judge(model("m", "shared", hosted=(says("shared"),)), other).verdict is ALLOW


class TestChannels:
    def test_a_model_without_weights_is_denied_to_whoever_needs_them(self, desk: Desk) -> None:
        hosted = model("m", hosted=(says("free", provider="Cloud"),))
        result = desk.judge(hosted, through("weights"))
        assert result.verdict is DENY
        assert "No weights were released; the model is reached only through Cloud" in said(result)

    def test_each_channel_has_its_own_license(self, desk: Desk) -> None:
        both = model("m", "closed", hosted=(says("free", provider=PUBLISHER),))
        assert desk.judge(both, through("weights")).verdict is DENY
        assert desk.judge(both, through("hosted-api")).verdict is ALLOW
        assert desk.judge(both, through("integrated-product")).verdict is DENY

    def test_weights_without_hosted_terms_are_no_api(self, desk: Desk) -> None:
        result = desk.judge(model("m", "free"), through("hosted-api"))
        assert result.verdict is REVIEW
        assert "hosted-api" in said(result)

    def test_a_hosted_model_inside_a_product_is_open(self, desk: Desk) -> None:
        assert desk.judge(model("m", hosted=(says("free"),)), through("integrated-product")).verdict is REVIEW

    def test_left_out_the_channel_is_the_weights_where_there_are_any_and_the_verdict_says_so(self, desk: Desk) -> None:
        result = desk.judge(model("m", "free", hosted=(says("closed"),)), facts())
        assert (result.verdict, result.channel, result.channel_assumed) == (ALLOW, "weights", True)
        assumed = [reading for reason in result.reasons for reading in reason.facts if reading.assumed]
        assert [(reading.name, reading.value) for reading in assumed] == [("use.obtained", "weights")]

    def test_the_channel_that_is_told_as_assumed_is_the_model_s_own(self, desk: Desk) -> None:
        for entry, channel in ((model("m", "free"), "weights"), (model("n", hosted=(says("free"),)), "hosted-api")):
            readings = [reading for reason in desk.judge(entry, facts()).reasons for reading in reason.facts]
            assert [(reading.name, reading.value) for reading in readings] == [("use.obtained", channel)]

    def test_left_out_the_channel_is_the_api_where_there_is_nothing_else(self, desk: Desk) -> None:
        result = desk.judge(model("m", hosted=(says("free"),)), facts())
        assert (result.verdict, result.channel, result.channel_assumed) == (ALLOW, "hosted-api", True)

    def test_a_stated_channel_is_not_assumed(self, desk: Desk) -> None:
        assert not desk.judge(model("m", "free"), through("weights")).channel_assumed

    def test_weights_that_are_withheld_are_denied(self, desk: Desk) -> None:
        result = desk.judge(model("m", says(None), hosted=(says("free"),)), through("weights"))
        assert (result.verdict, said(result)) == (DENY, "The weights are withheld (the card).")

    def test_withheld_weights_leave_the_api_as_the_channel(self, desk: Desk) -> None:
        assert desk.judge(model("m", says(None), hosted=(says("free"),)), facts()).channel == "hosted-api"

    def test_of_several_providers_the_publisher_s_own_terms_are_looked_at(self, desk: Desk) -> None:
        hosted = (says("closed", provider="Cloud"), says("free", provider=PUBLISHER))
        assert desk.judge(model("m", hosted=hosted), through("hosted-api")).verdict is ALLOW

    def test_where_only_others_serve_it_the_strictest_of_them_decides(self, desk: Desk) -> None:
        hosted = (says("with-copy", provider="Cloud"), says("closed", provider="Other Cloud"))
        assert desk.judge(model("m", hosted=hosted), through("hosted-api")).verdict is DENY

    def test_the_license_of_a_model_that_was_written_out_holds_for_every_channel(self, desk: Desk) -> None:
        written = model("m", "with-copy", written_out=True)
        for channel in ("weights", "integrated-product", "hosted-api"):
            assert desk.judge(written, through(channel)).verdict is CONDITIONAL


class TestTime:
    RELICENSED = model("m", says("closed", until=date(2026, 1, 31)), says("free", since=date(2026, 2, 1)))

    @pytest.mark.parametrize(("day", "verdict"), [(date(2026, 1, 31), DENY), (date(2026, 2, 1), ALLOW)])
    def test_the_statement_of_the_day_decides(self, day: date, verdict: Verdict, desk: Desk) -> None:
        assert desk.judge(self.RELICENSED, as_of=day).verdict is verdict

    def test_where_no_statement_is_about_the_day_nothing_is_known(self, desk: Desk) -> None:
        retired = model("m", says("free", until=date(2026, 1, 31)))
        assert desk.judge(retired, as_of=date(2026, 1, 31)).verdict is ALLOW
        assert desk.judge(retired, as_of=date(2026, 2, 1)).verdict is REVIEW

    def test_terms_of_a_service_that_ended_are_not_known_either(self, desk: Desk) -> None:
        retired = model("m", hosted=(says("free", until=date(2026, 1, 31)),))
        assert desk.judge(retired, through("hosted-api"), as_of=date(2026, 2, 1)).verdict is REVIEW


class TestDerivedModels:
    @pytest.mark.parametrize("relation", sorted(CARRIED))
    @pytest.mark.parametrize("base", list(Verdict))
    @pytest.mark.parametrize("own", list(Verdict))
    def test_a_derivative_is_the_worse_of_its_license_and_its_base_s(self, own: Verdict, base: Verdict, relation: str, desk: Desk) -> None:
        desk.has(model("base", OF[base]))
        result = desk.judge(model("m", OF[own], bases={"base": relation}))
        assert result.verdict is max(own, base, key=lambda verdict: verdict.severity)
        assert {(used.id, used.via) for used in result.licenses} == {(OF[own], "own"), (OF[base], "base")}

    def test_a_card_that_says_mit_does_not_wash_off_the_terms_of_the_base(self, desk: Desk) -> None:
        desk.has(model("base", "closed"))
        result = desk.judge(model("m", "free", bases={"base": "finetune"}))
        assert result.verdict is DENY
        assert [(reason.license, reason.clause) for reason in result.reasons] == [("closed", "limit")]
        assert result.licenses[1].path == ("fine-tune of base",)

    def test_terms_are_carried_along_a_whole_line(self, desk: Desk) -> None:
        desk.has(model("root", "closed"), model("middle", "free", bases={"root": "finetune"}))
        result = desk.judge(model("m", "free", bases={"middle": "quantized"}))
        assert result.verdict is DENY
        assert result.licenses[2].path == ("quantized from middle", "fine-tune of root")

    def test_of_several_parents_every_one_binds(self, desk: Desk) -> None:
        desk.has(model("left", "with-copy"), model("right", "closed"))
        assert desk.judge(model("m", "free", bases={"left": "merge", "right": "merge"})).verdict is DENY
        assert desk.judge(model("m", "free", bases={"left": "merge"})).verdict is CONDITIONAL

    def test_duties_of_base_and_derivative_add_up_and_the_same_one_is_told_once(self, desk: Desk) -> None:
        desk.has(model("left", "with-copy"), model("right", "with-copy"))
        result = desk.judge(model("m", "with-copy", bases={"left": "merge", "right": "merge"}))
        assert [(duty.license, duty.duty) for duty in result.duties] == [("with-copy", "license-copy")]

    def test_a_base_that_nobody_knows_leaves_the_derivative_open(self, desk: Desk) -> None:
        result = desk.judge(model("m", "free", bases={"lost": "finetune"}))
        assert result.verdict is REVIEW
        assert "The base model lost is not known" in said(result)

    def test_a_base_whose_license_is_not_known_leaves_the_derivative_open(self, desk: Desk) -> None:
        desk.has(model("base"))
        result = desk.judge(model("m", "free", bases={"base": "finetune"}))
        assert result.verdict is REVIEW
        assert "The license of the base model base is not known" in said(result)

    def test_a_base_whose_license_is_not_encoded_leaves_the_derivative_open(self, desk: Desk) -> None:
        desk.has(model("base", "never-encoded"))
        assert desk.judge(model("m", "free", bases={"base": "distilled"})).verdict is REVIEW

    def test_a_base_whose_weights_are_withheld_never_helps(self, desk: Desk) -> None:
        desk.has(model("base", says(None)))
        assert not desk.judge(model("m", "free", bases={"base": "finetune"})).verdict.usable

    def test_a_lineage_that_runs_in_a_circle_is_open(self, desk: Desk) -> None:
        desk.has(model("a", "free", bases={"b": "finetune"}), model("b", "free", bases={"a": "finetune"}))
        result = desk.judge(desk.models["a"])
        assert result.verdict is REVIEW
        assert "runs in a circle" in said(result)

    def test_a_denied_model_is_denied_whatever_its_lineage_hides(self, desk: Desk) -> None:
        assert desk.judge(model("m", "closed", bases={"lost": "finetune"})).verdict is DENY

    def test_a_hosted_service_is_judged_by_its_own_terms(self, desk: Desk) -> None:
        desk.has(model("base", "closed"))
        hosted = model("m", "free", bases={"base": "finetune"}, hosted=(says("free"),))
        assert desk.judge(hosted, through("hosted-api")).verdict is ALLOW
        assert desk.judge(hosted, through("weights")).verdict is DENY

    def test_facts_of_the_base_answer_the_terms_of_the_base(self, desk: Desk) -> None:
        desk.has(license("text-only", permits(), prohibits(when="model.outputs include image")))
        desk.has(model("base", "text-only", outputs=frozenset(["image"])))
        assert desk.judge(model("m", "free", bases={"base": "finetune"}, outputs=frozenset(["text"]))).verdict is DENY
        desk.has(model("base", "text-only"))
        assert desk.judge(model("m", "free", bases={"base": "finetune"}, outputs=frozenset(["text"]))).verdict is REVIEW

    def test_an_agreement_with_the_publisher_of_the_base_lifts_the_terms_of_the_base(self, desk: Desk) -> None:
        desk.has(license("template", permits(), prohibits(lifted_by="license"), template=True, publisher="Creative Commons"))
        desk.has(model("base", "template", publisher="Base Maker"))
        derived = model("m", "free", bases={"base": "finetune"}, publisher="Tuner")
        assert desk.judge(derived, agreements=(held("license", "template", publisher="Base Maker"),)).verdict is ALLOW
        assert desk.judge(derived, agreements=(held("license", "template", publisher="Tuner"),)).verdict is DENY


class TestDistilledModels:
    def judged(self, desk: Desk, base: Model) -> Verdict:
        desk.has(base)
        return desk.judge(model("m", "free", bases={base.id: "distilled"})).verdict

    def test_terms_do_not_reach_a_model_that_only_learned_from_the_outputs(self, desk: Desk) -> None:
        assert self.judged(desk, model("base", "closed")) is ALLOW

    def test_terms_reach_it_where_the_license_says_so(self, desk: Desk) -> None:
        desk.has(license("far-reaching", permits(), prohibits(), reaches=CARRIED | {"distilled"}))
        assert self.judged(desk, model("base", "far-reaching")) is DENY

    def test_terms_that_do_not_reach_it_do_not_reach_its_fine_tunes(self, desk: Desk) -> None:
        desk.has(model("root", "closed"), model("student", "free", bases={"root": "distilled"}))
        assert desk.judge(model("m", "free", bases={"student": "finetune"})).verdict is ALLOW

    def test_a_license_reaches_over_every_relation_on_the_way_or_not_at_all(self, desk: Desk) -> None:
        desk.has(license("only-tunes", permits(), prohibits(), reaches=frozenset(["finetune"])))
        desk.has(model("root", "only-tunes"), model("middle", "free", bases={"root": "finetune"}))
        assert desk.judge(model("m", "free", bases={"middle": "finetune"})).verdict is DENY
        assert desk.judge(model("m", "free", bases={"middle": "quantized"})).verdict is ALLOW

    def test_the_way_that_carries_the_terms_counts_where_there_are_two(self, desk: Desk) -> None:
        desk.has(
            model("root", "closed"),
            model("student", "free", bases={"root": "distilled"}),
            model("tune", "free", bases={"root": "finetune"}),
        )
        for bases in ({"student": "merge", "tune": "merge"}, {"tune": "merge", "student": "merge"}):
            assert desk.judge(model("m", "free", bases=bases)).verdict is DENY
