"""Which encodings some files are about: what a hook passes, which knows files and no license ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import InputError, Problem
from checker.library.places import Places, shipped

_PARTS = ("cases", "catalog", "vocabulary")
_OF_ALL = ("catalog", "vocabulary")
"""Folders whose files bear on every encoding beside them."""


@dataclass(frozen=True)
class LintFiles:
    """Encodings by id, and the folders of the user's that they lie in."""

    folders: tuple[Path, ...]
    ids: tuple[str, ...]
    catalog: bool
    """Whether a catalog is among the files."""


def is_file_name(word: str) -> bool:
    """Whether a word on the command line is a file rather than the id of a license."""
    return word.endswith((".yaml", ".yml"))


def files_to_lint(names: Sequence[str]) -> LintFiles:
    """What some files of encodings, cases, catalogs or vocabularies stand for. Raises InputError for one that is not there."""
    missing = [Problem(name, 0, 0, "no such file") for name in names if not Path(name).is_file()]
    if missing:
        raise InputError(missing)
    folders: dict[Path, None] = {}
    ids: dict[str, None] = {}
    for path in map(Path, names):
        part = path.parent.name if path.parent.name in _PARTS else ""
        root = path.parent.parent if part else path.parent
        if root.resolve() != shipped().resolve():
            folders[root] = None
        ids |= dict.fromkeys(Places((root,)).license_ids() if part in _OF_ALL else [path.stem])
    return LintFiles(tuple(folders), tuple(sorted(ids)), any(Path(name).parent.name == "catalog" for name in names))
