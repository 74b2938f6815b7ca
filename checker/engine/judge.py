"""The verdict for one use of one model: its own license and those of its ancestors (DESIGN 2.2 and 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from checker.domain.fact import FactValue
from checker.domain.model import Doubt, Model
from checker.domain.profile import Profile, Use
from checker.domain.report import Duty, Reason, Result
from checker.domain.settlement import Settlement
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict, worst
from checker.engine.case import Case, Context
from checker.engine.lineage import Ancestor, Gap, Lineage
from checker.engine.questions import questions_of
from checker.engine.statements import Bench, Consulted, Hearing, Judged, by_statements, evidence_reason, in_channel, reaches

_NOTHING: frozenset[str] = frozenset()
_OBTAINED = frozenset(["use.obtained"])
_ACTS = frozenset(["use.acts"])
_MODIFY = frozenset(["modify"])


@dataclass(frozen=True, slots=True)
class Judgment:
    """A result, and the rulebooks that were asked on the way."""

    result: Result
    consulted: tuple[Consulted, ...]


def judge(
    profile: Profile,
    use: Use,
    model: Model,
    lineage: Lineage,
    bench: Bench,
    context: Context,
    settlements: tuple[Settlement, ...] = (),
) -> Judgment:
    """The verdict with everything it rests on; with settlements, what it is once decisions have settled what they settle."""
    channel, assumed = _channel(use, model)
    facts = {**profile.facts, **use.facts, **model.facts(), "use.obtained": channel, "model.derived": False}
    taken = _OBTAINED if assumed else _NOTHING
    acts = _derivative_acts(facts) if channel != "hosted-api" else None
    if acts:
        facts, taken = {**facts, "use.acts": acts}, taken | _ACTS
    case = Case(facts, context, profile.agreements, use.meets, model.publisher, taken, settlements)
    parts = [_own(model, channel, case, bench)]
    if channel != "hosted-api" or model.written_out:
        parts += [_inherited(ancestor, case, bench) for ancestor in lineage.ancestors]
        parts += [_gap(gap) for gap in lineage.gaps]
        parts += [_doubt(doubt, source, case, bench) for source in (model, *_models(lineage)) for doubt in source.doubts]
    if model.served_by and channel != "hosted-api":
        parts.append(_contradiction(model, channel))
    verdict = worst(part.verdict for part in parts)
    reasons = _unique(reason for part in parts if part.verdict is verdict or verdict.usable for reason in part.reasons)
    duties = () if verdict is Verdict.DENY else _unique_duties(duty for part in parts for duty in part.duties)
    licenses = tuple(dict.fromkeys(license for part in parts for license in part.licenses))
    questions = questions_of(reasons if verdict is Verdict.REVIEW else (), duties, bench.rulebooks.vocabulary)
    result = Result(
        use.id, model.id, model.revision, verdict, licenses, reasons, duties, questions, channel, assumed, provider=model.served_by
    )
    return Judgment(result, tuple(asked for part in parts for asked in part.consulted))


def unknown_model(use: str, name: str, near: tuple[str, ...], why: str = "", *, unasked: bool = False, provider: str = "") -> Result:
    """The result for a model that neither the catalog nor the user describes; `why` says what the Hub has to say of it, if it was asked."""
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    says = f"The catalog does not know a model named {name}{f'; {why}' if why else ''}.{hint}"
    remedy = "write the model out in the profile, with its license and base models, or correct its name"
    remedy = f"ask the Hub with `--online`, {remedy}" if unasked else remedy
    reason = evidence_reason(name, Truth.UNKNOWN, says, remedy, ("model.license",))
    return Result(use, name, "", Verdict.REVIEW, (), (reason,), (), questions_of((reason,), (), None), provider=provider)


def _contradiction(model: Model, channel: str) -> Judged:
    """A use that takes the weights of a model which is named with somebody's service: one of the two is a mistake."""
    says = f"The model is named with the service of {model.served_by}, but the use takes it as {channel}."
    remedy = "state `obtained: hosted-api` for the use, or leave `provider` out"
    return Judged(Verdict.REVIEW, (), (evidence_reason(model.id, Truth.UNKNOWN, says, remedy, ("use.obtained",)),))


def _channel(use: Use, model: Model) -> tuple[str, bool]:
    """How the model is obtained, and whether that was taken for granted."""
    stated = use.facts.get("use.obtained")
    if isinstance(stated, str):
        return stated, False
    if model.served_by:  # whoever names a service has said that it is not the weights
        return "hosted-api", False
    only_hosted = bool(model.hosted) and not any(statement.license for statement in model.weights)
    return ("hosted-api" if only_hosted else "weights"), True


def _derivative_acts(facts: Mapping[str, FactValue]) -> frozenset[str] | None:
    """The acts of a use that improves a derivative of its own without saying that it modifies the model; None for any other use."""
    acts, improves = facts.get("use.acts"), facts.get("use.improves")
    if not isinstance(acts, frozenset) or not isinstance(improves, frozenset):
        return None
    return acts | _MODIFY if "improve-models" in acts and "modify" not in acts and "own-derivative" in improves else None


def _own(model: Model, channel: str, case: Case, bench: Bench) -> Judged:
    statements = in_channel(model, channel, bench)
    if not statements:
        return _nothing_said(model, channel, bench)
    return by_statements(statements, Hearing(model, "own", (), case, bench))


def _nothing_said(model: Model, channel: str, bench: Bench) -> Judged:
    all_statements = model.hosted if channel == "hosted-api" else model.weights
    if channel == "hosted-api" and model.served_by:
        says = f"The terms under which {model.served_by} serves it are not known."
        remedy = "have counsel read the terms of that service, or write the model out with their license"
        return Judged(Verdict.REVIEW, (), (evidence_reason(model.id, Truth.UNKNOWN, says, remedy, ("model.license",)),))
    if channel == "weights" and model.hosted and not model.weights:
        providers = ", ".join(dict.fromkeys(s.provider for s in model.hosted if s.provider)) or model.publisher
        says = f"No weights were released; the model is reached only through {providers}."
        remedy = "use the hosted API: `obtained: hosted-api`"
        return Judged(Verdict.DENY, (), (evidence_reason(model.id, Truth.YES, says, remedy),))
    ended = [statement.until for statement in all_statements if statement.until is not None and statement.until < bench.as_of]
    if ended:
        says = f"What sources say of it in this channel ended on {max(ended)}."
    elif all_statements and not bench.reports:
        says = "Only reports say under which license it comes, and reports are left out."
    elif channel == "weights":
        says = "The license of the model is not known."
    else:
        says = f"The terms under which it is obtained as {channel} are not known."
    return Judged(Verdict.REVIEW, (), (evidence_reason(model.id, Truth.UNKNOWN, says, missing=("model.license",)),))


def _inherited(ancestor: Ancestor, case: Case, bench: Bench) -> Judged:
    """What a base model's terms say of the use; terms that do not reach this kind of derivative say nothing."""
    base = ancestor.model
    facts = {name: value for name, value in case.facts.items() if not name.startswith("model.")}
    base_case = replace(case, facts={**facts, **base.facts(), "model.derived": True}, licensor=base.publisher)
    statements = in_channel(base, "weights", bench)
    if not any(statement.license for statement in statements):
        says = f"The license of the base model {base.id} is not known."
        return Judged(Verdict.REVIEW, (), (evidence_reason(base.id, Truth.UNKNOWN, says, missing=("model.license",)),))
    relations = {relation.value for relation in ancestor.relations}
    reaching = [statement for statement in statements if reaches(statement, relations, bench)]
    if not reaching:
        return Judged(Verdict.ALLOW)
    return by_statements(reaching, Hearing(base, base.id, ancestor.path, base_case, bench))


def _gap(gap: Gap) -> Judged:
    way = ", ".join(gap.path)
    if gap.cycle:
        says = f"The lineage runs in a circle: {way}."
    else:
        why = f" {gap.why[:1].upper()}{gap.why[1:]}." if gap.why else ""
        says = f"The base model {gap.model} is not known, and its terms would bind too ({way}).{why}"
    return Judged(Verdict.REVIEW, (), (evidence_reason(gap.model, Truth.UNKNOWN, says, missing=("model.license",)),))


def _models(lineage: Lineage) -> Iterable[Model]:
    return dict.fromkeys(ancestor.model for ancestor in lineage.ancestors)


def _doubt(doubt: Doubt, model: Model, case: Case, bench: Bench) -> Judged:
    """A review, unless the doubt is about organizations of other countries."""
    missing = doubt.missing
    if doubt.domicile:
        domicile = case.facts.get("organization.domicile")
        if isinstance(domicile, str):
            vocabulary = bench.rulebooks.vocabulary
            there = vocabulary.expand(vocabulary.list_of(vocabulary.facts["organization.domicile"]), (doubt.domicile,))
            if domicile not in there:
                return Judged(Verdict.ALLOW)
        else:
            missing = "organization.domicile"
    return Judged(Verdict.REVIEW, (), (evidence_reason(model.id, Truth.UNKNOWN, doubt.says, doubt.remedy, (missing,)),))


def _unique(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons of models that share a license and facts are told once, under the first model."""
    kept: dict[object, Reason] = {}
    for reason in reasons:
        key = (reason.license, reason.clause, reason.effect, reason.facts if reason.clause else reason.says)
        kept.setdefault(key, reason)
    return tuple(kept.values())


def _unique_duties(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    kept: dict[object, Duty] = {}
    for duty in duties:
        kept.setdefault((duty.license, duty.clause, duty.status), duty)
    return tuple(kept.values())
