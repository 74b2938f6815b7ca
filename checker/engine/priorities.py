"""Which question to answer first: the one on which most hangs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from checker.domain.fact import FactKind
from checker.domain.open_questions import OpenQuestion, Pair
from checker.domain.report import DutyStatus, Reason, Result
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import Vocabulary
from checker.engine.questions import ask

_Key = tuple[str, str, str, str]
"""Fact, use, model and period."""


@dataclass
class _Gathered:
    """One question while the results are read."""

    question: OpenQuestion
    verdicts: dict[Pair, None] = field(default_factory=dict)
    duties: dict[Pair, None] = field(default_factory=dict)
    clauses: dict[tuple[str, str, str], None] = field(default_factory=dict)


def open_questions(results: Sequence[Result], vocabulary: Vocabulary) -> tuple[OpenQuestion, ...]:
    """Every question of some results once, the most decisive first, those for counsel after those for the business."""
    gathered: dict[_Key, _Gathered] = {}
    waiting: dict[Pair, set[_Key]] = {}
    for result in results:
        pair = (result.use, result.name)
        if result.verdict is Verdict.REVIEW:
            waiting[pair] = set()
            for reason in result.reasons:
                for key, question in _of_reason(reason, result, vocabulary):
                    found = gathered.setdefault(key, _Gathered(question))
                    found.verdicts[pair] = None
                    found.clauses[reason.license, reason.clause, reason.section] = None
                    waiting[pair].add(key)
            if any(_is_evidence(reason) for reason in result.reasons):
                waiting[pair].add(("evidence", *pair, ""))
        for duty in result.duties:
            for name in duty.missing if duty.status is DutyStatus.MAY_APPLY else ():
                key = _key(name, "", result, "")
                question = OpenQuestion(name, ask(name, "", result.model, vocabulary), key[1], key[2])
                found = gathered.setdefault(_same_fact(gathered, key), _Gathered(question))
                found.duties[pair] = None
                found.clauses[duty.license, duty.clause, duty.section] = None
    figures = frozenset(name for name, definition in vocabulary.facts.items() if definition.kind is FactKind.FIGURE)
    ordered = list(_ordered(gathered, waiting, figures))
    return tuple(sorted(ordered, key=lambda question: question.for_counsel))


def needs_evidence(result: Result) -> Reason | None:
    """The reason why an open verdict waits for better evidence rather than for an answer; None where it does not."""
    if result.verdict is not Verdict.REVIEW:
        return None
    return next((reason for reason in result.reasons if _is_evidence(reason)), None)


def _is_evidence(reason: Reason) -> bool:
    return reason.effect == "evidence" and reason.outcome is Truth.UNKNOWN and not reason.missing


def _of_reason(reason: Reason, result: Result, vocabulary: Vocabulary) -> Iterator[tuple[_Key, OpenQuestion]]:
    if reason.outcome is not Truth.UNKNOWN:
        return
    for name in reason.missing:
        at = next((reading.at for reading in reason.facts if reading.missing == name and reading.at), "")
        key = _key(name, at, result, reason.model)
        yield key, OpenQuestion(name, ask(name, at, reason.model, vocabulary), key[1], key[2], at)
    if reason.unsettled:
        name = f"{reason.license}#{reason.clause}"
        yield (name, "", "", "counsel"), OpenQuestion(name, reason.unsettled, for_counsel=True)


def _key(name: str, at: str, result: Result, model: str) -> _Key:
    """What makes two questions the same one: a fact of a use is asked for that use, one of a model for that model."""
    use = result.use if name.startswith("use.") else ""
    about = (model or result.model) if name.startswith("model.") else ""
    return name, use, about, at


def _same_fact(gathered: dict[_Key, _Gathered], key: _Key) -> _Key:
    """A question that a verdict asks already, where a duty asks for the same fact without a period."""
    return next((known for known in gathered if known[:3] == key[:3]), key)


def _ordered(gathered: dict[_Key, _Gathered], waiting: dict[Pair, set[_Key]], figures: frozenset[str]) -> Iterator[OpenQuestion]:
    """One after the other, each the one that decides most once those before it are answered; of equals, what needs no figure first."""
    left = dict(gathered)
    answered: set[_Key] = set()
    for_business = [key for key, found in gathered.items() if not found.question.for_counsel]
    for keys in (for_business, [key for key in gathered if key not in set(for_business)]):
        remaining = list(keys)
        while remaining:
            best = max(remaining, key=lambda key: (_weight(left[key], waiting, answered), len(left[key].duties), key[0] not in figures))
            yield _told(left[best], waiting, _weight(left[best], waiting, answered))
            remaining.remove(best)
            answered.add(best)


def _weight(found: _Gathered, waiting: dict[Pair, set[_Key]], answered: set[_Key]) -> Fraction:
    return sum((Fraction(1, len(waiting[pair] - answered)) for pair in found.verdicts), Fraction(0))


def _told(found: _Gathered, waiting: dict[Pair, set[_Key]], weight: Fraction) -> OpenQuestion:
    alone = tuple(pair for pair in found.verdicts if len(waiting[pair]) == 1)
    shared = tuple(pair for pair in found.verdicts if len(waiting[pair]) > 1)
    duties = tuple(pair for pair in found.duties if pair not in found.verdicts)
    return replace(found.question, alone=alone, shared=shared, duties=duties, clauses=tuple(found.clauses), weight=weight)


def settled(before: Iterable[Result], after: Iterable[Result]) -> list[Result]:
    """The results that were open and are not any more."""
    was_open = {(result.use, result.name) for result in before if result.verdict is Verdict.REVIEW}
    return [result for result in after if (result.use, result.name) in was_open and result.verdict is not Verdict.REVIEW]
