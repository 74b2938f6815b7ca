"""The workbook: sheets, filters, types."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from checker.domain.dossier import Dossier
from checker.exporters.xlsx_workbook import XlsxExporter


@pytest.fixture(scope="module")
def book(dossier: Dossier) -> Any:
    return openpyxl.load_workbook(io.BytesIO(XlsxExporter().render(dossier)))


def column(sheet: Any, name: str) -> list[Any]:
    """The cells below a header."""
    (head,) = [cell for cell in sheet[1] if cell.value == name]
    return [row[head.column - 1] for row in sheet.iter_rows(min_row=2)]


def test_the_sheets(book: Any) -> None:
    assert book.sheetnames == [
        "Matrix", "Verdicts", "Reasons", "Duties", "Questions", "Facts", "Assumptions", "Evidence", "Texts", "About",
    ]  # fmt: skip


def test_every_sheet_filters_all_its_rows_and_keeps_its_header(book: Any) -> None:
    for sheet in book:
        assert sheet.auto_filter.ref == sheet.dimensions or sheet.max_row == 1, sheet.title
        assert sheet.freeze_panes.endswith("2")
        assert sheet.print_title_rows == "$1:$1"


def test_the_matrix_has_a_row_for_each_model_and_a_column_for_each_use(book: Any) -> None:
    rows = {row[0]: row for row in book["Matrix"].iter_rows(values_only=True)}
    assert rows["model"][3:] == ("triage", "gnomes")
    assert rows["small/base"][3:] == ("conditional", "deny")
    assert rows["small/free"][3:] == ("allow", None)


def test_each_verdict_has_its_colour(book: Any) -> None:
    colours = {cell.value: cell.fill.fgColor.rgb for cell in column(book["Verdicts"], "verdict")}
    assert len(colours) == len(set(colours.values())) == 4


def test_dates_are_dates_and_numbers_numbers(book: Any) -> None:
    released = {cell.value for cell in column(book["Verdicts"], "released") if cell.value is not None}
    assert released == {datetime(2026, 1, 15), datetime(2026, 2, 1)}
    counted = column(book["Verdicts"], "open questions")
    assert {type(cell.value) for cell in counted} == {int}
    least = [cell.value for cell in column(book["Facts"], "at least") if cell.value is not None]
    assert least == [900_000, 38_000_000]


def test_a_clause_that_was_weighed_and_did_not_decide_is_told_too(book: Any) -> None:
    found = {(row[5], row[6], row[4]) for row in book["Reasons"].iter_rows(min_row=2, values_only=True) if row[1] == "small/base"}
    assert ("small-1.0", "grant", "yes") in found
    assert ("small-policy", "gnomes", "yes") in found
    assert ("small-1.0", "grant", "no") in found, "of the use that the policy forbids"
