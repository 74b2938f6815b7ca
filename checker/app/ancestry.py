"""Follows a model up to its roots, through the catalog and the Hub, and says what binds at the bottom and what was lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from checker.app.session import Session
from checker.domain.ancestry import Ancestry, Binding, Drift, Known, Loss, Said, Step
from checker.domain.model import Model, Relation, Statement, license_ids
from checker.domain.profile import ModelRequest
from checker.engine.case import Context
from checker.engine.drift import losses, restrictions
from checker.engine.model_terms import Bound, Unclear, stated_terms
from checker.engine.statements import Bench, in_channel, reaches
from checker.errors import UsageError

_DEEPEST = 40
"""Generations; more than any real model has."""


def ancestry(session: Session, request: ModelRequest, as_of: date) -> Ancestry:
    """The lineage of a model. Raises UsageError for one that nobody describes."""
    resolved = session.resolve(request)
    if resolved is None:
        near = " or ".join(session.library.names.nearest(request.name))
        why = session.evidence.why(request.name, request.revision)
        said = "; ".join(part for part in (why, f"did you mean {near}?" if near else "") if part)
        raise UsageError(f"nobody describes the model `{request.name}`{f'; {said}' if said else ''}")
    model, _ = resolved
    climber = _Climber(session, Bench(session.rulebooks, as_of, reports=False), Context(as_of))
    root = climber.step(model, "", (), frozenset())
    drifts = tuple(climber.drifts(model))
    return Ancestry(root, tuple(climber.binding(model)), drifts, tuple(climber.open(root)), tuple(session.evidence.notes()))


def drifts_of(session: Session, model: Model, as_of: date) -> list[Drift]:
    """What of its bases' restrictions the license that a model is given out under has lost; nothing is said of the models above it."""
    climber = _Climber(session, Bench(session.rulebooks, as_of, reports=False), Context(as_of))
    return [drift for drift in climber.drifts(model) if drift.model == model.id]


@dataclass
class _Climber:
    session: Session
    bench: Bench
    context: Context
    _told: set[str] = field(default_factory=set)

    def step(self, model: Model, relation: str, way: tuple[Relation, ...], below: frozenset[str]) -> Step:
        """One model with all above it; what stands above itself, or was told before, is not followed again."""
        statements = self._statements(model)
        step = Step(model.id, relation, Known.KNOWN, tuple(map(_said, self._all_statements(model))), self._carries(statements, way))
        if model.id in self._told:
            return replace(step, known=Known.ABOVE) if model.bases else step
        self._told.add(model.id)
        line = below | {model.id}
        return replace(step, bases=tuple(self._base(base.model, base.relation, way, line) for base in model.bases))

    def _base(self, name: str, relation: Relation, way: tuple[Relation, ...], line: frozenset[str]) -> Step:
        found = self.session.evidence.model(name)
        if found is None:
            why = self.session.evidence.why(name) or "the catalog does not know it, and the Hub was not asked"
            return Step(name, relation.value, Known.MISSING, why=why)
        if found.id in line:
            return Step(found.id, relation.value, Known.CYCLE, why="it stands above itself")
        if len(line) > _DEEPEST:
            return Step(found.id, relation.value, Known.MISSING, why=f"more than {_DEEPEST} generations")
        step = self.step(found, relation.value, (*way, relation), line)
        renamed = f"named `{name}` there" if found.id.casefold() != name.casefold() else ""
        return replace(step, note=renamed)

    def binding(self, model: Model) -> Iterator[Binding]:
        """The effective terms: the model's own and those of every base that reach it."""
        seen: set[tuple[str, str]] = set()
        for via, statements in self._reaching(model):
            for license_id in dict.fromkeys(
                found for said in statements if said.license is not None for found in license_ids(said.license)
            ):
                rulebook = self.session.rulebooks.get(license_id)
                key = (license_id, "" if rulebook is not None else via)
                if key in seen:
                    continue
                seen.add(key)
                name = rulebook.license.name if rulebook is not None else "not encoded"
                about = restrictions(rulebook.parts, self.session.library.vocabulary) if rulebook is not None else (Loss.UNKNOWN,)
                yield Binding(license_id, name, via, about)

    def _reaching(self, model: Model) -> Iterator[tuple[str, list[Statement]]]:
        yield "own", self._statements(model)
        for ancestor in self.session.resolve_model(model).ancestors:
            relations = {relation.value for relation in ancestor.relations}
            yield ancestor.model.id, [said for said in self._statements(ancestor.model) if reaches(said, relations, self.bench)]

    def drifts(self, model: Model) -> Iterator[Drift]:
        """For the model and every one above it: which of its bases' restrictions its own license has lost."""
        lineage = self.session.resolve_model(model)
        every_model = {found.id: found for found in (model, *(ancestor.model for ancestor in lineage.ancestors))}
        for derived in every_model.values():
            own = self._terms(derived, derived=False)
            for ancestor in self.session.resolve_model(derived).ancestors:
                if len(ancestor.relations) > 1:
                    continue  # told where the model between them is looked at
                relations = {relation.value for relation in ancestor.relations}
                reaching = [said for said in self._statements(ancestor.model) if reaches(said, relations, self.bench)]
                if reaching:
                    yield from self._drift(derived, ancestor.model, own, reaching)

    def _drift(self, derived: Model, base: Model, own: Bound | str, reaching: list[Statement]) -> Iterator[Drift]:
        try:
            above = stated_terms(base, reaching, self.bench, "weights", derived=True)
        except Unclear:
            return  # told as open
        if isinstance(own, str):
            yield Drift(derived.id, base.id, (), above.licenses, ((Loss.UNKNOWN, None),), own)
            return
        if set(above.licenses) <= set(own.licenses):
            return
        lost = losses(own.terms, above.terms, self.session.library.vocabulary, self.context)
        if lost:
            yield Drift(derived.id, base.id, own.licenses, above.licenses, tuple(lost.items()))

    def _terms(self, model: Model, *, derived: bool) -> Bound | str:
        try:
            return stated_terms(model, self._statements(model), self.bench, "weights", derived=derived)
        except Unclear as reason:
            return str(reason)

    def open(self, step: Step) -> Iterator[str]:
        """What keeps the effective terms from being certain, from the bottom up."""
        if step.known in (Known.MISSING, Known.CYCLE):
            yield f"{step.model}: {step.why}"
        elif not step.said:
            yield f"{step.model}: its license is not known"
        model = self.session.evidence.model(step.model)
        for doubt in model.doubts if model is not None else ():
            yield f"{step.model}: {doubt.says}"
        for base in step.bases:
            yield from self.open(base)

    def _carries(self, statements: list[Statement], way: tuple[Relation, ...]) -> bool:
        relations = {relation.value for relation in way}
        return not way or not statements or any(reaches(said, relations, self.bench) for said in statements)

    def _statements(self, model: Model) -> list[Statement]:
        return in_channel(model, "weights", self.bench)

    def _all_statements(self, model: Model) -> list[Statement]:
        """What sources say of the weights, reports included; of a model without weights, what they say of its service."""
        return in_channel(model, "weights", replace(self.bench, reports=True)) or list(model.hosted)


def _said(statement: Statement) -> Said:
    if statement.license is None:
        return Said("withheld", statement.evidence.value, statement.source.title)
    return Said(" / ".join(license_ids(statement.license)), statement.evidence.value, statement.source.title)
