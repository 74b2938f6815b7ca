"""Figures: whose, of when, in which currency, and bounded by which other figure (DESIGN 2.4)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pytest

from checker.domain.truth import Truth
from checker.engine.case import Context
from checker.engine.rulebook import Outcome

from .tiny import PER_MONTH, PER_YEAR, TODAY, Desk, asked, context, figures, value

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
USERS = "organization.monthly_active_users"
TOO_MANY = f"{USERS} is more than ceiling"
RELEASED = date(2025, 4, 5)
AT_RELEASE = value("ceiling", "700 million", event="license.released", day=RELEASED)
AT_MODEL_RELEASE = value("ceiling", "700 million", event="model.released")
NOW = value("ceiling", "700 million")


class TestAgainstTheLimit:
    @pytest.mark.parametrize(
        ("stated", "truth"),
        [
            ("700 million", NO),
            ("700,000,001", YES),
            ("between 60 million and 70 million", NO),
            ("between 600 million and 800 million", UNKNOWN),
            ("between 600 million and 700 million", NO),
            ("under 1 billion", UNKNOWN),
            ("at most 700 million", NO),
            ("more than 700 million", YES),
            ("at least 700 million", UNKNOWN),
            ("0", NO),
        ],
    )
    def test_a_figure_or_range_decides_where_all_of_it_does(self, stated: str, truth: Truth, desk: Desk) -> None:
        assert asked(desk, TOO_MANY, {USERS: figures(stated)}, NOW).truth is truth

    def test_a_range_across_the_limit_asks_for_the_figure(self, desk: Desk) -> None:
        outcome = asked(desk, TOO_MANY, {USERS: figures("between 600 million and 800 million")}, NOW)
        [reading] = outcome.readings
        assert (reading.missing, reading.note, reading.at, reading.limit) == (
            USERS,
            "the range does not decide",
            "2026-10",
            "example#ceiling",
        )

    def test_no_figure_at_all_asks_for_it_and_for_its_month(self, desk: Desk) -> None:
        [reading] = asked(desk, TOO_MANY, {}, NOW).readings
        assert (reading.missing, reading.at, reading.value) == (USERS, "2026-10", None)


class TestDates:
    def test_a_dated_figure_stands_for_its_month(self, desk: Desk) -> None:
        outcome = asked(desk, TOO_MANY, {USERS: figures({"2025-03": "900 million", "2026-10": "1 million"})}, AT_RELEASE)
        [reading] = outcome.readings
        assert (outcome.truth, reading.at, reading.assumed) == (YES, "2025-03", False)

    def test_figures_of_other_months_say_nothing(self, desk: Desk) -> None:
        outcome = asked(desk, TOO_MANY, {USERS: figures({"2025-02": "1", "2025-04": "1"})}, AT_RELEASE)
        assert (outcome.truth, outcome.missing, outcome.readings[0].at) == (UNKNOWN, (USERS,), "2025-03")

    def test_an_undated_figure_stands_for_every_month_and_is_marked(self, desk: Desk) -> None:
        outcome = asked(desk, TOO_MANY, {USERS: figures("900 million")}, AT_RELEASE)
        [reading] = outcome.readings
        assert (outcome.truth, reading.at, reading.assumed) == (YES, "2025-03", True)

    def test_the_month_before_a_release_in_january_is_december(self, desk: Desk) -> None:
        limit = value("ceiling", "700 million", event="license.released", day=date(2025, 1, 2))
        assert asked(desk, TOO_MANY, {USERS: figures({"2024-12": "900 million", "2025-01": "1"})}, limit).truth is YES
        assert asked(desk, TOO_MANY, {USERS: figures({"2024-12": "1", "2025-01": "900 million"})}, limit).truth is NO

    @pytest.mark.parametrize(
        ("day", "month"), [(date(2026, 12, 31), "2026-11"), (date(2027, 1, 1), "2026-12"), (date(2027, 2, 1), "2027-01")]
    )
    def test_a_limit_that_is_asked_today_looks_at_the_last_full_month(self, day: date, month: str, desk: Desk) -> None:
        outcome = asked(desk, TOO_MANY, {USERS: figures({month: "900 million"})}, NOW, on=context(day))
        assert (outcome.truth, outcome.readings[0].at) == (YES, month)

    def test_a_limit_on_a_year_looks_at_the_last_full_year(self, desk: Desk) -> None:
        limit = value("ceiling", "1 million", PER_YEAR)
        stated = {"organization.annual_revenue": figures({"2025": "2 million USD", "2026": "1 USD"})}
        outcome = asked(desk, "organization.annual_revenue is more than ceiling", stated, limit)
        assert (outcome.truth, outcome.readings[0].at) == (YES, "2025")
        on_new_year = asked(desk, "organization.annual_revenue is more than ceiling", stated, limit, on=context(date(2027, 1, 1)))
        assert (on_new_year.truth, on_new_year.readings[0].at) == (NO, "2026")


class TestTheReleaseOfTheModel:
    def test_its_month_is_the_one_before_the_model_came_out(self, desk: Desk) -> None:
        stated = {USERS: figures({"2024-12": "900 million"}), "model.released": date(2025, 1, 31)}
        assert asked(desk, TOO_MANY, stated, AT_MODEL_RELEASE).truth is YES

    def test_dated_figures_are_of_no_use_until_it_is_known(self, desk: Desk) -> None:
        outcome = asked(desk, TOO_MANY, {USERS: figures({"2024-12": "900 million"})}, AT_MODEL_RELEASE)
        assert (outcome.truth, outcome.missing) == (UNKNOWN, ("model.released",))

    def test_an_undated_figure_needs_it_not(self, desk: Desk) -> None:
        outcome = asked(desk, TOO_MANY, {USERS: figures("1 million")}, AT_MODEL_RELEASE)
        assert (outcome.truth, outcome.readings[0].assumed) == (NO, True)

    def test_without_any_figure_the_figure_is_asked_for(self, desk: Desk) -> None:
        assert asked(desk, TOO_MANY, {}, AT_MODEL_RELEASE).missing == (USERS,)


class TestWhoseFigures:
    ALONE = value("ceiling", "700 million", counting=("licensee",))
    LICENSEE, GROUP = context(count="licensee"), context(count="group")

    @pytest.mark.parametrize(("stated", "truth"), [("800 million", YES), ("50 thousand", UNKNOWN)])
    def test_the_licensee_s_figure_is_a_lower_bound_of_the_group_s(self, stated: str, truth: Truth, desk: Desk) -> None:
        assert asked(desk, TOO_MANY, {USERS: figures(stated)}, NOW, on=self.LICENSEE).truth is truth

    @pytest.mark.parametrize(("stated", "truth"), [("800 million", UNKNOWN), ("700 million", NO), ("50 thousand", NO)])
    def test_the_group_s_figure_is_an_upper_bound_of_the_licensee_s(self, stated: str, truth: Truth, desk: Desk) -> None:
        assert asked(desk, TOO_MANY, {USERS: figures(stated)}, self.ALONE, on=self.GROUP).truth is truth

    @pytest.mark.parametrize(("stated", "truth"), [("800 million", YES), ("50 thousand", NO)])
    def test_a_figure_of_those_who_count_is_exact(self, stated: str, truth: Truth, desk: Desk) -> None:
        assert asked(desk, TOO_MANY, {USERS: figures(stated)}, NOW, on=self.GROUP).truth is truth
        assert asked(desk, TOO_MANY, {USERS: figures(stated)}, self.ALONE, on=self.LICENSEE).truth is truth

    def test_the_reading_says_whose_figure_it_was(self, desk: Desk) -> None:
        [reading] = asked(desk, TOO_MANY, {USERS: figures("50 thousand")}, NOW, on=self.LICENSEE).readings
        assert "affiliates come on top" in reading.note
        [reading] = asked(desk, TOO_MANY, {USERS: figures("50 thousand")}, self.ALONE, on=self.GROUP).readings
        assert "at most that" in reading.note


class TestBoundedFigures:
    PRODUCT = "use.product_monthly_active_users is more than ceiling"
    PER_PRODUCT = value("ceiling", "1 million", counting=("product",))
    EARNS_TOO_MUCH = "use.product_monthly_revenue is more than ceiling"
    MONEY = value("ceiling", "1 million", PER_MONTH, counting=("product",))

    @pytest.mark.parametrize(
        ("group", "truth"),
        [("900 thousand", NO), ("1 million", NO), ("2 million", UNKNOWN), ("between 1 and 900000", NO), ("over 5", UNKNOWN)],
    )
    def test_a_product_has_no_more_users_than_the_organization(self, group: str, truth: Truth, desk: Desk) -> None:
        assert asked(desk, self.PRODUCT, {USERS: figures(group)}, self.PER_PRODUCT).truth is truth

    def test_the_product_s_own_figure_comes_first(self, desk: Desk) -> None:
        stated = {USERS: figures("5 million"), "use.product_monthly_active_users": figures("2 million")}
        outcome = asked(desk, self.PRODUCT, stated, self.PER_PRODUCT)
        assert (outcome.truth, [reading.name for reading in outcome.readings]) == (YES, ["use.product_monthly_active_users"])

    def test_a_range_of_the_product_is_cut_off_by_the_organization(self, desk: Desk) -> None:
        stated = {USERS: figures("900 thousand"), "use.product_monthly_active_users": figures("between 500 thousand and 2 million")}
        outcome = asked(desk, self.PRODUCT, stated, self.PER_PRODUCT)
        assert (outcome.truth, [reading.name for reading in outcome.readings]) == (NO, ["use.product_monthly_active_users", USERS])

    def test_the_licensee_s_figure_alone_does_not_bound_a_product_of_the_group(self, desk: Desk) -> None:
        outcome = asked(desk, self.PRODUCT, {USERS: figures("900 thousand")}, self.PER_PRODUCT, on=context(count="licensee"))
        assert outcome.truth is UNKNOWN

    def test_a_month_brings_no_more_than_its_year(self, desk: Desk) -> None:
        limit = value("ceiling", "1 million", PER_MONTH)
        condition = "organization.monthly_revenue is more than ceiling"
        assert asked(desk, condition, {"organization.annual_revenue": figures({"2026": "900 thousand USD"})}, limit).truth is NO
        assert asked(desk, condition, {"organization.annual_revenue": figures({"2025": "900 thousand USD"})}, limit).truth is UNKNOWN
        assert asked(desk, condition, {"organization.annual_revenue": figures("900 thousand USD")}, limit).truth is NO

    def test_the_year_of_a_month_in_the_past_is_its_own(self, desk: Desk) -> None:
        limit = value("ceiling", "1 million", PER_MONTH, event="license.released", day=date(2025, 1, 10))
        condition = "organization.monthly_revenue is more than ceiling"
        assert asked(desk, condition, {"organization.annual_revenue": figures({"2024": "900 thousand USD"})}, limit).truth is NO
        assert asked(desk, condition, {"organization.annual_revenue": figures({"2025": "900 thousand USD"})}, limit).truth is UNKNOWN

    def test_bounds_reach_through_other_bounds(self, desk: Desk) -> None:
        stated = {"organization.annual_revenue": figures("900 thousand USD")}
        assert asked(desk, self.EARNS_TOO_MUCH, stated, self.MONEY).truth is NO

    def test_a_bound_settles_nothing_from_above(self, desk: Desk) -> None:
        stated = {"organization.annual_revenue": figures("900 million USD"), "organization.monthly_revenue": figures("75 million USD")}
        outcome = asked(desk, self.EARNS_TOO_MUCH, stated, self.MONEY)
        assert (outcome.truth, outcome.missing) == (UNKNOWN, ("use.product_monthly_revenue",))

    def test_people_active_on_a_day_are_active_in_its_month(self, desk: Desk) -> None:
        limit = value("ceiling", "1 million", "daily-active-users")
        condition = "organization.daily_active_users is at least ceiling"
        assert asked(desk, condition, {USERS: figures("999,999")}, limit).truth is NO
        assert asked(desk, condition, {USERS: figures("1 million")}, limit).truth is UNKNOWN


class TestCurrencies:
    REVENUE = "organization.annual_revenue"
    RICH = "organization.annual_revenue is more than ceiling"
    LIMIT = value("ceiling", "1 million", PER_YEAR)

    @pytest.mark.parametrize(("stated", "truth"), [("926 thousand EUR", YES), ("925 thousand EUR", NO)])
    def test_another_currency_is_converted_at_the_user_s_own_rate(self, stated: str, truth: Truth, desk: Desk) -> None:
        outcome = asked(desk, self.RICH, {self.REVENUE: figures(stated)}, self.LIMIT, on=context(rates={"EUR": "1.08"}))
        assert outcome.truth is truth

    def test_ranges_are_converted_at_both_ends(self, desk: Desk) -> None:
        outcome = asked(desk, self.RICH, {self.REVENUE: figures("under 500 thousand EUR")}, self.LIMIT, on=context(rates={"EUR": "2"}))
        assert outcome.truth is NO

    @pytest.mark.parametrize("rates", [{}, {"GBP": "1.3"}])
    def test_without_its_rate_another_currency_is_unknown_and_the_rate_is_asked_for(self, rates: dict[str, str], desk: Desk) -> None:
        outcome = asked(desk, self.RICH, {self.REVENUE: figures("1 EUR")}, self.LIMIT, on=context(rates=rates))
        assert (outcome.truth, outcome.missing) == (UNKNOWN, ("exchange_rates.EUR",))

    def test_dollars_need_no_rate(self, desk: Desk) -> None:
        assert asked(desk, self.RICH, {self.REVENUE: figures("1,000,001 USD")}, self.LIMIT).truth is YES

    def test_a_bound_in_another_currency_bounds_as_well(self, desk: Desk) -> None:
        limit = value("ceiling", "1 million", PER_MONTH)
        stated = {self.REVENUE: figures("400 thousand EUR"), "organization.monthly_revenue": figures("under 20 million USD")}
        condition = "organization.monthly_revenue is more than ceiling"
        assert asked(desk, condition, stated, limit, on=context(rates={"EUR": "2"})).truth is NO
        assert asked(desk, condition, stated, limit).truth is UNKNOWN


class TestAmountsNobodyPublished:
    RICH = "organization.annual_revenue is more than ceiling"
    REVENUE = "organization.annual_revenue"
    SECRET = value("ceiling", None, PER_YEAR)

    def test_they_leave_the_clause_open_and_are_asked_for(self, desk: Desk) -> None:
        outcome = asked(desk, self.RICH, {self.REVENUE: figures("5 million USD")}, self.SECRET)
        assert (outcome.truth, outcome.missing) == (UNKNOWN, ("example#ceiling",))

    @pytest.mark.parametrize(
        ("supplied", "truth"),
        [
            ("10 million USD", NO),
            ("5 million USD", NO),
            ("4 million USD", YES),
            ("between 6 million USD and 9 million USD", NO),
            ("between 1 million USD and 4 million USD", YES),
            ("between 4 million USD and 6 million USD", UNKNOWN),
            ("at least 5 million USD", NO),
            ("at least 4 million USD", UNKNOWN),
            ("under 5 million USD", UNKNOWN),
            ("at most 4 million USD", YES),
        ],
    )
    def test_the_user_can_supply_them_exactly_or_as_a_range(self, supplied: str, truth: Truth, desk: Desk) -> None:
        on = context(values={"example#ceiling": supplied})
        assert asked(desk, self.RICH, {self.REVENUE: figures("5 million USD")}, self.SECRET, on=on).truth is truth

    def test_a_supplied_amount_of_another_license_is_not_this_one_s(self, desk: Desk) -> None:
        on = context(values={"other#ceiling": "10 million USD"})
        assert asked(desk, self.RICH, {self.REVENUE: figures("5 million USD")}, self.SECRET, on=on).truth is UNKNOWN

    def test_a_published_amount_is_not_replaced(self, desk: Desk) -> None:
        on = context(values={"example#ceiling": "10 million USD"})
        published = value("ceiling", "1 million", PER_YEAR)
        assert asked(desk, self.RICH, {self.REVENUE: figures("5 million USD")}, published, on=on).truth is YES

    def test_they_may_be_in_a_currency_of_their_own(self, desk: Desk) -> None:
        on = context(values={"example#ceiling": "10 million EUR"}, rates={"EUR": "2"})
        assert asked(desk, self.RICH, {self.REVENUE: figures("19 million USD")}, self.SECRET, on=on).truth is NO
        assert asked(desk, self.RICH, {self.REVENUE: figures("21 million USD")}, self.SECRET, on=on).truth is YES


def test_the_day_that_is_asked_about_decides_the_month(desk: Desk) -> None:
    stated = {USERS: figures({"2026-10": "1", "2026-11": "900 million"})}
    assert asked(desk, TOO_MANY, stated, NOW, on=context(TODAY)).truth is NO
    assert asked(desk, TOO_MANY, stated, NOW, on=context(date(2026, 12, 1))).truth is YES


class TestEveryMonthSince:
    """The months from the release on are July to October 2026."""

    LIMIT = value("ceiling", "1 million", event="license.released", day=date(2026, 7, 15), window="any month since")
    QUIET: ClassVar[dict[str, str]] = {"2026-07": "1", "2026-08": "1", "2026-09": "1", "2026-10": "1"}

    def truth(self, desk: Desk, months: dict[str, str], condition: str = TOO_MANY) -> Truth:
        return asked(desk, condition, {USERS: figures(months)}, self.LIMIT).truth

    @pytest.mark.parametrize("month", ["2026-07", "2026-10"])
    def test_one_month_past_the_limit_is_enough(self, month: str, desk: Desk) -> None:
        assert self.truth(desk, {month: "2 million"}) is YES
        assert self.truth(desk, self.QUIET | {month: "2 million"}) is YES

    def test_every_month_has_to_be_known_to_stay_within_it(self, desk: Desk) -> None:
        assert self.truth(desk, self.QUIET) is NO
        for month in self.QUIET:
            assert self.truth(desk, {name: users for name, users in self.QUIET.items() if name != month}) is UNKNOWN

    def test_months_before_the_release_and_the_one_that_runs_do_not_count(self, desk: Desk) -> None:
        assert self.truth(desk, self.QUIET | {"2026-06": "2 million", "2026-11": "2 million"}) is NO

    def test_at_most_holds_only_where_no_month_is_past_the_limit(self, desk: Desk) -> None:
        within = f"{USERS} is at most ceiling"
        assert self.truth(desk, self.QUIET, within) is YES
        assert self.truth(desk, self.QUIET | {"2026-08": "2 million"}, within) is NO
        assert self.truth(desk, {"2026-10": "1"}, within) is UNKNOWN

    def test_less_than_holds_only_where_no_month_reaches_the_limit(self, desk: Desk) -> None:
        below = f"{USERS} is less than ceiling"
        assert self.truth(desk, self.QUIET, below) is YES
        assert self.truth(desk, self.QUIET | {"2026-08": "1 million"}, below) is NO

    def test_an_undated_figure_stands_for_all_of_them(self, desk: Desk) -> None:
        assert asked(desk, TOO_MANY, {USERS: figures("1 million")}, self.LIMIT).truth is NO

    def test_a_release_of_this_month_looks_at_the_month_before(self, desk: Desk) -> None:
        limit = value("ceiling", "1 million", event="license.released", day=TODAY, window="any month since")
        assert asked(desk, TOO_MANY, {USERS: figures({"2026-10": "2 million"})}, limit).truth is YES


class TestAnyTwelveMonths:
    """Stretches of twelve months since a release of March 2025 lie in 2024, 2025 and 2026."""

    REVENUE = "organization.annual_revenue"
    RICH = f"{REVENUE} is more than ceiling"
    LIMIT = value("ceiling", "10 million", PER_YEAR, event="license.released", day=date(2025, 3, 1), window="any 12 consecutive months")

    def outcome(self, desk: Desk, years: str | dict[str, str], condition: str = RICH, on: Context | None = None) -> Outcome:
        stated = years if isinstance(years, str) else {year: f"{amount} USD" for year, amount in years.items()}
        return asked(desk, condition, {self.REVENUE: figures(stated)}, self.LIMIT, on=on)

    @pytest.mark.parametrize("year", ["2025", "2026"])
    def test_a_calendar_year_past_the_limit_is_such_a_stretch(self, year: str, desk: Desk) -> None:
        assert self.outcome(desk, {year: "11 million"}).truth is YES

    def test_years_of_which_no_two_neighbours_pass_it_together_settle_it(self, desk: Desk) -> None:
        assert self.outcome(desk, {"2024": "1 million", "2025": "4 million", "2026": "6 million"}).truth is NO

    def test_two_neighbours_that_pass_it_together_leave_it_open(self, desk: Desk) -> None:
        outcome = self.outcome(desk, {"2024": "1 million", "2025": "5 million", "2026": "6 million"})
        assert (outcome.truth, outcome.missing) == (UNKNOWN, (self.REVENUE,))
        assert "the two years together" in outcome.readings[0].note

    @pytest.mark.parametrize("year", ["2024", "2025", "2026"])
    def test_every_year_is_needed(self, year: str, desk: Desk) -> None:
        known = {"2024": "1", "2025": "1", "2026": "1"}
        outcome = self.outcome(desk, {name: amount for name, amount in known.items() if name != year})
        assert (outcome.truth, outcome.missing) == (UNKNOWN, (self.REVENUE,))

    def test_an_undated_figure_is_the_figure_of_every_stretch(self, desk: Desk) -> None:
        assert self.outcome(desk, "10 million USD").truth is NO
        assert self.outcome(desk, "11 million USD").truth is YES

    def test_at_most_holds_only_where_no_stretch_is_past_the_limit(self, desk: Desk) -> None:
        poor = f"{self.REVENUE} is at most ceiling"
        assert self.outcome(desk, {"2024": "1", "2025": "1", "2026": "1"}, poor).truth is YES
        assert self.outcome(desk, {"2024": "1", "2025": "11 million", "2026": "1"}, poor).truth is NO
        assert self.outcome(desk, {"2026": "1"}, poor).truth is UNKNOWN

    @pytest.mark.parametrize("day", [date(2022, 1, 1), date(2024, 6, 1), date(2025, 2, 28)])
    def test_on_a_day_before_the_release_the_year_of_the_release_is_needed(self, day: date, desk: Desk) -> None:
        assert self.outcome(desk, {"2024": "1"}, on=context(day)).truth is UNKNOWN
        assert self.outcome(desk, "1 USD", on=context(day)).truth is NO

    def test_a_bound_of_one_year_does_not_bound_the_others(self, desk: Desk) -> None:
        condition = "use.product_annual_revenue is more than ceiling"
        this_year, always = figures({"2026": "1 USD"}), figures("1 USD")
        assert asked(desk, condition, {self.REVENUE: this_year}, self.LIMIT).truth is UNKNOWN
        assert asked(desk, condition, {self.REVENUE: always}, self.LIMIT).truth is NO

    def test_figures_of_the_licensee_alone_settle_nothing_from_above(self, desk: Desk) -> None:
        on = context(count="licensee")
        assert self.outcome(desk, {"2024": "1", "2025": "1", "2026": "1"}, on=on).truth is UNKNOWN
        assert self.outcome(desk, {"2025": "11 million"}, on=on).truth is YES
