"""Which thresholds could touch a case, and how near the figure is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checker.domain.fact import FactValue
from checker.domain.headroom import Threshold
from checker.domain.license import License
from checker.domain.report import LicenseUse
from checker.domain.truth import Truth
from checker.domain.verdict import Evidence
from checker.engine.case import Case, Context
from checker.engine.statements import Consulted
from checker.engine.thresholds import merged, thresholds_of

from .tiny import PER_MONTH, PER_YEAR, TODAY, Desk, amount_of, context, facts, figures, held, license, permits, prohibits, value

LARGE = "organization.monthly_active_users is more than ceiling"


def found(desk: Desk, text: License, stated: Mapping[str, FactValue], on: Context | None = None, **about: Any) -> list[Threshold]:
    case = Case(stated, on or Context(TODAY), **about)
    asked = Consulted(desk.rulebook(text), LicenseUse(text.id, "own", Evidence.DECLARED), case)
    return [threshold for threshold, touches in thresholds_of(asked) if touches]


def one(desk: Desk, text: License, stated: Mapping[str, FactValue], on: Context | None = None, **about: Any) -> Threshold:
    [threshold] = found(desk, text, stated, on, **about)
    return threshold


def users(limit: str | None = "100", **about: Any) -> License:
    return license("example", permits(), prohibits(when=LARGE), values=(value("ceiling", limit, **about),))


class TestTheFigure:
    def test_it_stands_beside_the_limit(self, desk: Desk) -> None:
        threshold = one(desk, users(), facts(organization_monthly_active_users=figures({"2026-10": "60"})))
        assert (threshold.nearest, threshold.farthest, threshold.state, threshold.at) == (
            Decimal("0.6"),
            Decimal("0.6"),
            Truth.NO,
            "2026-10",
        )
        assert (threshold.assumed, threshold.missing) == (False, ())

    def test_a_figure_without_a_date_is_assumed(self, desk: Desk) -> None:
        assert one(desk, users(), facts(organization_monthly_active_users=figures("60"))).assumed

    def test_a_range_has_two_shares(self, desk: Desk) -> None:
        threshold = one(desk, users(), facts(organization_monthly_active_users=figures("between 60 and 130")))
        assert (threshold.farthest, threshold.nearest, threshold.state) == (Decimal("0.6"), Decimal("1.3"), Truth.UNKNOWN)

    def test_money_is_converted_and_shown_as_it_was_stated_too(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when="organization.annual_revenue is more than ceiling"),
                       values=(value("ceiling", "10 million", PER_YEAR),))  # fmt: skip
        threshold = one(desk, text, facts(organization_annual_revenue=figures("4 million EUR")), context(rates={"EUR": "1.25"}))
        assert (threshold.nearest, threshold.stated) == (Decimal("0.5"), amount_of("4 million EUR"))
        without = one(desk, text, facts(organization_annual_revenue=figures("4 million EUR")))
        assert (without.figure, without.missing) == (None, ("exchange_rates.EUR",))

    def test_the_groups_figure_bounds_the_licensees(self, desk: Desk) -> None:
        threshold = one(desk, users(counting=("licensee",)), facts(organization_monthly_active_users=figures("60")))
        assert (threshold.nearest, threshold.farthest) == (Decimal("0.6"), Decimal(0))
        assert "the licensee's own share is at most that" in threshold.notes[0]

    def test_another_fact_that_is_never_smaller_bounds_it(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when="organization.monthly_revenue is more than ceiling"),
                       values=(value("ceiling", "10 million", PER_MONTH),))  # fmt: skip
        threshold = one(desk, text, facts(organization_annual_revenue=figures("4 million USD")))
        assert (threshold.stated_fact, threshold.nearest) == ("organization.annual_revenue", Decimal("0.4"))

    def test_where_the_period_is_not_stated_the_last_figure_is_told(self, desk: Desk) -> None:
        threshold = one(desk, users(), facts(organization_monthly_active_users=figures({"2026-02": "50", "2026-03": "60"})))
        assert (threshold.figure, threshold.latest) == (None, ("2026-03", amount_of("60")))
        assert (threshold.state, threshold.missing) == (Truth.UNKNOWN, ("organization.monthly_active_users",))

    def test_of_several_months_the_one_nearest_to_the_limit_is_shown(self, desk: Desk) -> None:
        stated = facts(organization_monthly_active_users=figures({"2026-08": "50", "2026-09": "70", "2026-10": "60"}))
        text = users(event="model.released", window="any month since")
        threshold = one(desk, text, {**stated, "model.released": date(2026, 8, 3)})
        assert (threshold.at, threshold.periods, threshold.moves) == ("2026-09", ("2026-08", "2026-09", "2026-10"), True)

    def test_an_amount_nobody_published_leaves_the_share_open(self, desk: Desk) -> None:
        threshold = one(desk, users(None), facts(organization_monthly_active_users=figures("60")))
        assert (threshold.limit, threshold.nearest, threshold.missing) == (None, None, ("example#ceiling",))
        assert one(desk, users(None), facts(organization_monthly_active_users=figures("60")),
                   context(values={"example#ceiling": "120"})).nearest == Decimal("0.5")  # fmt: skip


class TestWhatItLooksAt:
    def test_the_month_before_a_release_does_not_move(self, desk: Desk) -> None:
        text = users(event="model.released")
        stated = facts(organization_monthly_active_users=figures("60"))
        threshold = one(desk, text, {**stated, "model.released": date(2025, 4, 5)})
        assert (threshold.periods, threshold.moves, threshold.hangs_on) == (("2025-03",), False, "model.released")
        assert one(desk, text, stated).periods == ()

    def test_the_last_month_moves(self, desk: Desk) -> None:
        threshold = one(desk, users(), facts())
        assert (threshold.periods, threshold.moves, threshold.figure) == (("2026-10",), True, None)


class TestWhatCouldTouch:
    COMMERCIAL = f"use.purpose is commercial and {LARGE}"

    def test_a_threshold_counts_while_the_rest_of_its_clause_may_hold(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when=self.COMMERCIAL), values=(value("ceiling", "100"),))
        assert found(desk, text, facts()) != []
        assert found(desk, text, facts(use_purpose="commercial")) != []
        assert found(desk, text, facts(use_purpose="research")) == []

    def test_one_that_another_part_decides_does_not(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when=f"use.production is true or {LARGE}"), values=(value("ceiling", "100"),))
        assert found(desk, text, facts(use_production=True)) == []
        assert found(desk, text, facts(use_production=False)) != []

    def test_an_exception_counts_too(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when=LARGE, unless="use.production is false"), values=(value("ceiling", "100"),))
        assert found(desk, text, facts(use_production=False)) == []

    def test_clauses_about_other_acts_do_not(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits("host", when=LARGE), values=(value("ceiling", "100"),))
        assert found(desk, text, facts("run")) == []
        assert found(desk, text, facts("host")) != []
        assert found(desk, text, facts("")) != [], "while the acts are not stated, it may be one of them"

    def test_two_figures_of_one_clause_are_told_each(self, desk: Desk) -> None:
        text = license(
            "example", permits(), prohibits(when=f"{LARGE} or organization.annual_revenue is at least revenue"),
            values=(value("ceiling", "100"), value("revenue", "1 million", PER_YEAR)),
        )  # fmt: skip
        assert [threshold.value for threshold in found(desk, text, facts())] == ["ceiling", "revenue"]

    def test_what_an_agreement_lifts_is_marked(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when=LARGE, lifted_by="license"), values=(value("ceiling", "100"),))
        threshold = one(desk, text, facts(), agreements=(held("license", "example"),))
        assert threshold.clauses[0].lifted_by == "license MSA-1 from Example Labs"

    def test_below_is_the_other_side_of_above(self, desk: Desk) -> None:
        text = license("example", permits(when="organization.monthly_active_users is at most ceiling"), values=(value("ceiling", "100"),))
        assert one(desk, text, facts(organization_monthly_active_users=figures("60"))).state is Truth.NO
        assert one(desk, text, facts(organization_monthly_active_users=figures("160"))).state is Truth.YES


def test_the_nearest_comes_first_and_what_is_unknown_last(desk: Desk) -> None:
    limits = {"far": "1 thousand", "near": "70", "past": "50", "open": None}
    texts = [license(name, permits(), prohibits(when=LARGE), values=(value("ceiling", limit),)) for name, limit in limits.items()]
    stated = facts(organization_monthly_active_users=figures("60"))
    thresholds = [(one(desk, text, stated), "use", f"model-{index}") for index, text in enumerate(texts)]
    assert [threshold.license for threshold in merged(thresholds)] == ["past", "near", "far", "open"]


def test_the_same_threshold_of_two_models_is_told_once(desk: Desk) -> None:
    threshold = one(desk, users(), facts(organization_monthly_active_users=figures("60")))
    [told] = merged([(threshold, "a", "one"), (threshold, "a", "two"), (threshold, "b", "one")])
    assert (told.uses, told.models) == (("a", "b"), ("one", "two"))
