"""The nearest way out of a deny for which no clause names a remedy: the smallest change of the use, or of the organization, that helps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from checker.app.session import Session
from checker.domain.profile import ModelRequest, Profile, Use

if TYPE_CHECKING:
    from checker.engine.counterfactual import Change

_SHOWN = 2
ANOTHER_MODEL = "use another model; `licheck models list` shows the catalog"


def way_out(session: Session, profile: Profile, use: Use, request: ModelRequest, day: date, *, reports: bool = True) -> str:
    """In words; what changes the use comes before what changes the organization, and one that allows before one that leaves duties."""
    from checker.app.explanation import explain

    changes = explain(session, profile, use, request, as_of=day, reports=reports).changes
    near = sorted(changes, key=lambda change: (not change.fact.startswith("use."), change.verdict.severity))[:_SHOWN]
    if not near:
        return ANOTHER_MODEL
    return f"it would be {' or '.join(_said(change) for change in near)}; else {ANOTHER_MODEL}"


def _said(change: Change) -> str:
    return f"`{change.verdict.value}` with `{change.fact}` {change.becomes}"
