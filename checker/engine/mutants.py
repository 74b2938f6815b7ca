"""Small mistakes that an encoder could make, made on purpose: the cases of an encoding must notice each of them.

A mutant is the license with one change. It is killed where any case comes out otherwise than before, and survives where none does: then no
case stands at that boundary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from checker.domain.condition import Comparison, Condition, Conjunction, Disjunction, Negation, Reference
from checker.domain.fact import Figures
from checker.domain.license import Clause, License, Term, Value
from checker.domain.quantity import Quantity
from checker.domain.vocabulary import DutyKind, Vocabulary
from checker.engine.case import Case
from checker.language.printer import to_text

NEIGHBOUR = {
    "is more than": "is at least",
    "is at least": "is more than",
    "is less than": "is at most",
    "is at most": "is less than",
    "is": "is not",
    "is not": "is",
    "is in": "is not in",
    "is not in": "is in",
}
"""The operator that a comparison is mistaken for most easily. `include` has none and is negated."""
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A license with one mistake in it."""

    kind: str
    """One of KINDS."""
    clause: str
    """The clause, value or term that was changed."""
    change: str
    """What was changed, for people."""
    license: License


@dataclass(frozen=True, slots=True)
class _Ground:
    """What mutants are made from."""

    license: License
    vocabulary: Vocabulary
    cents: bool
    """Whether a case of the license states cents, so that a threshold of money moves by one cent and not by one unit."""


def mutants(license: License, vocabulary: Vocabulary, cases: Iterable[Case] = (), kinds: Iterable[str] = ()) -> Iterator[Mutant]:
    """Every mutant of a license, of all kinds or of some, without mutants of what it incorporates.

    The cases only tell how finely they count money.
    """
    ground = _Ground(license, vocabulary, any(_states_cents(case) for case in cases))
    for kind in kinds or KINDS:
        yield from KINDS[kind](ground)


def _comparisons(ground: _Ground) -> Iterator[Mutant]:
    """Each comparison replaced by its neighbour, each `not` left out."""
    yield from _in_conditions(ground, "comparison", _flipped)


def _joints(ground: _Ground) -> Iterator[Mutant]:
    """Each `and` read as `or`, and the other way round."""
    yield from _in_conditions(ground, "joint", _rejoined)


def _thresholds(ground: _Ground) -> Iterator[Mutant]:
    """Each amount one smallest unit higher and lower."""
    for value in ground.license.values:
        if value.amount is None:
            continue  # nobody published it, so there is nothing to mistake
        step = _CENT if value.amount.currency and ground.cents else Decimal(1)
        for moved, word in ((step, "higher"), (-step, "lower")):
            changed = replace(value, amount=_moved(value.amount, moved))
            yield Mutant("threshold", value.id, f"the amount is {step} {word}", _with_value(ground.license, changed))


def _clauses(ground: _Ground) -> Iterator[Mutant]:
    """Each clause removed."""
    for clause in ground.license.clauses:
        rest = tuple(other for other in ground.license.clauses if other is not clause)
        yield Mutant("clause", clause.id, "the clause is removed", replace(ground.license, clauses=rest))


def _acts(ground: _Ground) -> Iterator[Mutant]:
    """Each act taken from a list of several; of `all`, which is no list, none can have been forgotten."""
    for clause in ground.license.clauses:
        if 1 < len(clause.acts) < len(ground.vocabulary.acts):
            for act in sorted(clause.acts):
                changed = replace(clause, acts=clause.acts - {act})
                yield Mutant("act", clause.id, f"`{act}` is removed from its acts", _with_clause(ground.license, changed))


def _duty_kinds(ground: _Ground) -> Iterator[Mutant]:
    """Something to do read as conduct to keep, and the other way round."""
    other = {kind: next((d.id for d in ground.vocabulary.duties.values() if d.kind is not kind), "") for kind in DutyKind}
    for clause in ground.license.clauses:
        duty = ground.vocabulary.duties.get(clause.duty)
        if duty is not None and other[duty.kind]:
            word = "conduct" if duty.kind is DutyKind.DO else "something to do"
            changed = replace(clause, duty=other[duty.kind], parameters=())
            yield Mutant("duty-kind", clause.id, f"the duty is taken for {word}", _with_clause(ground.license, changed))


def _dropped(kind: str, without: Callable[[Clause], Clause]) -> Callable[[_Ground], Iterator[Mutant]]:
    """Each clause without one of its parts, where it has it."""

    def make(ground: _Ground) -> Iterator[Mutant]:
        for clause in ground.license.clauses:
            changed = without(clause)
            if changed != clause:
                yield Mutant(kind, clause.id, f"`{kind.replace('-', '_')}` is dropped", _with_clause(ground.license, changed))

    return make


KINDS: dict[str, Callable[[_Ground], Iterator[Mutant]]] = {
    "comparison": _comparisons,
    "joint": _joints,
    "threshold": _thresholds,
    "clause": _clauses,
    "act": _acts,
    "when": _dropped("when", lambda clause: replace(clause, when=None)),
    "unless": _dropped("unless", lambda clause: replace(clause, unless=None)),
    "lifted-by": _dropped("lifted-by", lambda clause: replace(clause, lifted_by="")),
    "unsettled": _dropped("unsettled", lambda clause: replace(clause, unsettled="")),
    "duty-kind": _duty_kinds,
}
"""Every kind of mistake, with what makes its mutants."""


_Rewrite = Callable[[Condition], Condition | None]
"""The mistaken form of one node of a condition; None where it has none."""


def _flipped(node: Condition) -> Condition | None:
    if isinstance(node, Negation):
        return node.part
    if not isinstance(node, Comparison):
        return None
    return replace(node, operator=NEIGHBOUR[node.operator]) if node.operator in NEIGHBOUR else Negation(node)


def _rejoined(node: Condition) -> Condition | None:
    if isinstance(node, Conjunction):
        return Disjunction(node.parts)
    return Conjunction(node.parts) if isinstance(node, Disjunction) else None


def _in_conditions(ground: _Ground, kind: str, rewrite: _Rewrite) -> Iterator[Mutant]:
    license = ground.license
    for term in license.terms:
        for changed, change in _rewritten(term.means, rewrite):
            yield Mutant(kind, term.id, f"in `means`: {change}", _with_term(license, replace(term, means=changed)))
    for clause in license.clauses:
        for changed, change in _rewritten(clause.when, rewrite):
            yield Mutant(kind, clause.id, f"in `when`: {change}", _with_clause(license, replace(clause, when=changed)))
        for changed, change in _rewritten(clause.unless, rewrite):
            yield Mutant(kind, clause.id, f"in `unless`: {change}", _with_clause(license, replace(clause, unless=changed)))


def _rewritten(condition: Condition | None, rewrite: _Rewrite) -> Iterator[tuple[Condition, str]]:
    """The condition with one of its nodes mistaken, for each node that can be, and what was mistaken for what."""
    if condition is None or isinstance(condition, Reference):
        return
    mistaken = rewrite(condition)
    if mistaken is not None:
        yield mistaken, f"`{to_text(condition)}` becomes `{to_text(mistaken)}`"
    if isinstance(condition, Negation):
        if not isinstance(condition.part, Comparison):  # of `not x is y`, the `not` left out is the same mistake as the comparison flipped
            yield from ((Negation(part), change) for part, change in _rewritten(condition.part, rewrite))
    elif isinstance(condition, (Conjunction, Disjunction)):
        for index, part in enumerate(condition.parts):
            for changed, change in _rewritten(part, rewrite):
                yield type(condition)((*condition.parts[:index], changed, *condition.parts[index + 1 :])), change


def _moved(amount: Quantity, by: Decimal) -> Quantity:
    lower = None if amount.lower is None else amount.lower + by
    upper = None if amount.upper is None else amount.upper + by
    return replace(amount, lower=lower, upper=upper)


def _states_cents(case: Case) -> bool:
    figures = [fact for fact in case.facts.values() if isinstance(fact, Figures)]
    amounts = [amount for fact in figures for amount in (fact.undated, *(amount for _, amount in fact.dated)) if amount is not None]
    bounds = [bound for amount in amounts if amount.currency for bound in (amount.lower, amount.upper) if bound is not None]
    return any(bound != bound.to_integral_value() for bound in bounds)


def _with_clause(license: License, changed: Clause) -> License:
    return replace(license, clauses=tuple(changed if clause.id == changed.id else clause for clause in license.clauses))


def _with_term(license: License, changed: Term) -> License:
    return replace(license, terms=tuple(changed if term.id == changed.id else term for term in license.terms))


def _with_value(license: License, changed: Value) -> License:
    return replace(license, values=tuple(changed if value.id == changed.id else value for value in license.values))
