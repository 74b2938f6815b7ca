"""Bills of materials: machine-learning models in CycloneDX (JSON and XML, 1.5 to 1.7) and AI packages in SPDX 3 (JSON-LD)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from checker.domain.model import Base, Relation
from checker.domain.sighting import FileReading
from checker.readers import bom_xml
from checker.readers.interface import Reader, Source
from checker.readers.notes import Notes
from checker.readers.structured import STRUCTURED, Where, documents, is_json, mappings, text_at, texts
from checker.textio.document import Document, Mark

_PURL = re.compile(r"pkg:huggingface/(?P<id>[^@?#]+)(?:@(?P<revision>[^?#]+))?", re.IGNORECASE)
_NAMESPACE = "cyclonedx.org/schema/bom"
_FRESH = "https://spdx.org/licenses/"


class CycloneDxReader(Reader):
    """Models among the components of a CycloneDX document, with their declared licenses and ancestors."""

    name = "cyclonedx"
    reads = "CycloneDX JSON and XML, machine-learning-model components"
    endings = frozenset([".json", ".xml", ".cdx"])

    def recognizes(self, source: Source) -> bool:
        if is_json(source):
            return b'"bomFormat"' in source.head and b"CycloneDX" in source.head
        return any(_NAMESPACE.encode(letters) in source.head for letters in ("ascii", "utf-16-le", "utf-16-be"))

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        for component, mark in _components(source):
            if text_at(component, "type") == "machine-learning-model":
                self._component(component, mark, notes)
        return notes.reading()

    def _component(self, component: dict[str, Any], mark: Mark, notes: Notes) -> None:
        model, revision = _identity(component)
        if not model:
            notes.unclear(mark, "a model component without a name", "name the component")
            return
        ids, names, links = _licenses(component.get("licenses"))
        ancestors = component.get("pedigree", {}).get("ancestors") if isinstance(component.get("pedigree"), dict) else None
        bases = [Base(name, Relation.FINETUNE) for name, _ in map(_identity, ancestors if isinstance(ancestors, list) else ()) if name]
        notes.describes(
            model,
            mark,
            revision=revision,
            license=" AND ".join(ids),
            license_name=" ".join(names),
            license_link=" ".join(links),
            bases=bases,
        )


def _components(source: Source) -> Iterator[tuple[dict[str, Any], Mark]]:
    """The components of a document in JSON or XML, with the place of their names; those that others descend from are left out."""
    if not is_json(source):
        yield from bom_xml.components(source)
        return
    (document,) = documents(source)
    for where, here in mappings(document):
        if "ancestors" not in where:
            yield here, document.mark((*where, "name") if "name" in here else where)


def _identity(component: Any) -> tuple[str, str]:
    """The model's name on the Hub by its package URL; else group and name as they stand."""
    purl = _PURL.match(text_at(component, "purl"))
    if purl:
        return unquote(purl["id"]), purl["revision"] or ""
    group, name = text_at(component, "group"), text_at(component, "name")
    return (f"{group}/{name}" if group and name and "/" not in name else name), text_at(component, "version")


def _licenses(value: Any) -> tuple[list[str], list[str], list[str]]:
    ids: list[str] = []
    names: list[str] = []
    links: list[str] = []
    for entry in value if isinstance(value, list) else ():
        expression = text_at(entry, "expression")
        if expression:
            ids.append(f"({expression})" if " " in expression else expression)
        ids += [found for found in [text_at(entry, "license", "id")] if found]
        names += [found for found in [text_at(entry, "license", "name")] if found]
        links += [found for found in [text_at(entry, "license", "url")] if found]
    return ids, names, links


class SpdxReader(Reader):
    """AI packages of an SPDX 3 document, with declared licenses and what they descend from."""

    name = "spdx"
    reads = "SPDX 3 JSON-LD, AI packages"
    endings = STRUCTURED

    def recognizes(self, source: Source) -> bool:
        head = source.head
        return (is_json(source) and b"spdx.org/rdf/3" in head) or (source.file_name.endswith(".spdx.json") and b"@graph" in head)

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        (document,) = documents(source)
        graph = _Graph(document)
        for index, element in graph.elements:
            if text_at(element, "type") not in ("ai_AIPackage", "AIPackage", "ai:AIPackage"):
                continue
            name = graph.name(element)
            if not name:
                notes.unclear(document.mark(graph.where(index)), "an AI package without a name", "name the package")
                continue
            licenses = graph.licenses(text_at(element, "spdxId"))
            bases = [Base(found, relation) for found, relation in graph.bases(text_at(element, "spdxId"))]
            version = text_at(element, "software_packageVersion")
            mark = document.mark((*graph.where(index), "name"))
            notes.describes(name, mark, revision=version, license=" AND ".join(licenses), bases=bases)
        return notes.reading()


class _Graph:
    """The elements of a document and the relationships between them."""

    def __init__(self, document: Document) -> None:
        data: Any = document.data
        self._is_one = isinstance(data, dict) and "@graph" not in data
        listed = [data] if self._is_one else data.get("@graph") if isinstance(data, dict) else None
        items = enumerate(listed if isinstance(listed, list) else ())
        self.elements = [(index, element) for index, element in items if isinstance(element, dict)]
        self._by_id = {text_at(element, "spdxId"): element for _, element in self.elements if text_at(element, "spdxId")}

    def where(self, index: int) -> Where:
        """The way to an element; a document may be a single one."""
        return () if self._is_one else ("@graph", index)

    def name(self, element: dict[str, Any]) -> str:
        """The name on the Hub by the package URL; else the name as it stands."""
        purl = _PURL.match(text_at(element, "software_packageUrl"))
        return unquote(purl["id"]) if purl else text_at(element, "name")

    def licenses(self, element: str) -> Iterator[str]:
        """Declared licenses; concluded ones only where none was declared."""
        declared = list(self._related(element, "hasDeclaredLicense"))
        for found in declared or list(self._related(element, "hasConcludedLicense")):
            text = text_at(self._by_id.get(found), "simplelicensing_licenseExpression") or found.removeprefix(_FRESH)
            yield f"({text})" if " " in text else text

    def bases(self, element: str) -> Iterator[tuple[str, Relation]]:
        """What it descends from."""
        for kind, relation in (("descendantOf", Relation.FINETUNE), ("ancestorOf", Relation.FINETUNE)):
            ids = self._related(element, kind) if kind == "descendantOf" else self._pointing(element, kind)
            for found in ids:
                name = self.name(self._by_id[found]) if found in self._by_id else ""
                if name:
                    yield name, relation

    def _related(self, element: str, kind: str) -> Iterator[str]:
        for _, relationship in self.elements:
            if text_at(relationship, "relationshipType") == kind and text_at(relationship, "from") == element:
                yield from texts(relationship.get("to"))

    def _pointing(self, element: str, kind: str) -> Iterator[str]:
        for _, relationship in self.elements:
            if text_at(relationship, "relationshipType") == kind and element in texts(relationship.get("to")):
                yield text_at(relationship, "from")
