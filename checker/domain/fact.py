"""Facts: what a condition may ask about a case, what is known of it, and what was read of it on the way to a verdict."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from checker.domain.compact import packed_by_arguments
from checker.domain.quantity import Quantity


class FactKind(Enum):
    """What values a fact has, and so which words compare it."""

    CHOICE = "choice"
    CHOICES = "choices"
    COUNTRY = "country"
    COUNTRIES = "countries"
    NAMES = "names"
    FIGURE = "figure"
    TRUTH = "truth"
    DATE = "date"
    TEXT = "text"


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One entry of the vocabulary of facts."""

    name: str
    """Dotted name: `organization.domicile`."""
    kind: FactKind
    label: str
    definition: str
    question: str
    """What to ask a user who has not stated it; `{at}` stands for the period, where it has one."""
    of: str = ""
    """For choices: the closed list they come from."""
    dimension: str = ""
    """For figures: what is counted and over which time, as in the units of the vocabulary."""
    period: str = ""
    """For figures: `month` or `year`."""
    at_most: str = ""
    """For figures: another fact that is never smaller and bounds this one."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of a figure: one amount for all time, or amounts by period."""

    undated: Quantity | None = None
    """Stands for every period, and is marked as assumed where it is used."""
    dated: tuple[tuple[str, Quantity], ...] = ()
    """Period (`2026-10`, `2026`) and amount, in the order of the periods."""
    _hash: int = field(default=0, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Figures are keys of the engine's memo; hashing decimals again for every verdict would cost more than the verdict.
        object.__setattr__(self, "_hash", hash((self.undated, self.dated)))

    def __hash__(self) -> int:
        return self._hash

    def at(self, period: str) -> Quantity | None:
        """The amount stated for `period` itself, or None."""
        for known, amount in self.dated:
            if known == period:
                return amount
        return None


FactValue = str | bool | date | frozenset[str] | Figures
"""A choice, country or text; a truth; a date; a set of words; figures. A fact without a value is unknown."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One fact as it was used: its value, the period it stands for, and whether it is known or assumed."""

    name: str
    value: FactValue | Quantity | None
    """None where it is unknown."""
    at: str = ""
    """The period or date looked at; empty where time does not matter."""
    assumed: bool = False
    """Whether the value was taken to hold here without having been stated for here."""
    limit: str = ""
    """For a figure: the value it was compared with, as `license#value`."""
    note: str = ""
    """What a reader must know of how the value was come by."""
    missing: str = ""
    """What would have to be stated to decide; empty where nothing is missing."""
