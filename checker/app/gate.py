"""The gate: reads manifests and the other files that name models, judges each model for the use it serves, and tells what it found.

settings = find_settings(Path("."))
gate = Gate.open(settings)
report = gate.check([Path(".")])       # a GateReport
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from checker.app.evidence import gather
from checker.app.gate_coverage import Coverage
from checker.app.gate_files import Gathering
from checker.app.gate_findings import Place, at_file, of_problem, with_fingerprints
from checker.app.gate_judging import Judging
from checker.app.gate_reading import all_readers, misnamed, read_models
from checker.app.gate_sightings import Sightings
from checker.app.profile_checks import lapsed_agreements, problems_with
from checker.app.session import Session
from checker.app.version import VERSION
from checker.domain.gate import GateFinding, GateReport
from checker.domain.manifest import MANIFEST_NAME, Manifest
from checker.domain.settings import Settings
from checker.domain.verdict import Verdict
from checker.errors import InputError, Problem, UsageError
from checker.hub.interface import Hub
from checker.language.typecheck import nearest
from checker.library.settings import repository_root, shown
from checker.readers.interface import Reader

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""


def _unwatched(_done: int, _total: int) -> None:
    """Tells nobody."""


@dataclass
class Gate:
    """Checks files of one repository against one profile."""

    judging: Judging
    without_baseline: bool = False
    """Whether the baseline holds nothing back, as when it is written anew."""
    readers: Mapping[str, Reader] | None = None
    """The readers to ask; all there are, if nobody says otherwise."""
    _folders: dict[Path, Path] = field(default_factory=dict)

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
        return Gate(Judging(session, profile, settings, as_of or date.today(), settings.evidence == "all"))

    @property
    def settings(self) -> Settings:
        """How the repository wants to be checked."""
        return self.judging.settings

    def check(self, paths: Sequence[Path], manifests: Sequence[Path] = (), progress: Progress = _unwatched) -> GateReport:
        """What there is to say of some files and folders, and of some manifests besides."""
        named = frozenset(_real(path) for path in (*manifests, *map(Path, self.settings.manifests)))
        gathering = self._gathered([*paths, *manifests])
        coverage = Coverage(self.judging.session, self.judging.profile, self.settings, named)
        findings, read, sightings = list(gathering.findings), [], []
        for done, found in enumerate(gathering.files, 1):
            if self._is_manifest(found.path, named):
                read.append(found.shown)
                coverage.read(found.path, found.shown)
            elif not self._is_ours(found.path):
                self.readers = self.readers or all_readers()
                findings += misnamed(found) if not self.settings.manifests else ()
                reading, told = read_models(found, self.readers)
                findings += told
                if reading is not None:
                    read.append(found.shown)
                    sightings.append(Sightings(found, reading, self.judging, coverage))
            progress(done, len(gathering.files))
        self._ask_the_hub(coverage, sightings)
        for name in read:
            if name in coverage.manifests:
                findings += self._manifest(coverage.manifests[name], coverage)
        for seen in sightings:
            findings += seen.findings()
        findings += coverage.findings
        findings += self._without_manifest(gathering, coverage, sightings)
        findings += self._of_the_profile(coverage.manifests)
        unread = [found.shown for found in gathering.files if found.named and found.shown not in read and not self._is_ours(found.path)]
        unread = [name for name in unread if all(finding.path != name for finding in findings)]
        whole = any(gathering.root.is_relative_to(_real(folder)) for folder in gathering.folders)
        report = self._report(findings, read, gathering.root, whole=whole)
        return replace(report, notes=(*report.notes, *gathering.notes(), *_unread(unread)))

    def _gathered(self, paths: Sequence[Path]) -> Gathering:
        """The files to look into; all there are, where what every verdict rests on is among those named."""
        gathering = Gathering(repository_root(Path(self.settings.folder)), self.settings.exclude)
        gathering.add(paths)
        if not gathering.folders and any(_real(found.path) in self._rules for found in gathering.files):
            gathering.add([Path(self.settings.folder)])
        return gathering

    def _ask_the_hub(self, coverage: Coverage, sightings: Sequence[Sightings]) -> None:
        """Has the Hub asked about all models at once, where it is to be asked at all."""
        listed = (entry.request for manifest in coverage.manifests.values() for entry in manifest.entries)
        gather(self.judging.session, [*listed, *(request for seen in sightings for _, request in seen.requests)])

    def _without_manifest(self, gathering: Gathering, coverage: Coverage, sightings: Sequence[Sightings]) -> Iterator[GateFinding]:
        if gathering.folders and not coverage.manifests and not coverage.findings and any(seen.reading.sightings for seen in sightings):
            says = "there is no manifest, so nobody has said which use a model serves"
            remedy = "`licheck scan --write` writes one with the models that were found"
            yield at_file("manifest-missing", shown(gathering.root / MANIFEST_NAME), says, remedy)

    @cached_property
    def _rules(self) -> frozenset[Path]:
        """What every verdict rests on: the profile, the configuration, the decisions."""
        return _reals((self.settings.profile, self.settings.path, self.settings.decisions))

    @cached_property
    def _own(self) -> tuple[frozenset[Path], frozenset[Path]]:
        """Files and folders that name models only to tell the gate what to do: the rules, the baseline, encodings of one's own."""
        return self._rules | _reals([self.settings.baseline]), _reals(self.settings.licenses)

    def _is_ours(self, path: Path) -> bool:
        files, folders = self._own
        real = self._real(path)
        return real in files or any(real.is_relative_to(folder) for folder in folders)

    def _is_manifest(self, path: Path, named: frozenset[Path]) -> bool:
        return self._real(path) in named or (path.name == MANIFEST_NAME and not self.settings.manifests)

    def _real(self, path: Path) -> Path:
        """A file with all links followed; the way to its folder is followed once for all that lies in it."""
        if path.is_symlink():
            return _real(path)
        folder = path.parent
        if folder not in self._folders:
            self._folders[folder] = _real(folder)
        return self._folders[folder] / path.name

    def _manifest(self, manifest: Manifest, coverage: Coverage) -> Iterator[GateFinding]:
        for served in coverage.served_by(manifest):
            place = Place.of(served.request.place, manifest.path)
            yield from self.judging.told(self.judging.judge(served.use, served.request), place)

    def _of_the_profile(self, manifests: Mapping[str, Manifest]) -> Iterator[GateFinding]:
        """What is wrong in the light of the licenses that were read: in the profile an error of the run, in a manifest a finding."""
        uses = [entry.use for manifest in manifests.values() for entry in manifest.entries if entry.use is not None]
        places = {key: place for manifest in manifests.values() for key, place in manifest.places.items()}
        whole = replace(self.judging.profile, uses=(*self.judging.profile.uses, *uses), places={**places, **self.judging.profile.places})
        problems = problems_with(whole, self.judging.session.licenses.loaded)
        theirs = [problem for problem in problems if problem.path in manifests]
        if len(theirs) < len(problems):
            raise InputError(problems)
        yield from (of_problem("manifest-invalid", problem) for problem in theirs)
        yield from (of_problem("agreement-expired", problem) for problem in lapsed_agreements(self.judging.profile, self.judging.day))

    def _report(self, findings: Sequence[GateFinding], read: Sequence[str], root: Path, *, whole: bool) -> GateReport:
        def relative(path: str) -> str:
            absolute = Path.cwd() / path
            return str(absolute.relative_to(root)) if absolute.is_relative_to(root) else path

        verdicts = _counted(judged.result.verdict for judged in self.judging.met)
        outcomes = _counted(judged.outcome for judged in self.judging.met)
        library = self.judging.session.library
        of_decisions = self.judging.decider.findings(complete=whole) if self.judging.decider is not None else ()
        told = with_fingerprints([*findings, *of_decisions], relative)
        if self.settings.baseline and not self.without_baseline:
            from checker.app.gate_baseline import hold_back
            from checker.library.baseline import read_baseline

            held = read_baseline(Path(self.settings.baseline))
            told = hold_back(told, held, self.judging.day, self.settings.baseline, whole=whole)
        return GateReport(
            self.judging.day, VERSION, library.sha256, self.judging.profile.organization, self.settings.profile, tuple(read),
            tuple(told), verdicts, outcomes, root=str(root),
        )  # fmt: skip


def _unread(names: Sequence[str]) -> Iterator[str]:
    """What was named and is of no kind that a reader knows: it was not judged, and that must not look like a pass."""
    if names:
        first = f"`{names[0]}` is" if len(names) == 1 else f"{len(names)} of the files named are"
        yield f"{first} no manifest ({MANIFEST_NAME}), and of no kind in which licheck looks for models"


def _counted(verdicts: Iterable[Verdict]) -> tuple[tuple[Verdict, int], ...]:
    counted = Counter(verdicts)
    return tuple((verdict, counted[verdict]) for verdict in Verdict)


def _reals(names: Iterable[str]) -> frozenset[Path]:
    return frozenset(_real(Path(name)) for name in names if name)


def _real(path: Path) -> Path:
    return (Path.cwd() / path).resolve()


def _at(place: str, path: str, message: str, hint: str) -> Problem:
    line, column = Place.of(place, path).line, Place.of(place, path).column
    return Problem(path, line, column, message, hint)
