"""Generated cases: worlds in which everything is decided, and what a profile may know of them.

A world fixes every fact of the vocabulary, figures period by period, so that no two statements about it can contradict each other.
A profile knows a part of it: facts are left out, figures are stated as ranges, or for some periods only. To forget is to know less
of the same world.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from checker.app.session import Session
from checker.domain.fact import FactDefinition, FactKind, FactValue, Figures
from checker.domain.license import License
from checker.domain.profile import Agreement, Profile, Use
from checker.domain.quantity import Quantity
from checker.domain.vocabulary import Vocabulary
from checker.engine.case import Case, Context
from checker.engine.periods import before
from checker.engine.rulebook import Rulebook
from checker.language.amounts import quantity_text

TODAY = date(2026, 11, 22)
DAYS = [date(2023, 7, 18), date(2025, 1, 20), date(2025, 4, 5), date(2026, 5, 20)]
"""Days on which models of these worlds came out."""
RATES = {"EUR": Decimal(2), "CNY": Decimal("0.125")}
"""USD for one unit, so chosen that no conversion has to round."""
NAMES = ["Llama-Triage-1", "Triage-1", "Qwen-Tune", "DeepSeek-R1-Tune"]


@dataclass(frozen=True)
class Course:
    """A figure of a world: an amount for each period, the same for all where it is `steady`."""

    amounts: Mapping[str, Decimal]
    steady: bool
    currency: str = ""

    def at(self, period: str) -> Quantity:
        rate = RATES.get(self.currency, Decimal(1))
        return Quantity.exactly(self.amounts[period] / rate, self.currency)


World = Mapping[str, "FactValue | Course"]


@dataclass(frozen=True)
class Known:
    """What a profile says of a world."""

    facts: Mapping[str, FactValue]
    rates: Mapping[str, Decimal]
    values: Mapping[str, Quantity]
    figures_count: str

    def __str__(self) -> str:
        facts = ", ".join(f"{name}: {_shown(fact)}" for name, fact in sorted(self.facts.items()))
        values = {name: quantity_text(amount) for name, amount in self.values.items()}
        return f"{facts}; rates {sorted(self.rates)}, values {values}, figures of the {self.figures_count}"

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:
        printer.text(str(self))

    def context(self, as_of: date = TODAY) -> Context:
        return Context(as_of, self.figures_count, tuple(sorted(self.rates.items())), tuple(sorted(self.values.items(), key=_first)))

    def case(self, as_of: date = TODAY, agreements: tuple[Agreement, ...] = (), meets: frozenset[str] = frozenset()) -> Case:
        return Case(self.facts, self.context(as_of), agreements, meets)

    def profile(self, agreements: tuple[Agreement, ...] = ()) -> Profile:
        facts = {name: fact for name, fact in self.facts.items() if name.startswith("organization.")}
        return Profile("Northwind", facts, self.figures_count, self.rates, (), agreements, self.values)

    def use(self, meets: frozenset[str] = frozenset()) -> Use:
        return Use("use", {name: fact for name, fact in self.facts.items() if name.startswith("use.")}, meets)


def _shown(fact: FactValue) -> str:
    if isinstance(fact, Figures):
        return quantity_text(fact.undated) if fact.undated else str({period: quantity_text(amount) for period, amount in fact.dated})
    return f"[{', '.join(sorted(fact))}]" if isinstance(fact, frozenset) else str(fact)


def _first(item: tuple[str, Quantity]) -> str:
    return item[0]


class Worlds:
    """Worlds for the shipped encodings: their facts, their limits, and the periods they look at."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def __repr__(self) -> str:
        return "worlds"  # hypothesis shows every argument of a test that fails, and a whole library is too much to be shown

    @property
    def vocabulary(self) -> Vocabulary:
        return self.session.library.vocabulary

    @cached_property
    def licenses(self) -> dict[str, License]:
        return {license_id: self.session.licenses[license_id] for license_id in sorted(self.session.library.license_ids)}

    def rulebook(self, license_id: str) -> Rulebook:
        rulebook = self.session.rulebooks.get(license_id)
        assert rulebook is not None
        return rulebook

    @cached_property
    def rulebooks(self) -> list[Rulebook]:
        return [self.rulebook(license_id) for license_id in self.licenses]

    @cached_property
    def periods(self) -> dict[str, list[str]]:
        """The months and years that some license looks at, and a few beside them."""
        events = [value.measured.day for license in self.licenses.values() for value in license.values if value.measured.day]
        days = [*DAYS, *events, TODAY]
        months = {before(day, "month") for day in days} | {f"{day:%Y-%m}" for day in days}
        years = {str(year) for year in range(2023, TODAY.year + 1)}
        return {"month": sorted(months), "year": sorted(years | {month[:4] for month in months})}

    @cached_property
    def amounts(self) -> dict[str, list[Decimal]]:
        """For each dimension, every limit of any license, what lies just beside it, and the ends of all amounts."""
        found: dict[str, set[Decimal]] = {}
        for license in self.licenses.values():
            for value in license.values:
                around = found.setdefault(value.dimension, set())
                if value.amount is not None and value.amount.exact is not None:
                    limit = value.amount.exact * RATES.get(value.amount.currency, Decimal(1))
                    around |= {limit - 1, limit, limit + 1, limit / 2, limit * 3}
        return {dimension: sorted(amounts | {Decimal(0), Decimal(10), Decimal(10**10)}) for dimension, amounts in found.items()}

    @cached_property
    def unpublished(self) -> list[str]:
        """Amounts nobody published, as `license#value`."""
        return [f"{license.id}#{value.id}" for license in self.licenses.values() for value in license.values if value.amount is None]

    @cached_property
    def _in_order(self) -> list[FactDefinition]:
        """All facts, each after the one that bounds it."""
        facts = self.vocabulary.facts

        def depth(name: str) -> int:
            return 1 + depth(facts[name].at_most) if facts[name].at_most else 0

        return sorted(facts.values(), key=lambda definition: (depth(definition.name), definition.name))

    @cached_property
    def worlds(self) -> st.SearchStrategy[dict[str, FactValue | Course]]:
        """Every fact of the vocabulary with a value."""

        @st.composite
        def drawn(draw: st.DrawFn) -> dict[str, FactValue | Course]:
            world: dict[str, FactValue | Course] = {}
            currency = draw(st.sampled_from(["USD", "USD", "EUR"]))
            for definition in self._in_order:
                if definition.kind is FactKind.FIGURE:
                    money = definition.dimension.startswith("money")
                    world[definition.name] = self._course(draw, definition, world.get(definition.at_most), currency if money else "")
                else:
                    world[definition.name] = draw(self._value(definition))
            return world

        return drawn()

    def _course(self, draw: st.DrawFn, definition: FactDefinition, bound: object, currency: str) -> Course:
        periods = self.periods[definition.period]
        if isinstance(bound, Course):
            share = draw(st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("0.125")]))
            whole = Decimal(1) if currency else None
            found = {}
            for period in periods:
                above = bound.amounts[period if period in bound.amounts else period[:4]]
                found[period] = above * share if whole else (above * share).to_integral_value(rounding="ROUND_FLOOR")
            return Course(found, bound.steady, currency)
        amounts = self.amounts.get(definition.dimension) or [Decimal(0), Decimal(10), Decimal(10**6), Decimal(10**10)]
        levels = draw(st.lists(st.sampled_from(amounts), min_size=1, max_size=3))
        turns = sorted(draw(st.lists(st.sampled_from(periods), min_size=len(levels) - 1, max_size=len(levels) - 1)))
        reached = {period: levels[sum(turn <= period for turn in turns)] for period in periods}
        return Course(reached, len(set(reached.values())) == 1, currency)

    def _value(self, definition: FactDefinition) -> st.SearchStrategy[FactValue]:
        kind = definition.kind
        if kind is FactKind.TRUTH:
            return st.booleans()
        if kind is FactKind.DATE:
            return st.sampled_from(DAYS)
        if kind is FactKind.TEXT:
            return st.sampled_from(NAMES)
        if kind is FactKind.NAMES:
            publishers = sorted({license.publisher for license in self.licenses.values()})
            return st.frozensets(st.sampled_from(publishers), max_size=1)
        words = sorted(self.vocabulary.lists[self.vocabulary.list_of(definition)])
        if kind is FactKind.CHOICE:
            return st.sampled_from(words)
        if kind is FactKind.COUNTRY:
            return st.sampled_from(["DE", "US", "CN", "GB", "KR", "IR"]) | st.sampled_from(words)
        if kind is FactKind.COUNTRIES:
            return st.frozensets(st.sampled_from(["DE", "US", "CN", "GB", "KR", "CU"]), min_size=1, max_size=2)
        if definition.name == "use.applications":
            harmless = [word for word in words if not self.vocabulary.lists["applications"][word].restricted]
            restricted = st.frozensets(st.sampled_from(sorted(set(words) - set(harmless))), min_size=1, max_size=2)
            quiet = st.frozensets(st.sampled_from(harmless), min_size=1, max_size=2)
            return st.one_of(quiet, quiet, restricted)
        return st.frozensets(st.sampled_from(words), min_size=definition.name == "use.acts", max_size=3)

    @cached_property
    def known(self) -> st.SearchStrategy[Known]:
        """What some profile says of some world."""

        @st.composite
        def drawn(draw: st.DrawFn) -> Known:
            world = draw(self.worlds)
            unstated = draw(st.frozensets(st.sampled_from(sorted(world)), max_size=3))
            facts: dict[str, FactValue] = {}
            for name, fact in world.items():
                if name not in unstated:
                    facts[name] = self._stated(draw, fact) if isinstance(fact, Course) else fact
            limits = {name: draw(_exact_or_range(Decimal(10**7), "USD")) for name in self.unpublished if draw(st.booleans())}
            return Known(facts, dict(RATES), limits, draw(st.sampled_from(["group", "group", "licensee"])))

        return drawn()

    @cached_property
    def pairs(self) -> st.SearchStrategy[tuple[Known, Known]]:
        """Less and more of the same world."""
        return self.known.flatmap(lambda more: st.tuples(forgetting(more), st.just(more)))

    def _stated(self, draw: st.DrawFn, course: Course) -> Figures:
        if course.steady and draw(st.booleans()):
            return Figures(loosened(draw, course.at(next(iter(course.amounts)))))
        periods = list(course.amounts)
        gaps = draw(st.frozensets(st.sampled_from(periods), max_size=len(periods) // 3))
        width = draw(st.sampled_from(["exact", "exact", "range"]))
        stated = [(period, course.at(period)) for period in periods if period not in gaps]
        return Figures(None, tuple((period, amount if width == "exact" else loosened(draw, amount)) for period, amount in stated))


def _exact_or_range(amount: Decimal, currency: str) -> st.SearchStrategy[Quantity]:
    exact = Quantity.exactly(amount, currency)
    return st.sampled_from([exact, exact, Quantity(amount / 2, amount * 2, currency=currency), Quantity(amount, None, currency=currency)])


def loosened(draw: st.DrawFn, quantity: Quantity) -> Quantity:
    """A range that holds all of `quantity`, and perhaps more."""
    lower, upper, currency = quantity.lower, quantity.upper, quantity.currency
    margin = draw(st.sampled_from([None, None, Decimal(1), Decimal(10**6)]))
    if margin is None:
        return quantity
    shape = draw(st.sampled_from(["both", "below", "above", "open"]))
    lower = Decimal(0) if lower is None or shape == "below" else max(Decimal(0), lower - margin)
    upper = None if upper is None or shape == "above" else upper + margin
    upper_open = upper is not None and shape == "open"
    lower_open = shape == "open" and quantity.lower is not None and lower < quantity.lower
    return Quantity(lower, upper, lower_open, upper_open, currency)


@st.composite
def forgetting(draw: st.DrawFn, known: Known, keep: frozenset[str] = frozenset()) -> Known:
    """Less than `known`: facts, periods, exchange rates and supplied amounts left out, figures only as ranges."""
    facts: dict[str, FactValue] = dict(known.facts)
    names = sorted(set(facts) - keep)
    for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=8, unique=True)) if names else ():
        fact = facts.pop(name)
        if isinstance(fact, Figures) and draw(st.booleans()):
            facts[name] = _vaguer(draw, fact)
    rates = {currency: rate for currency, rate in known.rates.items() if draw(st.integers(0, 9))}
    values = {name: amount for name, amount in known.values.items() if draw(st.integers(0, 3))}
    values = {name: loosened(draw, amount) for name, amount in values.items()}
    return Known(facts, rates, values, known.figures_count)


def _vaguer(draw: st.DrawFn, figures: Figures) -> Figures:
    if figures.undated is not None:
        return Figures(loosened(draw, figures.undated))
    gone = draw(st.frozensets(st.sampled_from([period for period, _ in figures.dated]), max_size=3)) if figures.dated else frozenset()
    return Figures(None, tuple((period, loosened(draw, amount)) for period, amount in figures.dated if period not in gone))
