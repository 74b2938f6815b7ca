"""`licheck gateway`: the allow list of a model gateway."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from checker.cli import options
from checker.cli.output import keep_apart, put
from checker.cli.progress import watched


@click.command("gateway", short_help="the allow list for a model gateway")
@options.profile_argument
@click.argument("models", nargs=-1, metavar="[MODEL]...")
@click.option("--use", "uses", multiple=True, metavar="ID", help="Only this use of the profile; may be given more than once.")
@click.option("--format", "form", type=click.Choice(["litellm", "json"]), required=True, help="For which gateway.")
@click.option("--without-duties", is_flag=True, help="Only models that nothing is left to do for (`allow`).")
@options.judging_options
@options.output_option
def command(
    profile: Path,
    models: tuple[str, ...],
    uses: tuple[str, ...],
    form: str,
    without_duties: bool,
    as_of: date | None,
    evidence: str,
    folders: tuple[Path, ...],
    output: Path | None,
) -> None:
    """Write the models that may be used, by use, as configuration for a model gateway.

    Models are chosen as for `licheck evaluate`. What is denied or under review gets no route; what has duties says so in a comment. An
    existing configuration is checked by `licheck check`.
    """
    from checker.app.gateway import allow_list
    from checker.app.selection import select
    from checker.app.session import Session
    from checker.exporters.gateway import gateway_json, gateway_litellm

    keep_apart(profile, output)
    session = Session.open(folders)
    described = session.load_profile(profile)
    chosen = select(session, described, models, uses)
    with watched("judging") as progress:
        report = session.evaluate(described, chosen, as_of=as_of, reports=evidence == "all", progress=progress)
    allowed = allow_list(session, report, duties_too=not without_duties)
    put(gateway_json(allowed) if form == "json" else gateway_litellm(allowed), output)
    left = f"{len(allowed.routes)} routes; left out: {allowed.denied} denied, {allowed.open} to be reviewed"
    click.echo(left, err=True)
