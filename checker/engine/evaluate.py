"""Answers a condition for a case: yes, no or unknown, with the facts that made it so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from checker.domain.condition import Comparison, Condition, Conjunction, Disjunction, Negation, Reference
from checker.domain.fact import FactKind, Reading
from checker.domain.license import License, Term, Value
from checker.domain.quantity import Order
from checker.domain.truth import Truth
from checker.domain.vocabulary import Vocabulary
from checker.engine import figures
from checker.engine.case import Case
from checker.engine.figures import Answer


@dataclass(frozen=True)
class Scope:
    """What the names in a license's conditions stand for."""

    license_id: str
    terms: Mapping[str, Term]
    values: Mapping[str, Value]
    vocabulary: Vocabulary

    @staticmethod
    def of(license: License, vocabulary: Vocabulary) -> Scope:
        """The scope of one license file."""
        return Scope(
            license.id,
            {term.id: term for term in license.terms},
            {value.id: value for value in license.values},
            vocabulary,
        )


def answer(condition: Condition, scope: Scope, case: Case) -> Answer:
    """The answer to `condition`, with the readings that decide it, or all that is open."""
    if isinstance(condition, Comparison):
        return _comparison(condition, scope, case)
    if isinstance(condition, Reference):
        return answer(scope.terms[condition.name].means, scope, case)
    if isinstance(condition, Negation):
        inner = answer(condition.part, scope, case)
        return Answer(inner.truth.negated(), inner.readings)
    answers = [answer(part, scope, case) for part in condition.parts]
    if isinstance(condition, Conjunction):
        return _joined(answers, Truth.all_of(a.truth for a in answers), decisive=Truth.NO)
    return _joined(answers, Truth.any_of(a.truth for a in answers), decisive=Truth.YES)


def facts_of(condition: Condition, scope: Scope) -> frozenset[str]:
    """Every fact that the answer to `condition` can depend on, bounds and events included."""
    if isinstance(condition, Reference):
        return facts_of(scope.terms[condition.name].means, scope)
    if isinstance(condition, Negation):
        return facts_of(condition.part, scope)
    if isinstance(condition, (Conjunction, Disjunction)):
        return frozenset().union(*(facts_of(part, scope) for part in condition.parts))
    names = {condition.name}
    definition = scope.vocabulary.facts[condition.name]
    while definition.at_most and definition.at_most not in names:
        names.add(definition.at_most)
        definition = scope.vocabulary.facts[definition.at_most]
    value = scope.values.get(condition.operands[0])
    if value is not None and value.measured.event in scope.vocabulary.facts:
        names.add(value.measured.event)
    return frozenset(names)


def comparisons_in(condition: Condition | None, scope: Scope) -> Iterator[Comparison]:
    """Every comparison that the answer to `condition` can depend on, those within the terms it names included."""
    if isinstance(condition, Comparison):
        yield condition
    elif isinstance(condition, Reference):
        yield from comparisons_in(scope.terms[condition.name].means, scope)
    elif condition is not None:
        for part in (condition.part,) if isinstance(condition, Negation) else condition.parts:
            yield from comparisons_in(part, scope)


def figures_in(condition: Condition | None, scope: Scope) -> Iterator[Comparison]:
    """The comparisons of figures among them."""
    for comparison in comparisons_in(condition, scope):
        if scope.vocabulary.facts[comparison.name].kind is FactKind.FIGURE:
            yield comparison


def _joined(answers: list[Answer], truth: Truth, decisive: Truth) -> Answer:
    """One decisive part explains the answer by itself; otherwise every part does, since a settled part is why an open one matters."""
    if truth is decisive:
        return next(found for found in answers if found.truth is decisive)
    return Answer(truth, _merged(answers))


def _merged(answers: list[Answer]) -> tuple[Reading, ...]:
    return tuple(dict.fromkeys(reading for found in answers for reading in found.readings))


def _comparison(comparison: Comparison, scope: Scope, case: Case) -> Answer:
    definition = scope.vocabulary.facts[comparison.name]
    kind = definition.kind
    if kind is FactKind.FIGURE:
        value = scope.values[comparison.operands[0]]
        return figures.compare(case, definition, Order(comparison.operator), value, scope.license_id, scope.vocabulary)
    known = case.facts.get(comparison.name)
    if known is None:
        return Answer(Truth.UNKNOWN, (Reading(comparison.name, None, missing=comparison.name),))
    reading = Reading(comparison.name, known, assumed=comparison.name in case.assumed)
    if isinstance(known, frozenset):
        truth = _include(known, scope.vocabulary.list_of(definition), comparison, scope.vocabulary)
        if truth is Truth.UNKNOWN:
            note = "only the broader word is given"
            return Answer(truth, (Reading(comparison.name, known, note=note, missing=comparison.name),))
    elif isinstance(known, bool):
        truth = Truth.of((comparison.operands[0] == "true") is known)
    elif isinstance(known, date):
        truth = _compare_dates(known, comparison)
    else:
        words = scope.vocabulary.expand(scope.vocabulary.list_of(definition), comparison.operands)
        truth = Truth.of(known in words)
    if comparison.operator in ("is not", "is not in"):
        truth = truth.negated()
    return Answer(truth, (reading,))


def _include(known: frozenset[str], list_name: str, comparison: Comparison, vocabulary: Vocabulary) -> Truth:
    """YES where a named word or a kind of it is there, UNKNOWN where only a broader word is, else NO."""
    certain, possible = vocabulary.reach(list_name, comparison.operands)
    if not known.isdisjoint(certain):
        return Truth.YES
    return Truth.NO if known.isdisjoint(possible) else Truth.UNKNOWN


def _compare_dates(known: date, comparison: Comparison) -> Truth:
    limit = date.fromisoformat(comparison.operands[0])
    order = Order(comparison.operator)
    if order is Order.MORE_THAN:
        return Truth.of(known > limit)
    if order is Order.AT_LEAST:
        return Truth.of(known >= limit)
    return Truth.of(known < limit) if order is Order.LESS_THAN else Truth.of(known <= limit)
