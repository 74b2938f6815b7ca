"""Headroom for programs, schema `licheck/headroom/1`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from checker.domain.headroom import Crossing, Headroom, Threshold
from checker.domain.quantity import Quantity
from checker.exporters.json_report import json_text

SCHEMA = "licheck/headroom/1"


def render(found: Headroom) -> str:
    """The whole of it; the same headroom always gives the same text."""
    crossings: list[Crossing | None] = list(found.crossings) or [None] * len(found.thresholds)
    return json_text(
        {
            "schema": SCHEMA,
            "as_of": found.as_of.isoformat(),
            "library": {"version": found.library_version, "sha256": found.library_sha256},
            "organization": found.organization,
            "figures_count": found.figures_count,
            "growth": [{"fact": g.fact or None, "rate": str(g.rate), "step": g.step} for g in found.growths],
            "thresholds": [_threshold(*pair) for pair in zip(found.thresholds, crossings, strict=True)],
            "out_of_reach": found.out_of_reach,
        }
    )


def _threshold(threshold: Threshold, crossing: Crossing | None) -> dict[str, Any]:
    return {
        "license": threshold.license,
        "value": threshold.value,
        "evidence": threshold.evidence.value,
        "fact": threshold.fact,
        "limit": _quantity(threshold.limit),
        "unit": threshold.unit,
        "window": threshold.window,
        "periods": list(threshold.periods),
        "moves": threshold.moves,
        "counting": list(threshold.counting),
        "figure": _quantity(threshold.figure),
        "at": threshold.at or None,
        "stated": _quantity(threshold.stated),
        "stated_fact": threshold.stated_fact or threshold.fact,
        "assumed": threshold.assumed,
        "latest": {"at": threshold.latest[0], "figure": _quantity(threshold.latest[1])} if threshold.latest else None,
        "share": {"at_least": _number(threshold.farthest), "at_most": _number(threshold.nearest)},
        "past": threshold.state.value,
        "missing": list(threshold.missing),
        "notes": list(threshold.notes),
        "clauses": [
            {
                "clause": hanging.clause,
                "section": hanging.section,
                "effect": hanging.effect,
                "order": hanging.order.value,
                "says": hanging.says,
                "unsettled": hanging.unsettled,
                "lifted_by": hanging.lifted_by or None,
            }
            for hanging in threshold.clauses
        ],
        "uses": list(threshold.uses),
        "models": list(threshold.models),
        "crossing": _crossing(crossing) if crossing is not None else None,
    }


def _quantity(amount: Quantity | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {
        "at_least": _number(amount.lower),
        "at_most": _number(amount.upper),
        "above": amount.lower_open,
        "below": amount.upper_open,
        "currency": amount.currency or None,
    }


def _number(number: Decimal | None) -> str | None:
    """Text, so that no reader rounds it."""
    return None if number is None else f"{number.normalize():f}"


def _crossing(crossing: Crossing) -> dict[str, Any]:
    return {
        "when": crossing.when.value,
        "first": crossing.first or None,
        "last": crossing.last or None,
        "from": _quantity(crossing.start),
        "from_at": crossing.start_at or None,
        "seen": crossing.seen.isoformat() if crossing.seen else None,
    }
