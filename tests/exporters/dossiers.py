"""Dossiers for tests of formats: the small company's, one full of hostile names, a large one, and an empty one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from checker.app.dossier import Inquiry, assemble
from checker.app.session import Session
from checker.domain.dossier import Dossier
from checker.domain.profile import ModelRequest
from tests.golden import SMALL_COMPANY, SMALL_LIBRARY

DAY = date(2026, 11, 22)

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg/onload=alert(1)>",
    "=cmd|' /C calc'!A0",
    "{{ 7*7 }} {% raw %}",
    "نموذج/عربي",
    "a\u202eb-txt.exe",
    "🦙/🧪-7B",
    "&lt;b&gt; &amp;",
    "javascript:alert(1)",
)
"""Names that try to be something else."""


def small() -> Dossier:
    """The small company's."""
    session = Session.open([SMALL_LIBRARY])
    return assemble(session, session.load_profile(SMALL_COMPANY), Inquiry(as_of=DAY))


def empty() -> Dossier:
    """A run in which no model was chosen."""
    session = Session.open([SMALL_LIBRARY])
    return assemble(session, session.load_profile(SMALL_COMPANY), Inquiry({}, DAY))


def hostile(folder: Path) -> Dossier:
    """Names of organizations, uses, models and agreements that try to be something else."""
    profile = {
        "organization": {"name": HOSTILE[0] + HOSTILE[5], "kind": "company", "domicile": "DE", "monthly_active_users": "41 million"},
        "uses": [
            {
                "id": "hostile",
                "purpose": "commercial",
                "acts": ["run", "serve"],
                "models": [{"model": name, "license": "small-1.0", "publisher": name, "inputs": ["text"]} for name in HOSTILE],
            }
        ],
        "agreements": [{"publisher": "Small Labs", "kind": "license", "licenses": ["small-1.0"], "reference": HOSTILE[2]}],
    }
    path = folder / "hostile.yaml"
    path.write_text(json.dumps(profile, ensure_ascii=False), encoding="utf-8")
    session = Session.open([SMALL_LIBRARY])
    return assemble(session, session.load_profile(path), Inquiry(as_of=DAY))


def large(session: Session, count: int) -> Dossier:
    """Many models of the shipped catalog, for the company of the examples."""
    profile = session.load_profile(Path(__file__).parents[2] / "examples" / "company.yaml")
    use = profile.uses[0].id
    names = [model.id for model in session.matching_models("*")][:count]
    return assemble(session, profile, Inquiry({use: [ModelRequest(name) for name in names]}, DAY))
