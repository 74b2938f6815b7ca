"""`licheck models lint`: each finding is shown on a catalog that has it, and the shipped catalog has no error."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.app.catalog_lint import CATALOG_CODES, lint_catalog
from checker.app.session import Session
from tests.conftest import Run

HEAD = """\
schema: 1
publisher: Example Labs
sources:
  card: {title: the card, seen: 2026-08-22}
models:
"""
DEFECTS = {
    "dangling-base": """
  - id: example/one
    base_models: [{model: example/nowhere, relation: finetune}]
    weights: [{license: mit, evidence: declared, source: card}]
""",
    "base-cycle": """
  - id: example/one
    base_models: [{model: example/two, relation: finetune}]
    weights: [{license: mit, evidence: declared, source: card}]
  - id: example/two
    base_models: [{model: example/one, relation: merge}]
    weights: [{license: mit, evidence: declared, source: card}]
""",
    "unknown-license": """
  - id: example/one
    weights: [{license: mitt, evidence: declared, source: card}]
""",
    "duplicate-name": """
  - id: example/one
    aliases: [one]
    weights: [{license: mit, evidence: declared, source: card}]
  - id: example/two
    aliases: [one]
    weights: [{license: mit, evidence: declared, source: card}]
""",
    "date-before-license": """
  - id: example/one
    released: 2020-01-01
    weights: [{license: llama-4-community, evidence: declared, source: card}]
""",
    "nothing-stated": """
  - id: example/one
    released: 2025-01-01
""",
}


def findings_about(catalog: str, folder: Path) -> list[str]:
    """Codes of the findings about the models of a catalog added to the shipped one."""
    (folder / "catalog").mkdir()
    (folder / "catalog" / "example.yaml").write_text(HEAD + catalog, encoding="utf-8")
    return [finding.code for finding in lint_catalog(Session.open([folder])) if finding.subject.startswith("example/")]


@pytest.mark.parametrize("code", DEFECTS)
def test_each_defect_is_found(code: str, tmp_path: Path) -> None:
    assert set(findings_about(DEFECTS[code], tmp_path)) == {code}


def test_a_sound_entry_has_no_finding(tmp_path: Path) -> None:
    sound = """
  - id: example/one
    released: 2025-06-01
    weights: [{license: llama-4-community, evidence: declared, source: card}]
  - id: example/old
    released: 2020-01-01
    weights: [{license: llama-4-community, evidence: declared, source: card, from: 2025-04-05}]
"""
    assert findings_about(sound, tmp_path) == []


def test_every_code_is_shown_here_and_has_a_heading() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "catalog-findings.md"
    headings = re.findall(r"^## (\S+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(CATALOG_CODES)
    assert sorted(DEFECTS) == sorted(CATALOG_CODES)


def test_the_shipped_catalog_has_no_error(licheck: Run) -> None:
    done = licheck("models", "lint")
    assert done.returncode == 0, done.stdout


def test_an_error_has_its_place_and_fails(licheck: Run, tmp_path: Path) -> None:
    (tmp_path / "own" / "catalog").mkdir(parents=True)
    (tmp_path / "own" / "catalog" / "example.yaml").write_text(HEAD + DEFECTS["dangling-base"], encoding="utf-8")
    done = licheck("models", "lint", "--licenses", "own")
    assert done.returncode == 4
    assert "own/catalog/example.yaml:7:5: error dangling-base: example/one: its base `example/nowhere`" in done.stdout
