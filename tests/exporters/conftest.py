"""Dossiers to export: the small library's, and one whose every name is an attempt at something."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.app.dossier import Inquiry, assemble
from checker.app.session import Session
from checker.domain.dossier import Dossier
from tests.golden import SMALL_COMPANY, SMALL_LIBRARY

DAY = date(2026, 11, 22)
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "`x` | **y** $z$",
    "#set page(fill: red)",
    "مرحبا بالعالم",
    "שלום/עולם-7b",
    "中文模型",
    "👩‍⚕️🚑",
    "tab\tand\nline",
    "bell\x07 and escape\x1b[31m",
    "\u202egnp.exe",
    "end]]>&amp;&lt;",
)
"""Names that mean something to a spreadsheet, a browser, a typesetter or a terminal."""


@pytest.fixture(scope="session")
def small() -> Session:
    return Session.open([SMALL_LIBRARY])


@pytest.fixture(scope="session")
def dossier(small: Session) -> Dossier:
    return assemble(small, small.load_profile(SMALL_COMPANY), Inquiry(as_of=DAY))


@pytest.fixture(scope="session")
def hostile(small: Session, tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Every hostile name as a model; the first and some others also as organization and use."""
    models = "\n".join(f"  - {{model: {quoted(name)}, license: small-1.0, publisher: {quoted(name)}}}" for name in HOSTILE)
    profile = f"""\
organization: {{name: {quoted(" ".join(HOSTILE))}, kind: company, monthly_active_users: {{2025-12: 900 thousand}}}}
uses:
  - {{id: {quoted(HOSTILE[0])}, acts: [run, serve], applications: [search], purpose: commercial, derivative_name: {quoted(HOSTILE[8])}}}
  - {{id: {quoted(HOSTILE[8])}, acts: [run], applications: [gnome-tracking]}}
models:
{models}
"""
    path = tmp_path_factory.mktemp("hostile") / "company.yaml"
    path.write_text(profile, encoding="utf-8")
    return assemble(small, small.load_profile(path), Inquiry(as_of=DAY))


def quoted(text: str) -> str:
    """`text` as YAML in double quotes."""
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'


def profile_path(folder: Path, text: str) -> Path:
    """A profile written to a folder."""
    path = folder / "company.yaml"
    path.write_text(text, encoding="utf-8")
    return path
