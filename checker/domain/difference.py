"""How two sets of terms differ: clause by clause, and by cases in which the verdicts part."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from checker.domain.fact import FactValue
from checker.domain.verdict import Verdict


class ChangeKind(Enum):
    """What became of a clause on the way from the first terms to the second."""

    ADDED = "added"
    DROPPED = "dropped"
    TIGHTENED = "tightened"
    """Forbids or asks in more cases, or grants in fewer."""
    LOOSENED = "loosened"
    CHANGED = "changed"
    """Stricter in some cases and kinder in others, or another string, remedy or question."""
    MOVED = "moved"
    """The same, at another section."""
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ClauseName:
    """A clause of an encoding, with where it stands and what it says."""

    license: str
    clause: str
    section: str
    effect: str
    says: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause on both sides, or on one."""

    kind: ChangeKind
    before: ClauseName | None
    after: ClauseName | None
    details: tuple[str, ...] = ()
    """What differs, in a line each."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A concrete organization and use on which the verdicts part: the one that says least."""

    before: Verdict
    after: Verdict
    facts: tuple[tuple[str, FactValue], ...]
    """Every fact that has to be stated for it, by name."""
    figures_count: str = "group"
    because: tuple[ClauseName, ...] = ()
    """The clauses that decide it on the stricter side."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that tells two sets of terms apart."""

    before: str
    after: str
    """What was compared, for people: a license id, or a model with its licenses."""
    changes: tuple[ClauseChange, ...] = ()
    stricter: tuple[Witness, ...] = ()
    """Cases that the second terms judge more strictly, the gravest first; none where there is no such case."""
    kinder: tuple[Witness, ...] = ()
    complete: bool = True
    """Whether the search went through every case; where it gave up, no witness does not mean that there is none."""
    steady: tuple[str, ...] = ()
    """Figures that were taken to be the same in every period; one that moves may part the two in a case that was not looked at."""
    unrated: tuple[str, ...] = ()
    """Currencies that no exchange rate was known for, so that cases were left out."""
    notes: tuple[str, ...] = ()
