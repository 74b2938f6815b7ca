"""`licheck licenses mutate`: whether the cases would notice a mistake."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from checker.app.mutation import Score, by_kind, scores
from checker.app.session import Session
from checker.cli import options
from checker.cli.exit_codes import BAD_INPUT, OK
from checker.cli.license_checks import aligned, as_json, format_option
from checker.cli.output import put
from checker.cli.progress import watched
from checker.cli.terminal import plain
from checker.engine.mutants import KINDS


@click.command("mutate")
@click.argument("patterns", nargs=-1, metavar="[LICENSE]...")
@options.licenses_option
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), help="Only mistakes of this kind; may be given more than once."
)
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="So many processes; as many as there are processors if left out."
)
@format_option
@options.output_option
def command(
    patterns: tuple[str, ...], folders: tuple[Path, ...], kinds: tuple[str, ...], jobs: int | None, form: str, output: Path | None
) -> int:
    """Make small mistakes in the encodings whose id matches LICENSE, one at a time, and run the cases on each.

    A mistake that no case notices survives: a comparison replaced by its neighbour, a threshold moved by one, a clause, an act or a
    condition left out. Survivors are listed; add a case for each. One that can change no answer is stated in the file of cases under
    `changes_nothing`, with the reason, and does not count.

    Exit code 4 where an encoding has no cases, or cases that fail as it is, or states of a mistake that it changes nothing although a case
    notices it; survivors do not fail.
    """
    session = Session.open(folders)
    chosen = session.matching_licenses(patterns or ["*"])
    with watched("mutating") as progress:
        found = scores(session, chosen, kinds, jobs or os.cpu_count() or 1, progress)
    put(_as_json(found) if form == "json" else _as_text(found), output)
    return BAD_INPUT if any(entry.unmeasured or entry.noticed for entry in found) else OK


def _as_text(found: Sequence[Score]) -> str:
    table = aligned([["license", "killed", "score"], *(_row(entry) for entry in found), ["all", *_ratio(*_sum(found))]])
    lines = [table[0]]
    for entry, line in zip(found, table[1:-1], strict=True):
        lines.append(f"{line.rstrip()}  not measured: {entry.unmeasured}" if entry.unmeasured else line)
        lines += [plain(f"  survived: {s.clause}: {s.change} [{s.kind}]") for s in entry.survivors]
        lines += [plain(f"  changes nothing: {h.clause}: {h.mistake}; {h.reason}") for h in entry.harmless]
        lines += [plain(f"  wrongly stated to change nothing: {h.clause}: {h.mistake}") for h in entry.noticed]
    lines.append(table[-1])
    lines += [f"  {kind}: {killed}/{made}" for kind, (killed, made) in by_kind(found).items()]
    return "\n".join(lines) + "\n"


def _row(entry: Score) -> list[str]:
    return [entry.license, "-", "-"] if entry.unmeasured else [entry.license, *_ratio(entry.killed, entry.total)]


def _sum(found: Sequence[Score]) -> tuple[int, int]:
    return sum(entry.killed for entry in found), sum(entry.total for entry in found)


def _ratio(killed: int, total: int) -> list[str]:
    """Killed of all, and the per cent, which is 100 only where none survived."""
    percent = f"{int(1000 * killed / total) / 10:.1f} %" if total else "-"
    return [f"{killed}/{total}", percent]


def _as_json(found: Sequence[Score]) -> str:
    licenses = [
        {
            "license": entry.license,
            "killed": entry.killed,
            "total": entry.total,
            "unmeasured": entry.unmeasured or None,
            "kinds": {kind: {"killed": killed, "total": made} for kind, (killed, made) in entry.by_kind.items()},
            "changes_nothing": [{"clause": h.clause, "change": h.mistake, "reason": h.reason} for h in entry.harmless],
            "survivors": [{"kind": s.kind, "clause": s.clause, "change": s.change} for s in entry.survivors],
        }
        for entry in found
    ]
    killed, total = _sum(found)
    return as_json("licheck/license-mutation/1", {"licenses": licenses, "summary": {"killed": killed, "total": total}})
