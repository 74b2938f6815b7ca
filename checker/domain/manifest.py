"""The manifest `models.yaml`: the models a repository uses, each with the use it serves (DESIGN 2)."""

from __future__ import annotations

from dataclasses import dataclass

from checker.domain.profile import ModelRequest, Use


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


@dataclass(frozen=True)
class Manifest:
    """A manifest file."""

    path: str
    entries: tuple[ManifestEntry, ...] = ()
