"""`licheck explain`: the whole reasoning for one model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from checker.app.evidence import hub_source
from checker.app.explanation import explain, with_passages
from checker.app.passages import HubTexts, Passages
from checker.app.profile_checks import lapsed_agreements, problems_with
from checker.app.selection import select
from checker.app.session import Session
from checker.cli import options
from checker.cli.decided_page import tell
from checker.cli.exit_codes import BAD_INPUT, of_verdicts
from checker.cli.output import keep_apart, put, warn
from checker.cli.tree import HOW_TO_GET_PASSAGES, render_explanations
from checker.domain.decided import Decided
from checker.domain.gate import GateFinding
from checker.domain.profile import ModelRequest, Profile, Use
from checker.errors import InputError
from checker.exporters.decision_wording import decided_lines
from checker.library.texts import TextFolder


@click.command("explain", short_help="explain a verdict")
@options.profile_argument
@click.argument("model")
@click.option("--use", "uses", multiple=True, metavar="ID", help="Only this use of the profile; may be given more than once.")
@options.judging_options
@options.online_option
@options.texts_option
@options.decisions_option
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
    decisions: Path | None,
    output: Path | None,
) -> int:
    """Show the whole reasoning for MODEL as a tree.

    Each clause that mattered, its section, the facts and figures it was compared with, what was assumed, and what would change the verdict.
    With --decisions, what people have decided stands at the end, and the exit code goes by the outcome. Exit codes are those of
    `licheck evaluate`.
    """
    keep_apart(profile, output)
    if decisions is not None:
        keep_apart(decisions, output, "the file of decisions")
    session = Session.open(folders, hub_source(online))
    described = session.load_profile(profile)
    chosen = select(session, described, (model,), uses) or {}
    work = [(use, request) for use in described.uses for request in chosen.get(use.id, ())]
    explanations = [explain(session, described, use, request, as_of=as_of, reports=evidence == "all") for use, request in work]
    problems = problems_with(described, session.licenses.loaded)
    if problems:
        raise InputError(problems)
    passages = None
    if texts is not None:
        passages = Passages(TextFolder(texts), session.licenses.loaded)
    elif session.evidence.texts:
        passages = Passages(HubTexts(session.evidence.texts), session.licenses.loaded)
    if passages is not None:
        explanations = [with_passages(found, passages) for found in explanations]
    notes = list(passages.notes()) if texts is not None and passages is not None else [HOW_TO_GET_PASSAGES] if passages is None else []
    notes += session.evidence.notes()
    vocabulary = session.library.vocabulary
    decided, findings = _decided(session, described, decisions, work, as_of or date.today(), reports=evidence == "all")
    put(render_explanations(explanations, vocabulary, notes, [decided_lines(entry) for entry in decided]), output)
    outcomes = [entry.outcome for entry in decided] if decisions is not None else [found.result.verdict for found in explanations]
    wrong = tell(findings)
    code = of_verdicts(outcomes, "review")
    return BAD_INPUT if warn(lapsed_agreements(described, as_of or date.today())) or wrong else code


def _decided(
    session: Session, profile: Profile, path: Path | None, work: Sequence[tuple[Use, ModelRequest]], day: date, *, reports: bool
) -> tuple[list[Decided], tuple[GateFinding, ...]]:
    """What the decisions of a file make of each verdict, and what is to be told of them; nothing without a file."""
    if path is None:
        return [], ()
    from checker.app.decided import Decider

    decider = Decider(session, profile, session.library.decisions(path), day, reports)
    return [decider.decide(use, request) for use, request in work], decider.findings(complete=False)
