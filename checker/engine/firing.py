"""Which clauses of a license its cases have seen at work, and which they have seen at rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.domain.license import Clause, Effect, License
from checker.domain.truth import Truth
from checker.domain.vocabulary import Vocabulary
from checker.engine.case import Case
from checker.engine.rulebook import Outcome, Rulebook


@dataclass(frozen=True, slots=True)
class Firing:
    """What the cases of a license have seen of one clause."""

    clause: Clause
    fires: bool
    """Whether it applies in one of them; where its reading is open, whether the case raises the question."""
    rests: bool
    """Whether it does not apply in another one that does what it is about."""

    @property
    def conditional(self) -> bool:
        """Whether there are cases in which it does not apply."""
        return self.clause.when is not None or self.clause.unless is not None

    @property
    def tested(self) -> bool:
        """Whether the cases have seen both sides, as far as it has two."""
        return self.fires and (self.rests or not self.conditional)


def firings(license: License, vocabulary: Vocabulary, cases: Iterable[Case]) -> list[Firing]:
    """What the cases have seen of each prohibition and each duty of the license itself."""
    alone = Rulebook(license, (), vocabulary)
    fires: set[str] = set()
    rests: set[str] = set()
    for case in cases:
        for outcome in alone.all_outcomes(case):
            if case.acts is not None and case.acts.isdisjoint(outcome.clause.acts):
                continue
            if _fires(outcome):
                fires.add(outcome.clause.id)
            elif outcome.truth is Truth.NO:
                rests.add(outcome.clause.id)
    return [Firing(clause, clause.id in fires, clause.id in rests) for clause in license.clauses if clause.effect is not Effect.PERMITS]


def _fires(outcome: Outcome) -> bool:
    if outcome.clause.unsettled:
        return outcome.truth is Truth.UNKNOWN and not outcome.missing
    return outcome.truth is Truth.YES
