"""Passages are found by their anchor and given back as they stand."""

from __future__ import annotations

import pytest

from checker.textio.passages import LicenseText

TEXT = """\
# Example License

1. Grant. You may use the Model,
   free of charge.

2. Limits
   a. You may not resell the Model.
   b. You may not resell the
      outputs, "as is".

3. Notice. You may not resell the Model without notice.

您可以
使用本模型。
"""


@pytest.mark.parametrize(
    ("anchor", "section", "passage"),
    [
        ("free of charge", "1", "1. Grant. You may use the Model,\n   free of charge."),
        ("FREE   of\ncharge", "1", "1. Grant. You may use the Model,\n   free of charge."),
        ("you may not resell the model", "2.a", "a. You may not resell the Model."),
        ("you may not resell the model", "2(a)", "a. You may not resell the Model."),
        ("you may not resell the model", "3", "3. Notice. You may not resell the Model without notice."),
        ("resell the outputs, as is", "2.b", 'b. You may not resell the\n      outputs, "as is".'),
        ("使用本模型", "", "您可以\n使用本模型。"),
    ],
)
def test_it_is_the_paragraph_that_holds_the_anchor_word_for_word(anchor: str, section: str, passage: str) -> None:
    assert LicenseText(TEXT).passage(anchor, section) == passage


@pytest.mark.parametrize("anchor", ["free of charges", "charge free of", "", "…", "resell outputs"])
def test_what_does_not_stand_there_is_not_found(anchor: str) -> None:
    assert LicenseText(TEXT).passage(anchor, "1") is None
    assert not LicenseText(TEXT).holds(anchor)


def test_an_anchor_may_span_two_paragraphs() -> None:
    assert LicenseText(TEXT).passage("limits a. You may not", "2") == "2. Limits\na. You may not resell the Model."
    assert LicenseText(TEXT).holds("limits a. You may not")


TWICE = """\
1. Uses
1.1 You may fish. Nobody fishes at night.
1.2 You may swim.

2. Limits
(a) Nobody fishes at night.
(b) Nobody swims alone.

3. Guests
(a) Nobody swims alone.
(b) Nobody fishes at night.
"""


@pytest.mark.parametrize(
    ("section", "passage"),
    [
        ("1.1", "1.1 You may fish. Nobody fishes at night."),
        ("2(a)", "(a) Nobody fishes at night."),
        ("3.b", "(b) Nobody fishes at night."),
        ("3", "(b) Nobody fishes at night."),
        ("9", "1.1 You may fish. Nobody fishes at night."),
    ],
)
def test_where_it_stands_in_several_sections_the_one_named_is_meant(section: str, passage: str) -> None:
    assert LicenseText(TWICE).passage("Nobody fishes at night", section) == passage


def test_a_number_without_a_point_begins_a_passage_of_its_own() -> None:
    assert LicenseText(TWICE).passage("you may swim", "1.2") == "1.2 You may swim."
