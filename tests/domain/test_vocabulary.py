"""Words, the groups that stand for them, and the broader words above them."""

from __future__ import annotations

from checker.domain.fact import FactDefinition, FactKind, Figures
from checker.domain.quantity import Quantity
from checker.domain.vocabulary import Group, Vocabulary, Word

WORDS = Vocabulary(
    facts={},
    lists={
        "acts": {act: Word(act, act) for act in ("run", "serve")},
        "applications": {
            "fraud": Word("fraud", "fraud"),
            "phishing": Word("phishing", "phishing", broader="fraud"),
            "spear-phishing": Word("spear-phishing", "spear phishing", broader="phishing"),
            "spam": Word("spam", "spam"),
        },
        "countries": {"DE": Word("DE", "Germany"), "FR": Word("FR", "France")},
    },
    groups={
        "union": Group("union", "countries", "the union", frozenset(["DE", "FR"])),
    },
    duties={},
    units={},
    windows={},
    parties=frozenset(),
)


def test_a_group_stands_for_its_members_and_a_word_for_itself() -> None:
    assert WORDS.expand("countries", ["union"]) == {"DE", "FR"}
    assert WORDS.expand("countries", ["DE"]) == {"DE"}


def test_a_group_of_another_list_is_only_a_word() -> None:
    assert WORDS.expand("applications", ["union"]) == {"union"}


def test_narrower_words_are_found_through_every_level() -> None:
    assert WORDS.narrower("applications", "fraud") == {"fraud", "phishing", "spear-phishing"}
    assert WORDS.narrower("applications", "spam") == {"spam"}
    assert WORDS.narrower("applications", "fraud") == {"fraud", "phishing", "spear-phishing"}, "asked again, it answers the same"


def test_broader_words_are_found_through_every_level() -> None:
    assert WORDS.broader("applications", "spear-phishing") == {"phishing", "fraud"}
    assert WORDS.broader("applications", "fraud") == frozenset()


def test_words_that_are_each_other_s_broader_word_end_the_search() -> None:
    circle = Vocabulary({}, {"acts": {"a": Word("a", "a", broader="b"), "b": Word("b", "b", broader="a")}}, {}, {}, {}, {}, frozenset())
    assert circle.broader("acts", "a") >= {"b"}


def test_a_country_comes_from_the_list_of_countries_and_a_name_from_none() -> None:
    assert WORDS.list_of(FactDefinition("x.y", FactKind.COUNTRIES, "", "", "")) == "countries"
    assert WORDS.list_of(FactDefinition("x.y", FactKind.CHOICE, "", "", "", of="applications")) == "applications"
    assert WORDS.list_of(FactDefinition("x.y", FactKind.NAMES, "", "", "")) == ""


def test_every_act_is_one_of_the_list() -> None:
    assert WORDS.acts == {"run", "serve"}


def test_a_dated_figure_is_stated_for_its_own_period_alone() -> None:
    figures = Figures(dated=(("2025-03", Quantity.exactly(5)),))
    assert figures.at("2025-03") == Quantity.exactly(5)
    assert figures.at("2025-04") is None


def test_figures_of_the_same_content_are_the_same_key() -> None:
    one, other = Figures(Quantity.exactly(5)), Figures(Quantity.exactly(5))
    assert {one: 1}[other] == 1
    assert one != Figures(Quantity.exactly(6))
