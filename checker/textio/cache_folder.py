"""The folder in which licheck keeps what it need not read twice: `LICHECK_CACHE_DIR`, else the platform's cache folder."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path


def of_the_user() -> Path | None:
    """The folder of whoever runs licheck; None where it is switched off by `LICHECK_CACHE_DIR=` (empty)."""
    chosen = os.environ.get("LICHECK_CACHE_DIR")
    if chosen is not None:
        return Path(chosen) if chosen else None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    if sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    elif sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", base)
    return Path(base) / "licheck"


def private(folder: Path) -> Path | None:
    """The folder, made where it is missing; None where it cannot be made, or others than its owner may write in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = folder.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        return None
    return folder
