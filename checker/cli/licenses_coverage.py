"""`licheck licenses coverage`: how much is encoded, and how much of it is tested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from checker.app.coverage import Coverage, coverage
from checker.app.session import Session
from checker.cli import options
from checker.cli.exit_codes import OK
from checker.cli.license_checks import TEXT_HINT, aligned, as_json, format_option, texts_to_compare_option
from checker.cli.output import put
from checker.cli.progress import watched

_HEAD = ["license", "sections", "encoded", "listed", "missing", "clauses", "cases", "tested"]


@click.command("coverage")
@click.argument("patterns", nargs=-1, metavar="[LICENSE]...")
@options.licenses_option
@texts_to_compare_option
@format_option
@options.output_option
def command(patterns: tuple[str, ...], folders: tuple[Path, ...], texts: Path | None, form: str, output: Path | None) -> int:
    """Show how much of each text the encodings whose id matches LICENSE account for, and how much of them their cases test.

    sections: the numbered ones of the text, of which some are encoded in clauses, values or terms, some only listed as not encoded, and
    some missing. tested: the prohibitions and duties that the cases show both at work and at rest, of all.
    """
    session = Session.open(folders)
    chosen = session.matching_licenses(patterns or ["*"])
    with watched("counting") as progress:
        found = coverage(session, chosen, texts, progress)
    put(_as_json(found) if form == "json" else _as_text(found, without_texts=texts is None), output)
    return OK


def _as_text(found: Sequence[Coverage], *, without_texts: bool) -> str:
    rows = [_HEAD, *(_row(entry) for entry in found)]
    if len(found) > 1:
        rows.append(_total(found))
    lines = aligned(rows)
    if without_texts:
        lines.append(f"{TEXT_HINT}. Without, the sections that an encoding names are counted")
    return "\n".join(lines) + "\n"


def _row(entry: Coverage) -> list[str]:
    known = entry.sections is not None
    sections = [str(entry.sections) if known else "-", str(entry.encoded), str(entry.listed), str(entry.missing) if known else "-"]
    return [entry.license, *sections, str(entry.clauses), str(entry.cases), f"{entry.tested}/{entry.rules}"]


def _total(found: Sequence[Coverage]) -> list[str]:
    known = [entry for entry in found if entry.sections is not None]
    sections = [str(sum(entry.sections or 0 for entry in known)) if known else "-"]
    sections += [str(sum(entry.encoded for entry in found)), str(sum(entry.listed for entry in found))]
    sections += [str(sum(entry.missing for entry in known)) if known else "-"]
    counts = [str(sum(entry.clauses for entry in found)), str(sum(entry.cases for entry in found))]
    tested = f"{sum(entry.tested for entry in found)}/{sum(entry.rules for entry in found)}"
    return [f"{len(found)} encodings", *sections, *counts, tested]


def _as_json(found: Sequence[Coverage]) -> str:
    entries = [{**asdict(entry), "missing": entry.missing if entry.sections is not None else None} for entry in found]
    return as_json("licheck/license-coverage/1", {"licenses": entries})
