"""Amounts that are exact, lie in a range, or are open to one side, with the currency they are in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from checker.domain.compact import packed_by_arguments
from checker.domain.truth import Truth


class Order(Enum):
    """How a figure is compared with a limit. The words are those of the condition language."""

    MORE_THAN = "is more than"
    AT_LEAST = "is at least"
    LESS_THAN = "is less than"
    AT_MOST = "is at most"


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Quantity:
    """All amounts between `lower` and `upper`; an exact amount where the two are equal."""

    lower: Decimal | None
    """Smallest amount, or None where nothing bounds it from below."""
    upper: Decimal | None
    """Largest amount, or None where nothing bounds it from above."""
    lower_open: bool = False
    """Whether `lower` itself is left out."""
    upper_open: bool = False
    """Whether `upper` itself is left out."""
    currency: str = ""
    """ISO 4217 code for money; empty for counts."""

    @staticmethod
    def exactly(amount: Decimal | int, currency: str = "") -> Quantity:
        """The quantity that is `amount` and nothing else."""
        value = Decimal(amount)
        return Quantity(value, value, currency=currency)

    @property
    def exact(self) -> Decimal | None:
        """The one amount it stands for, or None for a range."""
        return self.lower if self.lower is not None and self.lower == self.upper else None

    def times(self, rate: Decimal, currency: str) -> Quantity:
        """The same range in another currency, where one unit costs `rate` units of it (`rate` > 0)."""
        lower = None if self.lower is None else self.lower * rate
        upper = None if self.upper is None else self.upper * rate
        return Quantity(lower, upper, self.lower_open, self.upper_open, currency)

    def from_below(self) -> Quantity:
        """What is left when only the lower bound may be relied on."""
        return Quantity(self.lower, None, self.lower_open, False, self.currency)

    def from_above(self) -> Quantity:
        """What is left when only the upper bound may be relied on; amounts are never negative."""
        return Quantity(Decimal(0), self.upper, False, self.upper_open, self.currency)

    def within(self, bound: Quantity) -> Quantity:
        """The amounts that lie in both ranges; `self` where there are none, since then one of the two is a mistake."""
        lower, lower_open = _tighter(self.lower, self.lower_open, bound.lower, bound.lower_open, larger=True)
        upper, upper_open = _tighter(self.upper, self.upper_open, bound.upper, bound.upper_open, larger=False)
        if lower is not None and upper is not None and (lower > upper or (lower == upper and (lower_open or upper_open))):
            return self
        return Quantity(lower, upper, lower_open, upper_open, self.currency)

    def plus(self, other: Quantity) -> Quantity:
        """All sums of an amount of this range and one of the other, which must be in the same currency."""
        lower = None if self.lower is None or other.lower is None else self.lower + other.lower
        upper = None if self.upper is None or other.upper is None else self.upper + other.upper
        return Quantity(lower, upper, self.lower_open or other.lower_open, self.upper_open or other.upper_open, self.currency)

    def compare(self, order: Order, limit: Decimal) -> Truth:
        """Whether every amount of the range stands in `order` to `limit` (YES), none does (NO), or some (UNKNOWN)."""
        if order is Order.MORE_THAN:
            return self._above(limit, or_equal=False)
        if order is Order.AT_LEAST:
            return self._above(limit, or_equal=True)
        if order is Order.LESS_THAN:
            return self._above(limit, or_equal=True).negated()
        return self._above(limit, or_equal=False).negated()

    def _above(self, limit: Decimal, *, or_equal: bool) -> Truth:
        if self.lower is not None:
            beyond = self.lower > limit or (self.lower == limit and (or_equal or self.lower_open))
            if beyond:
                return Truth.YES
        if self.upper is not None:
            short = self.upper < limit or (self.upper == limit and (not or_equal or self.upper_open))
            if short:
                return Truth.NO
        return Truth.UNKNOWN


def _tighter(one: Decimal | None, one_open: bool, other: Decimal | None, other_open: bool, *, larger: bool) -> tuple[Decimal | None, bool]:
    """The bound that leaves less room, of two bounds on the same side."""
    if one is None or other is None:
        return (other, other_open) if one is None else (one, one_open)
    if one == other:
        return one, one_open or other_open
    first_is_tighter = one > other if larger else one < other
    return (one, one_open) if first_is_tighter else (other, other_open)
