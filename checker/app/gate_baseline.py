"""Holds back the findings of a baseline, and makes one of today's findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from checker.app.gate_findings import at_file
from checker.domain.baseline import Held
from checker.domain.gate import GateFinding, GateReport, HeldBy, Level
from checker.domain.gate_codes import is_bad_input
from checker.domain.verdict import Verdict
from checker.errors import InputError, UsageError
from checker.library.baseline import baseline_text, read_baseline
from checker.textio.write import write_whole

DAYS = 90
"""How long a finding is held back where nobody says otherwise."""


def hold_back(findings: Sequence[GateFinding], held: Iterable[Held], day: date, path: str, *, whole: bool) -> list[GateFinding]:
    """The findings with those of the baseline held back, and what there is to tell of the baseline itself.

    `whole` says that all of the repository was looked at, so that an entry which matches nothing has been mended.
    """
    known = {one.fingerprint: one for one in held}
    result = []
    seen = set()
    for finding in findings:
        one = known.get(finding.fingerprint)
        if one is not None:
            seen.add(one.fingerprint)
        if one is None or is_bad_input(finding) or finding.held_by is not None or not one.holds_on(day):
            result.append(finding)
        else:
            result.append(replace(finding, held_by=HeldBy.BASELINE, held_note=f"{one.reason}; until {one.expires}"))
    for one in known.values():
        about = one.model or one.path
        if one.fingerprint not in seen:
            if whole:
                says = f"the entry for `{about}` ({one.code}) matches nothing any more"
                result.append(_told("baseline-unused", path, one, says, "remove it, or write the baseline anew"))
        elif not one.holds_on(day):
            says = f"the entry for `{about}` ({one.code}) expired on {one.expires} and holds nothing back any more"
            result.append(_told("baseline-expired", path, one, says, "mend what it is about, or write the baseline anew"))
    return result


def _told(code: str, path: str, one: Held, says: str, remedy: str) -> GateFinding:
    return replace(
        at_file(code, path, says, remedy, one.line, one.column), subject=one.fingerprint, fingerprint=f"{code}-{one.fingerprint}"[:24]
    )


def write_baseline(report: GateReport, path: Path, reason: str, expires: date | None, *, duties: bool = False) -> int:
    """Writes what stands in the way today into a baseline, open duties too where they do; how many findings that are.

    Entries of a baseline that is there keep their reason and day as long as they hold. Raises UsageError for a file that is something else.
    """
    before = {one.fingerprint: one for one in _present(path)}
    last = expires or report.as_of + timedelta(days=DAYS)
    kept = []
    for finding in report.findings:
        if not _can_be_held(finding, duties=duties):
            continue
        known = before.get(finding.fingerprint)
        if known is not None and known.holds_on(report.as_of) and expires is None:
            kept.append(known)
        else:
            kept.append(_entry(finding, report.root, reason or f"was there on {report.as_of}", last))
    write_whole(path, baseline_text(kept))
    return len(kept)


def _present(path: Path) -> list[Held]:
    if not path.exists():
        return []
    try:
        return read_baseline(path)
    except InputError as error:
        problem = error.problems[0]
        raise UsageError(f"`{path}` is no baseline, and is left as it is: {problem.where}: {problem.message}") from None


def _can_be_held(finding: GateFinding, *, duties: bool) -> bool:
    if is_bad_input(finding) or finding.held_by is HeldBy.DECISION:
        return False
    if finding.verdict is Verdict.CONDITIONAL:
        return duties
    return finding.level is not Level.NOTE or finding.verdict is Verdict.DENY


def _entry(finding: GateFinding, root: str, reason: str, expires: date) -> Held:
    absolute = Path.cwd() / finding.path
    path = absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else finding.path
    return Held(finding.fingerprint, finding.code, path, reason, expires, finding.model, finding.use, finding.says)
