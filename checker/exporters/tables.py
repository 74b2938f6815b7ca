"""A dossier as tables: the rows that the workbook shows on its sheets and the CSV file one below the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from checker.domain.dossier import Consultation, Dossier, Opinion, StatedFact
from checker.domain.quantity import Quantity
from checker.domain.report import Duty, DutyStatus, Question, Reason
from checker.domain.verdict import Evidence
from checker.engine.periods import spoken
from checker.exporters import decision_rows, evidence_rows
from checker.exporters.cells import Cell
from checker.exporters.statements import about
from checker.exporters.wording import reading_text, reason_state, value_text


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
    with_decisions = dossier.docket is not None
    after = ("after decisions",) if with_decisions else ()
    return (
        _judged("Verdicts", "verdict", _VERDICTS, _verdict, dossier),
        *(_of_decisions(dossier) if with_decisions else ()),
        _judged("Reasons", "reason", _REASONS, _reasons, dossier),
        _judged("Duties", "duty", (*_DUTIES, *after), _duties_after if with_decisions else _duties, dossier),
        _judged("Questions", "question", (*_QUESTIONS, *after), _questions_after if with_decisions else _questions, dossier),
        _table("Facts", "fact", _FACTS, _facts(dossier)),
        _table("Assumptions", "assumption", _ASSUMPTIONS, _assumptions(dossier)),
        _table("Evidence", "evidence", evidence_rows.EVIDENCE, evidence_rows.evidence(dossier)),
        _table("Texts", "text", evidence_rows.TEXTS, evidence_rows.texts(dossier)),
        _table("About", "about", ("about", "value"), ((line.label, line.value) for line in about(dossier))),
    )


def _of_decisions(dossier: Dossier) -> Iterator[Table]:
    """Who decided on each verdict, and each decision in full."""
    yield _judged("Decided", "decided", decision_rows.DECIDED, decision_rows.decided, dossier)
    yield _table("Decisions", "decision", decision_rows.DECISIONS, decision_rows.decisions(dossier.docket))


def _table(name: str, row: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> Table:
    return Table(name, row, columns, tuple(rows))


def _judged(
    name: str, row: str, columns: tuple[str, ...], rows: Callable[[Opinion], Iterator[tuple[Cell, ...]]], dossier: Dossier
) -> Table:
    """Rows about verdicts, each with whose verdict it is; the service has a column where one was named."""
    head = _Head(any(opinion.result.provider for opinion in dossier.opinions), dossier.docket is not None)
    return _table(name, row, (*head.columns, *columns), ((*head.cells(o), *found) for o in dossier.opinions for found in rows(o)))


@dataclass(frozen=True, slots=True)
class _Head:
    """What each row about a verdict begins with."""

    served: bool
    """Whether a service was named."""
    decided: bool
    """Whether there are decisions."""

    @property
    def columns(self) -> tuple[str, ...]:
        service, outcome = ("provider",) if self.served else (), ("outcome",) if self.decided else ()
        return ("use", "model", "revision", *service, "verdict", *outcome)

    def cells(self, opinion: Opinion) -> Iterator[Cell]:
        result = opinion.result
        yield from (result.use, result.model, result.revision or None)
        if self.served:
            yield result.provider or None
        yield result.verdict.value
        if self.decided:
            yield opinion.after.verdict.value


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
    return map(_duty, opinion.result.duties)


def _duties_after(opinion: Opinion) -> Iterator[tuple[Cell, ...]]:
    """The duties of the verdict and of the outcome, each once, with what it is after decisions."""
    after: dict[tuple[str, str], list[Duty]] = {}
    for duty in opinion.after.duties:
        after.setdefault((duty.license, duty.clause), []).append(duty)
    before = {(duty.license, duty.clause) for duty in opinion.result.duties}
    for duty in opinion.result.duties:
        states = dict.fromkeys(found.status.value for found in after.get((duty.license, duty.clause), ()))
        yield (*_duty(duty), " or ".join(states) or "not with the outcome")
    for duty in opinion.after.duties:
        if (duty.license, duty.clause) not in before:
            yield (*_duty(duty), f"{duty.status.value}, with the outcome alone")


def _duty(duty: Duty) -> tuple[Cell, ...]:
    return (
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
    return map(_question, opinion.result.questions)


def _questions_after(opinion: Opinion) -> Iterator[tuple[Cell, ...]]:
    """The questions of the verdict and of the outcome, each once, with whether it is still open."""
    for question in dict.fromkeys((*opinion.result.questions, *opinion.after.questions)):
        yield (*_question(question), "open" if question in opinion.after.questions else "not open any more")


def _question(question: Question) -> tuple[Cell, ...]:
    return question.fact, "counsel" if question.for_counsel else "business", question.ask


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
