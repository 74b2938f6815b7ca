"""How strict some terms are, as formulas: where they come to a verdict, by the decision table of DESIGN 3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.domain.license import Clause, Effect, License
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import DutyKind
from checker.engine.evaluate import Scope
from checker.engine.formula import FALSE, Formula, every, opposite, some
from checker.engine.regions import NOTHING_FIXED, Fixed, Regions
from checker.engine.rulebook import Rulebook, applies_when

ACTS = "use.acts"


@dataclass(frozen=True)
class OneLicense:
    """The terms of one rulebook, for a model of which some facts are known."""

    rulebook: Rulebook
    fixed: Fixed = field(default_factory=lambda: NOTHING_FIXED)


@dataclass(frozen=True)
class AllTerms:
    """Every part binds."""

    parts: tuple[Terms, ...]


@dataclass(frozen=True)
class AnyTerms:
    """The licensee may choose."""

    parts: tuple[Terms, ...]


Terms = OneLicense | AllTerms | AnyTerms


def leaves(terms: Terms) -> Iterator[OneLicense]:
    """Every license of some terms, in their order."""
    if isinstance(terms, OneLicense):
        yield terms
    else:
        for part in terms.parts:
            yield from leaves(part)


@dataclass(frozen=True, slots=True)
class Place:
    """A clause with all that its condition is read by."""

    license: License
    clause: Clause
    scope: Scope
    fixed: Fixed


@dataclass
class Strictness:
    """Verdicts of terms as formulas over the same regions."""

    regions: Regions

    def announce(self, terms: Terms) -> None:
        """Takes note of every comparison of the terms; before any formula is asked for."""
        for place in self.places(terms):
            self.regions.announce(applies_when(place.clause), place.scope, place.fixed)

    def places(self, terms: Terms) -> Iterator[Place]:
        """Every clause of some terms."""
        for leaf in leaves(terms):
            yield from self._places(leaf)

    def at_least(self, terms: Terms, verdict: Verdict) -> Formula:
        """Where the terms come to `verdict` or a more severe one."""
        if isinstance(terms, OneLicense):
            return self._license(terms, verdict)
        parts = [self.at_least(part, verdict) for part in terms.parts]
        return some(parts) if isinstance(terms, AllTerms) else every(parts)

    def decided(self, terms: Terms) -> Formula:
        """Where no grant and no prohibition is left open by a fact, so that a review can only come from a reading that is open."""
        return every(
            some([self.untouched(place.clause), self.met(place), self.unmet(place)])
            for place in self.places(terms)
            if place.clause.effect is not Effect.REQUIRES
        )

    def some_act(self) -> Formula:
        """That anything is done at all."""
        return some(self.regions.member(ACTS, act) for act in sorted(self.regions.vocabulary.acts))

    def touched(self, clause: Clause) -> Formula:
        """That one of the clause's acts is done."""
        return some(self.regions.member(ACTS, act) for act in sorted(clause.acts))

    def untouched(self, clause: Clause) -> Formula:
        """That none of them is."""
        return opposite(self.touched(clause))

    def met(self, place: Place) -> Formula:
        """Where the clause's condition is certainly met, whatever its reading."""
        return self.regions.yes(applies_when(place.clause), place.scope, place.fixed)

    def unmet(self, place: Place) -> Formula:
        """Where it is certainly not."""
        return self.regions.no(applies_when(place.clause), place.scope, place.fixed)

    def _places(self, leaf: OneLicense) -> Sequence[Place]:
        return [
            Place(part, clause, Scope.of(part, self.regions.vocabulary), leaf.fixed)
            for part in leaf.rulebook.parts
            for clause in part.clauses
        ]

    def _license(self, leaf: OneLicense, verdict: Verdict) -> Formula:
        places = self._places(leaf)
        ways = [
            every([self.regions.member(ACTS, act), self._act(leaf, [place for place in places if act in place.clause.acts], verdict)])
            for act in sorted(self.regions.vocabulary.acts)
        ]
        if verdict is Verdict.CONDITIONAL:
            duties = self.regions.vocabulary.duties
            todo = [place for place in places if place.clause.duty and duties[place.clause.duty].kind is DutyKind.DO]
            ways += [every([self.touched(place.clause), opposite(self.unmet(place))]) for place in todo]
        return some(ways)

    def _act(self, leaf: OneLicense, places: Sequence[Place], verdict: Verdict) -> Formula:
        """Where one act is denied, or where it is at least in doubt."""
        certainly = verdict is Verdict.DENY
        ways = [self._forbids(place, certainly=certainly) for place in places if place.clause.effect is Effect.PROHIBITS]
        if leaf.rulebook.grants_itself:
            ways.append(every(self._lacks(place, certainly=certainly) for place in places if place.clause.effect is Effect.PERMITS))
        return some(ways)

    def _forbids(self, place: Place, *, certainly: bool) -> Formula:
        if certainly:
            return FALSE if place.clause.unsettled else self.met(place)
        return opposite(self.unmet(place))

    def _lacks(self, place: Place, *, certainly: bool) -> Formula:
        """Where a grant is certainly missing, or may be."""
        if certainly:
            return self.unmet(place)
        return opposite(FALSE if place.clause.unsettled else self.met(place))
