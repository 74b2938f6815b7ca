"""An encoded license: values, terms and clauses, each tied to a section of the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from checker.domain.compact import packed_by_arguments
from checker.domain.condition import Condition
from checker.domain.quantity import Quantity
from checker.domain.variation import Variation
from checker.domain.verdict import Evidence


class LicenseKind(Enum):
    """What an encoding encodes."""

    LICENSE = "license"
    POLICY = "policy"
    TERMS = "terms"


class Effect(Enum):
    """What a clause does to an act."""

    PERMITS = "permits"
    PROHIBITS = "prohibits"
    REQUIRES = "requires"


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Measured:
    """When and on whose numbers a value is tested."""

    window: str
    """A window of the vocabulary: `the calendar month before`."""
    event: str
    """The date the window hangs on: a fact such as `model.released`, or `today`; empty where the text names none."""
    counting: tuple[str, ...]
    """Whose figures count: licensee, affiliates, product."""
    day: date | None = None
    """The day of the event, where the encoding itself fixes it."""


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Value:
    """A number of the license."""

    id: str
    section: str
    amount: Quantity | None
    """None where nobody published it: an unknown value."""
    unit: str
    dimension: str
    measured: Measured
    anchor: str = ""


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Term:
    """A name for a condition that the license defines or repeats."""

    id: str
    section: str
    means: Condition


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Clause:
    """One rule of the license."""

    id: str
    section: str
    says: str
    effect: Effect
    acts: frozenset[str]
    anchor: str = ""
    when: Condition | None = None
    unless: Condition | None = None
    unsettled: str = ""
    """A question for counsel; the reading is open wherever the clause is not plainly out of play."""
    lifted_by: str = ""
    """Kind of agreement that lifts it: license or registration."""
    remedy: str = ""
    duty: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    """What the duty's `with` states: the string to display, the prefix."""

    def parameter(self, name: str) -> str:
        """One of the duty's parameters, or an empty string."""
        return dict(self.parameters).get(name, "")


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Omission:
    """A section that is no clause, and why."""

    section: str
    reason: str


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class License:
    """One encoded file."""

    id: str
    name: str
    kind: LicenseKind
    publisher: str
    evidence: Evidence
    clauses: tuple[Clause, ...]
    values: tuple[Value, ...] = ()
    terms: tuple[Term, ...] = ()
    omissions: tuple[Omission, ...] = ()
    incorporates: tuple[str, ...] = ()
    reaches: frozenset[str] = frozenset()
    """Relations of derived models that carry these terms along."""
    template: bool = False
    """Whether anybody may license under this text; the licensor is then the publisher of the model, not of the text."""
    version: str = ""
    spdx: str = ""
    released: date | None = None
    hub_tags: tuple[str, ...] = ()
    text_sha256: str = ""
    """Of the normalized text; empty where the text was never seen."""
    source: str = ""
    varies: tuple[Variation, ...] = ()
    """Where a copy of the text may differ from the pinned one and is the same license."""
    status: str = ""
    """encoded, partial (only an excerpt was seen) or read-through."""
    encoded_on: str = ""
    """Day it was encoded, as written."""
    checked_on: str = ""
    """Day counsel checked it, as written; empty where nobody has."""

    def clause(self, clause_id: str) -> Clause | None:
        """The clause of that id, or None."""
        return next((clause for clause in self.clauses if clause.id == clause_id), None)

    def value(self, value_id: str) -> Value | None:
        """The value of that id, or None."""
        return next((value for value in self.values if value.id == value_id), None)
