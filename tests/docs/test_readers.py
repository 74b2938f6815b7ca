"""The page on readers names each of them, in their order and words."""

from __future__ import annotations

from pathlib import Path

from checker.readers.registry import READERS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "readers.md"


def test_the_table_of_the_page_is_the_registry() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert rows == [f"| `{reader.name}` | {reader.reads} |" for reader in READERS.values()]
