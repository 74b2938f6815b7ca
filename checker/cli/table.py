"""The table of verdicts: what needs attention first, what shares its reasons told once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checker.cli.terminal import COLOURS, styled, wrapped
from checker.domain.report import Duty, DutyStatus, Question, Reason, Report, Result
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import Vocabulary
from checker.exporters.wording import NOT_ADVICE, VERDICT_MEANS, duty_text, reading_text, reason_headline, reference_text

_ORDER = (Verdict.DENY, Verdict.REVIEW, Verdict.CONDITIONAL, Verdict.ALLOW)
_SHOWN_MODELS = 8


@dataclass(frozen=True)
class TableStyle:
    """How much the table shows."""

    only: frozenset[Verdict] = frozenset()
    """Verdicts to show; all where none is named."""
    remarks: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """What stands under a result besides, by use and name: what decisions make of it."""
    tail: str = ""
    """What is counted besides the verdicts."""

    def remarks_on(self, result: Result) -> tuple[str, ...]:
        """What stands under this result."""
        return self.remarks.get((result.use, result.name), ())

    @property
    def every_model(self) -> bool:
        """Whether every model of a group is named, however many there are."""
        return bool(self.only)


def render_table(report: Report, vocabulary: Vocabulary, style: TableStyle) -> str:
    """The report for a terminal or a pipe."""
    lines = [_head(report)]
    several_uses = len({result.use for result in report.results}) > 1
    for verdict in _ORDER:
        results = [result for result in report.results if result.verdict is verdict]
        if not results or (style.only and verdict not in style.only):
            continue
        lines += ["", _verdict_line(verdict, len(results))]
        for group in _groups(results, style):
            lines += ["", *_group(group, several_uses, vocabulary, style)]
    lines += ["", *_tail(report, style)]
    return "\n".join(lines) + "\n"


def _head(report: Report) -> str:
    counted = f"{len(report.results)} verdict{'' if len(report.results) == 1 else 's'}"
    return wrapped(f"{report.organization}, as of {report.as_of}: {counted}", "")


def _verdict_line(verdict: Verdict, count: int) -> str:
    word = verdict.value.upper()
    return wrapped(f"{word} {count} · {VERDICT_MEANS[verdict]}", "").replace(word, styled(word, fg=COLOURS[verdict], bold=True), 1)


def _groups(results: Sequence[Result], style: TableStyle) -> list[list[Result]]:
    """Results that share use, reasons, duties and decisions, in the order in which they first come."""
    groups: dict[object, list[Result]] = {}
    for result in results:
        groups.setdefault((_key(result), style.remarks_on(result)), []).append(result)
    return list(groups.values())


def _key(result: Result) -> object:
    reasons: object = ()
    if not result.verdict.usable:
        reasons = frozenset((r.license, r.clause, r.says, r.outcome, r.facts) for r in result.reasons)
    duties = frozenset((d.license, d.clause, d.status) for d in result.duties if _is_pending(d) and result.verdict is not Verdict.DENY)
    return result.use, reasons, duties, frozenset(q.fact for q in result.questions), result.channel, result.channel_assumed


def _group(group: list[Result], several_uses: bool, vocabulary: Vocabulary, style: TableStyle) -> Iterator[str]:
    first = group[0]
    names = [result.name for result in group]
    hidden = 0 if style.every_model or len(names) <= _SHOWN_MODELS + 2 else len(names) - _SHOWN_MODELS
    listed = ", ".join(names[: len(names) - hidden]) + (f" and {hidden} more" if hidden else "")
    use = f"{first.use}: " if several_uses else ""
    yield wrapped(f"{use}{listed}", "  ", "    ")
    if first.channel == "hosted-api":
        yield wrapped("through the hosted API" + (", the only way to get it" if first.channel_assumed else ""), "    ")
    elif first.channel_assumed and first.licenses:
        yield wrapped("taken as weights, since the profile does not say how it is obtained", "    ")
    if first.verdict is Verdict.DENY:
        yield from _deny(first)
    elif first.verdict is Verdict.REVIEW:
        yield from _review(first)
    if first.verdict in (Verdict.REVIEW, Verdict.CONDITIONAL):
        yield from _duties(first, vocabulary)
    for number, remark in enumerate(style.remarks_on(first)):
        yield wrapped(remark, "      " if number else "    ⇒ ", "        " if number else "      ")


def _deny(result: Result) -> Iterator[str]:
    for reason in result.reasons:
        yield wrapped(reason_headline(reason), "    - ", "      ")
        deciding = [reading_text(reading) for reading in reason.facts if reading.value is not None]
        if deciding:
            yield wrapped("; ".join(deciding), "      ")
        if reason.note:
            yield wrapped(reason.note, "      ")
        if reason.remedy:
            yield wrapped(reason.remedy, "      → ", "        ")


def _review(result: Result) -> Iterator[str]:
    for reason in result.reasons:
        if reason.effect == "evidence" or (reason.outcome is not Truth.UNKNOWN and not reason.lifted_by):
            yield wrapped(reason_headline(reason), "    - ", "      ")
            if reason.note:
                yield wrapped(reason.note, "      ")
            if reason.remedy:
                yield wrapped(reason.remedy, "      → ", "        ")
    for question in result.questions:
        if question.fact in ("model.license", "model.base_models"):
            continue
        yield from _question(question, result)


def _question(question: Question, result: Result) -> Iterator[str]:
    asked = "counsel" if question.for_counsel else question.fact
    yield wrapped(f"{question.ask}", "    ? ", "      ")
    hanging = [
        r
        for r in result.reasons
        if r.outcome is Truth.UNKNOWN and (question.fact in r.missing or question.fact == f"{r.license}#{r.clause}")
    ]
    if hanging:
        yield wrapped(f"{_hanging(hanging)}{'' if question.for_counsel else f'; state {asked}'}", "      ")
        return
    duties = [duty for duty in result.duties if question.fact in duty.missing]
    if duties:
        yield wrapped(f"only a duty of {reference_text(duties[0].license, duties[0].section)} hangs on it; state {asked}", "      ")


def _hanging(reasons: list[Reason]) -> str:
    first = reference_text(reasons[0].license, reasons[0].section)
    if len(reasons) == 1:
        return f"{first}: {reasons[0].says.removesuffix('.')}"
    return f"{first} and {len(reasons) - 1} more clause{'s' if len(reasons) > 2 else ''} hang on it"


def _is_pending(duty: Duty) -> bool:
    return duty.status in (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY)


def _duties(result: Result, vocabulary: Vocabulary) -> Iterator[str]:
    pending = [duty for duty in result.duties if _is_pending(duty)]
    for status, words in ((DutyStatus.REQUIRED, "do"), (DutyStatus.MAY_APPLY, "may have to")):
        for duty in pending:
            if duty.status is status:
                label = duty_text(duty, vocabulary.duties[duty.duty].label)
                note = f"; {duty.note}" if duty.note else ""
                yield wrapped(f"{words}: {label} ({reference_text(duty.license, duty.section)}){note}", "    - ", "      ")


def _tail(report: Report, style: TableStyle) -> Iterator[str]:
    counts = ", ".join(f"{report.count(verdict)} {verdict.value}" for verdict in _ORDER if report.count(verdict))
    yield wrapped(f"{counts or 'nothing to judge'}. `licheck explain PROFILE MODEL` shows the whole reasoning.", "")
    if style.tail:
        yield wrapped(style.tail, "")
    for note in report.notes:
        yield wrapped(note, "note: ", "      ")
    yield wrapped(f"{NOT_ADVICE}; library {report.library_version} ({report.library_sha256[:12]}).", "")
