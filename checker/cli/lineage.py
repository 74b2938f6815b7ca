"""`licheck lineage`: what a model was made from, and whose terms bind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from checker.cli import options
from checker.cli.exit_codes import OK, REVIEW
from checker.cli.output import put


@click.command("lineage", short_help="what a model was made from, and whose terms bind")
@click.argument("model")
@click.option("--as-of", type=options.Day(), metavar="DATE", help="The day the question is asked for; today if left out.")
@options.licenses_option
@options.online_option
@click.option("--format", "form", type=click.Choice(["text", "json", "dot", "mermaid"]), default="text", show_default=True)
@options.output_option
def command(model: str, as_of: date | None, folders: tuple[Path, ...], online: bool, form: str, output: Path | None) -> int:
    """Draw what MODEL (or MODEL@REVISION) was made from, up to its roots, with the license at each step.

    Below stand the licenses that bind whoever uses it, and where a model is given out under freer terms than its base allows
    (license drift), graded by what was lost. Exit code 3 where the terms are not certain: a base that nobody knows, a circle, a license
    that was lost on the way.
    """
    from checker.app.ancestry import ancestry
    from checker.app.evidence import gather, hub_source
    from checker.app.session import Session
    from checker.domain.profile import ModelRequest
    from checker.exporters.ancestry_formats import ancestry_dot, ancestry_json, ancestry_mermaid

    session = Session.open(folders, hub_source(online))
    bare, mark, revision = model.rpartition("@")
    request = ModelRequest(bare, None, revision) if mark and bare else ModelRequest(model)
    gather(session, [request])
    found = ancestry(session, request, as_of or date.today())
    if form == "text":
        from checker.cli.lineage_page import render_lineage

        put(render_lineage(found), output)
    else:
        put({"json": ancestry_json, "dot": ancestry_dot, "mermaid": ancestry_mermaid}[form](found), output)
    return REVIEW if found.open or found.drifts else OK
