"""Reads a profile: the organization, its uses, the models they need and the agreements it holds."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from checker.domain.fact import FactValue
from checker.domain.hub_license import HubLicense
from checker.domain.model import Model, Source, Statement
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.quantity import Quantity
from checker.domain.verdict import Evidence
from checker.domain.vocabulary import Vocabulary
from checker.errors import InputError, Problem
from checker.language.typecheck import nearest
from checker.library.catalog import ModelReader
from checker.library.facts import FactReader, Where
from checker.textio.document import Document

Hub = Callable[[], Mapping[str, HubLicense]]

TO_START_FROM = "`licheck init` writes a commented profile to start from"


def check_shape(document: Document, vocabulary: Vocabulary) -> list[Problem]:
    """Every way in which the document does not have the shape of a profile."""
    from checker.library.profile_shape import profile_shape
    from checker.library.shape import problems_of

    if document.data is None:
        return [document.problem((), "is empty", TO_START_FROM)]
    problems = problems_of(document, profile_shape(vocabulary))
    if isinstance(document.data, Mapping) and "use" in document.data and "uses" in document.data:
        hint = "keep `uses`, and move the single use into it"
        problems.append(document.problem(("uses",), "`use` and `uses` are both stated", hint, of_key=True))
    return problems


def build(document: Document, vocabulary: Vocabulary, licenses: frozenset[str], hub: Hub = dict, *, shape_known: bool = False) -> Profile:
    """The profile of a document. Raises InputError with everything that is wrong in it.

    `shape_known` says that these very bytes passed `check_shape` before; then only their meaning is read.
    """
    problems = [] if shape_known else check_shape(document, vocabulary)
    if problems:
        # A wrong key hides nothing else: what can be read is read too, so that all problems are told at once.
        raise InputError([*problems, *_problems_of_meaning(document, vocabulary, licenses, hub)])
    builder = _Builder(document, vocabulary, licenses, hub)
    profile = builder.profile()
    if builder.problems:
        raise InputError(builder.problems)
    return profile


def _problems_of_meaning(document: Document, vocabulary: Vocabulary, licenses: frozenset[str], hub: Hub) -> list[Problem]:
    builder = _Builder(document, vocabulary, licenses, hub)
    # The shape is wrong, so the reader may stop where it no longer makes sense; the problems of shape say why.
    with contextlib.suppress(AttributeError, KeyError, TypeError, ValueError, IndexError):
        builder.profile()
    return builder.problems


@dataclass
class _Builder:
    document: Document
    vocabulary: Vocabulary
    licenses: frozenset[str]
    hub: Hub

    def __post_init__(self) -> None:
        self.facts = FactReader(self.document, self.vocabulary)
        source = Source("the profile", self.document.path)
        self.models = ModelReader(self.document, self.vocabulary, self.licenses, {"profile": source}, "", self.hub)
        self.places: dict[str, str] = {}

    @property
    def problems(self) -> list[Problem]:
        return [*self.facts.problems, *self.models.problems]

    def profile(self) -> Profile:
        data = self.document.data
        organization = data.get("organization") or {}  # missing, it is a problem of shape; the rest is read all the same
        facts = self._facts(("organization",), "organization.", organization)
        rates = self.facts.rates(("exchange_rates",), data.get("exchange_rates") or {})
        shared = self._requests(("models",), data.get("models"))
        uses = self._uses(data, shared)
        agreements = self.facts.agreements(("agreements",), data.get("agreements"), self.licenses)
        return Profile(
            organization["name"],
            facts,
            organization.get("figures_count") or "group",
            rates,
            uses,
            agreements,
            self._values(data.get("values") or {}),
            self.document.path,
            self.places,
        )

    def _facts(self, where: Where, prefix: str, entries: Mapping[str, Any]) -> dict[str, FactValue]:
        found: dict[str, FactValue] = {}
        for key, raw in entries.items():
            definition = self.vocabulary.facts.get(prefix + key)
            if definition is not None:
                value = self.facts.read(definition, (*where, key), raw)
                if value is not None:
                    found[definition.name] = value
        return found

    def _uses(self, data: Mapping[str, Any], shared: tuple[ModelRequest, ...]) -> tuple[Use, ...]:
        if data.get("uses"):
            uses = tuple(self._use(("uses", index), entry, shared) for index, entry in enumerate(data["uses"]))
        elif data.get("use"):
            uses = (self._use(("use",), data["use"], shared),)
        else:
            self.facts.problem((), "no use is stated", "say under `use` what the models are used for")
            return ()
        seen: dict[str, str] = {}
        for use in uses:
            if use.id in seen:
                index = [u.id for u in uses].index(use.id, 1) if len(uses) > 1 else 0
                self.facts.problem(("uses", index, "id"), f"the use `{use.id}` is stated twice", f"it is already stated at {seen[use.id]}")
            seen.setdefault(use.id, use.place)
        return uses

    def _use(self, where: Where, entry: Mapping[str, Any], shared: tuple[ModelRequest, ...]) -> Use:
        facts = self._facts(where, "use.", entry)
        meets = entry.get("meets") or ()
        for index, duty in enumerate(meets if isinstance(meets, list) else ()):
            self._duty_met((*where, "meets", index), duty)
        requests = self._requests((*where, "models"), entry.get("models"))
        return Use(entry.get("id") or "use", facts, frozenset(entry.get("meets") or ()), (*requests, *shared), self.document.place(where))

    def _duty_met(self, where: Where, duty: str) -> None:
        license_id, mark, clause = duty.partition("#")
        if not mark or not clause:
            self.facts.problem(where, f"`{duty}` does not name a clause", "write it as `license#clause`")
        elif license_id not in self.licenses:
            self.facts.problem(where, f"unknown license `{license_id}`", nearest(license_id, self.licenses))
        self.places[f"meets:{duty}"] = self.document.place(where)

    def _requests(self, where: Where, entries: list[Any] | None) -> tuple[ModelRequest, ...]:
        return tuple(self._request((*where, index), entry) for index, entry in enumerate(entries or ()))

    def _request(self, where: Where, entry: Any) -> ModelRequest:
        place = self.document.place(where)
        if isinstance(entry, str):
            return ModelRequest(entry, place=place)
        revision = entry.get("revision") or ""
        if set(entry) <= {"model", "revision"}:
            return ModelRequest(entry["model"], None, revision, place)
        return ModelRequest(entry["model"], self._written_out(where, entry, place), revision, place)

    def _written_out(self, where: Where, entry: Mapping[str, Any], place: str) -> Model:
        statements: tuple[Statement, ...] = ()
        if entry.get("license") and entry["license"] != "unknown":
            expression = self.models.expression((*where, "license"), entry["license"])
            statements = (Statement(Evidence.DECLARED, Source(f"the profile, {place}"), expression),)
        return Model(
            id=entry["model"],
            publisher=entry.get("publisher") or "",
            name=entry["model"],
            released=self.models.date((*where, "released"), entry.get("released")),
            inputs=self.models.modalities((*where, "inputs"), entry.get("inputs")),
            outputs=self.models.modalities((*where, "outputs"), entry.get("outputs")),
            bases=self.models.bases(entry.get("base_models")),
            weights=statements,
            revision=entry.get("revision") or "",
            written_out=True,
        )

    def _values(self, entries: Mapping[str, Any]) -> dict[str, Quantity]:
        """Amounts nobody published: `license#value: amount`, or a mapping of values under a license."""
        flat: dict[str, tuple[Where, Any]] = {}
        for key, raw in entries.items():
            if isinstance(raw, dict):
                flat.update({f"{key}#{value}": (("values", key, value), amount) for value, amount in raw.items()})
            else:
                flat[key] = (("values", key), raw)
        values: dict[str, Quantity] = {}
        for name, (where, raw) in flat.items():
            license_id, mark, _ = name.partition("#")
            if not mark:
                self.facts.problem(where, f"`{name}` does not name a value", "write it as `license#value`")
            elif license_id not in self.licenses:
                self.facts.problem(where, f"unknown license `{license_id}`", nearest(license_id, self.licenses))
            else:
                quantity = self.facts.quantity(where, raw, money=isinstance(raw, str) and any(c.isupper() for c in raw))
                if quantity is not None:
                    values[name] = quantity
            self.places[f"values:{name}"] = self.document.place(where)
        return values
