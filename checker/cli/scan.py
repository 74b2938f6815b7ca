"""`licheck scan`: the inventory of a repository."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from checker.app.scan import Scan
from checker.app.scan_write import write_missing
from checker.cli import options
from checker.cli.exit_codes import BAD_INPUT, OK, REVIEW
from checker.cli.output import put
from checker.cli.progress import watched
from checker.cli.scan_page import render_scan
from checker.cli.terminal import plain
from checker.domain.inventory import Inventory
from checker.domain.settings import Settings
from checker.errors import UsageError
from checker.exporters import inventory_json
from checker.library.settings import find_settings

_PATH = click.Path(path_type=Path)


@click.command("scan", short_help="which models does this repository use, and where?")
@click.argument("folder", metavar="[DIR]", type=_PATH, default=Path())
@click.option("--manifest", type=_PATH, metavar="FILE", help="The manifest, whatever it is called.")
@click.option("--write", is_flag=True, help="Add the models that no manifest lists to models.yaml.")
@click.option("--use", default="", metavar="ID", help="With --write: the use of the profile that the new entries serve.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--every-place", is_flag=True, help="Name every place of every model, not only the first few.")
@options.licenses_option
@options.output_option
def command(
    folder: Path,
    manifest: Path | None,
    write: bool,
    use: str,
    form: str,
    every_place: bool,
    folders: tuple[Path, ...],
    output: Path | None,
) -> int:
    """List all models that the files below DIR name, where they name them, and whether a manifest lists them.

    DIR is the folder you stand in, if left out. What .gitignore excludes is left alone; what a reader cannot follow is listed. Nothing
    is judged, and no profile is needed: `licheck check` says what may be used. docs/guides/scan.md tells more.

    Exit codes: 0 every model is listed in a manifest and every place was understood, 3 one is not, 2 wrong usage, 4 a file is broken.
    """
    if use and not write:
        raise UsageError("`--use` says what new entries of the manifest serve; add `--write`")
    settings = _settings(folder, manifest, folders)
    scan = Scan.open(settings)
    with watched("files") as progress:
        inventory = scan.of([folder], progress)
    if write and inventory.missing:
        for path, count in write_missing(scan, inventory, folder, use):
            click.echo(plain(f"{count} model{'' if count == 1 else 's'} added to {path}"), err=True)
        with watched("files") as progress:
            inventory = scan.of([folder], progress)
    put(inventory_json.render(inventory) if form == "json" else render_scan(inventory, every_place=every_place), output)
    return _exit_code(inventory)


def _settings(folder: Path, manifest: Path | None, folders: tuple[Path, ...]) -> Settings:
    found = find_settings(folder)
    if manifest is not None:
        found = replace(found, manifests=(str(manifest),))
    return replace(found, licenses=(*found.licenses, *map(str, folders)))


def _exit_code(found: Inventory) -> int:
    if found.problems:
        return BAD_INPUT
    return REVIEW if found.missing or found.not_understood else OK
