"""When a figure that grows by the same share in every step comes past a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from checker.domain.headroom import Crossing, Growth, Threshold, When
from checker.domain.quantity import Order, Quantity
from checker.domain.truth import Truth
from checker.engine import periods

YEARS_AHEAD = 100
"""How far growth is reckoned with; a crossing beyond that is none."""


def crossing(threshold: Threshold, growths: Sequence[Growth], as_of: date) -> Crossing:
    """When the threshold is crossed. The growth named for its fact counts, else the one for every figure."""
    growth = next((g for g in growths if g.fact == threshold.fact), next((g for g in growths if not g.fact), None))
    if threshold.state is Truth.YES:
        return Crossing(When.PAST, growth)
    if not threshold.moves and threshold.periods and _is_over(threshold.periods[-1], as_of):
        return Crossing(When.FIXED, growth)
    if growth is None or threshold.known is None or threshold.limit is None or not (threshold.moves or threshold.periods):
        return Crossing(When.UNKNOWN, growth)
    return _reckoned(threshold, threshold.known, threshold.limit, growth, as_of)


def _reckoned(threshold: Threshold, start: Quantity, limit: Quantity, growth: Growth, as_of: date) -> Crossing:
    start_at = _start_at(threshold, as_of)
    monthly = threshold.by == "month" or threshold.window == periods.ANY_TWELVE_MONTHS
    strictly = threshold.clauses[0].order in (Order.MORE_THAN, Order.AT_MOST)
    first = _steps(start.upper, limit.lower, growth, monthly=monthly, strictly=strictly or start.upper_open)
    last = _steps(start.lower, limit.upper, growth, monthly=monthly, strictly=strictly and not start.lower_open)
    if start.upper is None:
        first = 0
    if first is None:
        return Crossing(When.NEVER, growth, start=start, start_at=start_at)
    at = _later(start_at, first, monthly=monthly)
    end = "" if last is None else _later(start_at, last, monthly=monthly)
    return Crossing(When.AT, growth, at, end, start, start_at, _day_after(at))


def _start_at(threshold: Threshold, as_of: date) -> str:
    """The period that the figure is taken to stand for: its own, or the last full one for a figure without a date."""
    if threshold.figure is None and threshold.latest is not None:
        return threshold.latest[0]
    if threshold.assumed or not threshold.at:
        return periods.before(as_of, threshold.by)
    return threshold.at


def _steps(amount: Decimal | None, limit: Decimal | None, growth: Growth, *, monthly: bool, strictly: bool) -> int | None:
    """After how many months or years an amount is past the limit; None where it never is."""
    if amount is None or limit is None:
        return None
    for step in range(YEARS_AHEAD * (12 if monthly else 1) + 1):
        grown = amount * _factor(growth, step, monthly=monthly)
        if grown > limit or (grown == limit and not strictly):
            return step
        if growth.rate <= 0:
            return None
    return None


def _factor(growth: Growth, step: int, *, monthly: bool) -> Decimal:
    """What an amount is multiplied by after some months or years. Whole years of a yearly growth are exact."""
    base = 1 + growth.rate
    if growth.step == "month":
        return base ** (step if monthly else 12 * step)
    if not monthly:
        return base**step
    years, months = divmod(step, 12)
    return base**years * (base ** (Decimal(months) / 12) if months else 1)


def _later(start_at: str, steps: int, *, monthly: bool) -> str:
    if not monthly:
        return str(int(start_at[:4]) + steps)
    year, month = (int(start_at[:4]), int(start_at[5:7])) if len(start_at) == 7 else (int(start_at), 12)
    count = year * 12 + month - 1 + steps
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def _day_after(period: str) -> date:
    """The first day after a month or year."""
    if len(period) == 4:
        return date(int(period) + 1, 1, 1)
    year, month = int(period[:4]), int(period[5:7])
    return date(year + month // 12, month % 12 + 1, 1)


def _is_over(period: str, as_of: date) -> bool:
    return _day_after(period) <= as_of
