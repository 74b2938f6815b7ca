"""What may differ from copy to copy of a license text without making it another license."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class VariationKind(Enum):
    """What differs."""

    NAME = "name"
    """Whoever licenses is named there."""
    LIST_NUMBER = "list-number"
    """The item of a list begins there; a copy may number its items or not."""
    OPTIONAL = "optional"
    """The passage may be left out: a heading, an appendix on how to apply the license."""
    NOTICE = "notice"
    """A copyright notice, a subtitle or an address, or nothing."""
    SPELLING = "spelling"
    """A word or an address in another spelling."""


@dataclass(frozen=True, slots=True)
class Variation:
    """One place of a license text that may differ, found by words of at most ten beside it."""

    kind: VariationKind
    after: str = ""
    """Of a name and a notice: the words before it."""
    before: str = ""
    """Of a name, a notice and a list number: the words after it; of an optional passage: those after its end, if any."""
    begins: str = ""
    """Of an optional passage: its first words."""


@dataclass(frozen=True, slots=True)
class Varied:
    """One place in which a copy does differ."""

    kind: VariationKind
    text: str
    """What the copy has there; empty for a passage that it leaves out."""
