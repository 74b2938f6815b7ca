"""`licheck what-if`: which verdicts change with other facts, and where over the range of a fact they flip."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from checker.app.profile_checks import lapsed_agreements
from checker.app.selection import select
from checker.app.session import Session
from checker.cli import options
from checker.cli.output import keep_apart, put, warn
from checker.cli.progress import watched
from checker.errors import UsageError


@click.command("what-if", short_help="which verdicts change with other facts, and where they flip")
@options.profile_argument
@click.argument("models", nargs=-1, metavar="[MODEL]...")
@click.option(
    "--set", "settings", multiple=True, metavar="FACT=VALUE",
    help="Suppose this, such as organization.monthly_active_users=800M, use.acts=run,serve or uses.ID.production=false.",
)  # fmt: skip
@click.option("--sweep", metavar="FACT", help="Follow one fact over its whole range, and tell each point where a verdict flips.")
@click.option("--use", "uses", multiple=True, metavar="ID", help="Only this use of the profile; may be given more than once.")
@options.judging_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.output_option
def command(
    profile: Path,
    models: tuple[str, ...],
    settings: tuple[str, ...],
    sweep: str | None,
    uses: tuple[str, ...],
    as_of: date | None,
    evidence: str,
    folders: tuple[Path, ...],
    form: str,
    output: Path | None,
) -> None:
    """Judge PROFILE once as it is and once with other facts, and tell which verdicts change and by which clause.

    A fact is named as in the profile: organization.domicile, use.acts for every use, uses.ID.acts for one, exchange_rates.EUR. A figure
    set so holds for all time; organization.monthly_active_users.2026-10 sets one month. `unknown` takes a fact away. Nothing is written.

    With --sweep, the points where verdicts flip are found exactly, from the limits that the licenses state, and not by trying amounts.

    The exit code is 0, whatever the verdicts are.
    """
    from checker.app.settings import apply, named

    keep_apart(profile, output)
    if not settings and sweep is None:
        raise UsageError("say what to suppose with `--set FACT=VALUE`, or which fact to follow with `--sweep FACT`")
    session = Session.open(folders)
    described = session.load_profile(profile)
    vocabulary = session.library.vocabulary
    supposed, told = apply(described, settings, vocabulary)
    fact = named(sweep, supposed, vocabulary) if sweep is not None else None
    chosen = select(session, described, models, uses)
    day, reports = as_of or date.today(), evidence == "all"
    warn(lapsed_agreements(described, day))
    from checker.exporters import what_if_json

    if fact is not None:
        from checker.app.what_if import sweep as follow
        from checker.cli.sweep_page import render_sweep

        with watched("judging") as progress:
            found = follow(session, supposed, chosen, fact, as_of=day, reports=reports, settings=told, progress=progress)
        put(what_if_json.of_sweep(found) if form == "json" else render_sweep(found, vocabulary), output)
        return
    from checker.app.what_if import what_if
    from checker.cli.what_if_page import render_what_if

    before = session.evaluate(described, chosen, as_of=day, reports=reports)
    after = session.evaluate(supposed, select(session, supposed, models, uses), as_of=day, reports=reports)
    compared = what_if(before, after, told)
    put(what_if_json.of_what_if(compared) if form == "json" else render_what_if(compared, vocabulary), output)
