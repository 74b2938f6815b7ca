"""Finds the smallest organization and use on which two sets of terms part, or shows that there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.domain.difference import ClauseName, Witness
from checker.domain.fact import FactValue, Figures
from checker.domain.quantity import Quantity
from checker.domain.report import DutyStatus, Reason
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict, best, worst
from checker.domain.vocabulary import Vocabulary
from checker.engine.case import Case, Context
from checker.engine.decide import Decision, decide
from checker.engine.formula import Formula, every, opposite
from checker.engine.regions import Regions, Variable
from checker.engine.solve import GaveUp, Solution, cheapest
from checker.engine.strictness import AllTerms, OneLicense, Strictness, Terms

_STEPS = (
    (Verdict.CONDITIONAL, Verdict.DENY),
    (Verdict.CONDITIONAL, Verdict.REVIEW),
    (Verdict.REVIEW, Verdict.DENY),
    (Verdict.ALLOW, Verdict.CONDITIONAL),
)
"""At most the first on one side, the second on the other; the gravest differences first."""
_NEXT = {Verdict.ALLOW: Verdict.CONDITIONAL, Verdict.CONDITIONAL: Verdict.REVIEW, Verdict.REVIEW: Verdict.DENY}
_PENDING = (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY)
_ANY_COST = 1 << 30
_UNCONFIRMED = object()


@dataclass(frozen=True)
class Found:
    """The witnesses of one direction."""

    witnesses: tuple[Witness, ...]
    complete: bool


class Duel:
    """Two sets of terms over the same regions of facts.

    A profile states its figures for the licensee or for the group, and each lets other clauses bite, so the facts are cut once for either.
    No agreement is held and no duty is met.
    """

    def __init__(self, one: Terms, other: Terms, vocabulary: Vocabulary, context: Context) -> None:
        self._grounds = [Strictness(Regions(vocabulary, replace(context, figures_count=counts))) for counts in ("group", "licensee")]
        for ground in self._grounds:
            ground.announce(AllTerms((one, other)))

    @property
    def steady(self) -> list[str]:
        """The figures that are taken to be the same in every period, since one of the terms looks at many periods at once."""
        regions = self._grounds[0].regions
        return sorted({variable.fact for variable in regions.variables if regions.steady(variable.fact)})

    @property
    def unrated(self) -> list[str]:
        """Currencies that an exchange rate would have to be known for; without it some cases are not looked at."""
        return sorted(set().union(*(ground.regions.unrated for ground in self._grounds)))

    def witnesses(self, lenient: Terms, strict: Terms) -> Found:
        """Cases that `strict` judges more severely than `lenient`: for each step of severity the one that has to state least."""
        found: list[Witness] = []
        complete = True
        for mild, severe in _STEPS:
            try:
                known = self._cheapest(lenient, strict, mild, severe)
            except GaveUp:
                complete = False
                continue
            if known is _UNCONFIRMED:
                complete = False
            elif isinstance(known, Witness) and all((other.before, other.after) != (known.before, known.after) for other in found):
                found.append(known)
        return Found(tuple(found), complete and not self.unrated)

    def _cheapest(self, lenient: Terms, strict: Terms, mild: Verdict, severe: Verdict) -> Witness | object | None:
        """The cheapest witness; `_UNCONFIRMED` where the formulas have one that the engine itself does not see."""
        known: Witness | None = None
        doubtful = False
        cost = _ANY_COST
        for ground in self._grounds:
            solution = cheapest(_goal(ground, lenient, strict, mild, severe), below=cost)
            if solution is None:
                continue
            judged = _judged(_facts(solution, ground.regions.variables), lenient, strict, ground.regions.context)
            doubtful |= judged is None
            if judged is not None:
                cost, known = solution.cost, judged
        return _UNCONFIRMED if known is None and doubtful else known


def _goal(ground: Strictness, lenient: Terms, strict: Terms, mild: Verdict, severe: Verdict) -> Formula:
    parts = [ground.some_act(), opposite(ground.at_least(lenient, _NEXT[mild])), ground.at_least(strict, severe)]
    if severe is not Verdict.DENY:
        parts.append(opposite(ground.at_least(strict, _NEXT[severe])))
    if severe is Verdict.REVIEW:
        parts.append(ground.decided(strict))
    return every([*parts, ground.regions.consistent()])


def _facts(solution: Solution, variables: Sequence[Variable]) -> dict[str, FactValue]:
    """The facts that a solution states; of a list, the words it has."""
    facts: dict[str, FactValue] = {}
    for number, index in solution.values.items():
        variable = variables[number]
        value = variable.values[index]
        known = facts.get(variable.fact)
        if variable.word:
            words = known if isinstance(known, frozenset) else frozenset[str]()
            facts[variable.fact] = words | {variable.word} if value else words
        else:
            facts[variable.fact] = _with_period(known, variable.period, value) if isinstance(value, Figures) else value
    return facts


def _with_period(known: FactValue | None, period: str, value: Figures) -> Figures:
    before = known if isinstance(known, Figures) else Figures()
    if not period:
        return Figures(value.undated, before.dated)
    amount = value.undated or Quantity(None, None)
    return Figures(before.undated, tuple(sorted((*before.dated, (period, amount)), key=lambda dated: dated[0])))


def _judged(facts: Mapping[str, FactValue], lenient: Terms, strict: Terms, context: Context) -> Witness | None:
    """The case as the engine itself judges it. What it sees no difference in is no witness, whatever the formulas said."""
    case = Case(facts, context)
    one, other = settle(lenient, case), settle(strict, case)
    if other.verdict.severity <= one.verdict.severity:
        return None
    because = {(reason.license, reason.clause): reason for reason in other.reasons}
    names = tuple(ClauseName(reason.license, reason.clause, reason.section, reason.effect, reason.says) for reason in because.values())
    return Witness(one.verdict, other.verdict, tuple(sorted(facts.items(), key=lambda fact: fact[0])), context.figures_count, names)


@dataclass(frozen=True, slots=True)
class Settled:
    """What some terms come to in a case."""

    verdict: Verdict
    reasons: tuple[Reason, ...]


def settle(terms: Terms, case: Case) -> Settled:
    """The verdict of some terms for one case, with what decided it; a conditional is explained by its duties."""
    if isinstance(terms, OneLicense):
        fixed = {name: value for name, value in terms.fixed.items() if value is not None}
        decision = decide(terms.rulebook, replace(case, facts={**case.facts, **fixed}))
        return Settled(decision.verdict, tuple(_told(decision)))
    parts = [settle(part, case) for part in terms.parts]
    choose = worst if isinstance(terms, AllTerms) else best
    verdict = choose(part.verdict for part in parts)
    return Settled(verdict, tuple(reason for part in parts if part.verdict is verdict for reason in part.reasons))


def _told(decision: Decision) -> Iterator[Reason]:
    if decision.verdict is not Verdict.CONDITIONAL:
        yield from decision.reasons
        return
    for duty in decision.duties:
        if duty.status in _PENDING:
            yield Reason(duty.license, duty.clause, duty.section, "requires", Truth.YES, (), duty.says)
