"""`licheck questions`: what is open, and answers that go into the profile with everything else kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Here
from .dialogue import Dialogue

PROFILE = """\
# Ours. Ask Ann first.
organization:
  name: N           # as in the register
  kind: company
  #domicile: DE
  monthly_active_users:
    2024-11: 38 million   # from the dashboard
uses:
  - id: chat
    purpose: commercial
    acts: [run, serve]    # both
    applications: []
    audience: consumers
    obtained: weights
models:
  - meta-llama/Llama-3.3-70B-Instruct
  - meta-llama/Llama-3.1-8B-Instruct
  - meta-llama/Llama-4-Scout-17B-16E-Instruct
"""
ARGUMENTS = ("questions", "company.yaml", "--as-of", "2026-11-22", "--evidence", "primary")
JUNE = "organization.monthly_active_users.2024-06"
MARCH = "organization.monthly_active_users.2025-03"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "company.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


def flat(text: str) -> str:
    return " ".join(text.split())


class TestList:
    def test_each_question_comes_with_what_hangs_on_it(self, here: Here, profile: Path) -> None:
        done = here(*ARGUMENTS)
        assert done.code == 0
        assert "N, as of 2026-11-22: 2 of 3 verdicts are open" in done.out
        assert "How many monthly active users do all products and services have, in June" in done.out
        assert f"answer: {JUNE}" in done.out
        assert "- alone: chat: meta-llama/Llama-3.1-8B-Instruct" in done.out
        assert "asked by llama-3.1-community § 2" in done.out
        assert "can decide 1 verdict by itself" in done.out

    def test_the_most_decisive_comes_first(self, here: Here, profile: Path) -> None:
        data = json.loads(here(*ARGUMENTS, "--format", "json").out)
        assert data["schema"] == "licheck/questions/1"
        assert [(question["set"], question["weight"]) for question in data["questions"]] == [
            (JUNE, "1.0000"), ("organization.domicile", "0.5000"), (MARCH, "1.0000")
        ]  # fmt: skip

    def test_a_profile_that_leaves_nothing_open_says_so(self, here: Here, profile: Path) -> None:
        assert "Nothing has to be asked." in here(*ARGUMENTS, "mistralai/Mistral-7B-Instruct-v0.3").out

    def test_what_needs_evidence_is_no_question(self, here: Here, profile: Path) -> None:
        done = here("questions", "company.yaml", "mistralai/Mistral-Large-3-675B-Instruct-2512", "--as-of", "2026-11-22")
        assert "NOT A QUESTION OF FACT 1" in done.out

    @pytest.mark.parametrize("columns", ["60", "80", "120"])
    def test_no_line_is_wider_than_the_terminal(self, here: Here, profile: Path, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        assert [line for line in here(*ARGUMENTS, "meta-llama/*").out.splitlines() if len(line) > min(int(columns), 100)] == []


class TestSet:
    def test_an_answer_is_written_and_nothing_else_changes(self, here: Here, profile: Path) -> None:
        done = here(*ARGUMENTS, "--set", f"{JUNE}=41 million")
        assert done.code == 0
        assert "written; settled 1 verdict (1 conditional); 1 still open" in done.err
        line = "    2024-11: 38 million   # from the dashboard\n"
        assert profile.read_text(encoding="utf-8") == PROFILE.replace(line, f"{line}    2024-06: 41 million\n")

    def test_a_fact_goes_where_its_commented_out_line_stands(self, here: Here, profile: Path) -> None:
        here(*ARGUMENTS, "--set", "organization.domicile=NO", "--set", "uses.chat.production=yes")
        text = profile.read_text(encoding="utf-8")
        assert '  #domicile: DE\n  domicile: "NO"\n' in text
        assert "    obtained: weights\n    production: true\n" in text

    def test_all_are_written_or_none(self, here: Here, profile: Path) -> None:
        done = here(*ARGUMENTS, "--set", "organization.domicile=DE", "--set", "uses.chat.purpose=comercial")
        assert (done.code, done.out) == (2, "")
        assert "unknown purpose `comercial`; did you mean `commercial`?" in done.err
        assert profile.read_text(encoding="utf-8") == PROFILE

    @pytest.mark.parametrize(
        ("answer", "code", "said"),
        [
            ("organization.domicil=DE", 2, "unknown fact `organization.domicil`; did you mean `organization.domicile` or"),
            ("organization.domicile=Germany", 2, "unknown country `Germany`; did you mean `DE`?"),
            (f"{JUNE}=many", 2, "cannot read the figure `many`"),
            ("organization.monthly_active_users.2024-13=5 million", 4, "`2024-13` is not a month"),
            ("values.llama-4-community#active-user-ceiling=5 million", 4, "itself states `active-user-ceiling`"),
            ("uses.talk.production=true", 2, "the profile has no use `talk`"),
            ("organization.domicile", 2, "answers nothing"),
        ],
    )
    def test_a_wrong_answer_is_told_and_not_written(self, here: Here, profile: Path, answer: str, code: int, said: str) -> None:
        done = here(*ARGUMENTS, "--set", answer)
        assert (done.code, done.out) == (code, "")
        assert said in done.err
        assert profile.read_text(encoding="utf-8") == PROFILE

    def test_a_figure_without_a_date_is_only_made_narrower(self, here: Here, profile: Path) -> None:
        undated = PROFILE.replace(
            "  monthly_active_users:\n    2024-11: 38 million   # from", "  monthly_active_users: at most 800 million   # from"
        )
        profile.write_text(undated, encoding="utf-8")
        done = here(*ARGUMENTS, "--set", f"{JUNE}=900 million")
        assert done.code == 2
        assert "is not a part of that" in done.err
        assert profile.read_text(encoding="utf-8") == undated
        assert here(*ARGUMENTS, "--set", f"{JUNE}=at most 600 million").code == 0
        assert profile.read_text(encoding="utf-8") == undated.replace("800", "600")

    def test_a_profile_with_one_use_and_with_rates(self, here: Here, profile: Path) -> None:
        profile.write_text(PROFILE.replace("uses:\n  - id: chat\n", "use:\n    id: chat\n"), encoding="utf-8")
        assert here(*ARGUMENTS, "--set", "use.production=true", "--set", "exchange_rates.EUR=1.08").code == 0
        text = profile.read_text(encoding="utf-8")
        assert "    production: true\n" in text
        assert text.endswith('exchange_rates:\n  EUR: "1.08"\n')

    def test_a_list_answer(self, here: Here, profile: Path) -> None:
        here(*ARGUMENTS, "--set", "organization.industries=healthcare, software")
        assert "  industries: [healthcare, software]\n" in profile.read_text(encoding="utf-8")

    def test_a_file_that_cannot_be_written_stays(self, here: Here, profile: Path) -> None:
        profile.chmod(0o600)
        link = profile.parent / "link.yaml"
        link.symlink_to(profile)
        assert here("questions", "link.yaml", "--set", "organization.domicile=DE", "--as-of", "2026-11-22").code == 0
        assert link.is_symlink()
        assert "  domicile: DE\n" in profile.read_text(encoding="utf-8")
        assert profile.stat().st_mode & 0o777 == 0o600


class TestAnswer:
    def test_without_a_terminal_it_says_what_to_do(self, here: Here, profile: Path) -> None:
        done = here(*ARGUMENTS, "--answer")
        assert (done.code, done.out) == (2, "")
        assert "`--answer` needs a terminal to ask on; write an answer with `--set FACT=VALUE` instead" in done.err

    def test_answers_are_checked_written_and_their_effect_told(self, profile: Path) -> None:
        terminal = Dialogue(profile.parent, *ARGUMENTS, "--answer", NO_COLOR="1")
        terminal.answer(JUNE, "forty-one")
        terminal.answer(JUNE, "41 million")
        terminal.answer("organization.domicile", "Norway")
        terminal.answer("organization.domicile", "NO")
        terminal.answer(MARCH, "")
        assert terminal.leave() == 0
        shown = flat(terminal.shown)
        assert "! cannot read the figure `forty-one`" in shown
        assert "written; settled 1 verdict (1 conditional); 1 still open" in shown
        assert "! unknown country `Norway`; did you mean `NO`?" in shown
        assert "No more questions to ask here; 1 verdict still open." in shown
        text = profile.read_text(encoding="utf-8")
        assert '  domicile: "NO"\n' in text
        assert "    2024-06: 41 million\n" in text
        assert "# Ours. Ask Ann first.\n" in text

    def test_what_was_answered_before_it_was_stopped_is_written(self, profile: Path) -> None:
        terminal = Dialogue(profile.parent, *ARGUMENTS, "--answer", NO_COLOR="1")
        terminal.answer(JUNE, "41 million")
        terminal.await_prompt("organization.domicile")
        terminal.interrupt()
        terminal.leave()
        assert "    2024-06: 41 million\n" in profile.read_text(encoding="utf-8")
        assert "domicile: DE" in profile.read_text(encoding="utf-8")
