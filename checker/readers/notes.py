"""Collects what a reader sees in a file, sorting names that can be looked up from those that cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.domain.model import Base
from checker.domain.sighting import FileReading, NotUnderstood, Role, Sighting
from checker.readers.names import DEPLOYMENT, Named, why_not_a_name
from checker.textio.document import Mark

WHOLE_FILE: Mark = (0, 0)
_WAY_OUT = "name the model in models.yaml"


@dataclass
class Notes:
    """The sightings of one reader in one file."""

    path: str
    reader: str
    _sightings: list[Sighting] = field(default_factory=list)
    _unclear: list[NotUnderstood] = field(default_factory=list)

    def uses(self, named: Named, mark: Mark, *, written: str | None = None, license: str = "") -> None:
        """Notes that the file uses a model, or why what it names is none. `written` is the name as it stands in the file."""
        reason = why_not_a_name(named.model if written is None else written) or why_not_a_name(named.model)
        if reason:
            self.unclear(mark, reason)
            return
        if named.note == DEPLOYMENT:
            self.unclear(mark, f"`{named.model}` is {DEPLOYMENT}")
            return
        self._add(
            Sighting(
                named.model,
                self.path,
                *mark,
                self.reader,
                revision=named.revision,
                obtained=named.obtained,
                provider=named.provider,
                license=license,
                note=named.note,
            )
        )

    def describes(
        self,
        model: str,
        mark: Mark,
        *,
        revision: str = "",
        license: str = "",
        license_name: str = "",
        license_link: str = "",
        bases: Sequence[Base] = (),
        note: str = "",
    ) -> None:
        """Notes what the file says of a model that it comes with."""
        self._add(
            Sighting(
                model,
                self.path,
                *mark,
                self.reader,
                Role.DESCRIBES,
                revision=revision,
                license=license,
                license_name=license_name,
                license_link=license_link,
                bases=tuple(dict.fromkeys(bases)),
                note=note,
            )
        )

    def unclear(self, mark: Mark, reason: str, hint: str = _WAY_OUT) -> None:
        """Notes a place that may speak of a model, and why it cannot be followed."""
        self._unclear.append(NotUnderstood(self.path, *mark, self.reader, reason, hint))

    def reading(self) -> FileReading:
        """Everything noted, in the order of the file, each thing once."""
        sightings = sorted(dict.fromkeys(self._sightings), key=lambda found: (found.line, found.column, found.model))
        unclear = sorted(dict.fromkeys(self._unclear), key=lambda found: (found.line, found.column, found.reason))
        return FileReading(tuple(sightings), tuple(unclear))

    def _add(self, sighting: Sighting) -> None:
        self._sightings.append(sighting)
