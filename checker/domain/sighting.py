"""What a file of a repository says about models: each use or description of one, with its place, and what could not be understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from checker.domain.model import Base


class Role(Enum):
    """How a file speaks of a model."""

    USES = "uses"
    """The file loads, serves or calls the model."""
    DESCRIBES = "describes"
    """The file is about the model and comes with it: a model card, a header of weights, a bill of materials."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One model in one place of a file."""

    model: str
    """The name as the file writes it, without what only the file's own format adds (`hf.co/`, a provider's prefix)."""
    path: str
    """The file, as it was named or found."""
    line: int
    """From 1; 0 where the whole file is meant, as for a binary header."""
    column: int
    reader: str
    """The reader that saw it, by its name in the registry."""
    role: Role = Role.USES
    revision: str = ""
    """Commit, tag or digest the file pins; empty where it pins none."""
    obtained: str = ""
    """`weights` or `hosted-api` where the file shows which; empty where it does not."""
    provider: str = ""
    """For a hosted model: who serves it, as far as the file shows."""
    license: str = ""
    """The license the file declares: tags or an SPDX expression, as written; a list is joined with ` AND `."""
    license_name: str = ""
    license_link: str = ""
    bases: tuple[Base, ...] = ()
    """Base models the file declares."""
    note: str = ""
    """What a reader must know of how the name was come by: a constant followed, a default of the tool."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A place that speaks of a model, or may, in a way that the reader cannot follow; never passed over in silence."""

    path: str
    line: int
    column: int
    reader: str
    reason: str
    """Lower case, no final period: `the model name is computed at run time`."""
    hint: str = ""
    """The way out, in the same style."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """All that one reader found in one file."""

    sightings: tuple[Sighting, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
