"""Clauses whose outcome a decision has settled, before the decision table weighs them (DESIGN 3).

A decision settles what is open. What the engine finds to apply stays as it is, except a prohibition that is accepted on an agreement with
the licensor; what it finds not to apply is never made to apply, so no grant comes from a decision alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from checker.domain.decision import FactRange
from checker.domain.fact import FactValue, Figures, Reading
from checker.domain.license import Clause, Effect, License
from checker.domain.profile import Agreement
from checker.domain.quantity import Quantity
from checker.domain.settlement import Settlement
from checker.domain.truth import Truth
from checker.engine.agreements import licensor
from checker.engine.case import Case
from checker.engine.rulebook import Outcome, Rulebook

ACTS = "use.acts"
OBTAINED = "use.obtained"
_ALWAYS = {ACTS: "what was to be done with the model", OBTAINED: "how the model was to be obtained"}
"""Facts that every decision rests on, whatever the engine reads: more acts, or another channel, are another question."""


class Fit(Enum):
    """Whether a settlement bears on an outcome."""

    FITS = "fits"
    NOT_NEEDED = "not-needed"
    """The engine has decided it already, and no less strictly."""
    FACTS = "facts"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a settlement fits an outcome, and if not, why."""

    fit: Fit
    because: str = ""


def fitting(settlement: Settlement, outcome: Outcome, case: Case, rulebook: Rulebook) -> Fitting:
    """How a settlement of this very clause fits what the engine finds."""
    if outcome.truth is Truth.NO:
        return Fitting(Fit.NOT_NEEDED)
    if outcome.truth is Truth.YES:
        if settlement.applies or outcome.clause.effect is not Effect.PROHIBITS:
            return Fitting(Fit.NOT_NEEDED)
        because = why_not_accepted(settlement.agreement, outcome.license, outcome.clause.id, rulebook, case)
        if because:
            return Fitting(Fit.AGREEMENT, because)
    because = unstated(settlement.facts, case.facts) or changed_facts(
        settlement.facts, outcome.readings, case.facts, dict(case.context.values)
    )
    return Fitting(Fit.FACTS, because) if because else Fitting(Fit.FITS)


def settled(outcomes: Sequence[Outcome], case: Case, rulebook: Rulebook) -> list[Outcome]:
    """The outcomes with what decisions have settled; a clause that is settled not to apply is left out."""
    found: list[Outcome] = []
    for outcome in outcomes:
        settlement = _settlement_of(outcome, case, rulebook)
        if settlement is None:
            found.append(outcome)
        elif settlement.applies:
            found.append(replace(outcome, truth=Truth.YES, missing=(), settled_by=settlement.decision))
    return [*found, *_grants(case, rulebook)]


def _settlement_of(outcome: Outcome, case: Case, rulebook: Rulebook) -> Settlement | None:
    named = (outcome.license.id, outcome.clause.id)
    mine = (settlement for settlement in case.settlements if (settlement.license, settlement.clause) == named)
    return next((settlement for settlement in mine if fitting(settlement, outcome, case, rulebook).fit is Fit.FITS), None)


def _grants(case: Case, rulebook: Rulebook) -> Iterable[Outcome]:
    """Grants that come from an agreement, where a decision says so and the license itself has none."""
    for settlement in case.settlements:
        if settlement.clause or settlement.license != rulebook.license.id:
            continue
        if not why_not_accepted(settlement.agreement, rulebook.license, "", rulebook, case):
            says = f"Granted by the agreement {settlement.agreement.reference if settlement.agreement else ''}."
            clause = Clause("", "", says, Effect.PERMITS, settlement.acts)
            yield Outcome(rulebook.license, clause, Truth.YES, settled_by=settlement.decision)


def why_not_accepted(agreement: Agreement | None, license: License, clause: str, rulebook: Rulebook, case: Case) -> str:
    """Why a deny of this license cannot be accepted on an agreement; empty where it can."""
    name = f"{license.id}#{clause}" if clause else license.id
    if agreement is None:
        return f"`{name}` denies it, and the decision names no agreement that the profile holds"
    named = f"the agreement `{agreement.reference}`"
    if not agreement.holds_on(case.context.as_of):
        return f"{named} expired on {agreement.expires}"
    if agreement.kind != "license":
        return f"{named} is a {agreement.kind}, which permits nothing"
    side = licensor(license, case)
    if agreement.publisher != side:
        return f"{named} is with {agreement.publisher}, and `{name}` is {side}'s"
    covered = (f"{license.id}#{clause}", license.id, rulebook.license.id)
    if not any(held in covered for held in agreement.licenses):
        return f"{named} names neither `{name}` nor the license it belongs to"
    return ""


def changed_facts(
    ranges: Sequence[FactRange],
    readings: Iterable[Reading],
    facts: Mapping[str, FactValue],
    values: Mapping[str, Quantity],
) -> str:
    """Which fact a decision no longer fits, in words; empty where all of them lie in their ranges.

    Every fact that the engine has read has to be one that the decision rests on, since a verdict on other facts is another verdict; and
    every fact that the decision rests on has to lie in its range, whether the engine came to read it or not.
    """
    known = {entry.name: entry for entry in ranges}
    readings = tuple(readings)
    read = {reading.name for reading in readings}
    for reading in readings:
        entry = known.get(reading.name)
        if entry is None:
            return f"it now rests on `{reading.name}` too, which the decision does not state"
        if not entry.holds(reading.value):
            return _left(entry, reading.value)
    for entry in ranges:
        value = latest(facts.get(entry.name, values.get(entry.name)))
        if entry.name not in read and not entry.holds(value):
            return _left(entry, value)
    return ""


def unstated(ranges: Sequence[FactRange], facts: Mapping[str, FactValue]) -> str:
    """Which fact a decision leaves out that every decision rests on, in words; empty where it states them."""
    known = {entry.name for entry in ranges}
    missing = next((name for name in _ALWAYS if name in facts and name not in known), "")
    return f"the decision does not state `{missing}`, {_ALWAYS[missing]}" if missing else ""


def latest(value: FactValue | Quantity | None) -> FactValue | Quantity | None:
    """Of figures by period the last one, or the one that stands for all; any other value as it is."""
    if isinstance(value, Figures):
        return value.dated[-1][1] if value.dated else value.undated
    return value


def _left(entry: FactRange, value: FactValue | Quantity | None) -> str:
    if value is None:
        return f"`{entry.name}` is not known any more"
    if entry.value is None:
        return f"`{entry.name}` is known by now"
    return f"`{entry.name}` has left the range that the decision states"
