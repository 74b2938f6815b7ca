"""`licheck headroom` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run

from .conftest import Here

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "company.yaml")
ARGUMENTS = ("headroom", EXAMPLE, "--as-of", "2026-11-22")


def test_the_figure_stands_beside_the_limit_with_its_month(here: Here) -> None:
    done = here(*ARGUMENTS)
    assert done.code == 0
    assert "5.8 %  monthly active users 41 million, limit 700 million" in done.out
    assert "counts March 2025: the calendar month before 2025-04-05; with affiliates" in done.out
    assert "- llama-4-community § 2 (large-platform-license)" in done.out
    assert "licheck is not legal advice" in done.out


def test_what_is_over_cannot_be_crossed_and_that_is_said(here: Here) -> None:
    done = here(*ARGUMENTS, "--growth", "8%/month")
    assert "Assumed, not forecast: every figure grows by 8 % a month" in done.out
    assert "growth changes nothing: March 2025 is over" in done.out
    assert "cannot be reckoned: the limit is not published" in done.out


def test_a_range_is_crossed_between_two_months(here: Here) -> None:
    done = here(*ARGUMENTS, "IndexTeam/IndexTTS-2", "--use", "sandbox", "--growth", "8%/month")
    assert "60 % to 70 %  monthly active users between 60 million and 70 million" in done.out
    assert "crossed in March 2027 at the earliest, by May 2027 at the latest" in " ".join(done.out.split())


def test_what_is_not_known_is_not_a_number(here: Here) -> None:
    done = here(*ARGUMENTS, "baichuan-inc/Baichuan2-13B-Chat", "meta-llama/Llama-3.1-8B-Instruct")
    assert "NOT DECIDED 2" in done.out
    assert "?  monthly active users: not stated for June 2024, limit 700 million" in done.out
    assert "at most 70 times daily active users at most 70 million" in " ".join(done.out.split())


def test_licenses_without_thresholds_say_so(here: Here) -> None:
    done = here(*ARGUMENTS, "mistralai/Mistral-7B-Instruct-v0.3")
    assert "None of these licenses compares a figure of the organization with anything." in done.out


def test_for_programs(here: Here) -> None:
    done = here(*ARGUMENTS, "--format", "json", "--growth", "8%/month")
    data = json.loads(done.out)
    assert data["schema"] == "licheck/headroom/1"
    first = data["thresholds"][0]
    assert (first["license"], first["past"], first["moves"]) == ("llama-4-community", "no", False)
    assert (first["figure"]["at_most"], first["limit"]["at_least"]) == ("41000000", "700000000")
    assert first["share"]["at_most"].startswith("0.05857142857142857142857142857")
    assert first["crossing"]["when"] == "fixed"


def test_mistakes_are_told_with_the_way_out(here: Here) -> None:
    done = here(*ARGUMENTS, "--growth", "8%")
    assert (done.code, done.out) == (2, "")
    assert "error: `--growth`: cannot read the growth `8%`; write it as `8%/month`" in done.err
    done = here(*ARGUMENTS, "--growth", "8%/month", "--growth", "9%/month")
    assert "`--growth` is given twice for every figure" in done.err


def test_the_same_question_gets_the_same_bytes(licheck: Run) -> None:
    assert licheck(*ARGUMENTS).stdout == licheck(*ARGUMENTS, PYTHONHASHSEED="7").stdout
