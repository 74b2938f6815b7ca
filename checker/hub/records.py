"""Keeps what the Hub said, one file a model and revision, so that it can be read again without asking and is not lost when the Hub is."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from checker.hub.interface import FileKind, HubBase, HubFile, HubRecord, UnreadFile
from checker.textio.cache_folder import of_the_user, private

SCHEMA = "licheck/hub-record/2"
"""Another number whenever more of a repository is read than before: what was kept of it then would hide the rest."""
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
        self._wanted = folder
        self._folder = private(folder) if folder is not None and folder.is_dir() else None

    @staticmethod
    def of_the_user(endpoint: str) -> Records:
        """The records of whoever runs licheck, of one Hub or mirror."""
        base = of_the_user()
        return Records(base / "hub" / sha256(endpoint.encode()).hexdigest()[:12] if base is not None else None)

    def get(self, model: str, revision: str = "") -> Kept | None:
        """What is kept of a model at a revision, whichever way its name was written."""
        if self._folder is None or _folder_of(model) not in self._there:
            return None
        path = self._path(self._folder, model, revision)
        try:
            with path.open("rb") as file:
                data = file.read(_MAX_BYTES + 1)
            held = json.loads(data) if len(data) <= _MAX_BYTES else None
            return _kept(held) if isinstance(held, dict) and held.get("schema") == SCHEMA else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def put(self, model: str, revision: str, kept: Kept) -> None:
        """Keeps a record under the name that was asked for, whole or not at all."""
        if self._folder is None and self._wanted is not None:  # made only when there is something to keep
            self._folder = private(self._wanted)
        if self._folder is None:
            return
        path = self._path(self._folder, model, revision)
        text = json.dumps({"schema": SCHEMA, "etag": kept.etag, **_plain(kept.record)}, ensure_ascii=False, indent=1)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(text.encode())
                os.replace(temporary, path)
                self._there.add(_folder_of(model))
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(temporary)
                raise

    @cached_property
    def _there(self) -> set[str]:
        """The models of which anything is kept: a run asks about many of which nothing is."""
        try:
            return set(os.listdir(self._folder)) if self._folder is not None else set()
        except OSError:
            return set()

    @staticmethod
    def _path(folder: Path, model: str, revision: str) -> Path:
        return folder / _folder_of(model) / f"{sha256((revision or DEFAULT).encode()).hexdigest()[:16]}.json"


def _folder_of(model: str) -> str:
    return model.casefold().replace("/", "--")


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
