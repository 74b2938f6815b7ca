"""What git leaves alone: the patterns of every .gitignore from the top of a repository down, and what else is to be left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_MAX_BYTES = 1_000_000
"""A .gitignore that is larger than this is none."""

_Rules = tuple[tuple[str, "GitIgnoreSpec", bool], ...]
"""The way to a folder from where some patterns stand, the patterns, and whether they can take a path back that others leave alone."""


@dataclass
class Ignored:
    """Says of paths below a folder whether they are left alone. A folder that is left alone takes all that is in it along."""

    root: Path
    more: Sequence[str] = ()
    """Patterns besides those of git, as in a .gitignore at the top; nothing takes them back."""
    git: bool = True
    """Whether the .gitignore files count."""
    _specs: dict[Path, GitIgnoreSpec | None] = field(default_factory=dict)
    _above: dict[str, _Rules | None] = field(default_factory=dict)

    def says(self, path: Path, *, is_folder: bool) -> bool:
        """Whether a path is left alone, if the folders above it are not."""
        return self.leaves_alone(str(path.parent), path.name, is_folder=is_folder)

    def leaves_alone(self, folder: str, name: str, *, is_folder: bool) -> bool:
        """Whether what is called so in a folder is left alone, if the folder is not. Asked of every file there is, so paths are texts."""
        try:
            rules = self._above[folder]
        except KeyError:
            rules = self._above[folder] = self._rules(Path(folder))
        if not rules:
            return False
        if is_folder:
            name += "/"
        for prefix, spec, undone in rules:  # the nearest file that has something to say of the path decides
            said = spec.check_file(prefix + name).include
            if said or (said is not None and undone):
                return bool(said)
        return False

    def _rules(self, folder: Path) -> _Rules | None:
        """The patterns that speak for what lies in a folder, the nearest first; None for a folder outside."""
        if not folder.is_relative_to(self.root):
            return None
        found: list[tuple[str, GitIgnoreSpec, bool]] = []
        if self.more:
            found.append((_prefix(folder, self.root), self._own, False))
        for here in (folder, *folder.parents) if self.git else ():
            spec = self._spec(here)
            if spec is not None:
                found.append((_prefix(folder, here), spec, True))
            if here == self.root:
                break
        return tuple(found)

    def within(self, path: Path) -> bool:
        """Whether a path is left alone by itself or with a folder above it."""
        below = [folder for folder in path.parents if folder != self.root and folder.is_relative_to(self.root)]
        return any(self.says(folder, is_folder=True) for folder in reversed(below)) or self.says(path, is_folder=path.is_dir())

    @cached_property
    def _own(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines(self.more)

    def _spec(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            lines = _lines(folder / ".gitignore")
            if folder == self.root:
                lines = [*_lines(folder / ".git" / "info" / "exclude"), *lines]
            self._specs[folder] = _compiled(lines)
        return self._specs[folder]


def _prefix(folder: Path, above: Path) -> str:
    """The way from one folder down to another, as patterns are matched against it."""
    return "" if folder == above else folder.relative_to(above).as_posix() + "/"


def _lines(path: Path) -> list[str]:
    """The lines of a file; none where it cannot be read, and then nothing is left out on its account."""
    try:
        if not path.is_file():
            return []
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError:
        return []
    return [] if len(data) > _MAX_BYTES else data.decode("utf-8", errors="replace").splitlines()


def _compiled(lines: list[str]) -> GitIgnoreSpec | None:
    if not lines:
        return None
    from pathspec import GitIgnoreSpec

    kept = []
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:  # git passes over a pattern that is none, too
            continue
        kept.append(line)
    return GitIgnoreSpec.from_lines(kept)
