"""Reads the cases of a license: what is given, and what a lawyer expects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from checker.domain.fact import FactValue
from checker.domain.license import License
from checker.domain.quantity import Quantity
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import Vocabulary
from checker.engine.case import Case, Context
from checker.errors import InputError
from checker.language.typecheck import nearest
from checker.library.facts import FactReader, Where
from checker.textio.document import Document

DEFAULT_DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Example:
    """One case with the expected answer."""

    name: str
    case: Case
    expect: Verdict
    because: frozenset[str] | None
    """The clauses that decide, as `license#clause`; None where the case does not say."""
    duties: Mapping[str, str]
    """Expected status by `license#clause`; `absent` for a duty that must not appear."""
    place: str


@dataclass(frozen=True, slots=True)
class Harmless:
    """A mistake in an encoding that no case can notice, because it changes no answer."""

    clause: str
    mistake: str
    """As `licheck licenses mutate` tells it."""
    reason: str


def harmless(document: Document) -> list[Harmless]:
    """The mistakes that a file of cases states to change nothing. The file has been built before, so that its shape is right."""
    return [Harmless(entry["clause"], entry["mistake"], entry["reason"]) for entry in document.data.get("changes_nothing") or ()]


def build(document: Document, license: License, vocabulary: Vocabulary) -> list[Example]:
    """The cases of a file. Raises InputError with everything that is wrong in it."""
    from checker.library.cases_shape import CasesShape
    from checker.library.shape import problems_of

    problems = problems_of(document, CasesShape)
    if problems:
        raise InputError(problems)
    reader = FactReader(document, vocabulary)
    data = document.data
    if data["license"] != license.id:
        reader.problem(("license",), f"these are cases of `{data['license']}`, but the file is named after `{license.id}`")
    background = _facts(reader, ("background",), data.get("background") or {})
    examples = [_example(reader, index, entry, background, license) for index, entry in enumerate(data["cases"])]
    if reader.problems:
        raise InputError(reader.problems)
    return examples


def _example(
    reader: FactReader, index: int, entry: dict[str, Any], background: Mapping[str, FactValue | None], license: License
) -> Example:
    where: Where = ("cases", index)
    facts = {**background, **_facts(reader, (*where, "with"), entry.get("with") or {})}
    as_of = reader.date((*where, "as_of"), entry["as_of"]) if entry.get("as_of") else DEFAULT_DAY
    rates = reader.rates((*where, "exchange_rates"), entry.get("exchange_rates") or {})
    values = _values(reader, (*where, "values"), entry.get("values") or {}, license)
    context = Context(as_of or DEFAULT_DAY, entry.get("figures_count", "group"), tuple(sorted(rates.items())), tuple(values.items()))
    agreements = reader.agreements((*where, "agreements"), entry.get("agreements"), None)
    known = {name: value for name, value in facts.items() if value is not None}
    because = entry.get("because")
    return Example(
        entry["name"],
        Case(known, context, agreements, frozenset(entry.get("meets") or ())),
        Verdict(entry["expect"]),
        None if because is None else frozenset(_full(license, clause) for clause in because),
        {_full(license, clause): status for clause, status in (entry.get("duties") or {}).items()},
        reader.document.place(where),
    )


def _facts(reader: FactReader, where: Where, entries: Mapping[str, Any]) -> dict[str, FactValue | None]:
    facts: dict[str, FactValue | None] = {}
    for name, raw in entries.items():
        definition = reader.vocabulary.facts.get(name)
        if definition is None:
            reader.problems.append(
                reader.document.problem((*where, name), f"unknown fact `{name}`", nearest(name, reader.vocabulary.facts), of_key=True)
            )
            continue
        facts[name] = reader.read(definition, (*where, name), raw)
    return facts


def _values(reader: FactReader, where: Where, entries: Mapping[str, str], license: License) -> dict[str, Quantity]:
    values: dict[str, Quantity] = {}
    for name, text in entries.items():
        license_id, _, value_id = name.partition("#")
        value = license.value(value_id) if license_id == license.id else None
        if value is None:
            reader.problem((*where, name), f"unknown value `{name}`", "name it as `license#value`")
            continue
        quantity = reader.amount_of(value, (*where, name), text)
        if quantity is not None:
            values[name] = quantity
    return values


def _full(license: License, clause: str) -> str:
    return clause if "#" in clause else f"{license.id}#{clause}"
