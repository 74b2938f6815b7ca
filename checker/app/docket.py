"""Puts together what became of each decision in a run, for a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.domain import decision_codes as codes
from checker.domain.decided import Decided
from checker.domain.decision import DecisionBook
from checker.domain.docket import Docket, DocketEntry, Fallen, Held
from checker.domain.dossier import Condition, Opinion, Pair
from checker.domain.gate import GateFinding

_OF_LAPSES = frozenset(code for code in codes.DECISION_CODES if code not in (codes.UNUSED, codes.OVERLAP, codes.NAMES_NOTHING))
"""Codes of findings that repeat what the lapses themselves say."""


def docket_of(book: DecisionBook, decided: Sequence[Decided], findings: Iterable[GateFinding]) -> Docket:
    """Every decision that was applied, has lapsed, or has something to be told of."""
    told: dict[str, list[GateFinding]] = {}
    for finding in findings:
        told.setdefault(finding.subject, []).append(finding)
    entries = []
    for decision in book.decisions:
        held, fallen = tuple(_held(decided, decision.id)), tuple(_fallen(decided, decision.id))
        about = told.get(decision.id, [])
        more = tuple(finding for finding in about if not (fallen and finding.code in _OF_LAPSES))
        if held or fallen or more:
            entries.append(DocketEntry(decision, held, fallen, more))
    return Docket(book.path, book.sha256, tuple(entries), len(book.decisions) - len(entries))


def conditions_of(opinions: Sequence[Opinion]) -> tuple[Condition, ...]:
    """What decisions ask for, each thing once, with the decisions that ask for it and the verdicts that hang on it."""
    found: dict[str, tuple[dict[str, None], dict[Pair, None]]] = {}
    for opinion in opinions:
        for applied in opinion.decided.applied if opinion.decided is not None else ():
            for text in applied.decision.conditions:
                ids, pairs = found.setdefault(text, ({}, {}))
                ids[applied.decision.id] = None
                pairs[opinion.result.use, opinion.name] = None
    return tuple(Condition(text, tuple(ids), tuple(pairs)) for text, (ids, pairs) in found.items())


def _held(decided: Sequence[Decided], decision_id: str) -> Iterator[Held]:
    for entry in decided:
        for applied in entry.applied:
            if applied.decision.id == decision_id:
                yield Held(entry.result.use, entry.result.name, entry.verdict, entry.outcome, applied.settles)


def _fallen(decided: Sequence[Decided], decision_id: str) -> Iterator[Fallen]:
    for entry in decided:
        for lapse in entry.lapses:
            if lapse.decision.id == decision_id:
                yield Fallen(entry.result.use, entry.result.name, entry.verdict, entry.outcome, lapse.code, lapse.because)
