"""Which months or years a license looks at."""

from __future__ import annotations

from datetime import date

from checker.domain.license import Measured

MONTH_BEFORE = "the calendar month before"
YEAR_BEFORE = "the calendar year before"
ANY_MONTH_SINCE = "any month since"
ANY_TWELVE_MONTHS = "any 12 consecutive months"
WHEN_ASKED = "when it is asked"


def before(day: date, granularity: str) -> str:
    """The last full month (`2025-03`) or year (`2024`) that ended before the period `day` lies in."""
    if granularity == "year":
        return str(day.year - 1)
    year, month = (day.year - 1, 12) if day.month == 1 else (day.year, day.month - 1)
    return f"{year:04d}-{month:02d}"


def months_between(first: date, last: date) -> list[str]:
    """Every month from that of `first` up to the last full one before `last`."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [f"{first.year + (first.month - 1 + n) // 12:04d}-{(first.month - 1 + n) % 12 + 1:02d}" for n in range(count)]


def years_around(first: date, last: date) -> list[str]:
    """The years in which a stretch of twelve months between `first` and `last` can lie, those it may begin in included."""
    return [str(year) for year in range(first.year - 1, max(first, last).year + 1)]


def year_of(period: str) -> str:
    """The year that a month lies in; a year is its own."""
    return period[:4]


def hangs_on_today(measured: Measured) -> bool:
    """Whether the period moves with the day the question is asked, and with nothing else."""
    return measured.day is None and (measured.window == WHEN_ASKED or measured.event in ("", "today"))


def spoken(period: str) -> str:
    """A period for people: `March 2025`, `2024`."""
    if len(period) == 4:
        return period
    return date(int(period[:4]), int(period[5:7]), 1).strftime("%B %Y")
