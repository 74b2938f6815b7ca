"""What would be different: verdicts under changed facts, and where over the whole range of a fact they flip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from checker.domain.quantity import Quantity
from checker.domain.report import Duty, Reason
from checker.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Setting:
    """A fact that was set to another value."""

    name: str
    """As the user named it: `organization.domicile`, `uses.triage.acts`."""
    before: str
    """What the profile states, in words."""
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A verdict that came out otherwise, and why."""

    use: str
    model: str
    """As a reader would name it: with the revision and the service that were asked for."""
    before: Verdict
    after: Verdict
    reasons: tuple[Reason, ...] = ()
    """The clauses that make the worse of the two what it is, and do not the better."""
    duties: tuple[Duty, ...] = ()
    """The same for duties, between allow and conditional."""


@dataclass(frozen=True)
class WhatIf:
    """The verdicts of a profile beside those under changed facts."""

    as_of: date
    library_version: str
    library_sha256: str
    organization: str
    settings: tuple[Setting, ...] = ()
    changed: tuple[Changed, ...] = ()
    otherwise: tuple[tuple[str, str, Verdict], ...] = ()
    """Use, model and verdict where the verdict stays, but not all of its reasons, duties or questions."""
    before: Mapping[Verdict, int] = field(default_factory=dict)
    after: Mapping[Verdict, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of amounts, or some values, for which every verdict is the same."""

    counts: Mapping[Verdict, int]
    stretch: Quantity | None = None
    """For a figure; None for the figure that is not stated."""
    values: tuple[str, ...] = ()
    """For a fact with a list of values: those that come out alike; `not stated` among them where that does."""
    is_present: bool = False
    """Whether the profile's own value lies here."""
    changed: tuple[Changed, ...] = ()
    """What flips on the way into it: from the stretch before, or from the profile's own value."""


@dataclass(frozen=True)
class Sweep:
    """All that becomes of the verdicts over the whole range of one fact."""

    as_of: date
    library_version: str
    library_sha256: str
    organization: str
    fact: str
    label: str
    present: str
    """What the profile states, in words."""
    settings: tuple[Setting, ...] = ()
    regions: tuple[Region, ...] = ()
    """Of a figure in the order of the amounts, the one that is not stated last."""
    judged: int = 0
    """How many verdicts there are in each region."""
    hanging: int = 0
    """How many of them can depend on the fact."""
    notes: tuple[str, ...] = ()
