"""One CSV file with every row of every table; the first column says which kind a row is of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checker.domain.dossier import Dossier
from checker.exporters.cells import Cell
from checker.exporters.characters import STARTS_FORMULA, visible
from checker.exporters.dossier_interface import DossierExporter
from checker.exporters.tables import Table, tables

_MARK = "\ufeff"
"""Tells spreadsheets that the file is UTF-8; without it they spoil every umlaut."""


class CsvExporter(DossierExporter):
    """The rows for spreadsheets and scripts."""

    def render(self, dossier: Dossier) -> bytes:
        found = tables(dossier)
        columns = tuple(dict.fromkeys(column for table in found for column in table.columns))
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(("row", *columns))
        for table in found:
            writer.writerows(_rows(table, columns))
        return (_MARK + text.getvalue()).encode("utf-8")


def _rows(table: Table, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    position = {column: index for index, column in enumerate(table.columns)}
    for row in table.rows:
        yield table.row, *(_written(row[position[column]]) if column in position else "" for column in columns)


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else harmless(str(cell))


def harmless(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    shown = visible(text)
    return f"'{shown}" if shown.lstrip().startswith(STARTS_FORMULA) else shown
