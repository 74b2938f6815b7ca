"""What an organization could do instead of using a model that it may not use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from checker.domain.report import Result


class Kinship(Enum):
    """How another model is related to the one that was asked about."""

    SIBLING = "sibling"
    """Of the same family."""
    OTHER_FAMILY = "other-family"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another model that may be used for the same."""

    result: Result
    kinship: Kinship
    publisher: str
    family: str
    parameters: str
    """As its publisher states them; empty where nobody does."""
    released: str
    licenses: tuple[str, ...]


class WayKind(Enum):
    """What would have to happen for the very model to be usable."""

    CHANNEL = "channel"
    AGREEMENT = "agreement"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to use the model itself after all."""

    kind: WayKind
    says: str
    result: Result
    """What the verdict would be then."""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """All there is instead of one model for one use."""

    use: str
    model: str
    present: Result
    ways: tuple[Way, ...] = ()
    siblings: tuple[Alternative, ...] = ()
    others: tuple[Alternative, ...] = ()
    notes: tuple[str, ...] = ()
