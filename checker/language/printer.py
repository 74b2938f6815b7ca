"""Prints a condition so that reading it gives the same tree back."""

from __future__ import annotations

import re

from checker.domain.condition import Comparison, Condition, Conjunction, Disjunction, Negation, Reference

_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*\Z")
_RESERVED = frozenset(["is", "include", "and", "or", "not", "in", "more", "less", "than", "at", "least", "most"])


def to_text(condition: Condition) -> str:
    """The condition as one line of words."""
    if isinstance(condition, Reference):
        return condition.name
    if isinstance(condition, Comparison):
        operands = ", ".join(_operand(word) for word in condition.operands)
        return f"{condition.name} {condition.operator} {f'({operands})' if condition.listed else operands}"
    if isinstance(condition, Negation):
        return f"not {_inner(condition.part, Conjunction, Disjunction)}"
    if isinstance(condition, Conjunction):
        return " and ".join(_inner(part, Conjunction, Disjunction) for part in condition.parts)
    return " or ".join(_inner(part, Disjunction) for part in condition.parts)


def _inner(condition: Condition, *needs_parentheses: type) -> str:
    text = to_text(condition)
    return f"({text})" if isinstance(condition, needs_parentheses) else text


def _operand(word: str) -> str:
    return word if _BARE.match(word) and word not in _RESERVED else f'"{word}"'
