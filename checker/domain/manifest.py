"""The manifest `models.yaml`: the models a repository uses, each with the use it serves (DESIGN 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.domain.profile import ModelRequest, Use

MANIFEST_NAME = "models.yaml"
"""What a manifest is called, unless the configuration says otherwise."""


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One model of the manifest."""

    request: ModelRequest
    """The model, its revision, and its place in the file."""
    use_id: str = ""
    """The use of the profile that it serves; empty where the entry writes its use out, or names none and the profile has only one."""
    use: Use | None = None
    """The use, where the entry writes it out."""
    owner: str = ""
    note: str = ""
    use_place: str = ""
    """file:line:column of the use it names; of the entry where it names none."""


@dataclass(frozen=True)
class Manifest:
    """A manifest file."""

    path: str
    entries: tuple[ManifestEntry, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    """file:line:column of things a later check may have to point at, by `meets:…`, as in a profile."""
