"""A library that is loaded once and asked many times."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

from checker.app.hub_evidence import HubEvidence
from checker.app.profile_checks import lapsed_agreements, problems_with
from checker.app.version import VERSION
from checker.domain.license import License
from checker.domain.model import Model
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.report import Report, Result
from checker.domain.settlement import Settlement
from checker.engine.case import Context
from checker.engine.judge import Judgment, judge, unknown_model
from checker.engine.lineage import Lineage, trace
from checker.engine.rulebook import Rulebooks
from checker.engine.statements import Bench
from checker.errors import InputError, UsageError
from checker.hub.interface import Hub
from checker.language.typecheck import nearest
from checker.library.places import Places
from checker.library.store import Library

LICENSE_PREFIX = "license:"
"""Before a license id, it stands for every model under that license."""


class LazyLicenses(Mapping[str, License]):
    """The encodings by id, each read when it is first asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.loaded: dict[str, License] = {}

    def __getitem__(self, license_id: str) -> License:
        license = self._library.license(license_id)
        if license is None:
            raise KeyError(license_id)
        self.loaded[license_id] = license
        return license

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._library.license_ids))

    def __len__(self) -> int:
        return len(self._library.license_ids)


@dataclass
class Session:
    """Answers questions about profiles and models from one library.

    `Session.open()` takes the shipped library; folders of one's own come on top. The session keeps what it has loaded, so asking again is
    fast.
    """

    library: Library
    hub: Hub | None = None
    """Where models are looked up beside the catalog; None for nowhere."""
    _lineages: dict[str, tuple[Model, Lineage]] = field(default_factory=dict)

    @staticmethod
    def open(extra: Sequence[Path | str] = (), hub: Hub | None = None) -> Session:
        """A session on the shipped library and on some folders of the user's, with a Hub to look models up on beside the catalog.

        Raises UsageError for a folder that is not there, and InputError with everything that is wrong in the user's encodings, whether
        or not a run needs them.
        """
        session = Session(Library(Places.of([Path(folder) for folder in extra])), hub)
        session.library.with_incorporated(session.library.places.own())
        return session

    @cached_property
    def licenses(self) -> LazyLicenses:
        """All encodings, by id."""
        return LazyLicenses(self.library)

    @cached_property
    def rulebooks(self) -> Rulebooks:
        """All encodings, ready to be judged by."""
        return Rulebooks(self.licenses, self.library.vocabulary)

    @cached_property
    def evidence(self) -> HubEvidence:
        """The catalog and the Hub as one place to look models up in."""
        return HubEvidence(self.library, self.hub)

    def load_profile(self, path: Path | str) -> Profile:
        """The profile in a file. Raises InputError with everything that is wrong in it."""
        return self.library.profile(Path(path))

    def evaluate(
        self,
        profile: Profile,
        requests: Mapping[str, Sequence[ModelRequest]] | None = None,
        *,
        as_of: date | None = None,
        reports: bool = True,
        progress: Callable[[int, int], None] | None = None,
        judging: Callable[[Use, ModelRequest], Result] | None = None,
    ) -> Report:
        """The verdicts for every use and its models, in the profile's order.

        `requests` names the models by use id; left out, each use is judged on its own models, or on the whole catalog where it names none.
        `judging` gives each result in place of `judge`, for whoever needs more than the result.
        Raises InputError where the profile names clauses or values that its licenses do not have.
        """
        day = as_of or date.today()
        work = self.work(profile, requests)
        results = []
        for done, (use, request) in enumerate(work, 1):
            results.append(judging(use, request) if judging is not None else self.judge(profile, use, request, day, reports=reports))
            if progress is not None:
                progress(done, len(work))
        problems = problems_with(profile, self.licenses.loaded)
        if problems:
            raise InputError(problems)
        lapsed = tuple(lapsed_agreements(profile, day))
        notes = (*self._overrides(results), *self.evidence.notes())
        return Report(day, VERSION, self.library.sha256, profile.organization, tuple(results), notes, lapsed)

    def work(self, profile: Profile, requests: Mapping[str, Sequence[ModelRequest]] | None = None) -> list[tuple[Use, ModelRequest]]:
        """What `evaluate` judges, in its order."""
        return [(use, request) for use in profile.uses for request in self._requested(use, requests)]

    def _overrides(self, results: Sequence[Result]) -> Iterator[str]:
        """What of the shipped library the user's own folders have replaced in these results."""
        for license_id in self.library.places.overridden():
            if license_id in self.licenses.loaded:
                yield f"`{license_id}` is your own encoding, in place of the shipped one"
        for model_id in sorted({result.model for result in results} & self.library.names.overridden):
            yield f"`{model_id}` is your own catalog entry, in place of the shipped one"

    def judge(self, profile: Profile, use: Use, request: ModelRequest, as_of: date, *, reports: bool = True) -> Result:
        """The verdict for one use of one model."""
        return self.deliberate(profile, use, request, as_of, reports=reports).result

    def deliberate(
        self,
        profile: Profile,
        use: Use,
        request: ModelRequest,
        as_of: date,
        *,
        reports: bool = True,
        settlements: tuple[Settlement, ...] = (),
    ) -> Judgment:
        """The verdict, and the rulebooks that were asked on the way to it; with settlements, once decisions have settled those clauses."""
        found = self.resolve(request)
        if found is None:
            name, why = request.name, self.evidence.why(request.name, request.revision)
            near = self.library.names.nearest(name)
            unasked = bool(why) and not self.evidence.is_online
            return Judgment(unknown_model(use.id, name, near, why, unasked=unasked, provider=request.provider), ())
        model, lineage = found
        context = self._context(profile, as_of)
        return judge(profile, use, model, lineage, Bench(self.rulebooks, as_of, reports), context, settlements)

    def resolve(self, request: ModelRequest) -> tuple[Model, Lineage] | None:
        """The model that was asked for, with its ancestors; None where neither the catalog, the Hub nor the user describes it."""
        if request.written_out is not None:
            return self._with_lineage(_served_by(self._merged(request.written_out), request.provider))
        key = f"{request.name}@{request.revision} {request.provider}"
        known = self._lineages.get(key)
        if known is None:
            model = self.evidence.model(request.name, request.revision)
            if model is None:
                return None
            known = self._with_lineage(_served_by(_at_revision(model, request.revision), request.provider))
            self._lineages[key] = known
        return known

    def matching_licenses(self, patterns: Sequence[str]) -> list[str]:
        """The ids of encodings that match any of some patterns. Raises UsageError for a pattern that matches none."""
        ids = sorted(self.library.license_ids)
        found: set[str] = set()
        for pattern in patterns:
            matches = [license_id for license_id in ids if fnmatchcase(license_id, pattern)]
            if not matches:
                raise UsageError(f"no encoding matches `{pattern}`; {nearest(pattern, ids) or '`licheck licenses list` shows them'}")
            found.update(matches)
        return sorted(found)

    def matching_models(self, pattern: str) -> list[Model]:
        """The models of the catalog that a pattern, a name or `license:ID` stands for, sorted. Raises UsageError where there are none."""
        models = self.library.all_models()
        if pattern.startswith(LICENSE_PREFIX):
            license_id = pattern.removeprefix(LICENSE_PREFIX)
            if license_id not in self.library.license_ids:
                hint = nearest(license_id, self.library.license_ids) or "see `licheck licenses list`"
                raise UsageError(f"unknown license `{license_id}`; {hint}")
            found = [model for model in models if license_id in model.license_ids()]
        else:
            folded = pattern.casefold()
            found = [model for model in models if any(fnmatchcase(name.casefold(), folded) for name in (model.id, *model.aliases))]
        if not found:
            raise UsageError(f"no model of the catalog matches `{pattern}`; `licheck models list` shows them")
        return found

    def resolve_model(self, model: Model) -> Lineage:
        """The ancestors of a model of the catalog."""
        return trace(model, self.evidence.model, self.evidence.why)

    def _with_lineage(self, model: Model) -> tuple[Model, Lineage]:
        return model, self.resolve_model(model)

    def _merged(self, written: Model) -> Model:
        """A model that a user wrote out although the catalog knows it: the user's word comes beside the catalog's, not in its place."""
        known = self.library.model(written.id)
        described = written if known is None else _merge(written, known)
        return self.evidence.beside(described, written.revision)

    def _requested(self, use: Use, requests: Mapping[str, Sequence[ModelRequest]] | None) -> Sequence[ModelRequest]:
        if requests is not None:
            return requests.get(use.id, ())
        return use.models or [ModelRequest(model.id) for model in self.library.all_models()]

    def _context(self, profile: Profile, as_of: date) -> Context:
        known = self._contexts.get(id(profile))
        if known is None or known[0] is not profile or known[1].as_of != as_of:
            known = (profile, Context.of(profile, as_of))
            self._contexts.clear()
            self._contexts[id(profile)] = known
        return known[1]

    @cached_property
    def _contexts(self) -> dict[int, tuple[Profile, Context]]:
        return {}


def _at_revision(model: Model, revision: str) -> Model:
    return replace(model, revision=revision) if revision else model


def _served_by(model: Model, provider: str) -> Model:
    """The model as one service serves it: what is said of other services does not bind there, and permits nothing there."""
    if not provider:
        return model
    wanted = provider.casefold()
    hosted = tuple(said for said in model.hosted if (said.provider or model.publisher).casefold() == wanted)
    known = next((said.provider or model.publisher for said in hosted), provider)  # spelt as those spell it who know it
    return replace(model, hosted=hosted, served_by=known)


def _merge(written: Model, known: Model) -> Model:
    return replace(
        known,
        revision=written.revision,
        released=known.released or written.released,
        inputs=known.inputs if known.inputs is not None else written.inputs,
        outputs=known.outputs if known.outputs is not None else written.outputs,
        bases=tuple(dict.fromkeys((*known.bases, *written.bases))),
        # Where no weights were released, no word of the user's makes some.
        weights=(*known.weights, *written.weights) if known.weights or not known.hosted else (),
        hosted=(*known.hosted, *(replace(own, provider=other.provider) for own in written.weights for other in known.hosted)),
    )
