"""Which files the gate looks into: those that were named, and those found below named folders, never beyond the repository."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from checker.app.gate_findings import at_file
from checker.domain.gate import GateFinding
from checker.domain.manifest import MANIFEST_NAME
from checker.errors import InputError, Problem
from checker.library.settings import ROOT_MARK, repository_root, shown
from checker.textio.gitignore import Ignored

_NEVER = frozenset([ROOT_MARK])
"""Folders that hold no file of the repository."""
_INSTALLED = frozenset(["node_modules", "site-packages", "__pycache__", ".tox", ".nox", ".mypy_cache", ".ruff_cache", ".pytest_cache"])
"""Folders that tools fill with what others wrote, or with what they made of it."""
_ENVIRONMENT = "pyvenv.cfg"
"""What every virtual environment of Python holds at its top."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to look into."""

    path: Path
    shown: str
    size: int
    named: bool = False
    """Whether it was named itself, and not found in a folder."""


@dataclass
class Gathering:
    """Files in the order they were named or found, and what kept others out."""

    root: Path
    exclude: tuple[str, ...] = ()
    files: list[Found] = field(default_factory=list)
    findings: list[GateFinding] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    """The folders that were looked through."""
    left_out: dict[str, list[str]] = field(default_factory=dict)
    """Folders and manifests that were not looked into though git does not ignore them, by the reason; whoever gathers tells of them."""
    _seen: set[Path] = field(default_factory=set)

    def add(self, paths: Sequence[Path]) -> None:
        """Adds some files and all files of some folders. Raises InputError for a path that is not there."""
        missing = [Problem(str(path), 0, 0, "no such file or folder") for path in paths if not os.path.lexists(path)]
        if missing:
            raise InputError(missing)
        for path in paths:
            if path.is_dir():
                self.folders.append(path)
                for file in self._below(path):
                    self._file(file)
            elif not self._excluded.within(_absolute(path)):  # what is named is meant, whatever git thinks of it
                self._file(path, named=True)
            elif path.name == MANIFEST_NAME:
                self._excluded_manifest(path)

    def notes(self) -> tuple[str, ...]:
        """What was not looked into, in words."""
        told = [f"not looked into: {folders[0]}{_more(len(folders) - 1)}, {reason}" for reason, folders in self.left_out.items()]
        return tuple(sorted(told))

    @cached_property
    def _ignored(self) -> Ignored:
        return Ignored(self.root, self.exclude)

    @cached_property
    def _excluded(self) -> Ignored:
        return Ignored(self.root, self.exclude, git=False)

    def _below(self, folder: Path) -> Iterator[Path]:
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.findings.append(at_file("file-unreadable", shown(_absolute(folder)), f"cannot be looked into: {_why(error)}"))
            return
        here = _absolute(folder)
        for entry in listed:
            path, is_folder = folder / entry.name, entry.is_dir(follow_symlinks=False)
            if entry.name in _NEVER:
                continue
            if self._ignored.says(here / entry.name, is_folder=is_folder):
                if entry.name == MANIFEST_NAME and not is_folder and self._is_meant(path):
                    yield path
                continue
            if entry.is_symlink() and path.is_dir():
                self._is_inside(path)  # what lies inside is found where it lies
            elif is_folder:
                if not self._is_installed(path):
                    yield from self._below(path)
            else:
                yield path

    def _is_meant(self, manifest: Path) -> bool:
        """Whether an ignored manifest counts all the same: it does where only git ignores it, or was told to when it held it already."""
        if not self._excluded.says(_absolute(manifest), is_folder=False):
            return True
        self._excluded_manifest(manifest)
        return False

    def _excluded_manifest(self, path: Path) -> None:
        """That a manifest is excluded is told: without it, models may pass that nobody has judged."""
        self.left_out.setdefault("which the configuration excludes", []).append(shown(_absolute(path)))

    def _is_installed(self, folder: Path) -> bool:
        reason = "what a tool installed or made" if folder.name in _INSTALLED else ""
        if not reason and (folder / _ENVIRONMENT).is_file():
            reason = "a virtual environment of Python"
        if reason:
            self.left_out.setdefault(reason, []).append(shown(_absolute(folder)))
        return bool(reason)

    def _file(self, path: Path, *, named: bool = False) -> None:
        real = _absolute(path)
        name = shown(real)
        if path.is_symlink() and not self._is_inside(path):
            return
        try:
            status = path.stat()
        except OSError as error:
            self.findings.append(at_file("file-unreadable", name, f"cannot be read: {_why(error)}"))
            return
        if not stat.S_ISREG(status.st_mode):
            self.findings.append(at_file("file-unreadable", name, "is no regular file, and was not opened"))
            return
        if real not in self._seen:
            self._seen.add(real)
            self.files.append(Found(path, name, status.st_size, named))

    def _is_inside(self, path: Path) -> bool:
        """Whether the path, links followed, lies in the repository it is named in; where it does not, that is a finding."""
        name = shown(_absolute(path))
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError) as error:
            self.findings.append(at_file("file-unreadable", name, f"is a link that leads nowhere: {_why(error)}"))
            return False
        home = repository_root(path.parent).resolve() if path.is_symlink() else target.parent
        if not target.is_relative_to(home):
            remedy = "put the file itself into the repository, or exclude the link"
            self.findings.append(at_file("outside-repository", name, "is a link out of the repository, and was not followed", remedy))
            return False
        return True


def _more(count: int) -> str:
    return f" and {count} more" if count else ""


def _absolute(path: Path) -> Path:
    return Path(os.path.normpath(os.path.join(os.getcwd(), path)))


def _why(error: Exception) -> str:
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return said[:1].lower() + said[1:]
