"""The SPDX document: valid by the official model, the same every time, and it says what the verdicts say."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from spdx_python_model import v3_0_1 as spdx

from checker.app.dossier import Inquiry, assemble
from checker.app.session import Session
from checker.domain.dossier import Dossier
from checker.exporters.characters import visible
from checker.exporters.spdx_bill import SpdxExporter, check
from tests.exporters.dossiers import DAY, HOSTILE, empty, hostile, large, small

NO_ASSERTION = "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense"


class Read:
    """A document, read with the official bindings."""

    def __init__(self, dossier: Dossier) -> None:
        self.objects = spdx.SHACLObjectSet()
        spdx.JSONLDDeserializer().deserialize_data(json.loads(SpdxExporter().render(dossier)), self.objects)
        assert self.objects.link() == set()

    def package(self, name: str) -> Any:
        (found,) = [package for package in self.objects.foreach_type("ai_AIPackage") if package.name == name]
        return found

    def related(self, name: str, kind: str) -> list[str]:
        """What a package stands in a relationship to: license expressions, or names of packages."""
        own = self.package(name)
        found: list[str] = []
        for relationship in self.objects.foreach_type("Relationship"):
            if relationship.from_ is own and relationship.relationshipType.endswith(f"/{kind}"):
                found += map(told, relationship.to)
        return found


def told(element: Any) -> str:
    """A license expression, the name of a package, or an address."""
    return getattr(element, "simplelicensing_licenseExpression", None) or getattr(element, "name", None) or str(element)


@pytest.fixture(scope="module")
def read() -> Read:
    return Read(small())


def test_a_license_is_declared_and_concluded(read: Read) -> None:
    assert read.related("small/base", "hasDeclaredLicense") == ["LicenseRef-small-1.0"]
    assert read.related("small/base", "hasConcludedLicense") == ["LicenseRef-small-1.0"]


@pytest.mark.parametrize("name", ["small/rumored", "small/nothing"])
def test_nothing_is_asserted_where_only_a_report_or_nobody_names_a_license(read: Read, name: str) -> None:
    assert read.related(name, "hasDeclaredLicense") == [NO_ASSERTION]
    assert read.related(name, "hasConcludedLicense") == [NO_ASSERTION]


def test_a_fine_tune_descends_from_its_base_and_a_circle_ends(read: Read) -> None:
    assert read.related("small/chat", "descendantOf") == ["small/base"]
    assert read.related("small/circle-a", "descendantOf") == ["small/circle-b"]
    assert read.related("small/circle-b", "descendantOf") == ["small/circle-a"]


def test_every_verdict_is_an_annotation_of_its_package(read: Read) -> None:
    statements = [(note.subject.name, note.statement) for note in read.objects.foreach_type("Annotation") if note.name]
    for result in small().report.results:
        assert [text for name, text in statements if name == result.model and f"verdict:{result.use}: {result.verdict.value}" in text]
    assert ("small/base", "license from Small Labs for small-1.0, reference S-17, until 2027-01-31") in statements


def test_a_license_of_no_list_says_where_to_read_it_and_holds_no_text(read: Read) -> None:
    texts = {text.name: text.simplelicensing_licenseText for text in read.objects.foreach_type("simplelicensing_SimpleLicensingText")}
    assert texts["Small Model License"].startswith(
        "The text of this license is not part of this document. It can be read at: https://small"
    )
    (expression,) = [
        found
        for found in read.objects.foreach_type("simplelicensing_LicenseExpression")
        if found.simplelicensing_licenseExpression == "LicenseRef-small-1.0"
    ]
    (entry,) = expression.simplelicensing_customIdToUri
    assert entry.key == "LicenseRef-small-1.0"
    assert entry.value in {text.spdxId for text in read.objects.foreach_type("simplelicensing_SimpleLicensingText")}


def test_the_document_says_who_when_with_what_and_that_it_is_no_advice(read: Read) -> None:
    (document,) = read.objects.foreach_type("SpdxDocument")
    assert document.comment.startswith("This document is not legal advice.")
    creation = document.creationInfo
    assert creation.created.isoformat() == "2026-11-22T00:00:00+00:00"
    assert [agent.name for agent in creation.createdBy] == ["Northwind Health"]
    assert [tool.name for tool in creation.createdUsing] == [f"licheck {small().report.library_version}"]


def test_a_license_of_the_list_has_its_own_id(session: Session) -> None:
    profile = Path(__file__).parents[2] / "examples" / "company.yaml"
    read = Read(assemble(session, session.load_profile(profile), Inquiry(as_of=DAY)))
    assert read.related("mistralai/Mistral-7B-Instruct-v0.3", "hasConcludedLicense") == ["Apache-2.0"]
    assert read.related("mistralai/Mistral-7B-Instruct-v0.3", "hasDeclaredLicense") == ["Apache-2.0"]


def test_hostile_names_are_kept_and_break_no_identifier(tmp_path: Path) -> None:
    read = Read(hostile(tmp_path))
    packages = list(read.objects.foreach_type("ai_AIPackage"))
    assert {package.name for package in packages} == {visible(name) for name in HOSTILE}
    assert all(package.spdxId.rpartition("/")[2].startswith("model-") for package in packages)


def test_a_run_without_models_is_a_document() -> None:
    assert list(Read(empty()).objects.foreach_type("ai_AIPackage")) == []


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert SpdxExporter().render(small()) == SpdxExporter().render(small())


class TestWhatIsNotValidIsNeverWritten:
    @pytest.fixture
    def made(self) -> dict[str, Any]:
        return json.loads(SpdxExporter().render(small()))  # type: ignore[no-any-return]

    def test_a_wrong_word(self, made: dict[str, Any]) -> None:
        (first, *_) = [element for element in made["@graph"] if element["type"] == "Relationship"]
        first["relationshipType"] = "belongsTo"
        with pytest.raises(ValueError, match=r"not valid SPDX 3\.0\.1"):
            check(made)

    def test_something_missing(self, made: dict[str, Any]) -> None:
        (first, *_) = [element for element in made["@graph"] if element["type"] == "Relationship"]
        del first["to"]
        with pytest.raises(ValueError, match=r"not valid SPDX 3\.0\.1"):
            check(made)

    def test_a_name_for_nothing(self, made: dict[str, Any]) -> None:
        (first, *_) = [element for element in made["@graph"] if element["type"] == "Annotation"]
        first["subject"] = "https://example.org/nowhere"
        with pytest.raises(ValueError, match=r"names what it does not hold: https://example\.org/nowhere"):
            check(made)


OFFICIAL = os.environ.get("LICHECK_SPDX_FILES", "")


@pytest.mark.skipif(not OFFICIAL, reason="LICHECK_SPDX_FILES names no folder with spdx-json-schema.json of SPDX 3.0.1")
def test_the_official_json_schema_accepts_it(session: Session, tmp_path: Path) -> None:
    import jsonschema_rs

    schema = json.loads((Path(OFFICIAL) / "spdx-json-schema.json").read_text(encoding="utf-8"))
    validator = jsonschema_rs.validator_for(schema)
    for dossier in (small(), empty(), hostile(tmp_path), large(session, 300)):
        assert [error.message[-300:] for error in validator.iter_errors(json.loads(SpdxExporter().render(dossier)))] == []
