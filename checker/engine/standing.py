"""Whether what a decision was taken on is still so: the texts, the reasons, the facts, the licenses and the agreement it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from checker.domain import decision_codes as codes
from checker.domain.decided import reason_key
from checker.domain.decision import NOT_ENCODED, UNSEEN, Decision
from checker.domain.fact import FactValue
from checker.domain.profile import Agreement, Profile, Use
from checker.domain.report import Reason
from checker.domain.settlement import Settlement
from checker.engine.judge import Judgment
from checker.engine.settle import ACTS, Fit, Fitting, changed_facts, fitting, unstated

Fallen = tuple[str, str]
"""The code under which a decision has lapsed, and why."""


@dataclass
class Circumstances:
    """What decisions on one result are held against."""

    judgment: Judgment
    profile: Profile
    use: Use
    day: date

    @cached_property
    def texts(self) -> dict[str, str]:
        """The hash of the text of each license that was asked, and of each that is only named."""
        texts = {use.id: NOT_ENCODED for use in self.judgment.result.licenses}
        texts |= {reason.license: NOT_ENCODED for reason in self.judgment.result.reasons if reason.license}
        for asked in self.judgment.consulted:
            texts |= {part.id: part.text_sha256 or UNSEEN for part in asked.rulebook.parts}
        return texts

    @cached_property
    def facts(self) -> dict[str, FactValue]:
        """The facts of the use and of the model itself, as far as they are known."""
        model = self.judgment.consulted[0].case.facts if self.judgment.consulted else {}
        return {**self.profile.facts, **self.use.facts, **model}

    def out_of_force(self, decision: Decision) -> Fallen | None:
        """Why the decision does not hold on the day; None where it does."""
        if self.day > decision.expires:
            return codes.EXPIRED, f"it expired on {decision.expires}"
        if self.day < decision.decided:
            return codes.NOT_YET, f"it was taken on {decision.decided}, after the day asked about"
        return None

    def foreign_licenses(self, decision: Decision) -> list[str]:
        """The licenses that the model comes under although the decision lets it in only under others."""
        if not decision.only_while:
            return []
        own = [use.id for use in self.judgment.result.licenses]
        return [f"`{name}`" for name in own if name not in decision.only_while] or ([] if own else ["no license that is known"])

    def agreement_of(self, decision: Decision) -> Agreement | None:
        """The agreement that the decision names, where the profile holds it and it has not expired."""
        held = [a for a in self.profile.agreements if decision.agreement and a.reference == decision.agreement]
        return next((agreement for agreement in held if agreement.holds_on(self.day)), None)

    def why_no_agreement(self, decision: Decision) -> str:
        """Why there is none, in words."""
        if not decision.agreement:
            return "it accepts a deny and names no agreement"
        expired = next((a.expires for a in self.profile.agreements if a.reference == decision.agreement), None)
        return f"the agreement `{decision.agreement}` " + (f"expired on {expired}" if expired else "is not in the profile")

    def fits(self, settlement: Settlement) -> list[Fitting]:
        """How a settlement fits its clause, wherever the clause was asked and touches what is done with the model."""
        return [
            fitting(settlement, outcome, asked.case, asked.rulebook)
            for asked in self.judgment.consulted
            for outcome in asked.rulebook.all_outcomes(asked.case)
            if (outcome.license.id, outcome.clause.id) == (settlement.license, settlement.clause)
            and not outcome.clause.acts.isdisjoint(asked.case.acts or ())
        ]

    def changed_text(self, decision: Decision, needed: Iterable[str]) -> str:
        """Which text is not the one that the decision was taken on, in words; empty where all are."""
        pinned = dict(decision.basis.texts)
        for license_id in needed:
            if license_id not in pinned:
                return f"the verdict rests on `{license_id}`, whose text the decision does not name"
        changed = [name for name, sha256 in pinned.items() if self.texts.get(name, sha256) != sha256]
        return f"the text of `{changed[0]}` is not the one that was decided on" if changed else ""

    def fallen(self, decision: Decision, reasons: Sequence[Reason]) -> Fallen | None:
        """Why a decision on a whole verdict does not cover one that rests on `reasons`; None where it does."""
        own = [use.id for use in self.judgment.result.licenses]
        if not own:
            return (
                codes.REASONS_CHANGED,
                "no license is known for the model, and a decision is bound to one; write the model out with its license",
            )
        changed = self.changed_text(decision, dict.fromkeys([*own, *(reason.license for reason in reasons if reason.license)]))
        if changed:
            return codes.TEXT_CHANGED, changed
        if any(ACTS in reason.missing for reason in reasons):
            return codes.FACTS_CHANGED, f"`{ACTS}` is not stated, and no decision stands in for it: nothing else was judged without it"
        new = [key for reason in reasons if (key := reason_key(reason)) not in decision.basis.reasons]
        if new:
            return codes.REASONS_CHANGED, f"it was not taken in view of this reason: {new[0].removesuffix('.')}"
        readings = [reading for reason in reasons for reading in reason.facts]
        moved = unstated(decision.basis.facts, self.facts) or changed_facts(decision.basis.facts, readings, self.facts, self.profile.values)
        return (codes.FACTS_CHANGED, moved) if moved else None

    def shaken(self, decision: Decision) -> Fallen | None:
        """Why a decision that forbids no longer stands, whatever the reasons underneath; None where it does."""
        changed = self.changed_text(decision, ())
        if changed:
            return codes.TEXT_CHANGED, changed
        moved = changed_facts(decision.basis.facts, (), self.facts, self.profile.values)
        return (codes.FACTS_CHANGED, moved) if moved else None


CODE_OF = {Fit.FACTS: codes.FACTS_CHANGED, Fit.AGREEMENT: codes.NEEDS_AGREEMENT}
"""The code under which a decision on a clause lapses where it does not fit."""
