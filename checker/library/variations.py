"""Reads what an encoding states under `text: varies:`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.domain.variation import Variation, VariationKind


def variations(entries: Iterable[Mapping[str, str]]) -> tuple[Variation, ...]:
    """The places of a text that may differ. Raises KeyError or ValueError for an entry of another shape."""
    return tuple(
        Variation(VariationKind(entry["what"]), entry.get("after") or "", entry.get("before") or "", entry.get("begins") or "")
        for entry in entries
    )
