"""`licheck export`: the verdicts as a document to read, sign or work on."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from checker.app.dossier import Inquiry, assemble
from checker.app.evidence import gather, hub_source, requests_of
from checker.app.selection import select
from checker.app.session import Session
from checker.cli import options
from checker.cli.decided_page import tell
from checker.cli.exit_codes import BAD_INPUT, FAIL_ON, of_verdicts
from checker.cli.output import keep_apart, put_bytes, warn
from checker.cli.progress import watched
from checker.errors import UsageError
from checker.exporters.dossier_formats import FORMATS, Format, by_suffix, exporter_of


@click.command("export", short_help="write a memo, a workbook or another document")
@options.profile_argument
@click.argument("models", nargs=-1, metavar="[MODEL]...")
@click.option("--use", "uses", multiple=True, metavar="ID", help="Only this use of the profile; may be given more than once.")
@options.judging_options
@options.online_option
@options.texts_option
@options.decisions_option
@click.option("--format", "name", type=click.Choice(sorted(FORMATS)), help="The format; by the ending of --output if left out.")
@click.option(
    "--fonts",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="For pdf: a folder with fonts for letters that the built-in ones lack, such as Chinese; may be given more than once.",
)
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
    name: str | None,
    fonts: tuple[Path, ...],
    fail_on: str,
    output: Path | None,
) -> int:
    """Write what `licheck evaluate` finds as a document.

    docx and pdf are a memo to sign, xlsx a workbook to filter, html a page to search, cyclonedx and spdx a bill of materials, md, csv and
    json the same for other tools. MODEL is chosen as in `licheck evaluate`. The same input gives the same bytes: --as-of fixes the day,
    SOURCE_DATE_EPOCH the time that a document calls itself made at.

    With --decisions, the document says which verdicts people have decided, who, why, until when and bound to what, with the verdict
    underneath, and which decisions have lapsed; the exit code goes by the outcome.

    Exit codes are those of `licheck evaluate`, whatever the format; `--fail-on never` where only the document counts.
    """
    form = _chosen(name, output)
    keep_apart(profile, output)
    if decisions is not None:
        keep_apart(decisions, output, "the file of decisions")
    exporter = exporter_of(form, fonts)
    session = Session.open(folders, hub_source(online))
    described = session.load_profile(profile)
    passages = None
    if texts is not None:
        from checker.app.passages import Passages
        from checker.library.texts import TextFolder

        passages = Passages(TextFolder(texts), session.licenses.loaded)
    chosen = select(session, described, models, uses)
    if online:
        with watched("asking the Hub") as progress:
            gather(session, requests_of(session, described, chosen), progress)
    book = session.library.decisions(decisions) if decisions is not None else None
    inquiry = Inquiry(chosen, as_of, evidence == "all", passages, book)
    with watched("judging") as progress:
        dossier = assemble(session, described, inquiry, progress)
    put_bytes(exporter.render(dossier), output)
    wrong = tell(dossier.decision_findings)
    code = of_verdicts((opinion.after.verdict for opinion in dossier.opinions), fail_on)
    return BAD_INPUT if warn(dossier.report.warnings) or wrong else code


def _chosen(name: str | None, output: Path | None) -> Format:
    """The format that was asked for. Raises UsageError where none was, and where it is nothing for a terminal."""
    name = name or by_suffix(output.name if output is not None else "")
    if not name:
        raise UsageError(f"say which format is wanted: `--format` with one of {', '.join(sorted(FORMATS))}")
    form = FORMATS[name]
    if form.binary and output is None and sys.stdout.isatty():
        raise UsageError(f"{name} is nothing for a terminal; name a file: `--output review{form.suffix}`")
    return form
