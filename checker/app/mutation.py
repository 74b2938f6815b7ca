"""Runs the cases of encodings on mutants of them, and tells which mistakes the cases would not have noticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field

from checker.app.session import Session
from checker.app.trials import run
from checker.engine.mutants import KINDS, mutants
from checker.engine.rulebook import Rulebook
from checker.library.cases import Example, Harmless
from checker.library.places import Places
from checker.library.store import Library


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mistake that no case noticed."""

    kind: str
    clause: str
    """The clause, value or term with the mistake."""
    change: str


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants of one encoding its cases killed."""

    license: str
    total: int = 0
    """How many could change an answer: those that are stated to change nothing are left out."""
    survivors: tuple[Survivor, ...] = ()
    harmless: tuple[Harmless, ...] = ()
    """Survivors that the cases state to change nothing, with the reason."""
    noticed: tuple[Harmless, ...] = ()
    """What is stated to change nothing although a case notices it, or nobody makes such a mistake."""
    by_kind: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Killed and made, by kind."""
    unmeasured: str = ""
    """Why nothing was measured; empty where it was."""

    @property
    def killed(self) -> int:
        """How many mutants made a case come out otherwise."""
        return self.total - len(self.survivors)


def score(session: Session, license_id: str, kinds: Sequence[str] = ()) -> Score:
    """The score of one encoding, on all kinds of mutants or on some. Raises InputError for files that cannot be read."""
    examples = session.library.examples(license_id)
    rulebook = session.rulebooks.get(license_id)
    if rulebook is None or not examples:
        return Score(license_id, unmeasured="it has no cases")
    failing = sum(bool(trial.complaints) for trial in run(rulebook, examples))
    if failing:
        return Score(license_id, unmeasured=f"{failing} of its cases fail as it is")
    survivors = []
    stated = {(entry.clause, entry.mistake): entry for entry in session.library.harmless(license_id)}
    harmless: list[Harmless] = []
    made: Counter[str] = Counter()
    for mutant in mutants(rulebook.license, rulebook.vocabulary, (example.case for example in examples), kinds or tuple(KINDS)):
        if _killed(Rulebook(mutant.license, rulebook.parts[1:], rulebook.vocabulary), mutant.clause, examples):
            made[mutant.kind] += 1
        elif (mutant.clause, mutant.change) in stated:
            harmless.append(stated[mutant.clause, mutant.change])
        else:
            made[mutant.kind] += 1
            survivors.append(Survivor(mutant.kind, mutant.clause, mutant.change))
    noticed = () if kinds else tuple(entry for entry in stated.values() if entry not in harmless)
    alive = Counter(survivor.kind for survivor in survivors)
    counts = {kind: (made[kind] - alive[kind], made[kind]) for kind in KINDS if made[kind]}
    return Score(license_id, made.total(), tuple(survivors), tuple(harmless), noticed, counts)


def _killed(mutant: Rulebook, changed: str, examples: Sequence[Example]) -> bool:
    """Whether any case comes out otherwise. The first one is enough, and the cases that name what was changed are the likeliest."""
    name = f"{mutant.license.id}#{changed}"
    likeliest_first = sorted(examples, key=lambda example: name not in (example.because or ()) and name not in example.duties)
    return any(trial.complaints for example in likeliest_first for trial in run(mutant, [example]))


def scores(
    session: Session,
    license_ids: Sequence[str],
    kinds: Sequence[str] = (),
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> list[Score]:
    """The scores of some encodings, in their order, worked out by so many processes."""
    found: dict[str, Score] = {}
    for result in _each(session, license_ids, kinds, min(jobs, len(license_ids))):
        found[result.license] = result
        if progress is not None:
            progress(len(found), len(license_ids))
    return [found[license_id] for license_id in license_ids]


def by_kind(found: Sequence[Score]) -> dict[str, tuple[int, int]]:
    """Killed and made over several encodings, by kind."""
    totals: dict[str, tuple[int, int]] = {}
    for kind in KINDS:
        parts = [entry.by_kind[kind] for entry in found if kind in entry.by_kind]
        if parts:
            totals[kind] = (sum(killed for killed, _ in parts), sum(made for _, made in parts))
    return totals


def _each(session: Session, license_ids: Sequence[str], kinds: Sequence[str], jobs: int) -> Iterator[Score]:
    if jobs < 2:
        yield from (score(session, license_id, kinds) for license_id in license_ids)
        return
    with ProcessPoolExecutor(jobs, initializer=_Worker.start, initargs=(session.library.places,)) as pool:
        waiting = [pool.submit(_Worker.score, license_id, tuple(kinds)) for license_id in license_ids]
        try:
            for done in as_completed(waiting):
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)


class _Worker:
    """What a process keeps from one encoding to the next."""

    session: Session

    @classmethod
    def start(cls, places: Places) -> None:
        cls.session = Session(Library(places))

    @classmethod
    def score(cls, license_id: str, kinds: tuple[str, ...]) -> Score:
        return score(cls.session, license_id, kinds)
