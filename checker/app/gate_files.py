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
_THOUGH_NAMED = "though it is named: .gitignore or `exclude` leaves it alone"
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
    _seen: set[str] = field(default_factory=set)

    def add(self, paths: Sequence[Path]) -> None:
        """Adds some files and all files of some folders. Raises InputError for a path that is not there."""
        missing = [Problem(str(path), 0, 0, "no such file or folder") for path in paths if not os.path.lexists(path)]
        if missing:
            raise InputError(missing)
        for path in paths:
            if path.is_dir():
                self.folders.append(path)
                if self._ignored.within(_absolute(path)):
                    self.left_out.setdefault(_THOUGH_NAMED, []).append(shown(_absolute(path)))
                self._below(path)
            elif not self._excluded.within(_absolute(path)):  # what is named is meant, whatever git thinks of it
                self._named(path)
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

    def _below(self, folder: Path) -> None:
        """Adds the files below a folder, in the order of their names. Paths are texts here: a repository has many."""
        here = str(_absolute(folder))
        name = shown(Path(here))
        waiting = [self._listed(str(folder), here, "" if name == "." else name)]
        while waiting:
            place = next(waiting[-1], None)
            if place is None:
                waiting.pop()
                continue
            entry, path, real, told = place
            is_folder = entry.is_dir(follow_symlinks=False)
            if entry.name in _NEVER:
                continue
            if self._ignored.leaves_alone(os.path.dirname(real), entry.name, is_folder=is_folder):
                if entry.name == MANIFEST_NAME and not is_folder and self._is_meant(Path(path)):
                    self._entry(entry, Path(path), real, told)
                continue
            if not is_folder:
                self._entry(entry, Path(path), real, told)
            elif not self._is_installed(path, entry.name, told):
                waiting.append(self._listed(path, real, told))

    def _listed(self, spelled: str, real: str, told: str) -> Iterator[tuple[os.DirEntry[str], str, str, str]]:
        """What stands in a folder: each entry with its path as the folder is spelled, from the root of the disk on, and as it is told."""
        try:
            with os.scandir(spelled) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.findings.append(at_file("file-unreadable", told or ".", f"cannot be looked into: {_why(error)}"))
            return
        for entry in listed:
            name = entry.name
            yield entry, os.path.join(spelled, name), os.path.join(real, name), os.path.join(told, name)

    def _entry(self, entry: os.DirEntry[str], path: Path, real: str, name: str) -> None:
        """Adds what stands in a folder and is none itself. What lies in a linked folder is found where it lies."""
        if entry.is_symlink() and (not self._is_inside(path) or path.is_dir()):
            return
        try:
            status = entry.stat()
        except OSError as error:
            self.findings.append(at_file("file-unreadable", name, f"cannot be read: {_why(error)}"))
            return
        self._add(path, real, name, status)

    def _is_meant(self, manifest: Path) -> bool:
        """Whether an ignored manifest counts all the same: it does where only git ignores it, or was told to when it held it already."""
        if not self._excluded.says(_absolute(manifest), is_folder=False):
            return True
        self._excluded_manifest(manifest)
        return False

    def _excluded_manifest(self, path: Path) -> None:
        """That a manifest is excluded is told: without it, models may pass that nobody has judged."""
        self.left_out.setdefault("which the configuration excludes", []).append(shown(_absolute(path)))

    def _is_installed(self, folder: str, name: str, told: str) -> bool:
        reason = "what a tool installed or made" if name in _INSTALLED else ""
        if not reason and os.path.isfile(os.path.join(folder, _ENVIRONMENT)):
            reason = "a virtual environment of Python"
        if reason:
            self.left_out.setdefault(reason, []).append(told)
        return bool(reason)

    def _named(self, path: Path) -> None:
        real = _absolute(path)
        name = shown(real)
        if path.is_symlink() and not self._is_inside(path):
            return
        try:
            status = path.stat()
        except OSError as error:
            self.findings.append(at_file("file-unreadable", name, f"cannot be read: {_why(error)}"))
            return
        self._add(path, str(real), name, status, named=True)

    def _add(self, path: Path, real: str, name: str, status: os.stat_result, *, named: bool = False) -> None:
        if not stat.S_ISREG(status.st_mode):
            self.findings.append(at_file("file-unreadable", name, "is no regular file, and was not opened"))
        elif real not in self._seen:
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
