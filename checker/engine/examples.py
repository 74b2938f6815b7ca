"""Judges one license by itself, as its cases do."""

from __future__ import annotations

from checker.domain.license import Effect
from checker.domain.truth import Truth
from checker.domain.verdict import Evidence, Verdict, worst
from checker.engine.case import Case
from checker.engine.decide import Decision, decide
from checker.engine.rulebook import Rulebook


def judge_alone(rulebook: Rulebook, case: Case) -> Decision:
    """The decision of one license; what rests on a report alone is never better than review."""
    decision = decide(rulebook, case)
    if rulebook.license.evidence is not Evidence.REPORTED or not decision.verdict.usable:
        return decision
    return Decision(decision.license, worst([decision.verdict, Verdict.REVIEW]), (), decision.duties)


def deciding_clauses(decision: Decision) -> frozenset[str]:
    """The clauses that decide, as `license#clause`: the prohibitions that hold, all that is open, or the grants that allow."""
    if decision.verdict.usable:
        return frozenset(f"{r.license}#{r.clause}" for r in decision.reasons if r.effect == Effect.PERMITS.value and r.outcome is Truth.YES)
    wanted = Truth.YES if decision.verdict is Verdict.DENY else Truth.UNKNOWN
    return frozenset(
        f"{reason.license}#{reason.clause}"
        for reason in decision.reasons
        if reason.clause and reason.outcome is wanted and (decision.verdict is Verdict.REVIEW or reason.effect == Effect.PROHIBITS.value)
    )
