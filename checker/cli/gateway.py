"""`licheck gateway`: the allow list of a model gateway."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from checker.cli import options
from checker.cli.decided_page import tell
from checker.cli.exit_codes import BAD_INPUT, OK
from checker.cli.output import keep_apart, put, warn
from checker.cli.progress import watched
from checker.domain.settings import DECISIONS_NAME


@click.command("gateway", short_help="the allow list for a model gateway")
@options.profile_argument
@click.argument("models", nargs=-1, metavar="[MODEL]...")
@click.option("--use", "uses", multiple=True, metavar="ID", help="Only this use of the profile; may be given more than once.")
@click.option("--format", "form", type=click.Choice(["litellm", "json"]), required=True, help="For which gateway.")
@click.option("--without-duties", is_flag=True, help="Only models that nothing is left to do for (`allow`).")
@options.judging_options
@click.option(
    "--decisions", type=click.Path(path_type=Path), metavar="FILE", help=f"Decisions; else {DECISIONS_NAME} beside the profile.",
)  # fmt: skip
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
    decisions: Path | None,
    output: Path | None,
) -> int:
    """Write the models that may be used, by use, as configuration for a model gateway.

    Models are chosen as for `licheck evaluate`. What is denied or under review gets no route; what has duties says so in a comment.
    Where there are decisions, their outcomes count. An existing configuration is checked by `licheck check`.

    Exit codes: 0 the list was written, however long it is, 2 wrong usage, 4 a bad profile or decision file, or an agreement that has
    expired.
    """
    from checker.app.decided import evaluate_decided
    from checker.app.gateway import allow_list
    from checker.app.selection import select
    from checker.app.session import Session
    from checker.exporters.gateway import gateway_json, gateway_litellm

    keep_apart(profile, output)
    session = Session.open(folders)
    described = session.load_profile(profile)
    chosen = select(session, described, models, uses)
    usual = profile.parent / DECISIONS_NAME
    taken = decisions or (usual if usual.is_file() else None)
    decided, wrong = None, False
    with watched("judging") as progress:
        if taken is None:
            report = session.evaluate(described, chosen, as_of=as_of, reports=evidence == "all", progress=progress)
        else:
            keep_apart(taken, output, "the file of decisions")
            book = session.library.decisions(taken)
            decided = evaluate_decided(session, described, book, chosen, as_of=as_of, reports=evidence == "all", progress=progress)
            report = decided.report
    allowed = allow_list(session, report, decided.decided if decided is not None else (), duties_too=not without_duties)
    put(gateway_json(allowed) if form == "json" else gateway_litellm(allowed), output)
    if decided is not None:
        wrong = tell(decided.findings)
    count = len(allowed.routes)
    click.echo(f"{count} route{'' if count == 1 else 's'}; left out: {allowed.denied} denied, {allowed.open} to be reviewed", err=True)
    return BAD_INPUT if warn(report.warnings) or wrong else OK
