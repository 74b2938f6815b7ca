"""Opinions that rest on the same reasoning, put together so that it is told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.domain.dossier import Consultation, Opinion
from checker.domain.verdict import Verdict

WORST_FIRST = (Verdict.DENY, Verdict.REVIEW, Verdict.CONDITIONAL, Verdict.ALLOW)


@dataclass(frozen=True, slots=True)
class Group:
    """Verdicts of one use that differ in nothing but the model."""

    opinions: tuple[Opinion, ...]

    @property
    def first(self) -> Opinion:
        """One for all."""
        return self.opinions[0]

    @property
    def use(self) -> str:
        """The use they are about."""
        return self.first.result.use

    @property
    def verdict(self) -> Verdict:
        """The verdict they share."""
        return self.first.result.verdict

    @property
    def names(self) -> tuple[str, ...]:
        """The models, as a reader would name them."""
        return tuple(opinion.name for opinion in self.opinions)


def groups(opinions: Sequence[Opinion]) -> tuple[Group, ...]:
    """The groups, the worst verdict first, and within a verdict in the order in which they come."""
    found: dict[object, list[Opinion]] = {}
    for opinion in opinions:
        found.setdefault(_key(opinion), []).append(opinion)
    ranked = sorted(found.values(), key=lambda group: -group[0].result.verdict.severity)
    return tuple(Group(tuple(group)) for group in ranked)


def _key(opinion: Opinion) -> object:
    result = opinion.result
    reasons = tuple((r.license, r.clause, r.effect, r.outcome, r.says, r.facts, r.missing, r.note, r.lifted_by) for r in result.reasons)
    weighed = tuple(sorted({key_of(consultation) for consultation in opinion.consultations}, key=repr))
    found = opinion.touched
    decided = None if found is None else (found.applied, found.lapses, found.outcome, found.after.reasons, found.after.duties)
    return result.use, result.verdict, reasons, weighed, result.duties, result.questions, result.channel, result.channel_assumed, decided


def key_of(consultation: Consultation) -> tuple[object, ...]:
    """What tells one consultation of a license from another: its clauses and what they came to, not whose license it is."""
    clauses = tuple(
        (reason.license, reason.clause, reason.outcome, reason.acts, reason.facts, reason.note) for reason in consultation.clauses
    )
    return consultation.license.id, clauses, consultation.quiet


def distinct(consultations: Iterable[Consultation]) -> tuple[Consultation, ...]:
    """Consultations that say the same, once."""
    return tuple({key_of(consultation): consultation for consultation in reversed(tuple(consultations))}.values())[::-1]
