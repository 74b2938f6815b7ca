"""The reasoning of a memo: each group of verdicts with what decides it, and each license clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.domain.dossier import Consultation, Dossier, Opinion
from checker.domain.model import Model
from checker.domain.report import DutyStatus, LicenseUse, Question, Reason
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from checker.exporters.blocks import (
    Block,
    Bullets,
    Column,
    Grid,
    Heading,
    Paragraph,
    Text,
    code,
    joined,
    plain,
    quote,
    stacked,
    strong,
    told,
    verdict,
)  # fmt: skip
from checker.exporters.grouping import Group, distinct, key_of
from checker.exporters.memo_decisions import of_group
from checker.exporters.wording import VERDICT_MEANS, reading_words, reason_state, reference_text, section_text

_MOST_IN_SHORT = 3
_NAMES_IN_HEADING = 1


def in_short(found: Sequence[Group]) -> Text:
    """What most of some groups rest on, in a few words."""
    alone = len(found) == 1 and len(found[0].opinions) == 1
    counted: dict[str, int] = {}
    for group in found:
        for says in dict.fromkeys(_gist(group.first, whole=alone)):
            counted[says] = counted.get(says, 0) + len(group.opinions)
    ranked = sorted(counted.items(), key=lambda item: -item[1])
    parts = [plain(says if alone else f"{says} ({_counted(number)})") for says, number in ranked[:_MOST_IN_SHORT]]
    if len(ranked) > _MOST_IN_SHORT:
        parts.append(plain(f"and {len(ranked) - _MOST_IN_SHORT} more; see section 5"))
    return joined(parts, "; ")


def _counted(models: int) -> str:
    return f"{models:,} model{'' if models == 1 else 's'}"


def _gist(opinion: Opinion, *, whole: bool) -> Iterator[str]:
    """What a verdict rests on: the clauses by their places, or where there is room their words."""
    result = opinion.result
    if result.verdict is Verdict.ALLOW:
        yield f"granted by {', '.join(dict.fromkeys(license.id for license in result.licenses))}"
    elif result.verdict is Verdict.CONDITIONAL:
        for duty in result.duties:
            if duty.status in (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY):
                yield f"{duty.duty.replace('-', ' ')} under {reference_text(duty.license, duty.section)}"
    else:
        said = [reason for reason in result.reasons if reason.license and not reason.lifted_by]
        for reason in said:
            words = f": {reason.says.removesuffix('.')}" if whole else f" ({reason.clause})" if reason.clause else ""
            yield f"{reference_text(reason.license, reason.section)}{words}"
        if not said or (result.verdict is Verdict.REVIEW and len(said) < len(result.reasons)):
            yield "the evidence is missing, weak or in conflict"


def reasoning(dossier: Dossier, found: Sequence[Group], chapter: int, duties: int) -> Iterator[Block]:
    """A section for each group. What a license says to a use is told where it first comes up, and pointed at from then on."""
    if not found:
        yield Paragraph(plain("None."))
        return
    yield Paragraph(plain("Models on which the use is judged alike for the same reasons stand together; the worst verdicts come first."))
    known: dict[object, str] = {}
    for index, group in enumerate(found, 1):
        number = f"{chapter}.{index}"
        yield Heading(2, _title(group), number)
        yield from _section(dossier, group, number, known, duties)


def _title(group: Group) -> str:
    names = group.names
    who = plain(names[0])[0].text if len(names) <= _NAMES_IN_HEADING else f"{len(names):,} models"
    decided = group.first.decided
    outcome = f", decided {decided.outcome.value}" if decided is not None and decided.applied else ""
    return f"{group.verdict.value.capitalize()}{outcome}: {who} for {plain(group.use)[0].text}"


def _section(dossier: Dossier, group: Group, number: str, known: dict[object, str], duties: int) -> Iterator[Block]:
    result = group.first.result
    means = plain(f"for the use {group.use}: {VERDICT_MEANS[group.verdict]}.")
    yield Paragraph(joined([verdict(group.verdict), means, _channel(group.first)]))
    yield _models(group)
    decides = [_decisive(reason, dossier) for reason in result.reasons]
    if decides:
        yield Heading(3, "What decides")
        yield Bullets(tuple(decides))
    if result.questions:
        yield Heading(3, "What has to be found out")
        yield Bullets(tuple((_asked(question), ()) for question in result.questions))
    if result.duties:
        yield Paragraph(joined([strong(f"Duties it brings along (section {duties}):"), _duty_ids(group.first)]))
    yield from of_group(group)
    yield from _clauses(dossier, group, number, known)


def _channel(opinion: Opinion) -> Text:
    channel = {"weights": "as weights", "hosted-api": "through a hosted API"}.get(opinion.result.channel, "inside an integrated product")
    if opinion.model is None or not opinion.result.channel:
        return ()
    taken = " (taken so: the profile does not say)" if opinion.result.channel_assumed else ""
    service = f" of {opinion.result.service}" if opinion.result.service else ""
    return plain(f"Obtained {channel}{service}{taken}.")


def _models(group: Group) -> Grid:
    columns = (Column("Model", 34), Column("Released", 15), Column("Comes under", 26), Column("Because", 40))
    rows = []
    for opinion in group.opinions:
        model, licenses = opinion.model, opinion.result.licenses
        released = plain(model.released.isoformat()) if model and model.released else plain("not known")
        under = joined([code(license_id) for license_id in dict.fromkeys(license.id for license in licenses)], ", ") or plain("not known")
        because = stacked([plain(said) for said in _because(licenses)])
        rows.append((stacked([code(opinion.name), _about(model)]), released, under, because))
    return Grid(columns, tuple(rows))


def _about(model: Model | None) -> Text:
    return plain(f"by {model.publisher}") if model is not None and model.publisher else ()


def _because(licenses: Sequence[LicenseUse]) -> Iterator[str]:
    """Who says so; of a base model's license what the model's own does not say already."""
    seen = set()
    for license in licenses:
        said = (license.id, license.evidence, license.source)
        if said not in seen:
            seen.add(said)
            way = f" ({', '.join(license.path)})" if license.path else ""
            yield f"{license.evidence.value}: {license.source}{way}"


def _decisive(reason: Reason, dossier: Dossier) -> tuple[Text, tuple[Text, ...]]:
    where = joined([strong(reference_text(reason.license, reason.section)), _id(reason)]) if reason.license else ()
    state = plain(f"{reason_state(reason)}:") if reason.license else ()
    details = [plain("; ".join(reading_words(reading, dossier.labels) for reading in reason.facts))]
    if reason.passage:
        details.append(_passage(reason))
    if reason.unsettled and not reason.lifted_by:
        details.append(joined([strong("Open, for counsel:"), plain(reason.unsettled)]))
    details.append(told(reason.note))
    if reason.remedy and reason.outcome is not Truth.NO:
        details.append(joined([strong("Way out:"), told(reason.remedy)]))
    return joined([where, state, plain(reason.says)]), tuple(detail for detail in details if detail)


def _id(reason: Reason) -> Text:
    return code(f"{reason.license}#{reason.clause}") if reason.clause else ()


def _passage(reason: Reason) -> Text:
    return joined([plain("In the text"), code(reason.passage_source), quote(f"“{reason.passage}”")])


def _asked(question: Question) -> Text:
    return joined([strong("counsel:" if question.for_counsel else "business:"), plain(question.ask), code(question.fact)])


def _duty_ids(opinion: Opinion) -> Text:
    return joined([code(f"{duty.license}#{duty.clause}") for duty in opinion.result.duties], ", ")


def _clauses(dossier: Dossier, group: Group, number: str, known: dict[object, str]) -> Iterator[Block]:
    consultations = distinct(group.first.consultations)
    new = [found for found in consultations if (group.use, key_of(found)) not in known]
    if new:
        yield Heading(3, "Clause by clause")
    quoted = {reason.passage for reason in group.first.result.reasons}
    for found in new:
        known[group.use, key_of(found)] = number
        yield from _license(found, dossier)
        yield from _passages(found, quoted)
    before = [(known[group.use, key_of(found)], found.license.id) for found in consultations if found not in new]
    if before:
        yield Paragraph(joined([plain("Clause by clause as in"), joined([plain(f"{where} for {which}") for where, which in before], ", ")]))


def _license(found: Consultation, dossier: Dossier) -> Iterator[Block]:
    yield Paragraph(joined([strong(found.license.name), code(found.license.id)]))
    if found.clauses:
        columns = (Column("Section", 24), Column("Clause", 46), Column("Here", 16), Column("Facts compared", 32))
        yield Grid(columns, tuple(_clause(reason, dossier) for reason in found.clauses))
    if found.quiet:
        fields = "prohibited field of use is" if found.quiet == 1 else "prohibited fields of use are"
        yield Paragraph(plain(f"{found.quiet} more {fields} not listed: the use names none of them."), quiet=True)


def _clause(reason: Reason, dossier: Dossier) -> tuple[Text, ...]:
    where = stacked([plain(section_text(reason.section)), _id(reason)])
    facts = plain("; ".join(_lines(reading_words(reading, dossier.labels) for reading in reason.facts)))
    return where, plain(reason.says), plain(reason_state(reason)), facts or plain("–")


def _passages(found: Consultation, quoted: set[str]) -> Iterator[Block]:
    """The words of the text for the clauses above, each passage once, without those that were quoted already."""
    passages: dict[tuple[str, str], list[Reason]] = {}
    for reason in found.clauses:
        if reason.passage and reason.passage not in quoted:
            passages.setdefault((reason.passage, reason.passage_source), []).append(reason)
    if passages:
        yield Paragraph(strong("In the words of the text"))
        yield Bullets(tuple((joined([_id(reason) for reason in reasons], ", "), (_passage(reasons[0]),)) for reasons in passages.values()))


def _lines(words: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(words))
