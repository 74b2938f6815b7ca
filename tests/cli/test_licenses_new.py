"""`licheck licenses new`: a skeleton that reviews everything, allows nothing, and overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

TEXT = """\
EXAMPLE LICENSE

1. Grant
You may use the model.

2. Limits
2.1 You may not sell it.
2.2 You may not spy with it.

3. Law
Somewhere.
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "LICENSE"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["license", "policy", "terms"])
def test_the_skeleton_lists_the_sections_and_its_case_passes(kind: str, text: Path, licheck: Run, tmp_path: Path) -> None:
    done = licheck("licenses", "new", text.name, "--id", "example-1.0", "--publisher", "Example: Labs", "--kind", kind, "--into", "own")
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "own" / "example-1.0.yaml").read_text(encoding="utf-8")
    for section in ("1", "2", "2.1", "2.2", "3"):
        assert f'- {{section: "{section}", reason: TODO}}' in written
    tested = licheck("licenses", "test", "example-1.0", "--licenses", "own")
    assert tested.returncode == 0, tested.stdout
    assert "1 cases passed" in tested.stdout


def test_without_its_open_clause_the_skeleton_denies(text: Path, licheck: Run, tmp_path: Path) -> None:
    licheck("licenses", "new", text.name, "--id", "example-1.0", "--publisher", "Example", "--into", "own")
    path = tmp_path / "own" / "example-1.0.yaml"
    before, rest = path.read_text(encoding="utf-8").split("clauses:", 1)
    path.write_text(f"{before}clauses: []\nnot_encoded:{rest.split('not_encoded:', 1)[1]}", encoding="utf-8")
    (tmp_path / "company.yaml").write_text(
        "organization: {name: X, kind: company}\nuse: {acts: [run], models: [{model: a/b, license: example-1.0}]}\n", encoding="utf-8"
    )
    assert licheck("evaluate", "company.yaml", "--licenses", "own").returncode == 1


def test_an_existing_encoding_is_left_alone(text: Path, licheck: Run, tmp_path: Path) -> None:
    arguments = ("licenses", "new", text.name, "--id", "example-1.0", "--publisher", "Example", "--into", "own")
    licheck(*arguments)
    path = tmp_path / "own" / "example-1.0.yaml"
    path.write_text("mine", encoding="utf-8")
    again = licheck(*arguments)
    assert again.returncode == 2
    assert "already exists" in again.stderr
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("content", "message"), [(b"", "is empty"), (b"\xff\xfe\x00", "is not UTF-8 text")])
def test_a_text_that_is_none_is_refused(content: bytes, message: str, text: Path, licheck: Run, tmp_path: Path) -> None:
    text.write_bytes(content)
    done = licheck("licenses", "new", text.name, "--id", "example-1.0", "--publisher", "Example", "--into", "own")
    assert done.returncode == 2
    assert message in done.stderr
    assert not (tmp_path / "own").exists()
