"""`licheck evaluate`: the main job."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from checker.app.evidence import gather, hub_source, requests_of
from checker.app.selection import select
from checker.app.session import Session
from checker.cli import options
from checker.cli.exit_codes import BAD_INPUT, FAIL_ON, of_verdicts
from checker.cli.output import keep_apart, put, warn
from checker.cli.progress import watched
from checker.cli.table import TableStyle, render_table
from checker.domain.report import Report
from checker.domain.verdict import Verdict

_VERDICTS = [verdict.value for verdict in Verdict]


@click.command("evaluate", short_help="judge models")
@options.profile_argument
@click.argument("models", nargs=-1, metavar="[MODEL]...")
@click.option("--use", "uses", multiple=True, metavar="ID", help="Only this use of the profile; may be given more than once.")
@options.judging_options
@options.online_option
@options.texts_option
@options.decisions_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--only", multiple=True, type=click.Choice(_VERDICTS), help="Show only these verdicts; the exit code counts all.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="review", show_default=True, help="From which verdict on the command fails.")
@options.output_option
def command(
    profile: Path,
    models: tuple[str, ...],
    uses: tuple[str, ...],
    as_of: date | None,
    evidence: str,
    folders: tuple[Path, ...],
    online: bool,
    texts: Path | None,
    decisions: Path | None,
    form: str,
    only: tuple[str, ...],
    fail_on: str,
    output: Path | None,
) -> int:
    """Judge the uses of PROFILE on models, and say why.

    MODEL is a name of the catalog, the profile or the Hub (also name@revision), a pattern such as 'Qwen/*', or license:ID. Without one, the
    models that the profile names are judged, or the whole catalog where it names none.

    With --decisions, what people have decided stands under each verdict, and the exit code goes by the outcome.

    Exit codes: 0 allow or conditional, 1 deny, 3 review, 2 wrong usage, 4 a bad profile, encoding or decision file, 5 a remote that
    did not answer.
    """
    keep_apart(profile, output)
    if decisions is not None:
        keep_apart(decisions, output, "the file of decisions")
    session = Session.open(folders, hub_source(online))
    described = session.load_profile(profile)
    chosen = select(session, described, models, uses)
    book = session.library.decisions(decisions) if decisions is not None else None
    if online:
        with watched("asking the Hub") as progress:
            gather(session, requests_of(session, described, chosen), progress)
    with watched("judging") as progress:
        if book is None:
            report = session.evaluate(described, chosen, as_of=as_of, reports=evidence == "all", progress=progress)
        else:
            from checker.app.decided import evaluate_decided

            decided = evaluate_decided(session, described, book, chosen, as_of=as_of, reports=evidence == "all", progress=progress)
            report = decided.report
    if texts is not None:
        from checker.app.passages import Passages
        from checker.library.texts import TextFolder

        report = Passages(TextFolder(texts), session.licenses.loaded).of_report(report)
    shown = frozenset(Verdict(word) for word in only)
    if book is not None:
        from checker.cli.decided_page import finish

        return finish(replace(decided, report=report, only=shown), session.library.vocabulary, form, fail_on, output)
    put(_rendered(report, session, form, shown), output)
    code = of_verdicts((result.verdict for result in report.results), fail_on)
    return BAD_INPUT if warn(report.warnings) else code


def _rendered(report: Report, session: Session, form: str, only: frozenset[Verdict]) -> str:
    if form == "table":
        return render_table(report, session.library.vocabulary, TableStyle(only))
    from checker.exporters.registry import EXPORTERS

    if only:
        shown = tuple(result for result in report.results if result.verdict in only)
        report = replace(report, results=shown, counted=report.results)
    return EXPORTERS[form]().render(report)
