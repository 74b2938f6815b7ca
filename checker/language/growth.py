"""Growth as people write it: `8%/month`, `organization.annual_revenue=20%/year`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from checker.domain.fact import FactDefinition, FactKind
from checker.domain.headroom import Growth
from checker.language.amounts import AmountError
from checker.language.typecheck import nearest

_RATE = re.compile(r"(?P<sign>[+-]?)\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<percent>%|percent)?\s*(?:/|a |an |per )\s*(?P<step>[a-z]+)\Z")
_STEPS = {"month": "month", "year": "year", "mo": "month", "yr": "year", "annum": "year"}
_HOW = "write it as `8%/month` or `20%/year`, for one fact as `organization.annual_revenue=20%/year`"
_LARGEST = 1000


def parse_growth(text: str, facts: Mapping[str, FactDefinition]) -> Growth:
    """The growth that `text` stands for.

    growth ::= [fact "="] rate "%" "/" ("month" | "year")
    Raises AmountError for anything else, and for a fact that is no figure.
    """
    fact, mark, rate = text.partition("=")
    if not mark:
        fact, rate = "", text
    fact = fact.strip()
    if fact:
        figures = [name for name, definition in facts.items() if definition.kind is FactKind.FIGURE]
        if fact not in figures:
            message = f"`{fact}` is no figure that could grow" if fact in facts else f"unknown fact `{fact}`"
            raise AmountError(message, nearest(fact, figures))
    match = _RATE.match(" ".join(rate.split()).lower())
    if match is None or match["step"] not in _STEPS:
        raise AmountError(f"cannot read the growth `{rate.strip()}`", _HOW)
    if not match["percent"]:
        raise AmountError(
            f"`{rate.strip()}` does not say that it is a percentage", f"write it as `{match['number']}%/{_STEPS[match['step']]}`"
        )
    number = Decimal(match["sign"] + match["number"])
    if number <= -100 or number > _LARGEST:
        raise AmountError(f"`{rate.strip()}` is no growth that can be meant", f"it lies between -100 and {_LARGEST} %")
    return Growth(number / 100, _STEPS[match["step"]], fact)
