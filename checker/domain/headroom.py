"""How near an organization's figures are to the thresholds of licenses, and when they would be crossed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from checker.domain.quantity import Order, Quantity
from checker.domain.truth import Truth
from checker.domain.verdict import Evidence


@dataclass(frozen=True, slots=True)
class Hanging:
    """A clause that hangs on a threshold."""

    clause: str
    section: str
    effect: str
    """permits, prohibits or requires."""
    says: str
    order: Order
    """How the clause compares the figure with the limit."""
    unsettled: bool = False
    """Whether counsel has to read it before it decides."""
    lifted_by: str = ""
    """The agreement that lifts it for this organization, where one does."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """One figure of the organization beside one limit of a license."""

    license: str
    value: str
    """Id of the value in the encoding."""
    evidence: Evidence
    """The weakest link between the model and this limit."""
    fact: str
    label: str
    """What the figure counts, in words."""
    unit: str
    by: str
    """month or year: what the figure is stated by."""
    limit: Quantity | None
    """None where nobody published it and the profile does not supply it."""
    window: str
    """Over which time the license counts, in the vocabulary's words."""
    counting: tuple[str, ...]
    """Whose figures the license counts."""
    periods: tuple[str, ...]
    """The months or years it looks at; empty where the date they hang on is not known."""
    moves: bool
    """Whether it looks at other periods as time goes by; if not, growth cannot cross it any more."""
    hangs_on: str = ""
    """What fixes the periods where they do not move: `model.released`, or the encoding's own date."""
    figure: Quantity | None = None
    """As the license counts it, in the limit's currency; None where it is not known for any of these periods."""
    at: str = ""
    """The period that the figure stands for: of several, the one nearest to the limit."""
    stated: Quantity | None = None
    """The same as the profile states it."""
    stated_fact: str = ""
    """The fact it was read from, where that is another one that bounds it."""
    assumed: bool = False
    """Whether it was stated without a date and taken to hold for that period."""
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """What would have to be stated to know, as in a verdict's reasons; empty where the comparison is decided."""
    latest: tuple[str, Quantity] | None = None
    """The last figure that is stated for a month or year, where none is for the periods looked at; in the limit's currency."""
    state: Truth = Truth.UNKNOWN
    """Whether the figure is past the limit."""
    clauses: tuple[Hanging, ...] = ()
    uses: tuple[str, ...] = ()
    models: tuple[str, ...] = ()

    @property
    def known(self) -> Quantity | None:
        """The figure to set beside the limit: the one looked at, else the last one stated."""
        return self.figure if self.figure is not None else self.latest[1] if self.latest is not None else None

    @property
    def nearest(self) -> Decimal | None:
        """The largest share of the limit that the figure may be, 1 at the limit; None where nothing bounds it."""
        known = self.known
        if known is None or known.upper is None or self.limit is None or not self.limit.lower:
            return None
        return known.upper / self.limit.lower

    @property
    def farthest(self) -> Decimal | None:
        """The smallest share of the limit that the figure may be; None where nothing is known."""
        known = self.known
        if known is None or known.lower is None or self.limit is None or not self.limit.upper:
            return None
        return known.lower / self.limit.upper

    @property
    def is_range(self) -> bool:
        """Whether the share is not one number."""
        return self.nearest != self.farthest

    @property
    def rank(self) -> tuple[int, Decimal]:
        """What comes first in a list: what is past its limit, then the nearest, then what nothing is known of."""
        if self.state is Truth.YES:
            return 0, -(self.farthest or Decimal(0))
        tier = 1 if self.figure is not None else 2
        if self.nearest is None:
            return (tier, -self.farthest) if self.farthest else (3, Decimal(0))
        return tier, -max(self.nearest, self.farthest or Decimal(0))


class When(Enum):
    """What growth does to a threshold."""

    PAST = "past"
    """It is crossed already."""
    AT = "at"
    """It is crossed within the time that is reckoned with."""
    NEVER = "never"
    """The figure does not come to the limit, at that growth."""
    FIXED = "fixed"
    """The license looks at a time that is over."""
    UNKNOWN = "unknown"
    """There is no figure to start from, or no limit."""


@dataclass(frozen=True, slots=True)
class Growth:
    """An assumption: a figure grows by the same share in every step."""

    rate: Decimal
    """0.08 for 8 %."""
    step: str
    """month or year."""
    fact: str = ""
    """The fact it is about; empty for every figure."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """When a figure that grows crosses a threshold."""

    when: When
    growth: Growth | None = None
    first: str = ""
    """The first month or year past the limit; of a range, the earliest there may be."""
    last: str = ""
    """Of a range, the latest first month or year; empty where it may never come."""
    start: Quantity | None = None
    """The figure that was reckoned from …"""
    start_at: str = ""
    """… and the month or year it was taken to stand for."""
    seen: date | None = None
    """From which day on the license sees the crossing, where that is not the crossed month itself."""


@dataclass(frozen=True)
class Headroom:
    """All thresholds that could touch an organization, the nearest first."""

    as_of: date
    library_version: str
    library_sha256: str
    organization: str
    figures_count: str
    """Whose numbers the organization's figures are: licensee or group."""
    thresholds: tuple[Threshold, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    """One for each threshold, where growth was asked for."""
    growths: tuple[Growth, ...] = ()
    out_of_reach: int = 0
    """Thresholds of the same licenses that decide nothing for these uses, whatever the figure."""
    models: int = 0
    """How many models were looked at."""
