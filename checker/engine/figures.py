"""What is known of a figure in the period, and of the people, that a license counts (DESIGN 2.4)."""

from __future__ import annotations

from dataclasses import dataclass

from checker.domain.fact import FactDefinition, Figures, Reading
from checker.domain.license import Measured, Value
from checker.domain.quantity import Order, Quantity
from checker.domain.truth import Truth
from checker.domain.vocabulary import Vocabulary
from checker.engine import periods
from checker.engine.case import Case


@dataclass(frozen=True, slots=True)
class Answer:
    """A truth value with the facts it rests on."""

    truth: Truth
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """An amount as far as it is known, in the currency of the limit, with the readings it comes from."""

    quantity: Quantity | None
    readings: tuple[Reading, ...]


def compare(case: Case, definition: FactDefinition, order: Order, value: Value, license_id: str, vocabulary: Vocabulary) -> Answer:
    """Whether a figure stands in `order` to a value of a license, looked at when and on whom the license says."""
    limit = _limit(case, value, license_id)
    if limit is None:
        name = f"{license_id}#{value.id}"
        return Answer(Truth.UNKNOWN, (Reading(name, None, missing=name),))
    period, missing_event = _period(case, definition, value.measured)
    own = _stated(case, definition, period, value.measured.counting, limit.currency)
    answer = _decide(own, order, limit)
    if answer is None and definition.at_most:
        answer = _decide(_bounded(case, definition, period, value.measured, limit.currency, own, vocabulary), order, limit)
    name = f"{license_id}#{value.id}"
    if answer is not None:
        return Answer(answer.truth, tuple(_with_limit(reading, name) for reading in answer.readings))
    return Answer(Truth.UNKNOWN, tuple(_with_limit(r, name) for r in _open(own, definition, period, missing_event, case)))


def _with_limit(reading: Reading, limit: str) -> Reading:
    return Reading(reading.name, reading.value, reading.at, reading.assumed, limit, reading.note, reading.missing)


def _limit(case: Case, value: Value, license_id: str) -> Quantity | None:
    if value.amount is not None:
        return value.amount
    return dict(case.context.values).get(f"{license_id}#{value.id}")


def _period(case: Case, definition: FactDefinition, measured: Measured) -> tuple[str, str]:
    """The period looked at, and the fact that would have to be known to tell it."""
    if periods.hangs_on_today(measured):
        return periods.before(case.context.as_of, definition.period), ""
    day = measured.day or case.facts.get(measured.event)
    if day is None or isinstance(day, (str, bool, frozenset, Figures)):
        return "", measured.event
    return periods.before(day, definition.period), ""


def _stated(case: Case, definition: FactDefinition, period: str, counting: tuple[str, ...], currency: str) -> _Known:
    """What the profile itself says of the figure, read for the people that count."""
    figures = case.facts.get(definition.name)
    if not isinstance(figures, Figures):
        return _Known(None, ())
    amount = figures.at(period) if period else None
    assumed = amount is None
    if amount is None:
        amount = figures.undated
    if amount is None:
        return _Known(None, ())
    reading = Reading(definition.name, amount, period, assumed)
    converted = _converted(case, amount, currency)
    if converted is None:
        rate = f"exchange_rates.{amount.currency}"
        return _Known(None, (Reading(definition.name, amount, period, assumed, note=f"in {amount.currency}", missing=rate),))
    counted, note = _for_those_who_count(case, definition, converted, counting)
    if note:
        reading = Reading(reading.name, reading.value, reading.at, reading.assumed, note=note)
    return _Known(counted, (reading,))


def _converted(case: Case, amount: Quantity, currency: str) -> Quantity | None:
    if amount.currency == currency:
        return amount
    own, other = case.context.rate(amount.currency), case.context.rate(currency)
    if own is None or other is None:
        return None
    return amount.times(own / other, currency)


def _for_those_who_count(case: Case, definition: FactDefinition, amount: Quantity, counting: tuple[str, ...]) -> tuple[Quantity, str]:
    """The amount read for licensee or group, where the profile states it for the other."""
    if not definition.name.startswith("organization.") or "product" in counting:
        return amount, ""
    wants_group = "affiliates" in counting
    is_group = case.context.figures_count == "group"
    if wants_group and not is_group:
        return amount.from_below(), "of the licensee alone: its affiliates come on top"
    if not wants_group and is_group:
        return amount.from_above(), "of the whole group: the licensee's own share is at most that"
    return amount, ""


def _bounded(
    case: Case,
    definition: FactDefinition,
    period: str,
    measured: Measured,
    currency: str,
    own: _Known,
    vocabulary: Vocabulary,
) -> _Known:
    """The figure narrowed by one that is never smaller, such as the group's by the year."""
    bound = vocabulary.facts.get(definition.at_most)
    if bound is None:
        return own
    is_product = not definition.name.startswith("organization.")
    counting = ("licensee", "affiliates") if is_product else measured.counting
    bound_period = periods.year_of(period) if bound.period == "year" else period
    known = _stated(case, bound, bound_period, counting, currency)
    if bound.at_most:
        known = _bounded(case, bound, bound_period, measured, currency, known, vocabulary)
    if known.quantity is None:
        return own
    ceiling = known.quantity.from_above()
    if own.quantity is None:
        return _Known(ceiling, known.readings)
    return _Known(own.quantity.within(ceiling), (*own.readings, *known.readings))


def _decide(known: _Known, order: Order, limit: Quantity) -> Answer | None:
    """The answer, where what is known gives one against every amount the limit may be."""
    if known.quantity is None:
        return None
    bounds = {bound for bound in (limit.lower, limit.upper) if bound is not None}
    if limit.lower is None or limit.upper is None:
        return None
    truths = {known.quantity.compare(order, bound) for bound in bounds}
    if len(truths) == 1 and Truth.UNKNOWN not in truths:
        return Answer(truths.pop(), known.readings)
    return None


def _open(own: _Known, definition: FactDefinition, period: str, missing_event: str, case: Case) -> tuple[Reading, ...]:
    """What is missing where the figure does not decide."""
    if own.readings and own.readings[0].missing:
        return own.readings
    figures = case.facts.get(definition.name)
    if missing_event and isinstance(figures, Figures) and figures.dated:
        return (Reading(missing_event, None, missing=missing_event),)
    value = own.readings[0].value if own.readings else None
    assumed = own.readings[0].assumed if own.readings else False
    note = own.readings[0].note if own.readings else ""
    if own.readings:
        note = note or "the range does not decide"
    return (Reading(definition.name, value, period, assumed, note=note, missing=definition.name),)
