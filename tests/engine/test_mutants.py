"""The mistakes that are made on purpose: each kind, on conditions and clauses of a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.domain.license import License
from checker.domain.quantity import Quantity
from checker.engine.case import Case
from checker.engine.mutants import KINDS, NEIGHBOUR, Mutant, mutants
from checker.language.parser import OPERATORS
from checker.language.printer import to_text

from .tiny import Desk, amount_of, context, facts, figures, license, permits, prohibits, requires, value

CEILING = value("ceiling", "1 million")
REVENUE = value("revenue", "20 million", "money-a-year")


def made(desk: Desk, text: License, kind: str, *cases: Case) -> list[Mutant]:
    return list(mutants(text, desk.vocabulary, cases, [kind]))


def conditions(desk: Desk, kind: str, when: str) -> list[str]:
    """The mistaken forms of a condition."""
    found = [mutant.license.clauses[0].when for mutant in made(desk, license("example", prohibits(when=when), values=(CEILING,)), kind)]
    return [to_text(condition) for condition in found if condition is not None]


@pytest.mark.parametrize(
    ("when", "mistaken"),
    [
        ("organization.monthly_active_users is more than ceiling", "organization.monthly_active_users is at least ceiling"),
        ("organization.monthly_active_users is at least ceiling", "organization.monthly_active_users is more than ceiling"),
        ("organization.monthly_active_users is less than ceiling", "organization.monthly_active_users is at most ceiling"),
        ("organization.monthly_active_users is at most ceiling", "organization.monthly_active_users is less than ceiling"),
        ("use.purpose is research", "use.purpose is not research"),
        ("use.purpose is not research", "use.purpose is research"),
        ("use.purpose is in (research, education)", "use.purpose is not in (research, education)"),
        ("use.purpose is not in (research, education)", "use.purpose is in (research, education)"),
        ("use.regions include (DE, FR)", "not use.regions include (DE, FR)"),
        ("not use.regions include DE", "use.regions include DE"),
    ],
)
def test_a_comparison_is_taken_for_its_neighbour(when: str, mistaken: str, desk: Desk) -> None:
    assert conditions(desk, "comparison", when) == [mistaken]


def test_every_operator_has_a_neighbour_or_is_negated() -> None:
    assert set(NEIGHBOUR) | {"include"} == set(OPERATORS)
    assert all(NEIGHBOUR[NEIGHBOUR[operator]] == operator for operator in NEIGHBOUR)


def test_each_comparison_of_a_condition_is_mistaken_by_itself(desk: Desk) -> None:
    assert conditions(desk, "comparison", "use.production is true and (use.purpose is research or not use.regions include DE)") == [
        "use.production is not true and (use.purpose is research or not use.regions include DE)",
        "use.production is true and (use.purpose is not research or not use.regions include DE)",
        "use.production is true and (use.purpose is research or use.regions include DE)",
    ]


def test_each_joint_is_mistaken_by_itself(desk: Desk) -> None:
    assert conditions(desk, "joint", "use.production is true and (use.purpose is research or use.purpose is education)") == [
        "use.production is true or (use.purpose is research or use.purpose is education)",
        "use.production is true and (use.purpose is research and use.purpose is education)",
    ]


def test_what_a_term_means_is_mistaken_once_however_often_it_is_used(desk: Desk) -> None:
    text = license("example", prohibits(when="live"), requires("obey-law", unless="live"), terms={"live": "use.production is true"})
    (mutant,) = made(desk, text, "comparison")
    assert (mutant.clause, to_text(mutant.license.terms[0].means)) == ("live", "use.production is not true")
    assert mutant.change == "in `means`: `use.production is true` becomes `use.production is not true`"


def test_an_exemption_is_mistaken_too(desk: Desk) -> None:
    (mutant,) = made(desk, license("example", prohibits(unless="use.production is true")), "comparison")
    assert to_text(mutant.license.clauses[0].unless or pytest.fail("it is gone")) == "use.production is not true"


class TestThresholds:
    def amounts(self, desk: Desk, text: License, *cases: Case) -> list[Quantity | None]:
        return [mutant.license.values[0].amount for mutant in made(desk, text, "threshold", *cases)]

    def test_a_count_moves_by_one(self, desk: Desk) -> None:
        text = license("example", values=(CEILING,))
        assert self.amounts(desk, text) == [amount_of("1000001"), amount_of("999999")]

    def test_money_moves_by_one_where_no_case_states_cents(self, desk: Desk) -> None:
        whole = Case(facts(organization_annual_revenue=figures("20000001 USD")), context())
        assert self.amounts(desk, license("example", values=(REVENUE,)), whole) == [amount_of("20000001 USD"), amount_of("19999999 USD")]

    def test_money_moves_by_a_cent_where_a_case_states_cents(self, desk: Desk) -> None:
        cents = Case(facts(organization_annual_revenue=figures({"2025": "20000000.01 USD"})), context())
        assert self.amounts(desk, license("example", values=(REVENUE,)), cents) == [
            amount_of("20000000.01 USD"),
            amount_of("19999999.99 USD"),
        ]

    def test_cents_of_money_do_not_split_a_count(self, desk: Desk) -> None:
        cents = Case(facts(organization_annual_revenue=figures("0.5 USD")), context())
        assert self.amounts(desk, license("example", values=(CEILING,)), cents) == [amount_of("1000001"), amount_of("999999")]

    def test_an_amount_that_nobody_published_cannot_be_mistaken(self, desk: Desk) -> None:
        assert self.amounts(desk, license("example", values=(value("ceiling", None),))) == []


class TestClauses:
    TEXT = license(
        "example",
        permits(),
        prohibits(when="use.production is true", unless="use.purpose is research", lifted_by="license", unsettled="So?"),
    )

    def test_each_clause_is_removed(self, desk: Desk) -> None:
        left = [[clause.id for clause in mutant.license.clauses] for mutant in made(desk, self.TEXT, "clause")]
        assert left == [["limit"], ["grant"]]

    @pytest.mark.parametrize(
        ("kind", "without"),
        [("when", {"when": None}), ("unless", {"unless": None}), ("lifted-by", {"lifted_by": ""}), ("unsettled", {"unsettled": ""})],
    )
    def test_a_part_is_dropped_from_the_clauses_that_have_it(self, kind: str, without: dict[str, object], desk: Desk) -> None:
        (mutant,) = made(desk, self.TEXT, kind)
        assert mutant.license == replace(self.TEXT, clauses=(self.TEXT.clauses[0], replace(self.TEXT.clauses[1], **without)))  # type: ignore[arg-type]
        assert mutant.change == f"`{next(iter(without))}` is dropped"

    def test_each_act_is_taken_from_a_list_of_several_and_none_from_all_or_the_only_one(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits("run", "serve"), requires("obey-law", "distribute"))
        assert [(mutant.clause, sorted(mutant.license.clauses[1].acts)) for mutant in made(desk, text, "act")] == [
            ("limit", ["serve"]),
            ("limit", ["run"]),
        ]

    def test_a_duty_is_taken_for_one_of_the_other_kind(self, desk: Desk) -> None:
        text = license("example", requires("obey-law"), requires("license-copy"), prohibits())
        kinds = [
            desk.vocabulary.duties[clause.duty].kind.value
            for m in made(desk, text, "duty-kind")
            for clause in m.license.clauses
            if clause.duty
        ]
        assert kinds == ["do", "do", "conduct", "conduct"]


def test_a_mutant_is_never_the_license_itself_and_says_what_was_changed(desk: Desk) -> None:
    text = license(
        "example",
        permits(),
        prohibits("run", "serve", when="large and use.production is true", unless="not use.regions include DE", lifted_by="license"),
        prohibits(name="open", unsettled="So?"),
        requires("obey-law"),
        values=(CEILING,),
        terms={"large": "organization.monthly_active_users is more than ceiling"},
    )
    found = list(mutants(text, desk.vocabulary))
    assert {mutant.kind for mutant in found} == set(KINDS)
    assert all(mutant.license != text and mutant.change and mutant.clause for mutant in found)
    assert len({(mutant.kind, mutant.clause, mutant.change) for mutant in found}) == len(found)
