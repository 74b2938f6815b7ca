"""Reads the cache that `huggingface_hub` and the libraries on top of it download into. No network, and none of their code."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from checker.hub.interface import Cause, Hub, HubRecord, HubSilence, is_model_id, is_revision

_COMMIT = re.compile(r"[0-9a-f]{40}\Z")


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
        try:
            self._there = frozenset(os.listdir(folder))
        except OSError:
            self._there = frozenset()

    def record(self, model: str, revision: str = "") -> HubRecord | HubSilence:
        """What the downloaded snapshot says: its model card, the license files that came along, and the configs."""
        if not is_model_id(model) or (revision and not is_revision(revision)):
            return HubSilence(model, Cause.NOT_FOUND, f"`{model}{f'@{revision}' if revision else ''}` is no name that the Hub could know")
        name = f"models--{model.replace('/', '--')}"
        snapshot = _snapshot(self._folder / name, revision) if name in self._there else None
        if snapshot is None:
            at = f" at `{revision}`" if revision else ""
            return HubSilence(model, Cause.NOT_AT_HAND, f"nothing of it{at} lies in the local Hub cache")
        from checker.hub.snapshot import read_snapshot  # it reads YAML and texts; most runs find nothing to read

        return read_snapshot(model, snapshot)


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
