"""Records of the Hub written out, and a Hub that answers from them: the port's fake."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from checker.hub.interface import Cause, FileKind, Hub, HubBase, HubFile, HubRecord, HubSilence, UnreadFile
from checker.hub.legal_files import kind_of

COMMIT = "0123456789" * 4


class RecordedHub(Hub):
    """Knows some models."""

    def __init__(self, records: Iterable[HubRecord] = (), renamed: dict[str, str] | None = None) -> None:
        self.records = {record.id.casefold(): record for record in records}
        self.renamed = renamed or {}
        self.asked: list[tuple[str, str]] = []

    def record(self, model: str, revision: str = "") -> HubRecord | HubSilence:
        self.asked.append((model, revision))
        found = self.records.get(self.renamed.get(model, model).casefold())
        return found or HubSilence(model, Cause.NOT_FOUND, "the Hub has no model of that name")


def record(name: str = "acme/one", license: str | tuple[str, ...] = "", **more: Any) -> HubRecord:
    """A record: `license` is the tag, `texts` the files by name, `unread` those that could not be read, `bases` the base models."""
    texts: dict[str, str] = more.pop("texts", {})
    files = tuple(
        HubFile(path, kind_of(path) or FileKind.LICENSE, text, sha256(text.encode()).hexdigest()) for path, text in sorted(texts.items())
    )
    unread = tuple(UnreadFile(path, kind_of(path) or FileKind.LICENSE, cause) for path, cause in more.pop("unread", {}).items())
    bases = tuple(base if isinstance(base, HubBase) else HubBase(base, "finetune") for base in more.pop("bases", ()))
    tags = (license,) if isinstance(license, str) and license else tuple(license)
    given = {"endpoint": "https://hub.example", "fetched": "2026-11-22T12:00:00Z", **more}
    return HubRecord(name, COMMIT, tags, files=files, unread=unread, bases=bases, **given)
