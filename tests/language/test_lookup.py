"""Words found by what they mean."""

from __future__ import annotations

import pytest

from checker.app.session import Session
from checker.domain.vocabulary import Word
from checker.language.lookup import described, did_you_mean

WORDS = {
    word.id: word
    for word in (
        Word("bread", "bread", "Baking and selling loaves."),
        Word("cake", "cake", "Something sweet for a feast.", examples=("a loaf of honey bread", "a birthday cake")),
        Word("soup", "soup", "Cooking vegetables in water."),
        Word("s", "s", "The letter."),
    )
}


def found(asked: str) -> list[str]:
    return [word.id for word in described(asked, WORDS)]


def test_a_word_itself_is_found_alone() -> None:
    assert found("bread") == ["bread"]
    assert found("Bread ") == ["bread"]


def test_what_says_it_in_its_definition_comes_before_what_says_it_in_an_example() -> None:
    assert found("loa") == ["bread", "cake"]


def test_everything_that_is_asked_has_to_be_said() -> None:
    assert found("sweet bread") == ["cake"]
    assert found("sweet soup") == []


@pytest.mark.parametrize("asked", ["cooks", "vegetable", "VEGETABLES", "cooking-water"])
def test_other_forms_of_a_word_are_the_same(asked: str) -> None:
    assert found(asked) == ["soup"]


@pytest.mark.parametrize("asked", ["baking powder", "veg table", "lather", "feather"])
def test_what_only_looks_alike_is_not(asked: str) -> None:
    assert found(asked) == []


@pytest.mark.parametrize("asked", ["", " ", "--", "!?"])
def test_who_asks_nothing_gets_all_and_no_suggestion(asked: str) -> None:
    assert found(asked) == list(WORDS)
    assert did_you_mean(asked, WORDS) == ""


def test_a_single_s_is_no_plural_of_nothing() -> None:
    assert found("s") == ["s"]


@pytest.mark.parametrize(
    ("plain", "application"),
    [
        ("face recognition", "biometric-identification"),
        ("hiring", "hiring-decisions"),
        ("job applicants", "hiring-decisions"),
        ("porn", "sexual-content"),
        ("jailbreak", "safety-circumvention"),
        ("deepfake", "impersonation"),
        ("phishing", "fraud"),
        ("casino", "gambling"),
        ("asylum", "immigration"),
        ("self-driving car", "transport-operation"),
        ("power grid", "critical-infrastructure"),
        ("ransomware", "malware"),
        ("armed drone", "weapons"),
        ("armed forces", "military"),
        ("credit score", "credit-decisions"),
        ("social score", "discrimination"),
        ("cheating", "academic-dishonesty"),
        ("suicide", "self-harm"),
        ("reactor", "nuclear"),
        ("stress", "emotion-recognition"),
        ("children", "serving-minors"),
        ("treatment", "medical-diagnosis"),
        ("girlfriend", "romantic-companionship"),
        ("followers", "fake-engagement"),
    ],
)
def test_plain_words_reach_the_right_application(plain: str, application: str, session: Session) -> None:
    words = session.library.vocabulary.lists["applications"]
    assert application in [word.id for word in described(plain, words)][:3]
