"""When growth crosses a threshold, to the month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from checker.domain.headroom import Crossing, Growth, Hanging, Threshold, When
from checker.domain.quantity import Order, Quantity
from checker.domain.truth import Truth
from checker.domain.verdict import Evidence
from checker.engine.growth import crossing

from .tiny import TODAY, amount_of

USERS = Threshold(
    "example", "ceiling", Evidence.PRIMARY, "organization.monthly_active_users", "monthly active users", "monthly active users", "month",
    Quantity.exactly(100), "when it is asked", ("licensee",), ("2026-10",), moves=True, figure=Quantity.exactly(50), at="2026-10",
    state=Truth.NO, clauses=(Hanging("limit", "2", "prohibits", "Too large.", Order.MORE_THAN),),
)  # fmt: skip


def grown(threshold: Threshold, rate: str, step: str = "month", as_of: date = TODAY) -> Crossing:
    return crossing(threshold, [Growth(Decimal(rate), step)], as_of)


def with_order(order: Order) -> Threshold:
    return replace(USERS, clauses=(replace(USERS.clauses[0], order=order),))


class TestMonths:
    @pytest.mark.parametrize(
        ("order", "rate", "first"),
        [
            (Order.MORE_THAN, "1", "2026-12"),  # 50, 100, 200: at 100 it is not yet more
            (Order.AT_LEAST, "1", "2026-11"),  # 50, 100
            (Order.LESS_THAN, "1", "2026-11"),  # at 100 it is no longer less
            (Order.AT_MOST, "1", "2026-12"),
            (Order.MORE_THAN, "0.5", "2026-12"),  # 50, 75, 112.5
            (Order.MORE_THAN, "0.08", "2027-08"),  # 50 * 1.08^9 = 99.95, 50 * 1.08^10 = 107.9
        ],
    )
    def test_the_first_month_past_the_limit(self, order: Order, rate: str, first: str) -> None:
        found = grown(with_order(order), rate)
        assert (found.when, found.first, found.last) == (When.AT, first, first)

    def test_a_yearly_growth_comes_to_its_rate_after_twelve_months(self) -> None:
        assert grown(with_order(Order.AT_LEAST), "1", "year").first == "2027-10"
        assert grown(with_order(Order.MORE_THAN), "1", "year").first == "2027-11"

    def test_the_license_sees_it_in_the_month_after(self) -> None:
        assert grown(USERS, "0.5").seen == date(2027, 1, 1)

    @pytest.mark.parametrize("rate", ["0", "-0.05"])
    def test_without_growth_it_never_comes(self, rate: str) -> None:
        assert grown(USERS, rate).when is When.NEVER

    def test_beyond_a_hundred_years_is_never(self) -> None:
        assert grown(USERS, "0.0001").when is When.NEVER

    def test_a_figure_without_a_date_is_taken_for_the_last_full_month(self) -> None:
        found = grown(replace(USERS, assumed=True, at=""), "1", as_of=date(2026, 1, 9))
        assert (found.start_at, found.first) == ("2025-12", "2026-02")

    def test_where_the_month_is_not_stated_the_last_one_that_is_starts_it(self) -> None:
        found = grown(replace(USERS, figure=None, at="", latest=("2026-03", Quantity.exactly(50)), state=Truth.UNKNOWN), "1")
        assert (found.start_at, found.first) == ("2026-03", "2026-05")


class TestRanges:
    def test_a_range_crosses_between_two_months(self) -> None:
        found = grown(replace(USERS, figure=amount_of("between 10 and 60")), "1")
        assert (found.first, found.last) == ("2026-11", "2027-02")  # 60, 120; 10, 20, 40, 80, 160

    def test_what_only_has_a_ceiling_may_never_cross(self) -> None:
        found = grown(replace(USERS, figure=amount_of("at most 60")), "1")
        assert (found.first, found.last) == ("2026-11", "")

    def test_what_only_has_a_floor_may_have_crossed(self) -> None:
        found = grown(replace(USERS, figure=amount_of("at least 50"), state=Truth.UNKNOWN), "1")
        assert (found.first, found.last) == ("2026-10", "2026-12")

    def test_under_the_limit_is_still_under_it_at_its_double(self) -> None:
        assert grown(replace(USERS, figure=amount_of("under 50")), "1").first == "2026-12"  # under 100, then under 200
        assert grown(replace(with_order(Order.AT_LEAST), figure=amount_of("under 50")), "1").first == "2026-12"


class TestYears:
    YEARLY = replace(USERS, by="year", at="2025", periods=("2025",))

    def test_a_calendar_year_crosses_as_a_whole(self) -> None:
        found = grown(self.YEARLY, "0.5", "year")
        assert (found.first, found.seen) == ("2027", date(2028, 1, 1))

    def test_a_monthly_growth_counts_twelve_times_in_a_year(self) -> None:
        assert grown(self.YEARLY, "0.05").first == "2027"  # 1.05^12 = 1.796, 50 * 1.796 = 89.8, * 1.796 = 161

    def test_any_twelve_months_cross_within_a_year(self) -> None:
        assert grown(replace(self.YEARLY, window="any 12 consecutive months"), "0.05").first == "2027-03"  # 1.05^15 = 2.079


class TestWhatDoesNotMove:
    def test_what_is_past_is_past(self) -> None:
        assert grown(replace(USERS, state=Truth.YES), "1").when is When.PAST

    def test_a_month_that_is_over_stays_as_it_was(self) -> None:
        assert grown(replace(USERS, moves=False, periods=("2025-03",), at="2025-03"), "1").when is When.FIXED

    def test_nothing_to_start_from_or_to_come_to_is_unknown(self) -> None:
        assert grown(replace(USERS, figure=None), "1").when is When.UNKNOWN
        assert grown(replace(USERS, limit=None), "1").when is When.UNKNOWN

    def test_growth_of_another_fact_says_nothing(self) -> None:
        other = Growth(Decimal(1), "month", "organization.annual_revenue")
        assert crossing(USERS, [other], TODAY).when is When.UNKNOWN
        assert crossing(USERS, [other, Growth(Decimal("0.5"), "month")], TODAY).first == "2026-12"
        assert crossing(USERS, [Growth(Decimal("0.5"), "month"), replace(other, fact=USERS.fact)], TODAY).growth == replace(
            other, fact=USERS.fact
        )
