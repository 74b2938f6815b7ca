"""`licheck licenses applications`, and the reference page it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Here

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "applications.md"
PROFILE = """\
organization: {{name: X, kind: company, domicile: US}}
use: {{purpose: commercial, production: true, acts: [run], audience: internal, regions: [US], applications: [{application}],
      models: [{{model: x/y, license: {license_id}, inputs: [text], outputs: [text], released: 2026-01-01, base_models: []}}]}}
"""


def test_all_are_listed_the_restricted_ones_last(here: Here) -> None:
    done = here("licenses", "applications")
    assert done.code == 0
    harmless, restricted = done.out.split("restricted by some license")
    assert "customer-support " in harmless
    assert "military " in restricted
    assert "customer-support " not in restricted


def test_one_is_shown_with_every_clause_that_stands_for_it(here: Here) -> None:
    done = here("licenses", "applications", "predictive-policing")
    assert done.code == 0
    assert "a kind of: law-enforcement" in done.out
    assert "bigscience-openrail-m § Attachment A(m): justice, which names law-" in done.out
    assert "cohere-usage-policy-2024-11" in done.out


def test_plain_words_find_it(here: Here) -> None:
    assert here("licenses", "applications", "ranking", "job", "applicants").out.startswith("hiring-decisions: ")
    assert "biometric-identification " in here("licenses", "applications", "face").out


def test_words_that_describe_none_are_wrong_usage(here: Here) -> None:
    done = here("licenses", "applications", "gardening")
    assert (done.code, done.err.startswith("error: no application is called, or described as, `gardening`")) == (2, True)


def test_for_programs(here: Here) -> None:
    found = json.loads(here("licenses", "applications", "gambling", "--format", "json").out)
    assert found["schema"] == "licheck/applications/1"
    (gambling,) = found["applications"]
    assert (gambling["id"], gambling["restricted"], gambling["broader"]) == ("gambling", True, None)
    assert {
        "license": "llama-4-aup", "clause": "gambling", "section": "1.1", "stand": "forbidden unless",
        "exception": "use.gambling_licensed is true", "excepting": "lawful gambling", "through": None,
    }.items() <= next(clause for clause in gambling["clauses"] if clause["license"] == "llama-4-aup").items()  # fmt: skip


def test_the_reference_page_is_fresh(here: Here) -> None:
    page = here("licenses", "applications", "--format", "markdown").out
    assert page == PAGE.read_text(encoding="utf-8"), (
        "run `licheck licenses applications --format markdown --output docs/reference/applications.md`"
    )


@pytest.mark.parametrize(
    ("application", "license_id", "code"),
    [
        ("predictive-policing", "bigscience-openrail-m", 1),  # it bars law enforcement, of which this is a kind
        ("law-enforcement", "grok-2-community-2025-11-04", 3),  # it asks about the narrower, which may be meant
        ("medical-diagnosis", "bigscience-openrail-m", 1),
        ("medical-information", "bigscience-openrail-m", 0),
    ],
)
def test_a_profile_s_words_reach_the_clauses(application: str, license_id: str, code: int, here: Here, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(PROFILE.format(application=application, license_id=license_id), encoding="utf-8")
    assert here("evaluate", "p.yaml").code == code


def test_another_word_for_one_is_led_to_the_right_one(here: Here, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(PROFILE.format(application="face-recognition", license_id="mit"), encoding="utf-8")
    done = here("evaluate", "p.yaml")
    assert done.code == 4
    assert "unknown application `face-recognition`; did you mean `biometric-identification` or `emotion-recognition`?" in done.err
