"""Reads the cache that `huggingface_hub` and the libraries on top of it download into. No network, and none of their code."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker.errors import InputError
from checker.hub.card import bases_of_config, card_of, front_matter, joined
from checker.hub.interface import Cause, FileKind, Hub, HubFile, HubRecord, HubSilence, UnreadFile, is_model_id, is_revision
from checker.hub.legal_files import MOST, legal
from checker.textio.digest import sha256_of_bytes
from checker.textio.plain import decoded, read_license_file

ENDPOINT = "local cache"
_COMMIT = re.compile(r"[0-9a-f]{40}\Z")
_MAX_BYTES = 2_000_000


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where downloads lie: HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, or `hub` in HF_HOME; as `huggingface_hub` itself has it."""
    caches = environment.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    home = environment.get("HF_HOME") or os.path.join(caches, "huggingface")
    chosen = environment.get("HF_HUB_CACHE") or environment.get("HUGGINGFACE_HUB_CACHE") or os.path.join(home, "hub")
    return Path(os.path.expandvars(os.path.expanduser(chosen)))


class LocalHub(Hub):
    """What was downloaded to this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def record(self, model: str, revision: str = "") -> HubRecord | HubSilence:
        """What the downloaded snapshot says: its model card, the license files that came along, and the configs."""
        if not is_model_id(model) or (revision and not is_revision(revision)):
            return HubSilence(model, Cause.NOT_FOUND, f"`{model}{f'@{revision}' if revision else ''}` is no name that the Hub could know")
        repository = self._folder / f"models--{model.replace('/', '--')}"
        snapshot = _snapshot(repository, revision)
        if snapshot is None:
            at = f" at `{revision}`" if revision else ""
            return HubSilence(model, Cause.NOT_AT_HAND, f"nothing of it{at} lies in the local Hub cache")
        return _read(model, snapshot)


def _snapshot(repository: Path, revision: str) -> Path | None:
    """The folder of a commit, branch or tag; without one that of `main`, or the only one there is."""
    snapshots = repository / "snapshots"
    if not snapshots.is_dir():
        return None
    wanted = revision or "main"
    try:
        commit = (repository / "refs" / wanted).read_text(encoding="ascii")[:100].strip()
    except (OSError, UnicodeDecodeError):
        commit = wanted
    if _COMMIT.match(commit) and (snapshots / commit).is_dir():
        return snapshots / commit
    if revision:
        return None
    there = [path for path in snapshots.iterdir() if _COMMIT.match(path.name)]
    return there[0] if len(there) == 1 else None


def _read(model: str, snapshot: Path) -> HubRecord | HubSilence:
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
        bases=joined(card.bases) or bases_of_config(config, model),
        pipeline=card.pipeline,
        library=card.library or ("peft" if (snapshot / "adapter_config.json").is_file() else ""),
        tags=card.tags,
        files=tuple(files),
        unread=tuple(unread),
        whole=False,
        card=readme is not None,
        endpoint=ENDPOINT,
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
