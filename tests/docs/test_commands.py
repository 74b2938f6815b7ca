"""Every command of the README and the docs is run, and the output they show is the output there is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from checker.cli.main import cli as main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"(?:<!-- (?P<mark>[a-z ]+) -->\n)?```console\n(?P<body>.*?)```", re.DOTALL)
DIGEST = re.compile(r"\([0-9a-f]{12}\)")
SET_UP = ("main command", "test command")
"""Blocks that set a machine up: `.ci/run` runs the test command, and the fresh-clone check runs both."""


def blocks(page: Path) -> list[tuple[str, list[str]]]:
    """Mark and lines of each console block of a page."""
    return [(match["mark"] or "", match["body"].splitlines()) for match in BLOCK.finditer(page.read_text(encoding="utf-8"))]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs `licheck …` as the docs write it."""
    words = shlex.split(command)
    assert words[0] == "licheck", f"the docs show a command that is not run: {command}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "checker.cli.main", *words[1:]],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as a reader has it: the examples, and nothing of their own yet."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(ROOT / "LICENSE", tmp_path / "LICENSE")
    (tmp_path / "older-licheck").mkdir()
    (tmp_path / "older-licheck" / "licenses").symlink_to(ROOT / "licenses")
    return tmp_path


PART = re.compile(
    r"<!-- file (?P<file>\S+) -->\n```yaml\n(?P<content>.*?)```|(?:<!-- (?P<mark>[a-z ]+) -->\n)?```console\n(?P<body>.*?)```", re.DOTALL
)
"""A file that a page tells the reader to write, or commands to run; in the order of the page."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_runs(page: Path, folder: Path) -> None:
    for part in PART.finditer(page.read_text(encoding="utf-8")):
        if part["file"]:
            (folder / part["file"]).write_text(part["content"], encoding="utf-8")
            continue
        for line in () if part["mark"] in SET_UP else part["body"].splitlines():
            if line.startswith("$ "):
                done = run(line[2:], folder)
                assert done.returncode in (0, 1, 3), f"{line}\n{done.stdout}{done.stderr}"
                assert "Traceback" not in done.stderr


def test_the_output_that_the_readme_shows_is_real(folder: Path) -> None:
    page = ROOT / "README.md"
    ((_, lines),) = [block for block in blocks(page) if block[0] == "output"]
    printed = run(lines[0][2:], folder).stdout
    shown = "\n".join(lines[1:]) + "\n"
    if os.environ.get("LICHECK_UPDATE_DOCS"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("\n".join(lines) + "\n```", f"{lines[0]}\n{printed}```"), encoding="utf-8")
        shown = printed
    assert DIGEST.sub("()", shown) == DIGEST.sub("()", printed), "run the test with LICHECK_UPDATE_DOCS=1, and read what changed"


def test_the_python_of_the_docs_runs(folder: Path) -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "triage-assistant meta-llama/Llama-4-Scout-17B-16E-Instruct deny" in done.stdout


def test_the_profile_of_the_docs_is_accepted(folder: Path) -> None:
    page = (ROOT / "docs" / "profile.md").read_text(encoding="utf-8")
    (profile,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    (folder / "company.yaml").write_text(profile, encoding="utf-8")
    done = run("licheck evaluate company.yaml --as-of 2026-11-22", folder)
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""


INLINE = re.compile(r"`licheck ((?:[a-z][a-z-]*(?: |`))+)")
WORDS = [*PAGES, ROOT / "licenses" / "README.md"]


@pytest.mark.parametrize("page", WORDS, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_every_command_named_within_a_sentence_is_one(page: Path) -> None:
    for match in INLINE.finditer(page.read_text(encoding="utf-8")):
        group: click.Command = main
        for name in match[1].rstrip("` ").split():
            if not isinstance(group, click.Group):
                break  # what follows is an argument
            found = group.get_command(click.Context(group), name)
            assert found is not None, f"{page.name} names `licheck {match[1]}`, which is no command"
            group = found
