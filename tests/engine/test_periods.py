"""Which month or year a license looks at."""

from __future__ import annotations

from datetime import date

import pytest

from checker.domain.license import Measured
from checker.engine.periods import before, hangs_on_today, months_between, spoken, year_of, years_around


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        (date(2025, 4, 5), "2025-03", "2024"),
        (date(2025, 4, 1), "2025-03", "2024"),
        (date(2025, 3, 31), "2025-02", "2024"),
        (date(2025, 1, 1), "2024-12", "2024"),
        (date(2025, 1, 31), "2024-12", "2024"),
        (date(2024, 12, 31), "2024-11", "2023"),
    ],
)
def test_the_period_before_a_day_is_the_last_that_was_over(day: date, month: str, year: str) -> None:
    assert before(day, "month") == month
    assert before(day, "year") == year


@pytest.mark.parametrize(
    ("window", "event", "today"),
    [
        ("when it is asked", "", True),
        ("when it is asked", "model.released", True),
        ("the calendar month before", "today", True),
        ("the calendar month before", "model.released", False),
    ],
)
def test_a_window_without_an_event_moves_with_the_day(window: str, event: str, today: bool) -> None:
    assert hangs_on_today(Measured(window, event, ("licensee",))) is today


def test_periods_are_spoken_as_people_do() -> None:
    assert [spoken("2025-03"), spoken("2024-12"), spoken("2024")] == ["March 2025", "December 2024", "2024"]


def test_the_year_of_a_month_is_its_first_four_figures() -> None:
    assert [year_of("2024-12"), year_of("2024"), year_of("")] == ["2024", "2024", ""]


def test_the_months_since_an_event_begin_with_its_own_and_end_with_the_last_full_one() -> None:
    assert months_between(date(2025, 11, 30), date(2026, 2, 1)) == ["2025-11", "2025-12", "2026-01"]
    assert months_between(date(2026, 2, 1), date(2026, 2, 28)) == []


def test_a_stretch_of_twelve_months_may_begin_in_the_year_before() -> None:
    assert years_around(date(2025, 3, 1), date(2026, 11, 22)) == ["2024", "2025", "2026"]


def test_asked_before_the_event_the_year_of_the_event_is_looked_at_all_the_same() -> None:
    assert years_around(date(2025, 3, 1), date(2022, 1, 1)) == ["2024", "2025"]
