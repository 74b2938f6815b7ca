"""What decisions make of a result, on a day (licheck-decisions.yaml).

A decision on a clause settles that clause alone, and the decision table gives the verdict anew with everything else standing. A decision on
a whole `review` holds for the reasons it names and no others. A `deny` is accepted clause by clause, on an agreement with the licensor,
and weighed anew as well, so that what the deny stood in front of comes to light. No decision drops a duty, and none stands in for a fact
that only the user can state. The verdict underneath stays beside the outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from checker.domain import decision_codes as codes
from checker.domain.decided import Applied, Decided, Lapse, open_reasons, reason_key
from checker.domain.decision import Decision, Ruling
from checker.domain.license import Effect
from checker.domain.report import DutyStatus, Reason, Result
from checker.domain.settlement import Settlement
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict, worst
from checker.engine.judge import Judgment
from checker.engine.settle import Fit
from checker.engine.standing import CODE_OF, Circumstances, Fallen
from checker.engine.statements import EVIDENCE

Rejudge = Callable[[tuple[Settlement, ...]], Judgment]
"""The same use of the same model, once some clauses are settled."""


def waive(circumstances: Circumstances, decisions: Sequence[Decision], rejudge: Rejudge) -> Decided:
    """A result with every decision that is about it and holds on the day."""
    result = circumstances.judgment.result
    mine = [decision for decision in decisions if decision.scope.takes_in(result, circumstances.profile.organization)]
    if not mine:
        return Decided(result, result)
    bench = _Bench(circumstances)
    in_force = bench.in_force(mine)
    settling = bench.settling(in_force)
    settlements = tuple(settlement for _, found in settling for settlement in found)
    after = rejudge(settlements).result if settlements else result
    for decision, found in settling:
        after = bench.apply(decision, map(_named, found), after)
    after = bench.guarded(bench.ruled(after, in_force), mine)
    return Decided(result, after, tuple(bench.applied), tuple(bench.lapses))


def _named(settlement: Settlement) -> str:
    return f"{settlement.license}#{settlement.clause}" if settlement.clause else settlement.license


@dataclass
class _Bench:
    """The decisions on one result; collects which were applied and which have lapsed."""

    circumstances: Circumstances
    applied: list[Applied] = field(default_factory=list)
    lapses: list[Lapse] = field(default_factory=list)

    def lapse(self, decision: Decision, fallen: Fallen) -> None:
        self.lapses.append(Lapse(decision, *fallen))

    def apply(self, decision: Decision, settles: Iterable[str], result: Result) -> Result:
        """Notes a decision as applied; a verdict is then no better than it says, and conditions have to be met."""
        self.applied.append(Applied(decision, tuple(dict.fromkeys(settles))))
        if result.verdict is Verdict.ALLOW and (decision.conditions or decision.ruling is Ruling.CONDITIONAL):
            return replace(result, verdict=Verdict.CONDITIONAL)
        return result

    def in_force(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Those about the licenses of the model that hold on the day, and whose model has not left the licenses they name."""
        found = []
        for decision in decisions:
            if decision.scope.license and decision.scope.license not in self.circumstances.texts:
                continue
            fallen = self.circumstances.out_of_force(decision)
            if fallen is not None:
                self.lapse(decision, fallen)
            elif not self.circumstances.foreign_licenses(decision):
                found.append(decision)
        return found

    def settling(self, decisions: Sequence[Decision]) -> list[tuple[Decision, list[Settlement]]]:
        """The decisions that settle clauses here, with what they settle; those that contradict each other settle nothing."""
        found = []
        for decision in decisions:
            settlements = self._of_clause(decision) if decision.ruling.on_clause else self._of_deny(decision)
            if settlements:
                found.append((decision, settlements))
        return self._without_contradictions(found)

    def _of_clause(self, decision: Decision) -> list[Settlement]:
        scope = decision.scope
        applies = decision.ruling is Ruling.APPLIES
        agreement = self.circumstances.agreement_of(decision)
        settlement = Settlement(decision.id, scope.license, scope.clause, applies, decision.basis.facts, agreement=agreement)
        fits = self.circumstances.fits(settlement)
        if any(found.fit is Fit.FITS for found in fits):
            changed = self.circumstances.changed_text(decision, [scope.license])
            if not changed:
                return [settlement]
            self.lapse(decision, (codes.TEXT_CHANGED, changed))
        else:
            self._lapse_for(decision, [(CODE_OF[found.fit], found.because) for found in fits if found.because])
        return []

    def _lapse_for(self, decision: Decision, fallen: Sequence[Fallen]) -> None:
        if fallen:
            code, because = fallen[0]
            if code == codes.NEEDS_AGREEMENT and decision.agreement and self.circumstances.agreement_of(decision) is None:
                because = self.circumstances.why_no_agreement(decision)
            self.lapse(decision, (code, because))

    def _of_deny(self, decision: Decision) -> list[Settlement]:
        """A deny accepted: each clause that forbids, and each grant that is missing, on the agreement that the decision names."""
        result = self.circumstances.judgment.result
        if decision.basis.verdict is not Verdict.DENY or decision.ruling is Ruling.DENY or result.verdict is not Verdict.DENY:
            return []
        agreement = self.circumstances.agreement_of(decision)
        fallen = self.circumstances.fallen(decision, result.reasons)
        if fallen is None and agreement is None:
            fallen = codes.NEEDS_AGREEMENT, self.circumstances.why_no_agreement(decision)
        if fallen is not None:
            self.lapse(decision, fallen)
            return []
        found = [self._accepted(decision, reason) for reason in result.reasons if _denies(reason)]
        unfit = [(CODE_OF[fit.fit], fit.because) for s in found if s.clause for fit in self.circumstances.fits(s) if fit.because]
        self._lapse_for(
            decision, unfit or ([] if found else [(codes.NEEDS_AGREEMENT, "no license denies it, so no agreement can allow it")])
        )
        return [] if unfit else found

    def _accepted(self, decision: Decision, reason: Reason) -> Settlement:
        granted = frozenset(() if reason.clause else reason.acts)
        agreement = self.circumstances.agreement_of(decision)
        return Settlement(decision.id, reason.license, reason.clause, not reason.clause, decision.basis.facts, granted, agreement)

    def _without_contradictions(self, found: list[tuple[Decision, list[Settlement]]]) -> list[tuple[Decision, list[Settlement]]]:
        sides: dict[str, dict[bool, list[str]]] = {}
        for decision, settlements in found:
            for settlement in settlements:
                sides.setdefault(_named(settlement), {}).setdefault(settlement.applies, []).append(decision.id)
        sound = []
        for decision, settlements in found:
            broken = [(s, sides[_named(s)][not s.applies]) for s in settlements if (not s.applies) in sides[_named(s)]]
            if broken:
                settlement, others = broken[0]
                told = ", ".join(f"`{other}`" for other in others)
                self.lapse(decision, (codes.CONTRADICT, f"{told} says the opposite of `{_named(settlement)}`, so neither is applied"))
            else:
                sound.append((decision, settlements))
        return sound

    def ruled(self, result: Result, decisions: Sequence[Decision]) -> Result:
        """The result with the decision on its whole verdict, where one holds; where two differ, neither does."""
        holding = [decision for decision in decisions if not decision.ruling.on_clause and self._rules(decision, result)]
        if len({decision.ruling for decision in holding}) > 1:
            for decision in holding:
                others = ", ".join(f"`{other.id}` ({other.ruling.value})" for other in holding if other.ruling is not decision.ruling)
                self.lapse(decision, (codes.CONTRADICT, f"it differs from {others}, so neither is applied"))
            return result
        settles = [reason_key(reason) for reason in open_reasons(result)]
        for decision in holding:
            result = self.apply(decision, settles, _under(result, decision.ruling.verdict))
        return result

    def _rules(self, decision: Decision, result: Result) -> bool:
        """Whether a decision on a whole verdict is about this one, and still stands."""
        before = decision.basis.verdict
        if decision.ruling is Ruling.DENY:  # it forbids, so new reasons do not shake it
            fallen = self.circumstances.shaken(decision)
            if fallen is not None:
                self.lapse(decision, fallen)
            return fallen is None and result.verdict is not Verdict.DENY
        if before is not Verdict.REVIEW or result.verdict is not Verdict.REVIEW:
            if before is Verdict.REVIEW and result.verdict is Verdict.DENY:
                self.lapse(decision, (codes.REASONS_CHANGED, "it was taken on a review, and the verdict underneath is deny by now"))
            return False
        lapsed = self.circumstances.fallen(decision, tuple(open_reasons(result)))
        if lapsed is not None:
            self.lapse(decision, lapsed)
        return lapsed is None

    def guarded(self, result: Result, decisions: Sequence[Decision]) -> Result:
        """The result, no better than `review` where the model has left the licenses that a decision lets it in under."""
        for decision in decisions:
            foreign = self.circumstances.foreign_licenses(decision)
            if foreign and self.circumstances.out_of_force(decision) is None:
                only = " or ".join(f"`{name}`" for name in decision.only_while)
                told = f"while its license is {only}; it comes under {', '.join(foreign)}"
                self.lapse(decision, (codes.LICENSE_CHANGED, f"the model is let in only {told}"))
                if result.verdict.usable:
                    says = f"The model was let in only {told}."
                    reason = Reason("", "", "", EVIDENCE, Truth.UNKNOWN, (), says, remedy="have it decided anew", model=result.model)
                    result = replace(result, verdict=worst([result.verdict, Verdict.REVIEW]), reasons=(reason,))
        return result


def _denies(reason: Reason) -> bool:
    """Whether a reason of a deny is a clause that forbids, or a grant that a license lacks; the rest only explains."""
    if reason.clause:
        return reason.effect == Effect.PROHIBITS.value
    return bool(reason.license) and reason.effect == Effect.PERMITS.value


def _under(result: Result, verdict: Verdict) -> Result:
    """The result under the verdict of a decision; a duty that is still to be done keeps `allow` from being one."""
    pending = any(duty.status in (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY) for duty in result.duties)
    if verdict is Verdict.ALLOW and pending:
        verdict = Verdict.CONDITIONAL
    if verdict is Verdict.DENY:
        return replace(result, verdict=verdict, questions=())
    settled = tuple(reason for reason in result.reasons if reason.outcome is not Truth.UNKNOWN)
    hanging = {name for duty in result.duties if duty.status is DutyStatus.MAY_APPLY for name in duty.missing}
    # The verdict is decided; whether a duty comes along is not, so what that hangs on is still asked for.
    return replace(result, verdict=verdict, reasons=settled, questions=tuple(q for q in result.questions if q.fact in hanging))
