"""`licheck explain`: the whole reasoning for one model."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from checker.app.explanation import explain
from checker.app.profile_checks import lapsed_agreements, problems_with
from checker.app.selection import select
from checker.app.session import Session
from checker.cli import options
from checker.cli.exit_codes import BAD_INPUT, of_verdicts
from checker.cli.output import put, warn
from checker.cli.tree import render_explanation
from checker.errors import InputError


@click.command("explain", short_help="explain a verdict")
@options.profile_argument
@click.argument("model")
@click.option("--use", "uses", multiple=True, metavar="ID", help="Only this use of the profile; may be given more than once.")
@options.judging_options
@options.output_option
def command(
    profile: Path,
    model: str,
    uses: tuple[str, ...],
    as_of: date | None,
    evidence: str,
    folders: tuple[Path, ...],
    output: Path | None,
) -> int:
    """Show the whole reasoning for MODEL as a tree.

    Each clause that mattered, its section, the facts and figures it was compared with, what was assumed, and what would change the verdict.
    Exit codes are those of `licheck evaluate`.
    """
    session = Session.open(folders)
    described = session.load_profile(profile)
    chosen = select(session, described, (model,), uses) or {}
    work = [(use, request) for use in described.uses for request in chosen.get(use.id, ())]
    explanations = [explain(session, described, use, request, as_of=as_of, reports=evidence == "all") for use, request in work]
    problems = problems_with(described, session.licenses.loaded)
    if problems:
        raise InputError(problems)
    vocabulary = session.library.vocabulary
    put("\n".join(render_explanation(found, vocabulary) for found in explanations), output)
    code = of_verdicts((found.result.verdict for found in explanations), "review")
    return BAD_INPUT if warn(lapsed_agreements(described, as_of or date.today())) else code
