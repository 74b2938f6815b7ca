"""What decisions make of the gate's findings: what they settle is held back and stays visible, what still stands is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checker.app.gate_findings import Place, Teller
from checker.domain.decided import Decided
from checker.domain.decision import Ruling
from checker.domain.gate import GateFinding, HeldBy
from checker.domain.verdict import Verdict
from checker.exporters.decision_wording import held_note

_FORBIDDEN = "use-forbidden"


def decided_findings(decided: Decided, teller: Teller, place: Place, way_out: Callable[[], str]) -> list[GateFinding]:
    """The findings on a result with decisions: those of the verdict underneath that are settled are held, those of the outcome are not."""
    underneath = teller.findings(decided.result, place, way_out)
    if decided.outcome is decided.verdict and not decided.applied:
        return underneath
    standing = [_by_decision(decided, teller, place)] if _denied(decided) else teller.findings(decided.after, place, way_out)
    kept = {_identity(finding) for finding in standing}
    settled = [finding for finding in underneath if _identity(finding) not in kept]
    if decided.applied:
        note = held_note(decided)
        settled = [replace(finding, held_by=HeldBy.DECISION, held_note=note) for finding in settled]
    return [*standing, *settled]


def _identity(finding: GateFinding) -> tuple[str, ...]:
    return (finding.code, finding.license, finding.clause, finding.subject)


def _denied(decided: Decided) -> bool:
    """Whether it is a decision that forbids, and not a license."""
    return decided.outcome is Verdict.DENY and any(applied.decision.ruling is Ruling.DENY for applied in decided.applied)


def _by_decision(decided: Decided, teller: Teller, place: Place) -> GateFinding:
    says = held_note(decided)
    remedy = "ask who decided, or use another model; `licheck models list` shows the catalog"
    return teller.of_decision(_FORBIDDEN, decided.after, place, says, remedy)
