"""What is known of a figure in the period, and of the people, that a license counts (DESIGN 2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checker.domain.fact import FactDefinition, Figures, Reading
from checker.domain.license import Measured, Value
from checker.domain.quantity import Order, Quantity
from checker.domain.truth import Truth
from checker.domain.vocabulary import Vocabulary
from checker.engine import periods
from checker.engine.case import Case

OF_THE_LICENSEE = "of the licensee alone: its affiliates come on top"
OF_THE_GROUP = "of the whole group: the licensee's own share is at most that"
"""What is noted of a figure that counts others than the license does."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A truth value with the facts it rests on."""

    truth: Truth
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """An amount as far as it is known, in the currency of the limit, with the readings it comes from."""

    quantity: Quantity | None
    readings: tuple[Reading, ...]


def compare(case: Case, definition: FactDefinition, order: Order, value: Value, license_id: str, vocabulary: Vocabulary) -> Answer:
    """Whether a figure stands in `order` to a value of a license, looked at when and on whom the license says."""
    limit = limit_of(case, value, license_id)
    if limit is None:
        name = f"{license_id}#{value.id}"
        return Answer(Truth.UNKNOWN, (Reading(name, None, missing=name),))
    # Over a window of many periods, `at most` is the opposite of `more than in any of them`, and not `at most in any of them`.
    opposite = _OPPOSITE.get(order)
    answer = _over_its_window(Test(case, definition, opposite or order, limit, value.measured, vocabulary))
    truth = answer.truth.negated() if opposite else answer.truth
    name = f"{license_id}#{value.id}"
    return Answer(truth, tuple(_with_limit(reading, name) for reading in answer.readings))


_OPPOSITE = {Order.LESS_THAN: Order.AT_LEAST, Order.AT_MOST: Order.MORE_THAN}


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison of a figure with a limit, whatever the period."""

    case: Case
    definition: FactDefinition
    order: Order
    """`is more than` or `is at least`."""
    limit: Quantity
    measured: Measured
    vocabulary: Vocabulary


def _over_its_window(test: Test) -> Answer:
    """The answer over every period that the license looks at: one that is past the limit is enough."""
    measured, definition = test.measured, test.definition
    day = event_day(test)
    if measured.window == periods.ANY_TWELVE_MONTHS and definition.period == "year" and day is not None:
        return _rolling(test, periods.years_around(day, test.case.context.as_of))
    if measured.window == periods.ANY_MONTH_SINCE and day is not None:
        months = periods.months_between(day, test.case.context.as_of) or [periods.before(day, definition.period)]
        return _any([_at(test, month) for month in months])
    if day is None:
        return _at(test, "")
    return _at(test, periods.before(day, definition.period))


def event_day(test: Test) -> date | None:
    """The day the window hangs on, or None where it is not known."""
    if periods.hangs_on_today(test.measured):
        return test.case.context.as_of
    day = test.measured.day or test.case.facts.get(test.measured.event)
    return day if isinstance(day, date) else None


def _at(test: Test, period: str) -> Answer:
    """The answer for one period; without a period, what an undated figure alone can tell."""
    own = stated(test.case, test.definition, period, test.measured.counting, test.limit.currency)
    answer = _decide(own, test.order, test.limit)
    if answer is None and test.definition.at_most:
        answer = _decide(bounded(test, test.definition, period, own), test.order, test.limit)
    return answer or Answer(Truth.UNKNOWN, _open(own, test, period))


def _any(answers: list[Answer]) -> Answer:
    truth = Truth.any_of(answer.truth for answer in answers)
    if truth is Truth.NO:
        return Answer(truth, answers[-1].readings)
    return next(answer for answer in reversed(answers) if answer.truth is truth)


def _rolling(test: Test, years: list[str]) -> Answer:
    """Over any twelve months in a row: YES where a calendar year is past the limit, NO where no two neighbouring years together can be.

    An undated figure stands for every stretch of twelve months by itself.
    """
    figures = test.case.facts.get(test.definition.name)
    if not isinstance(figures, Figures) or not figures.dated:
        # A bound that is stated for one year says nothing of the others.
        return _at(test, "" if test.definition.at_most else years[-1])
    if not test.measured.event:
        return _ever(test, figures)
    answers = [_at(test, year) for year in years]
    since = answers[1:]  # the year before only bounds the stretches that reach over into the first
    if Truth.YES in {answer.truth for answer in since}:
        return _any(since)
    known = [stated(test.case, test.definition, year, test.measured.counting, test.limit.currency) for year in years]
    for year, first, second in zip(years[1:], known, known[1:], strict=False):
        if first.quantity is None or second.quantity is None:
            missing = second if second.quantity is None else first
            return Answer(Truth.UNKNOWN, _open(missing, test, year if missing is second else years[years.index(year) - 1]))
        both = first.quantity.plus(second.quantity).from_above()
        if _decide(Known(both, ()), test.order, test.limit) != Answer(Truth.NO):
            note = "the two years together leave open what twelve months across them came to"
            readings = tuple(_with_note(reading, note) for reading in (*first.readings, *second.readings))
            return Answer(Truth.UNKNOWN, readings)
    return Answer(Truth.NO, known[-1].readings)


def _ever(test: Test, figures: Figures) -> Answer:
    """Over any twelve months there ever were: one stated year past the limit is enough, and stated years never rule out the others."""
    answers = [_at(test, year) for year, _ in figures.dated]
    if Truth.YES in {answer.truth for answer in answers}:
        return _any(answers)
    note = "single years leave the others open; an undated figure, such as `under 1 million USD`, covers them all"
    return Answer(Truth.UNKNOWN, tuple(_with_note(reading, note) for reading in answers[-1].readings))


def _with_note(reading: Reading, note: str) -> Reading:
    return Reading(reading.name, reading.value, reading.at, reading.assumed, reading.limit, note, missing=reading.name)


def _with_limit(reading: Reading, limit: str) -> Reading:
    return Reading(reading.name, reading.value, reading.at, reading.assumed, limit, reading.note, reading.missing)


def limit_of(case: Case, value: Value, license_id: str) -> Quantity | None:
    if value.amount is not None:
        return value.amount
    return dict(case.context.values).get(f"{license_id}#{value.id}")


def stated(case: Case, definition: FactDefinition, period: str, counting: tuple[str, ...], currency: str) -> Known:
    """What the profile itself says of the figure, read for the people that count."""
    figures = case.facts.get(definition.name)
    if not isinstance(figures, Figures):
        return Known(None, ())
    amount = figures.at(period) if period else None
    assumed = amount is None
    if amount is None:
        amount = figures.undated
    if amount is None:
        return Known(None, ())
    reading = Reading(definition.name, amount, period, assumed)
    converted = _converted(case, amount, currency)
    if converted is None:
        rate = f"exchange_rates.{amount.currency}"
        return Known(None, (Reading(definition.name, amount, period, assumed, note=f"in {amount.currency}", missing=rate),))
    counted, note = _for_those_who_count(case, definition, converted, counting)
    if note:
        reading = Reading(reading.name, reading.value, reading.at, reading.assumed, note=note)
    return Known(counted, (reading,))


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
        return amount.from_below(), OF_THE_LICENSEE
    if not wants_group and is_group:
        return amount.from_above(), OF_THE_GROUP
    return amount, ""


def bounded(test: Test, definition: FactDefinition, period: str, own: Known) -> Known:
    """The figure narrowed by one that is never smaller, such as a month's by the year's, or a product's by the group's."""
    bound = test.vocabulary.facts.get(definition.at_most)
    if bound is None:
        return own
    is_product = not definition.name.startswith("organization.")
    counting = ("licensee", "affiliates") if is_product else test.measured.counting
    bound_period = periods.year_of(period) if bound.period == "year" else period
    known = stated(test.case, bound, bound_period, counting, test.limit.currency)
    if bound.at_most:
        known = bounded(test, bound, bound_period, known)
    if known.quantity is None:
        return own
    ceiling = known.quantity.from_above()
    if own.quantity is None:
        return Known(ceiling, known.readings)
    return Known(own.quantity.within(ceiling), (*own.readings, *known.readings))


def _decide(known: Known, order: Order, limit: Quantity) -> Answer | None:
    """The answer, where what is known gives one against every amount the limit may be."""
    if known.quantity is None:
        return None
    if limit.upper is not None and known.quantity.compare(order, limit.upper) is Truth.YES:
        return Answer(Truth.YES, known.readings)
    if limit.lower is not None and known.quantity.compare(order, limit.lower) is Truth.NO:
        return Answer(Truth.NO, known.readings)
    return None


def _open(own: Known, test: Test, period: str) -> tuple[Reading, ...]:
    """What is missing where the figure does not decide."""
    if own.readings and own.readings[0].missing:
        return own.readings
    name = test.definition.name
    figures = test.case.facts.get(name)
    event = test.measured.event
    if not period and event and isinstance(figures, Figures) and figures.dated:
        return (Reading(event, None, missing=event),)
    if not own.readings:
        return (Reading(name, None, period, missing=name),)
    first = own.readings[0]
    return (Reading(name, first.value, period, first.assumed, note=first.note or "the range does not decide", missing=name),)
