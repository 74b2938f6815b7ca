"""`licheck licenses lint`: checks the fidelity of encodings."""

from __future__ import annotations

from pathlib import Path

import click

from checker.app.lint_files import files_to_lint, is_file_name
from checker.app.linting import LintReport, lint_encodings, session_to_lint
from checker.app.session import Session
from checker.cli import options
from checker.cli.exit_codes import BAD_INPUT, OK
from checker.cli.license_checks import TEXT_HINT, as_json, format_option, texts_to_compare_option
from checker.cli.output import put
from checker.cli.progress import watched
from checker.cli.terminal import plain
from checker.domain.finding import Finding, Severity


@click.command("lint")
@click.argument("patterns", nargs=-1, metavar="[LICENSE]...")
@options.licenses_option
@texts_to_compare_option
@format_option
@options.output_option
def command(patterns: tuple[str, ...], folders: tuple[Path, ...], texts: Path | None, form: str, output: Path | None) -> int:
    """Check the encodings whose id matches LICENSE: that nothing is left out, misplaced or untested.

    With `--texts`, each is held against its text: the pinned hash, every anchor, every numbered section. Without a LICENSE, all are
    checked, and the use of the vocabulary too. docs/reference/findings.md says what each code means.

    LICENSE may also be a file, as a hook passes it: an encoding, its cases, a catalog or a vocabulary. Its folder then counts as given
    with `--licenses`.

    Exit code 4 where there is an error; warnings do not fail.
    """
    session, chosen = _chosen(patterns, folders)
    with watched("checking") as progress:
        report = lint_encodings(session, chosen, texts, progress)
    put(_as_json(report) if form == "json" else _as_text(report), output)
    return BAD_INPUT if report.count(Severity.ERROR) else OK


def _chosen(patterns: tuple[str, ...], folders: tuple[Path, ...]) -> tuple[Session, list[str]]:
    """The session to lint in, and the ids of the encodings to check."""
    files = files_to_lint([word for word in patterns if is_file_name(word)])
    words = [word for word in patterns if not is_file_name(word)]
    session = session_to_lint([*folders, *(folder for folder in files.folders if folder not in folders)])
    if files.catalog:
        _ = session.library.names  # reads every catalog, and raises what is wrong in one
    if not patterns:
        return session, session.matching_licenses(["*"])
    return session, sorted({*session.matching_licenses(words), *files.ids})


def _as_text(report: LintReport) -> str:
    return "\n".join([*(_line(finding) for finding in report.findings), *_summary(report)]) + "\n"


def _line(finding: Finding) -> str:
    where = f"{finding.path or finding.subject}: "
    hint = f"; {finding.hint}" if finding.hint else ""
    return plain(f"{where}{finding.severity.value}: {finding.message}{hint} [{finding.code}]")


def _summary(report: LintReport) -> list[str]:
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    lines = [f"{report.encodings} encodings: {errors} errors, {warnings} warnings"]
    if report.findings:
        lines.append(", ".join(f"{code} {count}" for code, count in report.by_code.items()))
    if report.texts is None:
        lines.append(TEXT_HINT)
    else:
        lines.append(f"{report.with_text} were held against their text; in {report.fully} of the texts every number fits those around it")
    if not report.vocabulary:
        lines.append("the use of the vocabulary was not looked at, since that takes all encodings")
    return lines


def _as_json(report: LintReport) -> str:
    findings = [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "where": finding.path,
            "subject": finding.subject,
            "message": finding.message,
            "hint": finding.hint,
        }
        for finding in report.findings
    ]
    counts = {severity.value: report.count(severity) for severity in Severity}
    about = {"encodings": report.encodings, "with_text": report.with_text, "fully": report.fully, "vocabulary": report.vocabulary}
    return as_json("licheck/lint/1", {**about, "findings": findings, "summary": counts})
