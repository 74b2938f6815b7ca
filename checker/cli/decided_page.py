"""Verdicts with decisions: shown, told and turned into an exit code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from checker.cli.exit_codes import BAD_INPUT, of_verdicts
from checker.cli.output import put, warn
from checker.cli.table import TableStyle, render_table
from checker.cli.terminal import plain, styled
from checker.domain.decided import DecidedReport
from checker.domain.gate import GateFinding, Level
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import Vocabulary
from checker.exporters.decision_wording import decided_lines

_ORDER = (Verdict.DENY, Verdict.REVIEW, Verdict.CONDITIONAL, Verdict.ALLOW)
_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "cyan"}


def finish(decided: DecidedReport, vocabulary: Vocabulary, form: str, fail_on: str, output: Path | None) -> int:
    """Puts the report where it is wanted, tells the findings, and gives the exit code of the outcomes."""
    put(_rendered(decided, vocabulary, form), output)
    wrong = tell(decided.findings)
    code = of_verdicts((entry.outcome for entry in decided.decided), fail_on)
    return BAD_INPUT if warn(decided.report.warnings) or wrong else code


def tell(findings: Iterable[GateFinding]) -> bool:
    """Tells findings on decisions on standard error; whether any of them is an error."""
    wrong = False
    for finding in findings:
        remedy = f"; {finding.remedy}" if finding.remedy else ""
        place = f"{finding.path}:{finding.line}:{finding.column}"
        text = plain(f"{place}: {finding.message}{remedy} [{finding.code}]")
        click.echo(styled(f"{finding.level.value}: ", err=True, fg=_COLOURS[finding.level]) + text, err=True)
        wrong |= finding.level is Level.ERROR
    return wrong


def _rendered(decided: DecidedReport, vocabulary: Vocabulary, form: str) -> str:
    report = decided.report
    if form == "table":
        pairs = zip(report.results, decided.decided, strict=True)
        remarks = {(result.use, result.name): decided_lines(entry) for result, entry in pairs}
        return render_table(report, vocabulary, TableStyle(decided.only, remarks, f"after decisions: {_counts(decided)}."))
    from checker.exporters.decided_json import decided_json

    if decided.only:
        shown = tuple(result for result in report.results if result.verdict in decided.only)
        decided = replace(decided, report=replace(report, results=shown, counted=report.results))
    return decided_json(decided)


def _counts(decided: DecidedReport) -> str:
    return ", ".join(f"{decided.count(verdict)} {verdict.value}" for verdict in _ORDER if decided.count(verdict)) or "nothing to judge"
