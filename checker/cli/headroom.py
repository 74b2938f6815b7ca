"""`licheck headroom`: how near the organization's figures are to the thresholds of licenses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from checker.app.profile_checks import lapsed_agreements
from checker.app.selection import select
from checker.app.session import Session
from checker.cli import options
from checker.cli.output import keep_apart, put, warn
from checker.domain.headroom import Growth
from checker.errors import UsageError
from checker.language.amounts import AmountError
from checker.language.growth import parse_growth


@click.command("headroom", short_help="how near our figures are to the thresholds of licenses")
@options.profile_argument
@click.argument("models", nargs=-1, metavar="[MODEL]...")
@click.option("--use", "uses", multiple=True, metavar="ID", help="Only this use of the profile; may be given more than once.")
@click.option(
    "--growth", "growth", multiple=True, metavar="RATE",
    help="Also tell when each limit would be crossed at this growth: 8%/month, 20%/year, or organization.annual_revenue=20%/year.",
)  # fmt: skip
@options.judging_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.output_option
def command(
    profile: Path,
    models: tuple[str, ...],
    uses: tuple[str, ...],
    growth: tuple[str, ...],
    as_of: date | None,
    evidence: str,
    folders: tuple[Path, ...],
    form: str,
    output: Path | None,
) -> None:
    """Set each figure of PROFILE beside each threshold that could touch the organization, the nearest first.

    MODEL is as for `licheck evaluate`. Only thresholds that can decide something for the uses of the profile are shown. Growth is an
    assumption of yours: the same share in every step, on top of the step before. What a license looks at may be over, such as the month
    before a release; then no growth crosses it.

    The exit code is 0, however near a threshold is.
    """
    from checker.app.headroom import headroom

    keep_apart(profile, output)
    session = Session.open(folders)
    growths = _growths(growth, session)
    described = session.load_profile(profile)
    chosen = select(session, described, models, uses)
    found = headroom(session, described, chosen, as_of=as_of, reports=evidence == "all", growths=growths)
    warn(lapsed_agreements(described, found.as_of))
    if form == "json":
        from checker.exporters import headroom_json

        put(headroom_json.render(found), output)
        return
    from checker.cli.headroom_page import render_headroom

    put(render_headroom(found), output)


def _growths(texts: tuple[str, ...], session: Session) -> list[Growth]:
    growths: list[Growth] = []
    for text in texts:
        try:
            growth = parse_growth(text, session.library.vocabulary.facts)
        except AmountError as error:
            raise UsageError(f"`--growth`: {error.message}" + (f"; {error.hint}" if error.hint else "")) from None
        if any(known.fact == growth.fact for known in growths):
            raise UsageError(f"`--growth` is given twice for {f'`{growth.fact}`' if growth.fact else 'every figure'}")
        growths.append(growth)
    return growths
