"""Changed verdicts and sweeps for programs, schema `licheck/what-if/1`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.domain.quantity import Quantity
from checker.domain.verdict import Verdict
from checker.domain.what_if import Changed, Region, Setting, Sweep, WhatIf
from checker.exporters.json_report import json_text

SCHEMA = "licheck/what-if/1"


def of_what_if(found: WhatIf) -> str:
    """Two judgments of a profile, side by side."""
    return json_text(
        {
            **_head(found),
            "changed": [_changed(change) for change in found.changed],
            "otherwise": [{"use": use, "model": model, "verdict": verdict.value} for use, model, verdict in found.otherwise],
            "before": _counts(found.before),
            "after": _counts(found.after),
        }
    )


def of_sweep(found: Sweep) -> str:
    """One fact over its whole range."""
    return json_text(
        {
            **_head(found),
            "sweep": {
                "fact": found.fact,
                "present": found.present,
                "judged": found.judged,
                "hanging": found.hanging,
                "regions": [_region(region) for region in found.regions],
                "notes": list(found.notes),
            },
        }
    )


def _head(found: WhatIf | Sweep) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "as_of": found.as_of.isoformat(),
        "library": {"version": found.library_version, "sha256": found.library_sha256},
        "organization": found.organization,
        "settings": [_setting(setting) for setting in found.settings],
    }


def _setting(setting: Setting) -> dict[str, str]:
    return {"fact": setting.name, "before": setting.before, "after": setting.after}


def _region(region: Region) -> dict[str, Any]:
    return {
        "stretch": _stretch(region.stretch),
        "values": list(region.values),
        "present": region.is_present,
        "counts": _counts(region.counts),
        "changed": [_changed(change) for change in region.changed],
    }


def _stretch(stretch: Quantity | None) -> dict[str, Any] | None:
    if stretch is None:
        return None
    lower, upper = (None if end is None else f"{end.normalize():f}" for end in (stretch.lower, stretch.upper))
    return {
        "lower": lower,
        "lower_included": not stretch.lower_open,
        "upper": upper,
        "upper_included": upper is not None and not stretch.upper_open,
        "currency": stretch.currency or None,
    }


def _changed(change: Changed) -> dict[str, Any]:
    clauses = [
        {"license": r.license or None, "clause": r.clause or None, "section": r.section or None, "says": r.says} for r in change.reasons
    ]
    duties = [{"license": d.license, "clause": d.clause, "section": d.section, "duty": d.duty, "says": d.says} for d in change.duties]
    return {
        "use": change.use,
        "model": change.model,
        "before": change.before.value,
        "after": change.after.value,
        "reasons": clauses,
        "duties": duties,
    }


def _counts(counts: Mapping[Verdict, int]) -> dict[str, int]:
    return {verdict.value: counts.get(verdict, 0) for verdict in Verdict}
