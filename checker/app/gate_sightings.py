"""What the gate makes of models that readers have seen in a file: judged for the use they serve, and told where no manifest lists them."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from checker.app.gate_coverage import Coverage, Served
from checker.app.gate_files import Found
from checker.app.gate_findings import Place, at_file
from checker.app.gate_judging import Judging
from checker.app.gate_reading import declared_model
from checker.domain.gate import GateFinding
from checker.domain.gate_codes import GATE_CODES
from checker.domain.manifest import MANIFEST_NAME
from checker.domain.model import Model
from checker.domain.profile import ModelRequest
from checker.domain.sighting import FileReading, Sighting
from checker.domain.verdict import Verdict


@dataclass(frozen=True)
class Sightings:
    """The models of one file that is no manifest."""

    found: Found
    reading: FileReading
    judging: Judging
    coverage: Coverage

    @cached_property
    def requests(self) -> list[tuple[Sighting, ModelRequest]]:
        """Each model once for each way in which the file speaks of it, where it first does."""
        found: dict[object, tuple[Sighting, ModelRequest]] = {}
        for sighting in self.reading.sightings:
            declared = (sighting.license, sighting.license_name, sighting.license_link, sighting.bases)
            key = (sighting.model.casefold(), sighting.revision, sighting.obtained, sighting.provider, declared)
            if key not in found:
                found[key] = (sighting, self._request(sighting))
        return list(found.values())

    def findings(self) -> Iterator[GateFinding]:
        """Everything there is to tell of the file."""
        for unclear in self.reading.not_understood:
            yield at_file(
                "not-understood", unclear.path, unclear.reason, unclear.hint or "name the model in models.yaml, or exclude the file",
                unclear.line, unclear.column, f"{unclear.reader} {unclear.reason}",
            )  # fmt: skip
        for sighting, request in self.requests:
            yield from self._sighting(sighting, request)

    def _sighting(self, sighting: Sighting, request: ModelRequest) -> Iterator[GateFinding]:
        place = Place(self.found.shown, sighting.line, sighting.column, sighting.reader, sighting.note)
        if request.written_out is not None and request.written_out.bases:
            yield from self._drifts(request.written_out, request, place)
        served = self.coverage.of(self.found.path, request.name)
        for one in _through(served or self.coverage.in_the_profile(request.name), request.provider):
            own = one.request if request.written_out is None else request
            here = replace(own, revision=request.revision or own.revision, provider=request.provider or own.provider)
            yield from self.judging.told(self.judging.as_seen(one.use, here, sighting), place)
        pinned = sorted({one.request.revision for one in served if one.request.revision})
        if served and request.revision and pinned and request.revision not in pinned:
            listed = " and ".join(f"`{revision}`" for revision in pinned)
            yield self._not_listed(place, request, f"is listed in the manifest at {listed}, and here at `{request.revision}`")
        if served:
            return
        settled = bool(self.coverage.in_the_profile(request.name))
        if not settled:
            settled = yield from self._for_any_use(sighting, request, place)
        if self.coverage.any_for(self.found.path):
            yield self._not_listed(place, request, "is not listed in the manifest, so nobody has said what it is used for")
        elif not settled:
            yield self._not_listed(
                place, request, "serves a use that nobody states: there is no models.yaml, and the profile has several uses"
            )

    def _drifts(self, described: Model, request: ModelRequest, place: Place) -> Iterator[GateFinding]:
        """A model that this repository gives out under freer terms than its base allows."""
        from checker.app.ancestry import drifts_of  # few files describe a model that was made from another

        code = "license-drift"
        for drift in drifts_of(self.judging.session, described, self.judging.day):
            if not drift.own:
                continue  # that it says nothing of a license is told as that
            own = " / ".join(drift.own)
            lost = ", ".join(kind.value for kind, _ in drift.losses)
            says = f"is described under {own}, which loses what {' / '.join(drift.binding)} of its base {drift.base} asks: {lost}"
            remedy = f"state the license of the base: {' / '.join(drift.binding)}; `licheck lineage` shows what was lost, clause by clause"
            subject = f"{drift.base} {lost}"
            yield GateFinding(
                code, GATE_CODES[code], place.path, place.line, place.column, f"`{request.name}` {says}", remedy, request.name,
                says=says, subject=subject, revision=request.revision, reader=place.reader,
            )  # fmt: skip

    def _for_any_use(self, sighting: Sighting, request: ModelRequest, place: Place) -> Generator[GateFinding, None, bool]:
        """A model that is listed nowhere, for the use that is meant then; whether there is such a use.

        Where there is none, the model is denied only where it may serve none at all.
        """
        uses = [use for use in self.judging.profile.uses if use.id == self.judging.settings.use] or list(self.judging.profile.uses)
        judged = [self.judging.as_seen(use, request, sighting) for use in uses]
        if len(uses) == 1 or all(one.result.verdict is Verdict.DENY for one in judged):
            yield from self.judging.told(judged[0], place)
        return len(uses) == 1

    def _not_listed(self, place: Place, request: ModelRequest, says: str) -> GateFinding:
        use = self.judging.settings.use or (self.judging.profile.uses[0].id if len(self.judging.profile.uses) == 1 else "")
        entry = f"{{model: {request.name}{f', use: {use}' if use else ', use: …'}}}"
        remedy = f"add `{entry}` to {MANIFEST_NAME}; `licheck scan --write` does it for all"
        code = "not-in-manifest"
        return GateFinding(
            code, GATE_CODES[code], place.path, place.line, place.column, f"`{request.name}` {says}", remedy, request.name,
            says=says, subject=says, revision=request.revision, reader=place.reader,
        )  # fmt: skip

    def _request(self, sighting: Sighting) -> ModelRequest:
        place = f"{self.found.shown}:{sighting.line}:{sighting.column}"
        name = sighting.model or _name_of_folder(self.found.path)
        declared = declared_model(self.judging.session.library, sighting, name, place)
        return ModelRequest(name, declared, sighting.revision, place, sighting.provider)


def _through(served: Sequence[Served], provider: str) -> list[Served]:
    """The entries that list a model as a file reaches it: those of the same service, else each use once."""
    if not provider:
        return list(served)
    same = [one for one in served if one.request.provider.casefold() == provider.casefold()]
    return same or list({(one.use.id, one.use.place, one.request.revision): one for one in served}.values())


def _name_of_folder(path: Path) -> str:
    """What a model is called that a file describes without naming it: the folder it lies in."""
    return path.resolve().parent.name or str(path)
