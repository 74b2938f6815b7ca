"""The four verdicts and how they combine."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Verdict(Enum):
    """The answer for one use of one model; the order of the members is their severity."""

    ALLOW = "allow"
    CONDITIONAL = "conditional"
    REVIEW = "review"
    DENY = "deny"

    __hash__ = object.__hash__  # members are singletons; Enum's own hash is Python code, and verdicts hash many

    @property
    def severity(self) -> int:
        """0 for allow up to 3 for deny."""
        return _SEVERITY[self]

    @property
    def usable(self) -> bool:
        """Whether the use may go ahead, with duties or without."""
        return self in (Verdict.ALLOW, Verdict.CONDITIONAL)


_SEVERITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The most severe of some verdicts; ValueError for none."""
    return max(verdicts, key=lambda verdict: verdict.severity)


def best(verdicts: Iterable[Verdict]) -> Verdict:
    """The least severe of some verdicts; ValueError for none."""
    return min(verdicts, key=lambda verdict: verdict.severity)


class Evidence(Enum):
    """Where a statement comes from, the strongest first (DESIGN 2.1)."""

    PRIMARY = "primary"
    DECLARED = "declared"
    DETECTED = "detected"
    REPORTED = "reported"

    __hash__ = object.__hash__  # as for Verdict

    @staticmethod
    def weakest(kinds: Iterable[Evidence]) -> Evidence:
        """The weakest link of a chain of statements."""
        return max(kinds, key=_WEAKNESS.__getitem__)


_WEAKNESS = {evidence: rank for rank, evidence in enumerate(Evidence)}
