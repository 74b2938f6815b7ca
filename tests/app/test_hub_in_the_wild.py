"""Two thousand real models as the Hub's API described them: none that is unlicensed or non-commercial is let through for a company."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from checker.app.session import Session
from checker.domain.profile import ModelRequest
from checker.domain.report import Result
from checker.domain.verdict import Verdict
from checker.hub.answers import read_answer
from checker.hub.interface import HubRecord
from tests.app.test_hub_models import PROFILE
from tests.hub_records import COMMIT, RecordedHub

WILD = Path(__file__).resolve().parents[3] / "shared" / "data" / "hub-models-2025.json"
pytestmark = pytest.mark.skipif(not WILD.is_file(), reason="the listing of real models is not at hand in ../shared/data")
DAY = date(2026, 11, 22)
NOT_ONE_LICENSE = {"", "other", "unknown", "cc", "gpl", "lgpl", "bsd", "openrail", "openrail++", "gemma", "apple-ascl", "gfdl"}
"""Identifiers that stand for no license, or for several."""


def listed() -> Iterator[HubRecord]:
    """The models of the listing, read as the API's answers are. It has no card data, commits or files, so these are filled in."""
    for entry in json.loads(WILD.read_text(encoding="utf-8")):
        yield read_answer(json.dumps({**entry, "sha": COMMIT, "siblings": [], "cardData": {}}).encode(), entry["id"], renamed=False).record


@pytest.fixture(scope="module")
def judged(session: Session) -> dict[str, tuple[HubRecord, Result]]:
    """Every model, judged for a company's product."""
    records = list(listed())
    own = Session(session.library, RecordedHub(records))
    profile = own.library.profile_of(PROFILE.format(domicile="US", acts="run, serve, modify").encode(), "company.yaml")
    use = profile.uses[0]
    return {record.id: (record, own.judge(profile, use, ModelRequest(record.id), DAY)) for record in records}


def in_catalog(session: Session, name: str) -> bool:
    """Whether the catalog knows the model, so that it is not the Hub's tag that decides."""
    return session.library.model(name) is not None


def test_it_is_all_of_them(judged: dict[str, tuple[HubRecord, Result]]) -> None:
    assert len(judged) == 2062


def test_a_model_whose_license_is_unknown_is_never_let_through(session: Session, judged: dict[str, tuple[HubRecord, Result]]) -> None:
    astray = [
        record.id
        for record, result in judged.values()
        if (record.license_tags or ("",))[0] in NOT_ONE_LICENSE and not in_catalog(session, record.id) and result.verdict.usable
    ]
    assert astray == []


def test_a_model_that_is_noncommercial_never_is(judged: dict[str, tuple[HubRecord, Result]]) -> None:
    tagged = [(record, result) for record, result in judged.values() if any("-nc" in tag for tag in record.license_tags)]
    assert len(tagged) > 70
    assert [record.id for record, result in tagged if result.verdict is not Verdict.DENY] == []


def test_nor_is_what_was_made_from_one(judged: dict[str, tuple[HubRecord, Result]]) -> None:
    """Wherever a base is in the listing or the catalog, a child is never freer than it."""
    astray = []
    for record, result in judged.values():
        for base in record.bases:
            above = judged.get(base.model)
            if above is not None and not above[1].verdict.usable and result.verdict.usable:
                astray.append((record.id, base.model))
    assert astray == []


def test_a_base_that_nobody_knows_keeps_its_child_in_review(session: Session, judged: dict[str, tuple[HubRecord, Result]]) -> None:
    astray = [
        (record.id, base.model)
        for record, result in judged.values()
        for base in record.bases
        if base.model not in judged and not in_catalog(session, base.model) and result.verdict.usable
    ]
    assert astray == []


@pytest.mark.parametrize(
    "name",
    [
        "tloen/alpaca-lora-7b",  # an adapter for a model that was for research only, tagged mit
        "eachadea/vicuna-13b-1.1",  # the same family, tagged apache-2.0
        "epfml/landmark-attention-llama7b-wdiff",
        "axiong/PMC_LLaMA_13B",
        "NHNDQ/nllb-finetuned-en2ko",  # made from a non-commercial model, tagged cc-by-4.0
        "Salesforce/blip2-opt-6.7b",  # holds a research-only model, tagged mit
        "MohamedRashad/arabic-base-nougat",  # its base is non-commercial, and its own tag free
        "casperhansen/mistral-7b-instruct-v0.1-awq",
    ],
)
def test_those_that_a_careful_reader_would_stop_at(judged: dict[str, tuple[HubRecord, Result]], name: str) -> None:
    assert not judged[name][1].verdict.usable


def test_most_that_carry_a_free_tag_are_decided(judged: dict[str, tuple[HubRecord, Result]]) -> None:
    tagged = [result for record, result in judged.values() if record.license_tags and record.license_tags[0] not in NOT_ONE_LICENSE]
    decided = [result for result in tagged if result.verdict is not Verdict.REVIEW]
    assert len(decided) / len(tagged) > 0.85
