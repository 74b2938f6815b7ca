"""The verdict for one use of one model: its own license and those of its ancestors, as far as the evidence carries (DESIGN 2.1, 2.2, 3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from checker.domain.fact import Reading
from checker.domain.license import Effect
from checker.domain.model import AllOf, Expression, LicenseRef, Model, Statement, license_ids
from checker.domain.profile import Profile, Use
from checker.domain.report import Duty, LicenseUse, Reason, Result
from checker.domain.truth import Truth
from checker.domain.verdict import Evidence, Verdict, best, worst
from checker.engine.case import Case, Context
from checker.engine.decide import Decision, decide
from checker.engine.lineage import Ancestor, Lineage
from checker.engine.questions import questions_of
from checker.engine.rulebook import Rulebooks

_NOTHING: frozenset[str] = frozenset()
_OBTAINED = frozenset(["use.obtained"])
EVIDENCE = "evidence"
"""The effect of reasons that no clause gives: missing or conflicting evidence."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one model in a lineage contributes to a verdict."""

    verdict: Verdict
    licenses: tuple[LicenseUse, ...] = ()
    reasons: tuple[Reason, ...] = ()
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True)
class Bench:
    """What stays the same from model to model: rulebooks, the day, and how much evidence is let in."""

    rulebooks: Rulebooks
    as_of: date
    reports: bool = True
    """Whether reported statements count; `--evidence primary` leaves them out."""


def judge(profile: Profile, use: Use, model: Model, lineage: Lineage, bench: Bench, context: Context) -> Result:
    """The verdict with everything it rests on."""
    channel, assumed = _channel(use, model)
    case = Case(
        {**profile.facts, **use.facts, **model.facts(), "use.obtained": channel},
        context,
        profile.agreements,
        use.meets,
        model.publisher,
        _OBTAINED if assumed else _NOTHING,
    )
    own = _own(model, channel, case, bench)
    parts = [own]
    if channel != "hosted-api" or model.written_out:
        parts += [_inherited(ancestor, case, bench) for ancestor in lineage.ancestors]
        parts += [_gap(gap.model, gap.path, gap.cycle) for gap in lineage.gaps]
    verdict = worst(part.verdict for part in parts)
    reasons = _unique(reason for part in parts if part.verdict is verdict or verdict.usable for reason in part.reasons)
    duties = () if verdict is Verdict.DENY else _unique_duties(duty for part in parts for duty in part.duties)
    licenses = tuple(dict.fromkeys(license for part in parts for license in part.licenses))
    vocabulary = bench.rulebooks.vocabulary
    questions = questions_of(reasons if verdict is Verdict.REVIEW else (), duties, vocabulary)
    return Result(use.id, model.id, model.revision, verdict, licenses, reasons, duties, questions, channel, assumed)


def _channel(use: Use, model: Model) -> tuple[str, bool]:
    """How the model is obtained, and whether that was taken for granted."""
    stated = use.facts.get("use.obtained")
    if isinstance(stated, str):
        return stated, False
    only_hosted = bool(model.hosted) and not any(statement.license for statement in model.weights)
    return ("hosted-api" if only_hosted else "weights"), True


def _own(model: Model, channel: str, case: Case, bench: Bench) -> Judged:
    statements = _in_channel(model, channel, bench)
    if not statements:
        return _nothing_said(model, channel, bench)
    return _by_statements(model, statements, "own", (), case, bench)


def _in_channel(model: Model, channel: str, bench: Bench) -> list[Statement]:
    """What sources say of the channel today; of a hosted one, the publisher's own service where there is a choice."""
    stated = model.weights if channel != "hosted-api" or model.written_out else model.hosted
    current = [s for s in stated if s.holds_on(bench.as_of) and (bench.reports or s.evidence is not Evidence.REPORTED)]
    if channel == "hosted-api":
        by_publisher = [s for s in current if s.provider in ("", model.publisher)]
        return by_publisher or current
    return current


def _nothing_said(model: Model, channel: str, bench: Bench) -> Judged:
    all_statements = model.hosted if channel == "hosted-api" else model.weights
    if channel == "weights" and model.hosted and not model.weights:
        providers = ", ".join(dict.fromkeys(s.provider for s in model.hosted if s.provider)) or model.publisher
        says = f"No weights were released; the model is reached only through {providers}."
        return Judged(Verdict.DENY, (), (_evidence(model.id, Truth.YES, says, remedy="use the hosted API: `obtained: hosted-api`"),))
    if all_statements and not bench.reports:
        says = "Only reports say under which license it comes, and reports are left out."
    elif channel == "weights":
        says = "The license of the model is not known."
    else:
        says = f"The terms under which it is obtained as {channel} are not known."
    return Judged(Verdict.REVIEW, (), (_evidence(model.id, Truth.UNKNOWN, says, missing=("model.license",)),))


def _by_statements(model: Model, statements: list[Statement], via: str, path: tuple[str, ...], case: Case, bench: Bench) -> Judged:
    """Among firm statements the strictest decides; a report that contradicts them lowers the verdict to review and no further."""
    judged = [(statement, _statement(model, statement, via, path, case, bench)) for statement in statements]
    firm = [(s, j) for s, j in judged if _strength(s, j) is not Evidence.REPORTED]
    reported = [(s, j) for s, j in judged if _strength(s, j) is Evidence.REPORTED]
    licenses = tuple(license for _, part in judged for license in part.licenses)
    if not firm:
        return _on_reports_alone(model, reported, licenses)
    verdict = worst(part.verdict for _, part in firm)
    deciding = [part for _, part in firm if part.verdict is verdict]
    reasons = [reason for part in deciding for reason in part.reasons]
    if len({s.license for s, _ in firm}) > 1:
        reasons.append(_conflict(model, [s for s, _ in firm], settled=True))
    contradicting = [s for s, _ in reported if s.license not in {f.license for f, _ in firm}]
    if contradicting:
        if verdict.usable:
            verdict, reasons = Verdict.REVIEW, [r for r in reasons if r.outcome is Truth.UNKNOWN]
        reasons.append(_conflict(model, [*(s for s, _ in firm), *contradicting], settled=False))
    return Judged(verdict, licenses, tuple(reasons), tuple(duty for _, part in firm for duty in part.duties))


def _on_reports_alone(model: Model, reported: list[tuple[Statement, Judged]], licenses: tuple[LicenseUse, ...]) -> Judged:
    verdict = worst([Verdict.REVIEW, *(part.verdict for _, part in reported)])
    reasons = [r for _, part in reported for r in part.reasons if verdict is Verdict.DENY or r.outcome is Truth.UNKNOWN]
    titles = "; ".join(dict.fromkeys(statement.source.title for statement, _ in reported))
    says = f"Only a report says under which terms it comes ({titles}); the text itself was not seen."
    reasons.append(_evidence(model.id, Truth.UNKNOWN, says, remedy="read the license that comes with the model"))
    return Judged(verdict, licenses, tuple(reasons), tuple(duty for _, part in reported for duty in part.duties))


def _strength(statement: Statement, judged: Judged) -> Evidence:
    """The weakest of a statement and the encodings it leads to."""
    return Evidence.weakest([statement.evidence, *(license.evidence for license in judged.licenses)])


def _statement(model: Model, statement: Statement, via: str, path: tuple[str, ...], case: Case, bench: Bench) -> Judged:
    if statement.license is None:
        says = f"The weights are withheld ({statement.source.title})."
        return Judged(Verdict.DENY, (), (_evidence(model.id, Truth.YES, says),))
    return _expression(model, statement.license, statement, via, path, case, bench)


def _expression(
    model: Model, expression: Expression, statement: Statement, via: str, path: tuple[str, ...], case: Case, bench: Bench
) -> Judged:
    if isinstance(expression, LicenseRef):
        return _license(model, expression.id, statement, via, path, case, bench)
    parts = [_expression(model, part, statement, via, path, case, bench) for part in expression.parts]
    if isinstance(expression, AllOf):
        verdict = worst(part.verdict for part in parts)
        kept = [part for part in parts if part.verdict is verdict or verdict.usable]
        duties = tuple(duty for part in parts for duty in part.duties)
    else:
        verdict = best(part.verdict for part in parts)
        kept = [next(part for part in parts if part.verdict is verdict)]
        duties = kept[0].duties
        if verdict is Verdict.DENY:
            kept = parts
    licenses = tuple(license for part in (parts if isinstance(expression, AllOf) else kept) for license in part.licenses)
    return Judged(verdict, licenses, tuple(reason for part in kept for reason in part.reasons), duties)


def _license(model: Model, license_id: str, statement: Statement, via: str, path: tuple[str, ...], case: Case, bench: Bench) -> Judged:
    rulebook = bench.rulebooks.get(license_id)
    used = LicenseUse(license_id, via, statement.evidence, path, statement.source.title)
    if rulebook is None:
        says = f"The license `{license_id}` is named, but its text is not encoded."
        reason = replace(_evidence(model.id, Truth.UNKNOWN, says, remedy="have counsel read the text"), license=license_id)
        return Judged(Verdict.REVIEW, (used,), (reason,))
    decision = decide(rulebook, case)
    evidence = Evidence.weakest([statement.evidence, rulebook.license.evidence])
    used = replace(used, evidence=evidence)
    return Judged(decision.verdict, (used,), *_signed(decision, model.id, case))


def _signed(decision: Decision, model_id: str, case: Case) -> tuple[tuple[Reason, ...], tuple[Duty, ...]]:
    """The reasons and duties with the model whose terms they are, and with the channel where it was taken for granted."""
    reasons = [replace(reason, model=model_id) for reason in decision.reasons]
    if case.assumed:
        taken = Reading("use.obtained", case.facts["use.obtained"], assumed=True)
        reasons = [replace(r, facts=(*r.facts, taken)) if r.effect == Effect.PERMITS.value and taken not in r.facts else r for r in reasons]
    return tuple(reasons), tuple(replace(duty, model=model_id) for duty in decision.duties)


def _inherited(ancestor: Ancestor, case: Case, bench: Bench) -> Judged:
    """What a base model's terms say of the use; terms that do not reach this kind of derivative say nothing."""
    base = ancestor.model
    facts = {name: value for name, value in case.facts.items() if not name.startswith("model.")}
    base_case = replace(case, facts={**facts, **base.facts()}, licensor=base.publisher)
    statements = _in_channel(base, "weights", bench)
    if not statements:
        says = f"The license of the base model {base.id} is not known."
        return Judged(Verdict.REVIEW, (), (_evidence(base.id, Truth.UNKNOWN, says, missing=("model.license",)),))
    relations = {relation.value for relation in ancestor.relations}
    reaching = [statement for statement in statements if _reaches(statement, relations, bench)]
    if not reaching:
        return Judged(Verdict.ALLOW)
    return _by_statements(base, reaching, base.id, ancestor.path, base_case, bench)


def _reaches(statement: Statement, relations: set[str], bench: Bench) -> bool:
    """Whether any license of the statement carries over every relation on the way; unknown licenses are taken to."""
    if statement.license is None:
        return False
    rulebooks = [bench.rulebooks.get(license_id) for license_id in license_ids(statement.license)]
    return any(rulebook is None or relations <= rulebook.license.reaches for rulebook in rulebooks)


def _gap(model: str, path: tuple[str, ...], cycle: bool) -> Judged:
    if cycle:
        says = f"The lineage runs in a circle: {', '.join(path)}."
    else:
        says = f"The base model {model} is not known, and its terms would bind too ({', '.join(path)})."
    return Judged(Verdict.REVIEW, (), (_evidence(model, Truth.UNKNOWN, says, missing=("model.license",)),))


def _conflict(model: Model, statements: list[Statement], *, settled: bool) -> Reason:
    told = "; ".join(f"{_said(s)} ({s.evidence.value}: {s.source.title})" for s in statements)
    end = "The strictest decides." if settled else "The report is not the publisher's own word, so a person must look."
    says = f"Sources disagree: {told}. {end}"
    truth = Truth.YES if settled else Truth.UNKNOWN
    return _evidence(
        model.id,
        truth,
        says,
        remedy="" if settled else "check the license that comes with the model, or leave reports out with `--evidence primary`",
    )


def _said(statement: Statement) -> str:
    if statement.license is None:
        return "the weights are withheld"
    return " / ".join(license_ids(statement.license))


def _evidence(model: str, truth: Truth, says: str, remedy: str = "", missing: tuple[str, ...] = ()) -> Reason:
    return Reason("", "", "", EVIDENCE, truth, (), says, missing=missing, remedy=remedy, model=model)


def _unique(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons of models that share a license and facts are told once, under the first model."""
    kept: dict[object, Reason] = {}
    for reason in reasons:
        key = (
            (reason.license, reason.clause, reason.effect, reason.facts) if reason.clause else (reason.license, reason.effect, reason.says)
        )
        kept.setdefault(key, reason)
    return tuple(kept.values())


def _unique_duties(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    kept: dict[object, Duty] = {}
    for duty in duties:
        kept.setdefault((duty.license, duty.clause, duty.status), duty)
    return tuple(kept.values())


def unknown_model(use: str, name: str, near: tuple[str, ...]) -> Result:
    """The result for a model that neither the catalog nor the user describes."""
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    says = f"The catalog does not know a model named {name}.{hint}"
    remedy = "write the model out in the profile, with its license and base models, or correct its name"
    reason = _evidence(name, Truth.UNKNOWN, says, remedy, ("model.license",))
    return Result(use, name, "", Verdict.REVIEW, (), (reason,), (), questions_of((reason,), (), None))
