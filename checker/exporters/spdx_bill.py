"""The verdicts as an SPDX 3.0 document: an AI package for each model, with the license declared and the license concluded."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from typing import Any

from spdx_python_model import v3_0_1 as spdx

from checker.domain.decision import Decision
from checker.domain.dossier import Dossier, Opinion
from checker.domain.model import Expression, Model
from checker.domain.profile import Agreement
from checker.exporters.bill import RELATIONS, Bill, Item, ItemKey, named_licenses, notes, purl
from checker.exporters.characters import prose, visible
from checker.exporters.dossier_interface import DossierExporter
from checker.exporters.statements import NOT_LEGAL_ADVICE, RESTS_ON, about

_CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
_CREATION = "_:creation"
_NO_ASSERTION = "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense"
_PROFILES = ["core", "software", "simpleLicensing", "ai"]

Element = dict[str, Any]


class SpdxExporter(DossierExporter):
    """SPDX 3.0.1, as JSON-LD."""

    def render(self, dossier: Dossier) -> bytes:
        made = {"@context": _CONTEXT, "@graph": _Graph(Bill(dossier)).elements()}
        check(made)
        return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def check(made: dict[str, Any]) -> None:
    """Reads the document with the official model and writes it again; a wrong type, value or count is refused. Raises ValueError."""
    objects = spdx.SHACLObjectSet()
    try:
        spdx.JSONLDDeserializer().deserialize_data(made, objects)
        missing = objects.link()
        spdx.JSONLDSerializer().serialize_data(objects)
    except (TypeError, ValueError, KeyError) as error:
        raise ValueError(f"the document is not valid SPDX 3.0.1: {error}") from error
    if missing:
        raise ValueError(f"the document names what it does not hold: {', '.join(sorted(missing))}")


class _Graph:
    """Elements under numbers of their own, so that no name can break an identifier."""

    def __init__(self, bill: Bill) -> None:
        self.bill = bill
        self.opinions = {item.key: item.opinions for item in bill.items}
        self.base = f"https://spdx.org/spdxdocs/licheck-{bill.serial}/"
        self.expressions: dict[str, Element] = {}
        self.texts: dict[str, Element] = {}
        self.suppliers: dict[str, Element] = {}
        self.people: dict[str, Element] = {}
        self.packages: dict[ItemKey, Element] = {}
        self.relationships: list[Element] = []
        self.annotations: list[Element] = []

    def elements(self) -> list[Element]:
        """The whole document."""
        for item in self.bill.items:
            self._judged(item)
        decided = [self._decision(number, *found) for number, found in enumerate(self.bill.decisions, 1)]
        report = self.bill.dossier.report
        organization = self._element("Organization", "organization", name=prose(report.organization) or "the organization")
        tool = self._element("Tool", "licheck", name=f"licheck {visible(report.library_version)}")
        parts = [organization, tool, *self.people.values(), *self.suppliers.values(), *self.packages.values()]
        parts += [*self.texts.values(), *self.expressions.values()]
        parts += [*self.relationships, *self.annotations]
        creation = {
            "type": "CreationInfo", "@id": _CREATION, "specVersion": "3.0.1", "created": _moment(self.bill.dossier.made),
            "createdBy": [organization["spdxId"]], "createdUsing": [tool["spdxId"]],
        }  # fmt: skip
        return [creation, *decided, *self._collections(organization["name"], parts), *parts, self._run()]

    def _decision(self, number: int, decision: Decision, said: str, items: tuple[Item, ...]) -> Element:
        """A decision as an annotation by whoever took it, on the day it was taken; gives that day and person as the format wants them."""
        name = prose(decision.decided_by) or "unnamed"
        person = self.people.setdefault(name, self._element("Person", f"person-{len(self.people) + 1}", name=name))
        made = f"_:decision-{number}"
        for item in items:
            self._annotate(self.packages[item.key], f"decision {prose(decision.id)}", prose(said), made)
        day = _moment(datetime.combine(decision.decided, time(), UTC))
        return {"type": "CreationInfo", "@id": made, "specVersion": "3.0.1", "created": day, "createdBy": [person["spdxId"]]}

    def _collections(self, organization: str, parts: list[Element]) -> tuple[Element, Element]:
        """The document, and the bill of materials in it."""
        roots = [self.packages[item.key]["spdxId"] for item in self.bill.items]
        ids = [part["spdxId"] for part in parts]
        # A collection that names elements has a root among them; one of nothing names none.
        held = {"rootElement": roots, "element": ids} if roots else {}
        sbom = self._element("software_Sbom", "sbom", software_sbomType=["analyzed"], profileConformance=_PROFILES, **held)
        document = self._element(
            "SpdxDocument", "document", name=f"License review for {organization}", comment=f"{NOT_LEGAL_ADVICE} {RESTS_ON}",
            profileConformance=_PROFILES, rootElement=[sbom["spdxId"]], element=[sbom["spdxId"], *ids, self.base + "about"],
        )  # fmt: skip
        return document, sbom

    def _run(self) -> Element:
        """What else has to be known of the run."""
        lines = [line for line in about(self.bill.dossier) if line.value not in (NOT_LEGAL_ADVICE, RESTS_ON)]
        said = "\n".join(f"{line.label}: {prose(line.value)}" for line in lines)
        return self._element(
            "Annotation", "about", annotationType="other", subject=self.base + "document", contentType="text/plain", statement=said
        )

    def _element(self, kind: str, known_as: str, **stated: Any) -> Element:
        """An element; what is empty is left out."""
        filled = {key: value for key, value in stated.items() if value}
        return {"type": kind, "spdxId": self.base + known_as, "creationInfo": _CREATION, **filled}

    def _judged(self, item: Item) -> None:
        package = self._package(item.key, item.shown, item.model)
        for opinion in item.opinions:
            self._annotate(package, f"use {prose(opinion.result.use)}", _statement(self.bill, item, opinion))
        for agreement in self.bill.agreements(item):
            self._annotate(package, "agreement held", _held(agreement))

    def _annotate(self, package: Element, what: str, statement: str, made: str = _CREATION) -> None:
        annotation = self._element(
            "Annotation", f"annotation-{len(self.annotations) + 1}", name=what, annotationType="review", subject=package["spdxId"],
            contentType="text/plain", statement=statement,
        )  # fmt: skip
        self.annotations.append({**annotation, "creationInfo": made})

    def _package(self, key: ItemKey, shown: str, model: Model | None) -> Element:
        """The package of a model, with its licenses and its base models; each once, whether judged, a base model or both."""
        known = self.packages.get(key)
        if known is not None:
            return known
        name, revision, _ = key
        address = purl(model, revision)
        package = self._element(
            "ai_AIPackage", f"model-{len(self.packages) + 1}", name=prose(shown) or "unnamed",
            description=prose(model.name) if model is not None and model.name != name else "",
            suppliedBy=self._supplier(model), software_packageVersion=visible(revision), software_packageUrl=address,
            software_downloadLocation=f"https://huggingface.co/{model.id}" if model is not None and address else "",
            software_primaryPurpose="model",
            releaseTime=_moment(datetime.combine(model.released, time(), UTC)) if model is not None and model.released else "",
        )  # fmt: skip
        self.packages[key] = package
        statements = self.bill.statements(model, (opinion.result for opinion in self.opinions.get(key, ())))
        concluded = self.bill.concluded(statements)
        self._licensed(package, "hasDeclaredLicense", self.bill.declared(statements))
        self._licensed(package, "hasConcludedLicense", () if concluded is None else (concluded,))
        for base in model.bases if model is not None else ():
            other = self._package((base.model, "", ""), base.model, self.bill.bases.get(base.model))
            self._relate(package, "descendantOf", [other["spdxId"]], f"{RELATIONS[base.relation]} {prose(base.model)}")
        return package

    def _supplier(self, model: Model | None) -> str:
        publisher = prose(model.publisher) if model is not None else ""
        if not publisher:
            return ""
        if publisher not in self.suppliers:
            self.suppliers[publisher] = self._element("Organization", f"publisher-{len(self.suppliers) + 1}", name=publisher)
        return str(self.suppliers[publisher]["spdxId"])

    def _licensed(self, package: Element, kind: str, expressions: tuple[Expression, ...]) -> None:
        self._relate(package, kind, [self._expression(expression) for expression in expressions] or [_NO_ASSERTION])

    def _relate(self, package: Element, kind: str, to: list[str], comment: str = "") -> None:
        number = len(self.relationships) + 1
        stated = {"from": package["spdxId"], "relationshipType": kind, "to": to}
        self.relationships.append(self._element("Relationship", f"relationship-{number}", comment=comment, **stated))

    def _expression(self, expression: Expression) -> str:
        written = self.bill.expression(expression)
        if written not in self.expressions:
            own = [self._text(license_id) for license_id in named_licenses([expression])]
            entries = [{"type": "DictionaryEntry", "key": key, "value": value} for key, value in own if value]
            self.expressions[written] = self._element(
                "simplelicensing_LicenseExpression", f"license-{len(self.expressions) + 1}",
                simplelicensing_licenseExpression=written, simplelicensing_customIdToUri=entries,
            )  # fmt: skip
        return str(self.expressions[written]["spdxId"])

    def _text(self, license_id: str) -> tuple[str, str]:
        """A LicenseRef and the element that says where its text can be read; empty for a license of the SPDX list."""
        reference = self.bill.reference(license_id)
        if not reference.startswith("LicenseRef-"):
            return reference, ""
        if reference not in self.texts:
            known = self.bill.licenses.get(license_id)
            self.texts[reference] = self._element(
                "simplelicensing_SimpleLicensingText", f"text-{len(self.texts) + 1}", name=prose(known.name) if known else reference,
                simplelicensing_licenseText=_where_to_read(known.source if known else "", known.text_sha256 if known else ""),
            )  # fmt: skip
        return reference, str(self.texts[reference]["spdxId"])


def _where_to_read(source: str, sha256: str) -> str:
    """In place of a text, which this document does not hold."""
    read = f" It can be read at: {prose(source)}." if source else ""
    pinned = f" The sha256 of its normalized text is {sha256}." if sha256 else " The text itself was not seen."
    return f"The text of this license is not part of this document.{read}{pinned}"


def _statement(bill: Bill, item: Item, opinion: Opinion) -> str:
    """A verdict with its reasons, duties and questions, line by line."""
    only = Item(*item.key, item.model, (opinion,))
    return "\n".join(f"{name.removeprefix('licheck:')}: {value}" for name, value in notes(bill, only))


def _held(agreement: Agreement) -> str:
    reference = f", reference {agreement.reference}" if agreement.reference else ""
    until = f", until {agreement.expires.isoformat()}" if agreement.expires else ""
    return prose(f"{agreement.kind} from {agreement.publisher} for {', '.join(agreement.licenses)}{reference}{until}")


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
