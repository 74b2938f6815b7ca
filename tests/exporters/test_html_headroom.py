"""The picture of headroom: where a figure stands, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from checker.domain.dossier import Threshold
from checker.domain.quantity import Quantity
from checker.exporters.html_headroom import LIMIT, WIDTH, marks, place, share_text
from tests.exporters.dossiers import small


@pytest.fixture(scope="module")
def threshold() -> Threshold:
    (found,) = [threshold for threshold in small().thresholds if threshold.license == "small-1.0"]
    return found


def drawn(threshold: Threshold, lower: int | None, upper: int | None, currency: str = "") -> tuple[str, str]:
    """State and words for a figure beside a limit of a million."""
    figure = Quantity(None if lower is None else Decimal(lower), None if upper is None else Decimal(upper), currency=currency)
    (mark,) = marks([replace(threshold, figure=figure)])
    return mark.state, mark.share


@pytest.mark.parametrize(
    ("lower", "upper", "state", "share"),
    [
        (900_000, 900_000, "near", "90 % of the limit"),
        (10_000, 10_000, "far", "1 % of the limit"),
        (1_000_000, 1_000_000, "across", "100 % of the limit"),
        (1_000_001, 1_000_001, "past", "just over 100 % of the limit"),
        (999_999, 999_999, "near", "just under 100 % of the limit"),
        (60_000_000, 70_000_000, "past", "60 × to 70 × of the limit"),
        (None, 400_000, "far", "up to 40 % of the limit"),
        (400_000, None, "across", "40 % of the limit or more"),
        (None, None, "across", "anywhere from nothing upward"),
        (0, 0, "far", "0 % of the limit"),
    ],
)
def test_shares(threshold: Threshold, lower: int | None, upper: int | None, state: str, share: str) -> None:
    assert drawn(threshold, lower, upper) == (state, share)


def test_what_cannot_be_compared_is_not_drawn(threshold: Threshold) -> None:
    assert drawn(threshold, 1, 1, "EUR") == ("unknown", "another currency: the profile gives no rate for it")
    for changed in (replace(threshold, figure=None), replace(threshold, limit=None), replace(threshold, limit=Quantity.exactly(0))):
        (mark,) = marks([changed])
        assert (mark.state, mark.drawn, mark.width) == ("unknown", False, 0)


def test_the_scale_is_even_and_nothing_leaves_it() -> None:
    steps = [place(Decimal(10) ** power) for power in range(-4, 3)]
    apart = {b - a for a, b in pairwise(steps)}
    assert max(apart) - min(apart) <= 1
    assert place(Decimal(1)) == LIMIT
    assert 0 < place(Decimal(0)) < place(Decimal(10) ** 9) < WIDTH


def test_the_nearest_comes_first_and_the_unknown_last(threshold: Threshold) -> None:
    figures = [1_000, 2_000_000, 900_000, 400_000]
    found = marks([replace(threshold, figure=None), *(replace(threshold, figure=Quantity.exactly(figure)) for figure in figures)])
    assert [mark.high for mark in found] == [Decimal(2), Decimal("0.9"), Decimal("0.4"), Decimal("0.001"), None]


def test_a_range_in_words() -> None:
    assert share_text(Decimal("0.6"), Decimal("0.7")) == "60 % to 70 % of the limit"
