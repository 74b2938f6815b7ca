"""Checks a condition against the vocabulary and the names of its file: everything the evaluator takes for granted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checker.domain.condition import Comparison, Condition, Negation, Reference
from checker.domain.fact import FactDefinition, FactKind
from checker.domain.vocabulary import Vocabulary

_ORDERS = frozenset(["is more than", "is at least", "is less than", "is at most"])
_ALLOWED: Mapping[FactKind, frozenset[str]] = {
    FactKind.CHOICE: frozenset(["is", "is not", "is in", "is not in"]),
    FactKind.COUNTRY: frozenset(["is", "is not", "is in", "is not in"]),
    FactKind.TRUTH: frozenset(["is", "is not"]),
    FactKind.CHOICES: frozenset(["include"]),
    FactKind.COUNTRIES: frozenset(["include"]),
    FactKind.NAMES: frozenset(["include"]),
    FactKind.FIGURE: _ORDERS,
    FactKind.DATE: _ORDERS,
    FactKind.TEXT: frozenset(["is", "is not"]),
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something in a condition that means nothing."""

    message: str
    hint: str = ""


@dataclass(frozen=True)
class Names:
    """What a condition may mention besides facts: the values and terms of its file."""

    values: Mapping[str, str]
    """Value id and its dimension."""
    terms: frozenset[str]


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """`did you mean …?` for the closest known words, or an empty string."""
    import difflib  # only when something was mistyped

    close = difflib.get_close_matches(word, sorted(known), n=2, cutoff=cutoff)
    return f"did you mean {' or '.join(f'`{match}`' for match in close)}?" if close else ""


def check(condition: Condition, vocabulary: Vocabulary, names: Names) -> list[Complaint]:
    """All that is wrong with names, types and units in `condition`; empty when it can be evaluated."""
    if isinstance(condition, Reference):
        return _check_reference(condition, vocabulary, names)
    if isinstance(condition, Comparison):
        return _check_comparison(condition, vocabulary, names)
    parts = (condition.part,) if isinstance(condition, Negation) else condition.parts
    return [complaint for part in parts for complaint in check(part, vocabulary, names)]


def _check_reference(reference: Reference, vocabulary: Vocabulary, names: Names) -> list[Complaint]:
    if reference.name in names.terms:
        return []
    if reference.name in names.values:
        return [Complaint(f"`{reference.name}` is a value, not a condition", "compare a fact with it")]
    return [Complaint(f"unknown term `{reference.name}`", nearest(reference.name, [*names.terms, *vocabulary.facts]))]


def _check_comparison(comparison: Comparison, vocabulary: Vocabulary, names: Names) -> list[Complaint]:
    definition = vocabulary.facts.get(comparison.name)
    if definition is None:
        return [Complaint(f"unknown fact `{comparison.name}`", nearest(comparison.name, vocabulary.facts))]
    allowed = _ALLOWED[definition.kind]
    if comparison.operator not in allowed:
        words = ", ".join(f"`{operator}`" for operator in sorted(allowed))
        return [Complaint(f"`{comparison.name}` cannot be compared with `{comparison.operator}`", f"it takes {words}")]
    return [
        complaint for operand in comparison.operands for complaint in _check_operand(operand, comparison, definition, vocabulary, names)
    ]


def _check_operand(
    operand: str, comparison: Comparison, definition: FactDefinition, vocabulary: Vocabulary, names: Names
) -> list[Complaint]:
    kind = definition.kind
    if kind is FactKind.FIGURE:
        return _check_value(operand, definition, names)
    if kind is FactKind.DATE:
        return [] if _is_date(operand) else [Complaint(f"`{operand}` is not a date", "write it as 2025-04-05")]
    if kind is FactKind.TRUTH:
        return [] if operand in ("true", "false") else [Complaint(f"`{operand}` is neither `true` nor `false`")]
    if kind in (FactKind.TEXT, FactKind.NAMES):
        return []
    return _check_word(operand, comparison, definition, vocabulary)


def _is_date(operand: str) -> bool:
    try:
        date.fromisoformat(operand)
    except ValueError:
        return False
    return _DATE.match(operand) is not None


def _check_value(operand: str, definition: FactDefinition, names: Names) -> list[Complaint]:
    dimension = names.values.get(operand)
    if dimension is None:
        return [
            Complaint(f"unknown value `{operand}`", nearest(operand, names.values) or "state it under `values`, with its unit and section")
        ]
    if dimension and dimension != definition.dimension:  # a value in an unknown unit was told already
        return [Complaint(f"`{definition.name}` counts {definition.dimension}, but `{operand}` counts {dimension}")]
    return []


def _check_word(operand: str, comparison: Comparison, definition: FactDefinition, vocabulary: Vocabulary) -> list[Complaint]:
    list_name = vocabulary.list_of(definition)
    words = vocabulary.lists.get(list_name, {})
    group = vocabulary.groups.get(operand)
    if group is not None and group.of == list_name:
        single = comparison.operator in ("is", "is not")
        return [Complaint(f"`{operand}` is a group", "use `is in`")] if single else []
    if operand not in words:
        groups = [group.id for group in vocabulary.groups.values() if group.of == list_name]
        return [Complaint(f"`{operand}` is not in the vocabulary of {list_name}", nearest(operand, [*words, *groups]))]
    if comparison.operator in ("is in", "is not in") and not comparison.listed:
        return [Complaint(f"`{operand}` is a single word", "use `is`, or a list in parentheses")]
    return []
