"""The decisions of a file as a document tells them: each with the verdicts it was applied to, and those that it does not fit any more."""

from __future__ import annotations

from dataclasses import dataclass

from checker.domain.decision import Decision
from checker.domain.gate import GateFinding
from checker.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Held:
    """One verdict that a decision was applied to."""

    use: str
    model: str
    """As a reader would name it."""
    verdict: Verdict
    """The verdict underneath."""
    outcome: Verdict
    settles: tuple[str, ...]
    """What it settled: clauses as `license#clause`, or the reasons it names."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """One verdict that a decision would have been about, had it not lapsed."""

    use: str
    model: str
    verdict: Verdict
    outcome: Verdict
    code: str
    """One of `checker.domain.decision_codes`."""
    because: str


@dataclass(frozen=True, slots=True)
class DocketEntry:
    """A decision, and what became of it in this run."""

    decision: Decision
    held: tuple[Held, ...] = ()
    fallen: tuple[Fallen, ...] = ()
    findings: tuple[GateFinding, ...] = ()
    """What else is to be told of it: that it overlaps with another, was not needed, or is about nothing that was judged."""

    @property
    def standing(self) -> str:
        """What became of it, in a word: applied, lapsed, both, or not applied."""
        if self.held:
            return "applied, and lapsed elsewhere" if self.fallen else "applied"
        return "lapsed" if self.fallen else "not applied"


@dataclass(frozen=True)
class Docket:
    """A file of decisions, and what became of them."""

    path: str
    sha256: str
    """Of the bytes of the file; empty where there was none."""
    entries: tuple[DocketEntry, ...] = ()
    """Those that were applied, have lapsed, or have something to be told of; in the order of the file."""
    others: int = 0
    """Decisions about nothing that was judged here."""

    @property
    def applied(self) -> int:
        """How many decisions were applied to something."""
        return sum(bool(entry.held) for entry in self.entries)

    @property
    def lapsed(self) -> int:
        """How many decisions do not fit something that they were about."""
        return sum(bool(entry.fallen) for entry in self.entries)
