"""What git leaves alone: the patterns of every .gitignore from the top of a repository down, and what else is to be left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_MAX_BYTES = 1_000_000
"""A .gitignore that is larger than this is none."""


@dataclass
class Ignored:
    """Says of paths below a folder whether they are left alone. A folder that is left alone takes all that is in it along."""

    root: Path
    more: Sequence[str] = ()
    """Patterns besides those of git, as in a .gitignore at the top; nothing takes them back."""
    git: bool = True
    """Whether the .gitignore files count."""
    _specs: dict[Path, GitIgnoreSpec | None] = field(default_factory=dict)
    _above: dict[Path, tuple[tuple[Path, GitIgnoreSpec], ...] | None] = field(default_factory=dict)

    def says(self, path: Path, *, is_folder: bool) -> bool:
        """Whether a path is left alone, if the folders above it are not."""
        above = self._rules(path.parent)
        if above is None:
            return False
        mark = "/" if is_folder else ""
        if self.more and self._own.check_file(path.relative_to(self.root).as_posix() + mark).include:
            return True
        for folder, spec in above:  # the nearest file that has something to say of the path decides
            said = spec.check_file(path.relative_to(folder).as_posix() + mark).include
            if said is not None:
                return said
        return False

    def _rules(self, folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...] | None:
        """The patterns that speak for what lies in a folder, the nearest first; None for a folder outside."""
        if folder not in self._above:
            found: list[tuple[Path, GitIgnoreSpec]] = []
            inside = folder.is_relative_to(self.root)
            for here in (folder, *folder.parents) if inside and self.git else ():
                spec = self._spec(here)
                if spec is not None:
                    found.append((here, spec))
                if here == self.root:
                    break
            self._above[folder] = tuple(found) if inside else None
        return self._above[folder]

    def within(self, path: Path) -> bool:
        """Whether a path is left alone by itself or with a folder above it."""
        below = [folder for folder in path.parents if folder != self.root and folder.is_relative_to(self.root)]
        return any(self.says(folder, is_folder=True) for folder in reversed(below)) or self.says(path, is_folder=path.is_dir())

    @property
    def _own(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        spec = self._specs.get(Path())
        if spec is None:
            spec = self._specs[Path()] = GitIgnoreSpec.from_lines(self.more)
        return spec

    def _spec(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            lines = _lines(folder / ".gitignore")
            if folder == self.root:
                lines = [*_lines(folder / ".git" / "info" / "exclude"), *lines]
            self._specs[folder] = _compiled(lines)
        return self._specs[folder]


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
