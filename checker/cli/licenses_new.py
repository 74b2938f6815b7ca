"""`licheck licenses new`: starts an encoding from a text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from checker.app.skeleton import Head, skeleton, skeleton_of_cases
from checker.cli.exit_codes import OK
from checker.cli.options import Day
from checker.errors import UsageError
from checker.textio.document import read_bytes
from checker.textio.write import write_whole


@click.command("new")
@click.argument("text", type=click.Path(path_type=Path))
@click.option("--id", "license_id", required=True, metavar="ID", help="The encoding's id, in kebab-case; also the name of its file.")
@click.option("--publisher", required=True, help="Who licenses under it, by the short name the catalog uses.")
@click.option("--name", help="The title of the text; the id if left out.")
@click.option("--kind", type=click.Choice(["license", "policy", "terms"]), default="license", show_default=True)
@click.option("--version", default="", help="The version that the text states.")
@click.option("--released", type=Day(), metavar="DATE", help="The date of the text.")
@click.option("--source", help="Where a person can read it.")
@click.option(
    "--into", type=click.Path(path_type=Path), default=Path("licenses"), show_default=True, metavar="DIR", help="The folder of encodings."
)
def new_command(
    text: Path,
    license_id: str,
    publisher: str,
    name: str | None,
    kind: str,
    version: str,
    released: date | None,
    source: str | None,
    into: Path,
) -> int:
    """Write the skeleton of an encoding of TEXT, with the text's own list of sections, and a file of cases.

    An existing file is never overwritten. Until the skeleton is finished, every verdict that it bears on is a review.
    """
    encoding, cases = into / f"{license_id}.yaml", into / "cases" / f"{license_id}.yaml"
    for path in (encoding, cases):
        if path.exists():
            raise UsageError(f"`{path}` already exists; choose another id, or remove it first")
    content = _decoded(text)
    head = Head(license_id, name or license_id, kind, publisher, source or "where the text can be read", released, version)
    try:
        cases.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder `{cases.parent}`: {(error.strerror or str(error)).lower()}") from None
    write_whole(encoding, skeleton(content, head, date.today()))
    write_whole(cases, skeleton_of_cases(head))
    click.echo(f"wrote {encoding} and {cases}")
    click.echo(f"next: fill in the clauses, then `licheck licenses lint {license_id} --licenses {into}` and `licheck licenses test`")
    return OK


def _decoded(path: Path) -> str:
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"`{path}` is not UTF-8 text; save it as UTF-8") from None
    if not text.strip():
        raise UsageError(f"`{path}` is empty")
    return text
