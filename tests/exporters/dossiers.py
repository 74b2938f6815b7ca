"""Dossiers for tests of formats: the small company's, one full of hostile names, a large one, and an empty one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import yaml

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


ZERO = "0" * 63
PINS = {"small-1.0": f"{ZERO}1", "small-policy": f"{ZERO}2", "small-free": f"{ZERO}4", "small-rumored": "unseen"}
DISPUTE = (
    "Sources disagree: small-free (declared: model cards of Small Labs); small-rumored (reported: Small Talk, October 2026). "
    "The report is not the publisher's own word, so a person must look."
)


def _decision(name: str, model: str, outcome: str, verdict: str, texts: list[str], **more: object) -> dict[str, object]:
    use = more.pop("use", "triage")
    acts = ["run"] if use == "gnomes" else ["run", "serve"]
    facts = {"use.acts": {"within": acts}, "use.obtained": "weights", **more.pop("facts", {})}  # type: ignore[dict-item]
    basis = {"verdict": verdict, "texts": {text: PINS[text] for text in texts}, "facts": facts, "reasons": more.pop("reasons", [])}
    if not basis["reasons"]:
        del basis["reasons"]
    return {
        "id": name,
        "decided_by": "Jane Roe, General Counsel",
        "date": "2026-11-22",
        "expires": "2027-05-31",
        "why": f"Because of {name}.",
        "scope": {"model": model, "use": use},
        "outcome": outcome,
        "rests_on": basis,
        **more,
    }


DECISIONS = [
    _decision(
        "on-an-agreement", "small/base", "allow", "deny", ["small-1.0", "small-policy"], use="gnomes", agreement="S-17", ticket="LEGAL-12",
        expires="2027-01-31", reasons=["small-policy#gnomes"], facts={"use.applications": {"within": ["gnome-tracking"]}},
    ),
    _decision(
        "on-a-report", "small/disputed", "allow", "review", ["small-free", "small-rumored"], reasons=[DISPUTE],
        conditions=["keep the publisher's letter"],
    ),
    _decision("a-denial", "small/free", "deny", "allow", ["small-free"], decided_by="Rui Sá"),
    _decision("expired", "small/rumored", "deny", "review", ["small-rumored"], expires="2026-11-30"),
    _decision("of-another-text", "small/chat", "deny", "conditional", ["small-1.0"]),
    _decision("not-needed", "small/hosted", "allow", "review", ["small-free"], reasons=["It was open once."]),
]  # fmt: skip
DECISIONS[4]["rests_on"]["texts"] = {"small-1.0": "f" * 64}  # type: ignore[index]


def decided(folder: Path) -> Dossier:
    """The small company's, with decisions of people that are applied, have lapsed and are not needed."""
    path = folder / "decisions.yaml"
    path.write_text(yaml.safe_dump({"schema": 1, "decisions": DECISIONS}, allow_unicode=True), encoding="utf-8")
    session = Session.open([SMALL_LIBRARY])
    inquiry = Inquiry(as_of=date(2026, 12, 5), decisions=session.library.decisions(path))
    return assemble(session, session.load_profile(SMALL_COMPANY), inquiry)
