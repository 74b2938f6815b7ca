"""The order in which anything is written, and in which questions are asked, changes no verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain.license import License
from checker.domain.profile import ModelRequest, Profile, Use
from checker.engine.decide import decide
from checker.engine.rulebook import Rulebook

from .worlds import TODAY, Worlds

Item = TypeVar("Item")


def shuffled(data: st.DataObject, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(data.draw(st.permutations(items)))


def mixed_up(data: st.DataObject, license: License) -> License:
    """The same encoding with everything in another order."""
    order = data.draw(st.randoms())

    def mixed(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(order.sample(items, len(items)))

    return replace(
        license,
        clauses=mixed(license.clauses),
        values=mixed(license.values),
        terms=mixed(license.terms),
        incorporates=license.incorporates[::-1],
    )


@given(data=st.data())
@settings(max_examples=30)
def test_the_order_of_clauses_values_terms_and_incorporated_texts_does_not_matter(worlds: Worlds, data: st.DataObject) -> None:
    known = data.draw(worlds.known)
    first = data.draw(st.integers(0, 5))
    for rulebook in worlds.rulebooks[first::6]:
        main, *parts = (mixed_up(data, part) for part in rulebook.parts)
        other = decide(Rulebook(main, shuffled(data, tuple(parts)), worlds.vocabulary), known.case())
        as_written = decide(rulebook, known.case())
        assert other.verdict is as_written.verdict, rulebook.license.id
        assert set(other.duties) == set(as_written.duties), rulebook.license.id
        assert {reason.clause for reason in other.reasons} == {reason.clause for reason in as_written.reasons}, rulebook.license.id


@given(data=st.data())
@settings(max_examples=20)
def test_the_order_of_the_keys_of_a_profile_does_not_matter(worlds: Worlds, data: st.DataObject) -> None:
    known = data.draw(worlds.known)
    other = replace(
        known,
        facts=dict(reversed(known.facts.items())),
        rates=dict(reversed(known.rates.items())),
        values=dict(reversed(known.values.items())),
    )
    for rulebook in worlds.rulebooks:
        afresh = Rulebook(rulebook.license, rulebook.parts[1:], worlds.vocabulary)
        assert decide(afresh, other.case()) == decide(rulebook, known.case())


@given(data=st.data())
@settings(max_examples=25)
def test_the_order_of_models_and_uses_does_not_matter(worlds: Worlds, data: st.DataObject) -> None:
    """Sessions and rulebooks remember; what they remember must be no other model's answer."""
    models = data.draw(st.lists(st.sampled_from(worlds.session.library.all_models()), min_size=2, max_size=12, unique_by=lambda m: m.id))
    one, other = data.draw(worlds.pairs)
    uses = [replace(one.use(), id="one"), replace(other.use(), id="other")]
    profile = replace(other.profile(), uses=tuple(uses))

    def verdicts(uses: tuple[Use, ...], names: tuple[str, ...]) -> dict[tuple[str, str], object]:
        asked: Profile = replace(profile, uses=uses)
        requests = {use.id: [ModelRequest(name) for name in names] for use in uses}
        report = worlds.session.evaluate(asked, requests, as_of=TODAY)
        return {(result.use, result.model): result for result in report.results}

    names = tuple(model.id for model in models)
    assert verdicts(shuffled(data, tuple(uses)), shuffled(data, names)) == verdicts(tuple(uses), names)


@given(data=st.data())
@settings(max_examples=20)
def test_a_rulebook_that_has_answered_others_answers_as_a_new_one(worlds: Worlds, data: st.DataObject) -> None:
    rulebook = worlds.rulebook(data.draw(st.sampled_from(sorted(worlds.licenses))))
    cases = [known.case() for known in data.draw(st.lists(worlds.pairs, min_size=1, max_size=3)) for known in known]
    used = Rulebook(rulebook.license, rulebook.parts[1:], worlds.vocabulary)
    for case in [*cases, *reversed(cases)]:
        assert decide(used, case) == decide(Rulebook(rulebook.license, rulebook.parts[1:], worlds.vocabulary), case)
