"""Exit codes (DESIGN 1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from checker.domain.verdict import Verdict, worst

if TYPE_CHECKING:
    from checker.domain.gate import GateFinding

OK = 0
DENY = 1
USAGE = 2
REVIEW = 3
BAD_INPUT = 4
REMOTE = 5

FAIL_ON = ("deny", "review", "conditional", "never")
"""From where on a verdict fails the command; `review` is the default."""


def of_verdicts(verdicts: Iterable[Verdict], fail_on: str) -> int:
    """The exit code of a run: that of its worst verdict, where the user's line counts it as a failure."""
    found = list(verdicts)
    if not found or fail_on == "never":
        return OK
    verdict = worst(found)
    if verdict.severity < Verdict(fail_on).severity:
        return OK
    return {Verdict.DENY: DENY, Verdict.REVIEW: REVIEW, Verdict.CONDITIONAL: DENY, Verdict.ALLOW: OK}[verdict]


def of_findings(findings: Iterable[GateFinding], fail_on: str) -> int:
    """The exit code of the gate: that of its worst finding which nothing holds back. An input that cannot be trusted always fails."""
    from checker.domain.gate_codes import is_bad_input  # only the gate has findings, and every command has exit codes

    standing = [finding for finding in findings if finding.held_by is None]
    if any(is_bad_input(finding) for finding in standing):
        return BAD_INPUT
    return of_verdicts((_as_verdict(finding) for finding in standing), fail_on)


def _as_verdict(finding: GateFinding) -> Verdict:
    if finding.level.value == "error":
        return Verdict.DENY
    if finding.level.value == "warning":
        return Verdict.REVIEW
    return Verdict.CONDITIONAL if finding.verdict is Verdict.CONDITIONAL else Verdict.ALLOW
