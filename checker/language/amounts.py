"""Figures as people write them: `41 million`, `under 1 million USD`, `between 60 million and 70 million`."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from checker.domain.quantity import Quantity
from checker.language.typecheck import nearest

_SCALES = {
    "": 1,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "billion": 10**9,
    "trillion": 10**12,
}
_AMOUNT = re.compile(
    r"(?:(?P<before>[A-Z]{3})\s*)?(?P<minus>-)?(?P<number>\d[\d,_]*(?:\.\d+)?)\s*(?P<scale>[A-Za-z]*?)(?:\s+(?P<after>[A-Z]{3}))?\Z"
)
_GROUPED = re.compile(r"\d{1,3}([,_]\d{3})*(\.\d+)?\Z|\d+(\.\d+)?\Z")
_FORMS = (
    (re.compile(r"(?:under|below|less than)\s+(.+)\Z"), "under"),
    (re.compile(r"(?:at most|up to)\s+(.+)\Z"), "at most"),
    (re.compile(r"(?:over|above|more than)\s+(.+)\Z"), "over"),
    (re.compile(r"at least\s+(.+)\Z"), "at least"),
)
_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)\Z")
LARGEST_COUNT = Decimal(20 * 10**9)
LARGEST_MONEY = Decimal(10**17)
_HOW = "write it as `41 million`, `under 1 million USD` or `between 60 million and 70 million`"


class AmountError(ValueError):
    """A figure that cannot be read, or cannot be meant."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def parse_quantity(text: str, *, money: bool, currencies: Collection[str]) -> Quantity:
    """The amounts that `text` stands for.

    figure ::= amount | "between" amount "and" amount | ("under" | "at most" | "over" | "at least") amount
    Raises AmountError for anything else, for negative and absurd amounts, for reversed ranges and unknown currencies.
    """
    plain = " ".join(text.split())
    between = _BETWEEN.match(plain)
    if between:
        return _range(between.group(1), between.group(2), money, currencies)
    for pattern, form in _FORMS:
        match = pattern.match(plain)
        if match:
            amount, currency, _ = _amount(match.group(1), currencies)
            _plausible(amount, currency, text, money)
            return _open_range(form, amount, currency)
    amount, currency, _ = _amount(plain, currencies)
    _plausible(amount, currency, text, money)
    return Quantity.exactly(amount, currency)


def _open_range(form: str, amount: Decimal, currency: str) -> Quantity:
    if form == "under":
        if amount == 0:
            raise AmountError("nothing is less than 0", "write `0`")
        return Quantity(Decimal(0), amount, upper_open=True, currency=currency)
    if form == "at most":
        return Quantity(Decimal(0), amount, currency=currency)
    return Quantity(amount, None, lower_open=form == "over", currency=currency)


def _range(first: str, second: str, money: bool, currencies: Collection[str]) -> Quantity:
    lower, lower_currency, lower_scale = _amount(first, currencies)
    upper, upper_currency, upper_scale = _amount(second, currencies)
    if upper_scale and not lower_scale and lower < 1000:
        raise AmountError(
            f"`between {first} and {second}` does not say the scale of `{first}`", f"write `between {first} {upper_scale} and {second}`"
        )
    currency = lower_currency or upper_currency
    if lower_currency and upper_currency and lower_currency != upper_currency:
        raise AmountError(f"the range runs from {lower_currency} to {upper_currency}", "use one currency")
    for amount in (lower, upper):
        _plausible(amount, currency, f"between {first} and {second}", money)
    if lower > upper:
        raise AmountError(f"the range is reversed: {first} is more than {second}", f"write `between {second} and {first}`")
    return Quantity(lower, upper, currency=currency)


def _amount(text: str, currencies: Collection[str]) -> tuple[Decimal, str, str]:
    match = _AMOUNT.match(text)
    if match is None:
        raise AmountError(f"cannot read the figure `{text}`", _unreadable(text))
    number, scale = match.group("number"), match.group("scale")
    if match.group("minus"):
        raise AmountError(f"`{text}` is negative")
    if not _GROUPED.match(number):
        raise AmountError(f"cannot read the number `{number}`", "separate thousands as in 1,500,000, and decimals with a point")
    named = {match.group("before"), match.group("after")} - {None}
    if scale.isupper() and len(scale) == 3:  # `5 USD`: what stands where a scale may stand is the currency
        named, scale = {*named, scale}, ""
    if scale.lower() not in _SCALES:
        raise AmountError(f"unknown scale `{scale}` in `{text}`", nearest(scale.lower(), [s for s in _SCALES if s]) or _HOW)
    if len(named) > 1:
        raise AmountError(f"`{text}` names {' and '.join(sorted(named))}", "use one currency")
    currency = named.pop() if named else ""
    _known_currency(currency, currencies)
    return Decimal(number.replace(",", "").replace("_", "")) * _SCALES[scale.lower()], currency, scale


def _known_currency(currency: str, currencies: Collection[str]) -> None:
    if currency and currency not in currencies:
        raise AmountError(f"unknown currency `{currency}`", nearest(currency, currencies) or "use an ISO 4217 code such as USD or EUR")


def _unreadable(text: str) -> str:
    if re.search(r"[$€£¥]", text):
        return "name the currency by its ISO 4217 code, as in `38 million EUR`"
    return _HOW


def _plausible(amount: Decimal, currency: str, text: str, money: bool) -> None:
    if money and not currency:
        raise AmountError(f"`{text}` names no currency", f"write it as `{text} USD`")
    if currency and not money:
        raise AmountError(f"`{text}` is an amount of money, but a count is wanted")
    if not money and amount != amount.to_integral_value():
        raise AmountError(f"`{text}` is no whole number")
    if amount > (LARGEST_MONEY if money else LARGEST_COUNT):
        raise AmountError(f"`{text}` is more than there can be", "check the scale")


def number_text(amount: Decimal) -> str:
    """An amount as people write it: `700 million`, `1.5 billion`, `700,000,001`. Nothing is rounded."""
    for scale, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if amount >= scale:
            scaled = amount / scale
            if scaled * 1000 == (scaled * 1000).to_integral_value():
                return f"{scaled.normalize():f} {word}"
            break
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount.normalize():,f}"


def quantity_text(quantity: Quantity) -> str:
    """A quantity as people write it; reading it back gives the same amounts."""
    unit = f" {quantity.currency}" if quantity.currency else ""
    if quantity.exact is not None:
        return number_text(quantity.exact) + unit
    lower, upper = quantity.lower, quantity.upper
    if upper is None:
        word = "more than" if quantity.lower_open else "at least"
        return f"{word} {number_text(lower or Decimal(0))}{unit}"
    if lower is None or lower == 0:
        return f"{'under' if quantity.upper_open else 'at most'} {number_text(upper)}{unit}"
    # Beside a number as small as 5, a scale would look as if it were meant for both (`between 5 and 6 million`).
    larger = number_text(upper) if lower >= 1000 else f"{upper:,f}"
    return f"between {number_text(lower)}{unit} and {larger}{unit}"
