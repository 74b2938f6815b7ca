"""Decisions on clauses, on every encoding: each settles exactly its clause, and nothing that the engine has decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain.decision import FactRange, RangeKind
from checker.domain.fact import Reading
from checker.domain.license import Clause, License
from checker.domain.settlement import Settlement
from checker.domain.truth import Truth
from checker.engine.case import Case
from checker.engine.decide import decide
from checker.engine.rulebook import Outcome, Rulebook
from checker.engine.settle import ACTS, OBTAINED

from .worlds import Worlds


def ranges(case: Case, readings: tuple[Reading, ...]) -> tuple[FactRange, ...]:
    """What a decision on these very facts rests on. A fact that was read for several periods is left out, and with it the case."""
    found = {reading.name: FactRange(reading.name, RangeKind.UNKNOWN if reading.value is None else RangeKind.EXACTLY, reading.value)
             for reading in readings}  # fmt: skip
    for name in (ACTS, OBTAINED):
        if name in case.facts:
            found.setdefault(name, FactRange(name, RangeKind.EXACTLY, case.facts[name]))
    return tuple(found.values())


def settling(outcome: Outcome, case: Case, applies: bool) -> Settlement:
    return Settlement("d", outcome.license.id, outcome.clause.id, applies, ranges(case, outcome.readings))


def touching(rulebook: Rulebook, case: Case, *truths: Truth) -> Iterator[Outcome]:
    """The clauses with such an outcome that bear on what is done."""
    for outcome in rulebook.all_outcomes(case):
        names = [reading.name for reading in outcome.readings]
        if outcome.truth in truths and case.acts and case.acts & outcome.clause.acts and len(set(names)) == len(names):
            yield outcome


def rewritten(rulebook: Rulebook, outcome: Outcome, clause: Clause | None) -> Rulebook:
    """The same license with one clause put differently, or taken out."""

    def part(license: License) -> License:
        if license.id != outcome.license.id:
            return license
        kept = ((clause if known.id == outcome.clause.id else known) for known in license.clauses)
        return replace(license, clauses=tuple(known for known in kept if known is not None))

    main, *incorporated = map(part, rulebook.parts)
    return Rulebook(main, incorporated, rulebook.vocabulary)


@given(data=st.data())
@settings(max_examples=15)
def test_a_decision_gives_what_the_license_would_give_if_it_said_so_itself(worlds: Worlds, data: st.DataObject) -> None:
    case = data.draw(worlds.known).case()
    first = data.draw(st.integers(0, 9))
    for rulebook in worlds.rulebooks[first::10]:
        for outcome in touching(rulebook, case, Truth.UNKNOWN):
            plain = replace(outcome.clause, when=None, unless=None, unsettled="")
            for applies, clause in ((False, None), (True, plain)):
                settled = decide(rulebook, replace(case, settlements=(settling(outcome, case, applies),)))
                written = decide(rewritten(rulebook, outcome, clause), case)
                name = f"{outcome.license.id}#{outcome.clause.id} {applies}"
                assert settled.verdict is written.verdict, name
                assert {(d.license, d.clause, d.status) for d in settled.duties} == {
                    (d.license, d.clause, d.status) for d in written.duties
                }, name


@given(data=st.data())
@settings(max_examples=15)
def test_what_the_engine_has_decided_is_not_decided_again(worlds: Worlds, data: st.DataObject) -> None:
    case = data.draw(worlds.known).case()
    first, applies = data.draw(st.integers(0, 9)), data.draw(st.booleans())
    for rulebook in worlds.rulebooks[first::10]:
        decided = tuple(settling(outcome, case, applies) for outcome in touching(rulebook, case, Truth.YES, Truth.NO))
        assert decide(rulebook, replace(case, settlements=decided)) == decide(rulebook, case), rulebook.license.id


@given(data=st.data())
@settings(max_examples=15)
def test_a_decision_on_other_facts_settles_nothing(worlds: Worlds, data: st.DataObject) -> None:
    case = data.draw(worlds.known).case()
    first = data.draw(st.integers(0, 9))
    for rulebook in worlds.rulebooks[first::10]:
        for outcome in touching(rulebook, case, Truth.UNKNOWN):
            fits = settling(outcome, case, applies=False)
            lost = data.draw(st.integers(0, len(fits.facts) - 1))
            missing = replace(fits, facts=fits.facts[:lost] + fits.facts[lost + 1 :])
            moved = replace(fits.facts[lost], kind=RangeKind.WITHIN, value=frozenset())
            elsewhere = () if case.facts.get(moved.name) == frozenset() else (replace(fits, facts=(*missing.facts, moved)),)
            for lapsed in (missing, *elsewhere):  # what is nothing lies within nothing
                assert decide(rulebook, replace(case, settlements=(lapsed,))) == decide(rulebook, case), outcome.clause.id
