"""Looks models up in the catalog and on the Hub; the catalog comes first, and the Hub's evidence beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from checker.domain.model import Model, Observation, Source
from checker.hub.interface import Hub, HubRecord, HubSilence, is_model_id
from checker.library.store import Library

if TYPE_CHECKING:
    from checker.app.hub_models import HubModels


@dataclass
class HubEvidence:
    """One place to look up models; remembers what it was told."""

    library: Library
    hub: Hub | None
    _told: dict[tuple[str, str], HubRecord | HubSilence] = field(default_factory=dict)
    _models: dict[tuple[str, str], Model | None] = field(default_factory=dict)

    @cached_property
    def _reader(self) -> HubModels:
        from checker.app.hub_models import HubModels  # it reads license texts, which most runs have none of

        return HubModels(self.library)

    @property
    def is_online(self) -> bool:
        """Whether the Hub itself is asked."""
        return self.hub is not None and self.hub.online

    def model(self, name: str, revision: str = "") -> Model | None:
        """The model of that name; None where neither the catalog nor the Hub knows it."""
        key = (name, revision)
        if key not in self._models:
            self._models[key] = self._look_up(name, revision)
        return self._models[key]

    def beside(self, described: Model, revision: str = "") -> Model:
        """A model that somebody describes, with what the Hub says of it beside that."""
        seen = self.seen(described.id, revision)
        if seen is not None:
            return self._reader.beside(described, seen)
        told = self.record(described.id, revision)
        if isinstance(told, HubSilence) and self.is_online:
            asked = Observation("the Hub", told.says, Source("asked the Hub"))
            return replace(described, observed=(*described.observed, asked))
        return described

    def seen(self, name: str, revision: str = "") -> Model | None:
        """The model as the Hub alone describes it; None where it does not."""
        told = self.record(name, revision)
        return self._reader.model(told) if isinstance(told, HubRecord) else None

    def record(self, name: str, revision: str = "") -> HubRecord | HubSilence | None:
        """What the Hub says of a model, as it says it; None where there is no Hub to ask."""
        if self.hub is None or not is_model_id(name):
            return None
        key = (name, revision)
        if key not in self._told:
            self._told[key] = self.hub.record(name, revision)
        return self._told[key]

    def hub_id(self, name: str) -> str:
        """The name under which the Hub is asked for a model: the catalog's own id for one of its aliases."""
        known = self.library.model(name)
        return known.id if known is not None else name

    def why(self, name: str, revision: str = "") -> str:
        """What the Hub has to say of a model that nobody knows; empty where it was not asked, or knows it."""
        told = self.record(name, revision)
        return told.says if isinstance(told, HubSilence) else ""

    @property
    def texts(self) -> Mapping[str, tuple[str, str]]:
        """The license texts that were found word for word beside the models of this run: by license, where, and what it says."""
        return self._reader.exact if self.hub is not None and "_reader" in self.__dict__ else {}

    def notes(self) -> Iterator[str]:
        """What the reader should know of what was looked up: names that have changed."""
        renamed = {(name, told.id) for (name, _), told in self._told.items() if isinstance(told, HubRecord)}
        for name, today in sorted(renamed):
            if name.casefold() != today.casefold():
                yield f"`{name}` is called `{today}` on the Hub today"

    def _look_up(self, name: str, revision: str) -> Model | None:
        known = self.library.model(name)
        if known is not None:
            return self.beside(known, revision)
        seen = self.seen(name, revision)
        if seen is None:
            return None
        renamed = self.library.model(seen.id)
        return seen if renamed is None else self._reader.beside(renamed, seen)
