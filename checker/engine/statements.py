"""What the sources of a model say of its license, and what that comes to: evidence, conflicts, expressions (DESIGN 2.1, 2.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from checker.domain.model import AllOf, Expression, LicenseRef, Model, Statement, license_ids
from checker.domain.report import Duty, LicenseUse, Reason
from checker.domain.truth import Truth
from checker.domain.verdict import Evidence, Verdict, best, worst
from checker.engine.case import Case
from checker.engine.decide import decide
from checker.engine.rulebook import Rulebook, Rulebooks

EVIDENCE = "evidence"
"""The effect of reasons that no clause gives: missing or conflicting evidence."""


@dataclass(frozen=True)
class Bench:
    """What stays the same from model to model: rulebooks, the day, and how much evidence is let in."""

    rulebooks: Rulebooks
    as_of: date
    reports: bool = True
    """Whether reported statements count; `--evidence primary` leaves them out."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """One model of a lineage with the case that its licenses are asked about."""

    model: Model
    via: str
    """`own`, or the id of the base model."""
    path: tuple[str, ...]
    case: Case
    bench: Bench


@dataclass(frozen=True, slots=True)
class Consulted:
    """A rulebook that was asked, and about what; explanations look it up again."""

    rulebook: Rulebook
    use: LicenseUse
    case: Case


@dataclass(frozen=True, slots=True)
class Judged:
    """What one model in a lineage contributes to a verdict."""

    verdict: Verdict
    licenses: tuple[LicenseUse, ...] = ()
    reasons: tuple[Reason, ...] = ()
    duties: tuple[Duty, ...] = ()
    consulted: tuple[Consulted, ...] = ()


def in_channel(model: Model, channel: str, bench: Bench) -> list[Statement]:
    """What sources say of the channel today; of a hosted one, the publisher's own service where there is a choice."""
    stated = model.weights if channel != "hosted-api" or model.written_out else model.hosted
    current = [s for s in stated if s.holds_on(bench.as_of) and (bench.reports or s.evidence is not Evidence.REPORTED)]
    if channel == "hosted-api":
        by_publisher = [s for s in current if s.provider in ("", model.publisher)]
        return by_publisher or current
    return current


def reaches(statement: Statement, relations: set[str], bench: Bench) -> bool:
    """Whether any license of the statement carries over every relation on the way; unknown licenses are taken to."""
    if statement.license is None:
        return False
    if is_in_doubt(statement.license):
        return True
    rulebooks = [bench.rulebooks.get(license_id) for license_id in license_ids(statement.license)]
    return any(rulebook is None or relations <= rulebook.license.reaches for rulebook in rulebooks)


def by_statements(statements: list[Statement], hearing: Hearing) -> Judged:
    """Among firm statements the strictest decides; a report that contradicts them lowers the verdict to review and no further."""
    judged = [(statement, _statement(statement, hearing)) for statement in statements]
    firm = [(s, part) for s, part in judged if _strength(s, part) is not Evidence.REPORTED]
    reported = [(s, part) for s, part in judged if _strength(s, part) is Evidence.REPORTED]
    licenses = tuple(use for _, part in judged for use in part.licenses)
    consulted = tuple(asked for _, part in judged for asked in part.consulted)
    if not firm:
        return replace(_on_reports_alone(hearing.model, reported), licenses=licenses, consulted=consulted)
    verdict = worst(part.verdict for _, part in firm)
    reasons = [reason for _, part in firm if part.verdict is verdict for reason in part.reasons]
    said = {_meaning(s.license) for s, _ in firm}
    clear = [s for s, _ in firm if s.license is None or not is_in_doubt(s.license)]
    if len({_meaning(s.license) for s in clear}) > 1:
        reasons.append(_conflict(hearing.model, clear, settled=True))
    contradicting = [s for s, _ in reported if _meaning(s.license) not in said]
    if contradicting:
        conflict = _conflict(hearing.model, [*(s for s, _ in firm), *contradicting], settled=False)
        told = "" if verdict is Verdict.DENY else f"by the publisher's own record alone it would be {verdict.value}"
        reasons.append(replace(conflict, note=told))
        if verdict.usable:
            verdict, reasons = Verdict.REVIEW, [reason for reason in reasons if reason.outcome is Truth.UNKNOWN]
    duties = tuple(duty for _, part in firm for duty in part.duties)
    return Judged(verdict, licenses, tuple(reasons), duties, consulted)


def evidence_reason(model: str, truth: Truth, says: str, remedy: str = "", missing: tuple[str, ...] = ()) -> Reason:
    """A reason that no clause gives."""
    return Reason("", "", "", EVIDENCE, truth, (), says, missing=missing, remedy=remedy, model=model)


def _on_reports_alone(model: Model, reported: list[tuple[Statement, Judged]]) -> Judged:
    verdict = worst([Verdict.REVIEW, *(part.verdict for _, part in reported)])
    reasons = [r for _, part in reported for r in part.reasons if verdict is Verdict.DENY or r.outcome is Truth.UNKNOWN]
    titles = "; ".join(dict.fromkeys(statement.source.title for statement, _ in reported))
    says = f"Only a report says under which terms it comes ({titles}); the text itself was not seen."
    reasons.append(evidence_reason(model.id, Truth.UNKNOWN, says, remedy="read the license that comes with the model"))
    return Judged(verdict, (), tuple(reasons), tuple(duty for _, part in reported for duty in part.duties))


def _strength(statement: Statement, judged: Judged) -> Evidence:
    """The weakest of a statement and the encodings it leads to."""
    return Evidence.weakest([statement.evidence, *(use.evidence for use in judged.licenses)])


def _statement(statement: Statement, hearing: Hearing) -> Judged:
    if statement.license is None:
        says = f"The weights are withheld ({statement.source.title})."
        return Judged(Verdict.DENY, (), (evidence_reason(hearing.model.id, Truth.YES, says),))
    return _expression(statement.license, statement, hearing)


def _expression(expression: Expression, statement: Statement, hearing: Hearing) -> Judged:
    if isinstance(expression, LicenseRef):
        return _license(expression, statement, hearing)
    parts = [_expression(part, statement, hearing) for part in expression.parts]
    consulted = tuple(asked for part in parts for asked in part.consulted)
    if isinstance(expression, AllOf):
        return replace(_all_of(parts), consulted=consulted)
    return replace(_any_of(parts), consulted=consulted)


def _all_of(parts: list[Judged]) -> Judged:
    """Every part binds: the worst decides, and all duties add up."""
    verdict = worst(part.verdict for part in parts)
    reasons = tuple(reason for part in parts if part.verdict is verdict or verdict.usable for reason in part.reasons)
    licenses = tuple(use for part in parts for use in part.licenses)
    return Judged(verdict, licenses, reasons, tuple(duty for part in parts for duty in part.duties))


def _any_of(parts: list[Judged]) -> Judged:
    """The licensee may choose: the best decides, and brings only its own duties; where none is granted, all say why."""
    safe = [_safely(part) for part in parts]
    if best(safe) is Verdict.DENY:
        return _all_of(parts)
    return parts[safe.index(best(safe))]


def _safely(part: Judged) -> Verdict:
    """What a part is good for: one that rests on a report is never better than review, so it is not chosen before one that does not."""
    reported = any(use.evidence is Evidence.REPORTED for use in part.licenses)
    return worst([part.verdict, Verdict.REVIEW]) if reported else part.verdict


def _license(named: LicenseRef, statement: Statement, hearing: Hearing) -> Judged:
    rulebook = None if named.doubt else hearing.bench.rulebooks.get(named.id)
    if rulebook is None:
        used = LicenseUse(named.id, hearing.via, statement.evidence, hearing.path, statement.source.title)
        says = named.doubt or f"The license `{named.id}` is named, but its text is not encoded."
        missing = ("model.license",) if named.doubt else ()
        reason = evidence_reason(hearing.model.id, Truth.UNKNOWN, says, named.remedy or "have counsel read the text", missing)
        return Judged(Verdict.REVIEW, (used,), (replace(reason, license=named.id),))
    decision = decide(rulebook, hearing.case)
    evidence = Evidence.weakest((statement.evidence, rulebook.license.evidence))
    used = LicenseUse(named.id, hearing.via, evidence, hearing.path, statement.source.title)
    return Judged(decision.verdict, (used,), decision.reasons, decision.duties, (Consulted(rulebook, used, hearing.case),))


def _conflict(model: Model, statements: list[Statement], *, settled: bool) -> Reason:
    told = "; ".join(dict.fromkeys(f"{_said(s)} ({s.evidence.value}: {s.source.title})" for s in statements))
    end = "The strictest decides." if settled else "The report is not the publisher's own word, so a person must look."
    says = f"Sources disagree: {told}. {end}"
    remedy = "check the license that comes with the model, or leave reports out with `--evidence primary`"
    return evidence_reason(model.id, Truth.YES if settled else Truth.UNKNOWN, says, "" if settled else remedy)


def _meaning(expression: Expression | None) -> object:
    """An expression without the order of its parts, which says nothing."""
    if expression is None or isinstance(expression, LicenseRef):
        return expression
    return type(expression), frozenset(_meaning(part) for part in expression.parts)


def is_in_doubt(expression: Expression) -> bool:
    """Whether any part of an expression names nothing that could be judged by."""
    if isinstance(expression, LicenseRef):
        return bool(expression.doubt)
    return any(is_in_doubt(part) for part in expression.parts)


def _said(statement: Statement) -> str:
    return "the weights are withheld" if statement.license is None else " / ".join(license_ids(statement.license))
