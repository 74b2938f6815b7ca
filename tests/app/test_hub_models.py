"""From what the Hub says to a verdict: what proves a license, what does not, and what the reader is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from checker.app.session import Session
from checker.domain.model import Relation
from checker.domain.profile import ModelRequest
from checker.domain.report import Result
from checker.domain.verdict import Evidence, Verdict
from checker.hub.interface import HubBase, HubRecord
from tests.hub_records import COMMIT, RecordedHub, record
from tests.own_texts import HARBOUR, HARBOUR_NEXT, LETTER

DAY = date(2026, 11, 22)
ROOT = Path(__file__).parents[2]
APACHE = (ROOT / "LICENSE").read_text(encoding="utf-8")
REAL = ROOT.parent / "shared" / "texts"
PROFILE = """\
organization: {{name: Northwind, kind: company, domicile: {domicile}, monthly_active_users: 2 thousand, annual_revenue: 90 thousand USD}}
use:
  purpose: commercial
  production: true
  acts: [{acts}]
  applications: [customer-support]
  audience: consumers
  regions: [US]
  obtained: weights
"""

Ask = Callable[..., Result]


@pytest.fixture
def ask(session: Session) -> Ask:
    """Judges the first of some records, for a company's product."""

    def judge(*records: HubRecord, domicile: str = "US", acts: str = "run, serve, modify", name: str = "") -> Result:
        own = Session(session.library, RecordedHub(records))
        profile = own.library.profile_of(PROFILE.format(domicile=domicile, acts=acts).encode(), "company.yaml")
        use = profile.uses[0]
        return own.judge(profile, use, ModelRequest(name or records[0].id), DAY)

    return judge


def says(result: Result) -> str:
    return " ".join(reason.says for reason in result.reasons)


def used(result: Result) -> list[tuple[str, Evidence]]:
    return [(license.id, license.evidence) for license in result.licenses if license.via == "own"]


class TestProven:
    def test_a_tag_is_declared(self, ask: Ask) -> None:
        result = ask(record(license="apache-2.0"))
        assert result.verdict is Verdict.ALLOW
        assert used(result) == [("apache-2.0", Evidence.DECLARED)]
        assert result.licenses[0].source == "the model card on the Hub at 0123456"

    def test_a_text_word_for_word_is_detected(self, ask: Ask) -> None:
        result = ask(record(texts={"LICENSE": APACHE}))
        assert (result.verdict, used(result)) == (Verdict.ALLOW, [("apache-2.0", Evidence.DETECTED)])

    @pytest.mark.parametrize("tag", ["other", "unknown"])
    def test_a_text_settles_what_the_card_leaves_open(self, ask: Ask, tag: str) -> None:
        result = ask(record(license=tag, texts={"LICENSE": APACHE}))
        assert (result.verdict, used(result)) == (Verdict.ALLOW, [("apache-2.0", Evidence.DETECTED)])

    @pytest.mark.parametrize("more", [{}, {"license_link": "LICENSE"}, {"license_link": "https://hub.example/acme/one/blob/main/LICENSE"}])
    def test_a_name_that_only_the_text_explains_is_explained_by_it(self, ask: Ask, more: dict[str, str]) -> None:
        result = ask(record(license="other", license_name="acme-license", texts={"LICENSE": APACHE}, **more))
        assert (result.verdict, used(result)) == (Verdict.ALLOW, [("apache-2.0", Evidence.DETECTED)])

    @pytest.mark.parametrize(
        "more",
        [
            {"license_name": "acme-noncommercial"},
            {"license_name": "acme-nc-1"},
            {"license_name": "acme-research"},
            {"license_name": "mistral-research-0.1"},
            {"license_name": "acme-license", "license_link": "https://acme.example/terms"},
            {"license": "apache-2.0", "license_name": "acme-noncommercial"},
        ],
        ids=str,
    )
    def test_a_text_does_not_explain_away_what_the_card_says(self, ask: Ask, more: dict[str, str]) -> None:
        assert not ask(record(**{"license": "other", "texts": {"LICENSE": APACHE}, **more})).verdict.usable

    def test_a_family_is_settled_by_a_text_of_it(self, ask: Ask, session: Session) -> None:
        if not REAL.is_dir():
            pytest.skip("the license texts are not at hand in ../shared/texts")
        text = (REAL / "gemma-terms-2024-04-01.txt").read_text(encoding="utf-8")
        assert used(ask(record(license="gemma", texts={"LICENSE": text}))) == [("gemma-terms-2024-04-01", Evidence.DETECTED)]

    def test_a_text_of_another_family_does_not_settle_it(self, ask: Ask) -> None:
        assert ask(record(license="gemma", texts={"LICENSE": APACHE})).verdict is Verdict.REVIEW

    def test_a_name_or_a_link_that_is_the_licenses_own_is_enough(self, ask: Ask, session: Session) -> None:
        link = session.licenses["mistral-research-0.1"].source
        for more in ({"license_name": "mistral-research-0.1"}, {"license_link": link}):
            result = ask(record(license="other", **more))
            assert (result.verdict, used(result)) == (Verdict.DENY, [("mistral-research-0.1", Evidence.DECLARED)])

    def test_the_names_that_cards_use_for_a_license(self, ask: Ask) -> None:
        link = "https://freedevproject.org/faipl-1.0-sd/"
        for more in ({"license_name": "faipl-1.0-sd", "license_link": link}, {"license_name": "fair-ai-public-license-1.0-sd"}):
            assert used(ask(record(license="other", **more))) == [("fair-ai-public-1.0-sd", Evidence.DECLARED)]
        result = ask(record(license="other", license_name="playground-v2-community"))
        assert used(result) == [("playground-v2-community", Evidence.DECLARED)]

    def test_terms_that_a_card_adds_bind_what_is_made_from_the_model(self, ask: Ask) -> None:
        result = ask(record(license="other", license_name="faipl-1.0-sd", bases=["Laxhar/noobai-XL-1.0"]))
        assert ("noobai-xl-terms-reported", "Laxhar/noobai-XL-1.0") in [(license.id, license.via) for license in result.licenses]
        assert not result.verdict.usable

    def test_a_file_that_only_names_a_license_declares_it(self, ask: Ask) -> None:
        result = ask(record(texts={"LICENSE": "This model is licensed under the Apache License, Version 2.0.\n"}))
        assert (result.verdict, used(result)) == (Verdict.ALLOW, [("apache-2.0", Evidence.DECLARED)])


class TestNotProven:
    @pytest.mark.parametrize(
        ("held", "why"),
        [
            (record(), "The model card names no license, and the repository holds no license file."),
            (record(card=False), "There is no model card, and the repository holds no license file."),
            (record(whole=False), "no license file was downloaded with it"),
            (record(license="unknown"), "`license: unknown`, and nothing of that is known"),
            (record(license="other"), "The model card has `license: other`, and nothing of that is known"),
            (record(license="other", license_name="acme-terms"), "the name `acme-terms`"),
            (record(license="other", license_name="modified-mit"), "the name `modified-mit`"),
            (record(license="other", license_name="faipl"), "which may stand for fair-ai-public-1.0 or fair-ai-public-1.0-sd"),
            (record(license="other", license_name="Apache 2.0 with extras"), "the name `Apache 2.0 with extras`"),
            (record(license="other", license_link="https://acme.example/terms"), "the link https://acme.example/terms"),
            (record(license="other", license_name="mit", license_link="https://acme.example/terms"), "the link is not known to be its own"),
            (record(license_name="acme-terms"), "no license tag, the name `acme-terms`"),
            (record(license="acme-1.0"), "`license: acme-1.0`, which is no license that the Hub or licheck knows"),
            (record(license="mit", license_name="acme-noncommercial"), "which is not another name of it"),
            (record(license=("mit", "apache-2.0")), "names 2 licenses (`mit`, `apache-2.0`)"),
            (record(license="openrail"), "The name `openrail` may stand for"),
            (record(license="mit", tags=("non-commercial",)), "is tagged `non-commercial`"),
        ],
        ids=lambda value: "" if isinstance(value, HubRecord) else value[-40:],
    )  # fmt: skip
    def test_it_is_a_review_that_says_what_was_found(self, ask: Ask, held: HubRecord, why: str) -> None:
        result = ask(held)
        assert result.verdict is Verdict.REVIEW
        assert why in says(result)
        assert all(reason.remedy for reason in result.reasons)

    def test_an_altered_copy_names_what_was_changed(self, ask: Ask) -> None:
        result = ask(record(license="apache-2.0", texts={"LICENSE": APACHE.replace("perpetual", "temporary")}))
        assert result.verdict is Verdict.REVIEW
        assert "LICENSE is an altered copy of apache-2.0 (99.0% alike): § 2, line 29 changed; § 3, line 31 changed." in says(result)
        assert "Sources disagree" not in says(result)

    def test_words_added_to_a_whole_license_make_it_an_altered_copy(self, ask: Ask) -> None:
        result = ask(record(license="apache-2.0", texts={"LICENSE": f"{APACHE}\nCommercial use needs our written consent.\n"}))
        assert result.verdict is Verdict.REVIEW
        assert "altered copy of apache-2.0" in says(result)

    @pytest.mark.parametrize("text", [HARBOUR, HARBOUR_NEXT, LETTER])
    def test_a_text_that_nobody_encoded_beats_the_tag(self, ask: Ask, text: str) -> None:
        result = ask(record(license="mit", texts={"LICENSE": text}))
        assert result.verdict is Verdict.REVIEW
        assert "LICENSE is a text that is not encoded" in says(result)

    @pytest.mark.parametrize(
        "text",
        [
            "Licensed under MIT. Not for commercial use.",
            "MIT, for research only",
            "Apache 2.0, except that you must ask first",
            "see the LICENSE of the base model",
            "https://acme.example/terms",
            "license: mit\nlicense: apache-2.0",
        ],
    )
    def test_a_file_that_points_and_says_more_settles_nothing(self, ask: Ask, text: str) -> None:
        assert ask(record(texts={"LICENSE": text})).verdict is Verdict.REVIEW

    def test_a_text_that_is_there_and_was_not_read_is_told_with_the_cause(self, ask: Ask) -> None:
        result = ask(record(license="mit", unread={"LICENSE": "the repository is gated, and this account has no access"}))
        assert result.verdict is Verdict.REVIEW
        assert "could not be read: the repository is gated, and this account has no access" in says(result)

    def test_a_model_that_the_hub_does_not_have_is_a_review_with_the_cause(self, ask: Ask) -> None:
        result = ask(record(), name="acme/none")
        assert result.verdict is Verdict.REVIEW
        assert "The catalog does not know a model named acme/none; the Hub has no model of that name." in says(result)


class TestAtOdds:
    def test_the_strictest_of_tag_and_text_decides_and_the_conflict_is_told(self, ask: Ask) -> None:
        result = ask(record(license="cc-by-nc-4.0", texts={"LICENSE": APACHE}))
        assert result.verdict is Verdict.DENY
        assert "Sources disagree: cc-by-nc-4.0 (declared: the model card on the Hub at 0123456); apache-2.0 (detected" in says(result)

    def test_a_conflict_between_free_licenses_is_told_as_well(self, ask: Ask) -> None:
        result = ask(record(license="mit", texts={"LICENSE": APACHE}))
        assert result.verdict is Verdict.ALLOW
        assert "Sources disagree" in says(result)

    def test_a_license_of_the_code_says_nothing_of_the_weights(self, ask: Ask) -> None:
        result = ask(record(license="cc-by-nc-4.0", texts={"LICENSE-CODE": APACHE, "LICENSE": HARBOUR}))
        assert [license.id for license in result.licenses] == ["cc-by-nc-4.0", "unrecognized"]

    @pytest.mark.parametrize(
        "text", ["These weights may not be used commercially.\n", "For NON-COMMERCIAL use.\n", "Not licensed for any commercial purpose.\n"]
    )
    def test_a_notice_that_speaks_of_a_limit_is_a_review(self, ask: Ask, text: str) -> None:
        result = ask(record(license="apache-2.0", texts={"LICENSE": APACHE, "NOTICE": text}))
        assert result.verdict is Verdict.REVIEW
        assert "NOTICE beside the weights speaks of a limit of use" in says(result)
        assert ask(record(license="apache-2.0", texts={"LICENSE": APACHE, "THIRD_PARTY_NOTICES": text})).verdict.usable

    @pytest.mark.parametrize(
        ("link", "verdict"),
        [
            ("https://acme.example/non-commercial-license", Verdict.REVIEW),
            ("https://www.apache.org/licenses/LICENSE-2.0", Verdict.REVIEW),
            ("https://github.com/facebookresearch/one/blob/main/LICENSE", Verdict.ALLOW),
            ("https://opensource.org/license/mit", Verdict.ALLOW),
            ("LICENSE", Verdict.ALLOW),
        ],
    )
    def test_a_link_that_contradicts_the_tag_is_a_review(self, ask: Ask, link: str, verdict: Verdict) -> None:
        assert ask(record(license="mit", license_link=link)).verdict is verdict

    def test_a_notice_that_names_another_license_is_a_review(self, ask: Ask) -> None:
        result = ask(record(license="mit", texts={"NOTICE": "Built with Llama 3.1, licensed under the Llama 3.1 Community License.\n"}))
        assert result.verdict is Verdict.REVIEW
        assert "NOTICE names llama-3.1-community, of which card and license (mit) say nothing." in says(result)

    def test_a_policy_that_nobody_encoded_is_a_review(self, ask: Ask) -> None:
        result = ask(record(license="mit", texts={"USE_POLICY.md": HARBOUR}))
        assert result.verdict is Verdict.REVIEW
        assert "USE_POLICY.md is a text that is not encoded" in says(result)


class TestGate:
    @pytest.mark.parametrize(("domicile", "verdict"), [("US", Verdict.ALLOW), ("DE", Verdict.REVIEW), ("NO", Verdict.ALLOW)])
    def test_a_gate_shut_for_europe_is_about_european_organizations(self, ask: Ask, domicile: str, verdict: Verdict) -> None:
        result = ask(record(license="mit", gated="auto", eu_refused=True), domicile=domicile)
        assert result.verdict is verdict
        assert ("extra_gated_eu_disallowed" in says(result)) is (verdict is Verdict.REVIEW)

    def test_where_the_domicile_is_unknown_it_is_asked_for(self, session: Session) -> None:
        own = Session(session.library, RecordedHub([record(license="mit", eu_refused=True)]))
        text = PROFILE.format(domicile="US", acts="run").replace("domicile: US, ", "")
        profile = own.library.profile_of(text.encode(), "company.yaml")
        result = own.judge(profile, profile.uses[0], ModelRequest("acme/one"), DAY)
        assert result.verdict is Verdict.REVIEW
        assert [question.fact for question in result.questions] == ["organization.domicile"]


class TestLineage:
    def test_a_base_of_the_catalog_brings_its_terms(self, ask: Ask) -> None:
        result = ask(record(license="mit", bases=["facebook/opt-6.7b"]))
        assert result.verdict is Verdict.DENY
        assert {license.via for license in result.licenses} == {"own", "facebook/opt-6.7b"}

    def test_a_base_of_the_hub_brings_its_own_and_those_above_it(self, ask: Ask) -> None:
        middle = record("acme/two", "mit", bases=["acme/three"])
        result = ask(record(license="mit", bases=["acme/two"]), middle, record("acme/three", "cc-by-nc-4.0"))
        assert result.verdict is Verdict.DENY
        assert [(license.id, license.via) for license in result.licenses][-1] == ("cc-by-nc-4.0", "acme/three")

    @pytest.mark.parametrize("bases", [["acme/lost"], ["acme/one"], ["acme/three", "acme/lost"]])
    def test_a_base_that_nobody_knows_or_that_leads_back_is_a_review(self, ask: Ask, bases: list[str]) -> None:
        assert ask(record(license="mit", bases=bases), record("acme/three", "mit")).verdict is Verdict.REVIEW

    def test_why_a_base_is_not_known_is_told(self, ask: Ask) -> None:
        assert "(fine-tune of acme/lost). The Hub has no model of that name." in says(ask(record(license="mit", bases=["acme/lost"])))

    @pytest.mark.parametrize("relation", ["", "distilled", "inspired"])
    def test_a_relation_that_the_hub_does_not_know_loosens_nothing(self, session: Session, relation: str) -> None:
        own = Session(session.library, RecordedHub([record(license="mit", bases=[HubBase("google/gemma-2b", relation)])]))
        resolved = own.resolve(ModelRequest("acme/one"))
        assert resolved is not None
        assert [base.relation for base in resolved[0].bases] == [Relation.FINETUNE]

    def test_a_license_of_weights_that_reaches_any_derivative_reaches_a_fine_tune(self, session: Session) -> None:
        others = {found.id for found in session.licenses.values() if found.reaches and "finetune" not in found.reaches}
        assert others == {"nvidia-data-model-training-2025"}, "that one is for data"

    def test_doubts_about_a_base_are_doubts_about_the_model(self, ask: Ask) -> None:
        assert ask(record(license="mit", bases=["acme/two"]), record("acme/two", "mit", library="peft")).verdict is Verdict.REVIEW

    @pytest.mark.parametrize(
        ("name", "more", "why"),
        [
            ("acme/tune", {"library": "peft"}, "an adapter"),
            ("acme/x-lora", {}, "an adapter"),
            ("acme/x", {"tags": ("merge", "mergekit")}, "a merge of other models"),
            ("acme/x-GPTQ", {}, "a quantized copy"),
            ("acme/x-7b-4bit", {}, "a quantized copy"),
            ("acme/x-GGUF", {"tags": ("gguf",)}, "a quantized copy"),
            ("acme/bert-finetuned-squad", {}, "a fine-tuned model"),
            ("acme/x", {"tags": ("generated_from_trainer",)}, "a fine-tuned model"),
            ("acme/alpaca-7b", {}, "speaks of Llama"),
            ("acme/judge-llama2-7B", {}, "speaks of Llama"),
            ("acme/Gemma-poet", {}, "speaks of Gemma"),
            ("acme/blip2-opt-6.7b", {}, "speaks of OPT"),
            ("acme/nllb-en2ko", {}, "speaks of NLLB"),
        ],
    )
    def test_a_free_license_on_a_derivative_of_nobody_knows_what_is_a_review(self, ask: Ask, name: str, more: dict, why: str) -> None:  # type: ignore[type-arg]
        result = ask(record(name, "mit", **more))
        assert result.verdict is Verdict.REVIEW
        assert why in says(result)
        assert [question.ask for question in result.questions] == [f"Which models was {name} made from?"]

    def test_a_name_that_holds_another_models_is_a_review_where_its_terms_are_not_covered(self, ask: Ask) -> None:
        result = ask(record("acme/Mistral-Small-Instruct-2409-chat", "apache-2.0"))
        assert result.verdict is Verdict.REVIEW
        assert "holds that of mistralai/Mistral-Small-Instruct-2409 (mistral-research-0.1)" in says(result)
        assert ask(record("acme/Mistral-7B-v0.3-chat", "apache-2.0")).verdict is Verdict.ALLOW
        assert ask(record("acme/xMistral-Small-Instruct-24090", "apache-2.0")).verdict is Verdict.ALLOW

    @pytest.mark.parametrize(
        ("name", "tag"),
        [("acme/open_llama_7b", "mit"), ("acme/option-pricer", "mit"), ("acme/llama-2-x", "llama2"), ("acme/soft-prompts", "mit")],
    )
    def test_what_only_sounds_so_or_carries_the_familys_own_license_is_none(self, ask: Ask, name: str, tag: str) -> None:
        assert ask(record(name, tag)).verdict.usable


class TestDownloads:
    def test_a_license_file_without_the_card_does_not_tell_the_lineage(self, ask: Ask) -> None:
        result = ask(record(card=False, whole=False, texts={"LICENSE": APACHE}, endpoint="local cache"))
        assert result.verdict is Verdict.REVIEW
        assert "was not downloaded, so it is not known what the model was made from" in says(result)
        assert ask(record(card=False, texts={"LICENSE": APACHE})).verdict is Verdict.ALLOW

    def test_that_no_license_file_was_downloaded_is_told(self, session: Session) -> None:
        held = record(license="mit", whole=False, endpoint="local cache")
        resolved = Session(session.library, RecordedHub([held])).resolve(ModelRequest("acme/one"))
        assert resolved is not None
        assert "none among the files that were downloaded; there may be one on the Hub" in [seen.says for seen in resolved[0].observed]
        assert resolved[0].weights[0].source.title == "the model card in the local Hub cache at 0123456"

    @pytest.mark.parametrize(
        ("pipeline", "inputs"),
        [("image-text-to-text", frozenset(["image", "text"])), ("text-generation", None), ("any-to-any", None), ("", None)],
    )
    def test_a_task_tells_what_a_model_takes_only_where_that_is_certain(
        self, session: Session, pipeline: str, inputs: frozenset[str] | None
    ) -> None:
        resolved = Session(session.library, RecordedHub([record(license="llama3.2", pipeline=pipeline)])).resolve(ModelRequest("acme/one"))
        assert resolved is not None
        assert resolved[0].inputs == inputs


class TestBesideTheCatalog:
    MISTRAL = "mistralai/Mistral-Small-Instruct-2409"

    @pytest.mark.parametrize(
        "held",
        [record(MISTRAL, "other"), record(MISTRAL), record(MISTRAL, unread={"LICENSE": "gated"}), record(MISTRAL, ("mit", "other"))],
        ids=str,
    )
    def test_what_the_hub_leaves_open_the_catalog_knows(self, ask: Ask, held: HubRecord) -> None:
        result = ask(held)
        assert [license.id for license in result.licenses] == ["mistral-research-0.1"]

    def test_a_freer_word_on_the_hub_frees_nothing(self, ask: Ask) -> None:
        result = ask(record(self.MISTRAL, "mit", texts={"LICENSE": APACHE}))
        assert result.verdict is Verdict.DENY
        assert "Sources disagree" in says(result)

    def test_a_stricter_text_on_the_hub_binds(self, ask: Ask) -> None:
        free = "mistralai/Mistral-7B-Instruct-v0.3"
        assert ask(record(free, "apache-2.0")).verdict is Verdict.ALLOW
        assert ask(record(free, "cc-by-nc-4.0")).verdict is Verdict.DENY
        assert ask(record(free, "apache-2.0", texts={"LICENSE": APACHE.replace("perpetual", "temporary")})).verdict is Verdict.REVIEW

    def test_a_model_of_the_catalog_is_found_by_its_name_of_today(self, session: Session) -> None:
        free = "mistralai/Mistral-7B-Instruct-v0.3"
        own = Session(session.library, RecordedHub([record(free, "apache-2.0")], {"acme/old": free}))
        resolved = own.resolve(ModelRequest("acme/old"))
        assert resolved is not None
        assert resolved[0].id == free
        assert list(own.evidence.notes()) == [f"`acme/old` is called `{free}` on the Hub today"]

    def test_a_repository_with_the_name_of_a_hosted_model_makes_no_weights(self, session: Session) -> None:
        hosted = next(model for model in session.library.all_models() if model.hosted and not model.weights)
        own = Session(session.library, RecordedHub([record(hosted.id, "mit")]))
        resolved = own.resolve(ModelRequest(hosted.id))
        assert resolved is not None
        assert resolved[0].weights == ()


class TestWrittenOut:
    @staticmethod
    def judged(session: Session, entry: str, *records: HubRecord) -> Result:
        own = Session(session.library, RecordedHub(records))
        text = f"{PROFILE.format(domicile='US', acts='run, serve')}  models: [{entry}]\n"
        profile = own.library.profile_of(text.encode(), "company.yaml")
        return own.judge(profile, profile.uses[0], profile.uses[0].models[0], DAY)

    def test_the_users_word_settles_what_the_hub_leaves_open(self, session: Session) -> None:
        result = self.judged(session, "{model: acme/alpaca, license: mit}", record("acme/alpaca", "other"))
        assert result.verdict is Verdict.ALLOW

    def test_it_does_not_stand_against_the_hubs(self, session: Session) -> None:
        result = self.judged(session, "{model: acme/one, license: mit}", record("acme/one", "cc-by-nc-4.0"))
        assert result.verdict is Verdict.DENY


class TestChain:
    def test_it_holds_what_was_read_where_at_which_commit_and_when(self, session: Session) -> None:
        held = record(license="other", license_name="x", texts={"LICENSE": APACHE}, bases=["google/gemma-2b"], gated="manual", created=DAY)
        resolved = Session(session.library, RecordedHub([held])).resolve(ModelRequest("acme/one", revision="main"))
        assert resolved is not None
        model = resolved[0]
        assert (model.commit, model.revision) == (COMMIT, "main")
        assert [(seen.what, seen.says) for seen in model.observed] == [
            ("license tag", "other"),
            ("license name", "x"),
            ("base model", "google/gemma-2b (finetune), by the model card"),
            ("access", "gated (manual)"),
            ("created on the Hub", "2026-11-22"),
            ("LICENSE", "word for word apache-2.0"),
        ]
        text = model.observed[-1].source
        assert (text.url, text.seen, text.revision, text.sha256) == (
            f"https://hub.example/acme/one/blob/{COMMIT}/LICENSE", "2026-11-22", COMMIT, held.files[0].sha256
        )  # fmt: skip

    def test_the_date_on_the_hub_is_no_release_date(self, session: Session) -> None:
        resolved = Session(session.library, RecordedHub([record(license="llama3.1", created=DAY)])).resolve(ModelRequest("acme/one"))
        assert resolved is not None
        assert resolved[0].released is None
