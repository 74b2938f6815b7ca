"""Cuts every fact into the regions that some licenses tell apart, and turns their conditions into formulas over those regions.

A choice has a region for each set of its words that no condition separates; a figure has one below, at, between and above the amounts it is
compared with; a list has a yes or no for each kind of word. What a comparison answers in a region is asked of the evaluator itself, for one
value of that region, so the formulas cannot say anything else than the engine does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from checker.domain.condition import Comparison, Condition, Conjunction, Negation, Reference
from checker.domain.fact import FactDefinition, FactKind, FactValue, Figures
from checker.domain.quantity import Quantity
from checker.domain.truth import Truth
from checker.domain.vocabulary import Vocabulary
from checker.engine import periods
from checker.engine.case import Case, Context
from checker.engine.evaluate import Scope, answer
from checker.engine.formula import FALSE, TRUE, Formula, every, some, within

ORDINARY = ("company", "commercial", "consumers", "weights", "US", "DE", "CN", "GB", "text", "software", "run", "false")
"""Values that a region is shown by where it holds one of them: a reader sees the ordinary before the odd."""
_MANY = (periods.ANY_MONTH_SINCE, periods.ANY_TWELVE_MONTHS)
_SETS = (FactKind.CHOICES, FactKind.COUNTRIES, FactKind.NAMES)


Fixed = Mapping[str, FactValue | None]
"""Facts that are the same in every case, such as what a model takes in; None for one that nobody knows."""
NOTHING_FIXED: Fixed = {}


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing that can differ from case to case."""

    fact: str
    word: str
    """For a list: the word that is in it or not. Empty for everything else."""
    values: tuple[FactValue, ...]
    """One value for each region, the ordinary one first; for a word of a list `False` and `True`."""
    period: str = ""
    """For a figure that is looked at in more than one period: which of them this is about."""


@dataclass
class Regions:
    """The variables of some conditions. Conditions have to be announced before they are turned into formulas."""

    vocabulary: Vocabulary
    context: Context
    unrated: set[str] = field(default_factory=set)
    """Currencies that limits are in beside others, with no exchange rate known: amounts in them are not held against each other."""
    _asked: dict[str, dict[tuple[str, Comparison], Scope]] = field(default_factory=dict)
    _variables: list[Variable] = field(default_factory=list)
    _of_fact: dict[tuple[str, str], int] = field(default_factory=dict)
    """Variable by fact and, for a figure, period."""
    _members: dict[str, dict[str, int]] = field(default_factory=dict)
    """For a list: the variable of each word, words that no comparison separates sharing one."""

    def announce(self, condition: Condition | None, scope: Scope, fixed: Fixed = NOTHING_FIXED) -> None:
        """Takes note of every comparison in a condition, save those about facts that are the same in every case."""
        for comparison in comparisons(condition, scope):
            if comparison.name not in fixed:
                self._asked.setdefault(comparison.name, {})[(scope.license_id, comparison)] = scope

    def member(self, fact: str, word: str) -> Formula:
        """That a list has a word."""
        return within(self._words_of(fact)[word], [1], 2)

    def yes(self, condition: Condition | None, scope: Scope, fixed: Fixed = NOTHING_FIXED) -> Formula:
        """Where the condition is certainly met."""
        return TRUE if condition is None else self._formula(condition, scope, Truth.YES, fixed)

    def no(self, condition: Condition | None, scope: Scope, fixed: Fixed = NOTHING_FIXED) -> Formula:
        """Where the condition is certainly not met."""
        return FALSE if condition is None else self._formula(condition, scope, Truth.NO, fixed)

    @property
    def variables(self) -> Sequence[Variable]:
        """All variables so far; formulas name them by their place."""
        return self._variables

    def _formula(self, condition: Condition, scope: Scope, wanted: Truth, fixed: Fixed) -> Formula:
        if isinstance(condition, Comparison):
            return self._comparison(condition, scope, wanted, fixed)
        if isinstance(condition, Reference):
            return self._formula(scope.terms[condition.name].means, scope, wanted, fixed)
        if isinstance(condition, Negation):
            return self._formula(condition.part, scope, wanted.negated(), fixed)
        parts = [self._formula(part, scope, wanted, fixed) for part in condition.parts]
        return every(parts) if isinstance(condition, Conjunction) is (wanted is Truth.YES) else some(parts)

    def _comparison(self, comparison: Comparison, scope: Scope, wanted: Truth, fixed: Fixed) -> Formula:
        if comparison.name in fixed:
            return TRUE if self._ask(comparison, scope, fixed[comparison.name]) is wanted else FALSE
        if self.vocabulary.facts[comparison.name].kind in _SETS:
            return self._inclusion(comparison, scope, wanted)
        number = self._single(comparison, scope)
        values = self._variables[number].values
        fitting = [index for index, value in enumerate(values) if self._ask(comparison, scope, value) is wanted]
        return within(number, fitting, len(values))

    def _inclusion(self, comparison: Comparison, scope: Scope, wanted: Truth) -> Formula:
        """A list includes something where one of its words does; it does not where none does or may."""
        words = self._words_of(comparison.name)
        answers = {number: self._ask(comparison, scope, frozenset([word])) for word, number in words.items()}
        if wanted is Truth.YES:
            return some(within(number, [1], 2) for number, truth in answers.items() if truth is Truth.YES)
        return every(within(number, [0], 2) for number, truth in answers.items() if truth is not Truth.NO)

    def _ask(self, comparison: Comparison, scope: Scope, value: FactValue | None) -> Truth:
        facts = {} if value is None else {comparison.name: value}
        return answer(comparison, scope, Case(facts, self.context)).truth

    def _single(self, comparison: Comparison, scope: Scope) -> int:
        """The variable that a comparison with one thing asks about."""
        fact = comparison.name
        period = self.period(comparison, scope)
        known = self._of_fact.get((fact, period))
        if known is None:
            asked = self._asked.get(fact, {})
            looked = [(other, at) for (_, other), at in asked.items() if self.period(other, at) == period]
            shown: dict[object, FactValue] = {}
            for value in self._candidates(self.vocabulary.facts[fact], asked):
                told: object = tuple(self._ask(other, at, value) for other, at in looked)
                # Figures that bound each other keep every amount that any of them is cut at: only so can one be held against the other.
                shown.setdefault(value if self._is_bounded(fact) else told, value)
            is_figure = self.vocabulary.facts[fact].kind is FactKind.FIGURE
            values = tuple(sorted(shown.values(), key=_amount) if is_figure else shown.values())
            known = self._of_fact[(fact, period)] = len(self._variables)
            self._variables.append(Variable(fact, "", values, period))
        return known

    def period(self, comparison: Comparison, scope: Scope) -> str:
        """The one month or year that a comparison of a figure looks at; empty where it moves, or where all comparisons look at the same."""
        definition = self.vocabulary.facts[comparison.name]
        if definition.kind is not FactKind.FIGURE:
            return ""
        seen = {self._fixed(other, at) for (_, other), at in self._asked[comparison.name].items()}
        return self._fixed(comparison, scope) if len(seen) > 1 and not self.steady(comparison.name) else ""

    def steady(self, fact: str) -> bool:
        """Whether a figure has to be taken as the same in every period, since one comparison of several looks at many periods at once."""
        if self.vocabulary.facts[fact].kind is not FactKind.FIGURE:
            return False
        seen = {self._fixed(comparison, scope) for (_, comparison), scope in self._asked.get(fact, {}).items()}
        return len(seen) > 1 and any(look.startswith(_MANY) for look in seen)

    def _fixed(self, comparison: Comparison, scope: Scope) -> str:
        measured = scope.values[comparison.operands[0]].measured
        if measured.window in _MANY:
            return f"{measured.window} {measured.day or measured.event}"
        day = self.context.as_of if periods.hangs_on_today(measured) else measured.day
        return "" if day is None else periods.before(day, self.vocabulary.facts[comparison.name].period)

    def _words_of(self, fact: str) -> dict[str, int]:
        """The variable of each word of a list; where no comparison separates two words, they share one and the first stands for both."""
        known = self._members.get(fact)
        if known is None:
            known = self._members[fact] = {}
            asked = self._asked.get(fact, {})
            shared: dict[object, int] = {}
            for word in self._words(self.vocabulary.facts[fact], asked):
                told: object = tuple(self._ask(comparison, scope, frozenset([word])) for (_, comparison), scope in asked.items())
                if fact == "use.acts":  # clauses name acts outside their conditions too
                    told = word
                if told not in shared:
                    shared[told] = len(self._variables)
                    self._variables.append(Variable(fact, word, (False, True)))
                    known[word] = shared[told]
        return known

    def _words(self, definition: FactDefinition, asked: dict[tuple[str, Comparison], Scope]) -> list[str]:
        listed = self.vocabulary.lists.get(self.vocabulary.list_of(definition), {})
        mentioned = {word for _, comparison in asked for word in comparison.operands}
        return _ordinary_first(listed or mentioned)

    def _candidates(self, definition: FactDefinition, asked: dict[tuple[str, Comparison], Scope]) -> Iterator[FactValue]:
        if definition.kind is FactKind.FIGURE:
            family = self._family(definition.name)
            limits = [at.values[other.operands[0]].amount for fact in family for (_, other), at in self._asked.get(fact, {}).items()]
            yield from _figures(self._in_one_currency([limit for limit in limits if limit is not None and limit.exact is not None]))
        elif definition.kind is FactKind.TRUTH:
            yield from (False, True)
        elif definition.kind is FactKind.DATE:
            yield from _days({date.fromisoformat(comparison.operands[0]) for _, comparison in asked})
        else:
            yield from _ordinary_first(self.vocabulary.lists.get(self.vocabulary.list_of(definition), {}))

    def _in_one_currency(self, limits: Sequence[Quantity]) -> list[Quantity]:
        """The limits in the currency of the first; one that no rate is known for is left out, and its currency noted."""
        kept: list[Quantity] = []
        for limit in limits:
            wanted = limits[0].currency
            own, other = (self.context.rate(currency) if currency else Decimal(1) for currency in (limit.currency, wanted))
            if limit.currency == wanted:
                kept.append(limit)
            elif own is None or other is None:
                self.unrated |= {limit.currency, wanted} - {"USD"}
            else:
                kept.append(limit.times(own / other, wanted))
        return kept

    def _family(self, fact: str) -> list[str]:
        """The figures that bound each other, such as a product's revenue and the organization's: they are cut at the same amounts."""
        top = self._bounds(fact)[-1]
        return [
            name
            for name, definition in self.vocabulary.facts.items()
            if definition.kind is FactKind.FIGURE and self._bounds(name)[-1] == top
        ]

    def _is_bounded(self, fact: str) -> bool:
        """Whether a figure bounds another one that is asked about, or is bounded by it."""
        is_figure = self.vocabulary.facts[fact].kind is FactKind.FIGURE
        return is_figure and sum(name in self._asked for name in self._family(fact)) > 1

    def _bounds(self, fact: str) -> list[str]:
        """The figure and those that are never smaller, each the bound of the one before."""
        chain = [fact]
        while (bound := self.vocabulary.facts[chain[-1]].at_most) and bound not in chain:
            chain.append(bound)
        return chain

    def consistent(self) -> Formula:
        """That no figure is larger than one that is never smaller."""
        figures = [number for number, variable in enumerate(self._variables) if isinstance(variable.values[0], Figures)]
        parts: list[Formula] = []
        for small in figures:
            for large in figures:
                one, other = self._variables[small], self._variables[large]
                if one.period == other.period and other.fact in self._bounds(one.fact)[1:]:
                    parts += [_at_most(small, index, large, one, other) for index in range(len(one.values))]
        return every(parts)


def _at_most(small: int, index: int, large: int, one: Variable, other: Variable) -> Formula:
    """Where the smaller figure has its value `index`, the larger one is no less."""
    least = _amount(one.values[index])
    enough = [place for place, value in enumerate(other.values) if _amount(value) >= least]
    return some([within(small, set(range(len(one.values))) - {index}, len(one.values)), within(large, enough, len(other.values))])


def _amount(value: FactValue) -> Decimal:
    exact = value.undated.exact if isinstance(value, Figures) and value.undated is not None else None
    return Decimal(0) if exact is None else exact


def comparisons(condition: Condition | None, scope: Scope) -> Iterator[Comparison]:
    """Every comparison that a condition leads to."""
    if isinstance(condition, Comparison):
        yield condition
    elif isinstance(condition, Reference):
        yield from comparisons(scope.terms[condition.name].means, scope)
    elif isinstance(condition, Negation):
        yield from comparisons(condition.part, scope)
    elif condition is not None:
        for part in condition.parts:
            yield from comparisons(part, scope)


def _ordinary_first(words: Iterable[str]) -> list[str]:
    known = sorted(words)
    return [word for word in ORDINARY if word in known] + [word for word in known if word not in ORDINARY]


def _figures(limits: Sequence[Quantity]) -> Iterator[Figures]:
    """The limits themselves, what lies just above and below each, and between; a region is shown by the first that lies in it.

    An undated figure stands for every period.
    """
    currency = limits[0].currency if limits else ""
    amounts = sorted({limit.exact for limit in limits if limit.exact is not None and limit.currency == currency})
    shown = [*amounts, *(amount + 1 for amount in amounts), *(amount - 1 for amount in amounts if amount >= 1), Decimal(0)]
    shown += [(one + other) / 2 for one, other in pairwise(amounts) if other - one <= 1]
    for amount in shown:
        yield Figures(Quantity.exactly(amount, currency))


def _days(limits: Iterable[date]) -> Iterator[date]:
    for limit in sorted(limits, reverse=True):
        yield from (limit + timedelta(1), limit, limit - timedelta(1))
