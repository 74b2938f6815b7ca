"""Whatever a user calls things, the written YAML gives it back, to licheck and to every other tool."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.textio.document import parse
from checker.textio.yaml_text import key, scalar

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
_TRICKY = st.text(st.sampled_from(" -#:,[]{}&*!|>'\"%@`\\\n\t~?aA1.eExNoy_"), min_size=1)


@given(st.one_of(_TEXT, _TRICKY))
def test_a_scalar_is_read_back_as_the_same_text(text: str) -> None:
    for document in (f"key: {scalar(text)}\n", f"key: [{scalar(text)}, other]\n", f"key:\n  - {scalar(text)}\n"):
        found = [yaml.safe_load(document)["key"], parse(document.encode(), "x.yaml").data["key"]]
        assert [value if isinstance(value, str) else value[0] for value in found] == [text, text]


@given(_TEXT)
def test_a_scalar_is_one_printable_line(text: str) -> None:
    assert scalar(text).isprintable()


@pytest.mark.parametrize(
    "text", ["NO", "no", "On", "y", "null", "true", "1e3", "2025-03", "0o17", "12", "1_000", "~", "-", "a: b", "a #b", "[x"]
)
def test_what_another_reader_could_take_for_something_else_is_quoted(text: str) -> None:
    assert scalar(text) == f'"{text}"'


@pytest.mark.parametrize("text", ["DE", "41 million", "under 1 million USD", "Qwen/Qwen2.5-7B-Instruct", "Northwind Health", "Zürich"])
def test_plain_words_stay_plain(text: str) -> None:
    assert scalar(text) == text


@given(st.one_of(_TEXT, _TRICKY))
def test_a_key_is_read_back_as_the_same_text(text: str) -> None:
    for document in (f"{key(text)}: x\n", f"{{{key(text)}: x}}\n"):
        assert [list(yaml.safe_load(document)), list(parse(document.encode(), "x.yaml").data)] == [[text], [text]]


def test_a_month_is_a_plain_key_and_a_year_is_quoted() -> None:
    assert [key("2026-10"), key("2025"), key("annual_revenue")] == ["2026-10", '"2025"', "annual_revenue"]
