"""Keeps what the Hub said, one file a model and revision, so that it can be read again without asking and is not lost when the Hub is."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from checker.hub.interface import FileKind, HubBase, HubFile, HubRecord, UnreadFile
from checker.textio.cache_folder import of_the_user, private

SCHEMA = "licheck/hub-record/1"
DEFAULT = "main"
_MAX_BYTES = 40_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A record with the mark by which the Hub says whether it has changed."""

    record: HubRecord
    etag: str = ""


class Records:
    """A folder of records. Where it cannot be written, nothing is kept; a file that cannot be read is not there."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = private(folder) if folder is not None else None

    @staticmethod
    def of_the_user(endpoint: str) -> Records:
        """The records of whoever runs licheck, of one Hub or mirror."""
        base = of_the_user()
        return Records(base / "hub" / sha256(endpoint.encode()).hexdigest()[:12] if base is not None else None)

    def get(self, model: str, revision: str = "") -> Kept | None:
        """What is kept of a model at a revision, whichever way its name was written."""
        path = self._path(model, revision)
        if path is None:
            return None
        try:
            with path.open("rb") as file:
                data = file.read(_MAX_BYTES + 1)
            held = json.loads(data) if len(data) <= _MAX_BYTES else None
            return _kept(held) if isinstance(held, dict) and held.get("schema") == SCHEMA else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def put(self, model: str, revision: str, kept: Kept) -> None:
        """Keeps a record under the name that was asked for, whole or not at all."""
        path = self._path(model, revision)
        if path is None:
            return
        text = json.dumps({"schema": SCHEMA, "etag": kept.etag, **_plain(kept.record)}, ensure_ascii=False, indent=1)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(text.encode())
                os.replace(temporary, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(temporary)
                raise

    def _path(self, model: str, revision: str) -> Path | None:
        if self._folder is None:
            return None
        name = model.casefold().replace("/", "--")
        return self._folder / name / f"{sha256((revision or DEFAULT).encode()).hexdigest()[:16]}.json"


def _plain(record: HubRecord) -> dict[str, Any]:
    held = asdict(record)
    held["created"] = record.created.isoformat() if record.created else None
    for group in ("files", "unread"):
        for entry in held[group]:
            entry["kind"] = entry["kind"].value
    return held


def _kept(held: Mapping[str, Any]) -> Kept:
    record = HubRecord(
        id=str(held["id"]),
        commit=str(held["commit"]),
        license_name=str(held["license_name"]),
        license_link=str(held["license_link"]),
        gated=str(held["gated"]),
        eu_refused=held["eu_refused"] is True,
        pipeline=str(held["pipeline"]),
        library=str(held["library"]),
        whole=held["whole"] is True,
        card=held["card"] is True,
        endpoint=str(held["endpoint"]),
        fetched=str(held["fetched"]),
        license_tags=tuple(map(str, held["license_tags"])),
        tags=tuple(map(str, held["tags"])),
        created=date.fromisoformat(held["created"]) if held["created"] else None,
        bases=tuple(HubBase(**base) for base in held["bases"]),
        files=tuple(HubFile(**{**entry, "kind": FileKind(entry["kind"])}) for entry in held["files"]),
        unread=tuple(UnreadFile(**{**entry, "kind": FileKind(entry["kind"])}) for entry in held["unread"]),
    )
    return Kept(record, str(held["etag"]))
