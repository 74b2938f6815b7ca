"""What a license text turned out to be, and how it differs from the license it comes closest to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from checker.domain.variation import Varied


class Outcome(Enum):
    """What a file holds."""

    EXACT = "exact"
    """One license, word for word."""
    ALTERED = "altered"
    """A copy of one license in which words or numbers differ, or stand beside it."""
    SEVERAL = "several"
    """More than one license."""
    POINTER = "pointer"
    """No license text: it only names a license, or says where one is."""
    EMPTY = "empty"
    UNKNOWN = "unknown"


class ChangeKind(Enum):
    """What was done to a passage of the license."""

    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the file, verbatim."""

    line: int
    """Where it begins, counted from 1."""
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference from the license, in the order of the file."""

    kind: ChangeKind
    sections: tuple[str, ...]
    """As the license numbers them; empty where it happened outside its numbered sections."""
    passage: Passage
    """The file's own words; for what was removed no words, and the line after which they are missing."""
    words_there: int = 0
    """How many words the license has here."""
    words_here: int = 0
    """How many the file has."""
    numbers_there: tuple[str, ...] = ()
    """Numbers and amounts that the license has here and the file has not."""
    numbers_here: tuple[str, ...] = ()
    """The other way round."""


@dataclass(frozen=True, slots=True)
class Near:
    """Another license that the text is nearly as close to."""

    license: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Part:
    """A license found in the file."""

    license: str
    exact: bool
    similarity: float
    """1 for the license itself; less for every altered copy, however small the change."""
    first_line: int
    last_line: int
    notices: tuple[str, ...] = ()
    """Copyright notices and titles of the file that may differ from copy to copy."""
    varied: tuple[Varied, ...] = ()
    """In what else a copy that says the same word for word differs from the pinned text."""
    changes: tuple[Change, ...] = ()
    unchanged: tuple[str, ...] = ()
    """Numbered sections that stand word for word as in the license."""
    clauses: tuple[str, ...] = ()
    """Clauses of the encoding whose anchor the file no longer holds."""
    near: tuple[Near, ...] = ()
    whole: bool = False
    """Whether the whole license stands in an altered copy word for word, so that words were only added."""
    excerpt: bool = False
    """Whether only an excerpt of the license was seen, so that the rest cannot be compared."""
    encoded: bool = True
    """Whether there is an encoding of it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a pointer names: a license by name, or the place of a text."""

    target: str
    """As the file writes it."""
    licenses: tuple[str, ...] = ()
    """The ids it can stand for; none where it says nothing that licheck knows."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a text is."""

    outcome: Outcome
    parts: tuple[Part, ...] = ()
    references: tuple[Reference, ...] = ()
    """What it points to; also told of texts that are no pointer, where they state a license expressly."""
    other: tuple[Passage, ...] = ()
    """Text of a file with several licenses that belongs to none of them."""
    nearest: Near | None = None
    """Of an unknown text, what it has most in common with; too little to call it a copy."""
    notes: tuple[str, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether every word of the file is accounted for: one license or several, each word for word."""
        return self.outcome in (Outcome.EXACT, Outcome.SEVERAL) and not self.other and all(part.exact for part in self.parts)
