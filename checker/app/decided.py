"""Verdicts with the decisions of people on them.

For whoever judges one model after the other, as `licheck check` does:

    book = session.library.decisions(path)                    # raises InputError with everything that is wrong in the file
    decider = Decider(session, profile, book, day)
    decided = decider.decide(use, request)                    # checker.domain.decided.Decided
    decided.verdict, decided.outcome                          # the verdict underneath, and what decisions make of it
    decided.applied                                           # who decided, why, until when; empty where no decision was applied
    decided.after                                             # reasons and duties that still stand, for the message of a finding
    findings = decider.findings(complete=True)                # lapsed, unused, overlapping, contradictory decisions, as GateFindings

The exit code goes by the outcome. `complete` says that every model of the organization was judged in this run: only then is a decision that
was about none of them told as unused. For a whole profile at once there is `evaluate_decided`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from checker.app.decision_findings import findings_of
from checker.app.session import Session
from checker.domain.decided import Decided, DecidedReport
from checker.domain.decision import Decision, DecisionBook
from checker.domain.gate import GateFinding
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.report import Result
from checker.domain.settlement import Settlement
from checker.engine.judge import Judgment
from checker.engine.standing import Circumstances
from checker.engine.waive import waive


@dataclass
class Decider:
    """Judges models for one profile on one day, and applies the decisions of a book."""

    session: Session
    profile: Profile
    book: DecisionBook
    day: date
    reports: bool = True
    """Whether reported statements count, as for `Session.judge`."""
    decided: list[Decided] = field(default_factory=list)
    """All that was decided so far, in order."""

    def decide(self, use: Use, request: ModelRequest) -> Decided:
        """The verdict for one use of one model, and its outcome."""
        return self.decide_on(self.session.deliberate(self.profile, use, request, self.day, reports=self.reports), use, request)

    def decide_on(self, judgment: Judgment, use: Use, request: ModelRequest) -> Decided:
        """The same, for whoever has the judgment already."""

        def rejudge(settlements: tuple[Settlement, ...]) -> Judgment:
            return self.session.deliberate(self.profile, use, request, self.day, reports=self.reports, settlements=settlements)

        found = waive(Circumstances(judgment, self.profile, use, self.day), self._decisions, rejudge)
        self.decided.append(found)
        return found

    def findings(self, *, complete: bool) -> tuple[GateFinding, ...]:
        """What is to be told of the decisions after all that was decided so far."""
        return findings_of(
            replace(self.book, decisions=self._decisions), self.decided, self.session, self.profile, self.day, complete=complete
        )

    @cached_property
    def _decisions(self) -> tuple[Decision, ...]:
        return tuple(self._by_id(decision) for decision in self.book.decisions)

    def _by_id(self, decision: Decision) -> Decision:
        """The decision with its model by the id of the catalog, where it names an alias."""
        model = self.session.library.model(decision.scope.model) if decision.scope.model else None
        if model is None or model.id == decision.scope.model:
            return decision
        return replace(decision, scope=replace(decision.scope, model=model.id))


def evaluate_decided(
    session: Session,
    profile: Profile,
    book: DecisionBook,
    requests: Mapping[str, Sequence[ModelRequest]] | None = None,
    *,
    as_of: date | None = None,
    reports: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> DecidedReport:
    """What `Session.evaluate` gives, and beside it the outcomes after decisions. Raises as that does."""
    decider = Decider(session, profile, book, as_of or date.today(), reports)

    def judging(use: Use, request: ModelRequest) -> Result:
        return decider.decide(use, request).result

    report = session.evaluate(profile, requests, as_of=decider.day, reports=reports, progress=progress, judging=judging)
    return DecidedReport(report, tuple(decider.decided), decider.findings(complete=requests is None))
