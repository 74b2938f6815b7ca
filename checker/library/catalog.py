"""Reads the catalog: which model is under which license, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checker.domain.hub_license import HubLicense
from checker.domain.model import Base, Expression, Model, Relation, Source, Statement, license_ids
from checker.domain.verdict import Evidence
from checker.domain.vocabulary import Vocabulary
from checker.errors import InputError, Problem
from checker.language.typecheck import nearest
from checker.library.expressions import ExpressionError, parse_expression
from checker.library.hub_licenses import resolved
from checker.textio.document import Document, Mark

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class CatalogFile:
    """The models of one file, by id."""

    publisher: str
    models: Mapping[str, Model]
    marks: Mapping[str, Mark]
    """Line and column of each model. Not the path: what a file compiles to is kept by its content, wherever it lies."""


def build(document: Document, vocabulary: Vocabulary) -> CatalogFile:
    """The models of a catalog file. Raises InputError with everything that is wrong in it."""
    from checker.library.catalog_shape import CatalogShape
    from checker.library.shape import problems_of

    problems = problems_of(document, CatalogShape)
    if problems:
        raise InputError(problems)
    data = document.data
    sources = {key: Source(entry["title"], entry.get("url") or "", entry["seen"]) for key, entry in data["sources"].items()}
    reader = ModelReader(document, vocabulary, None, sources, data["publisher"])
    models: dict[str, Model] = {}
    marks: dict[str, Mark] = {}
    for index, entry in enumerate(data["models"]):
        model = reader.model(("models", index), entry)
        if model.id in models:
            reader.problem(("models", index, "id"), f"the model `{model.id}` is listed twice")
        models[model.id] = model
        marks[model.id] = document.mark(("models", index))
    if reader.problems:
        raise InputError(reader.problems)
    return CatalogFile(data["publisher"], models, marks)


@dataclass
class ModelReader:
    """Turns an entry of a catalog, or a model that a user wrote out, into a Model."""

    document: Document
    vocabulary: Vocabulary
    licenses: frozenset[str] | None
    """The ids that may be named; None where an unknown one is for the lint to tell, and a review until then."""
    sources: Mapping[str, Source]
    publisher: str
    hub: Callable[[], Mapping[str, HubLicense]] = dict
    """What the license identifiers of the Hub stand for; asked only where a name is no encoding's."""
    problems: list[Problem] = field(default_factory=list)

    def problem(self, where: Where, message: str, hint: str = "") -> None:
        """Notes a problem at a place of the document."""
        self.problems.append(self.document.problem(where, message, hint))

    def model(self, where: Where, entry: Mapping[str, Any]) -> Model:
        """The model of a catalog entry."""
        return Model(
            id=entry["id"],
            publisher=self.publisher,
            name=entry.get("name") or entry["id"],
            family=entry.get("family") or "",
            aliases=tuple(entry.get("aliases") or ()),
            released=self.date((*where, "released"), entry.get("released")),
            inputs=self.modalities((*where, "inputs"), entry.get("inputs")),
            outputs=self.modalities((*where, "outputs"), entry.get("outputs")),
            parameters=entry.get("parameters") or "",
            bases=self.bases(entry.get("base_models")),
            weights=self._statements((*where, "weights"), entry.get("weights")),
            hosted=self._statements((*where, "hosted"), entry.get("hosted")),
            note=entry.get("note") or "",
        )

    def date(self, where: Where, text: str | None) -> date | None:
        """A day, as 2025-04-05; None where it is not stated or wrong."""
        if text is None or text == "unknown":
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.problem(where, f"`{text}` is not a date", "write it as 2025-04-05")
            return None

    def modalities(self, where: Where, entry: list[str] | None) -> frozenset[str] | None:
        """Modalities by their words; None where they are not stated."""
        if entry is None:
            return None
        known = self.vocabulary.lists["modalities"]
        for index, word in enumerate(entry):
            if word not in known:
                self.problem((*where, index), f"unknown modality `{word}`", nearest(word, known) or f"use one of {', '.join(known)}")
        return frozenset(entry)

    def bases(self, entry: list[Mapping[str, str]] | None) -> tuple[Base, ...]:
        """The models it was made from."""
        return tuple(Base(base["model"], Relation(base["relation"])) for base in entry or ())

    def expression(self, where: Where, text: str) -> Expression | None:
        """A license expression whose ids are all known, encodings or identifiers of the Hub; None where it is wrong."""
        try:
            expression = parse_expression(text)
        except ExpressionError as error:
            self.problem(where, str(error), "use license ids with OR, AND and parentheses")
            return None
        if self.licenses is None:
            return expression
        others = [license_id for license_id in license_ids(expression) if license_id not in self.licenses]
        hub = self.hub() if others else {}
        for license_id in others:
            if license_id not in hub:
                hint = nearest(license_id, {*self.licenses, *hub}) or "see `licheck licenses list`"
                self.problem(where, f"unknown license `{license_id}`", hint)
        return resolved(expression, {license_id: hub[license_id] for license_id in others if license_id in hub})

    def _statements(self, where: Where, entries: list[Mapping[str, Any]] | None) -> tuple[Statement, ...]:
        return tuple(self._statement((*where, index), entry) for index, entry in enumerate(entries or ()))

    def _statement(self, where: Where, entry: Mapping[str, Any]) -> Statement:
        source = self.sources.get(entry["source"])
        if source is None:
            self.problem((*where, "source"), f"unknown source `{entry['source']}`", nearest(entry["source"], self.sources))
        if bool(entry.get("license")) == bool(entry.get("withheld")):
            self.problem(where, "a statement names a `license`, or says `withheld: true`")
        expression = self.expression((*where, "license"), entry["license"]) if entry.get("license") else None
        return Statement(
            Evidence(entry["evidence"]),
            source or Source(entry["source"]),
            expression,
            entry.get("provider") or "",
            self.date((*where, "from"), entry.get("from")),
            self.date((*where, "until"), entry.get("until")),
        )
