"""Kleene's three truth values: yes, no, and unknown, which may still turn out to be either."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """The answer to a condition."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    __hash__ = object.__hash__  # members are singletons; Enum's own hash is Python code, and verdicts hash many

    def negated(self) -> Truth:
        """The answer to the opposite question."""
        return _NEGATED[self]

    @staticmethod
    def of(value: bool) -> Truth:
        """The truth value of a plain yes or no."""
        return Truth.YES if value else Truth.NO

    @staticmethod
    def all_of(values: Iterable[Truth]) -> Truth:
        """NO if any is NO, else UNKNOWN if any is UNKNOWN, else YES (also for none at all)."""
        found = set(values)
        if Truth.NO in found:
            return Truth.NO
        return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.YES

    @staticmethod
    def any_of(values: Iterable[Truth]) -> Truth:
        """YES if any is YES, else UNKNOWN if any is UNKNOWN, else NO (also for none at all)."""
        found = set(values)
        if Truth.YES in found:
            return Truth.YES
        return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.NO


_NEGATED = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}
