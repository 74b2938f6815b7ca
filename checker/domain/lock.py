"""The lock: what was known of each model of the manifest, and what came of it, on the day it was written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from checker.domain.model import Model
from checker.domain.verdict import Verdict

LOCK_NAME = "licheck.lock"


@dataclass(frozen=True, slots=True)
class LockedLicense:
    """A license that a verdict rests on."""

    id: str
    via: str
    """`own`, or the base model that brings it along."""
    evidence: str
    text_sha256: str
    """Of the normalized text that the encoding was made from; empty where none was seen, or none is encoded."""


@dataclass(frozen=True, slots=True)
class LockedVerdict:
    """One model for one use."""

    model: str
    use: str
    revision: str
    """As the manifest pins it; empty where it pins none."""
    provider: str
    verdict: Verdict
    licenses: tuple[LockedLicense, ...]
    because: tuple[str, ...]
    """What decided it, as `license#clause`, or `evidence` and what it is about."""
    library: str
    """Version and digest of the library that judged it."""
    place: str = ""
    """file:line:column in the lock."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells one entry from every other."""
        return self.model, self.use, self.revision, self.provider


@dataclass(frozen=True, slots=True)
class LockedModel:
    """What the Hub said of a model."""

    asked: str
    """The name it was asked for by."""
    revision: str
    model: Model
    files: tuple[tuple[str, str], ...] = ()
    """License texts, policies and notices beside the weights, with the sha256 of their bytes."""


@dataclass(frozen=True)
class Lock:
    """A lock file."""

    path: str
    verdicts: tuple[LockedVerdict, ...] = ()
    models: tuple[LockedModel, ...] = ()


class MoveCode(Enum):
    """What can have moved since the lock was written."""

    NOT_LOCKED = "not-locked"
    LOCKED_FOR_NOTHING = "locked-for-nothing"
    VERDICT_MOVED = "verdict-moved"
    REASON_MOVED = "reason-moved"
    TEXT_MOVED = "license-text-moved"
    COMMIT_MOVED = "commit-moved"
    LICENSE_MOVED = "license-moved"
    BASE_MOVED = "base-moved"
    SILENT = "hub-silent"


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that is not as it was when the lock was written."""

    code: MoveCode
    place: str
    """file:line:column in the manifest or the lock."""
    model: str
    says: str
    remedy: str = ""
    verdict: Verdict | None = None
    """The verdict as it is now, where it has moved."""
    fails: bool = True
    """Whether it fails the check; a new commit that changes nothing else is only told."""
