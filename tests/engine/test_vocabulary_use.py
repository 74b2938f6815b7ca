"""Entries of the vocabulary that nothing uses, on a vocabulary with one entry more of each kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.domain.fact import FactDefinition, FactKind
from checker.domain.license import License
from checker.domain.vocabulary import DutyDefinition, DutyKind, Group, Unit, Vocabulary, Word
from checker.engine.starting_words import STARTING_FACTS, STARTING_GROUPS, STARTING_WORDS
from checker.engine.vocabulary_use import unused

from .tiny import Desk, license, model, permits, prohibits, requires, value


@pytest.fixture
def vocabulary(desk: Desk) -> Vocabulary:
    """The shipped one, with entries of its own that nothing can use by chance."""
    shipped = desk.vocabulary
    lists = {name: dict(words) for name, words in shipped.lists.items()}
    lists["applications"]["juggling"] = Word("juggling", "juggling", restricted=True)
    lists["applications"]["fire-juggling"] = Word("fire-juggling", "fire juggling", broader="juggling", restricted=True)
    lists["modalities"]["smell"] = Word("smell", "smell")
    lists["countries"]["XX"] = Word("XX", "Nowhere")
    fact = FactDefinition("use.juggles", FactKind.TRUTH, "juggles", "Whether.", "Does it?")
    bound = replace(shipped.facts["organization.annual_revenue"], name="organization.tips")
    figure = replace(shipped.facts["use.product_annual_revenue"], name="use.tips", at_most="organization.tips")
    return Vocabulary(
        {**shipped.facts, "use.juggles": fact, "use.tips": figure, "organization.tips": bound},
        lists,
        {**shipped.groups, "circus": Group("circus", "applications", "the circus", frozenset(["juggling", "fire-juggling"]))},
        {**shipped.duties, "bow": DutyDefinition("bow", DutyKind.DO, "bow", "Bow.", shown_by_fact="use.juggles")},
        {**shipped.units, "bows": Unit("bows", "bows", "bows")},
        {**shipped.windows, "now and then": False},
        shipped.parties | {"everybody"},
    )


def idle(vocabulary: Vocabulary, *licenses: License, smelling: bool = False) -> set[str]:
    """The subjects of the findings that are about the entries added here."""
    models = [replace(model("example/one"), inputs=frozenset(["smell"]))] if smelling else []
    findings = unused(vocabulary, licenses, models)
    assert {finding.code for finding in findings} == {"vocabulary-unused"}
    own = ("juggl", "tips", "circus", "bow", "now and then", "everybody", "smell", "XX")
    return {finding.subject for finding in findings if any(word in finding.subject for word in own)}


ALL = {
    "applications: juggling",
    "applications: fire-juggling",
    "modalities: smell",
    "facts: use.juggles",
    "facts: use.tips",
    "facts: organization.tips",
    "groups: circus",
    "duties: bow",
    "units: bows",
    "windows: now and then",
    "parties: everybody",
}


def test_entries_that_nothing_uses_are_found_and_those_of_standard_lists_are_not(vocabulary: Vocabulary) -> None:
    assert idle(vocabulary) == ALL


@pytest.mark.parametrize(
    ("when", "used"),
    [
        ("use.juggles is true", {"facts: use.juggles"}),
        ("not (use.juggles is true and use.production is true)", {"facts: use.juggles"}),
        ("use.applications include juggling", {"applications: juggling"}),
        ("use.applications include fire-juggling", {"applications: fire-juggling", "applications: juggling"}),
        ("use.applications include (search, juggling)", {"applications: juggling"}),
        ("use.applications include circus", {"groups: circus", "applications: juggling", "applications: fire-juggling"}),
        ("use.applications include restricted", set()),
    ],
)
def test_a_condition_uses_its_fact_its_words_and_what_these_point_at(when: str, used: set[str], vocabulary: Vocabulary) -> None:
    assert ALL - idle(vocabulary, license("example", prohibits(when=when))) == used
    assert ALL - idle(vocabulary, license("example", prohibits(unless=when))) == used
    assert ALL - idle(vocabulary, license("example", prohibits(when="it"), terms={"it": when})) == used


def test_a_figure_uses_what_bounds_it_and_its_value_the_unit_the_window_and_the_parties(vocabulary: Vocabulary) -> None:
    ceiling = replace(value("ceiling", "1 million", "money-a-year"), unit="bows")
    ceiling = replace(ceiling, measured=replace(ceiling.measured, window="now and then", counting=("everybody",)))
    text = license("example", prohibits(when="use.tips is more than ceiling"), values=(ceiling,))
    used = {"facts: use.tips", "facts: organization.tips", "units: bows", "windows: now and then", "parties: everybody"}
    assert ALL - idle(vocabulary, text) == used


def test_a_duty_uses_the_fact_that_proves_it(vocabulary: Vocabulary) -> None:
    assert ALL - idle(vocabulary, license("example", permits(), requires("bow"))) == {"duties: bow", "facts: use.juggles"}


def test_a_model_uses_its_modalities(vocabulary: Vocabulary) -> None:
    assert ALL - idle(vocabulary, smelling=True) == {"modalities: smell"}


def test_starting_words_are_in_the_vocabulary_and_may_rest(desk: Desk) -> None:
    shipped = desk.vocabulary
    assert shipped.facts.keys() >= STARTING_FACTS
    assert shipped.groups.keys() >= STARTING_GROUPS
    for name, words in STARTING_WORDS.items():
        assert shipped.lists[name].keys() >= words, name
    idle_words = {finding.subject for finding in unused(shipped, (), ())}
    starting = {f"{name}: {word}" for name, words in STARTING_WORDS.items() for word in words} | {
        f"facts: {name}" for name in STARTING_FACTS
    }
    assert idle_words.isdisjoint(starting)
