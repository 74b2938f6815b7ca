"""Golden files: whole outputs, kept to be read. `LICHECK_UPDATE_GOLDEN=1 pytest` writes them anew; read what changed before it is kept."""

from __future__ import annotations

import os
import re
from pathlib import Path

DATA = Path(__file__).parent / "data"
SMALL_LIBRARY = DATA / "small-library"
SMALL_COMPANY = DATA / "small-company.yaml"
AS_OF = "2026-11-22"

_CHANGING = (
    (re.compile(r"library(\s)\S+ \([0-9a-f]{12}\)"), r"library\g<1>0.0.0 (000000000000)"),
    (re.compile(r'"sha256": "[0-9a-f]{64}"'), '"sha256": "…"'),
    (re.compile(r'"version": "[^"]+"'), '"version": "…"'),
)
"""What changes with the shipped library although no verdict of the golden files does."""


def compare(name: str, text: str) -> None:
    """Fails where `text` is not what the golden file of that name holds."""
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    path = DATA / "golden" / name
    if os.environ.get("LICHECK_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"{path} is missing; LICHECK_UPDATE_GOLDEN=1 writes it"
    assert text == path.read_text(encoding="utf-8"), f"{name} differs; LICHECK_UPDATE_GOLDEN=1 writes it anew"
