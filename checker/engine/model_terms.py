"""The terms that bind whoever uses a model: its own licenses and those of its base models that reach it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from checker.domain.fact import FactValue
from checker.domain.model import AllOf, Expression, LicenseRef, Model, Statement, license_ids
from checker.engine.lineage import Lineage
from checker.engine.statements import Bench, in_channel, reaches
from checker.engine.strictness import AllTerms, AnyTerms, OneLicense, Terms

_MODEL_FACTS = ("model.released", "model.inputs", "model.outputs")


class Unclear(Exception):  # noqa: N818 - not an error of the program: the terms cannot be laid open
    """Why the terms of a model cannot be told for certain, so that nothing can be compared."""


@dataclass(frozen=True)
class Bound:
    """What binds whoever uses a model."""

    terms: Terms
    licenses: tuple[str, ...]
    """The ids, its own first."""


def model_terms(model: Model, lineage: Lineage, bench: Bench, channel: str) -> Bound:
    """The terms of a model in a channel, as the firm sources say; reports are left out. Raises Unclear."""
    firm = replace(bench, reports=False)
    found = [stated_terms(model, in_channel(model, channel, firm), firm, channel, derived=False)]
    if channel != "hosted-api":
        for gap in lineage.gaps:
            raise Unclear(f"the lineage of {model.id} cannot be followed: {', '.join(gap.path)}")
        for ancestor in lineage.ancestors:
            relations = {relation.value for relation in ancestor.relations}
            statements = in_channel(ancestor.model, "weights", firm)
            reaching = [statement for statement in statements if reaches(statement, relations, firm)]
            if reaching or not statements:
                found.append(stated_terms(ancestor.model, reaching, firm, channel, derived=True))
    return Bound(AllTerms(tuple(part.terms for part in found)), tuple(dict.fromkeys(name for part in found for name in part.licenses)))


def stated_terms(model: Model, statements: Iterable[Statement], bench: Bench, channel: str, *, derived: bool) -> Bound:
    """What some statements about a model say binds: all of it, since the strictest decides. Raises Unclear."""
    expressions = [statement.license for statement in statements]
    if not expressions:
        raise Unclear(f"the license of {model.id} is not known")
    if None in expressions:
        raise Unclear(f"the weights of {model.id} are withheld")
    known = [expression for expression in expressions if expression is not None]
    facts = model.facts()
    fixed: dict[str, FactValue | None] = {name: facts.get(name) for name in _MODEL_FACTS}
    fixed |= {"model.derived": derived, "use.obtained": channel}
    terms = AllTerms(tuple(_terms(expression, fixed, bench) for expression in dict.fromkeys(known)))
    return Bound(terms, tuple(dict.fromkeys(name for expression in known for name in license_ids(expression))))


def _terms(expression: Expression, fixed: dict[str, FactValue | None], bench: Bench) -> Terms:
    if isinstance(expression, LicenseRef):
        rulebook = None if expression.doubt else bench.rulebooks.get(expression.id)
        if rulebook is None:
            raise Unclear(expression.doubt or f"the license `{expression.id}` is not encoded")
        return OneLicense(rulebook, fixed)
    parts = tuple(_terms(part, fixed, bench) for part in expression.parts)
    return AllTerms(parts) if isinstance(expression, AllOf) else AnyTerms(parts)
