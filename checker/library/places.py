"""Where the data of licheck lies: in a checkout, in an installation, and in the folders a user adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped() -> Path:
    """The folder `licenses/` that came with this licheck: beside the package in a checkout, inside it in an installation."""
    checkout = _PACKAGE.parent / "licenses"
    if (checkout / "vocabulary").is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return checkout
    return _PACKAGE / "licenses"


@dataclass(frozen=True)
class Places:
    """The folders of encodings in the order of their weight: the shipped one, then the user's own."""

    roots: tuple[Path, ...]

    @staticmethod
    def of(extra: Sequence[Path] = ()) -> Places:
        """The shipped folder and some of the user's. Raises UsageError for one that does not exist."""
        for folder in extra:
            if not folder.is_dir():
                raise UsageError(f"no such folder: `{folder}`")
        return Places((shipped(), *extra))

    def license_file(self, license_id: str) -> Path | None:
        """The file that encodes a license, the user's before the shipped one."""
        if not license_id or "/" in license_id or "\\" in license_id or license_id.startswith("."):
            return None
        return next((path for root in reversed(self.roots) if (path := root / f"{license_id}.yaml").is_file()), None)

    def license_ids(self) -> list[str]:
        """The ids of all encodings, sorted."""
        return sorted({path.stem for root in self.roots for path in _yaml_files(root)})

    def overridden(self) -> list[str]:
        """Ids of shipped encodings that a folder of the user replaces."""
        return [license_id for license_id in self.own() if (self.roots[0] / f"{license_id}.yaml").is_file()]

    def own(self) -> list[str]:
        """Ids of the encodings in the folders of the user, sorted."""
        return sorted({path.stem for root in self.roots[1:] for path in _yaml_files(root)})

    def files(self, folder: str) -> Iterator[Path]:
        """All YAML files of a subfolder, the shipped ones first."""
        for root in self.roots:
            yield from _yaml_files(root / folder)

    def shown(self, path: Path) -> str:
        """A path as a message names it: relative to where the user stands, where that is shorter."""
        try:
            return str(path.relative_to(Path.cwd()))
        except ValueError:
            return str(path)


def _yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder, sorted; what editors hide there, such as locks, is not meant."""
    return sorted(path for path in folder.glob("*.yaml") if not path.name.startswith("."))
