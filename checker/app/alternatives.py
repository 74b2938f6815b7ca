"""Finds what an organization could use instead of a model, or what would let it use the model after all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checker.app.decided import Decider
from checker.app.explanation import explain
from checker.app.session import Session
from checker.domain.alternative import Alternative, Alternatives, Kinship, Way, WayKind
from checker.domain.decision import DecisionBook
from checker.domain.license import Effect
from checker.domain.model import Model, Relation
from checker.domain.profile import Agreement, ModelRequest, Profile, Use
from checker.domain.report import Result
from checker.domain.verdict import Verdict
from checker.engine.agreements import licensor
from checker.engine.judge import Judgment
from checker.errors import UsageError
from checker.language.amounts import parse_quantity

_SAME_WEIGHTS = (Relation.QUANTIZED, Relation.ADAPTER, Relation.MERGE)
"""Ways to derive a model that leave a shopper with the base's abilities: of another family only the model itself is named."""
_UNKNOWN_SIZE = 3.0
"""How far apart two sizes count, in doublings, where one of them is not known."""
_A_YEAR_OLDER = 0.4
_WITH_DUTIES = 0.5
"""What a year of age and a verdict with duties weigh, in doublings of size."""


def alternatives(
    session: Session,
    profile: Profile,
    use: Use,
    name: str,
    *,
    as_of: date,
    reports: bool = True,
    most: int = 5,
    book: DecisionBook | None = None,
) -> Alternatives:
    """What could be used instead of a model for one use: only what comes out `allow` or `conditional`, and no decision of `book` denies.

    Siblings are of the same family; of other families the nearest model each. All take in and give out what the model does. Raises
    UsageError for a model that neither the catalog nor the profile describes.
    """
    request = next((own for own in use.models if own.name == name), ModelRequest(name))
    resolved = session.resolve(request)
    if resolved is None:
        near = " or ".join(session.library.names.nearest(name))
        hint = f"; did you mean {near}?" if near else ""
        raise UsageError(f"nobody describes the model `{name}`, so nothing can be held beside it{hint}")
    seeker = _Seeker(session, profile, use, resolved[0], as_of, reports, book)
    judgment = session.deliberate(profile, use, request, as_of, reports=reports)
    found = list(seeker.candidates())
    siblings = [other for other in found if other.kinship is Kinship.SIBLING]
    others = [other for other in found if other.kinship is Kinship.OTHER_FAMILY]
    ways = () if judgment.result.verdict.usable else tuple(seeker.ways(request, judgment))
    return Alternatives(
        use.id, resolved[0].id, judgment.result, ways, tuple(siblings[:most]), tuple(_one_of_each(others)[:most]), tuple(seeker.notes())
    )


def _one_of_each(others: Sequence[Alternative]) -> list[Alternative]:
    """The nearest of each family; families of one publisher count as one."""
    nearest: dict[str, Alternative] = {}
    for other in others:
        nearest.setdefault(other.publisher, other)
    return list(nearest.values())


@dataclass(frozen=True)
class _Seeker:
    session: Session
    profile: Profile
    use: Use
    model: Model
    as_of: date
    reports: bool
    book: DecisionBook | None = None

    def candidates(self) -> Iterator[Alternative]:
        """Every other model that may be used for the same and can do the same, the nearest first."""
        found = []
        for other in self.session.library.all_models():
            kinship = self._kinship(other)
            if other.id == self.model.id or kinship is None or not self._can_do_the_same(other):
                continue
            result = self._judge(ModelRequest(other.id), self.use, self.profile)
            if result.verdict.usable and not self._is_denied(ModelRequest(other.id)):
                found.append((self._distance(other, result.verdict), other.id, _told(other, result, kinship)))
        return (alternative for _, _, alternative in sorted(found, key=lambda item: item[:2]))

    def ways(self, request: ModelRequest, judgment: Judgment) -> Iterator[Way]:
        """What would let the model itself be used: another channel, an agreement, another fact."""
        yield from self._hosted(request)
        yield from self._agreement(request, judgment)
        explanation = explain(self.session, self.profile, self.use, request, as_of=self.as_of, reports=self.reports)
        for change in explanation.changes:
            if change.verdict.usable and change.fact != "use.obtained":
                result = replace(judgment.result, verdict=change.verdict, reasons=(), duties=(), questions=())
                yield Way(WayKind.FACT, f"{change.fact}: {change.becomes}", result)

    def notes(self) -> Iterator[str]:
        """What could not be compared."""
        if self.model.inputs is None or self.model.outputs is None:
            yield f"what {self.model.id} takes in and gives out is not known, so models of other kinds may stand here"
        if _size(self.model) is None:
            yield f"the size of {self.model.id} is not known, so sizes were not compared"

    def _judge(self, request: ModelRequest, use: Use, profile: Profile) -> Result:
        return self.session.judge(profile, use, request, self.as_of, reports=self.reports)

    def _is_denied(self, request: ModelRequest) -> bool:
        """Whether a person has decided against a model that its license would allow."""
        if self.book is None:
            return False
        return not Decider(self.session, self.profile, self.book, self.as_of, self.reports).decide(self.use, request).outcome.usable

    def _hosted(self, request: ModelRequest) -> Iterator[Way]:
        if not self.model.hosted or self.use.facts.get("use.obtained") == "hosted-api":
            return
        hosted = replace(self.use, facts={**self.use.facts, "use.obtained": "hosted-api"})
        result = self._judge(request, hosted, self.profile)
        if result.verdict.usable:
            providers = " or ".join(dict.fromkeys(found.provider or self.model.publisher for found in self.model.hosted))
            yield Way(WayKind.CHANNEL, f"take it through the hosted API of {providers} (`obtained: hosted-api`)", result)

    def _agreement(self, request: ModelRequest, judgment: Judgment) -> Iterator[Way]:
        """The agreements that would lift everything that stands in the way, if they do."""
        deciding = {(reason.license, reason.clause) for reason in judgment.result.reasons if reason.effect == Effect.PROHIBITS.value}
        asked: dict[tuple[str, str], list[str]] = {}
        for consulted in judgment.consulted:
            for part in consulted.rulebook.parts:
                for clause in part.clauses:
                    if clause.lifted_by and (part.id, clause.id) in deciding:
                        key = licensor(part, consulted.case), clause.lifted_by
                        asked.setdefault(key, []).append(f"{part.id}#{clause.id}")
        held = tuple(Agreement(publisher, kind, tuple(dict.fromkeys(names))) for (publisher, kind), names in asked.items())
        if not held:
            return
        result = self._judge(request, self.use, replace(self.profile, agreements=(*self.profile.agreements, *held)))
        if result.verdict.usable:
            told = "; ".join(f"a {own.kind} from {own.publisher} that covers {', '.join(own.licenses)}" for own in held)
            yield Way(WayKind.AGREEMENT, f"ask for {told}", result)

    def _kinship(self, other: Model) -> Kinship | None:
        if self.model.family and other.family == self.model.family and other.publisher == self.model.publisher:
            return Kinship.SIBLING
        derived = any(base.relation in _SAME_WEIGHTS for base in other.bases)
        return None if derived or other.publisher == self.model.publisher else Kinship.OTHER_FAMILY

    def _can_do_the_same(self, other: Model) -> bool:
        for wanted, offered in ((self.model.inputs, other.inputs), (self.model.outputs, other.outputs)):
            if wanted is not None and (offered is None or not wanted <= offered):
                return False
        return True

    def _distance(self, other: Model, verdict: Verdict) -> float:
        """How far another model lies from this one: doublings of size, years, what it can do beyond, duties."""
        mine, theirs = _size(self.model), _size(other)
        apart = _UNKNOWN_SIZE if mine is None or theirs is None else abs(math.log2(mine / theirs))
        if self.model.released is not None and other.released is not None:
            apart += max(0.0, (self.model.released - other.released).days / 365 * _A_YEAR_OLDER)
        beyond = len((other.inputs or frozenset()) - (self.model.inputs or frozenset()))
        return apart + 0.1 * beyond + (_WITH_DUTIES if verdict is Verdict.CONDITIONAL else 0)


def _told(model: Model, result: Result, kinship: Kinship) -> Alternative:
    released = model.released.isoformat() if model.released is not None else ""
    licenses = tuple(dict.fromkeys(use.id for use in result.licenses))
    return Alternative(result, kinship, model.publisher, model.family, model.parameters, released, licenses)


def _size(model: Model) -> float | None:
    """How many parameters a model has, as far as its publisher states one number."""
    if not model.parameters:
        return None
    try:
        # Read as money, since figures of people are refused beyond what the Earth can hold.
        exact = parse_quantity(f"{model.parameters} USD", money=True, currencies=("USD",)).exact
    except ValueError:
        return None
    return float(exact) if exact else None
