"""How decisions are put into words, the same in every format."""

from __future__ import annotations

from checker.domain.decided import Applied, Decided, reason_key
from checker.domain.decision import Decision, Ruling
from checker.domain.report import DutyStatus

RULING_MEANS = {
    Ruling.APPLIES: "applies",
    Ruling.DOES_NOT_APPLY: "does not apply",
    Ruling.ALLOW: "allow",
    Ruling.CONDITIONAL: "conditional",
    Ruling.DENY: "deny",
}


def decision_text(decision: Decision, *, named: bool = True) -> str:
    """Who decided what, when, until when and where it was discussed; with the decision's own name, where that does not stand beside it."""
    scope = decision.scope
    what = f"{scope.license}#{scope.clause} {RULING_MEANS[decision.ruling]}" if decision.ruling.on_clause else RULING_MEANS[decision.ruling]
    on = f", on the agreement {decision.agreement}" if decision.agreement else ""
    about = ", ".join(filter(None, (decision.ticket, decision.id if named else "", f"until {decision.expires}")))
    return f"{decision.decided_by} decided on {decision.decided}: {what}{on} ({about})"


def decided_lines(decided: Decided) -> tuple[str, ...]:
    """What decisions make of a result, line by line; nothing where none was applied and none guards it."""
    if not decided.applied and decided.outcome is decided.verdict:
        return ()
    lines = [f"after decisions: {decided.outcome.value}"]
    for applied in decided.applied:
        lines.append(f"{decision_text(applied.decision)}: {applied.decision.why}")
        lines += [f"on condition: {text}" for text in applied.decision.conditions]
    if not decided.outcome.usable:
        lines += [f"still stands: {reason_key(reason).removesuffix('.')}" for reason in decided.after.reasons]
    elif not decided.verdict.usable:
        pending = (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY)
        lines += [f"to do: {duty.license}#{duty.clause}: {duty.says}" for duty in decided.after.duties if duty.status in pending]
    return tuple(lines)


def held_note(decided: Decided) -> str:
    """Who decided and why, in one line."""
    return "; ".join(_note(applied) for applied in decided.applied)


def _note(applied: Applied) -> str:
    decision = applied.decision
    conditions = f"; on condition: {', '.join(decision.conditions)}" if decision.conditions else ""
    return f"{decision_text(decision)}: {decision.why.removesuffix('.')}{conditions}"
