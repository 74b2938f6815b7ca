"""Which month or year a license looks at."""

from __future__ import annotations

from datetime import date

from checker.domain.license import Measured

MONTH_BEFORE = "the calendar month before"
WHEN_ASKED = "when it is asked"


def before(day: date, granularity: str) -> str:
    """The last full month (`2025-03`) or year (`2024`) that ended before the period `day` lies in."""
    if granularity == "year":
        return str(day.year - 1)
    year, month = (day.year - 1, 12) if day.month == 1 else (day.year, day.month - 1)
    return f"{year:04d}-{month:02d}"


def year_of(period: str) -> str:
    """The year that a month lies in; a year is its own."""
    return period[:4]


def hangs_on_today(measured: Measured) -> bool:
    """Whether the period moves with the day the question is asked."""
    return measured.window == WHEN_ASKED or measured.event in ("", "today")


def spoken(period: str) -> str:
    """A period for people: `March 2025`, `2024`."""
    if len(period) == 4:
        return period
    return date(int(period[:4]), int(period[5:7]), 1).strftime("%B %Y")
