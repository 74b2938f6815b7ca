"""The decision table: from the outcomes of clauses to the verdict of one license (DESIGN 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.domain.fact import Reading
from checker.domain.license import Effect, License
from checker.domain.profile import Agreement
from checker.domain.report import Duty, DutyStatus, Reason
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict, worst
from checker.domain.vocabulary import DutyKind, Vocabulary
from checker.engine.agreements import lifting_agreement, why_not_lifted
from checker.engine.case import Case
from checker.engine.names import begins_with
from checker.engine.rulebook import Outcome, Rulebook, applying, in_order
from checker.engine.settle import settled

_REMEMBERED = 256
"""Decisions kept for one license; when there are more, all are forgotten."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one license says to one use."""

    license: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class _Remembered:
    """A decision with the answers it was taken on, which stay alive so that no other answers can be mistaken for them."""

    decision: Decision
    answers: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The outcomes of a case after agreements have lifted what they lift."""

    standing: list[Outcome]
    lifted: list[tuple[Outcome, Agreement]]


def decide(rulebook: Rulebook, case: Case) -> Decision:
    """The verdict of a license, with its incorporated policies, for one case.

    A use is as good as the worst of its acts. While the acts are not stated, only a verdict that all acts share is certain. A case that has
    everything the decision can depend on in common with an earlier one gets that one's decision.
    """
    answers = rulebook.answers(case)
    proofs = [case.facts.get(name) for name in (*rulebook.proving_facts, *sorted(case.assumed))]
    licensor = case.licensor if rulebook.has_template else None
    key = (*map(id, answers), *proofs, case.acts, case.agreements, case.meets, licensor)
    if case.settlements:  # what decisions settle hangs on more than the answers, and is asked seldom
        return _decide(rulebook, case, settled(in_order(answers), case, rulebook))
    known = rulebook.decisions.get(key)
    if not isinstance(known, _Remembered):
        known = _Remembered(_decide(rulebook, case, in_order(answers)), answers)
        if len(rulebook.decisions) >= _REMEMBERED:
            rulebook.decisions.clear()
        rulebook.decisions[key] = known
    return known.decision


def _decide(rulebook: Rulebook, case: Case, outcomes: Sequence[Outcome]) -> Decision:
    weighed = _weigh(outcomes, case)
    acts = case.acts
    considered = sorted(rulebook.vocabulary.acts if acts is None else acts)
    verdicts = {act: _verdict_of_act(act, weighed.standing, rulebook) for act in considered}
    if not verdicts:
        return Decision(rulebook.license.id, Verdict.REVIEW, (_no_acts(rulebook.license),))
    verdict = worst(verdicts.values())
    if acts is None and set(verdicts.values()) != {Verdict.DENY}:
        return Decision(rulebook.license.id, Verdict.REVIEW, (_no_acts(rulebook.license),))
    worst_acts = frozenset(act for act, found in verdicts.items() if found is verdict)
    return _explained(rulebook, case, weighed, verdict, frozenset(considered), worst_acts)


def _explained(
    rulebook: Rulebook, case: Case, weighed: _Weighed, verdict: Verdict, acts: frozenset[str], worst_acts: frozenset[str]
) -> Decision:
    if verdict is Verdict.DENY:
        return Decision(rulebook.license.id, verdict, _why_not(rulebook, case, weighed, worst_acts))
    duties = _duties(weighed.standing, acts, case, rulebook.vocabulary)
    lifted = tuple(lifted_reason(outcome, agreement, acts) for outcome, agreement in weighed.lifted if acts & outcome.clause.acts)
    if verdict is Verdict.REVIEW:
        return Decision(rulebook.license.id, verdict, (*_open_reasons(weighed, worst_acts, case), *lifted), duties)
    pending = any(duty.status in (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY) for duty in duties)
    verdict = Verdict.CONDITIONAL if pending else Verdict.ALLOW
    grants = tuple(reason_of(outcome, acts, case) for outcome in applying(weighed.standing, Effect.PERMITS, acts))
    return Decision(rulebook.license.id, verdict, (*grants, *lifted), duties)


def _verdict_of_act(act: str, outcomes: Sequence[Outcome], rulebook: Rulebook) -> Verdict:
    """The decision table, row by row. CONDITIONAL is settled later, when the duties are known."""
    prohibits = {o.truth for o in outcomes if o.clause.effect is Effect.PROHIBITS and act in o.clause.acts}
    permits = {o.truth for o in outcomes if o.clause.effect is Effect.PERMITS and act in o.clause.acts}
    if not rulebook.grants_itself:
        permits = {Truth.YES}
    if Truth.YES in prohibits:  # something forbids it
        return Verdict.DENY
    if not permits:  # nothing can grant it
        return Verdict.DENY
    if Truth.UNKNOWN in prohibits:  # something may forbid it
        return Verdict.REVIEW
    if Truth.YES not in permits:  # only something that may grant it
        return Verdict.REVIEW
    return Verdict.ALLOW  # granted, and nothing may forbid it


def _weigh(outcomes: Sequence[Outcome], case: Case) -> _Weighed:
    standing: list[Outcome] = []
    lifted: list[tuple[Outcome, Agreement]] = []
    for outcome in outcomes:
        agreement = lifting_agreement(outcome.license, outcome.clause, case)
        if agreement is None or outcome.clause.effect is Effect.REQUIRES:
            standing.append(outcome)
        else:
            lifted.append((outcome, agreement))
    return _Weighed(standing, lifted)


def _why_not(rulebook: Rulebook, case: Case, weighed: _Weighed, acts: frozenset[str]) -> tuple[Reason, ...]:
    """The prohibitions that hold, and the acts that nothing grants."""
    holding = [o for o in applying(weighed.standing, Effect.PROHIBITS, acts) if o.truth is Truth.YES]
    reasons = [reason_of(outcome, acts, case) for outcome in holding]
    forbidden = frozenset[str]().union(*(outcome.clause.acts for outcome in holding))
    ungranted = acts - forbidden
    if ungranted:
        failed = [
            reason_of(outcome, ungranted, case)
            for outcome in rulebook.all_outcomes(case)
            if outcome.truth is Truth.NO and outcome.clause.effect is Effect.PERMITS and ungranted & outcome.clause.acts
        ]
        says = f"Nothing in the license grants {_joined(sorted(ungranted))}."
        reasons += [
            Reason(rulebook.license.id, "", "", Effect.PERMITS.value, Truth.NO, tuple(sorted(ungranted)), says),
            *failed,
        ]
    return tuple(reasons)


def _open_reasons(weighed: _Weighed, acts: frozenset[str], case: Case) -> tuple[Reason, ...]:
    """Every prohibition that may hold, and every grant that may be missing."""
    reasons = [reason_of(o, acts, case) for o in applying(weighed.standing, Effect.PROHIBITS, acts)]
    permits = applying(weighed.standing, Effect.PERMITS, acts)
    granted = frozenset[str]().union(*(o.clause.acts for o in permits if o.truth is Truth.YES))
    reasons += [reason_of(o, acts - granted, case) for o in permits if o.truth is Truth.UNKNOWN and (acts - granted) & o.clause.acts]
    return tuple(reasons)


def _duties(outcomes: Sequence[Outcome], acts: frozenset[str], case: Case, vocabulary: Vocabulary) -> tuple[Duty, ...]:
    return tuple(_duty(outcome, case, vocabulary) for outcome in applying(outcomes, Effect.REQUIRES, acts))


def _duty(outcome: Outcome, case: Case, vocabulary: Vocabulary) -> Duty:
    clause = outcome.clause
    status = _duty_status(outcome, case, vocabulary)
    note = ""
    definition = vocabulary.duties[clause.duty]
    name = case.facts.get(definition.shown_by_fact)
    if definition.shown_by_prefix and isinstance(name, str) and status is DutyStatus.REQUIRED:
        note = f"the name `{name}` does not begin with it"
    return Duty(
        outcome.license.id,
        clause.id,
        clause.section,
        clause.duty,
        clause.says,
        status,
        clause.parameters,
        outcome.missing,
        note,
    )


def _duty_status(outcome: Outcome, case: Case, vocabulary: Vocabulary) -> DutyStatus:
    clause = outcome.clause
    definition = vocabulary.duties[clause.duty]
    if definition.kind is DutyKind.CONDUCT:
        return DutyStatus.CONDUCT
    if f"{outcome.license.id}#{clause.id}" in case.meets or _shown(outcome, case, vocabulary):
        return DutyStatus.MET
    if lifting_agreement(outcome.license, clause, case) is not None:  # a registration held is the registration asked for
        return DutyStatus.MET
    return DutyStatus.REQUIRED if outcome.truth is Truth.YES else DutyStatus.MAY_APPLY


def _shown(outcome: Outcome, case: Case, vocabulary: Vocabulary) -> bool:
    """Whether a fact of the use proves the duty met, as a name that begins with the prefix does."""
    definition = vocabulary.duties[outcome.clause.duty]
    if not definition.shown_by_prefix:
        return False
    stated = case.facts.get(definition.shown_by_fact)
    return isinstance(stated, str) and begins_with(stated, outcome.clause.parameter(definition.shown_by_prefix))


def reason_of(outcome: Outcome, acts: frozenset[str], case: Case) -> Reason:
    """What a clause comes to in a case, as a reason."""
    clause = outcome.clause
    return Reason(
        outcome.license.id,
        clause.id,
        clause.section,
        clause.effect.value,
        outcome.truth,
        tuple(sorted(clause.acts & acts)),
        clause.says,
        _with_channel(outcome, case),
        outcome.missing,
        outcome.unsettled,
        clause.remedy,
        note=_note(outcome, case),
    )


def _note(outcome: Outcome, case: Case) -> str:
    if outcome.settled_by:
        return f"settled by the decision `{outcome.settled_by}`"
    return why_not_lifted(outcome, case) if outcome.clause.lifted_by and outcome.truth is not Truth.NO else ""


def _with_channel(outcome: Outcome, case: Case) -> tuple[Reading, ...]:
    """The facts of an outcome; a grant also tells the channel that was taken for granted."""
    if not case.assumed or outcome.clause.effect is not Effect.PERMITS:
        return outcome.readings
    taken = tuple(Reading(name, case.facts[name], assumed=True) for name in sorted(case.assumed))
    return tuple(dict.fromkeys((*outcome.readings, *taken)))


def lifted_reason(outcome: Outcome, agreement: Agreement, acts: frozenset[str]) -> Reason:
    """A clause that an agreement keeps out of play, as a reason."""
    clause = outcome.clause
    until = f", until {agreement.expires}" if agreement.expires else ""
    lifted = f"{agreement.kind} {agreement.reference or 'held'} from {agreement.publisher}{until}"
    return Reason(
        outcome.license.id, clause.id, clause.section, clause.effect.value, Truth.NO,
        tuple(sorted(clause.acts & acts)), clause.says, outcome.readings, lifted_by=lifted,
    )  # fmt: skip


def _no_acts(license: License) -> Reason:
    says = "What is done with the model is not stated, and the license does not treat all acts alike."
    return Reason(license.id, "", "", Effect.PERMITS.value, Truth.UNKNOWN, (), says, missing=("use.acts",))


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
