"""What licheck wants to know of a model on the Hub, whoever answers: the real client, a cache, or a fake in a test."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from enum import Enum

_PART = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?"
_ID = re.compile(rf"{_PART}(?:/{_PART})?\Z")
_LONGEST_ID = 200


class FileKind(Enum):
    """What a text beside the weights is, by its name."""

    LICENSE = "license"
    POLICY = "policy"
    NOTICE = "notice"


class Cause(Enum):
    """Why the Hub says nothing of a model that could be used."""

    NOT_FOUND = "not-found"
    """No such model or revision, or a private one: without access the Hub does not tell which."""
    PRIVATE = "private"
    """It is there, and access is refused."""
    NOT_AT_HAND = "not-at-hand"
    """Nothing of it lies in the local cache, and the Hub was not asked."""
    UNREACHABLE = "unreachable"
    """The Hub failed on this model."""
    UNUSABLE = "unusable"
    """It answered, with something that cannot be what was asked for."""


@dataclass(frozen=True, slots=True)
class HubFile:
    """A text that lies beside the model: LICENSE, NOTICE, USE_POLICY."""

    path: str
    kind: FileKind
    text: str
    sha256: str
    """Of its bytes."""
    blob: str = ""
    """The Hub's own name of its content: while that stays, it need not be read again."""


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A text that is known to lie beside the model and could not be read."""

    path: str
    kind: FileKind
    cause: str
    """Lower case, no final period: `the repository is gated, and this account has no access`."""


@dataclass(frozen=True, slots=True)
class HubBase:
    """A model that this one was made from, as the Hub says it."""

    model: str
    relation: str = ""
    """The Hub's own word (`finetune`, `adapter`, `quantized`, `merge`); empty where nobody says."""
    by: str = "the model card"
    """Who says so."""


@dataclass(frozen=True, slots=True)
class HubRecord:
    """What the Hub says of a model at one commit, as it was said: nothing is interpreted here."""

    id: str
    """The id under which the Hub answered; differs from the one asked for where the model was renamed."""
    commit: str
    license_tags: tuple[str, ...] = ()
    license_name: str = ""
    license_link: str = ""
    gated: str = ""
    """Empty, `auto` or `manual`."""
    eu_refused: bool = False
    """Whether the gate is shut for people in the European Union (`extra_gated_eu_disallowed`)."""
    bases: tuple[HubBase, ...] = ()
    created: date | None = None
    pipeline: str = ""
    """The task the Hub files it under: `text-generation`."""
    library: str = ""
    tags: tuple[str, ...] = ()
    files: tuple[HubFile, ...] = ()
    unread: tuple[UnreadFile, ...] = ()
    whole: bool = True
    """Whether all files of the repository are known, so that a license that is not among them is not there."""
    card: bool = True
    """Whether there is a model card."""
    endpoint: str = ""
    """Where it was asked: `https://huggingface.co`, or `local cache`."""
    fetched: str = ""
    """When, as 2026-11-22T10:15:00Z."""

    def url(self, path: str = "") -> str:
        """Where a person can see what was read, at this commit; empty where no Hub is known."""
        if not self.endpoint.startswith("http"):
            return ""
        return f"{self.endpoint}/{self.id}/blob/{self.commit}/{path}" if path else f"{self.endpoint}/{self.id}/tree/{self.commit}"


@dataclass(frozen=True, slots=True)
class HubSilence:
    """Why the Hub says nothing of a model that could be used."""

    id: str
    cause: Cause
    says: str
    """For people, lower case, no final period."""


class Hub(ABC):
    """Answers for one model at a time; may be asked from several threads."""

    online: bool = False
    """Whether it asks over the network."""

    @abstractmethod
    def record(self, model: str, revision: str = "") -> HubRecord | HubSilence:
        """What is known of the model. Raises RemoteError only where the Hub as a whole cannot be reached."""


def is_model_id(name: str) -> bool:
    """Whether a name can be an id of the Hub: `owner/name`, or a single name as the oldest models have it."""
    return len(name) <= _LONGEST_ID and _ID.match(name) is not None and "--" not in name and ".." not in name


def is_revision(name: str) -> bool:
    """Whether a name can be a branch, tag or commit."""
    return (
        0 < len(name) <= _LONGEST_ID
        and re.fullmatch(r"[\w][\w./+-]*", name, re.ASCII) is not None
        and ".." not in name
        and "//" not in name
        and not name.endswith(("/", ".lock"))
    )
