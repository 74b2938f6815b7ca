"""All that an export shows: a report with the facts, reasoning, sources and texts that it rests on.

One dossier, many formats: an exporter arranges what stands here and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from checker.domain.fact import FactValue
from checker.domain.license import License, Value
from checker.domain.model import Model, Relation
from checker.domain.profile import Agreement
from checker.domain.quantity import Quantity
from checker.domain.report import Duty, LicenseUse, Question, Reason, Report, Result
from checker.domain.verdict import Verdict

if TYPE_CHECKING:
    from checker.domain.decided import Decided  # most documents have no decisions, and need none of what one is
    from checker.domain.docket import Docket
    from checker.domain.gate import GateFinding


@dataclass(frozen=True, slots=True)
class StatedFact:
    """One fact as the profile states it."""

    name: str
    """Dotted name: `organization.domicile`."""
    label: str
    value: FactValue | Quantity | None
    """None where the profile does not state it."""
    at: str = ""
    """The month or year a figure is for; empty where it is undated or time does not matter."""
    place: str = ""
    """file:line:column where the profile states it."""


@dataclass(frozen=True, slots=True)
class DescribedUse:
    """One use with its facts."""

    id: str
    facts: tuple[StatedFact, ...] = ()
    meets: tuple[StatedFact, ...] = ()
    """Duties that the profile calls met: the name is `license#clause`."""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Consultation:
    """What one license says to one use of one model, clause by clause."""

    use: LicenseUse
    license: License
    clauses: tuple[Reason, ...]
    """Every clause that bears on the acts of the use, applying or not; duties are not among them."""
    quiet: int
    """Prohibited fields of use, none of which the use names; not listed."""


@dataclass(frozen=True, slots=True)
class Forebear:
    """A base model, near or far, and the way to it."""

    model: Model
    relations: tuple[Relation, ...]
    """From the judged model to its parent, and on to this one."""
    path: tuple[str, ...]
    """The same way in words: `fine-tune of meta-llama/Llama-3.1-8B`."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A verdict with everything it was weighed against."""

    result: Result
    model: Model | None
    """None where neither the catalog nor the profile describes it."""
    consultations: tuple[Consultation, ...] = ()
    forebears: tuple[Forebear, ...] = ()
    """Nearest first."""
    decided: Decided | None = None
    """What decisions of people make of the verdict; None where none were asked for."""

    @property
    def after(self) -> Result:
        """The result with decisions applied: its verdict is the outcome, its duties and questions are what still stands."""
        return self.result if self.decided is None else self.decided.after

    @property
    def touched(self) -> Decided | None:
        """What decisions make of it, where one was applied, guards it, or has lapsed."""
        found = self.decided
        return found if found is not None and (found.applied or found.lapses) else None

    @property
    def name(self) -> str:
        """The model as a reader would name it, with the revision and the service that were asked for."""
        return self.result.name


Pair = tuple[str, str]
"""A use and a model, by their names."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question with all verdicts that hang on it."""

    question: Question
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A duty with all uses of models that bring it along."""

    duty: Duty
    label: str
    """What kind of duty it is, in words."""
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that has to be done for decisions to hold."""

    says: str
    decisions: tuple[str, ...]
    """Their ids."""
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something that was taken for granted, with all verdicts that rest on it."""

    says: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class ConsultedText:
    """One encoding that was consulted, and the text at hand for it."""

    license: License
    pairs: tuple[Pair, ...]
    path: str = ""
    """File of the text at hand; empty without one."""
    drifted: bool = False
    """Whether the text at hand is not the one that was encoded."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure of the organization beside an amount of a license that it was compared with."""

    license: str
    license_name: str
    value: Value
    limit: Quantity | None
    """The amount of the text, or the one that the profile supplies; None where nobody knows it."""
    fact: str
    label: str
    figure: Quantity | None
    """None where the profile does not state it."""
    at: str
    """The period looked at; empty where time does not matter."""
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Dossier:
    """One run, whole."""

    report: Report
    made: datetime
    """When the documents call themselves made: SOURCE_DATE_EPOCH, or the day the question was asked for; never the clock."""
    profile_path: str = ""
    profile_sha256: str = ""
    """Of the bytes of the profile; empty where there was no file."""
    organization: tuple[StatedFact, ...] = ()
    """Facts of the organization, whose figures they are and the exchange rates."""
    uses: tuple[DescribedUse, ...] = ()
    """The uses that were judged."""
    agreements: tuple[Agreement, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    """One for each result, in the order of the report."""
    questions: tuple[OpenQuestion, ...] = ()
    """What is still open; with decisions, after them."""
    duties: tuple[Task, ...] = ()
    """Those of the verdicts; with decisions, those of the outcomes."""
    assumptions: tuple[Assumption, ...] = ()
    texts: tuple[ConsultedText, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    primary_only: bool = False
    """Whether what is only reported was left out."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What each fact is called in words, by its dotted name."""
    docket: Docket | None = None
    """The decisions of people; None where none were asked for."""
    decision_findings: tuple[GateFinding, ...] = ()
    """What is to be told of the decisions themselves, in the order of their file."""
    settled_questions: tuple[OpenQuestion, ...] = ()
    """Questions of verdicts underneath that are not open any more after decisions."""
    settled_duties: tuple[Task, ...] = ()
    """Duties of verdicts underneath that the outcomes do not bring along."""
    conditions: tuple[Condition, ...] = ()
    """What has to be done for decisions to hold."""

    @property
    def day(self) -> date:
        """The day the question was asked for."""
        return self.report.as_of

    def count(self, outcome: Verdict) -> int:
        """How many verdicts have that outcome after decisions."""
        return sum(opinion.after.verdict is outcome for opinion in self.opinions)

    @cached_property
    def models(self) -> tuple[Model, ...]:
        """Each model that was judged and is described, once, in the order of the report."""
        return tuple({opinion.model.id: opinion.model for opinion in self.opinions if opinion.model is not None}.values())

    @cached_property
    def for_business(self) -> tuple[OpenQuestion, ...]:
        """What the organization itself can answer, the question on which most hangs first."""
        return tuple(found for found in self.questions if not found.question.for_counsel)

    @cached_property
    def for_counsel(self) -> tuple[OpenQuestion, ...]:
        """What only counsel can answer, the question on which most hangs first."""
        return tuple(found for found in self.questions if found.question.for_counsel)
