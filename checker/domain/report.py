"""What licheck answers: results with their reasons as data. Rendering happens elsewhere (DESIGN 3 and 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from checker.domain.fact import Reading
from checker.domain.truth import Truth
from checker.domain.verdict import Evidence, Verdict
from checker.errors import Problem


class DutyStatus(Enum):
    """Where a duty stands for a use."""

    REQUIRED = "required"
    MAY_APPLY = "may-apply"
    MET = "met"
    CONDUCT = "conduct"


@dataclass(frozen=True, slots=True)
class Reason:
    """One clause (or lack of one, or conflict of evidence) that bears on a verdict."""

    license: str
    """License id; empty where no license is known."""
    clause: str
    """Clause id; empty for what no clause says: an absent grant, missing or conflicting evidence."""
    section: str
    effect: str
    """permits, prohibits, requires, or evidence."""
    outcome: Truth
    acts: tuple[str, ...]
    says: str
    facts: tuple[Reading, ...] = ()
    missing: tuple[str, ...] = ()
    """What would have to be known, as fact names (`organization.domicile`) or `license#value`."""
    unsettled: str = ""
    """A question for counsel."""
    remedy: str = ""
    lifted_by: str = ""
    """The agreement that lifts the clause, where one does."""
    note: str = ""
    """What else a reader must know: an agreement that does not cover the clause, a source."""
    model: str = ""
    """For evidence: the model it is about, the judged one or an ancestor."""
    passage: str = ""
    """The clause's passage from a text at hand, verbatim; empty without one."""
    passage_source: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that the use brings along."""

    license: str
    clause: str
    section: str
    duty: str
    says: str
    status: DutyStatus
    parameters: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the user or counsel can answer."""

    fact: str
    """Fact name, `license#value`, or `license#clause` for a reading that is open."""
    ask: str
    for_counsel: bool = False


@dataclass(frozen=True, slots=True)
class LicenseUse:
    """A license that a verdict rests on."""

    id: str
    via: str
    """`own`, or the id of the base model that brings it along."""
    evidence: Evidence
    path: tuple[str, ...] = ()
    """For a base model: the relations from the model up to it, as `finetune of …`."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict for one use of one model."""

    use: str
    model: str
    revision: str
    verdict: Verdict
    licenses: tuple[LicenseUse, ...] = ()
    reasons: tuple[Reason, ...] = ()
    duties: tuple[Duty, ...] = ()
    questions: tuple[Question, ...] = ()
    channel: str = ""
    channel_assumed: bool = False
    asked_as: str = ""
    """The name the user gave, where it is an alias."""
    provider: str = ""
    """For a model that was named with somebody's service: whose it is; empty where none was named."""

    @property
    def name(self) -> str:
        """The model as a reader would tell it from others: with the revision and the service that were asked for."""
        model = f"{self.model}@{self.revision}" if self.revision else self.model
        return f"{model} via {self.provider}" if self.provider else model

    @property
    def service(self) -> str:
        """The service that was named, where the model is judged as reached through it."""
        return self.provider if self.channel == "hosted-api" else ""


@dataclass(frozen=True)
class Report:
    """All results of one run, with what they rest on."""

    as_of: date
    library_version: str
    library_sha256: str
    organization: str
    results: tuple[Result, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader should know of the whole run, such as shipped encodings that the user's own replace."""
    warnings: tuple[Problem, ...] = ()
    """What has to be mended in the inputs although the verdicts stand: an agreement that has expired."""

    counted: tuple[Result, ...] = ()
    """All results, where `results` holds only those that were asked to be shown."""

    def count(self, verdict: Verdict) -> int:
        """How many results have that verdict, shown or not."""
        return sum(result.verdict is verdict for result in self.counted or self.results)
