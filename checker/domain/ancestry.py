"""A model with everything it was made from, and what was lost of the terms on the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from checker.domain.difference import ClauseName


class Known(Enum):
    """How far a step of the lineage can be followed."""

    KNOWN = "known"
    MISSING = "missing"
    """Neither the catalog nor the Hub describes it, or the Hub refuses to."""
    CYCLE = "cycle"
    """It stands above itself."""
    ABOVE = "above"
    """Its own bases are told where it stands first."""


class Loss(Enum):
    """What a restriction of a base model is about; the gravest first."""

    NON_COMMERCIAL = "non-commercial"
    TERRITORY = "territory"
    THRESHOLD = "threshold"
    POLICY = "policy"
    OTHER_LIMIT = "other limit"
    ATTRIBUTION = "attribution"
    UNKNOWN = "unknown"
    """The terms of the base or of the model are not known, so what was lost cannot be told."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of a license."""

    licenses: str
    """The ids, or that the weights are withheld."""
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Step:
    """One model of a lineage."""

    model: str
    relation: str
    """How the model below was made from this one; empty for the model itself."""
    known: Known
    said: tuple[Said, ...] = ()
    carries: bool = True
    """Whether its terms reach the model at the bottom over all relations between them."""
    why: str = ""
    """Why it cannot be followed."""
    note: str = ""
    """What else a reader must know: another name today."""
    bases: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Drift:
    """A model that is given out under freer terms than one of its bases allows."""

    model: str
    """The model whose own license is freer."""
    base: str
    own: tuple[str, ...]
    binding: tuple[str, ...]
    """The licenses of the base."""
    losses: tuple[tuple[Loss, ClauseName | None], ...]
    """What was lost, each with one clause of the base that the model's own license has nothing like."""
    why: str = ""
    """Why the loss cannot be told, where the model's own license is not known."""


@dataclass(frozen=True, slots=True)
class Binding:
    """One license that binds whoever uses the model."""

    license: str
    name: str
    via: str
    """`own`, or the base model that brings it along."""
    restricts: tuple[Loss, ...]
    """What its clauses are about."""


@dataclass(frozen=True, slots=True)
class Ancestry:
    """The lineage of a model, from the model up to its roots."""

    root: Step
    binding: tuple[Binding, ...] = ()
    """The effective terms: every license that binds."""
    drifts: tuple[Drift, ...] = ()
    open: tuple[str, ...] = ()
    """What keeps the effective terms from being certain."""
    notes: tuple[str, ...] = ()
