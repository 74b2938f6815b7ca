"""A license made ready to be judged many times.

Clauses are grouped by the facts they depend on, and the answers of a group are remembered for the values those facts had. So a case that
differs from an earlier one in a figure alone asks only the clauses that look at that figure, which is what makes thousands of explained
verdicts a second possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from checker.domain.condition import Condition, Conjunction, Negation
from checker.domain.fact import Reading
from checker.domain.license import Clause, Effect, License, LicenseKind
from checker.domain.truth import Truth
from checker.domain.vocabulary import Vocabulary
from checker.engine.case import Case
from checker.engine.evaluate import Scope, answer, facts_of
from checker.engine.figures import Answer

_REMEMBERED = 512
"""Answers kept for one group of clauses; when there are more, all are forgotten."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one clause comes to in a case."""

    license: License
    clause: Clause
    truth: Truth
    """YES where the clause applies; UNKNOWN where facts are missing or its reading is open."""
    readings: tuple[Reading, ...] = ()
    missing: tuple[str, ...] = ()
    settled_by: str = ""
    """The decision that has settled it, where one has."""

    @property
    def unsettled(self) -> str:
        """The question for counsel that the clause raises here, if it does."""
        return self.clause.unsettled if self.truth is not Truth.NO and not self.settled_by else ""


@dataclass(slots=True)
class _Group:
    """Clauses that depend on the same facts."""

    names: tuple[str, ...]
    grants: bool
    """Whether any of them permits something."""
    clauses: list[tuple[int, Clause, Condition | None]]
    remembered: dict[tuple[object, ...], list[tuple[int, Outcome]]] = field(default_factory=dict)
    """Outcomes by the values of the facts. A list, since each is told from all others by its identity."""


_NOTHING_APPLIES: list[tuple[int, Outcome]] = []


class Rulebook:
    """A license with everything it incorporates, ready to answer for case after case."""

    def __init__(self, license: License, incorporated: Sequence[License], vocabulary: Vocabulary) -> None:
        self.license = license
        self.parts: tuple[License, ...] = (license, *incorporated)
        self.vocabulary = vocabulary
        self._scopes = {part.id: Scope.of(part, vocabulary) for part in self.parts}
        duties = {vocabulary.duties[clause.duty].shown_by_fact for part in self.parts for clause in part.clauses if clause.duty}
        self.has_template = any(part.template for part in self.parts)
        """Whether any of its texts is one that anybody may license under, so that the licensor is the model's publisher."""
        self.proving_facts = tuple(sorted(duties - {""}))
        """Facts that no condition asks for, but that prove a duty met."""
        self.decisions: dict[tuple[object, ...], object] = {}
        """Decisions already taken, kept by `decide`."""
        self._groups = [(part, group) for part in self.parts for group in self._grouped(part)]

    @property
    def grants_itself(self) -> bool:
        """Whether permission has to come from its own clauses; a policy only limits what a license grants."""
        return self.license.kind is not LicenseKind.POLICY

    def answers(self, case: Case) -> tuple[list[tuple[int, Outcome]], ...]:
        """What each group of clauses comes to. The same objects again mean that the same facts had the same values."""
        facts, context = case.facts, case.context
        found = []
        for part, group in self._groups:
            key = (context, case.assumed, *[facts.get(name) for name in group.names])
            known = group.remembered.get(key)
            if known is None:
                known = self._judge(part, group, case)
                if len(group.remembered) >= _REMEMBERED:
                    group.remembered.clear()
                group.remembered[key] = known
            found.append(known)
        return tuple(found)

    def outcomes(self, case: Case) -> list[Outcome]:
        """Every clause that applies or may apply, in the order of the texts."""
        return in_order(self.answers(case))

    def all_outcomes(self, case: Case) -> list[Outcome]:
        """Every clause with its outcome, those that do not apply included; for explanations."""
        found = [
            (index, self._outcome(part, clause, condition, case))
            for part, group in self._groups
            for index, clause, condition in group.clauses
        ]
        found.sort(key=_position)
        return [outcome for _, outcome in found]

    def _judge(self, part: License, group: _Group, case: Case) -> list[tuple[int, Outcome]]:
        judged = ((index, self._outcome(part, clause, condition, case)) for index, clause, condition in group.clauses)
        found = [(index, outcome) for index, outcome in judged if outcome.truth is not Truth.NO]
        # That nothing applies is the same nothing for all facts, except where a missing grant will have to be explained by them.
        return found if found or group.grants else _NOTHING_APPLIES

    def _outcome(self, part: License, clause: Clause, condition: Condition | None, case: Case) -> Outcome:
        found = Answer(Truth.YES) if condition is None else answer(condition, self._scopes[part.id], case)
        truth = found.truth
        if clause.unsettled and truth is Truth.YES:
            truth = Truth.UNKNOWN
        missing = tuple(dict.fromkeys(r.missing for r in found.readings if r.missing)) if found.truth is Truth.UNKNOWN else ()
        return Outcome(part, clause, truth, found.readings, missing)

    def _grouped(self, part: License) -> Iterable[_Group]:
        groups: dict[tuple[str, ...], _Group] = {}
        offset = 1000 * self.parts.index(part)
        scope = self._scopes[part.id]
        for index, clause in enumerate(part.clauses, offset):
            condition = applies_when(clause)
            names = () if condition is None else tuple(sorted(facts_of(condition, scope)))
            group = groups.setdefault(names, _Group(names, False, []))
            group.clauses.append((index, clause, condition))
            group.grants |= clause.effect is Effect.PERMITS
        return groups.values()


def in_order(answers: Iterable[list[tuple[int, Outcome]]]) -> list[Outcome]:
    """The outcomes of all groups, in the order of the texts."""
    found = [item for known in answers for item in known]
    found.sort(key=_position)
    return [outcome for _, outcome in found]


def _position(item: tuple[int, Outcome]) -> int:
    return item[0]


def applies_when(clause: Clause) -> Condition | None:
    """`when` without `unless`, as one condition; None for a clause that always applies."""
    if clause.unless is None:
        return clause.when
    exempt = Negation(clause.unless)
    return exempt if clause.when is None else Conjunction((clause.when, exempt))


def applying(outcomes: Iterable[Outcome], effect: Effect, acts: frozenset[str]) -> list[Outcome]:
    """The outcomes of one effect that touch any of some acts."""
    return [found for found in outcomes if found.clause.effect is effect and not acts.isdisjoint(found.clause.acts)]


class Rulebooks:
    """Rulebooks by license id, made when first asked for."""

    def __init__(self, licenses: Mapping[str, License], vocabulary: Vocabulary) -> None:
        self._licenses = licenses
        self.vocabulary = vocabulary
        self._made: dict[str, Rulebook] = {}

    def get(self, license_id: str) -> Rulebook | None:
        """The rulebook of a license, or None where no encoding is at hand."""
        made = self._made.get(license_id)
        if made is None:
            license = self._licenses.get(license_id)
            if license is None:
                return None
            made = Rulebook(license, self._incorporated(license), self.vocabulary)
            self._made[license_id] = made
        return made

    def _incorporated(self, license: License) -> list[License]:
        found: dict[str, License] = {}
        waiting = list(license.incorporates)
        while waiting:
            part = self._licenses[waiting.pop(0)]
            if part.id != license.id and part.id not in found:
                found[part.id] = part
                waiting += part.incorporates
        return list(found.values())
