"""How a condition is cut up."""

from __future__ import annotations

import pytest

from checker.language.tokens import ConditionError, tokenize


def test_words_quotes_and_marks_are_cut_apart_and_keep_their_places() -> None:
    tokens = tokenize('use.acts include (run,"LG AI")')
    assert [(token.text, token.kind, token.at) for token in tokens] == [
        ("use.acts", "word", 0),
        ("include", "word", 9),
        ("(", "mark", 17),
        ("run", "word", 18),
        (",", "mark", 21),
        ("LG AI", "quoted", 22),
        (")", "mark", 29),
        ("", "end", 30),
    ]


def test_a_message_names_the_end_in_words() -> None:
    assert [token.shown for token in tokenize("a")] == ["`a`", "the end"]


@pytest.mark.parametrize("source", ["é is x", "a.b is «x»", "_a is b", "-5"])
def test_a_character_that_no_rule_knows_is_shown(source: str) -> None:
    with pytest.raises(ConditionError, match="cannot read"):
        tokenize(source)
