"""License texts at hand: in a folder that the user names. The project itself holds none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from checker.domain.license import License
from checker.errors import UsageError
from checker.textio.normal import sha256_of_text
from checker.textio.passages import LicenseText

_ENDINGS = (".txt", ".md", "")
_LARGEST = 2_000_000


@dataclass(frozen=True)
class TextAtHand:
    """The text of one license, and whether it is the one that was encoded."""

    path: Path
    text: LicenseText
    drifted: bool
    """Whether its hash differs from the pinned one."""


class TextFolder:
    """A folder of license texts. A file is a license's by its content (the pinned hash), else by its name (`<license-id>.txt`)."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UsageError(f"no such folder: `{folder}`")
        self._folder = folder
        self._known: dict[str, TextAtHand | None] = {}

    def of(self, license: License) -> TextAtHand | None:
        """The text of a license, or None where the folder has none."""
        if license.id not in self._known:
            self._known[license.id] = self._find(license)
        return self._known[license.id]

    def _find(self, license: License) -> TextAtHand | None:
        named = self._named(license.id)
        if named is not None:
            text = _read(named)
            if text is not None:
                return TextAtHand(named, LicenseText(text), sha256_of_text(text) != license.text_sha256)
        path = self._by_hash.get(license.text_sha256)
        text = _read(path) if path is not None else None
        return None if path is None or text is None else TextAtHand(path, LicenseText(text), drifted=False)

    def _named(self, license_id: str) -> Path | None:
        candidates = [self._folder / f"{license_id}{excerpt}{ending}" for excerpt in ("", ".excerpt") for ending in _ENDINGS]
        return next((path for path in candidates if path.is_file()), None)

    @cached_property
    def _by_hash(self) -> dict[str, Path]:
        """Every readable file of the folder by the hash of its normalized text."""
        found: dict[str, Path] = {}
        for path in sorted(self._folder.iterdir()):
            text = _read(path) if path.is_file() else None
            if text is not None:
                found.setdefault(sha256_of_text(text), path)
        return found


def _read(path: Path) -> str | None:
    """The text of a file; None where it is too large, unreadable or no text."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
