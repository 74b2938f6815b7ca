"""Decisions of people on verdicts: who decided what and why, for how long, and on what it rested (licheck-decisions.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from checker.domain.fact import FactValue, Figures
from checker.domain.quantity import Quantity
from checker.domain.report import Result
from checker.domain.verdict import Verdict

UNSEEN = "unseen"
"""In place of a text's hash: nobody who encoded the license has seen its text."""
NOT_ENCODED = "not-encoded"
"""In place of a text's hash: the license is only named, and no encoding is at hand."""


class Ruling(Enum):
    """What was decided: of a clause, whether it applies; of a whole verdict, what it becomes."""

    APPLIES = "applies"
    DOES_NOT_APPLY = "does-not-apply"
    ALLOW = "allow"
    CONDITIONAL = "conditional"
    DENY = "deny"

    @property
    def on_clause(self) -> bool:
        """Whether it is about one clause."""
        return self in (Ruling.APPLIES, Ruling.DOES_NOT_APPLY)

    @property
    def verdict(self) -> Verdict:
        """The verdict that a ruling on a whole verdict gives; ValueError for one on a clause."""
        return Verdict(self.value)


class RangeKind(Enum):
    """How far a fact may move before a decision lapses."""

    EXACTLY = "exactly"
    """It keeps this value; an amount stays within the range."""
    ONE_OF = "one-of"
    """It stays one of these words."""
    WITHIN = "within"
    """It names none but these words."""
    UNKNOWN = "unknown"
    """It was not known, and the decision was taken all the same; once it is known, the engine may settle it."""


@dataclass(frozen=True, slots=True)
class FactRange:
    """A fact that a decision rested on, with the range in which it may move."""

    name: str
    kind: RangeKind
    value: FactValue | Quantity | None = None
    """A set of words for ONE_OF and WITHIN; None for UNKNOWN."""

    def holds(self, value: FactValue | Quantity | None) -> bool:
        """Whether the fact's value lies in the range; of figures by period, each of them has to."""
        if isinstance(value, Figures):
            amounts = [amount for _, amount in value.dated] + ([value.undated] if value.undated is not None else [])
            return bool(amounts) and all(self.holds(amount) for amount in amounts)
        if self.kind is RangeKind.UNKNOWN or value is None:
            return self.kind is RangeKind.UNKNOWN and value is None
        if isinstance(self.value, Quantity):
            return isinstance(value, Quantity) and covers(self.value, value)
        if self.kind is RangeKind.EXACTLY:
            return type(value) is type(self.value) and value == self.value
        words = self.value if isinstance(self.value, frozenset) else frozenset()
        if self.kind is RangeKind.ONE_OF:
            return isinstance(value, (str, date)) and str(value) in words
        return isinstance(value, frozenset) and value <= words


def covers(outer: Quantity, inner: Quantity) -> bool:
    """Whether every amount of `inner` lies in `outer`; amounts in different currencies are not compared."""
    if outer.currency != inner.currency:
        return False
    if outer.lower is not None:
        if inner.lower is None or inner.lower < outer.lower:
            return False
        if inner.lower == outer.lower and outer.lower_open and not inner.lower_open:
            return False
    if outer.upper is not None:
        if inner.upper is None or inner.upper > outer.upper:
            return False
        if inner.upper == outer.upper and outer.upper_open and not inner.upper_open:
            return False
    return True


@dataclass(frozen=True, slots=True)
class DecisionScope:
    """What a decision is about. What is left empty does not limit it; a model or a license always does."""

    model: str = ""
    revision: str = ""
    license: str = ""
    clause: str = ""
    use: str = ""
    organization: str = ""

    @property
    def subject(self) -> str:
        """What it is about, in a few words: `llama-4-community#grant for the use triage`."""
        what = f"{self.license}#{self.clause}" if self.clause else self.license
        model = f"{self.model}@{self.revision}" if self.revision else self.model
        parts = [part for part in (what, f"on {model}" if what and model else model, f"for the use {self.use}" if self.use else "") if part]
        return " ".join(parts)

    def takes_in(self, result: Result, organization: str) -> bool:
        """Whether a result is of the organization, use, model and revision that the decision is about."""
        return (
            self.organization in ("", organization)
            and self.use in ("", result.use)
            and self.model.casefold() in ("", result.model.casefold())
            and self.revision in ("", result.revision)
        )

    def meets(self, other: DecisionScope) -> bool:
        """Whether something can lie in both scopes."""
        pairs = zip(self._limits, other._limits, strict=True)
        return all(one == two or "" in (one, two) for one, two in pairs)

    @property
    def _limits(self) -> tuple[str, ...]:
        return self.model.casefold(), self.revision, self.license, self.clause, self.use, self.organization


@dataclass(frozen=True, slots=True)
class Basis:
    """What a decision was taken on. When any of it no longer holds, the decision lapses."""

    verdict: Verdict
    """The verdict underneath."""
    reasons: tuple[str, ...] = ()
    """The reasons it was taken in view of, as `reason_key` writes them; for a decision on a whole verdict."""
    texts: tuple[tuple[str, str], ...] = ()
    """License id and the sha256 of its text, or UNSEEN, or NOT_ENCODED."""
    facts: tuple[FactRange, ...] = ()

    def range_of(self, name: str) -> FactRange | None:
        """The range of a fact, or None where the decision does not rest on it."""
        return next((known for known in self.facts if known.name == name), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person."""

    id: str
    decided_by: str
    why: str
    decided: date
    """The day it was taken; before that it decides nothing."""
    expires: date
    """Its last day."""
    scope: DecisionScope
    ruling: Ruling
    basis: Basis
    ticket: str = ""
    agreement: str = ""
    """Reference of the agreement that a deny is accepted on."""
    only_while: tuple[str, ...] = ()
    """Licenses that the model may come under; under any other the verdict is `review` at best."""
    conditions: tuple[str, ...] = ()
    """What has to be done for the decision to hold; told with every verdict it gives."""
    place: str = ""
    """file:line:column where it stands."""

    def holds_on(self, day: date) -> bool:
        """Whether it was taken by that day and has not expired."""
        return self.decided <= day <= self.expires


@dataclass(frozen=True)
class DecisionBook:
    """A file of decisions, in its order."""

    path: str
    decisions: tuple[Decision, ...] = ()
    sha256: str = ""
    """Of the bytes it was read from; empty where there are none."""
