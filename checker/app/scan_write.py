"""Adds what a scan found missing to the manifests that ought to list it; comments and order stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checker.app.scan import Scan
from checker.domain.inventory import Inventory, InventoryModel
from checker.domain.manifest import MANIFEST_NAME
from checker.domain.sighting import Sighting
from checker.errors import InputError, Problem
from checker.library.settings import repository_root, shown, upward
from checker.textio.document import read_bytes
from checker.textio.write import write_whole
from checker.textio.yaml_edit import append_item
from checker.textio.yaml_text import item_lines

_NEW = "# The models that this repository uses, each with the use of the profile that it serves.\nmodels:\n"


def write_missing(scan: Scan, inventory: Inventory, folder: Path, use: str = "") -> list[tuple[str, int]]:
    """Writes each missing model into the manifest nearest above the files that name it; the manifests and how much each gained.

    Where there is none, one is made at the top of the repository, or in `folder` where that lies in none. `use` is the use that the new
    entries serve. Raises InputError where a manifest is wrong, and then nothing is written at all.
    """
    texts: dict[Path, str] = {}
    added: dict[Path, int] = {}
    for model in inventory.missing:
        for path, sightings in _by_manifest(scan, model, folder).items():
            if path not in texts:
                texts[path] = _text_of(path)
            texts[path] = _with_entry(texts[path], _entry(model, sightings, use), shown(path))
            added[path] = added.get(path, 0) + 1
    for path, text in texts.items():
        scan.session.library.manifest_of(text.encode("utf-8"), shown(path))  # what was written must be readable
    for path, text in texts.items():
        write_whole(path, text)
    return [(shown(path), count) for path, count in added.items()]


def _by_manifest(scan: Scan, model: InventoryModel, folder: Path) -> dict[Path, list[Sighting]]:
    """The sightings of a model that no manifest lists, by the manifest that ought to."""
    found: dict[Path, list[Sighting]] = {}
    for sighting in model.missing:
        found.setdefault(_manifest_for(scan, Path.cwd() / sighting.path, folder), []).append(sighting)
    return found


def _manifest_for(scan: Scan, path: Path, folder: Path) -> Path:
    if scan.settings.manifests:
        return Path.cwd() / scan.settings.manifests[0]
    nearest = next((file for above in upward(path) if (file := above / MANIFEST_NAME).is_file()), None)
    if nearest is not None:
        return nearest
    start = Path.cwd() / (folder if folder.is_dir() else folder.parent)
    root = repository_root(start)
    return root / MANIFEST_NAME


def _text_of(path: Path) -> str:
    if not path.exists():
        return _NEW
    data = read_bytes(path, shown(path))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError([Problem(shown(path), 0, 0, "is not UTF-8", "save the file as UTF-8")]) from None


def _with_entry(text: str, entry: str | dict[str, str], name: str) -> str:
    """A list that does not exist yet begins with one line an entry, so that it reads well and stays so."""
    if text == _NEW:
        return "\n".join([_NEW.rstrip("\n"), *(f"  {line}" for line in item_lines(entry, 2, 2)), ""])
    return append_item(text, ["models"], entry, name=name)


def _entry(model: InventoryModel, sightings: list[Sighting], use: str) -> str | dict[str, str]:
    """The name alone where there is nothing more to say; a revision only where all files pin the same."""
    revisions = {sighting.revision for sighting in sightings}
    entry = dict(_known(model.id, revisions.pop() if len(revisions) == 1 else "", use))
    return model.id if len(entry) == 1 else entry


def _known(name: str, revision: str, use: str) -> Iterator[tuple[str, str]]:
    yield "model", name
    if use:
        yield "use", use
    if revision:
        yield "revision", revision
