"""Finds and reads the configuration of a repository: `licheck.yaml`, `[tool.licheck]` in pyproject.toml, or a company.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.domain.settings import BASELINE_NAME, DECISIONS_NAME, PROFILE_NAME, Settings
from checker.errors import InputError, Problem
from checker.library.compiled import CompiledCache, key_of
from checker.textio.document import Document, Map, parse, read_bytes

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
        found = _configuration(folder)
        if found is not None:
            return _settings(*found, folder, profile)
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


def _configuration(folder: Path) -> tuple[Document, bytes] | None:
    """What configures a folder, and the bytes it was read from."""
    config, pyproject = folder / CONFIG_NAME, folder / PYPROJECT
    if config.is_file():
        data = read_bytes(config, shown(config))
        return parse(data, shown(config)), data
    if pyproject.is_file():
        from checker.textio.toml import table_of

        data = read_bytes(pyproject, shown(pyproject))
        document = table_of(data, shown(pyproject), ("tool", "licheck"))
        return None if document is None else (document, data)
    return None


def _settings(document: Document, data: bytes, folder: Path, profile: Path | None) -> Settings:
    if document.data is None:
        return _usual(folder, {}, profile, document)
    problems = _problems_of_shape(document, data)
    stated = document.data if isinstance(document.data, dict) else {}
    problems += _missing(document, folder, stated)
    if problems:
        raise InputError(problems)
    return _usual(folder, stated, profile, document)


def _problems_of_shape(document: Document, data: bytes) -> list[Problem]:
    """What is wrong with the keys; of bytes that were right before, nothing, without loading what checks them."""
    cache, key = CompiledCache.of_the_user(), key_of(data)
    if cache.get("settings-shape", key) is True:
        return []
    from checker.library.settings_shape import SettingsShape
    from checker.library.shape import problems_of

    problems = problems_of(document, SettingsShape)
    if not problems:
        cache.put("settings-shape", key, True)
    return problems


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
