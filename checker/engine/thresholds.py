"""The thresholds of a license that could touch a case: the figure beside the limit, and the clauses that hang on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from checker.domain.condition import Comparison, Condition, Conjunction, Negation, Reference
from checker.domain.fact import FactDefinition, FactKind, Figures
from checker.domain.headroom import Hanging, Threshold
from checker.domain.license import Clause, License, Value
from checker.domain.quantity import Order, Quantity
from checker.domain.truth import Truth
from checker.domain.verdict import Evidence
from checker.engine import figures, periods
from checker.engine.agreements import lifting_agreement
from checker.engine.case import Case
from checker.engine.evaluate import Scope, answer, figures_in
from checker.engine.rulebook import applies_when
from checker.engine.statements import Consulted


def thresholds_of(asked: Consulted) -> Iterator[tuple[Threshold, bool]]:
    """Each threshold of a license and what it incorporates, with whether any figure could make it matter in this case."""
    acts = asked.rulebook.vocabulary.acts if asked.case.acts is None else asked.case.acts
    for part in asked.rulebook.parts:
        scope = Scope.of(part, asked.rulebook.vocabulary)
        found: dict[tuple[str, str], list[tuple[Clause, Comparison, bool]]] = {}
        for clause in part.clauses:
            condition = applies_when(clause)
            if condition is None or clause.acts.isdisjoint(acts):
                continue
            for comparison in dict.fromkeys(figures_in(condition, scope)):
                touches = _decides(condition, comparison, scope, asked.case)
                found.setdefault((comparison.name, comparison.operands[0]), []).append((clause, comparison, touches))
        for (fact, value), hanging in found.items():
            touching = [(clause, comparison) for clause, comparison, touches in hanging if touches]
            clauses = touching or [(clause, comparison) for clause, comparison, _ in hanging]
            yield _threshold(asked, part, scope.vocabulary.facts[fact], scope.values[value], clauses), bool(touching)


def _decides(condition: Condition, comparison: Comparison, scope: Scope, case: Case) -> bool:
    """Whether the answer to the condition can hang on one comparison, as far as everything else is known."""
    return _supposing(condition, comparison, Truth.YES, scope, case) is not _supposing(condition, comparison, Truth.NO, scope, case)


def _supposing(condition: Condition, comparison: Comparison, truth: Truth, scope: Scope, case: Case) -> Truth:
    """The answer to a condition, supposing that of one comparison in it; every other figure may be anything."""
    if condition == comparison:
        return truth
    if isinstance(condition, Comparison):
        is_figure = scope.vocabulary.facts[condition.name].kind is FactKind.FIGURE
        return Truth.UNKNOWN if is_figure else answer(condition, scope, case).truth
    if isinstance(condition, Reference):
        return _supposing(scope.terms[condition.name].means, comparison, truth, scope, case)
    if isinstance(condition, Negation):
        return _supposing(condition.part, comparison, truth, scope, case).negated()
    parts = [_supposing(part, comparison, truth, scope, case) for part in condition.parts]
    return Truth.all_of(parts) if isinstance(condition, Conjunction) else Truth.any_of(parts)


def _threshold(
    asked: Consulted, part: License, definition: FactDefinition, value: Value, clauses: list[tuple[Clause, Comparison]]
) -> Threshold:
    vocabulary, case = asked.rulebook.vocabulary, asked.case
    limit = figures.limit_of(case, value, part.id)
    order = Order(clauses[0][1].operator)
    compared = figures.compare(case, definition, order, value, part.id, vocabulary)
    bare = Threshold(
        part.id, value.id, Evidence.weakest([asked.use.evidence, part.evidence]), definition.name, definition.label, value.unit,
        definition.period, limit,
        value.measured.window, value.measured.counting, (), moves=_moves(value), hangs_on=_hangs_on(value),
        state=compared.truth if order in (Order.MORE_THAN, Order.AT_LEAST) else compared.truth.negated(),
        missing=tuple(dict.fromkeys(reading.missing for reading in compared.readings if reading.missing)),
        notes=tuple(dict.fromkeys(reading.note for reading in compared.readings if reading.note)),
        clauses=tuple(_hanging(part, clause, comparison, case) for clause, comparison in clauses),
    )  # fmt: skip
    beside = limit or Quantity(None, None, currency=vocabulary.units[value.unit].currency)
    test = figures.Test(case, definition, order, beside, value.measured, vocabulary)
    return _with_figure(bare, test)


def _moves(value: Value) -> bool:
    measured = value.measured
    return periods.hangs_on_today(measured) or measured.window in (periods.ANY_MONTH_SINCE, periods.ANY_TWELVE_MONTHS)


def _hangs_on(value: Value) -> str:
    if periods.hangs_on_today(value.measured):
        return ""
    return value.measured.day.isoformat() if value.measured.day is not None else value.measured.event


def _hanging(part: License, clause: Clause, comparison: Comparison, case: Case) -> Hanging:
    agreement = lifting_agreement(part, clause, case)
    lifted = f"{agreement.kind} {agreement.reference or 'held'} from {agreement.publisher}" if agreement is not None else ""
    return Hanging(clause.id, clause.section, clause.effect.value, clause.says, Order(comparison.operator), bool(clause.unsettled), lifted)


def _with_figure(bare: Threshold, test: figures.Test) -> Threshold:
    """The threshold with what is known of the figure in the period nearest to the limit, and the last figure there is where none is."""
    looked_at = _periods(test)
    known = [(period, _amount(test, period)) for period in looked_at or ("",)]
    stated = [(period, found) for period, found in known if found.quantity is not None]
    periods_shown = tuple(looked_at)
    if not stated:
        return replace(bare, periods=periods_shown, latest=_latest(test))
    period, found = max(stated, key=lambda item: _size(item[1].quantity))
    reading = next((reading for reading in found.readings if reading.name == bare.fact), found.readings[-1])
    return replace(
        bare, periods=periods_shown, figure=found.quantity, at=period or reading.at, assumed=reading.assumed,
        stated=reading.value if isinstance(reading.value, Quantity) else None,
        stated_fact=reading.name if reading.name != bare.fact else "",
        notes=tuple(dict.fromkeys([*bare.notes, *(r.note for r in found.readings if r.note)])),
    )  # fmt: skip


def _periods(test: figures.Test) -> list[str]:
    """The months or years that the license looks at; none where the day they hang on is not known."""
    day, by, today = figures.event_day(test), test.definition.period, test.case.context.as_of
    if day is None:
        return []
    if test.measured.window == periods.ANY_TWELVE_MONTHS and by == "year":
        known = test.case.facts.get(test.definition.name)
        ever = [period for period, _ in known.dated] if isinstance(known, Figures) else []
        return periods.years_around(day, today)[1:] if test.measured.event else ever
    if test.measured.window == periods.ANY_MONTH_SINCE:
        return periods.months_between(day, today) or [periods.before(day, by)]
    return [periods.before(day, by)]


def _amount(test: figures.Test, period: str) -> figures.Known:
    own = figures.stated(test.case, test.definition, period, test.measured.counting, test.limit.currency)
    return figures.bounded(test, test.definition, period, own) if test.definition.at_most else own


def _latest(test: figures.Test) -> tuple[str, Quantity] | None:
    """The figure of the last month or year that the profile states one for."""
    known = test.case.facts.get(test.definition.name)
    if not isinstance(known, Figures):
        return None
    for period, _ in reversed(known.dated):
        found = figures.stated(test.case, test.definition, period, test.measured.counting, test.limit.currency)
        if found.quantity is not None:
            return period, found.quantity
    return None


def _size(amount: Quantity | None) -> tuple[int, object]:
    """Larger for what may be larger."""
    if amount is None or amount.upper is None:
        return 1, (amount.lower if amount is not None else None) or 0
    return 0, amount.upper


def merged(thresholds: Iterable[tuple[Threshold, str, str]]) -> list[Threshold]:
    """Thresholds that show the same told once, with every use and model they come from; the nearest first."""
    kept: dict[object, tuple[Threshold, dict[str, None], dict[str, None]]] = {}
    for threshold, use, model in thresholds:
        key = replace(threshold, clauses=(), evidence=Evidence.PRIMARY), use if threshold.fact.startswith("use.") else ""
        first, uses, models = kept.setdefault(key, (threshold, {}, {}))
        uses[use] = models[model] = None
        clauses = tuple(dict.fromkeys((*first.clauses, *threshold.clauses)))
        strongest = min(first.evidence, threshold.evidence, key=list(Evidence).index)
        kept[key] = replace(first, clauses=clauses, evidence=strongest), uses, models
    found = [replace(threshold, uses=tuple(uses), models=tuple(models)) for threshold, uses, models in kept.values()]
    return sorted(found, key=lambda threshold: (threshold.rank, threshold.license, threshold.value, threshold.fact))
