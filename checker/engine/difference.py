"""Lays two sets of terms side by side, clause by clause, and says for each pair which of the two reaches further."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.domain.difference import ChangeKind, ClauseChange, ClauseName
from checker.domain.license import Effect
from checker.domain.vocabulary import Vocabulary
from checker.engine.case import Context
from checker.engine.formula import Formula, every, opposite, variables
from checker.engine.regions import Regions, comparisons
from checker.engine.rulebook import applies_when
from checker.engine.solve import GaveUp, satisfiable
from checker.engine.strictness import AllTerms, Place, Strictness, Terms
from checker.engine.value_words import value_words

_NEAR = 4
"""From this likeness on, clauses with different ids are taken for the same rule in other words."""


def clause_changes(before: Terms, after: Terms, vocabulary: Vocabulary, context: Context) -> tuple[ClauseChange, ...]:
    """Every clause of either side with what became of it, in the order of the second and then what was dropped."""
    ground = Strictness(Regions(vocabulary, context))
    ground.announce(AllTerms((before, after)))
    old, new = _unique(ground.places(before)), _unique(ground.places(after))
    partner = _pairs(old, new)
    changes = [
        _change(old[partner[index]], place, ground) if index in partner else _lone(place, added=True) for index, place in enumerate(new)
    ]
    taken = set(partner.values())
    return (*changes, *(_lone(place, added=False) for index, place in enumerate(old) if index not in taken))


def _unique(places: Iterator[Place]) -> list[Place]:
    found: dict[tuple[str, str], Place] = {}
    for place in places:
        found.setdefault((place.license.id, place.clause.id), place)
    return list(found.values())


def _name(place: Place) -> ClauseName:
    clause = place.clause
    return ClauseName(place.license.id, clause.id, clause.section, clause.effect.value, clause.says)


def _lone(place: Place, *, added: bool) -> ClauseChange:
    if added:
        return ClauseChange(ChangeKind.ADDED, None, _name(place))
    return ClauseChange(ChangeKind.DROPPED, _name(place), None)


def _pairs(old: Sequence[Place], new: Sequence[Place]) -> dict[int, int]:
    """For each new clause the old one it continues: the likest pairs first, each clause once."""
    scored = [(_likeness(one, other), i, j) for j, other in enumerate(new) for i, one in enumerate(old)]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scored, key=lambda found: (-found[0], abs(found[1] - found[2]), found[1], found[2])):
        if score >= _NEAR and j not in partner and i not in taken:
            partner[j] = i
            taken.add(i)
    return partner


def _likeness(one: Place, other: Place) -> float:
    """How much two clauses look like the same rule: 0 for different effects or duties, more for shared names, sections and words."""
    a, b = one.clause, other.clause
    if a.effect is not b.effect or a.duty != b.duty:
        return 0
    conditions = _shared(_atoms(one), _atoms(other))
    same_id, same_section, same_anchor = a.id == b.id, a.section == b.section, bool(a.anchor) and a.anchor == b.anchor
    return 4 * same_id + 2 * same_anchor + same_section + 3 * conditions + _shared(a.acts, b.acts) + bool(a.duty)


def _atoms(place: Place) -> frozenset[str]:
    asked = comparisons(applies_when(place.clause), place.scope)
    return frozenset(f"{comparison.name} {operand}" for comparison in asked for operand in comparison.operands)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _change(before: Place, after: Place, ground: Strictness) -> ClauseChange:
    further, less = _reach(before, after, ground)
    details = list(_details(before, after))
    grants = after.clause.effect is Effect.PERMITS
    if further and less:
        kind = ChangeKind.CHANGED
        details.insert(0, "applies in cases where it did not, and no longer in others where it did")
    elif further or less:
        kind = ChangeKind.LOOSENED if further is grants else ChangeKind.TIGHTENED
        details.insert(0, "applies in more cases" if further else "applies in fewer cases")
    elif details:
        kind = ChangeKind.CHANGED
    else:
        kind = ChangeKind.MOVED if before.clause.section != after.clause.section else ChangeKind.SAME
    return ClauseChange(kind, _name(before), _name(after), tuple(details))


def _reach(before: Place, after: Place, ground: Strictness) -> tuple[bool, bool]:
    """Whether the new clause is in play where the old one is not, and the other way round; both where the search gave up."""
    old = every([ground.touched(before.clause), ground.met(before)])
    new = every([ground.touched(after.clause), ground.met(after)])
    consistent = ground.regions.consistent()
    try:
        return satisfiable(every([new, opposite(old), consistent])), satisfiable(every([old, opposite(new), consistent]))
    except GaveUp:
        return True, True


def _details(before: Place, after: Place) -> Iterator[str]:
    one, other = before.clause, after.clause
    for name in dict.fromkeys((*dict(one.parameters), *dict(other.parameters))):
        if one.parameter(name) != other.parameter(name):
            yield f'{name}: "{one.parameter(name)}" → "{other.parameter(name)}"'
    if bool(one.unsettled) != bool(other.unsettled):
        yield "its reading is open now" if other.unsettled else "its reading was open"
    if one.lifted_by != other.lifted_by:
        yield f"lifted by: {one.lifted_by or 'nothing'} → {other.lifted_by or 'nothing'}"
    yield from _amounts(before, after)


def _amounts(before: Place, after: Place) -> Iterator[str]:
    """The numbers that one of the two looks at and the other does not."""
    old, new = (list(dict.fromkeys(_values(place))) for place in (before, after))
    yield from (f"before: {told}" for told in old if told not in new)
    yield from (f"now: {told}" for told in new if told not in old)


def _values(place: Place) -> Iterator[str]:
    for comparison in comparisons(applies_when(place.clause), place.scope):
        value = place.scope.values.get(comparison.operands[0])
        if value is not None:
            yield value_words(value)


@dataclass(frozen=True, slots=True)
class Dead:
    """A clause that can never matter."""

    license: str
    clause: str
    covered_by: str = ""
    """Another prohibition that forbids the same in every case, as `license#clause`; empty where no case meets the condition at all."""


def never_matter(terms: Terms, vocabulary: Vocabulary, context: Context) -> Iterator[Dead]:
    """Clauses that no case brings into play, and prohibitions that another one always covers."""
    ground = Strictness(Regions(vocabulary, context))
    ground.announce(terms)
    reaches = [_Reach.of(place, ground) for place in _unique(ground.places(terms))]
    consistent = ground.regions.consistent()
    for reach in reaches:
        clause = reach.place.clause
        try:
            if not satisfiable(every([reach.possible, consistent])):
                yield Dead(reach.place.license.id, clause.id)
            elif covering := next((other for other in reaches if _covers(other, reach, consistent)), None):
                yield Dead(reach.place.license.id, clause.id, f"{covering.place.license.id}#{covering.place.clause.id}")
        except GaveUp:
            continue  # not shown to be dead


@dataclass(frozen=True)
class _Reach:
    """Where a clause bites, worked out once."""

    place: Place
    certain: Formula
    possible: Formula
    variables: frozenset[int]

    @staticmethod
    def of(place: Place, ground: Strictness) -> _Reach:
        certain, possible = ground.met(place), opposite(ground.unmet(place))
        return _Reach(place, certain, possible, variables(certain) | variables(possible))


def _covers(other: _Reach, reach: _Reach, consistent: Formula) -> bool:
    """Whether a prohibition bites wherever another one does; of two that bite in the same cases only the later one is covered."""
    one, two = other.place.clause, reach.place.clause
    both = one.effect is two.effect is Effect.PROHIBITS and not one.unsettled and not two.unsettled
    if other is reach or not both or one.lifted_by or not two.acts <= one.acts:
        return False
    if other.variables and other.variables.isdisjoint(reach.variables):
        return False  # they ask about different things, so one can be met without the other
    if satisfiable(every([reach.possible, opposite(other.certain), consistent])):
        return False
    mutual = one.acts == two.acts and not satisfiable(every([other.certain, opposite(reach.certain), consistent]))
    return not mutual or one.id < two.id
