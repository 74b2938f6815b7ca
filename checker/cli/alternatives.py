"""`licheck alternatives`: what could be used instead."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from checker.cli import options
from checker.cli.output import keep_apart, put
from checker.domain.settings import DECISIONS_NAME


@click.command("alternatives", short_help="what could be used instead of a model")
@options.profile_argument
@click.argument("model")
@click.option("--use", "uses", multiple=True, metavar="ID", help="Only this use of the profile; may be given more than once.")
@click.option("--most", type=click.IntRange(1, 50), default=5, show_default=True, help="How many siblings and other families to show.")
@options.judging_options
@click.option(
    "--decisions", type=click.Path(path_type=Path), metavar="FILE", help=f"Decisions; else {DECISIONS_NAME} beside the profile.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.output_option
def command(
    profile: Path,
    model: str,
    uses: tuple[str, ...],
    most: int,
    as_of: date | None,
    evidence: str,
    folders: tuple[Path, ...],
    decisions: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """Show what the organization could use instead of MODEL, for each use of PROFILE.

    First the ways to use the model itself after all: its hosted API, an agreement to ask for, a fact that would have to be another. Then
    models that take in and give out the same: of the same family, and the nearest of other publishers. Only what comes out `allow` or
    `conditional`, and that no decision denies, is named, nearest first: by size, age, and whether duties come along.
    """
    from checker.app.alternatives import alternatives
    from checker.app.selection import chosen_uses
    from checker.app.session import Session

    keep_apart(profile, output)
    session = Session.open(folders)
    described = session.load_profile(profile)
    day = as_of or date.today()
    usual = profile.parent / DECISIONS_NAME
    taken = decisions or (usual if usual.is_file() else None)
    book = session.library.decisions(taken) if taken is not None else None
    found = [
        alternatives(session, described, use, model, as_of=day, reports=evidence == "all", most=most, book=book)
        for use in chosen_uses(described, uses)
    ]  # fmt: skip
    if form == "json":
        from checker.exporters.alternatives_json import alternatives_json

        put(alternatives_json(found), output)
        return
    from checker.cli.alternatives_page import render_alternatives

    put(render_alternatives(found, session.library.vocabulary), output)
