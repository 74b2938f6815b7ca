"""License texts at hand: in a folder, or in an installed package of license texts, that the user names. The project itself holds none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from checker.domain.license import License
from checker.errors import UsageError
from checker.textio.held_texts import held_texts
from checker.textio.normal import sha256_of_text
from checker.textio.passages import LicenseText

_ENDINGS = (".txt", ".md", "")
_IN_PACKAGES = frozenset([*_ENDINGS, ".license", ".json"])
"""Endings, in lower case, of the files in a package that may hold texts; the others are programs and data."""
_LARGEST = 2_000_000


@dataclass(frozen=True)
class TextAtHand:
    """The text of one license, and whether it is the one that was encoded."""

    path: Path
    text: LicenseText
    drifted: bool
    """Whether its hash differs from the pinned one."""


class TextFolder:
    """A folder of license texts. A file is a license's by its content (the pinned hash), else by its name (`<license-id>.txt`).

    In place of a folder, the name of an installed Python package: the texts in all its folders. A text may follow front matter between
    `---` lines, or be a string in a JSON file, as packages of license texts have them.
    """

    def __init__(self, folder: Path) -> None:
        """Raises UsageError where there is no such folder and no such package."""
        package = None if folder.is_dir() else _package(folder)
        if package is None and not folder.is_dir():
            raise UsageError(f"no such folder: `{folder}`; nor is a Python package of that name installed")
        self._folder = package or folder
        self._whole = package is not None
        self._known: dict[str, TextAtHand | None] = {}
        self._read_so_far: dict[str, tuple[Path, str]] = {}

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
        held = self._with_hash(license.text_sha256)
        return TextAtHand(held[0], LicenseText(held[1]), drifted=False) if held is not None else None

    def _named(self, license_id: str) -> Path | None:
        candidates = [self._folder / f"{license_id}{excerpt}{ending}" for excerpt in ("", ".excerpt") for ending in _ENDINGS]
        return next((path for path in candidates if path.is_file()), None)

    def _with_hash(self, sha256: str) -> tuple[Path, str] | None:
        """The text with that hash of its normalized words, and its file; reads on in the folder only until it is found."""
        while sha256 not in self._read_so_far:
            held = next(self._unread, None)
            if held is None:
                return None
            self._read_so_far.setdefault(sha256_of_text(held[1]), held)
        return self._read_so_far[sha256]

    @cached_property
    def _unread(self) -> Iterator[tuple[Path, str]]:
        """Every text of the folder with its file."""
        contents = ((path, _read(path)) for path in self._files())
        return ((path, text) for path, content in contents if content for text in held_texts(content, is_json=path.suffix == ".json"))

    def _files(self) -> Iterator[Path]:
        paths = sorted(self._folder.rglob("*") if self._whole else self._folder.iterdir())
        return (path for path in paths if path.is_file() and (not self._whole or path.suffix.lower() in _IN_PACKAGES))


def _package(name: Path) -> Path | None:
    """The folder of an installed package; it is not imported."""
    if not str(name).isidentifier():
        return None
    try:
        spec = find_spec(str(name))
    except (ImportError, ValueError):
        return None
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    return Path(places[0]) if places and Path(places[0]).is_dir() else None


def _read(path: Path) -> str | None:
    """The text of a file; None where it is too large, unreadable or no text."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
