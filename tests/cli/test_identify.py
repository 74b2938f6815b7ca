"""`licheck identify` on a real text, this repository's own license, and on copies of it that were changed."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

TEXT = (Path(__file__).parents[2] / "LICENSE").read_text(encoding="utf-8")
SAME: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "reflowed": lambda text: "\n\n".join(textwrap.fill(part, 40) for part in text.split("\n\n")),
    "html-escaped": html.escape,
    "in capitals": str.upper,
}
CHANGED: dict[str, Callable[[str], str]] = {
    "a removed line": lambda text: "\n".join(line for line in text.splitlines() if "any modified files" not in line),
    "a changed number": lambda text: text.replace("fifty percent (50%)", "sixty percent (60%)"),
    "an added clause": lambda text: text + "\n10. The Work is not used by companies with more than 100 people.\n",
    "half of it": lambda text: text[: len(text) // 2],
}


@pytest.mark.parametrize("how", SAME)
def test_a_copy_that_only_looks_different_is_the_license(how: str, licheck: Run, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(SAME[how](TEXT), encoding="utf-8")
    done = licheck("identify", "copy.txt")
    assert done.stdout.startswith("copy.txt: exact apache-2.0")
    assert done.returncode == 0


@pytest.mark.parametrize("how", CHANGED)
def test_a_changed_copy_is_never_called_the_license(how: str, licheck: Run, tmp_path: Path) -> None:
    assert CHANGED[how](TEXT) != TEXT
    (tmp_path / "copy.txt").write_text(CHANGED[how](TEXT), encoding="utf-8")
    done = licheck("identify", "copy.txt")
    assert "exact" not in done.stdout.splitlines()[0]
    assert "apache-2.0" in done.stdout
    assert done.returncode == 3


@pytest.mark.parametrize(
    ("content", "word"),
    [("", "empty"), (" \n\n", "empty"), ("Once upon a time there was a model that nobody had licensed to anybody at all.", "unknown")],
)
def test_what_is_no_license_is_not_guessed(content: str, word: str, licheck: Run, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(content, encoding="utf-8")
    done = licheck("identify", "copy.txt")
    assert done.stdout.startswith(f"copy.txt: {word}")
    assert done.returncode == 3


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_cannot_be_read_is_told(name: str, licheck: Run) -> None:
    done = licheck("identify", name)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
