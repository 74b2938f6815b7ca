"""Profiles: what a user writes is what the engine is told. What is wrong with one is in tests/cli/test_bad_input.py."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from checker.app.session import Session
from checker.domain.fact import Figures
from checker.domain.model import Base, LicenseRef, Relation
from checker.domain.profile import Profile
from checker.domain.quantity import Quantity
from checker.domain.verdict import Evidence
from checker.errors import InputError


def read(session: Session, text: str) -> Profile:
    return session.library.profile_of(text.encode(), "company.yaml")


def organization(session: Session, lines: str) -> Profile:
    return read(session, f"organization:\n  name: Northwind\n  {lines}\nuse: {{acts: [run]}}\n")


def exactly(amount: int, currency: str = "") -> Quantity:
    return Quantity.exactly(Decimal(amount), currency)


class TestFacts:
    @pytest.mark.parametrize(
        ("line", "fact", "value"),
        [
            ("kind: company", "organization.kind", "company"),
            ("domicile: NO", "organization.domicile", "NO"),
            ("industries: [healthcare, finance]", "organization.industries", frozenset(["healthcare", "finance"])),
            ("industries: []", "organization.industries", frozenset()),
            ("competes_with: [NAVER, 4.10, on]", "organization.competes_with", frozenset(["NAVER", "4.10", "on"])),
            ("public_task: true", "organization.public_task", True),
            ("monthly_active_users: 41 million", "organization.monthly_active_users", Figures(exactly(41_000_000))),
            ("monthly_active_users: 1,500,000", "organization.monthly_active_users", Figures(exactly(1_500_000))),
            ("annual_revenue: 38 million EUR", "organization.annual_revenue", Figures(exactly(38_000_000, "EUR"))),
            (
                "monthly_active_users: {2026-10: between 60 million and 70 million, 2025-03: 41 million}",
                "organization.monthly_active_users",
                Figures(None, (("2025-03", exactly(41_000_000)), ("2026-10", Quantity(Decimal(60_000_000), Decimal(70_000_000))))),
            ),
            (
                "annual_revenue: under 1 million USD",
                "organization.annual_revenue",
                Figures(Quantity(Decimal(0), Decimal(1_000_000), upper_open=True, currency="USD")),
            ),
            (
                "monthly_active_users: {2025-03: unknown, 2025-04: 5}",
                "organization.monthly_active_users",
                Figures(None, (("2025-04", exactly(5)),)),
            ),
        ],
    )
    def test_a_fact_has_the_value_that_is_stated(self, session: Session, line: str, fact: str, value: object) -> None:
        assert organization(session, line).facts == {fact: value}

    @pytest.mark.parametrize(
        "line", ["kind: unknown", "industries: unknown", "monthly_active_users: unknown", "public_task: unknown", "domicile: unknown"]
    )
    def test_unknown_is_the_same_as_leaving_it_out(self, session: Session, line: str) -> None:
        assert organization(session, line).facts == {}

    def test_figures_count_for_the_group_where_nothing_is_said(self, session: Session) -> None:
        assert organization(session, "kind: company").figures_count == "group"
        assert organization(session, "figures_count: licensee").figures_count == "licensee"

    def test_a_use_has_its_own_facts(self, session: Session) -> None:
        profile = read(
            session, "organization: {name: N}\nuse: {production: false, regions: [NO], derivative_name: on, obtained: hosted-api}\n"
        )
        assert profile.uses[0].facts == {
            "use.production": False, "use.regions": frozenset(["NO"]), "use.derivative_name": "on", "use.obtained": "hosted-api",
        }  # fmt: skip


class TestUses:
    def test_one_use_is_short_for_a_list_of_one(self, session: Session) -> None:
        short = read(session, "organization: {name: N}\nuse:\n  id: a\n  acts: [run]\n")
        listed = read(session, "organization: {name: N}\nuses:\n- id: a\n  acts: [run]\n")
        assert [(use.id, use.facts) for use in short.uses] == [(use.id, use.facts) for use in listed.uses]

    def test_without_an_id_the_one_use_is_called_use(self, session: Session) -> None:
        assert read(session, "organization: {name: N}\nuse: {acts: [run]}\n").uses[0].id == "use"

    def test_models_at_the_top_come_after_those_of_the_use(self, session: Session) -> None:
        profile = read(session, "organization: {name: N}\nuses:\n- {id: a, models: [x/1]}\n- {id: b}\nmodels: [x/2]\n")
        assert [[request.name for request in use.models] for use in profile.uses] == [["x/1", "x/2"], ["x/2"]]

    def test_places_are_kept_for_what_is_checked_later(self, session: Session) -> None:
        profile = read(session, "organization: {name: N}\nuse:\n  meets: [mit#keep-notices]\n  models: [x/1]\n")
        assert profile.uses[0].meets == {"mit#keep-notices"}
        assert profile.places["meets:mit#keep-notices"] == "company.yaml:3:11"
        assert profile.uses[0].models[0].place == "company.yaml:4:12"


class TestModels:
    def test_a_revision_alone_is_the_model_of_the_catalog(self, session: Session) -> None:
        (request,) = read(session, "organization: {name: N}\nuse: {models: [{model: x/1, revision: 4.10}]}\n").uses[0].models
        assert (request.name, request.revision, request.written_out) == ("x/1", "4.10", None)

    def test_a_model_written_out_has_what_is_said_and_nothing_else(self, session: Session) -> None:
        text = (
            "organization: {name: N}\nuse:\n  models:\n  - {model: x/1, license: mit, inputs: [text], released: 2025-04-05,\n"
            "     base_models: [{model: x/2, relation: finetune}]}\n"
        )
        (request,) = read(session, text).uses[0].models
        model = request.written_out
        assert model is not None
        assert model.written_out
        assert (model.released, model.inputs, model.outputs) == (date(2025, 4, 5), {"text"}, None)
        assert model.bases == (Base("x/2", Relation.FINETUNE),)
        (statement,) = model.weights
        assert (statement.license, statement.evidence) == (LicenseRef("mit"), Evidence.DECLARED)
        assert statement.source.title == "the profile, company.yaml:4:5"

    @pytest.mark.parametrize("license", ["", "license: unknown, "])
    def test_without_a_license_nothing_is_said_of_it(self, session: Session, license: str) -> None:
        text = f"organization: {{name: N}}\nuse: {{models: [{{model: x/1, {license}inputs: [text]}}]}}\n"
        (request,) = read(session, text).uses[0].models
        assert request.written_out is not None
        assert request.written_out.weights == ()

    @pytest.mark.parametrize("license", ["mit WITH some-exception", "()", "'  '", "(OR mit"])
    def test_an_expression_that_cannot_be_read_is_a_problem_and_no_traceback(self, session: Session, license: str) -> None:
        with pytest.raises(InputError, match="license expression"):
            read(session, f'organization: {{name: N}}\nuse: {{models: [{{model: x/1, license: "{license}"}}]}}\n')


class TestTheRest:
    def test_exchange_rates(self, session: Session) -> None:
        profile = read(
            session, "organization: {name: N}\nuse: {}\nexchange_rates: {EUR: 1.08, JPY: 0.0065}\n".replace("{}", "{acts: [run]}")
        )
        assert profile.exchange_rates == {"EUR": Decimal("1.08"), "JPY": Decimal("0.0065")}

    def test_agreements(self, session: Session) -> None:
        text = (
            "organization: {name: N}\nuse: {acts: [run]}\nagreements:\n"
            "- {publisher: Meta, kind: license, licenses: [llama-4-community, llama-4-aup#x], reference: 007, expires: 2027-01-31}\n"
            "- {publisher: Zhipu AI, kind: registration, licenses: [chatglm3-6b]}\n"
        )
        first, second = read(session, text).agreements
        assert (first.publisher, first.reference, first.expires, first.place) == ("Meta", "007", date(2027, 1, 31), "company.yaml:4:3")
        assert first.holds_on(date(2027, 1, 31))
        assert not first.holds_on(date(2027, 2, 1))
        assert (second.kind, second.expires) == ("registration", None)
        assert second.holds_on(date(9999, 12, 31))

    @pytest.mark.parametrize("values", ["llama-4-community#a: 5 million USD", "llama-4-community: {a: 5 million USD}"])
    def test_amounts_that_nobody_published_may_be_supplied_in_two_ways(self, session: Session, values: str) -> None:
        profile = read(session, f"organization: {{name: N}}\nuse: {{acts: [run]}}\nvalues:\n  {values}\n")
        assert profile.values == {"llama-4-community#a": exactly(5_000_000, "USD")}

    def test_the_order_of_keys_changes_nothing(self, session: Session) -> None:
        parts = ["organization: {name: N, kind: company}\n", "use: {acts: [run], models: [x/1]}\n", "exchange_rates: {EUR: 2}\n"]
        forward, backward = read(session, "".join(parts)), read(session, "".join(reversed(parts)))
        assert forward.facts == backward.facts
        assert forward.exchange_rates == backward.exchange_rates
        assert forward.uses[0].facts == backward.uses[0].facts
