"""What evidence, lineage, choice and agreements can do to a verdict, and what they never can."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain.license import Effect
from checker.domain.model import AllOf, AnyOf, Base, Expression, LicenseRef, Model, Relation, Source, Statement
from checker.domain.profile import Agreement
from checker.domain.verdict import Evidence, Verdict, best, worst
from checker.engine.case import Case
from checker.engine.decide import decide
from checker.engine.judge import judge
from checker.engine.lineage import Ancestor, Lineage
from checker.engine.statements import Bench

from .worlds import TODAY, Known, Worlds

REVIEW, DENY = Verdict.REVIEW, Verdict.DENY
FIRM = [Evidence.PRIMARY, Evidence.DECLARED, Evidence.DETECTED]


def says(*licenses: str | Expression | None, evidence: Evidence = Evidence.DECLARED) -> tuple[Statement, ...]:
    expressions = [LicenseRef(license) if isinstance(license, str) else license for license in licenses]
    return tuple(Statement(evidence, Source("the card"), expression) for expression in expressions)


def seen(worlds: Worlds) -> list[str]:
    """The encodings made from the text itself; a report of a text cannot decide, whoever names it."""
    return sorted(license_id for license_id, license in worlds.licenses.items() if license.evidence is not Evidence.REPORTED)


def verdict(worlds: Worlds, known: Known, model: Model, *bases: tuple[Model, Relation], agreements: tuple[Agreement, ...] = ()) -> Verdict:
    lineage = Lineage(tuple(Ancestor(base, (relation,), (f"{relation.value} of {base.id}",)) for base, relation in bases))
    written = replace(model, written_out=True, bases=tuple(Base(base.id, relation) for base, relation in bases))
    bench = Bench(worlds.session.rulebooks, TODAY)
    return judge(known.profile(agreements), known.use(), written, lineage, bench, known.context()).result.verdict


@given(data=st.data())
@settings(max_examples=15)
def test_a_model_that_only_reports_know_is_never_usable(worlds: Worlds, data: st.DataObject) -> None:
    known = data.draw(worlds.known)
    for license_id in worlds.licenses:
        found = verdict(worlds, known, Model("m", weights=says(license_id, evidence=Evidence.REPORTED)))
        firm = verdict(worlds, known, Model("m", weights=says(license_id)))
        assert found is worst([REVIEW, firm]), license_id


@given(data=st.data())
@settings(max_examples=30)
def test_a_report_lowers_a_usable_verdict_to_review_and_changes_no_other(worlds: Worlds, data: st.DataObject) -> None:
    known = data.draw(worlds.known)
    for own in data.draw(st.lists(st.sampled_from(seen(worlds)), min_size=12, max_size=12)):
        firm = verdict(worlds, known, Model("m", weights=says(own)))
        told = data.draw(st.none() | st.sampled_from(sorted(worlds.licenses)))
        both = verdict(worlds, known, Model("m", weights=says(own) + says(told, evidence=Evidence.REPORTED)))
        assert both is (firm if told == own else worst([REVIEW, firm])), (own, told)


@given(data=st.data())
@settings(max_examples=30)
def test_of_firm_statements_the_strictest_decides(worlds: Worlds, data: st.DataObject) -> None:
    known = data.draw(worlds.known)
    for _ in range(12):
        chosen = data.draw(st.lists(st.sampled_from(seen(worlds)), min_size=2, max_size=3))
        statements = tuple(said for own in chosen for said in says(own, evidence=data.draw(st.sampled_from(FIRM))))
        alone = [verdict(worlds, known, Model("m", weights=(statement,))) for statement in statements]
        assert verdict(worlds, known, Model("m", weights=statements)) is worst(alone), chosen


@given(data=st.data())
@settings(max_examples=30)
def test_or_takes_the_better_and_and_the_worse(worlds: Worlds, data: st.DataObject) -> None:
    known = data.draw(worlds.known)
    for _ in range(12):
        parts = tuple(LicenseRef(own) for own in data.draw(st.lists(st.sampled_from(sorted(worlds.licenses)), min_size=2, max_size=3)))
        alone = [verdict(worlds, known, Model("m", weights=says(part))) for part in parts]
        assert verdict(worlds, known, Model("m", weights=says(AnyOf(parts)))) is best(alone), parts
        assert verdict(worlds, known, Model("m", weights=says(AllOf(parts)))) is worst(alone), parts


@given(data=st.data())
@settings(max_examples=30)
def test_a_derived_model_is_the_worst_of_its_own_license_and_of_those_that_reach_it(worlds: Worlds, data: st.DataObject) -> None:
    known = data.draw(worlds.known)
    ids = sorted(worlds.licenses)
    for _ in range(12):
        own = Model("m", weights=says(data.draw(st.sampled_from(ids))))
        parents = [
            (Model(f"base-{index}", weights=says(license_id)), relation)
            for index, (license_id, relation) in enumerate(
                data.draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(Relation)), min_size=1, max_size=2))
            )
        ]
        binding = [(base, how) for base, how in parents if how.value in worlds.licenses[next(iter(base.license_ids()))].reaches]
        # Of a base it is asked what its terms say of a derivative, which may be more or less than of the base itself; so each is asked
        # for a model whose own license allows everything.
        free = Model("free", weights=says("wtfpl"))
        alone = [verdict(worlds, known, own), *(verdict(worlds, known, free, parent) for parent in binding)]
        assert verdict(worlds, known, own, *parents) is worst(alone)


@given(data=st.data())
@settings(max_examples=15)
def test_an_agreement_never_makes_a_verdict_worse(worlds: Worlds, data: st.DataObject) -> None:
    known = data.draw(worlds.known)
    expires = data.draw(st.sampled_from([None, date(2026, 11, 21), TODAY, date(2027, 1, 1)]))
    for rulebook in worlds.rulebooks:
        part = data.draw(st.sampled_from(rulebook.parts))
        liftable = [clause.id for clause in part.clauses if clause.lifted_by]
        names = data.draw(st.sampled_from([part.id, rulebook.license.id, *(f"{part.id}#{clause}" for clause in liftable)]))
        kind = data.draw(st.sampled_from(["license", "registration"]))
        held = Agreement(part.publisher, kind, (names,), expires=expires)
        without, having = decide(rulebook, known.case()), decide(rulebook, known.case(agreements=(held,)))
        assert having.verdict.severity <= without.verdict.severity, (rulebook.license.id, held)
        if not held.holds_on(TODAY):
            assert having.verdict is without.verdict


@given(data=st.data())
@settings(max_examples=15)
def test_a_duty_that_is_met_never_makes_a_verdict_worse(worlds: Worlds, data: st.DataObject) -> None:
    known = data.draw(worlds.known)
    share = data.draw(st.sampled_from([0.2, 0.5, 1.0]))
    order = data.draw(st.randoms())
    for rulebook in worlds.rulebooks:
        duties = [f"{part.id}#{clause.id}" for part in rulebook.parts for clause in part.clauses if clause.effect is Effect.REQUIRES]
        meets = frozenset(order.sample(duties, int(len(duties) * share)))
        without, done = decide(rulebook, known.case()), decide(rulebook, known.case(meets=meets))
        assert done.verdict.severity <= without.verdict.severity, rulebook.license.id
        assert done.verdict is not Verdict.CONDITIONAL or share < 1, rulebook.license.id
        assert done.verdict.usable is without.verdict.usable, "a duty grants nothing"


@given(data=st.data())
@settings(max_examples=30)
def test_to_leave_an_act_out_never_makes_a_verdict_worse(worlds: Worlds, data: st.DataObject) -> None:
    """A use is as good as the worst of its acts, as far as no clause asks what else is done."""
    known = data.draw(worlds.known)
    acts = data.draw(st.frozensets(st.sampled_from(sorted(worlds.vocabulary.acts)), min_size=2, max_size=4))
    for rulebook in worlds.rulebooks:
        if any("use.acts" in group.names for _, group in rulebook._groups):
            continue
        together = decide(rulebook, Case({**known.facts, "use.acts": acts}, known.context())).verdict
        alone = [decide(rulebook, Case({**known.facts, "use.acts": frozenset([act])}, known.context())).verdict for act in sorted(acts)]
        assert together is worst(alone), rulebook.license.id
