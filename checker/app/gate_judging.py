"""Judges the models that the gate meets, each once, with the decisions that are about it, and puts the outcome into findings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from checker.app.gate_findings import Place, Teller
from checker.app.gate_ways import way_out
from checker.app.session import Session
from checker.domain.decided import Decided
from checker.domain.gate import GateFinding
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.report import Result
from checker.domain.settings import Settings
from checker.domain.sighting import Sighting
from checker.domain.verdict import Verdict

if TYPE_CHECKING:
    from checker.app.decided import Decider

OBTAINED = "use.obtained"


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one model for one use."""

    result: Result
    use: Use
    request: ModelRequest
    decided: Decided | None = None
    """What decisions make of it, where there are any."""

    @property
    def outcome(self) -> Verdict:
        """The verdict after decisions."""
        return self.result.verdict if self.decided is None else self.decided.outcome


@dataclass
class Judging:
    """Judges for one profile on one day."""

    session: Session
    profile: Profile
    settings: Settings
    day: date
    reports: bool = True
    met: list[Judged] = field(default_factory=list)
    """Everything that was told, in the order it was told."""
    _judged: dict[object, Judged] = field(default_factory=dict)

    def judge(self, use: Use, request: ModelRequest) -> Judged:
        """The verdict for one use of one model."""
        key = (use.id, use.place, use.facts.get(OBTAINED), request.name, request.revision, request.provider, request.written_out)
        known = self._judged.get(key)
        if known is None:
            if self.decider is None:
                known = Judged(self.session.judge(self.profile, use, request, self.day, reports=self.reports), use, request)
            else:
                decided = self.decider.decide(use, request)
                known = Judged(decided.result, use, request, decided)
            self._judged[key] = known
        return known

    def as_seen(self, use: Use, request: ModelRequest, sighting: Sighting) -> Judged:
        """The worse of what holds for the use as it is stated, and for the channel that the file shows."""
        stated = self.judge(use, request)
        if not sighting.obtained or use.facts.get(OBTAINED) == sighting.obtained:
            return stated
        shown_here = self.judge(replace(use, facts={**use.facts, OBTAINED: sighting.obtained}), request)
        return shown_here if shown_here.outcome.severity > stated.outcome.severity else stated

    def told(self, judged: Judged, place: Place) -> list[GateFinding]:
        """What there is to tell of a verdict at a place."""

        def nearest_way_out() -> str:
            return way_out(self.session, self.profile, judged.use, judged.request, self.day, reports=self.reports)

        self.met.append(judged)
        teller = Teller(self.session.library.vocabulary, self.settings.profile)
        if judged.decided is None:
            return teller.findings(judged.result, place, nearest_way_out)
        from checker.app.gate_decisions import decided_findings

        return decided_findings(judged.decided, teller, place, nearest_way_out)

    @cached_property
    def decider(self) -> Decider | None:
        """Applies the decisions that the settings name. Raises InputError with everything that is wrong in their file."""
        if not self.settings.decisions:
            return None
        from checker.app.decided import Decider  # most repositories have no decisions

        book = self.session.library.decisions(Path(self.settings.decisions))
        return Decider(self.session, self.profile, book, self.day, self.reports)
