"""A model: what it is, what it was made from, and which sources say which license it carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from checker.domain.compact import packed_by_arguments
from checker.domain.fact import FactValue
from checker.domain.verdict import Evidence


class Relation(Enum):
    """How a model was made from its base."""

    FINETUNE = "finetune"
    ADAPTER = "adapter"
    QUANTIZED = "quantized"
    MERGE = "merge"
    DISTILLED = "distilled"


@dataclass(frozen=True, slots=True)
class LicenseRef:
    """One license, by its id."""

    id: str
    doubt: str = ""
    """Why nothing can be judged by that name: it stands for several licenses, or for a text that is not encoded."""
    remedy: str = ""
    """The way out of the doubt."""


@dataclass(frozen=True, slots=True)
class AllOf:
    """`AND`: every part binds."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`OR`: the licensee may choose."""

    parts: tuple[Expression, ...]


Expression = LicenseRef | AllOf | AnyOf


def license_ids(expression: Expression) -> tuple[str, ...]:
    """The ids that an expression names, in its order."""
    if isinstance(expression, LicenseRef):
        return (expression.id,)
    return tuple(dict.fromkeys(found for part in expression.parts for found in license_ids(part)))


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement was read."""

    title: str
    url: str = ""
    seen: str = ""
    """Day or month it was read, as written."""
    revision: str = ""
    """The commit at which it was read, where it has one."""
    sha256: str = ""
    """Of the bytes that were read, where a text was."""


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says about the license of a model in one channel."""

    evidence: Evidence
    source: Source
    license: Expression | None = None
    """None where the source says that the model is withheld in this channel."""
    provider: str = ""
    """For hosted channels: who serves it."""
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the statement is about that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Base:
    """A model that another one was made from."""

    model: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Doubt:
    """What keeps a model from being taken at its word, whatever license its sources name."""

    says: str
    """A sentence."""
    remedy: str = ""
    domicile: str = ""
    """The group of countries whose organizations it is about; empty for all."""
    missing: str = "model.license"
    """What would have to be known, as a fact's name."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that was read about a model: what, and where it was read."""

    what: str
    """`license tag`, `LICENSE`, `base models`, `access`."""
    says: str
    source: Source


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Model:
    """A model of the catalog, or one that a profile or manifest writes out."""

    id: str
    publisher: str = ""
    name: str = ""
    family: str = ""
    aliases: tuple[str, ...] = ()
    released: date | None = None
    inputs: frozenset[str] | None = None
    outputs: frozenset[str] | None = None
    parameters: str = ""
    bases: tuple[Base, ...] = ()
    weights: tuple[Statement, ...] = ()
    hosted: tuple[Statement, ...] = ()
    revision: str = ""
    served_by: str = ""
    """Whose hosted service is meant, where it was named; then only what is said of that service counts."""
    written_out: bool = False
    """Whether the user wrote it out; then its one license holds for whatever channel it came through."""
    note: str = ""
    doubts: tuple[Doubt, ...] = ()
    observed: tuple[Observation, ...] = ()
    """The chain of evidence: everything that was read about it outside the catalog, in the order it was read."""
    commit: str = ""
    """The commit that `observed` is about."""

    def license_ids(self) -> frozenset[str]:
        """Every license that some source names for it, in any channel."""
        statements = (*self.weights, *self.hosted)
        return frozenset(found for statement in statements if statement.license is not None for found in license_ids(statement.license))

    def facts(self) -> dict[str, FactValue]:
        """The facts a condition may ask about the model; what is not known is left out."""
        facts: dict[str, FactValue] = {}
        if self.released is not None:
            facts["model.released"] = self.released
        if self.inputs is not None:
            facts["model.inputs"] = self.inputs
        if self.outputs is not None:
            facts["model.outputs"] = self.outputs
        return facts
