"""Alternatives for programs: schema `licheck/alternatives/1`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from checker.domain.alternative import Alternative, Alternatives, Way

SCHEMA = "licheck/alternatives/1"


def alternatives_json(found: Sequence[Alternatives]) -> str:
    """What there is instead of a model, use by use."""
    data = {"schema": SCHEMA, "results": [_one(one) for one in found]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _one(found: Alternatives) -> dict[str, Any]:
    return {
        "use": found.use,
        "model": found.model,
        "verdict": found.present.verdict.value,
        "ways": [_way(way) for way in found.ways],
        "siblings": [_alternative(other) for other in found.siblings],
        "others": [_alternative(other) for other in found.others],
        "notes": list(found.notes),
    }


def _way(way: Way) -> dict[str, Any]:
    return {"kind": way.kind.value, "says": way.says, "verdict": way.result.verdict.value}


def _alternative(other: Alternative) -> dict[str, Any]:
    duties = [f"{duty.license}#{duty.clause}" for duty in other.result.duties if duty.status.value in ("required", "may-apply")]
    return {
        "model": other.result.model,
        "verdict": other.result.verdict.value,
        "publisher": other.publisher,
        "family": other.family or None,
        "parameters": other.parameters or None,
        "released": other.released or None,
        "licenses": list(other.licenses),
        "duties": duties,
    }
