"""What all commands share: help, version, the screen, colours, and names that try to steer the terminal."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from pathlib import Path

import pytest

from checker.app.version import VERSION
from checker.cli.main import COMMANDS
from tests.cli.conftest import Here
from tests.conftest import Run
from tests.golden import AS_OF, SMALL_COMPANY, SMALL_LIBRARY

if sys.platform != "win32":
    from tests.cli.terminal import OURS, on_a_terminal

needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
SMALL = ("--licenses", str(SMALL_LIBRARY))
COMPANY = str(SMALL_COMPANY)
OUTPUTS = [
    ("evaluate", COMPANY, *SMALL, "--as-of", AS_OF),
    ("explain", COMPANY, "small/base", *SMALL, "--as-of", AS_OF),
    ("explain", COMPANY, "small/disputed", *SMALL, "--as-of", AS_OF),
    ("licenses", "list", *SMALL),
    ("licenses", "show", "small-1.0", *SMALL),
    ("licenses", "show", "llama-4-community"),
    ("models", "list", *SMALL),
    ("models", "show", "meta-llama/Llama-4-Scout-17B-16E-Instruct"),
]
IDS = [" ".join(word for word in words[:3] if not word.startswith(("/", "-"))) for words in OUTPUTS]


class TestHelp:
    def test_every_command_has_its_line(self, here: Here) -> None:
        done = here("--help")
        assert done.code == 0
        for name, line in COMMANDS.items():
            assert re.search(rf"^  {name} +{re.escape(line)}$", done.out, re.MULTILINE)
        assert "not legal advice" in " ".join(done.out.split())

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_explains_itself(self, here: Here, command: str) -> None:
        done = here(command, "-h")
        assert done.code == 0
        assert done.out.startswith(f"Usage: licheck {command} ")

    @pytest.mark.parametrize("arguments", [(), ("licenses",), ("models",)], ids=["licheck", "licenses", "models"])
    def test_without_a_command_the_help_is_shown_and_the_usage_is_wrong(self, here: Here, arguments: tuple[str, ...]) -> None:
        done = here(*arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("Usage: licheck ")

    def test_version(self, here: Here) -> None:
        assert here("--version").out == f"licheck {VERSION}\n"

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("evalute", "p.yaml"), "no such command `evalute`; did you mean `evaluate`?"),
            (("licenses", "shwo"), "no such command"),
            (("--nope",), "no such option '--nope'"),
        ],
    )
    def test_a_wrong_word_is_wrong_usage(self, here: Here, arguments: tuple[str, ...], told: str) -> None:
        done = here(*arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"error: {told}")


def breakable(line: str) -> bool:
    """Whether a line could have been folded: it holds more than one word besides what draws the tree."""
    words = [word for word in line.split() if word not in {"│", "├──", "└──", "·", "✓", "✗", "?", "!", "-", "→", "§"}]
    return len(words) > 1


class TestWidth:
    @pytest.mark.parametrize("columns", [40, 80, 100])
    @pytest.mark.parametrize("arguments", OUTPUTS, ids=IDS)
    def test_no_line_is_longer_than_the_screen_but_for_words_that_cannot_be_broken(
        self, here: Here, monkeypatch: pytest.MonkeyPatch, columns: int, arguments: tuple[str, ...]
    ) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        lines = here(*arguments).out.splitlines()
        assert lines
        assert [line for line in lines if len(line) > columns and breakable(line)] == []

    def test_piped_it_is_eighty_columns_wide(self, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("COLUMNS", raising=False)
        lines = here(*OUTPUTS[0]).out.splitlines()
        assert 70 < max(map(len, lines)) <= 80

    @pytest.mark.parametrize("columns", ["0", "-5", "1", "x", ""])
    def test_a_width_that_cannot_be_meant_does_no_harm(self, here: Here, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        assert here(*OUTPUTS[0]).code == 1

    @needs_terminal
    def test_on_a_terminal_it_is_as_wide_as_the_terminal(self, tmp_path: Path) -> None:
        code, shown = on_a_terminal(OUTPUTS[0], tmp_path, columns=50)
        lines = OURS.sub("", shown).splitlines()
        assert code == 1
        assert 45 < max(len(line) for line in lines if breakable(line)) <= 50


class TestColours:
    @pytest.mark.parametrize("arguments", OUTPUTS, ids=IDS)
    def test_piped_there_are_none(self, licheck: Run, arguments: tuple[str, ...]) -> None:
        assert "\x1b" not in licheck(*arguments, NO_COLOR="").stdout

    @needs_terminal
    @pytest.mark.parametrize("arguments", OUTPUTS[:5], ids=IDS[:5])
    def test_on_a_terminal_they_are_whole_and_ours(self, tmp_path: Path, arguments: tuple[str, ...]) -> None:
        _, shown = on_a_terminal(arguments, tmp_path)
        assert ("\x1b" in shown) == (arguments[:2] != ("licenses", "list"))
        assert "\x1b" not in OURS.sub("", shown)
        assert not re.search(r"\[\d+m", OURS.sub("", shown)), "a colour lost its escape"

    @needs_terminal
    @pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "a dumb terminal"])
    def test_whoever_wants_none_gets_none(self, tmp_path: Path, setting: dict[str, str]) -> None:
        for arguments in (OUTPUTS[0], ("evaluate", "none.yaml")):
            assert "\x1b" not in on_a_terminal(arguments, tmp_path, **setting)[1]

    @needs_terminal
    def test_a_file_that_is_written_from_a_terminal_has_none(self, tmp_path: Path) -> None:
        on_a_terminal((*OUTPUTS[0], "--output", "report.txt"), tmp_path)
        assert "\x1b" not in (tmp_path / "report.txt").read_text(encoding="utf-8")


HOSTILE = r"""
organization: {name: "Evil\e[2J\x9b31m\a\b\u202e\u2066\nCo", kind: company}
use:
  id: "u\e]0;pwned\a"
  acts: [run]
  models: ["m\e[31m/x", {model: "w\e[2J", license: small-free, revision: "r\e[3m"}]
"""
LAPSED = r"""agreements: [{publisher: "P\e[3m", kind: license, licenses: [small-free], expires: 2020-01-01, reference: "R\e[3m"}]"""
WRONG = [
    HOSTILE.replace("[run]", r'["\e[31mrum"]'),
    HOSTILE + r'"k\e[2J": 1',
    HOSTILE + LAPSED.replace("Small Labs", r"x\e[2J"),
    HOSTILE.replace("kind: company", r'domicile: "\x9bDE"'),
    HOSTILE.replace("license: small-free", r'license: "mit\e[2J"'),
]


def steers(text: str) -> list[str]:
    """Characters in a text that a terminal would act upon."""
    return [character for character in text if unicodedata.category(character) in ("Cc", "Cf") and character != "\n"]


class TestHostileNames:
    @pytest.mark.parametrize("command", [("evaluate",), ("explain",)])
    def test_no_name_steers_what_is_printed(self, here: Here, tmp_path: Path, command: tuple[str, ...]) -> None:
        (tmp_path / "p.yaml").write_text(HOSTILE, encoding="utf-8")
        models = ("*",) if command == ("evaluate",) else ("w\x1b[2J",)
        done = here(*command, "p.yaml", *(() if command == ("evaluate",) else models), *SMALL, "--as-of", AS_OF)
        assert done.out
        assert steers(done.out + done.err) == []

    def test_no_name_steers_a_terminal_through_json(self, here: Here, tmp_path: Path) -> None:
        (tmp_path / "p.yaml").write_text(HOSTILE, encoding="utf-8")
        done = here("evaluate", "p.yaml", *SMALL, "--format", "json")
        assert [character for character in done.out if unicodedata.category(character) == "Cc" and character != "\n"] == []

    @pytest.mark.parametrize("profile", WRONG)
    def test_no_name_steers_a_message(self, here: Here, tmp_path: Path, profile: str) -> None:
        (tmp_path / "p.yaml").write_text(profile, encoding="utf-8")
        done = here("evaluate", "p.yaml", *SMALL, "--as-of", AS_OF)
        assert done.code == 4
        assert done.err
        assert steers(done.err) == []

    @needs_terminal
    def test_on_a_terminal_nothing_but_our_own_colours_arrives(self, tmp_path: Path) -> None:
        for number, profile in enumerate([HOSTILE, HOSTILE + LAPSED, *WRONG]):
            (tmp_path / "p.yaml").write_text(profile, encoding="utf-8")
            _, shown = on_a_terminal(("evaluate", "p.yaml", *SMALL, "--as-of", AS_OF), tmp_path)
            assert steers(OURS.sub("", shown)) == [], number

    @pytest.mark.parametrize("arguments", [("evil\x1b[2J",), ("models", "show", "x\x1b[2J"), ("evaluate", "x\x1b[2J\x9b")])
    def test_no_argument_steers_a_message(self, here: Here, arguments: tuple[str, ...]) -> None:
        done = here(*arguments)
        assert done.code in (2, 4)
        assert steers(done.err) == []

    @pytest.mark.parametrize("name", ["北方健康有限公司", "Ünïcødé ﷽", "🧬 Labs", "x" * 100_000, "a: b # c"])
    def test_a_name_may_be_in_any_script_and_of_any_length(self, here: Here, tmp_path: Path, name: str) -> None:
        (tmp_path / "p.yaml").write_text(f"organization: {{name: '{name}'}}\nuse: {{acts: [run], models: ['{name}']}}\n", encoding="utf-8")
        done = here("evaluate", "p.yaml", "--as-of", AS_OF)
        assert done.code == 3
        assert done.err == ""
        assert name.split()[0] in done.out

    def test_an_output_that_cannot_show_a_character_shows_another(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "p.yaml").write_text("organization: {name: 北}\nuse: {acts: [run], models: [a/b]}\n", encoding="utf-8")
        done = licheck("evaluate", "p.yaml", "--as-of", AS_OF, PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr) == (3, "")
        assert done.stdout.startswith("?, as of")


def test_a_cache_folder_that_cannot_be_is_no_trouble(licheck: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    outputs = {licheck(*OUTPUTS[0], LICHECK_CACHE_DIR=folder).stdout for folder in ("", str(tmp_path / "file"), "/dev/null/x", "relative")}
    assert len(outputs) == 1
    assert outputs != {""}


def test_of_a_profile_the_cache_keeps_nothing_but_a_hash(licheck: Run, tmp_path: Path) -> None:
    (tmp_path / "frobozz.yaml").write_text(
        "organization: {name: Xyzzy Incorporated, monthly_active_users: {2025-12: 424242}}\n"
        "use: {id: plugh, acts: [run], models: [{model: xyzzy/secret-model, license: mit}]}\n",
        encoding="utf-8",
    )
    cache = tmp_path / "cache"
    for command in (("evaluate", "frobozz.yaml"), ("explain", "frobozz.yaml", "xyzzy/secret-model")):
        assert licheck(*command, LICHECK_CACHE_DIR=str(cache)).returncode == 0
    files = [path for path in cache.rglob("*") if path.is_file()]
    assert len(files) > 3
    for path in files:
        kept = path.read_bytes().lower()
        assert not [
            word for word in (b"xyzzy", b"plugh", b"424242", b"frobozz.yaml") if word in kept or word in os.fsencode(path.name).lower()
        ]
