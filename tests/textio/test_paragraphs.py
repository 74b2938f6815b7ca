"""Paragraphs and list items."""

from __future__ import annotations

import pytest

from checker.textio.paragraphs import paragraphs

LONG = "x" * 101


@pytest.mark.parametrize(
    ("text", "sections", "found"),
    [
        ("", [], []),
        ("\n \n", [], []),
        ("one\ntwo\n\nthree", [], [(1, "one\ntwo"), (4, "three")]),
        ("\n\none", [], [(3, "one")]),
        ("one\n- two\n(a) three\n2.1) four", [], [(1, "one"), (2, "- two"), (3, "(a) three"), (4, "2.1) four")]),
        ("one\n1.2 two\nthree", [2], [(1, "one"), (2, "1.2 two\nthree")]),
        (f"{LONG}\ntwo", [], [(1, LONG), (2, "two")]),
        ("第一条 甲\n第二条 乙", [], [(1, "第一条 甲"), (2, "第二条 乙")]),
    ],
)
def test_they_begin_after_a_blank_line_at_an_item_and_at_a_section(text: str, sections: list[int], found: list[tuple[int, str]]) -> None:
    assert [(part.line, part.text) for part in paragraphs(text, sections)] == found
