"""What decisions of people make of the duties of a verdict.

No decision removes a duty unless it is about that very clause and the engine found the clause open. A duty stays where a decision denies
the model, where it settles another clause, and where it makes another of several licenses the better choice: a line too many harms nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.domain.decided import Applied, Decided, Lapse
from checker.domain.decision import Decision, Ruling
from checker.domain.notices import ByDecision, NoticeItem, NoticeKind
from checker.domain.report import Duty, DutyStatus, Result
from checker.exporters.decision_wording import decision_text, lapse_text


@dataclass(frozen=True, slots=True)
class Asked:
    """A duty, and what decisions say of its clause."""

    duty: Duty
    remarks: tuple[str, ...] = ()
    settled: bool = False
    """Whether a decision reads the clause as not applying."""


def asked_of(result: Result, decided: Decided | None) -> Iterator[Asked]:
    """Every duty of the outcome, and of the verdict underneath what the outcome lacks, in their order."""
    if decided is None:
        yield from map(Asked, result.duties)
        return
    after: dict[tuple[str, str], list[Duty]] = {}
    for duty in decided.after.duties:
        after.setdefault((duty.license, duty.clause), []).append(duty)
    for key in dict.fromkeys((duty.license, duty.clause) for duty in (*result.duties, *decided.after.duties)):
        applied, lapses = _about(key, decided)
        remarks = tuple(_remarks(applied, lapses))
        settled = key not in after and any(one.decision.ruling is Ruling.DOES_NOT_APPLY for one in applied)
        for duty in after.get(key) or [duty for duty in result.duties if (duty.license, duty.clause) == key]:
            yield Asked(duty, remarks, settled)


def _about(key: tuple[str, str], decided: Decided) -> tuple[list[Applied], list[Lapse]]:
    """The decisions on a clause: those that were applied to it, and those that were not."""
    name = "#".join(key)
    applied = [one for one in decided.applied if one.decision.ruling.on_clause and name in one.settles]
    return applied, [one for one in decided.lapses if one.decision.ruling.on_clause and _clause(one.decision) == name]


def _clause(decision: Decision) -> str:
    return f"{decision.scope.license}#{decision.scope.clause}"


def _remarks(applied: Sequence[Applied], lapses: Sequence[Lapse]) -> Iterator[str]:
    for one in applied:
        yield f"{decision_text(one.decision)}: {one.decision.why}"
    for lapse in lapses:
        yield f"a decision on it is not applied: {lapse_text(lapse)}"


def usable_by_decision(decided: Sequence[Decided]) -> tuple[ByDecision, ...]:
    """The verdicts that only a decision makes usable, which ends when the decision does."""
    return tuple(
        ByDecision(entry.result, tuple(decision_text(one.decision) for one in entry.applied))
        for entry in decided
        if entry.outcome.usable and not entry.verdict.usable
    )


def condition_items(decided: Sequence[Decided]) -> Iterator[NoticeItem]:
    """What decisions ask for, each thing once for each use."""
    found: dict[tuple[str, str, str], tuple[Decision, dict[str, None]]] = {}
    for entry in decided:
        for one in entry.applied:
            for text in one.decision.conditions:
                key = (entry.result.use, one.decision.id, text)
                found.setdefault(key, (one.decision, {}))[1][entry.result.model] = None
    for (use, _, text), (decision, models) in found.items():
        yield NoticeItem(
            use, NoticeKind.CONDITION, "", "a condition of a decision", "", "", "", "", text, DutyStatus.REQUIRED,
            models=tuple(models), decision=decision.id, decided=(f"{decision_text(decision)}: {decision.why}",),
        )  # fmt: skip
