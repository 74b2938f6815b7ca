"""Reads uses and the models they need, as a profile states them and as a manifest does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from checker.domain.fact import FactValue
from checker.domain.hub_license import HubLicense
from checker.domain.model import Model, Source, Statement
from checker.domain.profile import ModelRequest, Use
from checker.domain.verdict import Evidence
from checker.domain.vocabulary import Vocabulary
from checker.errors import Problem
from checker.language.typecheck import nearest
from checker.library.catalog import ModelReader
from checker.library.facts import FactReader, Where
from checker.textio.document import Document

Hub = Callable[[], Mapping[str, HubLicense]]

_NAMES_ONLY = frozenset(["model", "revision", "provider"])
"""Keys of an entry that names a model and says nothing about it."""


@dataclass
class UseReader:
    """Turns the uses and models of a document into what the engine is told, and collects the problems on the way."""

    document: Document
    vocabulary: Vocabulary
    licenses: frozenset[str]
    hub: Hub
    what: str
    """What the document is, as sources name it: `the profile`."""

    def __post_init__(self) -> None:
        self.facts = FactReader(self.document, self.vocabulary)
        self.models = ModelReader(self.document, self.vocabulary, self.licenses, {}, "", self.hub)
        self.places: dict[str, str] = {}

    @property
    def problems(self) -> list[Problem]:
        """Everything that was wrong so far."""
        return [*self.facts.problems, *self.models.problems]

    def facts_of(self, where: Where, prefix: str, entries: Mapping[str, Any], owner: str = "") -> dict[str, FactValue]:
        """The facts among some keys, by their full names; `owner` is the id of the use that they are of."""
        found: dict[str, FactValue] = {}
        for key, raw in entries.items():
            definition = self.vocabulary.facts.get(prefix + key)
            if definition is not None:
                value = self.facts.read(definition, (*where, key), raw)
                if value is not None:
                    found[definition.name] = value
                    self.note_place(f"{owner and f'{owner}:'}{definition.name}", (*where, key), raw)
        return found

    def note_place(self, name: str, where: Where, raw: Any = None) -> None:
        """Keeps where a fact is stated, and where each of its figures is."""
        places = {f"fact:{name}": where}
        places |= {f"fact:{name}@{period}": (*where, period) for period in (raw if isinstance(raw, dict) else ())}
        for key, at in places.items():
            line, column = self.document.mark(at, of_key=True)
            self.places[key] = f"{self.document.path}:{line}:{column}"

    def use(self, where: Where, entry: Mapping[str, Any], name: str, shared: tuple[ModelRequest, ...] = ()) -> Use:
        """A use that is written out, called `name` where it has no id of its own."""
        known_as = entry.get("id") or name
        facts = self.facts_of(where, "use.", entry, known_as)
        meets = entry.get("meets") or ()
        for index, duty in enumerate(meets if isinstance(meets, list) else ()):
            self._duty_met((*where, "meets", index), duty)
            self.note_place(f"{known_as}:meets:{duty}", (*where, "meets", index))
        requests = self.requests((*where, "models"), entry.get("models"))
        return Use(known_as, facts, frozenset(meets), (*requests, *shared), self.document.place(where))

    def _duty_met(self, where: Where, duty: str) -> None:
        license_id, mark, clause = duty.partition("#")
        if not mark or not clause:
            self.facts.problem(where, f"`{duty}` does not name a clause", "write it as `license#clause`")
        elif license_id not in self.licenses:
            self.facts.problem(where, f"unknown license `{license_id}`", nearest(license_id, self.licenses))
        self.places[f"meets:{duty}"] = self.document.place(where)

    def requests(self, where: Where, entries: list[Any] | None) -> tuple[ModelRequest, ...]:
        """The models of a list."""
        return tuple(self.request((*where, index), entry) for index, entry in enumerate(entries or ()))

    def request(self, where: Where, entry: Any, besides: frozenset[str] = frozenset()) -> ModelRequest:
        """One model: a name, or an entry written out. `besides` are keys of the entry that say nothing about the model."""
        place = self.document.place(where)
        if isinstance(entry, str):
            return ModelRequest(entry, place=place)
        revision, provider = entry.get("revision") or "", entry.get("provider") or ""
        if set(entry) <= _NAMES_ONLY | besides:
            return ModelRequest(entry["model"], None, revision, place, provider)
        return ModelRequest(entry["model"], self._written_out(where, entry, place), revision, place, provider)

    def _written_out(self, where: Where, entry: Mapping[str, Any], place: str) -> Model:
        statements: tuple[Statement, ...] = ()
        if entry.get("license") and entry["license"] != "unknown":
            expression = self.models.expression((*where, "license"), entry["license"])
            statements = (Statement(Evidence.DECLARED, Source(f"{self.what}, {place}"), expression),)
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
