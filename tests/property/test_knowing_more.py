"""To know more settles what was open, and never unsettles what was settled (DESIGN 3).

How a model is obtained stays stated throughout: left out, it has a default by contract, and a default is not ignorance.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.domain.fact import FactValue, Figures
from checker.domain.model import LicenseRef, Model, Source, Statement
from checker.domain.profile import ModelRequest
from checker.domain.verdict import Evidence, Verdict
from checker.engine.case import Case
from checker.engine.decide import decide
from checker.engine.examples import judge_alone

from .worlds import DAYS, TODAY, Known, Worlds, forgetting

ALLOW, CONDITIONAL, REVIEW, DENY = Verdict.ALLOW, Verdict.CONDITIONAL, Verdict.REVIEW, Verdict.DENY
MAY_BECOME = {ALLOW: {ALLOW}, CONDITIONAL: {CONDITIONAL, ALLOW}, REVIEW: set(Verdict), DENY: {DENY}}
"""What a verdict may turn into when more is known: a duty that might have applied may turn out not to."""
KEPT = frozenset(["use.obtained"])


def complaint(before: Verdict, after: Verdict, subject: str, less: Known, more: Known) -> str:
    """What went wrong, or nothing."""
    if after in MAY_BECOME[before]:
        return ""
    learned = {name: (less.facts.get(name), fact) for name, fact in more.facts.items() if less.facts.get(name) != fact}
    context = f"{less.rates} -> {more.rates}, {less.values} -> {more.values}"
    return f"{subject}: {before.value} became {after.value} by learning {learned}, {context}"


@given(data=st.data())
@settings(max_examples=60)
def test_every_encoding_keeps_its_verdict_when_more_is_known(worlds: Worlds, data: st.DataObject) -> None:
    less, more = data.draw(worlds.pairs)
    before, after = less.case(), more.case()
    found = [
        complaint(decide(rulebook, before).verdict, decide(rulebook, after).verdict, rulebook.license.id, less, more)
        for rulebook in worlds.rulebooks
    ]
    assert [text for text in found if text] == []


@given(data=st.data())
@settings(max_examples=40)
def test_every_model_of_the_catalog_keeps_its_verdict_when_more_is_known(worlds: Worlds, data: st.DataObject) -> None:
    more = data.draw(worlds.known)
    assume("use.obtained" in more.facts)
    less = data.draw(forgetting(more, KEPT))
    models = worlds.session.library.all_models()
    first = data.draw(st.integers(0, len(models) - 1))
    reports = data.draw(st.booleans())
    for model in models[first % 17 :: 17]:
        request = ModelRequest(model.id)
        before, after = (
            worlds.session.judge(known.profile(), known.use(), request, TODAY, reports=reports).verdict for known in (less, more)
        )
        assert complaint(before, after, model.id, less, more) == ""


@given(data=st.data())
@settings(max_examples=40)
def test_a_model_that_is_described_more_fully_keeps_its_verdict(worlds: Worlds, data: st.DataObject) -> None:
    known = data.draw(worlds.known)
    modalities = st.frozensets(st.sampled_from(["text", "image", "audio"]), min_size=1)
    full = Model(
        "northwind/own",
        released=data.draw(st.sampled_from(DAYS)),
        inputs=data.draw(modalities),
        outputs=data.draw(modalities),
        written_out=True,
    )
    vague = data.draw(st.sampled_from([replace(full, released=None), replace(full, inputs=None), replace(full, outputs=None)]))
    for license_id in data.draw(st.lists(st.sampled_from(sorted(worlds.licenses)), min_size=30, max_size=30)):
        stated = (Statement(Evidence.DECLARED, Source("the card"), LicenseRef(license_id)),)
        before, after = (
            worlds.session.judge(known.profile(), known.use(), ModelRequest(model.id, replace(model, weights=stated)), TODAY).verdict
            for model in (vague, full)
        )
        assert complaint(before, after, license_id, known, known) == ""


@given(data=st.data())
@settings(max_examples=60)
def test_the_cases_of_the_encodings_keep_their_verdict_when_something_is_forgotten(worlds: Worlds, data: st.DataObject) -> None:
    """The cases lie on the boundaries of their license, where a generated world seldom gets."""
    license_id = data.draw(st.sampled_from(sorted(worlds.licenses)))
    rulebook = worlds.rulebook(license_id)
    for example in worlds.session.library.examples(license_id):
        case = consistent(example.case, worlds)
        after = judge_alone(rulebook, case).verdict
        for name in case.facts:
            rest = {other: fact for other, fact in case.facts.items() if other != name}
            before = judge_alone(rulebook, replace(case, facts=rest)).verdict
            assert after in MAY_BECOME[before], f"{example.place}: without {name} it is {before.value}, with it {after.value}"


def consistent(case: Case, worlds: Worlds) -> Case:
    """The case without figures that bound another one below what is stated of it: such a case is about no world."""
    facts: dict[str, FactValue] = dict(case.facts)
    for name, definition in worlds.vocabulary.facts.items():
        own, above = facts.get(name), definition.at_most
        while above:
            bound = facts.get(above)
            if isinstance(own, Figures) and isinstance(bound, Figures) and not _fits(own, bound):
                del facts[above]
            above = worlds.vocabulary.facts[above].at_most
    return replace(case, facts=facts)


def _fits(own: Figures, bound: Figures) -> bool:
    """Whether no amount of one figure is above any amount of the other."""
    below, above = ([f.undated] if f.undated else [amount for _, amount in f.dated] for f in (own, bound))
    return all(a.currency == b.currency and (b.upper is None or (a.lower or Decimal(0)) <= b.upper) for a in below for b in above)
