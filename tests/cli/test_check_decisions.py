"""The gate with decisions: what they settle is held back and stays visible, and the exit code goes by the outcome."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.exporters.gate_registry import GATE_EXPORTERS
from tests.cli.conftest import Done, Here
from tests.cli.test_decisions import CATALOG, DOUBTFUL, FILE, PROFILE, TAKEN
from tests.golden import AS_OF, compare


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "own"
    (folder / "catalog").mkdir(parents=True)
    (folder / "doubtful-1.0.yaml").write_text(DOUBTFUL, encoding="utf-8")
    (folder / "catalog" / "doubt.yaml").write_text(CATALOG, encoding="utf-8")
    (tmp_path / "company.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "models.yaml").write_text("models:\n  - doubt/one\n", encoding="utf-8")
    return tmp_path


OWN = ("--licenses", "own", "--as-of", AS_OF)


def decide(here: Here, *about: str) -> None:
    done = here("decide", "company.yaml", "doubt/one", *about, *TAKEN, *OWN)
    assert done.code == 0, done.err


def check(here: Here, *more: str) -> Done:
    return here("check", "models.yaml", *OWN, *more)


def test_without_decisions_the_verdict_stops_the_run(here: Here, repository: Path) -> None:
    assert check(here).code == 3


def test_a_decision_holds_back_what_it_settles_and_shows_it(here: Here, repository: Path) -> None:
    decide(here, "--clause", "doubtful-1.0#rivals", "--outcome", "does-not-apply")
    done = check(here)
    assert (done.code, done.err) == (0, "")
    compare("check-decided.txt", done.out)


def test_what_it_does_not_settle_still_stops_the_run(here: Here, repository: Path) -> None:
    decide(here, "--clause", "doubtful-1.0#rivals", "--outcome", "does-not-apply")
    encoding = repository / "own" / "doubtful-1.0.yaml"
    more = (
        DOUBTFUL.partition("  - id: rivals")[2]
        .replace("rivals\n", "others\n", 1)
        .replace("Is a health company a rival?", "Is Germany meant?")
    )
    encoding.write_text(f"{DOUBTFUL}  - id: others{more}", encoding="utf-8")
    done = check(here)
    assert done.code == 3
    assert "Is Germany meant?" in done.out
    assert "DECIDED 1" in done.out


def test_a_lapsed_decision_holds_nothing_and_is_told(here: Here, repository: Path) -> None:
    decide(here, "--clause", "doubtful-1.0#rivals", "--outcome", "does-not-apply")
    done = here("check", "models.yaml", *OWN[:2], "--as-of", "2027-11-23")
    assert done.code == 3
    assert "[decision-expired]" in done.out
    assert "DECIDED" not in done.out


def test_a_decision_that_denies_stops_the_run_and_says_who_took_it(here: Here, repository: Path) -> None:
    decide(here, "--outcome", "deny")
    done = check(here)
    assert done.code == 1
    assert "Jane Roe decided on 2026-11-22: deny" in " ".join(done.out.split())


def test_a_denial_that_ends_does_not_make_a_model_usable_in_silence(here: Here, repository: Path) -> None:
    (repository / "models.yaml").write_text("models:\n  - mistralai/Mistral-7B-Instruct-v0.3\n", encoding="utf-8")
    assert check(here).code == 0
    done = here("decide", "company.yaml", "mistralai/Mistral-7B-Instruct-v0.3", "--outcome", "deny", *TAKEN, *OWN)
    assert done.code == 0, done.err
    assert check(here).code == 1
    ended = here("check", "models.yaml", *OWN[:2], "--as-of", "2027-11-23")
    assert ended.code == 3
    assert "[decision-expired]" in ended.out


def test_a_whole_run_tells_what_nothing_needs(here: Here, repository: Path) -> None:
    decide(here, "--clause", "doubtful-1.0#rivals", "--outcome", "does-not-apply")
    (repository / "models.yaml").write_text("models: []\n", encoding="utf-8")
    assert "[decision-unused]" in here("check", ".", *OWN).out
    assert "[decision-unused]" not in check(here).out


def test_decisions_that_contradict_each_other_are_bad_input(here: Here, repository: Path) -> None:
    decide(here, "--clause", "doubtful-1.0#rivals", "--outcome", "does-not-apply")
    path = repository / FILE
    once = path.read_text(encoding="utf-8")
    again = (
        once.split("decisions:\n")[1]
        .replace("id: rivals-does-not-apply", "id: again")
        .replace("outcome: does-not-apply", "outcome: applies")
    )
    path.write_text(once + again, encoding="utf-8")
    done = check(here)
    assert done.code == 4
    assert "[decisions-contradict]" in done.out


def test_the_file_may_be_named(here: Here, repository: Path) -> None:
    decide(here, "--clause", "doubtful-1.0#rivals", "--outcome", "does-not-apply", "--file", "taken.yaml")
    assert check(here).code == 3
    assert check(here, "--decisions", "taken.yaml").code == 0
    assert check(here, "--decisions", "nowhere.yaml").code == 4


def test_a_file_of_decisions_that_is_wrong_ends_the_run(here: Here, repository: Path) -> None:
    (repository / FILE).write_text("schema: 1\ndecisions: [{id: all}]\n", encoding="utf-8")
    done = check(here)
    assert done.code == 4
    assert "the key `scope` is missing" in done.err


@pytest.mark.parametrize("form", GATE_EXPORTERS)
def test_the_format_does_not_change_the_exit_code_and_output_goes_to_a_file(here: Here, repository: Path, form: str) -> None:
    done = check(here, "--format", form, "--output", "out.txt")
    assert (done.code, done.out, done.err) == (3, "", "")
    text = (repository / "out.txt").read_text(encoding="utf-8")
    assert "Is a health company a rival?" in text
    assert text == check(here, "--format", form).out


def test_the_sarif_log_tells_the_exit_code(here: Here, repository: Path) -> None:
    log = json.loads(check(here, "--format", "sarif").out)
    assert log["runs"][0]["invocations"][0]["exitCode"] == 3
    [result] = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "models.yaml", "uriBaseId": "%SRCROOT%"}
    decide(here, "--clause", "doubtful-1.0#rivals", "--outcome", "does-not-apply")
    [result] = json.loads(check(here, "--format", "sarif").out)["runs"][0]["results"]
    assert "Jane Roe decided on 2026-11-22" in result["suppressions"][0]["justification"]
