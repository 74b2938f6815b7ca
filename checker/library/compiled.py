"""A cache of what files compile to, so that an unchanged file is read, hashed, and not parsed again.

Entries are named after the content they were made from and after this very code, so they cannot be stale, only missing. The folder is the
user's own (`LICHECK_CACHE_DIR`, else the platform's cache folder); where it cannot be written or is open to others, licheck works without
it. Of a profile, which may be confidential, nothing but the hash of its bytes is kept.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import tempfile
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from checker.textio.cache_folder import of_the_user, private

_PACKAGE = Path(__file__).resolve().parent.parent
_CODE = ("domain", "language", "library", "textio")


class CompiledCache:
    """Objects by kind and key."""

    def __init__(self, folder: Path | None) -> None:
        self._wanted = folder

    @staticmethod
    def of_the_user() -> CompiledCache:
        """The cache of whoever runs licheck; switched off by `LICHECK_CACHE_DIR=` (empty)."""
        return CompiledCache(of_the_user())

    @cached_property
    def _folder(self) -> Path | None:
        """The folder for this version of the code, or None where there is none that only the user can write."""
        return None if self._wanted is None else private(self._wanted / _fingerprint_of_code())

    def get(self, kind: str, key: str) -> Any | None:
        """What was put there, or None."""
        if self._folder is None:
            return None
        try:
            with open(self._folder / f"{kind}-{key}", "rb") as file:
                return pickle.load(file)  # noqa: S301 - the folder is checked to be writable by its owner alone
        except Exception:  # noqa: BLE001 - a cache that cannot be read, for whatever reason, is no cache
            return None

    def put(self, kind: str, key: str, value: Any) -> None:
        """Keeps `value`; where that fails, nothing is kept and nothing else happens."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError, pickle.PicklingError):
            handle, temporary = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    pickle.dump(value, file, protocol=pickle.HIGHEST_PROTOCOL)
                os.replace(temporary, self._folder / f"{kind}-{key}")
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(temporary)
                raise


def key_of(*parts: bytes | str) -> str:
    """A key for content: equal only for equal parts."""
    digest = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:32]


def _fingerprint_of_code() -> str:
    """Names, sizes and times of the modules whose objects are kept, and the Python that runs them."""
    digest = sha256(sys.version.encode())
    for package in _CODE:
        with os.scandir(_PACKAGE / package) as entries:
            for entry in sorted(entries, key=lambda found: found.name):
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    digest.update(f"{entry.path}{status.st_size}{status.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]
