"""Which models the manifests of a repository list, where no profile is at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from checker.domain.manifest import MANIFEST_NAME, Manifest
from checker.domain.settings import Settings
from checker.errors import InputError, Problem
from checker.library.settings import shown, upward
from checker.library.store import Library
from checker.textio.document import read_bytes


@dataclass
class Listing:
    """The manifests that speak for the files of a run, each read once."""

    library: Library
    settings: Settings
    manifests: dict[str, Manifest] = field(default_factory=dict)
    """By path, as messages name it."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong in them. A manifest that is wrong lists nothing."""
    _read: dict[Path, Manifest | None] = field(default_factory=dict)
    _above: dict[Path, tuple[Path, ...]] = field(default_factory=dict)
    _places: dict[tuple[Path, str], tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _named(self) -> tuple[Path, ...]:
        return tuple((Path.cwd() / name).resolve() for name in self.settings.manifests)

    def is_manifest(self, path: Path) -> bool:
        """Whether a file is one: by the configuration, else by its name."""
        if self._named:
            return path.suffix in (".yaml", ".yml") and path.resolve() in self._named
        return path.name == MANIFEST_NAME

    def read(self, path: Path) -> Manifest | None:
        """The manifest in a file; None where it is wrong, and then that is a problem."""
        real = path.resolve()
        if real not in self._read:
            name = shown(Path.cwd() / path)
            self._read[real] = None
            try:
                self._read[real] = self.manifests[name] = self.library.manifest_of(read_bytes(path, name), name)
            except InputError as error:
                self.problems += error.problems
        return self._read[real]

    def above(self, path: Path) -> tuple[Path, ...]:
        """The manifests that speak for a file, the nearest first."""
        folder = path.parent
        if folder not in self._above:
            usual = () if self._named else tuple(file for above in upward(path) if (file := above / MANIFEST_NAME).is_file())
            self._above[folder] = usual or self._named
        return self._above[folder]

    def places(self, path: Path, name: str) -> tuple[str, ...]:
        """Where the manifests above a file list a model: under the same letters, or another name of the same model of the catalog."""
        key = (path.parent, name.casefold())
        if key not in self._places:
            known = self.library.names.find(name)
            found = []
            for file in self.above(path):
                manifest = self.read(file)
                for entry in manifest.entries if manifest is not None else ():
                    listed = entry.request.name
                    same = known is not None and (other := self.library.names.find(listed)) is not None and other.id == known.id
                    if same or listed.casefold() == name.casefold():
                        found.append(entry.request.place)
            self._places[key] = tuple(dict.fromkeys(found))
        return self._places[key]
