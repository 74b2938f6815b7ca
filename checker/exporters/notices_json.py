"""Notices for programs, schema `licheck/notices/1`."""

from __future__ import annotations

from typing import Any

from checker.domain.notices import Checked, NoticeCheck, NoticeItem, Notices
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
        "not_usable": [
            {"use": result.use, "model": result.model, **provider_data(result), "verdict": result.verdict.value}
            for result in found.unusable
        ],
        "conduct": found.conduct,
    }


def _item(item: NoticeItem) -> dict[str, Any]:
    return {
        "use": item.use,
        "kind": item.kind.value,
        "duty": item.duty,
        "status": item.status.value,
        "license": item.license,
        "license_name": item.license_name,
        "clause": item.clause,
        "section": item.section,
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
    }


def _checked(checked: Checked) -> dict[str, Any]:
    return {"state": checked.state.value, "says": checked.says, "places": list(checked.places), "item": _item(checked.item)}
