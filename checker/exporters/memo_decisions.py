"""What people decided, in a memo: beside the verdicts, and each decision in full with everything that it is bound to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.domain.decided import Applied, Decided, Lapse
from checker.domain.decision import Decision
from checker.domain.docket import Docket, DocketEntry
from checker.domain.dossier import Dossier, Opinion
from checker.exporters.blocks import (
    Block,
    Bullets,
    Column,
    Grid,
    Heading,
    Notice,
    Pairs,
    Paragraph,
    Span,
    Text,
    code,
    joined,
    plain,
    stacked,
    strong,
    told,
    verdict,
)  # fmt: skip
from checker.exporters.decision_wording import outcome_changes, pinned_text, range_text, ruling_text, still_standing
from checker.exporters.grouping import WORST_FIRST, Group
from checker.exporters.memo_lists import on

CHAPTER = 6
"""Where the decisions stand, in a memo that has some."""
_MOST = 12


def shift(dossier: Dossier) -> int:
    """By how much the chapters after the reasoning are moved on."""
    return 1 if dossier.docket is not None else 0


def both(opinion: Opinion) -> Text:
    """The verdict, and where decisions make another of it, that one too."""
    outcome = opinion.after.verdict
    if outcome is opinion.result.verdict and not (opinion.decided is not None and opinion.decided.applied):
        return verdict(outcome)
    return joined([verdict(opinion.result.verdict), plain("→"), verdict(outcome)])


def subject(docket: Docket) -> Text:
    """The file, and how much of it counts here."""
    counted = f"{_decisions(docket.applied)} applied, {docket.lapsed:,} lapsed"
    pinned = joined([plain("sha256"), code(docket.sha256)]) if docket.sha256 else ()
    return joined([code(docket.path), pinned, plain(f"({counted})")])


def _decisions(count: int) -> str:
    return f"{count:,} decision{'' if count == 1 else 's'}"


def answer(dossier: Dossier) -> Iterator[Block]:
    """How many verdicts there are of each kind after decisions, and which of them a person decided."""
    if dossier.docket is None:
        return
    counted = joined([joined([strong(f"{n:,}"), verdict(kind)]) for kind in WORST_FIRST if (n := dossier.count(kind))], ", ")
    says = "(the counts above are of the verdicts underneath, which no decision changes)"
    yield Paragraph(joined([strong(f"After decisions of people (section {CHAPTER}):"), counted, plain(says)]))
    touched = [opinion for opinion in dossier.opinions if opinion.touched is not None]
    if touched:
        columns = (Column("Use", 18), Column("Model", 32), Column("Verdict → outcome", 24), Column("Decided", 42))
        yield Grid(columns, tuple(_row(opinion) for opinion in touched[:_MOST]))
    if len(touched) > _MOST:
        yield Paragraph(plain(f"{len(touched) - _MOST:,} more stand in section {CHAPTER}."), quiet=True)


def _row(opinion: Opinion) -> tuple[Text, ...]:
    found = opinion.touched
    said = [_in_short(applied.decision) for applied in found.applied] if found else []
    fallen = (
        [joined([strong("Not applied:"), code(lapse.decision.id), told(f"({lapse.because})")]) for lapse in found.lapses] if found else []
    )
    return plain(opinion.result.use), code(opinion.name), both(opinion), stacked([*said, *fallen])


def _in_short(decision: Decision) -> Text:
    return joined([plain(f"{decision.decided_by}, until {decision.expires}:"), _ruling(decision)])


def _ruling(decision: Decision) -> Text:
    if not decision.ruling.on_clause:
        return plain(ruling_text(decision))
    name = f"{decision.scope.license}#{decision.scope.clause}"
    return joined([code(name), plain(ruling_text(decision).removeprefix(name))])


def of_group(group: Group) -> Iterator[Block]:
    """What decisions make of a group of verdicts."""
    found = group.first.touched
    if found is None:
        return
    yield Heading(3, "What people decided")
    items = [*(_applied(applied) for applied in found.applied), *(_lapsed(lapse) for lapse in found.lapses)]
    yield Bullets(tuple(items))
    if found.applied or found.outcome is not found.verdict:
        yield Paragraph(joined([strong("After decisions:"), verdict(found.outcome)]))
        stands = _stands(found)
        if stands:
            yield Paragraph(stands)


def _applied(applied: Applied) -> tuple[Text, tuple[Text, ...]]:
    decision = applied.decision
    head = joined([strong(f"{decision.decided_by} decided on {decision.decided}, until {decision.expires}:"), _ruling(decision)])
    details = [
        joined([strong("Why:"), told(decision.why)]),
        joined([strong("Settles:"), _keys(applied.settles)]) if applied.settles else (),
        *(joined([strong("On condition:"), told(text)]) for text in decision.conditions),
        joined([strong("Recorded as:"), code(decision.id), plain(f"({decision.ticket})" if decision.ticket else "")]),
    ]
    return head, tuple(detail for detail in details if detail)


def _keys(keys: tuple[str, ...]) -> Text:
    """Clauses letter by letter, and reasons that no clause gives as what they say."""
    return joined([code(key) if "#" in key and " " not in key else plain(key) for key in keys], "; ")


def _lapsed(lapse: Lapse) -> tuple[Text, tuple[Text, ...]]:
    decision = lapse.decision
    by = plain(f"decided by {decision.decided_by} on {decision.decided}:")
    head = joined([strong("Not applied:"), code(decision.id), by, _ruling(decision)])
    return head, (joined([strong("Because:"), told(lapse.because)]), plain("The verdict underneath stands."))


def _stands(found: Decided) -> Text:
    """What still stands in the way, or what is left to do."""
    keys = still_standing(found)
    if keys or not found.outcome.usable:
        return joined([strong("Still stands:"), _keys(keys)]) if keys else ()
    due = tuple(f"{duty.license}#{duty.clause}" for duty in found.after.duties if duty.status.value in ("required", "may-apply"))
    return joined([strong("Left to do:"), joined([code(name) for name in due], ", ")]) if due else ()


def decisions(dossier: Dossier) -> Iterator[Block]:
    """Each decision in full."""
    docket = dossier.docket
    if docket is None:
        return
    says = "A person answers for each of these, not licheck. It is applied while everything that it was taken on still holds; "
    yield Notice(plain(f"{says}the verdict underneath stays what it is, and stands beside the outcome."))
    yield Paragraph(joined([plain("Taken from"), subject(docket)]))
    for number, entry in enumerate(docket.entries, 1):
        yield Heading(2, plain(entry.decision.id)[0].text, f"{CHAPTER}.{number}")
        yield Pairs(tuple((name, text) for name, text in _entry(entry) if text))
    if not docket.entries:
        yield Paragraph(plain("None of them was applied, and none has lapsed."))
    if docket.others:
        yield Paragraph(plain(f"{_decisions(docket.others)} of the file had nothing to say on what was judged here."), quiet=True)


def _entry(entry: DocketEntry) -> Iterator[tuple[str, Text]]:
    decision = entry.decision
    yield "Standing", strong(entry.standing)
    yield "Decided", _ruling(decision)
    yield "By", plain(decision.decided_by)
    yield "On, until", plain(f"{decision.decided}, until {decision.expires}")
    yield "Why", told(decision.why)
    yield "Discussed in", plain(decision.ticket)
    whose = f"of {decision.scope.organization}" if decision.scope.organization else ""
    yield "About", joined([plain(decision.scope.subject), plain(whose)])
    yield "On condition", _lines([told(text) for text in decision.conditions])
    yield "Only while under", joined([code(name) for name in decision.only_while], ", ")
    yield "Taken on", _taken_on(decision)
    yield "Bound to texts", _lines([joined([code(name), _pinned(pin)]) for name, pin in decision.basis.texts])
    yield "Bound to facts", _lines([joined([code(fact.name), plain(range_text(fact))], ": ") for fact in decision.basis.facts])
    yield "Recorded at", code(decision.place)
    yield "Applied to", _lines([joined([plain(f"{way}:"), on(pairs)]) for way, pairs in outcome_changes(entry.held)])
    whys = list(dict.fromkeys(fallen.because for fallen in entry.fallen))
    yield (
        "Not applied to",
        _lines([joined([on([(f.use, f.model) for f in entry.fallen if f.because == why]), told(f"because {why}")]) for why in whys]),
    )
    yield "Also", _lines([told(finding.message) for finding in entry.findings])


def _lines(parts: Sequence[Text]) -> Text:
    """Texts below each other; a semicolon parts them where a format has no lines in its cells."""
    return stacked([(*part, Span(";")) if index < len(parts) else part for index, part in enumerate(parts, 1)])


def _pinned(pin: str) -> Text:
    words = pinned_text(pin)
    return joined([plain("sha256"), code(pin)]) if pin in words else plain(words)


def _taken_on(decision: Decision) -> Text:
    seen = joined([plain("in view of:"), _keys(decision.basis.reasons)]) if decision.basis.reasons else ()
    return joined([verdict(decision.basis.verdict), seen], ", ")
