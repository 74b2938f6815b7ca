"""Which models the manifests list, and for which use: what a model that is seen elsewhere is judged for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from checker.app.gate_findings import of_problem
from checker.app.session import Session
from checker.domain.gate import GateFinding
from checker.domain.manifest import MANIFEST_NAME, Manifest
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.settings import Settings
from checker.errors import InputError
from checker.library.settings import shown, upward
from checker.textio.document import read_bytes


@dataclass(frozen=True, slots=True)
class Served:
    """A model and the use it serves, as a manifest or the profile says."""

    use: Use
    request: ModelRequest


@dataclass
class Coverage:
    """The manifests of a run, each read once."""

    session: Session
    profile: Profile
    settings: Settings
    named: frozenset[Path]
    """Manifests that are named by the configuration or the user; they speak for the whole repository."""
    manifests: dict[str, Manifest] = field(default_factory=dict)
    """By path, as messages name it."""
    findings: list[GateFinding] = field(default_factory=list)
    """What is wrong in them."""
    _read: dict[Path, Manifest | None] = field(default_factory=dict)
    _nearest: dict[Path, tuple[Path, ...]] = field(default_factory=dict)

    def read(self, path: Path, name: str) -> Manifest | None:
        """The manifest in a file; None where it is wrong, and then that is a finding."""
        real = path.resolve()
        if real not in self._read:
            self._read[real] = self._opened(path, name)
        return self._read[real]

    def _opened(self, path: Path, name: str) -> Manifest | None:
        uses = [use.id for use in self.profile.uses]
        try:
            manifest = self.session.library.manifest_of(read_bytes(path, name), name, uses, self.settings.use)
        except InputError as error:
            self.findings += [of_problem("manifest-invalid", problem) for problem in error.problems]
            return None
        self.manifests[name] = manifest
        return manifest

    def served_by(self, manifest: Manifest) -> Iterator[Served]:
        """Every entry of a manifest with the use it serves."""
        uses = {use.id: use for use in self.profile.uses}
        for entry in manifest.entries:
            use = entry.use or uses.get(entry.use_id) or self.profile.uses[0]  # it names none only where there is but one
            yield Served(use, entry.request)

    def of(self, path: Path, name: str) -> list[Served]:
        """What the manifests above a file say of a model that stands in it."""
        return self._named(name, (served for manifest in self._above(path) for served in self.served_by(manifest)))

    def in_the_profile(self, name: str) -> list[Served]:
        """The uses under which the profile lists a model."""
        return self._named(name, (Served(use, model) for use in self.profile.uses for model in use.models))

    def _named(self, name: str, listed: Iterable[Served]) -> list[Served]:
        found = [served for served in listed if self._same(served.request.name, name)]
        return list(
            {(served.use.id, served.use.place, served.request.revision, served.request.provider): served for served in found}.values()
        )

    def any_for(self, path: Path) -> bool:
        """Whether there is a manifest that ought to list the models of a file."""
        return bool(self._paths_above(path))

    def _above(self, path: Path) -> Iterator[Manifest]:
        for file in self._paths_above(path):
            manifest = self.read(file, shown(file))
            if manifest is not None:
                yield manifest

    def _paths_above(self, path: Path) -> tuple[Path, ...]:
        folder = path.parent
        if folder not in self._nearest:
            folders = () if self.settings.manifests else upward(path)
            usual = [file for above in folders if (file := above / MANIFEST_NAME).is_file()]
            self._nearest[folder] = tuple(dict.fromkeys([*usual, *sorted(self.named)]))
        return self._nearest[folder]

    def _same(self, listed: str, seen: str) -> bool:
        """Whether two names mean the same model: the same letters, or the same model of the catalog."""
        if listed.casefold() == seen.casefold():
            return True
        names = self.session.library.names
        one, other = names.find(listed), names.find(seen)
        return one is not None and other is not None and one.id == other.id
