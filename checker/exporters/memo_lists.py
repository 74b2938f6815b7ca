"""The lists of a memo: assumptions, open questions, duties and evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from checker.domain.dossier import Condition, ConsultedText, Dossier, OpenQuestion, Opinion, Pair, Task
from checker.domain.model import Statement
from checker.domain.report import Duty, DutyStatus, Reason
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from checker.exporters.blocks import (
    Block,
    Bullets,
    Check,
    Checklist,
    Column,
    Grid,
    Heading,
    Paragraph,
    Text,
    code,
    joined,
    link,
    listed,
    plain,
    quote,
    stacked,
    strong,
    told,
)  # fmt: skip
from checker.exporters.evidence_rows import described
from checker.exporters.statements import expression_text
from checker.exporters.tables import literal
from checker.exporters.wording import reference_text

_NAMES = 6
_STATUS = {
    DutyStatus.REQUIRED: "To do",
    DutyStatus.MAY_APPLY: "May have to be done: a fact is missing",
    DutyStatus.MET: "Met already",
    DutyStatus.CONDUCT: "Conduct to keep",
}


def assumptions(dossier: Dossier) -> Iterator[Block]:
    """What was taken for granted, and what hangs on it."""
    if not dossier.assumptions:
        yield Paragraph(plain("Nothing was taken for granted beyond what the note on the first page says."))
        return
    yield Bullets(tuple((plain(_sentence(found.says)), (on(found.pairs),)) for found in dossier.assumptions))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def on(pairs: Sequence[Pair]) -> Text:
    """Which verdicts something is about, use by use."""
    by_use: dict[str, list[str]] = {}
    for use, model in pairs:
        by_use.setdefault(use, []).append(model)
    return joined([joined([plain(f"{use}:"), listed(models, _NAMES)]) for use, models in by_use.items()], "; ")


def questions(dossier: Dossier, chapter: int) -> Iterator[Block]:
    """What has to be found out, by whom."""
    settle = _evidence_to_settle(dossier)
    lists = (
        ("For the business", [_question(found) for found in dossier.for_business]),
        ("For counsel", [_question(found) for found in dossier.for_counsel]),
        ("Evidence to settle", [(plain(reason.says), _to_settle(reason, pairs)) for reason, pairs in settle]),
    )
    for number, (title, items) in enumerate(lists, 1):
        yield Heading(2, title, f"{chapter}.{number}")
        yield Bullets(tuple(items)) if items else Paragraph(plain("None."))
    if dossier.settled_questions:
        yield Heading(2, "Not open any more, as people decided", f"{chapter}.{len(lists) + 1}")
        yield Bullets(tuple(_question(found) for found in dossier.settled_questions))


def _question(found: OpenQuestion) -> tuple[Text, tuple[Text, ...]]:
    return joined([plain(found.question.ask), code(found.question.fact)]), (on(found.pairs),)


def _evidence_to_settle(dossier: Dossier) -> list[tuple[Reason, list[Pair]]]:
    """Missing, weak and conflicting evidence, each once."""
    found: dict[str, tuple[Reason, list[Pair]]] = {}
    for opinion in dossier.opinions:
        for reason in _to_find_out(opinion):
            if reason.effect == "evidence" and reason.outcome is Truth.UNKNOWN:
                found.setdefault(reason.says, (reason, []))[1].append((opinion.result.use, opinion.name))
    return list(found.values())


def _to_find_out(opinion: Opinion) -> tuple[Reason, ...]:
    """The reasons that still stand; of what a person has denied, nothing is to be found out."""
    denied = opinion.after.verdict is Verdict.DENY and opinion.result.verdict is not Verdict.DENY
    return () if denied else opinion.after.reasons


def _to_settle(reason: Reason, pairs: Sequence[Pair]) -> tuple[Text, ...]:
    way = joined([strong("Way out:"), told(reason.remedy)]) if reason.remedy else ()
    return tuple(detail for detail in (told(reason.note), way, on(pairs)) if detail)


def duties(dossier: Dossier, chapter: int) -> Iterator[Block]:
    """What has to be done as boxes to tick, and the conduct to keep as a table."""
    number = 0
    for status, title in _STATUS.items():
        found = [task for task in dossier.duties if task.duty.status is status]
        if not found:
            continue
        number += 1
        yield Heading(2, title, f"{chapter}.{number}")
        if status is DutyStatus.CONDUCT:
            yield Grid(
                (Column("Duty", 24), Column("Under", 34), Column("What it says", 52), Column("Verdicts", 10)),
                tuple(_conduct(task) for task in found),
            )
        else:
            yield Checklist(tuple(_check(task) for task in found))
    for title, blocks in _of_decisions(dossier):
        number += 1
        yield Heading(2, title, f"{chapter}.{number}")
        yield blocks
    if not number:
        yield Paragraph(plain("None."))


def _of_decisions(dossier: Dossier) -> Iterator[tuple[str, Block]]:
    """What decisions ask for, and the duties that they settle."""
    if dossier.conditions:
        yield "To do for decisions to hold", Checklist(tuple(map(_condition, dossier.conditions)))
    if dossier.settled_duties:
        items = tuple(
            (joined([_what(task), _under(task.duty)]), (plain(task.duty.says), on(task.pairs))) for task in dossier.settled_duties
        )
        yield "Not with the outcome, as people decided", Bullets(items)


def _condition(found: Condition) -> Check:
    by = joined([strong("Asked for by:"), joined([code(name) for name in found.decisions], ", ")])
    return Check(False, told(found.says), (by, joined([strong("For:"), on(found.pairs)])))


def _check(task: Task) -> Check:
    duty = task.duty
    details = [plain(duty.says), told(duty.note)]
    where = dict(duty.parameters).get("where")
    if where:
        details.append(joined([strong("Where:"), plain(where)]))
    if duty.missing:
        details.append(joined([strong("Hangs on:"), joined([code(name) for name in duty.missing], ", ")]))
    details.append(joined([strong("For:"), on(task.pairs)]))
    return Check(duty.status is DutyStatus.MET, joined([_what(task), _under(duty)]), tuple(detail for detail in details if detail))


def _what(task: Task) -> Text:
    exact = literal(task.duty)
    label = f"{task.label[:1].upper()}{task.label[1:]}"
    return joined([strong(f"{label}:"), quote(f"“{exact}”")]) if exact else strong(label)


def _under(duty: Duty, arranged: Callable[[Sequence[Text]], Text] = joined) -> Text:
    return arranged([plain(reference_text(duty.license, duty.section)), code(f"{duty.license}#{duty.clause}")])


def _conduct(task: Task) -> tuple[Text, ...]:
    return plain(task.label), _under(task.duty, stacked), plain(task.duty.says), plain(f"{len(task.pairs):,}")


def evidence(dossier: Dossier, chapter: int) -> Iterator[Block]:
    """The texts with their hashes, and who says which license a model carries."""
    yield Heading(2, "License texts", f"{chapter}.1")
    checked = sum(bool(text.license.checked_on) for text in dossier.texts)
    counted = "none was" if not checked else "one was" if checked == 1 else f"{checked} were"
    yield Paragraph(plain(f"Encodings consulted: {len(dossier.texts)}; {counted} checked by counsel."))
    if dossier.texts:
        yield Grid((Column("License", 34), Column("Encoding", 20), Column("Text", 62)), tuple(map(_text, dossier.texts)))
    yield Heading(2, "Who says which license a model carries", f"{chapter}.2")
    rows = _statements(dossier)
    if rows:
        yield Grid((Column("Who says so", 44), Column("What", 30), Column("Of", 42)), tuple(rows))
    else:
        yield Paragraph(plain("None."))
    yield from _notes(dossier)


def _text(text: ConsultedText) -> tuple[Text, ...]:
    license = text.license
    released = f"released {license.released.isoformat()}" if license.released else ""
    name = stacked([plain(license.name), code(license.id), joined([plain(f"by {license.publisher}"), plain(released)], ", ")])
    checked = f"checked by counsel {license.checked_on}" if license.checked_on else "not checked by counsel"
    status = f"{license.evidence.value}; {license.status} {license.encoded_on}; {checked}"
    pinned = joined([plain("sha256"), code(license.text_sha256)]) if license.text_sha256 else plain("the text was not seen")
    return name, plain(status), stacked([link(license.source), pinned, _at_hand(text)])


def _at_hand(text: ConsultedText) -> Text:
    if not text.path:
        return ()
    same = strong("not the text that was encoded") if text.drifted else plain("the same text")
    return joined([plain("at hand:"), code(text.path), same])


def _statements(dossier: Dossier) -> list[tuple[Text, ...]]:
    """Each source with what it says, and all models of which it says so."""
    found: dict[tuple[Statement, str], list[str]] = {}
    for model in described(dossier):
        for channel, statements in (("weights", model.weights), ("hosted API", model.hosted)):
            for statement in statements:
                found.setdefault((statement, channel), []).append(model.id)
    return [(_source(said), _said(said, channel), listed(models, len(models))) for (said, channel), models in found.items()]


def _said(statement: Statement, channel: str) -> Text:
    license = code(expression_text(statement.license)) if statement.license is not None else plain("withheld")
    through = f"{channel} of {statement.provider}" if statement.provider else channel
    return stacked([license, plain(f"{through}, {statement.evidence.value}")])


def _source(statement: Statement) -> Text:
    source = statement.source
    seen = f"seen {source.seen}" if source.seen else ""
    since = f"from {statement.since.isoformat()}" if statement.since else ""
    until = f"until {statement.until.isoformat()}" if statement.until else ""
    address = link(source.url) if "/" in source.url else ()
    return stacked([joined([plain(part) for part in (source.title, seen, since, until)], ", "), address])


def _notes(dossier: Dossier) -> Iterator[Block]:
    if dossier.report.notes:
        yield Paragraph(strong("Also to know:"))
        yield Bullets(tuple((told(note), ()) for note in dossier.report.notes))
