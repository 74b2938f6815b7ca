"""What the gate (`licheck check`) finds: coded findings with their place, and what holds some of them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from checker.domain.verdict import Verdict


class Level(Enum):
    """How much a finding of the gate weighs: an error or a review fails the run, a note is only told."""

    ERROR = "error"
    """A deny, or an input that cannot be trusted."""
    WARNING = "warning"
    """A review: a person must look."""
    NOTE = "note"


class HeldBy(Enum):
    """What keeps a finding from failing the run. The verdict underneath stays visible."""

    DECISION = "decision"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class GateFinding:
    """One thing that the gate tells, under a stable code of `checker.domain.gate_codes`."""

    code: str
    level: Level
    path: str
    line: int
    column: int
    message: str
    """All of it in one line, for machines and for people who see nothing else: lower case at the start, no final period."""
    remedy: str = ""
    """The nearest way out."""
    model: str = ""
    use: str = ""
    license: str = ""
    clause: str = ""
    section: str = ""
    verdict: Verdict | None = None
    """The verdict underneath, whatever was decided about it."""
    fingerprint: str = ""
    """The same for the same finding as long as what it says stays, wherever in the file it moves."""
    held_by: HeldBy | None = None
    held_note: str = ""
    """Who decided and why, or the baseline's reason."""
    says: str = ""
    """What a person reads under the model's name: what the clause says, what is asked; the message without model, use and license."""
    because: str = ""
    """The facts that made it so, in words."""
    subject: str = ""
    """What besides model, use, license and clause tells this finding from another: a missing fact, the words of a place."""
    revision: str = ""
    provider: str = ""
    """The service that the model was named with."""
    reader: str = ""
    """The reader that saw the model; empty for what a manifest states."""

    @property
    def name(self) -> str:
        """The model as a reader would tell it from others: with the revision and the service that were asked for."""
        model = f"{self.model}@{self.revision}" if self.revision else self.model
        return f"{model} via {self.provider}" if self.provider else model


@dataclass(frozen=True)
class GateReport:
    """All findings of one run of the gate, with what it looked at."""

    as_of: date
    library_version: str
    library_sha256: str
    organization: str
    profile_path: str
    files: tuple[str, ...] = ()
    """Every file that was read, in the order it was read."""
    findings: tuple[GateFinding, ...] = ()
    """By file, line, column; held ones included."""
    verdicts: tuple[tuple[Verdict, int], ...] = ()
    """How many models came to each verdict, before any decision."""
    decided: tuple[tuple[Verdict, int], ...] = ()
    """The same after decisions; counted apart, never in place of `verdicts`."""
    notes: tuple[str, ...] = ()
    root: str = ""
    """The folder that paths in fingerprints start from."""
    exit_code: int | None = None
    """What the run ends with, for formats that tell it; None where nobody has asked."""

    @property
    def open(self) -> tuple[GateFinding, ...]:
        """The findings that nothing holds back."""
        return tuple(finding for finding in self.findings if finding.held_by is None)

    def held(self, by: HeldBy) -> tuple[GateFinding, ...]:
        """The findings that a decision, or the baseline, holds back."""
        return tuple(finding for finding in self.findings if finding.held_by is by)
