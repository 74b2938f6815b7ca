"""`licheck notices`: what the duties ask for, ready to use, and whether a folder has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from checker.app.notices import notices
from checker.app.selection import select
from checker.app.session import Session
from checker.cli import options
from checker.cli.decided_page import tell
from checker.cli.exit_codes import BAD_INPUT, DENY, OK, REVIEW
from checker.cli.output import keep_apart, put, warn
from checker.domain.notices import CheckState, NoticeCheck, Notices
from checker.domain.profile import ModelRequest, Profile
from checker.errors import UsageError

Requests = Mapping[str, Sequence[ModelRequest]]
FAIL_ON = ("missing", "person", "never")


@click.command("notices", short_help="notice lines, strings, names and copies that duties ask for")
@options.profile_argument
@click.argument("models", nargs=-1, metavar="[MODEL]...")
@click.option("--use", "uses", multiple=True, metavar="ID", help="Only this use of the profile; may be given more than once.")
@click.option(
    "--check", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Say what of it a repository or product folder has."
)
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), default="person", show_default=True,
    help="With --check: from what on the command fails, `person` being what only a person can tell.",
)  # fmt: skip
@options.judging_options
@options.decisions_option
@click.option("--format", "form", type=click.Choice(["text", "md", "json"]), default="text", show_default=True)
@options.output_option
def command(
    profile: Path,
    models: tuple[str, ...],
    uses: tuple[str, ...],
    folder: Path | None,
    fail_on: str,
    as_of: date | None,
    evidence: str,
    folders: tuple[Path, ...],
    decisions: Path | None,
    form: str,
    output: Path | None,
) -> int:
    """List what the duties of the models of PROFILE ask for: notice lines, strings to display, names, credits, license copies, terms.

    Prescribed strings are those of the license, word for word. With --check, DIR is looked through: notice lines and displayed strings by
    their words, license copies by what the texts say and not by their names. What only a person can tell is listed as that, never as done.

    With --decisions, the duties are those of the outcomes: a clause that a person read as not applying is told apart and not asked for, and
    what a decision asks for is listed. No decision takes a duty away that is not about that very clause.

    Exit codes with --check: 0 everything was found, 1 something is missing, 3 nothing is missing, but a person has to look, or a model is
    denied or not decided yet.
    """
    keep_apart(profile, output)
    if decisions is not None:
        keep_apart(decisions, output, "the file of decisions")
    if folder is not None and form == "md":
        raise UsageError("`--check` is told as text or json; leave `--format md` out")
    session = Session.open(folders)
    described = session.load_profile(profile)
    chosen = select(session, described, models, uses)
    found, wrong = _found(session, described, chosen, decisions, as_of, reports=evidence == "all")
    if folder is not None:
        from checker.app.identify import Recognizer
        from checker.app.notice_check import check

        held = check(folder, found, Recognizer.open(folders))
        put(_checked(held, form), output)
        return BAD_INPUT if wrong else _code(held, fail_on)
    put(_rendered(found, form), output)
    return BAD_INPUT if wrong else OK


def _found(
    session: Session, profile: Profile, chosen: Requests | None, decisions: Path | None, as_of: date | None, *, reports: bool
) -> tuple[Notices, bool]:
    """What is asked for, and whether the file of decisions has to be mended."""
    if decisions is None:
        report = session.evaluate(profile, chosen, as_of=as_of, reports=reports)
        warn(report.warnings)
        return notices(session, profile, report), False
    from checker.app.decided import evaluate_decided

    decided = evaluate_decided(session, profile, session.library.decisions(decisions), chosen, as_of=as_of, reports=reports)
    warn(decided.report.warnings)
    return notices(session, profile, decided.report, decided, str(decisions)), tell(decided.findings)


def _rendered(found: Notices, form: str) -> str:
    if form == "json":
        from checker.exporters import notices_json

        return notices_json.render(found)
    if form == "md":
        from checker.exporters.notices_markdown import render

        return render(found)
    from checker.cli.notices_page import render_notices

    return render_notices(found)


def _checked(held: NoticeCheck, form: str) -> str:
    if form == "json":
        from checker.exporters import notices_json

        return notices_json.render_check(held)
    from checker.cli.notices_page import render_check

    return render_check(held)


def _code(held: NoticeCheck, fail_on: str) -> int:
    states = {checked.state for checked in held.checked}
    if fail_on == "never":
        return OK
    if CheckState.MISSING in states:
        return DENY
    # What a model that is denied or not decided would ask for is not known, so that nothing is missing says nothing of it.
    looked_at = CheckState.PERSON not in states and not held.not_read and not held.notices.unusable
    return OK if looked_at or fail_on == "missing" else REVIEW
