"""Reads the values of facts, as profiles and cases state them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from checker.domain.fact import FactDefinition, FactKind, FactValue, Figures
from checker.domain.license import Value
from checker.domain.profile import Agreement
from checker.domain.quantity import Quantity
from checker.domain.vocabulary import Vocabulary
from checker.errors import Problem
from checker.language.amounts import AmountError, parse_quantity
from checker.language.lookup import did_you_mean
from checker.language.typecheck import nearest
from checker.textio.document import Document

UNKNOWN = "unknown"
"""Written in place of a value, it says that nobody knows; the same as leaving the key out."""

Where = tuple[str | int, ...]

_SLIP = 0.85
"""How alike two words are where one is the other, mistyped."""

_PERIODS = {
    "month": (re.compile(r"(\d{4})-(0[1-9]|1[0-2])\Z"), "a month such as 2026-10"),
    "year": (re.compile(r"(19|20)\d{2}\Z"), "a year such as 2025"),
}


@dataclass
class FactReader:
    """Turns plain data into fact values and collects the problems on the way."""

    document: Document
    vocabulary: Vocabulary
    problems: list[Problem] = field(default_factory=list)

    def problem(self, where: Where, message: str, hint: str = "") -> None:
        """Notes a problem at a place of the document."""
        self.problems.append(self.document.problem(where, message, hint))

    def read(self, definition: FactDefinition, where: Where, raw: Any) -> FactValue | None:
        """The value of one fact; None where it is unknown or wrong (then a problem is noted)."""
        if raw is None:
            self.problem(where, f"`{where[-1]}` has no value", f"state it, write `{UNKNOWN}`, or leave the key out")
            return None
        if raw == UNKNOWN:
            return None
        kind = definition.kind
        if kind is FactKind.FIGURE:
            return self._figures(definition, where, raw)
        if kind in (FactKind.CHOICES, FactKind.COUNTRIES, FactKind.NAMES):
            return self._words(definition, where, raw)
        if kind is FactKind.TRUTH:
            if not isinstance(raw, bool):
                self.problem(where, f"expected `true` or `false`, found {_shown(raw)}")
                return None
            return raw
        if not isinstance(raw, str):
            self.problem(where, f"expected one word, found {_shown(raw)}")
            return None
        return self._date(where, raw) if kind is FactKind.DATE else self._word(definition, where, raw)

    def _word(self, definition: FactDefinition, where: Where, raw: str) -> str | None:
        list_name = self.vocabulary.list_of(definition)
        if not list_name:
            return raw
        words = self.vocabulary.lists[list_name]
        if raw in words:
            return raw
        hint = nearest(raw, words)
        if list_name == "countries":
            hint = _country_hint(raw, self.vocabulary) or "use an ISO 3166-1 alpha-2 code such as DE or US"
        elif list_name == "applications":  # another word for one of them is no slip of the pen, and has to reach the right one
            hint = (
                nearest(raw, words, _SLIP) or did_you_mean(raw, words) or "`licheck licenses applications` shows them with what they mean"
            )
        self.problem(where, f"unknown {_singular(list_name)} `{raw}`", hint or _choice_of(words))
        return None

    def _words(self, definition: FactDefinition, where: Where, raw: Any) -> frozenset[str] | None:
        if not isinstance(raw, list):
            self.problem(where, f"expected a list, found {_shown(raw)}", "write it as `[…]`")
            return None
        words: set[str] = set()
        complete = True
        for index, item in enumerate(raw):
            word = self._word(definition, (*where, index), item) if isinstance(item, str) else None
            if not isinstance(item, str):
                self.problem(
                    (*where, index), f"expected a word, found {_shown(item)}", "put it in quotes" if isinstance(item, bool) else ""
                )
            if word is None:
                complete = False
            else:
                words.add(word)
        return frozenset(words) if complete else None

    def _date(self, where: Where, raw: str) -> date | None:
        return self.date(where, raw)

    def date(self, where: Where, raw: Any) -> date | None:
        """A day, as 2025-04-05; None where it is wrong."""
        try:
            return date.fromisoformat(raw)
        except (TypeError, ValueError):
            self.problem(where, f"`{raw}` is not a date", "write it as 2025-04-05")
            return None

    def _figures(self, definition: FactDefinition, where: Where, raw: Any) -> Figures | None:
        if isinstance(raw, dict):
            pattern, example = _PERIODS[definition.period]
            dated = []
            for period, amount in raw.items():
                if not pattern.match(period):
                    self.problems.append(
                        self.document.problem(
                            (*where, period), f"`{period}` is not {example.split(' such')[0]}", f"write {example}", of_key=True
                        )
                    )
                    continue
                quantity = None if amount == UNKNOWN else self.quantity((*where, period), amount, money=_is_money(definition))
                if quantity is not None:
                    dated.append((period, quantity))
            return Figures(None, tuple(sorted(dated)))
        quantity = self.quantity(where, raw, money=_is_money(definition))
        return None if quantity is None else Figures(quantity)

    def quantity(self, where: Where, raw: Any, *, money: bool) -> Quantity | None:
        """An amount or range; None where it is wrong."""
        if not isinstance(raw, str):
            self.problem(where, f"expected a figure, found {_shown(raw)}", "write it as `41 million` or `under 1 million USD`")
            return None
        try:
            return parse_quantity(raw, money=money, currencies=self.vocabulary.lists["currencies"])
        except AmountError as error:
            self.problem(where, error.message, error.hint)
            return None

    def amount_of(self, value: Value, where: Where, raw: Any) -> Quantity | None:
        """An amount for a value of a license, in the value's own currency where none is named."""
        currency = self.vocabulary.units[value.unit].currency
        if currency and isinstance(raw, str) and not re.search(r"[A-Z]{3}", raw):
            raw = f"{raw} {currency}"
        return self.quantity(where, raw, money=bool(currency))

    def rates(self, where: Where, raw: Any) -> dict[str, Decimal]:
        """Exchange rates: USD for one unit of each currency."""
        rates: dict[str, Decimal] = {}
        if not isinstance(raw, dict):
            self.problem(where, f"expected a mapping of currencies, found {_shown(raw)}", "as in `{EUR: 1.08}`")
            return rates
        currencies = self.vocabulary.lists["currencies"]
        for currency, text in raw.items():
            at = (*where, currency)
            if currency not in currencies:
                self.problem(at, f"unknown currency `{currency}`", nearest(currency, currencies) or "use an ISO 4217 code")
                continue
            rate = _positive(text)
            if rate is None:
                self.problem(at, f"`{text}` is not an exchange rate", f"state how many USD one {currency} is, as in 1.08")
            else:
                rates[currency] = rate
        return rates

    def agreements(self, where: Where, raw: Any, known_licenses: Iterable[str] | None) -> tuple[Agreement, ...]:
        """Agreements held; every license they name must be known where a list is given."""
        known = None if known_licenses is None else set(known_licenses)
        found = []
        for index, entry in enumerate(raw or ()):
            at: Where = (*where, index)
            for position, license_id in enumerate(entry["licenses"]):
                name = license_id.partition("#")[0]
                if known is not None and name not in known:
                    self.problem(
                        (*at, "licenses", position), f"unknown license `{name}`", nearest(name, known) or "see `licheck licenses list`"
                    )
            expires = self.date((*at, "expires"), entry["expires"]) if entry.get("expires") is not None else None
            found.append(
                Agreement(
                    entry["publisher"],
                    entry["kind"],
                    tuple(entry["licenses"]),
                    entry.get("reference") or "",
                    expires,
                    self.document.place(at),
                )
            )
        return tuple(found)


def _positive(text: Any) -> Decimal | None:
    """The number that `text` stands for, where it is finite and more than 0."""
    try:
        number = Decimal(text)
    except (InvalidOperation, TypeError, ValueError):
        return None
    return number if number.is_finite() and number > 0 else None


def _is_money(definition: FactDefinition) -> bool:
    return definition.dimension.startswith("money")


def _shown(raw: Any) -> str:
    if isinstance(raw, dict):
        return "a mapping"
    if isinstance(raw, list):
        return "a list"
    return "nothing" if raw is None else f"`{str(raw).lower() if isinstance(raw, bool) else raw}`"


def _choice_of(words: Iterable[str]) -> str:
    listed = sorted(words)
    return f"use one of {', '.join(listed[:14])}{' …' if len(listed) > 14 else ''}"


def _singular(list_name: str) -> str:
    return {"countries": "country", "industries": "industry", "businesses": "business", "modalities": "modality"}.get(
        list_name, list_name.removesuffix("s").replace("-", " ")
    )


def _country_hint(raw: str, vocabulary: Vocabulary) -> str:
    countries = vocabulary.lists["countries"]
    if raw.upper() in countries:
        return f"did you mean `{raw.upper()}`?"
    by_name = {word.label.casefold(): code for code, word in countries.items()}
    usual = {"uk": "GB", "el": "GR", "usa": "US", "eu": ""}
    code = by_name.get(raw.casefold()) or usual.get(raw.casefold())
    return f"did you mean `{code}`?" if code else ""
