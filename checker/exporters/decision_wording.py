"""How decisions are put into words, the same in every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.domain.decided import Applied, Decided, Lapse, reason_key
from checker.domain.decision import NOT_ENCODED, UNSEEN, Decision, FactRange, RangeKind, Ruling
from checker.domain.docket import Fallen, Held
from checker.domain.report import DutyStatus
from checker.exporters.wording import value_text

RULING_MEANS = {
    Ruling.APPLIES: "applies",
    Ruling.DOES_NOT_APPLY: "does not apply",
    Ruling.ALLOW: "allow",
    Ruling.CONDITIONAL: "conditional",
    Ruling.DENY: "deny",
}


def decision_text(decision: Decision, *, named: bool = True) -> str:
    """Who decided what, when, until when and where it was discussed; with the decision's own name, where that does not stand beside it."""
    about = ", ".join(filter(None, (decision.ticket, decision.id if named else "", f"until {decision.expires}")))
    return f"{decision.decided_by} decided on {decision.decided}: {ruling_text(decision)} ({about})"


def ruling_text(decision: Decision) -> str:
    """What was decided, in a few words: `does not apply`, or `allow, on the agreement S-17`."""
    what = f"{subject_text(decision)} {RULING_MEANS[decision.ruling]}" if decision.ruling.on_clause else RULING_MEANS[decision.ruling]
    return f"{what}, on the agreement {decision.agreement}" if decision.agreement else what


def subject_text(decision: Decision) -> str:
    """The clause that a decision is about."""
    return f"{decision.scope.license}#{decision.scope.clause}"


def range_text(entry: FactRange) -> str:
    """How far a fact may move before the decision lapses."""
    if entry.kind is RangeKind.UNKNOWN:
        return "was not known; once it is, the decision lapses"
    value = value_text(entry.value)
    if entry.kind is RangeKind.ONE_OF:
        return f"one of {value}"
    return f"none but {value}" if entry.kind is RangeKind.WITHIN else value


def pinned_text(sha256: str) -> str:
    """What a decision is bound to of a license text."""
    words = {UNSEEN: "its text had not been seen", NOT_ENCODED: "the license was only named, and not encoded"}
    return words.get(sha256, f"sha256 {sha256}")


def decision_statement(decision: Decision, settles: Sequence[str]) -> str:
    """A decision with everything that it is bound to, as running text."""
    texts = "; ".join(f"{name}: {pinned_text(pin)}" for name, pin in decision.basis.texts)
    facts = "; ".join(f"{fact.name}: {range_text(fact)}" for fact in decision.basis.facts)
    parts = (
        f"{decision_text(decision)}: {decision.why}",
        f"Settles: {'; '.join(settles)}" if settles else "",
        *(f"On condition: {text}" for text in decision.conditions),
        f"Taken on the verdict {decision.basis.verdict.value}",
        f"Bound to the texts: {texts}" if texts else "",
        f"Bound to the facts: {facts}" if facts else "",
    )
    return " ".join(f"{part.removesuffix('.')}." for part in parts if part)


def lapse_text(lapse: Lapse) -> str:
    """A decision that does not hold for a verdict, and why."""
    return f"{lapse.decision.id}, decided by {lapse.decision.decided_by} on {lapse.decision.decided}: {lapse.because}"


def outcome_changes(held: Iterable[Held | Fallen]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Verdicts with the same way from what lies underneath to the outcome, together: `review → allow`, and the uses and models."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in held:
        way = f"{one.verdict.value} → {one.outcome.value}"
        found.setdefault(way, []).append((one.use, one.model))
    yield from found.items()


def still_standing(decided: Decided) -> tuple[str, ...]:
    """What still stands in the way after decisions; nothing of what a person has denied, for there it is the decision that does."""
    if decided.outcome.usable or any(applied.decision.ruling is Ruling.DENY for applied in decided.applied):
        return ()
    return tuple(dict.fromkeys(reason_key(reason).removesuffix(".") for reason in decided.after.reasons))


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
