"""Where no witness is found, no case at all parts two licenses; and each witness is one by the word of the engine itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from checker.engine.case import Case, Context
from checker.engine.decide import decide
from checker.engine.strictness import OneLicense
from checker.engine.witness import Duel, Found

from .worlds import TODAY, Worlds

LICENSES = (
    "apache-2.0",
    "mit",
    "llama-3.1-community",
    "llama-4-community",
    "mistral-research-0.1",
    "mistral-non-production-0.1",
    "qwen-license-2024-09",
    "qwen-research-2024-09",
    "tongyi-qianwen-2023-08",
    "kimi-k2-modified-mit",
    "cc-by-nc-4.0",
    "stability-ai-community-2024-07-05",
)
PAIRS = list(permutations(LICENSES, 2))
_known: dict[tuple[str, str], Found | None] = {}


def stricter(worlds: Worlds, before: str, after: str) -> Found | None:
    """The witnesses that `after` is stricter; None where figures had to be taken as steady, so that one that moves may part them unseen."""
    if (before, after) not in _known:
        one, other = OneLicense(worlds.rulebook(before)), OneLicense(worlds.rulebook(after))
        duel = Duel(one, other, worlds.vocabulary, Context(TODAY))
        found = duel.witnesses(one, other)
        _known[(before, after)] = None if duel.steady else found
    return _known[(before, after)]


@given(data=st.data())
@settings(max_examples=150)
def test_a_case_on_which_two_licenses_part_has_a_witness(worlds: Worlds, data: st.DataObject) -> None:
    case = data.draw(worlds.known).case()
    facts = {name: fact for name, fact in case.facts.items() if name != "use.derivative_name"}  # a name can prove a duty met
    case = replace(case, facts=facts)
    decisions = {license_id: decide(worlds.rulebook(license_id), case) for license_id in LICENSES}
    settled = {
        license_id: decision.verdict
        for license_id, decision in decisions.items()
        if not any(reason.missing for reason in decision.reasons if reason.outcome is Truth.UNKNOWN)
        and not any(duty.missing for duty in decision.duties)
    }
    pairs = [
        (one, other) for one, other in PAIRS if one in settled and other in settled and settled[one].severity < settled[other].severity
    ]
    assume(pairs)
    one, other = data.draw(st.sampled_from(pairs))
    found = stricter(worlds, one, other)
    assume(found is not None)
    assert found is not None
    assert found.complete
    steps = {(witness.before, witness.after) for witness in found.witnesses}
    gap = settled[one], settled[other]
    assert any(_as_grave(step, gap) for step in steps), f"{gap} on {case.facts}, but the witnesses of {one} and {other} are {steps}"


def _as_grave(step: tuple[Verdict, Verdict], gap: tuple[Verdict, Verdict]) -> bool:
    """Whether a witness leads from as mild a verdict to as severe a one; duties may differ from case to case."""
    milder = step[0].severity <= gap[0].severity or (step[0].usable and gap[0].usable)
    return milder and step[1].severity >= gap[1].severity


@given(pair=st.sampled_from(PAIRS))
@settings(max_examples=40)
def test_a_witness_is_judged_as_it_says(worlds: Worlds, pair: tuple[str, str]) -> None:
    found = stricter(worlds, *pair)
    for witness in found.witnesses if found is not None else ():
        case = Case(dict(witness.facts), Context(TODAY, witness.figures_count))
        before, after = (decide(worlds.rulebook(license_id), case).verdict for license_id in pair)
        assert (before, after) == (witness.before, witness.after)
        assert after.severity > before.severity
