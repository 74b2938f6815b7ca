"""Notices for programs, schema `licheck/notices/1`."""

from __future__ import annotations

from typing import Any

from checker.domain.notices import Checked, NoticeCheck, NoticeItem, Notices, NotUsable
from checker.exporters.json_report import json_text, provider_data
from checker.textio.literals import to_fill_in

SCHEMA = "licheck/notices/1"


def render(found: Notices) -> str:
    """What is asked for."""
    return json_text({**_head(found), "items": [_item(item) for item in found.items], **_tail(found)})


def render_check(found: NoticeCheck) -> str:
    """What is asked for, with what a folder has of it."""
    check = {
        "folder": found.folder,
        "files": found.files,
        "not_read": [{"file": file, "reason": reason} for file, reason in found.not_read],
        "checked": [_checked(checked) for checked in found.checked],
    }
    return json_text({**_head(found.notices), "check": check, **_tail(found.notices)})


def _head(found: Notices) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "as_of": found.as_of.isoformat(),
        "library": {"version": found.library_version, "sha256": found.library_sha256},
        "organization": found.organization,
    }


def _tail(found: Notices) -> dict[str, Any]:
    return {
        "not_usable": [_unusable(entry, found) for entry in found.unusable],
        "conduct": found.conduct,
        **_decisions(found),
    }


def _unusable(entry: NotUsable, found: Notices) -> dict[str, Any]:
    result = entry.result
    outcome = {"outcome": entry.outcome.value} if found.decisions else {}
    return {"use": result.use, "model": result.model, **provider_data(result), "verdict": result.verdict.value, **outcome}


def _decisions(found: Notices) -> dict[str, Any]:
    """What people decided; no key where nobody asked for it."""
    if not found.decisions:
        return {}
    usable = [
        {
            "use": entry.result.use,
            "model": entry.result.model,
            **provider_data(entry.result),
            "verdict": entry.result.verdict.value,
            "decided": list(entry.decisions),
        }
        for entry in found.by_decision
    ]
    return {"decisions": found.decisions, "settled": [_item(item) for item in found.settled], "usable_by_decision": usable}


def _item(item: NoticeItem) -> dict[str, Any]:
    return {
        "use": item.use,
        "kind": item.kind.value,
        "duty": item.duty or None,
        "status": item.status.value,
        "license": item.license or None,
        "license_name": item.license_name or None,
        "clause": item.clause or None,
        "section": item.section or None,
        "says": item.says,
        "text": item.text or None,
        "suggested": item.suggested,
        "fill_in": to_fill_in(item.text) if not item.suggested else [],
        "where": item.where or None,
        "source": item.source or None,
        "policies": [{"license": policy.license, "name": policy.name, "source": policy.source or None} for policy in item.policies],
        "name": item.name or None,
        "missing": list(item.missing),
        "met_by_profile": item.met_by_profile,
        "models": list(item.models),
        **({"decision": item.decision} if item.decision else {}),
        **({"decided": list(item.decided)} if item.decided else {}),
    }


def _checked(checked: Checked) -> dict[str, Any]:
    return {"state": checked.state.value, "says": checked.says, "places": list(checked.places), "item": _item(checked.item)}
