"""What a downloaded snapshot says: its model card, the license files that came along, and the configs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker.errors import InputError
from checker.hub.card import bases_of_config, card_of, front_matter, joined, stated_or_loaded
from checker.hub.interface import Cause, FileKind, HubFile, HubRecord, HubSilence, UnreadFile
from checker.hub.legal_files import MOST, legal
from checker.textio.digest import sha256_of_bytes
from checker.textio.plain import decoded, read_license_file

LOCAL = "local cache"
"""The endpoint of records that no Hub was asked for."""
_MAX_BYTES = 2_000_000


def read_snapshot(model: str, snapshot: Path) -> HubRecord | HubSilence:
    """The record of the folder of a commit."""
    readme = _data(snapshot / "README.md")
    try:
        card = card_of(front_matter(readme.decode("utf-8", "replace")) if readme else {})
    except ValueError as error:
        return HubSilence(model, Cause.UNUSABLE, f"the model card in the local cache cannot be read: {error}")
    files: list[HubFile] = []
    unread: list[UnreadFile] = []
    try:
        names = [path.relative_to(snapshot).as_posix() for folder in (snapshot, *_legal_folders(snapshot)) for path in folder.iterdir()]
    except OSError:
        names = []
    for name, kind in legal(names)[:MOST]:
        _read_file(snapshot, name, kind, files, unread)
    config = {**_json(snapshot / "config.json"), **_json(snapshot / "adapter_config.json")}
    stamp = snapshot / "README.md" if readme is not None else snapshot
    return HubRecord(
        id=model,
        commit=snapshot.name,
        license_tags=card.license_tags,
        license_name=card.license_name,
        license_link=card.license_link,
        eu_refused=card.eu_refused,
        bases=stated_or_loaded(joined(card.bases), bases_of_config(config, model)),
        pipeline=card.pipeline,
        library=card.library or ("peft" if (snapshot / "adapter_config.json").is_file() else ""),
        tags=card.tags,
        files=tuple(files),
        unread=tuple(unread),
        whole=False,
        card=readme is not None,
        endpoint=LOCAL,
        fetched=datetime.fromtimestamp(stamp.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _legal_folders(snapshot: Path) -> list[Path]:
    return [path for path in snapshot.iterdir() if path.is_dir() and path.name.casefold() in ("license", "licenses", "legal")]


def _read_file(snapshot: Path, name: str, kind: FileKind, files: list[HubFile], unread: list[UnreadFile]) -> None:
    path = snapshot / name
    if not path.is_file():
        return
    try:
        data = read_license_file(path)
        text, _ = decoded(data, name)
    except InputError as error:
        unread.append(UnreadFile(name, kind, error.problems[0].message))
    else:
        files.append(HubFile(name, kind, text, sha256_of_bytes(data)))


def _data(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(_MAX_BYTES)
    except OSError:
        return None


def _json(path: Path) -> dict[str, Any]:
    try:
        held = json.loads(_data(path) or b"{}")
    except (ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}
