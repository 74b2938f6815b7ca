"""Exit codes (DESIGN 1)."""

from __future__ import annotations

from collections.abc import Iterable

from checker.domain.verdict import Verdict, worst

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
