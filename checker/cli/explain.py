"""`licheck explain`: the whole reasoning for one model."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from checker.app.evidence import hub_source
from checker.app.explanation import explain, with_passages
from checker.app.passages import Passages
from checker.app.profile_checks import lapsed_agreements, problems_with
from checker.app.selection import select
from checker.app.session import Session
from checker.cli import options
from checker.cli.exit_codes import BAD_INPUT, of_verdicts
from checker.cli.output import keep_apart, put, warn
from checker.cli.tree import HOW_TO_GET_PASSAGES, render_explanations
from checker.errors import InputError
from checker.library.texts import TextFolder


@click.command("explain", short_help="explain a verdict")
@options.profile_argument
@click.argument("model")
@click.option("--use", "uses", multiple=True, metavar="ID", help="Only this use of the profile; may be given more than once.")
@options.judging_options
@options.online_option
@options.texts_option
@options.output_option
def command(
    profile: Path,
    model: str,
    uses: tuple[str, ...],
    as_of: date | None,
    evidence: str,
    folders: tuple[Path, ...],
    online: bool,
    texts: Path | None,
    output: Path | None,
) -> int:
    """Show the whole reasoning for MODEL as a tree.

    Each clause that mattered, its section, the facts and figures it was compared with, what was assumed, and what would change the verdict.
    Exit codes are those of `licheck evaluate`.
    """
    keep_apart(profile, output)
    session = Session.open(folders, hub_source(online))
    described = session.load_profile(profile)
    chosen = select(session, described, (model,), uses) or {}
    work = [(use, request) for use in described.uses for request in chosen.get(use.id, ())]
    explanations = [explain(session, described, use, request, as_of=as_of, reports=evidence == "all") for use, request in work]
    problems = problems_with(described, session.licenses.loaded)
    if problems:
        raise InputError(problems)
    passages = Passages(TextFolder(texts), session.licenses.loaded) if texts is not None else None
    if passages is not None:
        explanations = [with_passages(found, passages) for found in explanations]
    notes = list(passages.notes()) if passages is not None else [HOW_TO_GET_PASSAGES]
    notes += session.evidence.notes()
    vocabulary = session.library.vocabulary
    put(render_explanations(explanations, vocabulary, notes), output)
    code = of_verdicts((found.result.verdict for found in explanations), "review")
    return BAD_INPUT if warn(lapsed_agreements(described, as_of or date.today())) else code
