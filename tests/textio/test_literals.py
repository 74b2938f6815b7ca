"""Prescribed strings, found word for word and nowhere else."""

from __future__ import annotations

import pytest

from checker.textio.literals import find, find_nearly, is_described, to_fill_in

LINE = "Nimbus 2 is licensed under the Nimbus License, Copyright © Example Labs. All Rights Reserved."


def test_a_line_may_be_folded_and_stand_anywhere() -> None:
    assert find(f"First.\n{LINE}\n", LINE) == [2]
    assert find(LINE.replace(", ", ",\n    "), LINE) == [1]
    assert find(f"x {LINE} {LINE}", LINE) == [1, 1]


@pytest.mark.parametrize("text", [LINE.replace("©", "(c)"), LINE.lower(), LINE.replace("2 is", "2 was is"), LINE.replace("Labs.", "Labs")])
def test_what_is_not_word_for_word_is_only_nearly_there(text: str) -> None:
    assert find(text, LINE) == []
    assert find_nearly(text, LINE) == [1]


def test_other_words_are_not_even_nearly_there() -> None:
    assert find_nearly("Nimbus 3 is licensed under another license.", LINE) == []


@pytest.mark.parametrize("text", ["Kimi K2.5", "Kimi K25", "MyKimi K2", "Kimi K2x"])
def test_a_longer_name_is_another_name(text: str) -> None:
    assert find(text, "Kimi K2") == []


@pytest.mark.parametrize("text", ["Kimi K2", "Kimi K2.", "(Kimi K2)", '"Kimi K2",', "Kimi  K2\n"])
def test_marks_around_a_name_do_not_matter(text: str) -> None:
    assert find(text, "Kimi K2") == [1]


def test_what_has_to_be_filled_in_may_be_anything_in_one_line() -> None:
    wanted = "<MODELNAME> is licensed, Copyright © xAI [applicable year]."
    assert to_fill_in(wanted) == ["<MODELNAME>", "[applicable year]"]
    assert find("Our Model 7 is licensed, Copyright © xAI 2026.", wanted) == [1]
    assert find(" is licensed, Copyright © xAI .", wanted) == []


def test_brackets_of_a_name_are_part_of_it() -> None:
    assert to_fill_in("The FLUX.1 [dev] Model") == []
    assert find("The FLUX.1 [dev] Model", "The FLUX.1 [dev] Model") == [1]
    assert find("The FLUX.1 xdevx Model", "The FLUX.1 [dev] Model") == []


def test_a_string_that_is_only_described_is_told_apart() -> None:
    assert is_described("the name of the model that is used, such as Nimbus-2")
    assert not is_described("Built with Nimbus")
