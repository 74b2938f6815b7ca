"""How two results for the same use of the same model differ, and by which clauses."""

from __future__ import annotations

from checker.domain.report import Duty, DutyStatus, Reason, Result
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from checker.domain.what_if import Changed

_PENDING = (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY)


def changed(before: Result, after: Result) -> Changed:
    """The change between two results whose verdicts differ."""
    worse, better = (after, before) if after.verdict.severity > before.verdict.severity else (before, after)
    if worse.verdict is Verdict.CONDITIONAL:
        duties = tuple(duty for duty in worse.duties if _is_pending(duty) and not _has_duty(better, duty))
        return Changed(before.use, before.name, before.verdict, after.verdict, duties=duties)
    deciding = [reason for reason in worse.reasons if decides(reason, worse.verdict)]
    told = {_key(reason) for reason in better.reasons if decides(reason, worse.verdict)}
    new = tuple(reason for reason in deciding if _key(reason) not in told) or tuple(deciding)
    return Changed(before.use, before.name, before.verdict, after.verdict, new)


def decides(reason: Reason, verdict: Verdict) -> bool:
    """Whether a reason is one that makes a verdict what it is: what holds for a deny, what is open for a review."""
    if verdict is Verdict.REVIEW:
        return reason.outcome is Truth.UNKNOWN or (reason.effect == "evidence" and not reason.lifted_by)
    if verdict is Verdict.DENY:
        return reason.outcome is not Truth.UNKNOWN and not reason.lifted_by
    return False


def is_otherwise(before: Result, after: Result) -> bool:
    """Whether two results with the same verdict differ in what a reader would have to do or answer, or in why."""
    return _content(before) != _content(after)


def _content(result: Result) -> object:
    return (
        frozenset(_key(reason) for reason in result.reasons if decides(reason, result.verdict)),
        frozenset((duty.license, duty.clause, duty.status) for duty in result.duties),
        frozenset(question.fact for question in result.questions),
    )


def _key(reason: Reason) -> object:
    return reason.license, reason.clause, reason.effect, reason.outcome, reason.says


def _is_pending(duty: Duty) -> bool:
    return duty.status in _PENDING


def _has_duty(result: Result, duty: Duty) -> bool:
    return any(_is_pending(known) and (known.license, known.clause) == (duty.license, duty.clause) for known in result.duties)
