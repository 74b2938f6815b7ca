"""A number of a license in words: amount, unit, whose, and when."""

from __future__ import annotations

from checker.domain.license import Value
from checker.engine.periods import hangs_on_today
from checker.language.amounts import quantity_text

_PARTIES = {"licensee": "the licensee", "affiliates": "its affiliates", "product": "the product"}


def value_words(value: Value) -> str:
    """`700 million, counted in monthly active users, of the licensee and its affiliates, in the calendar month before …`."""
    amount = quantity_text(value.amount) if value.amount is not None else "an amount nobody published"
    counted = " and ".join(_PARTIES.get(party, party) for party in value.measured.counting)
    event = value.measured.event
    when = value.measured.window
    if value.measured.day is not None:
        when += f" {value.measured.day}, the release of the license"
    elif event:
        when += f" {'today' if hangs_on_today(value.measured) else event}"
    return f"{amount}, counted in {value.unit}, of {counted}, in {when}"
