"""Where verdicts flip over the whole range of a fact, found exactly.

A figure enters a verdict only by comparisons with limits, so nothing changes between two neighbouring limits: the amounts are cut at each
limit that the encodings in play compare the figure with, and one amount of every piece is judged, each limit itself among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from checker.domain.fact import FactDefinition, FactValue, Figures
from checker.domain.quantity import Quantity
from checker.domain.report import Result
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import Vocabulary
from checker.domain.what_if import Region
from checker.engine.case import Case
from checker.engine.differences import changed
from checker.engine.evaluate import Scope, comparisons_in, facts_of, figures_in
from checker.engine.rulebook import Rulebook, applies_when

Judge = Callable[[Quantity | str | None], Result]
"""Judges one use of one model with the figure at an amount or the fact at a value of that name; None for not stated."""

Cut = tuple[Fraction, int]
"""Where a stretch begins: an amount, and 0 where it belongs to the stretch, 1 where the stretch begins just beyond it."""

_START: Cut = (Fraction(0), 0)
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Mark:
    """An amount at which a comparison may come out otherwise."""

    position: Fraction
    """In the currency of the sweep."""
    amount: Quantity
    """The same as the license states it, so that it is compared without rounding."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One verdict that is followed over the range."""

    judge: Judge
    marks: tuple[Mark, ...] = ()
    """Empty where the fact cannot matter: then one judgment stands for all."""
    depends: bool = True


def depends_on(rulebook: Rulebook, fact: str) -> bool:
    """Whether any condition of a license can depend on a fact, bounds of figures included."""
    if fact in ("use.acts", "use.obtained") or fact in rulebook.proving_facts:
        return True
    scopes = [(part, Scope.of(part, rulebook.vocabulary)) for part in rulebook.parts]
    conditions = ((applies_when(clause), scope) for part, scope in scopes for clause in part.clauses)
    return any(condition is not None and fact in facts_of(condition, scope) for condition, scope in conditions)


def words_compared(rulebook: Rulebook, fact: str) -> Iterator[tuple[str, ...]]:
    """The words of each comparison that a license makes with a fact."""
    for part in rulebook.parts:
        scope = Scope.of(part, rulebook.vocabulary)
        for clause in part.clauses:
            for comparison in comparisons_in(applies_when(clause), scope):
                if comparison.name == fact:
                    yield comparison.operands


def marks_of(rulebook: Rulebook, fact: str, case: Case, currency: str) -> Iterator[Mark]:
    """Every amount of the figure at which a comparison of the license may flip.

    These are the limits that it, or a figure that it bounds, is compared with, and the amounts stated for the figures it bounds: where
    a bound falls below what is stated, the bound is left out of account.
    """
    vocabulary = rulebook.vocabulary
    for part in rulebook.parts:
        scope = Scope.of(part, vocabulary)
        for clause in part.clauses:
            for comparison in figures_in(applies_when(clause), scope):
                chain = _chain(vocabulary, comparison.name)
                if fact not in chain:
                    continue
                value = scope.values[comparison.operands[0]]
                limit = value.amount or dict(case.context.values).get(f"{part.id}#{value.id}")
                stated = [amount for name in chain if name != fact for amount in _amounts(case.facts.get(name))]
                for amount in [limit, *stated]:
                    yield from _ends(amount, case, currency)


def figure_regions(subjects: Sequence[Subject], currency: str, present: Quantity | None) -> list[Region]:
    """The stretches of amounts in which no verdict changes, in their order."""
    courses = [_course(subject, currency) for subject in subjects]
    cuts = sorted({cut for course in courses for cut, _, _ in course} | {_START})
    regions: list[Region] = []
    for index, cut in enumerate(cuts):
        end = cuts[index + 1] if index + 1 < len(cuts) else None
        results = [_at(course, cut) for course in courses]
        flips = [changed(before, after) for course in courses for at, before, after in course if at == cut and before is not None]
        stretch = _stretch(cut, end, currency)
        regions.append(Region(_counts(results), stretch, is_present=_lies_in(present, stretch), changed=tuple(flips)))
    return regions


def value_regions(subjects: Sequence[Subject], values: Sequence[str], present: str) -> list[Region]:
    """Values that come out alike, each group with what it changes against the profile as it is."""
    now = [subject.judge(present) for subject in subjects]
    alike: dict[tuple[Verdict, ...], tuple[list[str], list[Result]]] = {}
    for word in values:
        results = [subject.judge(word) if subject.depends else result for subject, result in zip(subjects, now, strict=True)]
        alike.setdefault(tuple(result.verdict for result in results), ([], results))[0].append(word)
    return [
        Region(
            _counts(results), None, tuple(words), present in words,
            tuple(changed(old, new) for old, new in zip(now, results, strict=True) if old.verdict is not new.verdict),
        )
        for words, results in alike.values()
    ]  # fmt: skip


def not_stated(subjects: Sequence[Subject], *, is_present: bool) -> Region:
    """What becomes of the verdicts where the fact is not stated at all."""
    results = [subject.judge(None) for subject in subjects]
    return Region(_counts(results), None, (NOT_STATED,), is_present)


def _course(subject: Subject, currency: str) -> list[tuple[Cut, Result | None, Result]]:
    """The verdict of one subject from 0 on: at each cut the result before it and the one from there on."""
    course: list[tuple[Cut, Result | None, Result]] = []
    before: Result | None = None
    for cut, amount in _samples(subject.marks, currency):
        result = subject.judge(amount)
        if before is None or before.verdict is not result.verdict:
            course.append((cut, before, result))
        before = result
    return course


def _samples(marks: Iterable[Mark], currency: str) -> Iterator[tuple[Cut, Quantity]]:
    """One amount of every piece that the marks cut the amounts into, the marks themselves among them."""
    distinct = sorted({mark.position: mark for mark in marks}.values(), key=lambda mark: mark.position)
    if not distinct or distinct[0].position > 0:
        yield _START, _between(Fraction(0), distinct[0].position if distinct else None, currency)
    for index, mark in enumerate(distinct):
        yield (mark.position, 0), mark.amount
        following = distinct[index + 1].position if index + 1 < len(distinct) else None
        yield (mark.position, 1), _between(mark.position, following, currency)


def _between(lower: Fraction, upper: Fraction | None, currency: str) -> Quantity:
    """An amount strictly between two others, a whole one where there is one."""
    if upper is None:
        return Quantity.exactly(int(lower) + 1, currency)
    whole = int((lower + upper) / 2)
    return Quantity.exactly(whole if lower < whole < upper else _decimal((lower + upper) / 2), currency)


def _at(course: list[tuple[Cut, Result | None, Result]], cut: Cut) -> Result:
    """The result that stands in the stretch beginning at a cut."""
    return [result for at, _, result in course if at <= cut][-1]


def _stretch(cut: Cut, end: Cut | None, currency: str) -> Quantity:
    upper = None if end is None else _decimal(end[0])
    return Quantity(_decimal(cut[0]), upper, cut[1] == 1, end is not None and end[1] == 0, currency)


def _lies_in(amount: Quantity | None, stretch: Quantity) -> bool:
    """Whether all of an amount lies in a stretch."""
    if amount is None or amount.lower is None or (amount.upper is None and stretch.upper is not None):
        return False
    floor = stretch.lower or Decimal(0)
    above = amount.lower > floor or (amount.lower == floor and not stretch.lower_open)
    if stretch.upper is None or amount.upper is None:
        return above
    return above and (amount.upper < stretch.upper or (amount.upper == stretch.upper and (not stretch.upper_open or amount.upper_open)))


def _counts(results: Iterable[Result]) -> dict[Verdict, int]:
    counts = dict.fromkeys(Verdict, 0)
    for result in results:
        counts[result.verdict] += 1
    return counts


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _chain(vocabulary: Vocabulary, fact: str) -> list[str]:
    """A figure and those that bound it, each the next."""
    chain: list[str] = []
    definition: FactDefinition | None = vocabulary.facts[fact]
    while definition is not None and definition.name not in chain:
        chain.append(definition.name)
        definition = vocabulary.facts.get(definition.at_most)
    return chain


def _amounts(known: FactValue | None) -> list[Quantity]:
    if not isinstance(known, Figures):
        return []
    return [*([known.undated] if known.undated is not None else []), *(amount for _, amount in known.dated)]


def _ends(amount: Quantity | None, case: Case, currency: str) -> Iterator[Mark]:
    """The ends of an amount as marks, where it can be set beside the sweep's currency."""
    if amount is None:
        return
    own, other = case.context.rate(amount.currency or "USD"), case.context.rate(currency or "USD")
    if own is None or other is None:
        return
    for end in (amount.lower, amount.upper):
        if end is not None:
            yield Mark(Fraction(end) * Fraction(own) / Fraction(other), Quantity.exactly(end, amount.currency))
