"""`licheck licenses`: looks at the encodings, and checks them."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from checker.app.session import Session
from checker.app.trials import Trial, run_cases
from checker.cli import options
from checker.cli.exit_codes import BAD_INPUT, OK
from checker.cli.license_page import render_license, render_license_list
from checker.cli.licenses_hub import hub_command
from checker.cli.licenses_new import new_command
from checker.cli.output import put
from checker.errors import UsageError
from checker.language.typecheck import nearest

_LATER = ("applications", "coverage", "lint", "mutate")
"""Commands that are imported only when they are run; each lives in the module `licenses_<name>`."""


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_LATER])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _LATER:
            return super().get_command(ctx, cmd_name)
        found: click.Command = importlib.import_module(f"checker.cli.licenses_{cmd_name}").command
        return found


@click.group("licenses", cls=_Group, short_help="the encoded licenses")
def command() -> None:
    """Look at the encoded licenses, policies and service terms, and check them."""


command.add_command(hub_command)
command.add_command(new_command)


@command.command("list")
@click.argument("pattern", default="*")
@options.licenses_option
@options.output_option
def list_command(pattern: str, folders: tuple[Path, ...], output: Path | None) -> int:
    """List the encodings whose id matches PATTERN."""
    session = Session.open(folders)
    chosen = session.matching_licenses([pattern])
    put(render_license_list([session.licenses[license_id] for license_id in chosen]), output)
    return OK


@command.command("show")
@click.argument("license_id", metavar="LICENSE")
@options.licenses_option
@options.output_option
def show_command(license_id: str, folders: tuple[Path, ...], output: Path | None) -> int:
    """Show one encoding: its values, its clauses in the order of the text, and what is not encoded."""
    session = Session.open(folders)
    if license_id not in session.library.license_ids:
        hint = nearest(license_id, session.library.license_ids) or "`licheck licenses list` shows them"
        raise UsageError(f"no encoding of `{license_id}`; {hint}")
    put(render_license(session.licenses[license_id], session.library.vocabulary), output)
    return OK


@command.command("test")
@click.argument("patterns", nargs=-1, metavar="[LICENSE]...")
@options.licenses_option
def test_command(patterns: tuple[str, ...], folders: tuple[Path, ...]) -> int:
    """Run the cases of the encodings, and tell each that comes out otherwise than expected.

    Exit code 4 where a case fails, or where an encoding has no cases.
    """
    session = Session.open(folders)
    trials: list[Trial] = []
    without: list[str] = []
    for license_id in session.matching_licenses(patterns or ["*"]):
        found = run_cases(session, license_id)
        trials += found
        if not found:
            without.append(license_id)
    failed = [trial for trial in trials if trial.complaints]
    for trial in failed:
        click.echo(f"{trial.place}: {trial.name}: {'; '.join(trial.complaints)}")
    for license_id in without:
        click.echo(f"{license_id}: has no cases; write them in `cases/{license_id}.yaml`")
    click.echo(f"{len(trials) - len(failed)} cases passed, {len(failed)} failed, {len(without)} encodings without cases")
    return BAD_INPUT if failed or without else OK
