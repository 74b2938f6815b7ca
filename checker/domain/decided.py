"""What decisions make of results: the outcome beside the verdict underneath, what was applied, and what has lapsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.domain.decision import Decision
from checker.domain.gate import GateFinding
from checker.domain.report import Reason, Report, Result
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Applied:
    """A decision that was applied to a result."""

    decision: Decision
    settles: tuple[str, ...]
    """What it settled: clauses as `license#clause`, or the reasons it names."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """A decision that would have been about a result and was not applied."""

    decision: Decision
    code: str
    """One of `checker.domain.decision_codes`."""
    because: str
    """Lower case, no final period."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A result, and what decisions make of it. The verdict underneath stays beside the outcome."""

    result: Result
    """As the engine found it, whatever was decided."""
    after: Result
    """With the decisions applied: its verdict is the outcome, its reasons and duties are what still stands."""
    applied: tuple[Applied, ...] = ()
    lapses: tuple[Lapse, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict underneath."""
        return self.result.verdict

    @property
    def outcome(self) -> Verdict:
        """The verdict after decisions."""
        return self.after.verdict

    @property
    def conditions(self) -> tuple[str, ...]:
        """What the decisions that were applied ask for."""
        return tuple(dict.fromkeys(text for applied in self.applied for text in applied.decision.conditions))


@dataclass(frozen=True)
class DecidedReport:
    """A report, and beside it what decisions make of its results."""

    report: Report
    """As the engine found it."""
    decided: tuple[Decided, ...]
    """One for every result that was counted, in the same order."""
    findings: tuple[GateFinding, ...] = ()
    """What is to be told of the decisions themselves, in the order of their file."""
    only: frozenset[Verdict] = frozenset()
    """Verdicts underneath that are shown; all where none is named."""

    @property
    def shown(self) -> tuple[Decided, ...]:
        """The results to show."""
        return tuple(entry for entry in self.decided if not self.only or entry.verdict in self.only)

    def count(self, outcome: Verdict) -> int:
        """How many results have that outcome; the verdicts underneath are counted by the report."""
        return sum(decided.outcome is outcome for decided in self.decided)


def reason_key(reason: Reason) -> str:
    """What tells a reason from others: its clause as `license#clause`, or what it says where no clause does."""
    if reason.clause:
        return f"{reason.license}#{reason.clause}"
    said = " ".join(reason.says.split())
    return f"{reason.license}: {said}" if reason.license else said


def open_reasons(result: Result) -> Iterator[Reason]:
    """What a review waits for."""
    return (reason for reason in result.reasons if reason.outcome is Truth.UNKNOWN)
