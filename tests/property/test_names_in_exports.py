"""Whatever a name is, it is shown whole and acts upon nothing."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from checker.exporters.blocks import Span, Style, told
from checker.exporters.characters import STARTS_FORMULA, isolated, prose, stretches, visible
from checker.exporters.csv_rows import harmless
from checker.exporters.markdown_memo import _code, escaped
from checker.exporters.pdf_memo import _pieces

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
SPECIAL = st.text(st.sampled_from("ab1=+-@\t\n\r`*_|<>[]()#&;~$\\.!:/\u202e\x1b\u05d0\u0645中 "), max_size=40)


def back(text: str) -> str:
    """What `visible` was made from."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)


@given(ANY)
def test_visible_loses_nothing(text: str) -> None:
    if "\\u{" not in text:
        assert back(visible(text)) == text


@given(ANY)
def test_visible_leaves_no_control_character_and_can_be_encoded(text: str) -> None:
    shown = visible(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs")]
    shown.encode("utf-8")
    assert visible(shown) == shown


@given(ANY)
def test_prose_keeps_every_word(text: str) -> None:
    assert prose(text).split() == [visible(word) for word in text.split()]


@given(SPECIAL | ANY)
def test_stretches_are_the_text(text: str) -> None:
    parts = stretches(text)
    assert "".join(part for part, _ in parts) == text
    assert [rtl for _, rtl in parts] == [rtl for index, (_, rtl) in enumerate(parts) if index == 0 or rtl is not parts[index - 1][1]]


@given(SPECIAL | ANY)
def test_isolates_come_in_pairs_and_change_nothing_else(text: str) -> None:
    shown = isolated(visible(text))
    assert shown.count("\u2068") == shown.count("\u2069")
    assert re.sub("[\u2068\u2069]", "", shown) == visible(text)


@given(SPECIAL | ANY)
def test_a_cell_of_csv_begins_no_formula_and_comes_back(text: str) -> None:
    cell = harmless(text)
    assert not cell.lstrip().startswith(STARTS_FORMULA)
    assert cell.removeprefix("'") == visible(text).removeprefix("'")
    written = io.StringIO()
    csv.writer(written).writerow([cell, "next"])
    assert next(csv.reader(io.StringIO(written.getvalue(), newline=""))) == [cell, "next"]


@given(SPECIAL)
def test_markdown_is_escaped_and_comes_back(text: str) -> None:
    shown = escaped(visible(text))
    assert re.sub(r"\\([\\`*{}\[\]<>|~$^_&+=#.)-])", r"\1", shown) == visible(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>|`*\[\]]", shown)


@given(SPECIAL)
def test_code_in_markdown_cannot_be_left(text: str) -> None:
    shown = visible(text)
    if not shown.strip() or "|" in shown:
        return
    fenced = _code(shown)
    fence = re.match("`+", fenced)
    assert fence is not None
    inner = fenced[len(fence[0]) : -len(fence[0])]
    assert fence[0] not in re.findall("`+", inner)
    assert inner.strip() == shown.strip()


@given(SPECIAL | ANY)
def test_pieces_of_a_pdf_line_are_the_text(text: str) -> None:
    shown = visible(text)
    assert "".join(_pieces(Span(shown, Style.CODE), frozenset())) == isolated(shown)


@given(SPECIAL.map(lambda text: re.sub(r"\s", " ", text)))
def test_backticks_mark_code_and_lose_no_letter(text: str) -> None:
    spans = told(text)
    assert "".join(span.text for span in spans).replace("`", "").replace(" ", "") == visible(re.sub(r"\s", "", text.replace("`", "")))
