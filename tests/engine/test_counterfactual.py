"""What would change a verdict, and only what would."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from checker.domain.fact import FactValue
from checker.domain.license import License
from checker.domain.profile import Profile, Use
from checker.domain.quantity import Quantity
from checker.domain.verdict import Verdict
from checker.engine.case import Case
from checker.engine.counterfactual import changes
from checker.engine.decide import decide

from .tiny import Desk, amount_of, context, facts, figures, license, permits, prohibits, value

ALLOW, REVIEW, DENY = Verdict.ALLOW, Verdict.REVIEW, Verdict.DENY
USERS = "organization.monthly_active_users"


def ways_out(
    desk: Desk, text: License, stated: Mapping[str, FactValue], *names: str, limits: Mapping[str, list[Quantity]] | None = None
) -> list[tuple[str, str, Verdict]]:
    """The changes of some facts, or of all that are stated."""
    rulebook = desk.rulebook(text)

    def judged(profile: Profile, use: Use) -> Verdict:
        return decide(rulebook, Case({**profile.facts, **use.facts}, context())).verdict

    profile = Profile("Northwind", {name: fact for name, fact in stated.items() if name.startswith("organization.")})
    use = Use("use", {name: fact for name, fact in stated.items() if name.startswith("use.")})
    found = changes(judged, profile, use, names or tuple(stated), limits or {}, desk.vocabulary)
    return [(change.fact, change.becomes, change.verdict) for change in found]


def test_a_denied_use_is_told_the_values_that_let_it_through(desk: Desk) -> None:
    text = license("example", permits(), prohibits(when="use.purpose is in (commercial, internal-business, education)"))
    [(fact, becomes, verdict)] = ways_out(desk, text, facts(use_purpose="commercial"), "use.purpose")
    assert (fact, verdict) == ("use.purpose", ALLOW)
    assert set(becomes.split(" or ")) == {"research", "evaluation", "personal"}


def test_a_use_that_nothing_lets_through_is_told_nothing(desk: Desk) -> None:
    text = license("example", permits(), prohibits())
    assert ways_out(desk, text, facts(use_purpose="commercial", use_production=True)) == []


def test_a_usable_use_is_told_only_what_would_spoil_it(desk: Desk) -> None:
    text = license("example", permits(), prohibits(when="use.production is true"))
    assert ways_out(desk, text, facts(use_production=False), "use.production") == [("use.production", "true", DENY)]


def test_an_open_use_is_told_both_ways(desk: Desk) -> None:
    text = license("example", permits(), prohibits(when="use.production is true"))
    assert ways_out(desk, text, facts(), "use.production") == [("use.production", "false", ALLOW), ("use.production", "true", DENY)]


def test_of_several_acts_or_applications_the_one_that_is_in_the_way_is_named(desk: Desk) -> None:
    text = license("example", permits(), prohibits("host"), prohibits(name="weapons", when="use.applications include weapons"))
    stated = facts("run host", use_applications=frozenset(["search"]))
    assert ways_out(desk, text, stated, "use.acts") == [("use.acts", "without host", ALLOW)]
    armed = facts("run", use_applications=frozenset(["search", "weapons"]))
    assert ways_out(desk, text, armed, "use.applications") == [("use.applications", "without weapons", ALLOW)]


def test_the_only_act_is_not_taken_away(desk: Desk) -> None:
    text = license("example", permits("run"), prohibits("host"))
    assert ways_out(desk, text, facts("host"), "use.acts") == []


def test_countries_are_told_by_their_group(desk: Desk) -> None:
    text = license("example", permits(), prohibits(when="organization.domicile is in european-union"))
    assert ways_out(desk, text, facts(organization_domicile="DE"), "organization.domicile") == [
        ("organization.domicile", "outside the European Union", ALLOW)
    ]
    assert ways_out(desk, text, facts(organization_domicile="US"), "organization.domicile") == [
        ("organization.domicile", "in the European Union", DENY)
    ]


def test_one_country_that_is_allowed_is_told_by_its_code(desk: Desk) -> None:
    text = license("example", permits(), prohibits(when="organization.domicile is not in (CN, JP)"))
    assert ways_out(desk, text, facts(organization_domicile="DE"), "organization.domicile") == [
        ("organization.domicile", "CN or JP", ALLOW)
    ]


def test_facts_of_the_model_and_unknown_names_are_not_the_user_s_to_change(desk: Desk) -> None:
    text = license("example", permits(), prohibits(when="model.outputs include image"))
    assert ways_out(desk, text, facts(), "model.outputs", "example#ceiling", "exchange_rates.EUR") == []


class TestLimits:
    @pytest.mark.parametrize(
        ("order", "below", "beyond"),
        [
            ("is more than", "at most 1 million", "more than 1 million"),
            ("is at least", "under 1 million", "at least 1 million"),
        ],
    )
    def test_a_figure_is_told_on_the_side_of_the_limit_that_is_meant(self, order: str, below: str, beyond: str, desk: Desk) -> None:
        text = license("example", permits(), prohibits(when=f"{USERS} {order} ceiling"), values=(value("ceiling", "1 million"),))
        limits = {USERS: [amount_of("1 million")]}
        assert ways_out(desk, text, facts(), USERS, limits=limits) == [(USERS, below, ALLOW), (USERS, beyond, DENY)]
        large = facts() | {USERS: figures("5 million")}
        assert ways_out(desk, text, large, USERS, limits=limits) == [(USERS, below, ALLOW)]
        small = facts() | {USERS: figures("5")}
        assert ways_out(desk, text, small, USERS, limits=limits) == [(USERS, beyond, DENY)]

    def test_between_two_limits_no_more_is_promised_than_holds(self, desk: Desk) -> None:
        text = license(
            "example",
            permits(),
            prohibits(when=f"{USERS} is more than low"),
            prohibits(name="other", when=f"{USERS} is more than high"),
            values=(value("low", "1 million"), value("high", "5 million")),
        )
        limits = {USERS: [amount_of("1 million"), amount_of("5 million")]}
        assert ways_out(desk, text, facts(), USERS, limits=limits) == [
            (USERS, "at most 1 million", ALLOW),
            (USERS, "more than 1 million", DENY),
        ]

    def test_a_stretch_between_two_limits_is_told_with_both(self, desk: Desk) -> None:
        text = license(
            "example",
            permits(),
            prohibits(when=f"{USERS} is more than low and {USERS} is at most high"),
            values=(value("low", "1 million"), value("high", "5 million")),
        )
        limits = {USERS: [amount_of("5 million"), amount_of("1 million")]}
        assert ways_out(desk, text, facts(), USERS, limits=limits) == [
            (USERS, "at most 1 million or more than 5 million", ALLOW),
            (USERS, "more than 1 million and at most 5 million", DENY),
        ]

    def test_a_figure_that_has_only_to_be_known_is_told_so(self, desk: Desk) -> None:
        small, large = f"{USERS} is at most ceiling", f"{USERS} is more than ceiling"
        text = license("example", permits(), prohibits(when=f"{small} or {large}"), values=(value("ceiling", "1 million"),))
        limits = {USERS: [amount_of("1 million")]}
        assert ways_out(desk, text, facts(), USERS, limits=limits) == [(USERS, "known, whatever it is", DENY)]

    def test_a_limit_that_is_not_the_one_in_the_way_changes_nothing(self, desk: Desk) -> None:
        text = license("example", permits(), prohibits(), values=(value("ceiling", "1 million"),))
        assert ways_out(desk, text, facts(), USERS, limits={USERS: [amount_of("1 million")]}) == []
