"""The questions that are open over all verdicts of a report, and what hangs on each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

Pair = tuple[str, str]
"""A use and a model, as a reader would name it: with the revision and the service that were asked for."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One thing to be found out, with every verdict that hangs on it."""

    fact: str
    """Fact name, `license#value`, `license#clause` for a reading that is open, or `model.license`."""
    ask: str
    use: str = ""
    """For a fact of a use: which one."""
    model: str = ""
    """For a fact of a model: which one."""
    at: str = ""
    """For a figure: the month or year that is asked for."""
    for_counsel: bool = False
    alone: tuple[Pair, ...] = ()
    """The open verdicts for which nothing else is open."""
    shared: tuple[Pair, ...] = ()
    """Those for which other things are open too."""
    duties: tuple[Pair, ...] = ()
    """Verdicts of which only a duty hangs on it."""
    clauses: tuple[tuple[str, str, str], ...] = ()
    """License, clause and section of what asks for it."""
    weight: Fraction = Fraction(0)
    """How much it decides once what comes before it is answered: 1 for a verdict that hangs on it alone, 1/n for one of n things."""

    @property
    def name(self) -> str:
        """What an answer is stored under, as `--set` names it: `uses.triage.production`, `organization.annual_revenue.2025`."""
        name = f"values.{self.fact}" if "#" in self.fact else self.fact
        if self.use:
            name = f"uses.{self.use}.{self.fact.removeprefix('use.')}"
        return f"{name}.{self.at}" if self.at else name

    @property
    def can_be_written(self) -> bool:
        """Whether an answer has a place in the profile. Facts of a model are written out with it; what counsel reads is a decision."""
        return not self.for_counsel and not self.fact.startswith("model.")


@dataclass(frozen=True)
class OpenQuestions:
    """All that is open, the most decisive first."""

    as_of: date
    library_version: str
    library_sha256: str
    organization: str
    questions: tuple[OpenQuestion, ...] = ()
    """For the business and for counsel, each kind in its order; those for counsel last."""
    judged: int = 0
    open: int = 0
    """How many verdicts are `review`."""
    evidence: tuple[tuple[Pair, str, str], ...] = ()
    """Open verdicts that wait for no fact but for better evidence: the pair, what is wrong, and the way out."""
