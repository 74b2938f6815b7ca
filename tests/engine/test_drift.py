"""What of a base's restrictions a license has lost."""

from __future__ import annotations

from checker.domain.ancestry import Loss
from checker.domain.license import License
from checker.engine.drift import losses
from checker.engine.strictness import OneLicense

from .tiny import Desk, context, license, permits, prohibits, requires, value

MIT = license("mit-like", permits(), requires("keep-notices", "distribute"))
CEILING = value("ceiling", "700 million")


def lost(desk: Desk, own: License, base: License) -> dict[Loss, str]:
    found = losses(OneLicense(desk.rulebook(own)), OneLicense(desk.rulebook(base)), desk.vocabulary, context())
    return {kind: clause.clause for kind, clause in found.items()}


def test_each_kind_of_restriction_is_told_with_a_clause_that_shows_it(desk: Desk) -> None:
    base = license(
        "base",
        permits(when="use.purpose is research"),
        prohibits(name="place", when="organization.domicile is CN"),
        prohibits(name="large", when="organization.monthly_active_users is more than ceiling"),
        prohibits(name="arms", when="use.applications include weapons"),
        requires("display", "serve", name="credit"),
        values=[CEILING],
    )
    assert lost(desk, MIT, base) == {
        Loss.NON_COMMERCIAL: "grant",
        Loss.TERRITORY: "place",
        Loss.THRESHOLD: "large",
        Loss.POLICY: "arms",
        Loss.ATTRIBUTION: "credit",
    }


def test_the_same_license_loses_nothing(desk: Desk) -> None:
    base = license("base", permits(), prohibits(name="arms", when="use.applications include weapons"), requires("license-copy"))
    assert lost(desk, base, base) == {}
    assert lost(desk, MIT, license("free", permits())) == {}


def test_a_stricter_license_keeps_what_it_covers(desk: Desk) -> None:
    base = license("base", permits(), prohibits(name="arms", when="use.applications include weapons"))
    stricter = license("stricter", permits(), prohibits(when="use.applications include (weapons, military)"))
    closed = license("closed", permits(when="use.purpose is research and use.purpose is not research"))
    assert lost(desk, stricter, base) == {}
    assert lost(desk, closed, base) == {}


def test_a_limit_that_is_a_little_higher_is_a_loss(desk: Desk) -> None:
    large = "organization.monthly_active_users is more than ceiling"
    base = license("base", permits(), prohibits(when=large), values=[value("ceiling", "100 million")])
    higher = license("higher", permits(), prohibits(when=large), values=[value("ceiling", "100,000,001")])
    assert set(lost(desk, higher, base)) == {Loss.THRESHOLD}
    assert lost(desk, base, higher) == {}


def test_a_duty_of_the_same_kind_keeps_the_attribution(desk: Desk) -> None:
    base = license("base", permits(), requires("license-copy", "distribute"))
    own = license("own", permits(), requires("license-copy", "distribute", "serve"))
    narrower = license("narrower", permits(), requires("license-copy", "host"))
    assert lost(desk, own, base) == {}
    assert set(lost(desk, narrower, base)) == {Loss.ATTRIBUTION}
