"""The gate: reads manifests and the other files that name models, judges each model for the use it serves, and tells what it found.

settings = find_settings(Path("."))
gate = Gate.open(settings)
report = gate.check([Path(".")])       # a GateReport
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from checker.app.decided import Decider
from checker.app.evidence import gather
from checker.app.gate_baseline import hold_back
from checker.app.gate_coverage import Coverage
from checker.app.gate_decisions import decided_findings
from checker.app.gate_files import Found, Gathering
from checker.app.gate_findings import Place, Teller, at_file, of_problem, with_fingerprints
from checker.app.gate_reading import all_readers, declared_model, read_models
from checker.app.gate_ways import way_out
from checker.app.profile_checks import lapsed_agreements, problems_with
from checker.app.session import Session
from checker.app.version import VERSION
from checker.domain.decided import Decided
from checker.domain.gate import GateFinding, GateReport
from checker.domain.gate_codes import GATE_CODES
from checker.domain.manifest import MANIFEST_NAME, Manifest
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.report import Result
from checker.domain.settings import Settings
from checker.domain.sighting import FileReading, Sighting
from checker.domain.verdict import Verdict
from checker.errors import InputError, Problem, UsageError
from checker.hub.interface import Hub
from checker.language.typecheck import nearest
from checker.library.baseline import read_baseline
from checker.library.settings import repository_root, shown
from checker.readers.interface import Reader

OBTAINED = "use.obtained"


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one model for one use."""

    result: Result
    use: Use
    request: ModelRequest
    decided: Decided | None = None
    """What decisions make of it, where there are any."""

    @property
    def outcome(self) -> Verdict:
        """The verdict after decisions."""
        return self.result.verdict if self.decided is None else self.decided.outcome


@dataclass
class Gate:
    """Checks files of one repository against one profile."""

    session: Session
    profile: Profile
    settings: Settings
    day: date
    reports: bool = True
    without_baseline: bool = False
    """Whether the baseline holds nothing back, as when it is written anew."""
    readers: Mapping[str, Reader] = field(default_factory=all_readers)
    told: list[Judged] = field(default_factory=list)
    _judged: dict[object, Judged] = field(default_factory=dict)

    @staticmethod
    def open(settings: Settings, *, as_of: date | None = None, hub: Hub | None = None) -> Gate:
        """A gate with what the settings name, and a Hub to look models up on beside the catalog.

        Raises UsageError where there is no profile, and InputError for what is wrong in it.
        """
        if not settings.profile:
            hint = "name one with `--profile FILE`, or let `licheck init` write one"
            raise UsageError(f"no profile was found: neither the configuration names one, nor is there a company.yaml; {hint}")
        session = Session.open(settings.licenses, hub)
        profile = session.load_profile(settings.profile)
        known = [use.id for use in profile.uses]
        if settings.use and settings.use not in known:
            hint = nearest(settings.use, known) or f"the profile has {', '.join(f'`{use}`' for use in known)}"
            raise InputError([_at(settings.places.get("use", ""), settings.path, f"the profile has no use `{settings.use}`", hint)])
        return Gate(session, profile, settings, as_of or date.today(), settings.evidence == "all")

    def check(self, paths: Sequence[Path], manifests: Sequence[Path] = ()) -> GateReport:
        """What there is to say of some files and folders, and of some manifests besides."""
        root = repository_root(Path(self.settings.folder))
        gathering = Gathering(root, self.settings.exclude)
        gathering.add([*paths, *manifests])
        named = frozenset(_real(path) for path in (*manifests, *map(Path, self.settings.manifests)))
        if not gathering.folders and self._names_the_rules(gathering.files):
            gathering.add([Path(self.settings.folder)])  # what every verdict rests on has changed, so all is asked again
        findings = list(gathering.findings)
        coverage = Coverage(self.session, self.profile, self.settings, named)
        readings: list[tuple[Found, FileReading]] = []
        read: list[str] = []
        for found in gathering.files:
            if self._is_manifest(found.path, named):
                read.append(found.shown)
                findings += self._manifest(found, coverage)
            else:
                reading, told = read_models(found, self.readers)
                findings += told
                if reading is not None:
                    read.append(found.shown)
                    readings.append((found, reading))
        gather(self.session, (self._request(seen, found) for found, reading in readings for seen in reading.sightings))
        for found, reading in readings:
            findings += self._sightings(found, reading, coverage)
        findings += coverage.findings
        if gathering.folders and not coverage.manifests and not coverage.findings and any(reading.sightings for _, reading in readings):
            folder = shown(root / MANIFEST_NAME)
            remedy = "`licheck scan --write` writes one with the models that were found"
            findings.append(
                at_file("manifest-missing", folder, "there is no manifest, so nobody has said which use a model serves", remedy)
            )
        findings += self._of_the_profile(coverage.manifests)
        whole = any(root.is_relative_to(_real(folder)) for folder in gathering.folders)
        return self._report(findings, read, root, whole=whole)

    def _names_the_rules(self, files: Sequence[Found]) -> bool:
        """Whether one of the files is what every verdict rests on: the profile, the configuration, the decisions."""
        rules = {_real(Path(name)) for name in (self.settings.profile, self.settings.path, self.settings.decisions) if name}
        return any(_real(found.path) in rules for found in files)

    def _is_manifest(self, path: Path, named: frozenset[Path]) -> bool:
        return _real(path) in named or (path.name == MANIFEST_NAME and not self.settings.manifests)

    def _manifest(self, found: Found, coverage: Coverage) -> Iterator[GateFinding]:
        manifest = coverage.read(found.path, found.shown)
        if manifest is None:
            return
        all_served = list(coverage.served_by(manifest))
        gather(self.session, (served.request for served in all_served))
        for served in all_served:
            place = Place.of(served.request.place, found.shown)
            yield from self._told(self._judge(served.use, served.request), place)

    def _sightings(self, found: Found, reading: FileReading, coverage: Coverage) -> Iterator[GateFinding]:
        for unclear in reading.not_understood:
            yield at_file(
                "not-understood", unclear.path, unclear.reason, unclear.hint or "name the model in models.yaml, or exclude the file",
                unclear.line, unclear.column, f"{unclear.reader} {unclear.reason}",
            )  # fmt: skip
        seen: set[tuple[str, str]] = set()
        for sighting in reading.sightings:
            request = self._request(sighting, found)
            if (request.name.casefold(), request.revision) in seen:
                continue  # told where it first stands in the file
            seen.add((request.name.casefold(), request.revision))
            yield from self._sighting(sighting, request, found, coverage)

    def _sighting(self, sighting: Sighting, request: ModelRequest, found: Found, coverage: Coverage) -> Iterator[GateFinding]:
        place = Place(found.shown, sighting.line, sighting.column, sighting.reader, sighting.note)
        served = coverage.of(found.path, request.name)
        for one in served or coverage.in_the_profile(request.name):
            own = one.request if request.written_out is None else request
            yield from self._told(self._as_seen(one.use, replace(own, revision=request.revision or own.revision), sighting), place)
        pinned = sorted({one.request.revision for one in served if one.request.revision})
        if served and request.revision and pinned and request.revision not in pinned:
            listed = " and ".join(f"`{revision}`" for revision in pinned)
            yield self._not_listed(place, request, f"is listed in the manifest at {listed}, and here at `{request.revision}`")
        if served:
            return
        settled = bool(coverage.in_the_profile(request.name))
        if not settled:
            settled = yield from self._for_any_use(sighting, request, place)
        if coverage.any_for(found.path):
            yield self._not_listed(place, request, "is not listed in the manifest, so nobody has said what it is used for")
        elif not settled:
            yield self._not_listed(
                place, request, "serves a use that nobody states: there is no models.yaml, and the profile has several uses"
            )

    def _for_any_use(self, sighting: Sighting, request: ModelRequest, place: Place) -> Generator[GateFinding, None, bool]:
        """A model that is listed nowhere, for the use that is meant then; whether there is such a use.

        Where there is none, the model is denied only where it may serve none at all.
        """
        uses = [use for use in self.profile.uses if use.id == self.settings.use] or list(self.profile.uses)
        judged = [self._as_seen(use, request, sighting) for use in uses]
        if len(uses) == 1 or all(one.result.verdict is Verdict.DENY for one in judged):
            yield from self._told(judged[0], place)
        return len(uses) == 1

    def _not_listed(self, place: Place, request: ModelRequest, says: str) -> GateFinding:
        use = self.settings.use or (self.profile.uses[0].id if len(self.profile.uses) == 1 else "")
        entry = f"{{model: {request.name}{f', use: {use}' if use else ', use: …'}}}"
        remedy = f"add `{entry}` to {MANIFEST_NAME}; `licheck scan --write` does it for all"
        code = "not-in-manifest"
        return GateFinding(
            code, GATE_CODES[code], place.path, place.line, place.column, f"`{request.name}` {says}", remedy, request.name,
            says=says, subject=says, revision=request.revision, reader=place.reader,
        )  # fmt: skip

    def _request(self, sighting: Sighting, found: Found) -> ModelRequest:
        place = f"{found.shown}:{sighting.line}:{sighting.column}"
        name = sighting.model or _name_of_folder(found.path)
        declared = declared_model(self.session.library, sighting, name, place)
        return ModelRequest(name, declared, sighting.revision, place, sighting.provider)

    def _as_seen(self, use: Use, request: ModelRequest, sighting: Sighting) -> Judged:
        """The worse of what holds for the use as it is stated, and for the channel that the file shows."""
        stated = self._judge(use, request)
        if not sighting.obtained or use.facts.get(OBTAINED) == sighting.obtained:
            return stated
        shown_here = self._judge(replace(use, facts={**use.facts, OBTAINED: sighting.obtained}), request)
        return shown_here if shown_here.outcome.severity > stated.outcome.severity else stated

    def _judge(self, use: Use, request: ModelRequest) -> Judged:
        key = (use.id, use.place, use.facts.get(OBTAINED), request.name, request.revision, request.provider, request.written_out)
        known = self._judged.get(key)
        if known is None:
            if self.decider is None:
                known = Judged(self.session.judge(self.profile, use, request, self.day, reports=self.reports), use, request)
            else:
                decided = self.decider.decide(use, request)
                known = Judged(decided.result, use, request, decided)
            self._judged[key] = known
        return known

    def _told(self, judged: Judged, place: Place) -> list[GateFinding]:
        def nearest_way_out() -> str:
            return way_out(self.session, self.profile, judged.use, judged.request, self.day, reports=self.reports)

        self.told.append(judged)
        teller = Teller(self.session.library.vocabulary, self.settings.profile)
        if judged.decided is None:
            return teller.findings(judged.result, place, nearest_way_out)
        return decided_findings(judged.decided, teller, place, nearest_way_out)

    @cached_property
    def decider(self) -> Decider | None:
        """Applies the decisions that the settings name. Raises InputError with everything that is wrong in their file."""
        if not self.settings.decisions:
            return None
        book = self.session.library.decisions(Path(self.settings.decisions))
        return Decider(self.session, self.profile, book, self.day, self.reports)

    def _of_the_profile(self, manifests: Mapping[str, Manifest]) -> Iterator[GateFinding]:
        """What is wrong in the light of the licenses that were read: in the profile an error of the run, in a manifest a finding."""
        uses = [entry.use for manifest in manifests.values() for entry in manifest.entries if entry.use is not None]
        places = {key: place for manifest in manifests.values() for key, place in manifest.places.items()}
        whole = replace(self.profile, uses=(*self.profile.uses, *uses), places={**places, **self.profile.places})
        problems = problems_with(whole, self.session.licenses.loaded)
        theirs = [problem for problem in problems if problem.path in manifests]
        if len(theirs) < len(problems):
            raise InputError(problems)
        yield from (of_problem("manifest-invalid", problem) for problem in theirs)
        yield from (of_problem("agreement-expired", problem) for problem in lapsed_agreements(self.profile, self.day))

    def _report(self, findings: Sequence[GateFinding], read: Sequence[str], root: Path, *, whole: bool) -> GateReport:
        def relative(path: str) -> str:
            absolute = Path.cwd() / path
            return str(absolute.relative_to(root)) if absolute.is_relative_to(root) else path

        verdicts = _counted(judged.result.verdict for judged in self.told)
        outcomes = _counted(judged.outcome for judged in self.told)
        library = self.session.library
        of_decisions = self.decider.findings(complete=whole) if self.decider is not None else ()
        told = with_fingerprints([*findings, *of_decisions], relative)
        if self.settings.baseline and not self.without_baseline:
            held = read_baseline(Path(self.settings.baseline))
            told = hold_back(told, held, self.day, self.settings.baseline, whole=whole)
        return GateReport(
            self.day, VERSION, library.sha256, self.profile.organization, self.settings.profile, tuple(read),
            tuple(told), verdicts, outcomes, root=str(root),
        )  # fmt: skip


def _counted(verdicts: Iterable[Verdict]) -> tuple[tuple[Verdict, int], ...]:
    counted = Counter(verdicts)
    return tuple((verdict, counted[verdict]) for verdict in Verdict)


def _real(path: Path) -> Path:
    return (Path.cwd() / path).resolve()


def _name_of_folder(path: Path) -> str:
    """What a model is called that a file describes without naming it: the folder it lies in."""
    return path.resolve().parent.name or str(path)


def _at(place: str, path: str, message: str, hint: str) -> Problem:
    line, column = Place.of(place, path).line, Place.of(place, path).column
    return Problem(path, line, column, message, hint)
