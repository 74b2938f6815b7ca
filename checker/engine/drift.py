"""What of a base model's restrictions a model's own license has lost: each restriction is tried against that license, case by case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.domain.ancestry import Loss
from checker.domain.difference import ClauseName
from checker.domain.license import Effect, License
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import DutyKind, Vocabulary
from checker.engine.case import Context
from checker.engine.evaluate import Scope
from checker.engine.formula import Formula, every, opposite
from checker.engine.regions import Regions, comparisons
from checker.engine.rulebook import applies_when
from checker.engine.solve import GaveUp, satisfiable
from checker.engine.strictness import AllTerms, Place, Strictness, Terms

_TERRITORY = frozenset(["organization.domicile", "use.regions"])
_PURPOSE = frozenset(["use.purpose", "use.production", "organization.kind"])


def losses(own: Terms, base: Terms, vocabulary: Vocabulary, context: Context) -> dict[Loss, ClauseName]:
    """Each kind of restriction of `base` that `own` lets pass in some case, with one clause that shows it. Nothing where none was lost."""
    ground = Strictness(Regions(vocabulary, context))
    ground.announce(AllTerms((own, base)))
    passing = opposite(ground.at_least(own, Verdict.REVIEW))
    found: dict[Loss, ClauseName] = {}
    for place in ground.places(base):
        kind = restriction(place, vocabulary)
        if kind is None or kind in found:
            continue
        bites = _bites(place, own, ground)
        try:
            lost = bites is not None and satisfiable(every([bites, passing, ground.some_act(), ground.regions.consistent()]))
        except GaveUp:
            lost = True  # not shown to be kept
        if lost:
            clause = place.clause
            found[kind] = ClauseName(place.license.id, clause.id, clause.section, clause.effect.value, clause.says)
    order = list(Loss)
    return dict(sorted(found.items(), key=lambda item: order.index(item[0])))


def _bites(place: Place, own: Terms, ground: Strictness) -> Formula | None:
    """Where a clause of the base restricts and the model's own license has nothing like it; None where it restricts nothing."""
    clause = place.clause
    if clause.effect is Effect.PROHIBITS:
        return every([ground.touched(clause), ground.met(place)])
    if clause.effect is Effect.PERMITS:  # a grant under a condition restricts where nothing grants
        return every([ground.touched(clause), ground.unmet(place), *_no_other_grant(place, ground)])
    same = [other for other in ground.places(own) if other.clause.duty == clause.duty]
    asked = [every([ground.touched(other.clause), opposite(ground.unmet(other))]) for other in same]
    return every([ground.touched(clause), ground.met(place), *map(opposite, asked)])


def _no_other_grant(place: Place, ground: Strictness) -> Iterator[Formula]:
    scope = place.scope
    for clause in place.license.clauses:
        if clause.effect is Effect.PERMITS and clause.id != place.clause.id and clause.acts & place.clause.acts:
            yield ground.unmet(Place(place.license, clause, scope, place.fixed))


def restriction(place: Place, vocabulary: Vocabulary) -> Loss | None:
    """What a clause restricts; None for conduct, and for a grant without a condition."""
    clause = place.clause
    if clause.effect is Effect.REQUIRES:
        return Loss.ATTRIBUTION if vocabulary.duties[clause.duty].kind is DutyKind.DO else None
    if clause.effect is Effect.PERMITS and clause.when is None and clause.unless is None:
        return None
    facts = {comparison.name for comparison in comparisons(applies_when(clause), place.scope)}
    if facts & _TERRITORY:
        return Loss.TERRITORY
    if any(vocabulary.facts[name].dimension for name in facts):
        return Loss.THRESHOLD
    if "use.applications" in facts or "organization.industries" in facts:
        return Loss.POLICY
    if facts & _PURPOSE:
        return Loss.NON_COMMERCIAL
    return Loss.OTHER_LIMIT


def restrictions(licenses: Iterable[License], vocabulary: Vocabulary) -> tuple[Loss, ...]:
    """What the clauses of some texts are about, the gravest first."""
    found = {
        kind
        for license in licenses
        for clause in license.clauses
        if (kind := restriction(Place(license, clause, Scope.of(license, vocabulary), {}), vocabulary)) is not None
    }
    return tuple(kind for kind in Loss if kind in found)
