"""How near each figure is to each limit, as places on one scale that all of them share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.domain.dossier import Threshold

WIDTH, HEIGHT = 280, 36
"""Of a picture, in its own units."""
_LEFT, _RIGHT = 10, WIDTH - 10
_SMALLEST, _LARGEST = Decimal("0.0001"), Decimal(100)
_BAR = 6
"""How wide a range is drawn at least."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One threshold, drawn."""

    threshold: Threshold
    low: Decimal | None
    """The smallest share of the limit that the figure may be; None where it has no lower bound or cannot be compared."""
    high: Decimal | None
    """The largest share, None where it has no upper bound or cannot be compared."""
    x: int
    """Where the figure begins …"""
    width: int
    """… and how far it reaches; 0 for an exact figure."""
    share: str
    """The share in words: `45 % of the limit`."""
    state: str
    """past, near, far, across or unknown."""
    beyond: bool = False
    """Whether part of it lies outside the picture."""

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return self.state != "unknown"


def marks(thresholds: Sequence[Threshold]) -> tuple[Mark, ...]:
    """Every threshold, what is past its limit first, then the nearest, then what cannot be told."""
    return tuple(sorted(map(_mark, thresholds), key=_rank))


def place(share: Decimal) -> int:
    """Where a share of the limit stands, on a scale on which each step is ten times the one before."""
    held = min(max(share, _SMALLEST), _LARGEST)
    span = math.log10(_LARGEST / _SMALLEST)
    return round(_LEFT + (_RIGHT - _LEFT) * math.log10(held / _SMALLEST) / span)


TICKS = tuple((place(Decimal(share)), label) for share, label in (("0.001", "0.1 %"), ("0.01", "1 %"), ("0.1", "10 %"), ("10", "10 ×")))
LIMIT = place(Decimal(1))


def _mark(threshold: Threshold) -> Mark:
    figure, limit = threshold.figure, threshold.limit
    if figure is None:
        return _unknown(threshold, "the figure is not stated")
    if limit is None or limit.exact is None or not limit.exact:
        return _unknown(threshold, "the limit is not known")
    if figure.currency != limit.currency:
        return _unknown(threshold, "another currency: the profile gives no rate for it")
    low = figure.lower / limit.exact if figure.lower is not None else None
    high = figure.upper / limit.exact if figure.upper is not None else None
    start, end = place(low or _SMALLEST), place(_LARGEST if high is None else high)
    exact = low is not None and low == high
    beyond = (low is not None and low > _LARGEST) or (high is not None and high < _SMALLEST) or (high == 0)
    width = 0 if exact else max(end - start, _BAR)
    return Mark(threshold, low, high, start, width, share_text(low, high), _state(low, high), beyond)


def _unknown(threshold: Threshold, why: str) -> Mark:
    return Mark(threshold, None, None, 0, 0, why, "unknown")


def _state(low: Decimal | None, high: Decimal | None) -> str:
    if low is not None and low > 1:
        return "past"
    if low is not None and low == high == 1:
        return "across"
    if high is None or high > 1:
        return "across"
    return "near" if high >= Decimal("0.5") else "far"


STATES = {
    "past": "above the limit",
    "across": "may be on either side",
    "near": "below, more than half way",
    "far": "below",
    "unknown": "cannot be compared",
}


def share_text(low: Decimal | None, high: Decimal | None) -> str:
    """A share, or a range of shares, of the limit in words."""
    if low is not None and low == high:
        return f"{_percent(low)} of the limit"
    if high is None:
        return f"{_percent(low)} of the limit or more" if low else "anywhere from nothing upward"
    if not low:
        return f"up to {_percent(high)} of the limit"
    return f"{_percent(low)} to {_percent(high)} of the limit"


def _percent(share: Decimal | None) -> str:
    """Three significant digits, never rounded onto 100 %, because which side of the limit it is matters."""
    percent = (share or Decimal(0)) * 100
    if percent >= 1000:
        return f"{float(percent) / 100:,.3g} ×" if percent < 100_000 else f"{int(percent / 100):,} ×"
    shown = Decimal(f"{float(percent):.3g}")
    if shown == 100 and percent != 100:
        return "just under 100 %" if percent < 100 else "just over 100 %"
    return f"{shown.normalize():f} %"


def _rank(mark: Mark) -> tuple[int, Decimal]:
    order = ("past", "across", "near", "far", "unknown").index(mark.state)
    nearest = mark.high if mark.high is not None else mark.low
    return min(order, 2) if order < 4 else order, -(nearest or Decimal(0)) if order else -(mark.low or Decimal(0))
