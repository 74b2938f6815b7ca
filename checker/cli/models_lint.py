"""`licheck models lint`: checks the catalog as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from checker.app.catalog_lint import lint_catalog
from checker.app.session import Session
from checker.cli import options
from checker.cli.exit_codes import BAD_INPUT, OK
from checker.cli.terminal import plain
from checker.domain.finding import Severity


@click.command("lint")
@options.licenses_option
def lint_command(folders: tuple[Path, ...]) -> int:
    """Check the catalog: bases that are missing or run in a circle, licenses nobody encoded, names used twice, dates that cannot be.

    Exit code 4 where there is an error; warnings are told and do not fail.
    """
    session = Session.open(folders)
    findings = lint_catalog(session)
    for finding in findings:
        hint = f"; {finding.hint}" if finding.hint else ""
        click.echo(plain(f"{finding.path}: {finding.severity.value} {finding.code}: {finding.subject}: {finding.message}{hint}"))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    click.echo(f"{len(session.library.all_models())} models checked: {errors} errors, {len(findings) - errors} warnings")
    return BAD_INPUT if errors else OK
