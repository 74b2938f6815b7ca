"""Asks the Hub itself: one question for the model, and one for each text beside it that is not known yet."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha1
from typing import Protocol
from urllib.parse import quote

from checker.errors import InputError
from checker.hub.answers import Answer, Listed, read_answer
from checker.hub.card import bases_of_config
from checker.hub.client import Refused, Reply
from checker.hub.interface import Cause, FileKind, Hub, HubBase, HubFile, HubRecord, HubSilence, UnreadFile, is_model_id, is_revision
from checker.hub.legal_files import MOST, legal
from checker.hub.records import Kept, Records
from checker.textio.digest import sha256_of_bytes
from checker.textio.plain import MAX_BYTES, decoded

_MOST_ANSWER = 30_000_000
_MOST_CONFIG = 2_000_000
_NO_ACCESS = "the repository is gated, and this account has no access"


class Wire(Protocol):
    """What fetches: `checker.hub.client.Client`."""

    @property
    def shown(self) -> str: ...

    def get(self, path: str, most: int, *, etag: str = "", elsewhere: bool = False) -> Reply: ...


class OnlineHub(Hub):
    """The Hub, asked once for each model; what it says is kept."""

    online = True

    def __init__(self, wire: Wire, records: Records, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._wire = wire
        self._records = records
        self._now = now
        self._known: dict[tuple[str, str], HubRecord | HubSilence] = {}
        self._lock = threading.Lock()

    def record(self, model: str, revision: str = "") -> HubRecord | HubSilence:
        """What the Hub says today. Raises RemoteError where it does not answer; what was fetched before is kept then."""
        key = (model.casefold(), revision)
        with self._lock:
            known = self._known.get(key)
        if known is None:
            known = self._ask(model, revision)
            with self._lock:
                self._known[key] = known
        return known

    def _ask(self, model: str, revision: str) -> HubRecord | HubSilence:
        if not is_model_id(model) or (revision and not is_revision(revision)):
            return HubSilence(model, Cause.NOT_FOUND, f"`{model}{f'@{revision}' if revision else ''}` is no name that the Hub could know")
        kept = self._records.get(model, revision)
        at = f"/revision/{quote(revision, safe='')}" if revision else ""
        try:
            reply = self._wire.get(
                f"/api/models/{quote(model)}{at}?blobs=true", _MOST_ANSWER, etag=kept.etag if kept and not kept.record.unread else ""
            )
            if reply.status == 304 and kept is not None:
                return self._keep(model, revision, replace(kept, record=replace(kept.record, fetched=self._stamp())))
            if reply.status != 200:
                return _silence(model, revision, reply)
            answer = read_answer(reply.data, model, reply.redirected)
        except (Refused, ValueError) as error:
            return HubSilence(model, Cause.UNUSABLE, f"what the Hub answered cannot be used: {error}")
        record = self._with_texts(answer, kept.record if kept else None)
        return self._keep(model, revision, Kept(record, reply.etag))

    def _keep(self, model: str, revision: str, kept: Kept) -> HubRecord:
        self._records.put(model, revision, kept)
        if revision != kept.record.commit:
            self._records.put(model, kept.record.commit, replace(kept, etag=""))
        return kept.record

    def _stamp(self) -> str:
        return self._now().strftime("%Y-%m-%dT%H:%M:%SZ")

    def _with_texts(self, answer: Answer, before: HubRecord | None) -> HubRecord:
        listed = {entry.path: entry for entry in answer.files}
        known = {(file.path, file.blob): file for file in before.files if file.blob} if before is not None else {}
        files: list[HubFile] = []
        unread: list[UnreadFile] = []
        found = legal(listed)
        for path, kind in found[:MOST]:
            entry = listed[path]
            same = known.get((path, entry.blob or entry.sha256))
            read = same or self._text(answer.record, entry, kind)
            (files if isinstance(read, HubFile) else unread).append(read)  # type: ignore[arg-type]
        unread += [UnreadFile(path, kind, f"the repository has more than {MOST} files of the kind") for path, kind in found[MOST:]]
        record = answer.record
        return replace(
            record,
            bases=record.bases or self._bases_of_files(record, listed),
            files=tuple(files),
            unread=tuple(unread),
            endpoint=self._wire.shown,
            fetched=self._stamp(),
        )

    def _text(self, record: HubRecord, entry: Listed, kind: FileKind) -> HubFile | UnreadFile:
        if entry.size is not None and entry.size > MAX_BYTES:
            return UnreadFile(entry.path, kind, f"it has {entry.size:,} bytes, more than any license text")
        try:
            data = self._file(record, entry, MAX_BYTES)
            text, _ = decoded(data, entry.path)
        except Refused as error:
            return UnreadFile(entry.path, kind, str(error))
        except InputError as error:
            return UnreadFile(entry.path, kind, error.problems[0].message)
        return HubFile(entry.path, kind, text, sha256_of_bytes(data), entry.blob or entry.sha256)

    def _bases_of_files(self, record: HubRecord, listed: dict[str, Listed]) -> tuple[HubBase, ...]:
        """Where no card or tag names a base, the config that is loaded with the weights may."""
        path = next((name for name in ("adapter_config.json", "config.json") if name in listed), None)
        if path is None or (listed[path].size or 0) > _MOST_CONFIG:
            return ()
        try:
            held = json.loads(self._file(record, listed[path], _MOST_CONFIG))
        except (Refused, ValueError, RecursionError):
            return ()
        return bases_of_config(held, record.id) if isinstance(held, dict) else ()

    def _file(self, record: HubRecord, entry: Listed, most: int) -> bytes:
        """A file of a repository at a commit; one that is not what the listing says is refused."""
        reply = self._wire.get(f"/{quote(record.id)}/resolve/{record.commit}/{quote(entry.path)}", most, elsewhere=True)
        if reply.status in (401, 403):
            raise Refused(_NO_ACCESS if record.gated or reply.error == "GatedRepo" else "access to it is refused")
        if reply.status != 200:
            raise Refused(f"the Hub answers with status {reply.status}")
        if entry.blob and sha1(b"blob %d\0" % len(reply.data) + reply.data, usedforsecurity=False).hexdigest() != entry.blob:
            raise Refused("its content is not what the listing of the repository says")
        if entry.sha256 and sha256_of_bytes(reply.data) != entry.sha256:
            raise Refused("its content is not what the listing of the repository says")
        return reply.data


def _silence(model: str, revision: str, reply: Reply) -> HubSilence:
    if reply.error == "RevisionNotFound":
        return HubSilence(model, Cause.NOT_FOUND, f"the Hub has no revision `{revision}` of it")
    if reply.error == "GatedRepo":
        return HubSilence(model, Cause.PRIVATE, f"on the Hub {_NO_ACCESS}")
    if reply.status == 404 or reply.error == "RepoNotFound":
        return HubSilence(model, Cause.NOT_FOUND, "the Hub has no model of that name, or a private one that this account may not see")
    if reply.status in (401, 403):
        return HubSilence(
            model,
            Cause.PRIVATE,
            f"the Hub refuses access to it (status {reply.status}); see whether `HF_TOKEN` holds a token that may read it",
        )
    cause = Cause.UNREACHABLE if reply.status >= 500 else Cause.UNUSABLE
    return HubSilence(model, cause, f"the Hub answers with status {reply.status}")
