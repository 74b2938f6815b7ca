"""`licheck diff`: what tells two licenses, two models or two versions of the library apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from checker.cli import options
from checker.cli.output import put
from checker.cli.progress import watched
from checker.errors import UsageError


def _rates(stated: tuple[str, ...]) -> dict[str, Decimal]:
    """`CNY=0.14` as a rate. Raises UsageError."""
    found: dict[str, Decimal] = {}
    for text in stated:
        currency, mark, amount = text.partition("=")
        try:
            rate = Decimal(amount)
        except InvalidOperation:
            rate = Decimal(0)
        if not mark or len(currency) != 3 or not currency.isupper() or not rate.is_finite() or rate <= 0:
            raise UsageError(f"`--rate {text}` is no rate; write it as `--rate CNY=0.14`")
        found[currency] = rate
    return found


@click.command("diff", short_help="what tells two licenses or models apart")
@click.argument("names", nargs=-1, metavar="[BEFORE AFTER]")
@click.option("--library", type=click.Path(path_type=Path), metavar="DIR", help="An older version of the library to compare this one with.")
@click.option("--as-of", type=options.Day(), metavar="DATE", help="The day the question is asked for; today if left out.")
@options.licenses_option
@click.option("--rate", "rates", multiple=True, metavar="CUR=USD", help="USD for one unit of a currency, where the texts count in several.")
@click.option("--all", "everything", is_flag=True, help="Show also the clauses that only moved or stayed the same.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.output_option
def command(
    names: tuple[str, ...],
    library: Path | None,
    as_of: date | None,
    folders: tuple[Path, ...],
    rates: tuple[str, ...],
    everything: bool,
    form: str,
    output: Path | None,
) -> None:
    """Compare two licenses, or two models by the terms that bind them: clause by clause, and by verdict.

    For each direction it names the smallest organization and use on which the verdicts differ, or says that none exists: it goes through
    every region of the facts that the two texts tell apart. With `--library DIR`, the encodings that changed since that version are
    compared, all or those that match the names given.
    """
    from checker.app.difference import compare, compare_libraries
    from checker.app.session import Session

    if library is None and len(names) != 2:
        raise UsageError("name two licenses or two models, or an older library with `--library DIR`")
    session = Session.open(folders)
    day = as_of or date.today()
    if library is not None:
        with watched("comparing") as progress:
            found = compare_libraries(session, library, names, day, progress)
        if form == "json":
            from checker.exporters.difference_json import library_difference_json

            put(library_difference_json(found.added, found.dropped, found.changed, found.relicensed), output)
        else:
            from checker.cli.difference_page import render_library

            put(render_library(found, everything=everything), output)
        return
    difference = compare(session, names[0], names[1], day, _rates(rates))
    if form == "json":
        from checker.exporters.difference_json import difference_json

        put(difference_json(difference), output)
    else:
        from checker.cli.difference_page import render_difference

        put(render_difference(difference, everything=everything), output)
