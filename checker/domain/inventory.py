"""The inventory of a repository (`licheck scan`): every model its files name, where, and whether a manifest lists it."""

from __future__ import annotations

from dataclasses import dataclass

from checker.domain.sighting import NotUnderstood, Sighting
from checker.errors import Problem


@dataclass(frozen=True, slots=True)
class InventoryModel:
    """One model, under whatever names the files write it."""

    name: str
    """As it is first written."""
    known_as: str
    """Its id in the catalog; empty where the catalog does not know it."""
    sightings: tuple[Sighting, ...]
    listed: tuple[str, ...] = ()
    """file:line:column of each entry of a manifest that lists it for one of these files."""
    missing: tuple[Sighting, ...] = ()
    """The sightings in files for which no manifest lists it."""

    @property
    def id(self) -> str:
        """What a manifest calls it."""
        return self.known_as or self.name


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Folders of one kind that were not looked into."""

    reason: str
    folders: tuple[str, ...]


@dataclass(frozen=True)
class Inventory:
    """Everything that one run saw. What is not in it was not there, or is named as left out."""

    folder: str
    files_found: int
    files_read: int
    """Files that some reader knows."""
    models: tuple[InventoryModel, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Files that could not be read, manifests among them."""
    left_out: tuple[LeftOut, ...] = ()
    manifests: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[InventoryModel, ...]:
        """The models that a manifest ought to list and does not."""
        return tuple(model for model in self.models if model.missing)
