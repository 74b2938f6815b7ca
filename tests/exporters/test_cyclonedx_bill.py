"""The CycloneDX bill: valid by the official schema, the same every time, and it says what the verdicts say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from checker.app.session import Session
from checker.exporters.characters import visible
from checker.exporters.cyclonedx_bill import CycloneDx16Exporter, CycloneDx17Exporter, check
from tests.exporters.dossiers import HOSTILE, empty, hostile, large, small

BOTH = pytest.mark.parametrize("exporter", [CycloneDx16Exporter(), CycloneDx17Exporter()], ids=lambda exporter: str(exporter.version))


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    return json.loads(CycloneDx17Exporter().render(small()))  # type: ignore[no-any-return]


def component(bill: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [component for component in bill["components"] if component["name"] == name]
    return found  # type: ignore[no-any-return]


def notes(component: dict[str, Any], name: str) -> list[str]:
    return [note["value"] for note in component["properties"] if note["name"] == name]


@BOTH
def test_what_is_written_is_valid_by_the_library_s_own_validator(exporter: CycloneDx16Exporter) -> None:
    """It is slow (a third of a second for each model), so the exporter holds each bill against the same schema in a faster way."""
    made = json.loads(exporter.render(small()))
    made["components"] = [component(made, "small/chat"), component(made, "small/disputed")]
    made["dependencies"] = []
    version = {"1.6": SchemaVersion.V1_6, "1.7": SchemaVersion.V1_7}[exporter.version]
    assert JsonStrictValidator(version).validate_str(json.dumps(made)) is None


@BOTH
def test_what_is_not_valid_is_never_written(exporter: CycloneDx16Exporter) -> None:
    made = json.loads(exporter.render(small()))
    made["components"][0]["licenses"][0]["license"]["id"] = "No-Such-License"
    with pytest.raises(ValueError, match=rf"not valid CycloneDX {exporter.version} at components/0/licenses"):
        check(made, exporter.version)


@BOTH
def test_many_models_a_run_without_any_and_hostile_names_are_valid(exporter: CycloneDx16Exporter, session: Session, tmp_path: Path) -> None:
    for dossier in (large(session, 200), empty(), hostile(tmp_path)):
        made = json.loads(exporter.render(dossier))
        refs = [component["bom-ref"] for component in made["components"]]
        assert len(refs) == len(set(refs)) == len(dossier.opinions)


@BOTH
def test_the_same_dossier_gives_the_same_bytes(exporter: CycloneDx16Exporter) -> None:
    assert exporter.render(small()) == exporter.render(small())


def test_a_license_is_declared_and_concluded(bill: dict[str, Any]) -> None:
    found = [entry["license"] for entry in component(bill, "small/base")["licenses"]]
    assert [(license["name"], license["acknowledgement"]) for license in found] == [
        ("LicenseRef-small-1.0", "declared"),
        ("LicenseRef-small-1.0", "concluded"),
        ("license from Small Labs", "concluded"),
    ]


def test_nothing_is_concluded_where_only_a_report_names_a_license(bill: dict[str, Any]) -> None:
    rumored = component(bill, "small/rumored")
    assert "licenses" not in rumored
    assert notes(rumored, "licheck:license:reported")


def test_a_report_is_never_declared(bill: dict[str, Any]) -> None:
    disputed = component(bill, "small/disputed")
    assert {entry["license"]["name"] for entry in disputed["licenses"]} == {"LicenseRef-small-free"}
    assert notes(disputed, "licheck:license:reported")


def test_an_unknown_model_has_no_license(bill: dict[str, Any]) -> None:
    unknown = component(bill, "small/nothing")
    assert "licenses" not in unknown
    assert "purl" not in unknown
    assert notes(unknown, "licheck:verdict:triage") == ["review"]


def test_an_agreement_held_is_a_license_with_its_parties_and_its_end(bill: dict[str, Any]) -> None:
    (held,) = [entry["license"] for entry in component(bill, "small/base")["licenses"] if "licensing" in entry["license"]]
    assert held["licensing"] == {
        "altIds": ["S-17"],
        "licensor": {"organization": {"name": "Small Labs"}},
        "licensee": {"organization": {"name": "Northwind Health"}},
        "licenseTypes": ["other"],
        "expiration": "2027-01-31T23:59:59Z",
    }
    assert not [entry for entry in component(bill, "small/free")["licenses"] if "licensing" in entry["license"]]


def test_base_models_are_ancestors_and_a_circle_ends(bill: dict[str, Any]) -> None:
    (base,) = component(bill, "small/chat")["pedigree"]["ancestors"]
    assert (base["name"], base["purl"]) == ("small/base", "pkg:huggingface/small/base")
    (second,) = component(bill, "small/circle-a")["pedigree"]["ancestors"]
    assert second["name"] == "small/circle-b"
    assert "pedigree" not in second


def test_verdicts_reasons_duties_and_questions_are_properties(bill: dict[str, Any]) -> None:
    for result in small().report.results:
        found = component(bill, result.model)
        assert notes(found, f"licheck:verdict:{result.use}") == [result.verdict.value]
        assert len(notes(found, f"licheck:reason:{result.use}")) == len(result.reasons)
        assert len(notes(found, f"licheck:question:{result.use}")) == len(result.questions)


def test_it_says_once_what_it_rests_on(bill: dict[str, Any]) -> None:
    assert json.dumps(bill).count("not legal advice") == 1
    assert bill["metadata"]["timestamp"] == "2026-11-22T00:00:00Z"
    assert small().report.library_sha256 in json.dumps(bill["metadata"])


def test_names_are_kept_whole(tmp_path: Path) -> None:
    made = json.loads(CycloneDx17Exporter().render(hostile(tmp_path)))
    assert [component["name"] for component in made["components"]] == [visible(name) for name in HOSTILE]
    assert not [component for component in made["components"] if "purl" in component], "what a user writes out is not on the Hub"


def test_no_license_text_is_in_it(bill: dict[str, Any]) -> None:
    assert '"text":' not in json.dumps(bill)
