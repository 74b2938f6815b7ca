"""Differences for programs: schemas `licheck/diff/1` and `licheck/library-diff/1`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from checker.domain.difference import ClauseChange, ClauseName, Difference, Witness
from checker.exporters.wording import value_text

SCHEMA = "licheck/diff/1"
LIBRARY_SCHEMA = "licheck/library-diff/1"


def difference_json(difference: Difference) -> str:
    """One difference."""
    return _text({"schema": SCHEMA, **_difference(difference)})


def library_difference_json(added: Sequence[str], dropped: Sequence[str], changed: Sequence[Difference], relicensed: Sequence[str]) -> str:
    """What changed between two versions of the library."""
    data = {"added": list(added), "dropped": list(dropped), "changed": [_difference(one) for one in changed], "models": list(relicensed)}
    return _text({"schema": LIBRARY_SCHEMA, **data})


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "before": difference.before,
        "after": difference.after,
        "stricter": [_witness(witness) for witness in difference.stricter],
        "kinder": [_witness(witness) for witness in difference.kinder],
        "complete": difference.complete,
        "steady": list(difference.steady),
        "unrated": list(difference.unrated),
        "clauses": [_change(change) for change in difference.changes],
        "notes": list(difference.notes),
    }


def _witness(witness: Witness) -> dict[str, Any]:
    return {
        "before": witness.before.value,
        "after": witness.after.value,
        "facts": {name: sorted(value) if isinstance(value, frozenset) else value_text(value) for name, value in witness.facts},
        "figures_count": witness.figures_count,
        "because": [_name(name) for name in witness.because],
    }


def _change(change: ClauseChange) -> dict[str, Any]:
    before, after = change.before, change.after
    return {
        "change": change.kind.value,
        "before": _name(before) if before is not None else None,
        "after": _name(after) if after is not None else None,
        "details": list(change.details),
    }


def _name(name: ClauseName) -> dict[str, Any]:
    return {"license": name.license, "clause": name.clause or None, "section": name.section, "effect": name.effect, "says": name.says}
