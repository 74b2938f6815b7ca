"""Cases are run, and what comes out otherwise is told in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.app.session import Session
from checker.app.trials import run_cases
from checker.errors import InputError
from tests.golden import SMALL_LIBRARY


def complaints(folder: Path, cases: str) -> list[tuple[str, ...]]:
    for path in SMALL_LIBRARY.glob("*.yaml"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    for part in ("vocabulary", "cases"):
        (folder / part).mkdir()
    words = "vocabulary/applications.yaml"
    (folder / words).write_text((SMALL_LIBRARY / words).read_text(encoding="utf-8"), encoding="utf-8")
    head = (
        "schema: 1\nlicense: small-1.0\nbackground: {use.acts: [run], use.applications: [search], organization.monthly_active_users: 5}\n"
    )
    (folder / "cases" / "small-1.0.yaml").write_text(f"{head}cases:\n{cases}", encoding="utf-8")
    return [trial.complaints for trial in run_cases(Session.open([folder]), "small-1.0")]


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("{expect: allow}", ()),
        ("{expect: allow, duties: {lawful-use: conduct, credit: absent}}", ()),
        ("{expect: deny}", ("expected deny, got allow",)),
        ("{expect: allow, with: {use.applications: unknown}}", ("expected allow, got review (small-policy#gnomes)",)),
        ("{expect: review, with: {use.applications: unknown}, because: [small-policy#gnomes]}", ()),
        (
            "{expect: deny, with: {use.applications: [gnome-tracking]}, because: [large-platform-license]}",
            ("expected because of small-1.0#large-platform-license, got small-policy#gnomes",),
        ),
        ("{expect: deny, with: {use.acts: [host]}, because: []}", ()),
        ("{expect: deny, with: {use.acts: [host]}, because: [grant]}", ("expected because of small-1.0#grant, got nothing",)),
        (
            "{expect: conditional, with: {use.acts: [serve]}, duties: {credit: met, name: required}}",
            (
                "expected the duty small-1.0#credit to be met, got required",
                "expected the duty small-1.0#name to be required, got absent",
            ),
        ),
        ("{expect: allow, with: {use.acts: [serve]}, meets: [small-1.0#credit], duties: {credit: met}}", ()),
    ],
)
def test_a_case_is_held_against_what_comes_out(tmp_path: Path, case: str, told: tuple[str, ...]) -> None:
    assert complaints(tmp_path, f"- {case.replace('{', '{name: a case, ', 1)}\n") == [told]


def test_an_agreement_of_a_case_lifts_until_it_expires(tmp_path: Path) -> None:
    large = (
        "with: {organization.monthly_active_users: 5 million}, agreements: [{publisher: Small Labs, kind: license, licenses: [small-1.0], "
    )
    held, lapsed = (f"- {{name: {day}, expect: allow, {large}expires: {day}}}]}}\n" for day in ("2026-11-22", "2026-11-21"))
    assert complaints(tmp_path, held + lapsed) == [(), ("expected allow, got deny (small-1.0#large-platform-license)",)]


def test_a_license_without_cases_has_no_trials() -> None:
    assert run_cases(Session.open([SMALL_LIBRARY]), "small-policy") == []
    assert run_cases(Session.open([SMALL_LIBRARY]), "nowhere-1.0") == []


def test_cases_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown expect `alow`"):
        complaints(tmp_path, "- {name: a, expect: alow}\n")
