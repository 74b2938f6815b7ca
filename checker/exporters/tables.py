"""A dossier as tables: the rows that the workbook shows on its sheets and the CSV file one below the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checker.domain.dossier import Consultation, Dossier, Opinion, StatedFact
from checker.domain.model import Model, Statement
from checker.domain.quantity import Quantity
from checker.domain.report import Duty, DutyStatus, Reason
from checker.domain.verdict import Evidence
from checker.engine.periods import spoken
from checker.exporters.statements import about, expression_text
from checker.exporters.wording import reading_text, reason_state, value_text

Cell = str | int | Decimal | date | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind."""

    name: str
    """What the sheet is called; in lower case, the kind of a row in CSV."""
    row: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(dossier: Dossier) -> tuple[Table, ...]:
    """All tables, the answers first."""
    return (
        _judged("Verdicts", "verdict", _VERDICTS, _verdict, dossier),
        _judged("Reasons", "reason", _REASONS, _reasons, dossier),
        _judged("Duties", "duty", _DUTIES, _duties, dossier),
        _judged("Questions", "question", _QUESTIONS, _questions, dossier),
        _table("Facts", "fact", _FACTS, _facts(dossier)),
        _table("Assumptions", "assumption", _ASSUMPTIONS, _assumptions(dossier)),
        _table("Evidence", "evidence", _EVIDENCE, _evidence(dossier)),
        _table("Texts", "text", _TEXTS, _texts(dossier)),
        _table("About", "about", ("about", "value"), ((line.label, line.value) for line in about(dossier))),
    )


def _table(name: str, row: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> Table:
    return Table(name, row, columns, tuple(rows))


def _judged(
    name: str, row: str, columns: tuple[str, ...], rows: Callable[[Opinion], Iterator[tuple[Cell, ...]]], dossier: Dossier
) -> Table:
    """Rows about verdicts, each with whose verdict it is; the service has a column where one was named."""
    served = any(opinion.result.provider for opinion in dossier.opinions)
    head = ("use", "model", "revision", *(("provider",) if served else ()), "verdict")
    return _table(name, row, (*head, *columns), ((*_head(o, served=served), *found) for o in dossier.opinions for found in rows(o)))


def _head(opinion: Opinion, *, served: bool) -> Iterator[Cell]:
    result = opinion.result
    yield from (result.use, result.model, result.revision or None)
    if served:
        yield result.provider or None
    yield result.verdict.value


_VERDICTS = ("publisher", "released", "licenses", "evidence", "channel", "channel assumed", "duties to do", "open questions")


def _verdict(opinion: Opinion) -> Iterator[tuple[Cell, ...]]:
    result, model = opinion.result, opinion.model
    own = [license for license in result.licenses if license.via == "own"] or list(result.licenses)
    yield (
        (model.publisher if model else "") or None,
        model.released if model else None,
        ", ".join(dict.fromkeys(license.id for license in result.licenses)) or None,
        Evidence.weakest(license.evidence for license in own).value if own else None,
        result.channel or None,
        result.channel_assumed,
        sum(duty.status in (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY) for duty in result.duties),
        len(result.questions),
    )


_REASONS = (
    "decides", "license", "clause", "section", "effect", "outcome", "state", "acts", "says", "facts", "missing",
    "for counsel", "remedy", "note", "passage", "passage source",
)  # fmt: skip


def _reasons(opinion: Opinion) -> Iterator[tuple[Cell, ...]]:
    """What decided, then every other clause that was weighed."""
    told: set[object] = set()
    for reason in opinion.result.reasons:
        told.add((reason.license, reason.clause, reason.effect, reason.facts))
        yield _reason(reason, decides=True)
    for reason in weighed(opinion.consultations):
        key = (reason.license, reason.clause, reason.effect, reason.facts)
        if key not in told:
            told.add(key)
            yield _reason(reason, decides=False)


def weighed(consultations: Iterable[Consultation]) -> Iterator[Reason]:
    """Every clause of some consultations."""
    for consultation in consultations:
        yield from consultation.clauses


def _reason(reason: Reason, *, decides: bool) -> tuple[Cell, ...]:
    return (
        decides,
        reason.license or None,
        reason.clause or None,
        reason.section or None,
        reason.effect,
        reason.outcome.value,
        reason_state(reason),
        ", ".join(reason.acts) or None,
        reason.says,
        "; ".join(map(reading_text, reason.facts)) or None,
        ", ".join(reason.missing) or None,
        reason.unsettled or None,
        reason.remedy or None,
        reason.note or None,
        reason.passage or None,
        reason.passage_source or None,
    )


_DUTIES = ("license", "clause", "section", "duty", "status", "string", "where", "says", "note", "missing")


def _duties(opinion: Opinion) -> Iterator[tuple[Cell, ...]]:
    for duty in opinion.result.duties:
        yield (
            duty.license,
            duty.clause,
            duty.section or None,
            duty.duty,
            duty.status.value,
            literal(duty) or None,
            dict(duty.parameters).get("where"),
            duty.says,
            duty.note or None,
            ", ".join(duty.missing) or None,
        )


def literal(duty: Duty) -> str:
    """The string that a duty prescribes, word for word; empty where it prescribes none."""
    stated = dict(duty.parameters)
    return next((stated[name] for name in ("display", "notice", "prefix", "word") if stated.get(name)), "")


_QUESTIONS = ("fact", "for", "ask")


def _questions(opinion: Opinion) -> Iterator[tuple[Cell, ...]]:
    for question in opinion.result.questions:
        yield question.fact, "counsel" if question.for_counsel else "business", question.ask


_FACTS = ("use", "fact", "label", "value", "at", "at least", "at most", "unit", "stated at")


def _facts(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for fact in dossier.organization:
        yield _fact(None, fact)
    for use in dossier.uses:
        for fact in (*use.facts, *use.meets):
            yield _fact(use.id, fact)


def _fact(use: str | None, fact: StatedFact) -> tuple[Cell, ...]:
    lower = upper = None
    currency = ""
    if isinstance(fact.value, Quantity):
        lower, upper, currency = fact.value.lower, fact.value.upper, fact.value.currency
    at = spoken(fact.at) if fact.at else None
    return use, fact.name, fact.label, value_text(fact.value), at, lower, upper, currency or None, fact.place or None


_ASSUMPTIONS = ("use", "model", "assumption")


def _assumptions(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for assumption in dossier.assumptions:
        for use, model in assumption.pairs:
            yield use, model, assumption.says


_EVIDENCE = ("model", "channel", "provider", "license", "evidence", "source", "url", "seen", "from", "until")


def _evidence(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for model in described(dossier):
        for channel, statements in (("weights", model.weights), ("hosted-api", model.hosted)):
            for statement in statements:
                yield (model.id, channel, *_statement(statement))


def described(dossier: Dossier) -> tuple[Model, ...]:
    """The judged models and their base models, each once."""
    bases = (forebear.model for opinion in dossier.opinions for forebear in opinion.forebears)
    return tuple({model.id: model for model in (*dossier.models, *bases)}.values())


def _statement(statement: Statement) -> tuple[Cell, ...]:
    source = statement.source
    return (
        statement.provider or None,
        expression_text(statement.license) if statement.license is not None else "withheld",
        statement.evidence.value,
        source.title,
        source.url or None,
        source.seen or None,
        statement.since,
        statement.until,
    )


_TEXTS = (
    "license", "name", "version", "publisher", "kind", "evidence", "released", "source", "sha256", "encoding", "encoded",
    "checked by counsel", "text at hand", "drifted", "verdicts",
)  # fmt: skip


def _texts(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for text in dossier.texts:
        license = text.license
        yield (
            license.id,
            license.name,
            license.version or None,
            license.publisher,
            license.kind.value,
            license.evidence.value,
            license.released,
            license.source,
            license.text_sha256 or None,
            license.status,
            license.encoded_on or None,
            license.checked_on or None,
            text.path or None,
            text.drifted if text.path else None,
            len(text.pairs),
        )
