"""What people decided, as rows of tables."""

from __future__ import annotations

from collections.abc import Iterator

from checker.domain.decision import Decision
from checker.domain.docket import Docket, DocketEntry
from checker.domain.dossier import Opinion
from checker.exporters.cells import Cell
from checker.exporters.decision_wording import outcome_changes, pinned_text, range_text, ruling_text, still_standing

DECIDED = (
    "decision", "standing", "decided", "decided by", "date", "expires", "why", "ticket",
    "settles", "on condition", "because", "still stands",
)  # fmt: skip


def decided(opinion: Opinion) -> Iterator[tuple[Cell, ...]]:
    """A row for each decision on a verdict, applied or not."""
    found = opinion.touched
    if found is None:
        return
    stands = "; ".join(still_standing(found))
    for applied in found.applied:
        conditions = "; ".join(applied.decision.conditions)
        yield (*_taken(applied.decision, "applied"), "; ".join(applied.settles) or None, conditions or None, None, stands or None)
    for lapse in found.lapses:
        yield (*_taken(lapse.decision, "not applied"), None, "; ".join(lapse.decision.conditions) or None, lapse.because, stands or None)


def _taken(decision: Decision, standing: str) -> tuple[Cell, ...]:
    return (
        decision.id,
        standing,
        ruling_text(decision),
        decision.decided_by,
        decision.decided,
        decision.expires,
        decision.why,
        decision.ticket or None,
    )


DECISIONS = (
    "decision", "standing", "decided", "decided by", "date", "expires", "why", "ticket", "about", "organization", "agreement",
    "only while under", "on condition", "taken on", "in view of", "bound to texts", "bound to facts", "applied to", "because", "also",
    "recorded at",
)  # fmt: skip


def decisions(docket: Docket | None) -> Iterator[tuple[Cell, ...]]:
    """A row for each decision, with everything it is bound to."""
    return (_decision(entry) for entry in (docket.entries if docket is not None else ()))


def _decision(entry: DocketEntry) -> tuple[Cell, ...]:
    decision = entry.decision
    basis = decision.basis
    whys = list(dict.fromkeys(fallen.because for fallen in entry.fallen))
    changed = [f"{way}: {', '.join(f'{use}: {model}' for use, model in pairs)}" for way, pairs in outcome_changes(entry.held)]
    return (
        *_taken(decision, entry.standing),
        decision.scope.subject,
        decision.scope.organization or None,
        decision.agreement or None,
        ", ".join(decision.only_while) or None,
        "; ".join(decision.conditions) or None,
        basis.verdict.value,
        "; ".join(basis.reasons) or None,
        "; ".join(f"{name}: {pinned_text(pin)}" for name, pin in basis.texts) or None,
        "; ".join(f"{fact.name}: {range_text(fact)}" for fact in basis.facts) or None,
        "; ".join(changed) or None,
        "; ".join(whys) or None,
        "; ".join(finding.message for finding in entry.findings) or None,
        decision.place or None,
    )
