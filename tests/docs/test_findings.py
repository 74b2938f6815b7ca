"""docs/reference/findings.md has one heading for each code, with its severity, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.domain.decision_codes import DECISION_CODES
from checker.domain.finding_codes import CODES as LINT_CODES
from checker.domain.gate_codes import BAD_INPUT, GATE_CODES

CODES = {**LINT_CODES, **GATE_CODES, **DECISION_CODES}
PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\S+)\n\n(.*?)(?=^##? |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_the_headings_are_the_codes_in_their_order() -> None:
    assert re.findall(r"^## (.*)$", PAGE, re.MULTILINE) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_each_says_how_much_it_matters_and_what_it_means(code: str) -> None:
    severity, _, meaning = SECTIONS[code].partition(". ")
    assert severity.casefold() == CODES[code].value
    assert len(meaning.split()) > 10


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_in_kebab_case(code: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", code)


def test_no_code_has_two_meanings() -> None:
    assert len(CODES) == len(LINT_CODES) + len(GATE_CODES) + len(DECISION_CODES)


def test_what_ends_a_run_is_an_error_among_the_codes() -> None:
    assert {GATE_CODES[code].value for code in BAD_INPUT} == {"error"}
