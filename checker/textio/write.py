"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from checker.errors import UsageError


def write_whole(path: Path, text: str) -> None:
    """Replaces `path` by `text` in one step, or leaves it as it was; a device or pipe is written to.

    Raises UsageError where the file cannot be written.
    """
    write_bytes_whole(path, text.encode("utf-8"))


def write_bytes_whole(path: Path, data: bytes) -> None:
    """The same for bytes."""
    temporary = ""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
            return
        target = path.resolve() if path.is_symlink() else path
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", text=False)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException as error:  # a run that is stopped half way leaves nothing behind either
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        if not isinstance(error, OSError):
            raise
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot write `{path}`: {reason}") from None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
