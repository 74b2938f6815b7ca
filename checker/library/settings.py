"""Finds and reads the configuration of a repository: `licheck.yaml`, `[tool.licheck]` in pyproject.toml, or a company.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.domain.settings import BASELINE_NAME, DECISIONS_NAME, PROFILE_NAME, Settings
from checker.errors import InputError, Problem
from checker.library.settings_shape import SettingsShape
from checker.library.shape import problems_of
from checker.textio.document import Document, Map, parse, read_bytes
from checker.textio.toml import table_of

CONFIG_NAME = "licheck.yaml"
PYPROJECT = "pyproject.toml"
ROOT_MARK = ".git"
"""What the top folder of a repository holds; nothing is looked for above it."""


def find_settings(start: Path) -> Settings:
    """The configuration for a file or folder: what is nearest upward from it, not beyond the repository.

    In each folder `licheck.yaml` comes before `[tool.licheck]` in pyproject.toml. Where neither names a profile, it is the nearest
    company.yaml. Raises InputError with everything that is wrong in what was found.
    """
    folders = list(upward(start))
    profile = next((folder / PROFILE_NAME for folder in folders if (folder / PROFILE_NAME).is_file()), None)
    for folder in folders:
        document = _configuration(folder)
        if document is not None:
            return _settings(document, folder, profile)
    return _usual(repository_root(start) if profile is None else profile.parent, {}, profile)


def upward(start: Path) -> Iterator[Path]:
    """The folder of a path and those above it, up to the top of the repository; to the top of the disk where there is no repository."""
    folder = _absolute(start if start.is_dir() else start.parent)
    for here in (folder, *folder.parents):
        yield here
        if (here / ROOT_MARK).exists():
            return


def repository_root(start: Path) -> Path:
    """The top folder of the repository that a path lies in; the path's own folder where it lies in none."""
    folders = list(upward(start))
    return folders[-1] if (folders[-1] / ROOT_MARK).exists() else folders[0]


def shown(path: Path) -> str:
    """A path as messages name it: relative to where the user stands, where it lies below."""
    try:
        relative = path.relative_to(Path.cwd())
    except ValueError:
        return str(path)
    return str(relative)


def _absolute(path: Path) -> Path:
    """The path from the root of the disk on. Links are kept as they are: what is named is what is meant."""
    return Path.cwd() / path if ".." not in path.parts else (Path.cwd() / path).resolve()


def _configuration(folder: Path) -> Document | None:
    config = folder / CONFIG_NAME
    if config.is_file():
        return parse(read_bytes(config, shown(config)), shown(config))
    pyproject = folder / PYPROJECT
    if pyproject.is_file():
        return table_of(read_bytes(pyproject, shown(pyproject)), shown(pyproject), ("tool", "licheck"))
    return None


def _settings(document: Document, folder: Path, profile: Path | None) -> Settings:
    if document.data is None:
        return _usual(folder, {}, profile, document)
    problems = problems_of(document, SettingsShape)
    stated = document.data if isinstance(document.data, dict) else {}
    problems += _missing(document, folder, stated)
    if problems:
        raise InputError(problems)
    return _usual(folder, stated, profile, document)


def _missing(document: Document, folder: Path, stated: dict[str, Any]) -> Iterator[Problem]:
    """Files that the configuration names and that are not there; a baseline may be written later."""
    for key in ("profile", "manifest", "decisions", "licenses"):
        for name in _listed(stated.get(key)):
            path = folder / name
            if key == "licenses" and not path.is_dir():
                yield document.problem((key,), f"no such folder: `{name}`")
            elif key != "licenses" and not path.exists():
                yield document.problem((key,), f"no such file: `{name}`", f"paths are relative to the folder of {document.path}")


def _usual(folder: Path, stated: dict[str, Any], profile: Path | None, document: Document | None = None) -> Settings:
    """What is stated, and what lies under its usual name beside the configuration or the profile."""
    if stated.get("profile"):
        profile = folder / stated["profile"]
    beside = [folder, *([profile.parent] if profile is not None else [])]

    def one(key: str, usual: str) -> str:
        if stated.get(key):
            return shown(folder / stated[key])
        return next((shown(place / usual) for place in beside if (place / usual).is_file()), "")

    places = {key: document.place((key,)) for key in stated} if document is not None and isinstance(document.data, Map) else {}
    return Settings(
        path=document.path if document is not None else "",
        folder=shown(folder),
        profile=shown(profile) if profile is not None else "",
        manifests=tuple(shown(folder / name) for name in _listed(stated.get("manifest"))),
        use=stated.get("use") or "",
        decisions=one("decisions", DECISIONS_NAME),
        baseline=one("baseline", BASELINE_NAME),
        fail_on=stated.get("fail-on") or "review",
        licenses=tuple(shown(folder / name) for name in _listed(stated.get("licenses"))),
        evidence=stated.get("evidence") or "all",
        exclude=tuple(_listed(stated.get("exclude"))),
        places=places,
    )


def _listed(value: Any) -> list[str]:
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return [value] if isinstance(value, str) else []
