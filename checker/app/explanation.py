"""The whole reasoning behind one verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from checker.app.passages import Passages
from checker.app.session import Session
from checker.domain.dossier import Consultation
from checker.domain.license import Effect
from checker.domain.model import Model
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.quantity import Quantity
from checker.domain.report import Reason, Result
from checker.domain.truth import Truth
from checker.engine.agreements import lifting_agreement
from checker.engine.counterfactual import Change, changes
from checker.engine.decide import lifted_reason, reason_of
from checker.engine.judge import Judgment
from checker.engine.rulebook import Outcome
from checker.engine.statements import Consulted

_FIELDS_OF_USE = frozenset(["use.applications"])


@dataclass(frozen=True)
class Explanation:
    """A result with everything it was weighed against."""

    result: Result
    model: Model | None
    consultations: tuple[Consultation, ...]
    changes: tuple[Change, ...]


def explain(
    session: Session, profile: Profile, use: Use, request: ModelRequest, *, as_of: date | None = None, reports: bool = True
) -> Explanation:
    """The reasoning for one use of one model, and what would change it."""
    day = as_of or date.today()
    judgment = session.deliberate(profile, use, request, day, reports=reports)
    consultations = consultations_of(judgment)
    resolved = session.resolve(request)
    names = _facts_to_try(judgment.result, consultations)
    found = changes(
        lambda changed, changed_use: session.deliberate(changed, changed_use, request, day, reports=reports).result.verdict,
        profile,
        use,
        names,
        _limits(judgment.consulted, consultations),
        session.library.vocabulary,
    )
    return Explanation(judgment.result, resolved[0] if resolved else None, consultations, tuple(found))


def with_passages(explanation: Explanation, passages: Passages) -> Explanation:
    """The explanation with the passages of texts at hand."""
    consultations = tuple(
        replace(found, clauses=tuple(passages.of_reason(reason) for reason in found.clauses)) for found in explanation.consultations
    )
    return replace(explanation, result=passages.of_result(explanation.result), consultations=consultations)


def consultations_of(judgment: Judgment) -> tuple[Consultation, ...]:
    """What each license says that was asked on the way to a verdict."""
    return tuple(_consultation(asked) for asked in _distinct(judgment.consulted))


def _distinct(consulted: Iterable[Consulted]) -> Iterator[Consulted]:
    """Each license once for the same facts: a base model often repeats what the model itself was asked."""
    seen: set[object] = set()
    for asked in consulted:
        key = (asked.rulebook.license.id, tuple(sorted((name, str(value)) for name, value in asked.case.facts.items())))
        if key not in seen:
            seen.add(key)
            yield asked


def _consultation(asked: Consulted) -> Consultation:
    acts = asked.case.acts
    considered = asked.rulebook.vocabulary.acts if acts is None else acts
    bearing = [outcome for outcome in asked.rulebook.all_outcomes(asked.case) if outcome.clause.acts & considered]
    shown = [outcome for outcome in bearing if not _is_quiet(outcome) and outcome.clause.effect is not Effect.REQUIRES]
    return Consultation(
        asked.use,
        asked.rulebook.license,
        tuple(_clause(outcome, considered, asked) for outcome in shown),
        sum(_is_quiet(outcome) for outcome in bearing),
    )


def _is_quiet(outcome: Outcome) -> bool:
    """Whether a prohibition is out of play for no other reason than that the use does not name its field."""
    if outcome.clause.effect is not Effect.PROHIBITS or outcome.truth is not Truth.NO:
        return False
    return {reading.name for reading in outcome.readings} <= _FIELDS_OF_USE


def _clause(outcome: Outcome, acts: frozenset[str], asked: Consulted) -> Reason:
    agreement = lifting_agreement(outcome.license, outcome.clause, asked.case)
    if agreement is not None and outcome.truth is not Truth.NO:
        return lifted_reason(outcome, agreement, acts)
    return reason_of(outcome, acts, asked.case)


def _facts_to_try(result: Result, consultations: tuple[Consultation, ...]) -> list[str]:
    """The facts of the clauses that decide; of a usable verdict, those of the clauses that stayed out of play."""
    deciding = [r for r in result.reasons if r.effect != Effect.PERMITS.value or r.outcome is not Truth.YES]
    names = [reading.name for reason in deciding for reading in reason.facts]
    names += [name for reason in deciding for name in reason.missing]
    if result.verdict.usable:
        clauses = [clause for found in consultations for clause in found.clauses if clause.effect == Effect.PROHIBITS.value]
        names += [reading.name for clause in clauses for reading in clause.facts if reading.name != "use.obtained"]
    return names


def _limits(consulted: Iterable[Consulted], consultations: tuple[Consultation, ...]) -> dict[str, list[Quantity]]:
    """The amounts that each figure was compared with."""
    amounts = {f"{part.id}#{value.id}": value.amount for asked in consulted for part in asked.rulebook.parts for value in part.values}
    limits: dict[str, list[Quantity]] = {}
    for found in consultations:
        for clause in found.clauses:
            for reading in clause.facts:
                amount = amounts.get(reading.limit)
                if amount is not None and amount not in limits.setdefault(reading.name, []):
                    limits[reading.name].append(amount)
    return limits
