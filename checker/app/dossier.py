"""Puts together all that an export shows: the report, and the facts, reasoning, sources and texts behind it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from checker.app.dossier_lists import assumptions_of, questions_of, tasks_of, texts_of, thresholds_of
from checker.app.explanation import consultations_of
from checker.app.passages import Passages
from checker.app.session import Session
from checker.domain.decision import DecisionBook
from checker.domain.dossier import Consultation, DescribedUse, Dossier, Forebear, Opinion, StatedFact
from checker.domain.fact import FactValue, Figures
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.quantity import Quantity
from checker.domain.report import Result
from checker.domain.vocabulary import Vocabulary
from checker.engine.judge import Judgment
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.app.decided import Decider

EPOCH = "SOURCE_DATE_EPOCH"
"""The variable of reproducible builds: seconds since 1970 that a document calls itself made at."""

Requests = Mapping[str, Sequence[ModelRequest]]


@dataclass(frozen=True)
class Inquiry:
    """What a dossier is about, besides the profile."""

    requests: Requests | None = None
    """Models by use; None for the profile's own choice."""
    as_of: date | None = None
    reports: bool = True
    passages: Passages | None = None
    """Texts at hand, for the words of the licenses themselves."""
    decisions: DecisionBook | None = None
    """What people have decided; None where nobody asked for it."""


def assemble(session: Session, profile: Profile, inquiry: Inquiry, progress: Callable[[int, int], None] | None = None) -> Dossier:
    """The dossier of a run. Raises what `Session.evaluate` raises, and UsageError for a SOURCE_DATE_EPOCH that is no time."""
    day = inquiry.as_of or date.today()
    when = made(day)
    opinions: list[Opinion] = []
    decider = _decider(session, profile, inquiry, day)

    def judging(use: Use, request: ModelRequest) -> Result:
        judgment = session.deliberate(profile, use, request, day, reports=inquiry.reports)
        decided = decider.decide_on(judgment, use, request) if decider is not None else None
        opinions.append(replace(_opinion(session, judgment, request), decided=decided))
        return judgment.result

    report = session.evaluate(profile, inquiry.requests, as_of=day, reports=inquiry.reports, progress=progress, judging=judging)
    if inquiry.passages is not None:
        report = inquiry.passages.of_report(report)
        opinions = [_opinion_with_passages(*pair, inquiry.passages) for pair in zip(opinions, report.results, strict=True)]
    vocabulary = session.library.vocabulary
    labels = {name: definition.label for name, definition in vocabulary.facts.items()}
    judged = {opinion.result.use for opinion in opinions}
    dossier = Dossier(
        report,
        when,
        profile.path,
        profile.sha256,
        tuple(_organization(session, profile)),
        tuple(_use(session, profile, use) for use in profile.uses if use.id in judged or not judged),
        profile.agreements,
        tuple(opinions),
        questions_of(opinions),
        tasks_of(opinions, vocabulary),
        assumptions_of(opinions, labels),
        texts_of(opinions, session.licenses, inquiry.passages),
        thresholds_of(opinions, session.licenses, vocabulary, profile),
        not inquiry.reports,
        labels,
    )
    return dossier if decider is None else _with_decisions(dossier, decider, vocabulary, complete=inquiry.requests is None)


def _decider(session: Session, profile: Profile, inquiry: Inquiry, day: date) -> Decider | None:
    if inquiry.decisions is None:
        return None
    from checker.app.decided import Decider  # most runs have no decisions

    return Decider(session, profile, inquiry.decisions, day, inquiry.reports)


def _with_decisions(dossier: Dossier, decider: Decider, vocabulary: Vocabulary, *, complete: bool) -> Dossier:
    from checker.app.docket import conditions_of, docket_of

    opinions, findings = dossier.opinions, decider.findings(complete=complete)
    return replace(
        dossier,
        docket=docket_of(decider.book, decider.decided, findings),
        decision_findings=findings,
        settled_questions=questions_of(opinions, settled=True),
        settled_duties=tasks_of(opinions, vocabulary, settled=True),
        conditions=conditions_of(opinions),
    )


def made(day: date) -> datetime:
    """The time that documents call themselves made at: SOURCE_DATE_EPOCH, else the day of the question."""
    stated = os.environ.get(EPOCH)
    if not stated:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        return datetime.fromtimestamp(int(stated), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"`{EPOCH}` is `{stated}`, not a number of seconds since 1970") from None


def _opinion(session: Session, judgment: Judgment, request: ModelRequest) -> Opinion:
    resolved = session.resolve(request)
    model, lineage = resolved if resolved is not None else (None, None)
    forebears = tuple(Forebear(found.model, found.relations, found.path) for found in (lineage.ancestors if lineage else ()))
    return Opinion(judgment.result, model, consultations_of(judgment), forebears)


def _opinion_with_passages(opinion: Opinion, result: Result, passages: Passages) -> Opinion:
    consultations = tuple(_with_passages(found, passages) for found in opinion.consultations)
    decided = opinion.decided
    if decided is not None:
        decided = replace(decided, result=result, after=passages.of_result(decided.after))
    return replace(opinion, result=result, consultations=consultations, decided=decided)


def _with_passages(consultation: Consultation, passages: Passages) -> Consultation:
    return replace(consultation, clauses=tuple(passages.of_reason(reason) for reason in consultation.clauses))


def _organization(session: Session, profile: Profile) -> Iterator[StatedFact]:
    definitions = session.library.vocabulary.facts
    yield from _facts(session, profile, profile.facts, "organization.", "")
    if any(isinstance(value, Figures) for value in profile.facts.values()):
        place = profile.places.get("fact:organization.figures_count", "")
        yield StatedFact("organization.figures_count", "whose figures they are", profile.figures_count, place=place)
    for currency, rate in sorted(profile.exchange_rates.items()):
        place = profile.places.get(f"fact:exchange_rates.{currency}", "")
        yield StatedFact(f"exchange_rates.{currency}", f"USD for one {currency}", f"{rate:f}", place=place)
    for name, amount in sorted(profile.values.items()):
        if name.partition("#")[0] not in definitions:
            yield StatedFact(name, "an amount nobody published", amount, place=profile.places.get(f"values:{name}", ""))


def _use(session: Session, profile: Profile, use: Use) -> DescribedUse:
    meets = tuple(
        StatedFact(duty, "a duty already met", True, place=profile.places.get(f"fact:{use.id}:meets:{duty}", ""))
        for duty in sorted(use.meets)
    )
    return DescribedUse(use.id, tuple(_facts(session, profile, use.facts, "use.", f"{use.id}:")), meets, use.place)


def _facts(session: Session, profile: Profile, facts: Mapping[str, FactValue], prefix: str, owner: str) -> Iterator[StatedFact]:
    """The facts that are stated, in the order of the vocabulary; a figure by its periods."""
    for name, definition in session.library.vocabulary.facts.items():
        if not name.startswith(prefix) or name not in facts:
            continue
        value = facts[name]
        place = profile.places.get(f"fact:{owner}{name}", "")
        if isinstance(value, Figures):
            for period, amount in _amounts(value):
                key = f"fact:{owner}{name}@{period}"
                yield StatedFact(name, definition.label, amount, period, profile.places.get(key, place))
        else:
            yield StatedFact(name, definition.label, value, place=place)


def _amounts(figures: Figures) -> Iterator[tuple[str, Quantity]]:
    if figures.undated is not None:
        yield "", figures.undated
    yield from figures.dated
