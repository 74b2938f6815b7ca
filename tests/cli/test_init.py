"""`licheck init`: from flags, from a dialogue on a real terminal, and what can go wrong with both."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from checker.app.session import Session
from checker.app.starter import TOPICS
from checker.domain.profile import Profile
from tests.conftest import Run

from .dialogue import Dialogue

TO_UNCOMMENT = re.compile(r"^( *)#(?! )", re.MULTILINE)
"""The mark of a line to uncomment; that of a comment is followed by a space."""

FLAGS = (
    "--name", "Northwind Health", "--kind", "company", "--domicile", "DE", "--industry", "healthcare", "--industry", "software",
    "--monthly-active-users", "between 60 million and 70 million", "--annual-revenue", "38 million EUR", "--figures-count", "licensee",
    "--use-id", "triage", "--purpose", "commercial", "--production", "--act", "run", "--act", "serve",
    "--application", "medical-information", "--audience", "consumers", "--region", "DE", "--region", "NO",
    "--model", "Qwen/Qwen2.5-7B-Instruct",
)  # fmt: skip

FIGURES = "write it as `41 million`, `under 1 million USD` or `between 60 million and 70 million`"


def load(session: Session, path: Path) -> Profile:
    return session.load_profile(path)


def facts(profile: Profile) -> dict[str, Any]:
    (use,) = profile.uses
    return {**profile.facts, **use.facts}


class TestTemplate:
    """Without flags and without a terminal."""

    def test_it_is_accepted_as_it_is_and_decides_nothing(self, licheck: Run) -> None:
        assert licheck("init").returncode == 0
        done = licheck("evaluate", "company.yaml", "Qwen/Qwen2.5-7B-Instruct", "--format", "json")
        assert (done.returncode, done.stderr) == (3, "")
        assert json.loads(done.stdout)["summary"] == {"allow": 0, "conditional": 0, "review": 1, "deny": 0}

    def test_it_states_nothing_but_placeholders_for_names(self, licheck: Run, session: Session, tmp_path: Path) -> None:
        licheck("init")
        profile = load(session, tmp_path / "company.yaml")
        assert (profile.organization, [use.id for use in profile.uses], facts(profile)) == ("Your organization", ["my-use"], {})

    def test_every_fact_stands_in_it_and_every_line_can_be_uncommented(self, licheck: Run, session: Session, tmp_path: Path) -> None:
        licheck("init")
        path = tmp_path / "company.yaml"
        path.write_text(TO_UNCOMMENT.sub(r"\1", path.read_text("utf-8")), "utf-8")
        known = {name for name in session.library.vocabulary.facts if not name.startswith("model.")}
        assert set(facts(load(session, path))) == known
        assert licheck("evaluate", "company.yaml").returncode in (0, 1, 3)

    def test_every_key_has_a_comment_above_it(self, licheck: Run, tmp_path: Path) -> None:
        licheck("init")
        lines = (tmp_path / "company.yaml").read_text("utf-8").splitlines()
        keys = [number for number, line in enumerate(lines) if re.match(r" *#?(- )?[a-z_]+:", line)]
        assert len(keys) > 20
        assert [lines[number] for number in keys if not lines[number - 1].lstrip().startswith("# ")] == []

    def test_it_says_what_it_did_and_what_comes_next(self, licheck: Run) -> None:
        done = licheck("init", "our profile.yaml")
        assert done.stderr == ""
        assert done.stdout.startswith("wrote our profile.yaml, and .licheck/profile.schema.json for editors\n")
        assert "the name of the organization is a placeholder" in done.stdout
        assert "use.acts" in done.stdout
        assert done.stdout.endswith("next: licheck evaluate 'our profile.yaml'\n")

    def test_an_editor_finds_the_schema_and_accepts_the_file(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "sub").mkdir()
        licheck("init", "sub/company.yaml", *FLAGS)
        text = (tmp_path / "sub" / "company.yaml").read_text("utf-8")
        schema_file = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        schema = json.loads((tmp_path / "sub" / schema_file).read_text("utf-8"))
        assert [error.message for error in Draft202012Validator(schema).iter_errors(yaml.safe_load(text))] == []
        assert schema == json.loads(licheck("schema", "profile").stdout)

    def test_two_runs_write_the_same(self, licheck: Run, tmp_path: Path) -> None:
        licheck("init", "company.yaml", *FLAGS)
        before = (tmp_path / "company.yaml").read_bytes()
        licheck("init", "company.yaml", *FLAGS, "--force")
        assert (tmp_path / "company.yaml").read_bytes() == before


class TestFlags:
    def test_everything_stated_arrives(self, licheck: Run, session: Session, tmp_path: Path) -> None:
        done = licheck("init", *FLAGS)
        assert (done.returncode, done.stderr) == (0, "")
        assert "not stated" not in done.stdout
        profile = load(session, tmp_path / "company.yaml")
        found = facts(profile)
        assert (profile.organization, profile.figures_count, profile.uses[0].id) == ("Northwind Health", "licensee", "triage")
        assert [request.name for request in profile.uses[0].models] == ["Qwen/Qwen2.5-7B-Instruct"]
        assert (found["organization.domicile"], found["use.production"], found["use.regions"]) == ("DE", True, {"DE", "NO"})
        assert (found["organization.industries"], found["use.acts"]) == ({"healthcare", "software"}, {"run", "serve"})
        assert int(found["organization.monthly_active_users"].undated.lower) == 60_000_000
        assert found["organization.annual_revenue"].undated.currency == "EUR"
        asked = {topic.name for topic in TOPICS} & set(session.library.vocabulary.facts)
        assert set(found) == asked

    def test_the_file_is_accepted_by_evaluate(self, licheck: Run) -> None:
        licheck("init", *FLAGS)
        done = licheck("evaluate", "company.yaml")
        assert (done.returncode, done.stderr) == (0, "")
        assert "triage" in done.stdout or "Northwind Health" in done.stdout

    def test_everything_wrong_is_told_at_once_with_the_nearest_right_value(self, licheck: Run, tmp_path: Path) -> None:
        wrong = ("--kind", "compny", "--domicile", "Germany", "--industry", "softwar", "--annual-revenue", "38", "--act", "rum")
        done = licheck("init", *wrong, "--monthly-active-users", "many", "--name", " ", "--region", "UK")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.splitlines() == [
            "error: `--name`: is empty; leave it out where it is not known",
            "       `--kind`: unknown organization kind `compny`; did you mean `company`?",
            "       `--domicile`: unknown country `Germany`; did you mean `DE`?",
            "       `--industry`: unknown industry `softwar`; did you mean `software`?",
            f"       `--monthly-active-users`: cannot read the figure `many`; {FIGURES}",
            "       `--annual-revenue`: `38` names no currency; write it as `38 USD`",
            "       `--act`: unknown act `rum`; did you mean `run`?",
            "       `--region`: unknown country `UK`; did you mean `GB`?",
        ]
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("flag", [topic.flag for topic in TOPICS if "/" not in topic.flag])
    def test_an_empty_value_is_refused(self, licheck: Run, tmp_path: Path, flag: str) -> None:
        done = licheck("init", flag, "")
        assert (done.returncode, done.stderr) == (2, f"error: `{flag}`: is empty; leave it out where it is not known\n")
        assert list(tmp_path.iterdir()) == []

    def test_unknown_leaves_a_fact_out(self, licheck: Run, session: Session, tmp_path: Path) -> None:
        done = licheck("init", "--domicile", "unknown", "--act", "unknown", "--no-production")
        assert done.returncode == 0
        assert facts(load(session, tmp_path / "company.yaml")) == {"use.production": False}

    def test_a_value_given_twice_is_written_once(self, licheck: Run, tmp_path: Path) -> None:
        licheck("init", "--region", "NO", "--region", "NO")
        assert '    regions: ["NO"]\n' in (tmp_path / "company.yaml").read_text("utf-8")

    def test_a_model_that_the_catalog_does_not_know_is_kept_and_told(self, licheck: Run, session: Session, tmp_path: Path) -> None:
        done = licheck("init", "--model", "Qwen/Qwen2.5-7B-Instuct", "--model", "Qwen/Qwen2.5-7B-Instruct")
        assert done.returncode == 0
        assert done.stderr.startswith("warning: the catalog does not know `Qwen/Qwen2.5-7B-Instuct`")
        assert "did you mean `Qwen/Qwen2.5-7B-Instruct`" in done.stderr
        assert done.stderr.count("warning") == 1
        requests = load(session, tmp_path / "company.yaml").uses[0].models
        assert [request.name for request in requests] == ["Qwen/Qwen2.5-7B-Instuct", "Qwen/Qwen2.5-7B-Instruct"]

    def test_another_currency_asks_for_a_rate(self, licheck: Run, tmp_path: Path) -> None:
        done = licheck("init", "--annual-revenue", "between 1 billion JPY and 2 billion JPY")
        assert "the revenue is in JPY" in done.stdout
        assert "#exchange_rates: {JPY:" in (tmp_path / "company.yaml").read_text("utf-8")

    def test_dollars_ask_for_none(self, licheck: Run) -> None:
        assert "exchange_rates" not in licheck("init", "--annual-revenue", "under 1 million USD").stdout

    def test_words_of_an_own_vocabulary(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "own" / "vocabulary").mkdir(parents=True)
        words = "schema: 1\nkind: applications\nentries:\n  beekeeping: {restricted: false, label: beekeeping, definition: Keeping bees.}\n"
        (tmp_path / "own" / "vocabulary" / "more.yaml").write_text(words, "utf-8")
        assert licheck("init", "--application", "beekeeping").returncode == 2
        assert licheck("init", "--application", "beekeeping", "--licenses", "own").returncode == 0
        assert "beekeeping" in (tmp_path / ".licheck" / "profile.schema.json").read_text("utf-8")

    @pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there, not bytes")
    def test_what_is_not_text_is_refused(self, tmp_path: Path) -> None:
        name = os.fsdecode(b"M\xfcller")
        command = [sys.executable, "-m", "checker.cli.main", "init", str(tmp_path / "company.yaml"), "--name", name]
        done = subprocess.run(command, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (2, b"error: `--name`: is not UTF-8 text\n")
        assert list(tmp_path.iterdir()) == []


NAMES = {
    "quotes": 'O\'Neill "& Sons"',
    "colon": "Acme: Health",
    "comment": "Acme #1 # really",
    "line-break": "Acme\nevil: true",
    "crlf": "Acme\r\n- x",
    "control": "Acme\x07\x1b[31mred\x7f \x85 GmbH",
    "separators": "a\u2028b\u2029c\ufeffd\u00a0e",
    "turned-around": "Acme \u202egnihton",
    "unicode": "Ärzte für Ähnlichkeit 株式会社 🦙",
    "norway": "NO",
    "truth": "true",
    "nothing": "null",
    "number": "4.10",
    "exponent": "1e3",
    "month": "2025-03",
    "date": "2025-03-01",
    "star": "*alias",
    "ampersand": "&anchor",
    "tag": "!!python/object:os.system",
    "dash": "- Acme",
    "brackets": "[Acme], {Acme}",
    "percent": "%YAML 1.1",
    "backslash": "C:\\Acme\\n",
    "document": "---",
    "template": "${HOME} {{ name }}",
    "long": "Acme " * 4000 + "GmbH",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_any_name_survives(licheck: Run, session: Session, tmp_path: Path, name: str) -> None:
    done = licheck("init", f"--name={name}", f"--use-id={name}", f"--model={name}", "--act=run")
    assert done.returncode == 0
    path = tmp_path / "company.yaml"
    profile = load(session, path)
    assert (profile.organization, profile.uses[0].id, profile.uses[0].models[0].name) == (name, name, name)
    elsewhere = yaml.safe_load(path.read_text("utf-8"))
    assert (elsewhere["organization"]["name"], elsewhere["uses"][0]["id"], elsewhere["uses"][0]["models"]) == (name, name, [name])


class TestTarget:
    """Where the file goes, and where it does not."""

    def test_an_existing_file_is_left_alone(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "company.yaml").write_text("mine", "utf-8")
        done = licheck("init", *FLAGS)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "error: `company.yaml` already exists; name another file, or replace it with `--force`\n"
        assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("company.yaml", "mine")]

    def test_force_replaces_it(self, licheck: Run, session: Session, tmp_path: Path) -> None:
        (tmp_path / "company.yaml").write_text("mine", "utf-8")
        assert licheck("init", "--force", *FLAGS).returncode == 0
        assert load(session, tmp_path / "company.yaml").organization == "Northwind Health"

    def test_a_wrong_flag_leaves_even_a_forced_file_alone(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "company.yaml").write_text("mine", "utf-8")
        assert licheck("init", "--force", "--kind", "x").returncode == 2
        assert (tmp_path / "company.yaml").read_text("utf-8") == "mine"

    @pytest.mark.parametrize("force", [(), ("--force",)])
    def test_a_folder_is_no_file(self, licheck: Run, tmp_path: Path, force: tuple[str, ...]) -> None:
        done = licheck("init", ".", *force)
        assert (done.returncode, done.stderr) == (2, "error: `.` is a directory; name a file in it, such as `company.yaml`\n")
        assert list(tmp_path.iterdir()) == []

    def test_a_missing_folder_is_told(self, licheck: Run) -> None:
        done = licheck("init", "nowhere/company.yaml")
        assert (done.returncode, done.stderr) == (2, "error: no such folder: `nowhere`; create it first\n")

    @pytest.mark.skipif(sys.platform == "win32", reason="has no device files")
    def test_a_device_is_not_replaced(self, licheck: Run, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        done = licheck("init", "pipe", "--force")
        assert (done.returncode, done.stderr) == (2, "error: `pipe` is not a regular file\n")
        assert (tmp_path / "pipe").is_fifo()

    @pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
    def test_a_link_to_nowhere_is_not_written_through(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "company.yaml").symlink_to("elsewhere.yaml")
        assert licheck("init").returncode == 2
        assert not (tmp_path / "elsewhere.yaml").exists()

    def test_a_file_where_the_schema_has_to_go_stops_everything(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / ".licheck").write_text("mine", "utf-8")
        done = licheck("init")
        assert (done.returncode, done.stderr) == (2, "error: cannot create the folder `.licheck`: file exists\n")
        assert [path.name for path in tmp_path.iterdir()] == [".licheck"]

    def test_an_old_schema_is_renewed(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / ".licheck").mkdir()
        (tmp_path / ".licheck" / "profile.schema.json").write_text("{}", "utf-8")
        licheck("init")
        assert len(json.loads((tmp_path / ".licheck" / "profile.schema.json").read_text("utf-8"))) > 5

    def test_a_file_name_with_a_line_break_stays_in_its_comment(self, licheck: Run, session: Session, tmp_path: Path) -> None:
        if sys.platform == "win32":
            pytest.skip("has no such file names")
        assert licheck("init", "a\nevil: true\n.yaml").returncode == 0
        assert load(session, tmp_path / "a\nevil: true\n.yaml").organization == "Your organization"

    def test_an_unknown_option_writes_nothing(self, licheck: Run, tmp_path: Path) -> None:
        assert licheck("init", "--nam", "X", "--bogus").returncode == 2
        assert list(tmp_path.iterdir()) == []


PROMPTS = (
    "name", "kind of organization", "principal place of business", "industries", "monthly active users", "annual revenue", "whose figures",
    "id of the use", "purpose", "in production", "acts", "applications", "audience", "regions", "models",
)  # fmt: skip


class Terminal(Dialogue):
    """`licheck init` on a pseudo-terminal."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        super().__init__(folder, "init", *arguments, **environment)


def dialogue(terminal: Terminal, answers: Sequence[str], prompts: Sequence[str] = PROMPTS) -> int:
    for prompt, answer in zip(prompts, answers, strict=True):
        terminal.answer(prompt, answer)
    return terminal.leave()


class TestDialogue:
    ANSWERS = (
        "Ärzte: GmbH", "company", "DE", "healthcare, software", "41 million", "38 million EUR", "", "triage", "commercial", "yes",
        "run serve", "medical-information", "consumers", "DE,FR", "Qwen/Qwen2.5-7B-Instruct",
    )  # fmt: skip

    def test_answers_arrive_in_the_file(self, session: Session, tmp_path: Path) -> None:
        terminal = Terminal(tmp_path)
        assert dialogue(terminal, self.ANSWERS) == 0
        profile = load(session, tmp_path / "company.yaml")
        found = facts(profile)
        assert (profile.organization, profile.uses[0].id) == ("Ärzte: GmbH", "triage")
        assert (found["use.acts"], found["use.production"], found["use.regions"]) == ({"run", "serve"}, True, {"DE", "FR"})
        assert "organization.figures_count" in terminal.shown
        assert "next: licheck evaluate company.yaml" in terminal.shown

    def test_the_vocabulary_asks_and_explains(self, session: Session, tmp_path: Path) -> None:
        terminal = Terminal(tmp_path)
        dialogue(terminal, self.ANSWERS)
        shown = " ".join(terminal.shown.split())
        vocabulary = session.library.vocabulary
        assert vocabulary.facts["organization.domicile"].question in shown
        assert vocabulary.lists["acts"]["host"].definition in shown
        assert "in the last full year?" in shown
        assert "{at}" not in shown
        assert all(application in shown for application in vocabulary.lists["applications"])

    def test_empty_answers_leave_everything_out(self, session: Session, tmp_path: Path) -> None:
        assert dialogue(Terminal(tmp_path), [""] * len(PROMPTS)) == 0
        profile = load(session, tmp_path / "company.yaml")
        assert (profile.organization, facts(profile), profile.uses[0].models) == ("Your organization", {}, ())

    @pytest.mark.parametrize(
        ("prompt", "wrong", "told", "right", "written"),
        [
            ("kind of organization", "compny", "unknown organization kind `compny`; did you mean `company`?", "company", "kind: company"),
            ("principal place of business", "Germany", "unknown country `Germany`; did you mean `DE`?", "DE", "domicile: DE"),
            ("industries", "legal, softwar", "unknown industry `softwar`; did you mean `software`?", "software", "industries: [software]"),
            ("monthly active users", "4 milion", "unknown scale `milion` in `4 milion`", "4 million", "monthly_active_users: 4 million"),
            ("annual revenue", "38 million", "`38 million` names no currency", "38 million USD", "annual_revenue: 38 million USD"),
            ("whose figures", "grupp", "unknown figures count `grupp`; did you mean `group`?", "group", "figures_count: group"),
            ("in production", "maybe", "expected `true` or `false`, found `maybe`", "no", "production: false"),
            ("acts", "run srve", "unknown act `srve`; did you mean `serve`?", "serve", "acts: [serve]"),
            ("applications", "tutorin", "unknown application `tutorin`; did you mean `tutoring`?", "tutoring", "applications: [tutoring]"),
            ("regions", "DE EU", "unknown country `EU`", "DE", "regions: [DE]"),
        ],
    )
    def test_a_wrong_answer_is_told_and_asked_again(
        self, tmp_path: Path, prompt: str, wrong: str, told: str, right: str, written: str
    ) -> None:
        terminal = Terminal(tmp_path)
        place = PROMPTS.index(prompt)
        prompts = [*PROMPTS[:place], prompt, *PROMPTS[place:]]
        answers = [*[""] * place, wrong, right, *[""] * (len(PROMPTS) - place - 1)]
        assert dialogue(terminal, answers, prompts) == 0
        assert told in " ".join(terminal.shown.split())
        lines = [line.strip() for line in (tmp_path / "company.yaml").read_text("utf-8").splitlines()]
        stated = [line for line in lines if line and not line.startswith("#")]
        assert stated == sorted(["organization:", "name: Your organization", "uses:", "- id: my-use", written], key=lines.index)

    def test_an_unknown_model_is_doubted_once(self, session: Session, tmp_path: Path) -> None:
        terminal = Terminal(tmp_path)
        prompts, blanks = [*PROMPTS, "models"], [""] * (len(PROMPTS) - 1)
        assert dialogue(terminal, [*blanks, "own/model-7B, Llama-x", "own/model-7B, Llama-x"], prompts) == 0
        assert "does not know `own/model-7B`" in " ".join(terminal.shown.split())
        assert [request.name for request in load(session, tmp_path / "company.yaml").uses[0].models] == ["own/model-7B", "Llama-x"]

    def test_a_doubted_model_can_be_mended(self, session: Session, tmp_path: Path) -> None:
        prompts, blanks = [*PROMPTS, "models"], [""] * (len(PROMPTS) - 1)
        dialogue(Terminal(tmp_path), [*blanks, "Qwen/Qwen2.5-7B-Instuct", "Qwen/Qwen2.5-7B-Instruct"], prompts)
        assert [request.name for request in load(session, tmp_path / "company.yaml").uses[0].models] == ["Qwen/Qwen2.5-7B-Instruct"]

    def test_what_flags_state_is_not_asked(self, session: Session, tmp_path: Path) -> None:
        terminal = Terminal(tmp_path, *FLAGS[:-2])
        assert dialogue(terminal, ["Qwen/Qwen2.5-7B-Instruct"], ["models"]) == 0
        assert terminal.shown.startswith("1 question. ")
        assert load(session, tmp_path / "company.yaml").organization == "Northwind Health"

    def test_no_input_asks_nothing(self, tmp_path: Path) -> None:
        terminal = Terminal(tmp_path, "--no-input")
        assert terminal.leave() == 0
        assert terminal.shown.startswith("wrote company.yaml")

    def test_an_existing_file_is_told_before_the_first_question(self, tmp_path: Path) -> None:
        (tmp_path / "company.yaml").write_text("mine", "utf-8")
        terminal = Terminal(tmp_path)
        assert terminal.leave() == 2
        assert "question" not in terminal.shown

    def test_a_file_that_appears_meanwhile_is_left_alone(self, tmp_path: Path) -> None:
        terminal = Terminal(tmp_path)
        for prompt in PROMPTS[:-1]:
            terminal.answer(prompt, "")
        terminal.await_prompt(PROMPTS[-1])
        (tmp_path / "company.yaml").write_text("mine", "utf-8")
        terminal.send("\n")
        assert terminal.leave() == 2
        assert "already exists" in terminal.shown
        assert (tmp_path / "company.yaml").read_text("utf-8") == "mine"

    @pytest.mark.parametrize("how", ["ctrl-d", "ctrl-c"])
    def test_stopping_writes_nothing(self, tmp_path: Path, how: str) -> None:
        terminal = Terminal(tmp_path)
        terminal.answer("name", "Acme")
        terminal.await_prompt("kind of organization")
        if how == "ctrl-d":
            terminal.send("\x04")
        else:
            terminal.interrupt()
        assert terminal.leave() == 130
        assert terminal.shown.endswith("stopped\n")
        assert "Traceback" not in terminal.shown
        assert list(tmp_path.iterdir()) == []

    def test_piped_answers_are_not_read(self, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "checker.cli.main", "init", str(tmp_path / "company.yaml")]
        done = subprocess.run(command, input="Acme\n" * 20, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
        assert done.returncode == 0
        assert "Acme" not in (tmp_path / "company.yaml").read_text("utf-8")

    def test_a_narrow_terminal_is_kept_to_and_colour_is_left_out_where_unwanted(self, tmp_path: Path) -> None:
        terminal = Terminal(tmp_path, COLUMNS="40", NO_COLOR="1")
        assert dialogue(terminal, [""] * len(PROMPTS)) == 0
        # A single word that is longer than the line, such as the id of a model, cannot be folded.
        assert [line for line in terminal.shown.splitlines() if len(line) > 40 and " " in line.strip()] == []
        assert "\x1b" not in terminal.shown

    def test_colour_marks_questions_and_wrong_answers(self, tmp_path: Path) -> None:
        terminal = Terminal(tmp_path, *FLAGS[:2])
        terminal.answer("kind of organization", "compny")
        terminal.await_prompt("kind of organization")
        terminal.process.send_signal(signal.SIGINT)
        terminal.leave()
        assert "\x1b[1m1/14 What is the organization:" in terminal.shown
        assert "\x1b[33m    ! unknown organization kind" in terminal.shown

    def test_control_characters_of_an_answer_do_not_reach_the_screen_again(self, tmp_path: Path) -> None:
        terminal = Terminal(tmp_path, *FLAGS[:2], NO_COLOR="1")
        terminal.answer("kind of organization", "\x1b[31mcompany")
        terminal.await_prompt("kind of organization")
        terminal.process.send_signal(signal.SIGINT)
        terminal.leave()
        assert "unknown organization kind" in terminal.shown
        assert "\x1b" not in terminal.shown
