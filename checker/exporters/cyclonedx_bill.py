"""The verdicts as a CycloneDX bill of materials: one machine-learning-model for each model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Any

import jsonschema_rs
from cyclonedx.spdx import is_supported_id

from checker.domain.dossier import Dossier
from checker.domain.model import Model, Statement
from checker.domain.profile import Agreement
from checker.exporters.bill import RELATIONS, Bill, Item, named_licenses, notes, purl
from checker.exporters.characters import prose, visible
from checker.exporters.dossier_interface import DossierExporter
from checker.exporters.statements import about

_ORGANIZATION = "organization"
_DEEPEST = 20
"""How far ancestors are followed; deeper than any real lineage."""


class CycloneDx16Exporter(DossierExporter):
    """CycloneDX 1.6, as JSON."""

    version = "1.6"

    def render(self, dossier: Dossier) -> bytes:
        made = _bill(Bill(dossier), self.version)
        check(made, self.version)
        return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


class CycloneDx17Exporter(CycloneDx16Exporter):
    """CycloneDX 1.7, as JSON."""

    version = "1.7"


def check(made: Mapping[str, Any], version: str) -> None:
    """Holds a bill against the official schema: what is not valid is never written. Raises ValueError."""
    validator = jsonschema_rs.validator_for(_schema(f"bom-{version}.SNAPSHOT.schema.json"), retriever=_schema, validate_formats=True)
    for error in validator.iter_errors(made):
        place = "/".join(map(str, error.instance_path))
        raise ValueError(f"the bill of materials is not valid CycloneDX {version} at {place}: {error.message}")


def _schema(address: str) -> Any:
    """An official schema, from where the CycloneDX library ships them."""
    name = address.rpartition("/")[2]
    return json.loads(resources.files("cyclonedx.schema").joinpath("_res", name).read_text(encoding="utf-8"))


def _bill(bill: Bill, version: str) -> dict[str, Any]:
    dossier = bill.dossier
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{version}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "serialNumber": f"urn:uuid:{bill.serial}",
        "version": 1,
        "metadata": {
            "timestamp": _moment(dossier.made),
            "tools": {"components": [{"type": "application", "name": "licheck", "version": visible(dossier.report.library_version)}]},
            "component": {
                "type": "application",
                "bom-ref": _ORGANIZATION,
                "name": _named(dossier.report.organization, "the organization"),
                "description": "All uses of models that were judged",
            },
            "properties": _properties((f"licheck:{line.label.replace(' ', '-')}", prose(line.value)) for line in about(dossier)),
        },
        "components": [_component(bill, item) for item in bill.items],
        "dependencies": [
            {"ref": _ORGANIZATION, "dependsOn": [item.ref for item in bill.items]},
            *({"ref": item.ref} for item in bill.items),
        ],
        **_annotations(bill),
    }


def _annotations(bill: Bill) -> dict[str, Any]:
    """What people decided, each decision by whoever took it; no key where nobody did."""
    made = [
        {
            "subjects": [item.ref for item in items],
            "annotator": {"individual": {"name": _named(decision.decided_by, "unnamed")}},
            "timestamp": _moment(datetime.combine(decision.decided, time(), UTC)),
            "text": prose(said),
        }
        for decision, said, items in bill.decisions
    ]
    return {"annotations": made} if made else {}


def _component(bill: Bill, item: Item) -> dict[str, Any]:
    model = item.model
    statements = bill.statements(model, (opinion.result for opinion in item.opinions))
    licenses = [*_licenses(bill, statements), *(_held(bill, agreement) for agreement in bill.agreements(item))]
    made: dict[str, Any] = {"type": "machine-learning-model", "bom-ref": item.ref, **_identity(model, item.name, item.revision)}
    if licenses:
        made["licenses"] = [{"license": license} for license in licenses]
    ancestors = list(_ancestors(bill, model, item.ref, frozenset([item.name])))
    if ancestors:
        said = [f"{RELATIONS[base.relation]} {base.model}" for base in model.bases] if model is not None else []
        made["pedigree"] = {"ancestors": ancestors, "notes": prose("; ".join(said))}
    references = _references(bill, statements)
    if references:
        made["externalReferences"] = references
    card = _card(model)
    if card:
        made["modelCard"] = card
    made["properties"] = _properties(notes(bill, item))
    return made


def _identity(model: Model | None, name: str, revision: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if model is not None and model.publisher:
        publisher = prose(model.publisher)
        made |= {"supplier": {"name": publisher}, "publisher": publisher}
    made["name"] = _named(name, "unnamed")
    if revision:
        made["version"] = visible(revision)
    if model is not None and model.name and model.name != name:
        made["description"] = prose(model.name)
    address = purl(model, revision)
    if address:
        made["purl"] = address
    return made


def _licenses(bill: Bill, statements: tuple[Statement, ...]) -> Iterator[dict[str, Any]]:
    for license_id in named_licenses(bill.declared(statements)):
        yield _license(bill, license_id, "declared")
    concluded = bill.concluded(statements)
    for license_id in named_licenses((concluded,) if concluded is not None else ()):
        yield _license(bill, license_id, "concluded")


def _license(bill: Bill, license_id: str, acknowledgement: str) -> dict[str, Any]:
    reference = bill.reference(license_id)
    made: dict[str, Any] = {"id": reference} if is_supported_id(reference) else {"name": reference}
    made["acknowledgement"] = acknowledgement
    known = bill.licenses.get(license_id)
    if known is None:
        return made
    if known.source.startswith(("https://", "http://")):
        made["url"] = known.source
    said = [("licheck:license-id", known.id), ("licheck:license-name", prose(known.name))]
    if known.text_sha256:
        said.append(("licheck:text-sha256", known.text_sha256))
    made["properties"] = _properties(said)
    return made


def _held(bill: Bill, agreement: Agreement) -> dict[str, Any]:
    """An agreement that the organization holds, as a license of its own."""
    licensing: dict[str, Any] = {
        "licensor": {"organization": {"name": prose(agreement.publisher)}},
        "licensee": {"organization": {"name": prose(bill.dossier.report.organization)}},
        "licenseTypes": ["other"],
    }
    if agreement.reference:
        licensing = {"altIds": [prose(agreement.reference)], **licensing}
    if agreement.expires:
        licensing["expiration"] = _moment(_end_of(agreement.expires))
    return {
        "name": prose(f"{agreement.kind} from {agreement.publisher}"),
        "acknowledgement": "concluded",
        "licensing": licensing,
        "properties": _properties([("licheck:agreement:covers", prose(", ".join(agreement.licenses)))]),
    }


def _ancestors(bill: Bill, model: Model | None, ref: str, above: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The base models, each with its own; a circle ends where it closes."""
    for base in model.bases if model is not None and len(above) <= _DEEPEST else ():
        if base.model in above:
            continue
        known = bill.bases.get(base.model)
        own = f"{ref}/ancestor:{base.model}"
        made: dict[str, Any] = {"type": "machine-learning-model", "bom-ref": own, **_identity(known, base.model, "")}
        licenses = list(_licenses(bill, bill.statements(known, ())))
        if licenses:
            made["licenses"] = [{"license": license} for license in licenses]
        further = list(_ancestors(bill, known, own, above | {base.model}))
        if further:
            made["pedigree"] = {"ancestors": further}
        yield made


def _references(bill: Bill, statements: Iterable[Statement]) -> list[dict[str, str]]:
    """Where the license was read, and where a source says which it is."""
    found: dict[tuple[str, str], str] = {}
    for statement in statements:
        if statement.source.url.startswith(("https://", "http://")):
            found.setdefault(("evidence", statement.source.url), prose(statement.source.title))
        for license_id in named_licenses((statement.license,) if statement.license is not None else ()):
            known = bill.licenses.get(license_id)
            if known is not None and known.source.startswith(("https://", "http://")):
                found.setdefault(("license", known.source), prose(known.name))
    return [{"type": kind, "url": url, "comment": comment} for (kind, url), comment in found.items()]


def _card(model: Model | None) -> Mapping[str, Any]:
    if model is None:
        return {}
    stated = {name: [{"format": form} for form in sorted(forms)] for name, forms in _forms(model)}
    return {"modelParameters": stated} if stated else {}


def _forms(model: Model) -> Iterator[tuple[str, frozenset[str]]]:
    if model.inputs:
        yield "inputs", model.inputs
    if model.outputs:
        yield "outputs", model.outputs


def _properties(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _named(text: str, instead: str) -> str:
    return prose(text) or instead


def _end_of(day: date) -> datetime:
    """The day an agreement expires is its last."""
    return datetime.combine(day, time(23, 59, 59), UTC)


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
