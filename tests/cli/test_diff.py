"""`licheck diff` as a user calls it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Here

ROOT = Path(__file__).parents[2]


def test_two_licenses_are_told_apart_by_cases_and_by_clauses(here: Here) -> None:
    done = here("diff", "llama-3.3-community", "llama-4-community", "--as-of", "2026-11-22")
    assert done.code == 0
    assert "stricter now: conditional → deny, for instance where" in done.out
    assert "organization.monthly_active_users is 700 million in November 2024, 700,000,001" in done.out
    assert "kinder now: deny → conditional" in done.out
    assert "licheck is not legal advice" in done.out


def test_that_nothing_differs_is_told_as_what_it_is(here: Here) -> None:
    done = here("diff", "apache-2.0", "apache-2.0")
    assert done.out.count("in no case; every one that the texts tell apart was looked at") == 2


def test_models_are_compared_by_all_that_binds_them(here: Here) -> None:
    done = here("diff", "deepseek-ai/DeepSeek-R1", "deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "--as-of", "2026-11-22")
    assert done.code == 0
    assert "llama-3.3-community" in done.out.split("\n\n")[0]
    assert "large-platform-license" in done.out


def test_the_data_says_the_same(here: Here) -> None:
    done = here("diff", "kimi-k2-modified-mit", "kimi-k3-license-2026", "--format", "json", "--as-of", "2026-11-22")
    told = json.loads(done.out)
    assert told["schema"] == "licheck/diff/1"
    assert told["complete"] is True
    assert {"before": "conditional", "after": "deny"}.items() <= told["stricter"][0].items()
    assert told["stricter"][0]["because"][0]["license"] == "kimi-k3-license-2026"
    assert "maas-agreement" in {change["after"]["clause"] for change in told["clauses"] if change["change"] == "added"}
    assert {change["change"] for change in told["clauses"]} >= {"added", "loosened", "moved"}


def test_moved_clauses_are_shown_on_request(here: Here) -> None:
    names = "llama-3.1-community", "llama-3.2-community", "--as-of", "2026-11-22"
    assert "→ moved: gambling" not in here("diff", *names).out
    assert "→ moved: gambling" in here("diff", *names, "--all").out


def test_what_is_neither_license_nor_model_is_refused(here: Here) -> None:
    done = here("diff", "apache-2", "mit")
    assert done.code == 2
    assert "`apache-2` is neither an encoded license nor a model of the catalog; did you mean `apache-2.0`?" in done.err


def test_one_name_is_not_enough(here: Here) -> None:
    done = here("diff", "mit")
    assert done.code == 2
    assert "name two licenses or two models" in done.err


def test_terms_that_nobody_knows_are_not_compared(here: Here) -> None:
    done = here("diff", "mistralai/Mistral-Large-3-675B-Instruct-2512", "nobody/nothing")
    assert done.code == 2
    assert "nobody/nothing" in done.err


def test_an_older_library_shows_what_changed(here: Here, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(ROOT / "licenses", older / "licenses")
    encoding = older / "licenses" / "llama-4-community.yaml"
    encoding.write_text(encoding.read_text(encoding="utf-8").replace("amount: 700 million", "amount: 600 million"), encoding="utf-8")
    (older / "licenses" / "mit.yaml").unlink()
    done = here("diff", "--library", "older", "llama-4-community", "mit", "--as-of", "2026-11-22")
    assert done.code == 0, done.err
    assert "new encodings:\n  mit\n" in done.out
    assert "▼ loosened: large-platform-license" in done.out
    assert "· before: 600 million, counted in monthly active users" in done.out
    assert "1 encodings changed, 1 new, 0 dropped, 0 models with another license" in done.out
    told = json.loads(here("diff", "--library", "older", "llama-4-community", "--format", "json").out)
    assert told["schema"] == "licheck/library-diff/1"
    assert [one["before"] for one in told["changed"]] == ["llama-4-community"]


def test_a_folder_without_a_library_is_refused(here: Here, tmp_path: Path) -> None:
    done = here("diff", "--library", str(tmp_path))
    assert done.code == 2
    assert "holds no library" in done.err


@pytest.mark.parametrize("rate", ["CNY", "CNY=", "CNY=none", "CNY=-1", "cny=0.14", "CNY=NaN"])
def test_a_rate_that_is_none_is_refused(here: Here, rate: str) -> None:
    done = here("diff", "mit", "apache-2.0", "--rate", rate)
    assert done.code == 2
    assert "write it as `--rate CNY=0.14`" in done.err


def test_amounts_in_several_currencies_take_a_rate(here: Here) -> None:
    names = ("stability-ai-community-2024-07-05", "bilibili-model-use-2025-09", "--as-of", "2026-11-22")
    assert "amounts in CNY were left out; give a rate" in here("diff", *names).out
    with_rate = here("diff", *names, "--rate", "CNY=0.14").out
    assert "left out" not in with_rate
    assert "one CNY is taken as 0.14 USD" in with_rate


def test_that_no_verdict_parts_is_not_said_of_the_clauses(here: Here) -> None:
    said = "stricter and kinder are said of verdicts alone"
    done = here("diff", "bsd-2-clause", "bsd-3-clause")
    assert (said in done.out, "stricter now: in no case" in done.out, "added: no-endorsement" in done.out) == (True, True, True)
    assert said not in here("diff", "mit", "mit").out
