"""What the duties of a profile's models ask for, ready to use, and what a folder has of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from checker.domain.report import DutyStatus, Result
from checker.domain.verdict import Verdict


class NoticeKind(Enum):
    """What is asked for, in the order in which it is told."""

    NOTICE = "notice-lines"
    COPY = "license-copies"
    DISPLAY = "displayed-strings"
    NAME = "names"
    CREDIT = "credits"
    KEEP = "kept-notices"
    TERMS = "terms"
    CHANGES = "marked-changes"
    REPORT = "registrations-and-reports"
    OTHER = "other"
    CONDITION = "conditions"
    """What a decision of a person asks for; no license does."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A text that your own terms have to refer to or pass on."""

    license: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One thing that a license asks of a use."""

    use: str
    kind: NoticeKind
    duty: str
    label: str
    license: str
    license_name: str
    clause: str
    section: str
    says: str
    status: DutyStatus
    text: str = ""
    """The string, word for word as the license prescribes it; for a credit, a line that we suggest."""
    suggested: bool = False
    """Whether `text` is our wording and not the license's."""
    where: str = ""
    """Where the string must stand, as far as the license says."""
    source: str = ""
    """Where the license text can be read."""
    policies: tuple[Policy, ...] = ()
    name: str = ""
    """The name of the derivative that the profile states."""
    missing: tuple[str, ...] = ()
    """Facts on which it depends whether the duty applies."""
    met_by_profile: bool = False
    """Whether the profile says that it is met."""
    models: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    """What people decided on the clause, in words: who, what, until when, why; also a decision that is not applied."""
    decision: str = ""
    """For a condition: the decision that asks for it."""


@dataclass(frozen=True, slots=True)
class ByDecision:
    """A verdict that only decisions make usable."""

    result: Result
    """As the engine found it."""
    decisions: tuple[str, ...]
    """Who decided what, and until when."""


@dataclass(frozen=True, slots=True)
class NotUsable:
    """A model that is denied or not decided, by a license or by a person."""

    result: Result
    """As the engine found it."""
    outcome: Verdict
    """After decisions; the verdict itself where there are none."""


@dataclass(frozen=True)
class Notices:
    """All that is asked for, by use and kind."""

    as_of: date
    library_version: str
    library_sha256: str
    organization: str
    items: tuple[NoticeItem, ...] = ()
    unusable: tuple[NotUsable, ...] = ()
    """What is denied or not decided: nothing here makes it usable."""
    conduct: int = 0
    """Duties of conduct, which ask for nothing that could be shipped or shown."""
    decisions: str = ""
    """The file of decisions; empty where none were asked for."""
    settled: tuple[NoticeItem, ...] = ()
    """What would be asked for, had no decision read its very clause as not applying."""
    by_decision: tuple[ByDecision, ...] = ()


class CheckState(Enum):
    """What a folder has of an item."""

    MISSING = "missing"
    PERSON = "person"
    """Only a person can tell."""
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Checked:
    """An item held against a folder."""

    item: NoticeItem
    state: CheckState
    says: str
    places: tuple[str, ...] = ()
    """file:line, the first few."""


@dataclass(frozen=True)
class NoticeCheck:
    """A folder held against what is asked for."""

    folder: str
    notices: Notices
    checked: tuple[Checked, ...] = ()
    files: int = 0
    """How many files were read."""
    not_read: tuple[tuple[str, str], ...] = ()
    """File and reason; what stands in them is not known."""
