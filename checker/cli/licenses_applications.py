"""`licheck licenses applications`: what a model is used for, and which licenses have something to say about it."""

from __future__ import annotations

from pathlib import Path

import click

from checker.app.applications import applications
from checker.app.session import Session
from checker.cli import options
from checker.cli.application_page import as_data, as_list, as_markdown, as_text
from checker.cli.exit_codes import OK
from checker.cli.license_checks import as_json
from checker.cli.output import put


@click.command("applications")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@options.licenses_option
@click.option("--format", "form", type=click.Choice(["table", "json", "markdown"]), default="table", show_default=True)
@options.output_option
def command(words: tuple[str, ...], folders: tuple[Path, ...], form: str, output: Path | None) -> int:
    """List the applications that a profile can name, or look up those that WORD describes.

    Of each, what it means, with examples, and which clauses of which licenses and policies forbid it, leave it open, or ask something of
    whoever does it. WORD is an application, or words of its meaning or its examples, such as `hiring`, `face` or `unmask voters`.
    """
    found = applications(Session.open(folders), " ".join(words))
    if form == "json":
        put(as_json("licheck/applications/1", as_data(found)), output)
    elif form == "markdown":
        put(as_markdown(found), output)
    else:
        put(as_text(found) if len(found.found) == 1 else as_list(found), output)
    return OK
