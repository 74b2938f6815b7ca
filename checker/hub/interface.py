"""What licheck wants to know of a model on the Hub, whoever answers: the real client, a cache, or a fake in a test."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date

from checker.domain.model import Base


@dataclass(frozen=True, slots=True)
class HubFile:
    """A text that lies beside the model: LICENSE, NOTICE, USE_POLICY."""

    path: str
    text: str
    sha256: str
    """Of its bytes."""
    url: str = ""


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
    bases: tuple[Base, ...] = ()
    created: date | None = None
    pipeline: str = ""
    """The task the Hub files it under: `text-generation`."""
    files: tuple[HubFile, ...] = ()
    endpoint: str = ""
    fetched: str = ""
    """When, as 2026-11-22T10:15:00Z."""


@dataclass(frozen=True, slots=True)
class HubSilence:
    """Why the Hub says nothing of a model that could be used."""

    id: str
    cause: str
    """not-found, gated, private, offline, unreachable, unusable."""
    says: str
    """For people, lower case, no final period."""


class Hub(ABC):
    """Answers for one model at a time."""

    @abstractmethod
    def record(self, model: str, revision: str = "") -> HubRecord | HubSilence:
        """What is known of the model. Raises RemoteError only where the Hub as a whole cannot be reached."""
