"""`licheck identify` on a real text, this repository's own license, on copies of it that were changed, and on texts of our own."""

from __future__ import annotations

import html
import json
import os
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.own_texts import HARBOUR, LETTER, folder_of_encodings

TEXT = (Path(__file__).parents[2] / "LICENSE").read_text(encoding="utf-8")
SAME: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "reflowed": lambda text: "\n\n".join(textwrap.fill(part, 40) for part in text.split("\n\n")),
    "html-escaped": html.escape,
    "in capitals": str.upper,
}
CHANGED: dict[str, Callable[[str], str]] = {
    "a removed sentence": lambda text: text[: (at := text.index("(b)"))] + text[text.index("(c)", at) :],
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


class TestOnTextsOfOurOwn:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder_of_encodings(tmp_path / "own")
        (tmp_path / "LICENSE").write_text(HARBOUR, encoding="utf-8")
        (tmp_path / "COPY").write_text(HARBOUR.replace("250 million", "900 million"), encoding="utf-8")
        (tmp_path / "BOTH").write_text(f"{HARBOUR}\n\n{LETTER}", encoding="utf-8")
        (tmp_path / "POINTER").write_text("See https://seagull.example/orchard-terms", encoding="utf-8")
        return tmp_path

    def test_what_was_changed_is_told_by_section(self, folder: Path, licheck: Run) -> None:
        done = licheck("identify", "--licenses", "own", "COPY")
        assert done.returncode == 3
        assert done.stdout == (
            "COPY: altered copy of harbour-1.0, 99.6 % alike\n"
            "  changed: § 4, line 24: 250 million → 900 million\n"
            "    | 4. Large crews. A Crew with more than 900 million monthly visitors in the\n"
            "    | quarter before the date above asks the Keeper for a letter first.\n"
            "  word for word: § 1, § 2, § 3, § 5, § 6, § 7\n"
            "  encoded clauses whose words are gone: large-crews\n"
        )

    def test_several_files(self, folder: Path, licheck: Run) -> None:
        done = licheck("identify", "--licenses", "own", "LICENSE", "COPY", "BOTH", "POINTER")
        assert done.returncode == 3
        assert "LICENSE: exact harbour-1.0\n" in done.stdout
        lines = f"  lines 1 to {HARBOUR.count(chr(10))}: harbour-1.0, word for word\n"
        assert f"BOTH: several licenses: harbour-1.0, lighthouse-letter\n{lines}" in done.stdout
        assert "POINTER: pointer to orchard-terms (https://seagull.example/orchard-terms);" in done.stdout
        assert done.stdout.endswith("4 files: 1 exact, 1 altered, 1 several, 1 pointer\n")

    def test_for_programs(self, folder: Path, licheck: Run) -> None:
        done = licheck("identify", "--licenses", "own", "--format", "json", "COPY", "LICENSE", "none.txt")
        assert done.returncode == 4
        told = json.loads(done.stdout)
        assert told["schema"] == "licheck/identify/1"
        copy, license, none = told["files"]
        assert (copy["result"], license["result"], none["result"]) == ("altered", "exact", "unreadable")
        (change,) = copy["licenses"][0]["changes"]
        assert change["numbers"] == {"license": ["250 million"], "file": ["900 million"]}
        assert (license["settled"], license["licenses"][0]["similarity"]) == (True, 1.0)
        assert told["summary"] == {"altered": 1, "exact": 1, "unreadable": 1}

    def test_the_rest_is_told_where_one_file_cannot_be_read(self, folder: Path, licheck: Run) -> None:
        (folder / "loop").symlink_to("loop")
        (folder / "bin").write_bytes(b"\x7fELF\0\0")
        done = licheck("identify", "--licenses", "own", "LICENSE", "loop", "bin", ".")
        assert done.returncode == 4
        assert done.stdout == "LICENSE: exact harbour-1.0\n"
        assert re.findall(r"(loop|bin|\.): (?:cannot be read|is not text|is a directory)", done.stderr) == [".", "bin", "loop"]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
    def test_a_pipe_that_nobody_fills_does_not_block(self, folder: Path, licheck: Run) -> None:
        os.mkfifo(folder / "pipe")
        assert licheck("identify", "pipe").stdout.startswith("pipe: empty")

    def test_no_control_character_reaches_the_terminal(self, folder: Path, licheck: Run) -> None:
        (folder / "COPY").write_text(HARBOUR.replace("250", "\x1b[31m900"), encoding="utf-8")
        done = licheck("identify", "--licenses", "own", "COPY")
        assert "altered copy of harbour-1.0" in done.stdout
        assert "\x1b" not in done.stdout

    @pytest.mark.parametrize(("arguments", "code"), [([], 2), (["--licenses", "none", "LICENSE"], 2), (["--format", "xml", "LICENSE"], 2)])
    def test_wrong_usage(self, arguments: list[str], code: int, licheck: Run) -> None:
        done = licheck("identify", *arguments)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False)

    def test_a_broken_file_of_fingerprints(self, folder: Path, licheck: Run) -> None:
        (folder / "own" / "fingerprints.json").write_text("{", encoding="utf-8")
        done = licheck("identify", "--licenses", "own", "LICENSE")
        assert done.returncode == 4
        assert "own/fingerprints.json: is no file of fingerprints" in done.stderr
