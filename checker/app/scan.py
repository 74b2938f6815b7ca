"""The inventory of all models that the files of a repository name.

scan = Scan.open(find_settings(Path(".")))
inventory = scan.of([Path(".")])       # an Inventory
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checker.app.gate_files import Found, Gathering
from checker.app.gate_reading import all_readers, read_models
from checker.app.listing import Listing
from checker.app.session import Session
from checker.domain.gate import GateFinding
from checker.domain.inventory import Inventory, InventoryModel, LeftOut
from checker.domain.settings import Settings
from checker.domain.sighting import NotUnderstood, Sighting
from checker.errors import Problem
from checker.library.settings import repository_root
from checker.readers.interface import Reader

Progress = Callable[[int, int], None]


@dataclass
class Scan:
    """Looks through files of one repository. Needs no profile: it says what there is, not what may be used."""

    session: Session
    settings: Settings
    readers: Mapping[str, Reader] = field(default_factory=all_readers)

    @staticmethod
    def open(settings: Settings) -> Scan:
        """A scan with what the settings name."""
        return Scan(Session.open(settings.licenses), settings)

    def of(self, paths: Sequence[Path], progress: Progress | None = None) -> Inventory:
        """What some files and folders name. Raises InputError for a path that is not there."""
        gathering = Gathering(repository_root(Path(self.settings.folder)), self.settings.exclude)
        gathering.add(paths)
        listing = Listing(self.session.library, self.settings)
        seen: list[tuple[Found, Sighting]] = []
        unclear: list[NotUnderstood] = []
        problems = [_problem(finding) for finding in gathering.findings]
        read = 0
        for done, found in enumerate(gathering.files, 1):
            if progress is not None and done % 50 == 0:
                progress(done, len(gathering.files))
            if listing.is_manifest(found.path):
                listing.read(found.path)
                continue
            reading, told = read_models(found, self.readers)
            problems += [_problem(finding) for finding in told]
            if reading is not None:
                read += 1
                seen += [(found, sighting) for sighting in reading.sightings]
                unclear += reading.not_understood
        models = self._models(seen, listing)
        return Inventory(
            folder=str(paths[0]) if len(paths) == 1 else "",
            files_found=len(gathering.files),
            files_read=read,
            models=models,
            not_understood=tuple(sorted(set(unclear), key=lambda one: (one.path, one.line, one.column, one.reason))),
            problems=tuple(sorted(set(problems + listing.problems))),
            left_out=tuple(LeftOut(reason, tuple(folders)) for reason, folders in sorted(gathering.left_out.items())),
            manifests=tuple(sorted(listing.manifests)),
        )

    def _models(self, seen: Sequence[tuple[Found, Sighting]], listing: Listing) -> tuple[InventoryModel, ...]:
        """One entry for each model: the same letters, or the same model of the catalog."""
        names = self.session.library.names
        grouped: dict[str, list[tuple[Found, Sighting]]] = {}
        known: dict[str, str] = {}
        for found, sighting in seen:
            entry = names.find(sighting.model)
            key = (entry.id if entry is not None else sighting.model).casefold()
            known[key] = entry.id if entry is not None else ""
            grouped.setdefault(key, []).append((found, sighting))
        models = []
        for key, members in grouped.items():
            listed: dict[str, None] = {}
            missing = []
            for found, sighting in members:
                places = listing.places(found.path, sighting.model)
                listed.update(dict.fromkeys(places))
                if not places:
                    missing.append(sighting)
            sightings = tuple(sorted((one for _, one in members), key=lambda one: (one.path, one.line, one.column)))
            models.append(InventoryModel(sightings[0].model, known[key], sightings, tuple(listed), tuple(missing)))
        return tuple(sorted(models, key=lambda model: model.id.casefold()))


def _problem(finding: GateFinding) -> Problem:
    return Problem(finding.path, finding.line, finding.column, finding.message, finding.remedy)
