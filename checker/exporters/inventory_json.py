"""The inventory of a repository for programs, schema `licheck/inventory/1`."""

from __future__ import annotations

from typing import Any

from checker.domain.inventory import Inventory, InventoryModel
from checker.domain.sighting import Sighting
from checker.exporters.json_report import json_text

SCHEMA = "licheck/inventory/1"


def render(found: Inventory) -> str:
    """The whole of it; the same inventory always gives the same text."""
    return json_text(
        {
            "schema": SCHEMA,
            "folder": found.folder,
            "files": {"found": found.files_found, "read": found.files_read},
            "manifests": list(found.manifests),
            "models": [_model(model) for model in found.models],
            "not_understood": [
                {"path": one.path, "line": one.line, "column": one.column, "reader": one.reader, "reason": one.reason, "hint": one.hint}
                for one in found.not_understood
            ],
            "problems": [
                {"path": one.path, "line": one.line, "column": one.column, "message": one.message, "hint": one.hint}
                for one in found.problems
            ],
            "left_out": [{"reason": one.reason, "folders": list(one.folders)} for one in found.left_out],
            "summary": {
                "models": len(found.models),
                "missing": len(found.missing),
                "not_understood": len(found.not_understood),
                "problems": len(found.problems),
            },
        }
    )


def _model(model: InventoryModel) -> dict[str, Any]:
    return {
        "model": model.name,
        "catalog": model.known_as,
        "listed": list(model.listed),
        "missing": bool(model.missing),
        "seen": [_sighting(one, listed=one not in model.missing) for one in model.sightings],
    }


def _sighting(one: Sighting, *, listed: bool) -> dict[str, Any]:
    return {
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "reader": one.reader,
        "role": one.role.value,
        "written": one.model,
        "listed": listed,
        "revision": one.revision,
        "obtained": one.obtained,
        "provider": one.provider,
        "license": one.license,
        "license_name": one.license_name,
        "license_link": one.license_link,
        "base_models": [{"model": base.model, "relation": base.relation.value} for base in one.bases],
        "note": one.note,
    }
