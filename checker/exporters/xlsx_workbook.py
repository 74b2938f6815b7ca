"""The workbook: a matrix of verdicts to filter, and a sheet for each kind of row, with typed cells."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from checker.domain.dossier import Dossier, Opinion
from checker.exporters.cells import Cell
from checker.exporters.characters import STARTS_FORMULA, visible
from checker.exporters.dossier_interface import DossierExporter
from checker.exporters.office_archive import sealed
from checker.exporters.tables import Table, tables

MOST = 32_767
"""Characters that a cell may hold; what is longer goes on in a second row."""
_LONGEST_SHOWN = 10
"""Characters that an unsafe one is shown as, at most."""
_A3, _A4, _MANY = 8, 9, 12
_LINE, _TALLEST = 15, 409
"""Points: of a line of text, and the most that a row may have."""
_FILLS = {"deny": "F6D5D5", "review": "FBE7C6", "conditional": "D3E6F3", "allow": "D8EEDC"}
_OF_DECISIONS = (
    "why", "settles", "on condition", "because", "still stands", "in view of", "bound to texts", "bound to facts", "applied to", "also",
)  # fmt: skip
_WIDE = {"says", "facts", "ask", "passage", "value", "assumption", "remedy", "note", "for counsel", "source", *_OF_DECISIONS}
_ID = {"model", "sha256", "url", "license", "clause", "fact", "stated at", "licenses"}
_HEAD, _TEXT, _DATE = "licheck head", "licheck text", "licheck date"


class XlsxExporter(DossierExporter):
    """The verdicts to sort and filter."""

    def render(self, dossier: Dossier) -> bytes:
        book = Workbook(write_only=True)
        for style in _styles():
            book.add_named_style(style)
        _sheet(book, matrix(dossier), first=1)
        for table in tables(dossier):
            _sheet(
                book,
                table,
                first=table.columns.index("verdict") + 1 if table.columns[:2] == ("use", "model") and "verdict" in table.columns else 1,
            )
        about = book.properties
        about.title, about.subject = "Use of AI models: license review", visible(dossier.report.organization)[:255]
        about.creator = about.lastModifiedBy = f"licheck {dossier.report.library_version}"
        about.created = about.modified = dossier.made.replace(tzinfo=None)
        written = io.BytesIO()
        book.save(written)
        return sealed(written.getvalue(), dossier.made)


def matrix(dossier: Dossier) -> Table:
    """A row for each model and a column for each use."""
    uses = list(dict.fromkeys(opinion.result.use for opinion in dossier.opinions))
    found: dict[str, dict[str, str]] = {}
    about: dict[str, tuple[Cell, ...]] = {}
    for opinion in dossier.opinions:
        found.setdefault(opinion.name, {})[opinion.result.use] = _shown(opinion)
        licenses = ", ".join(dict.fromkeys(license.id for license in opinion.result.licenses))
        publisher = opinion.model.publisher if opinion.model is not None else ""
        about.setdefault(opinion.name, (publisher or None, licenses or None))
    rows = tuple((name, *about[name], *(verdicts.get(use) for use in uses)) for name, verdicts in found.items())
    return Table("Matrix", "matrix", ("model", "publisher", "licenses", *uses), rows)


def _shown(opinion: Opinion) -> str:
    """The verdict, and where a decision was applied, what becomes of it."""
    decided = opinion.decided
    found = opinion.result.verdict.value
    return f"{found} → {decided.outcome.value}" if decided is not None and (decided.applied or decided.outcome.value != found) else found


def _styles() -> Iterator[NamedStyle]:
    yield NamedStyle(_HEAD, font=Font(bold=True, color="FFFFFF"), fill=PatternFill("solid", fgColor="333F50"), alignment=_top(wrap=True))
    yield NamedStyle(_TEXT, alignment=_top(wrap=True))
    yield NamedStyle(_DATE, alignment=_top(wrap=False), number_format="yyyy-mm-dd")
    for verdict, colour in _FILLS.items():
        yield NamedStyle(verdict, font=Font(bold=True), fill=PatternFill("solid", fgColor=colour), alignment=_top(wrap=False))


def _top(*, wrap: bool) -> Alignment:
    return Alignment(vertical="top", wrap_text=wrap)


def _sheet(book: Workbook, table: Table, *, first: int) -> None:
    """A sheet whose header stays and filters; `first` columns stay too."""
    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = f"{get_column_letter(first + 1)}2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.page_setup.paperSize = _A3 if len(table.columns) > _MANY else _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    rows = [part for row in table.rows for part in _split(row)]
    widths = [_width(column, [row[index] for row in rows]) for index, column in enumerate(table.columns)]
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(rows) + 1}"
    cells = _Cells(sheet)
    sheet.append([cells.of(index, visible(column), _HEAD) for index, column in enumerate(table.columns)])
    verdicts = frozenset(index for index, column in enumerate(table.columns) if column in ("verdict", "outcome") or table.name == "Matrix")
    for number, row in enumerate(rows, 2):
        sheet.row_dimensions[number].height = _height(row, widths)
        sheet.append([cells.typed(index, value, coloured=index in verdicts) for index, value in enumerate(row)])


class _Cells:
    """The cells of one row after the other: a sheet that is streamed lets them be used again, and to style a new one costs the most."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._sheet = sheet
        self._made: dict[tuple[int, str], SheetCell] = {}

    def typed(self, column: int, value: Cell, *, coloured: bool) -> SheetCell | None:
        """A cell of the type that the value has."""
        if value is None:
            return None
        if isinstance(value, str):
            underneath = value.partition(" → ")[0] if coloured else ""
            return self.of(column, visible(value), underneath if underneath in _FILLS else _TEXT)
        if isinstance(value, bool):
            return self.of(column, "yes" if value else "no", _TEXT)
        if isinstance(value, date):
            return self.of(column, value, _DATE)
        return self.of(column, int(value) if value == int(value) else value, _TEXT)

    def of(self, column: int, value: str | int | Decimal | date, style: str) -> SheetCell:
        """A cell in a style; text is text, whatever it begins with, and stays so when somebody edits it."""
        quoted = isinstance(value, str) and value.lstrip().startswith(STARTS_FORMULA)
        made = self._made.get((column, f"{style} quoted" if quoted else style))
        if made is None:
            made = self._made[column, f"{style} quoted" if quoted else style] = WriteOnlyCell(self._sheet)
            made.style = style
            made.quotePrefix = quoted
        made.value = value
        if isinstance(value, str):
            made.data_type = "s"
        return made


def _width(column: str, cells: Iterable[Cell]) -> float:
    longest = max((len(str(value)) for value in cells if value is not None), default=0)
    most = 60 if column in _WIDE else 44 if column in _ID else 24
    return max(len(column) + 4, min(longest + 2, most))


def _height(row: tuple[Cell, ...], widths: list[float]) -> float:
    """Points for the cell that needs the most lines; not every program works it out for itself."""
    lines = max(
        (-(-len(value) // max(1, int(width) - 2)) for value, width in zip(row, widths, strict=True) if isinstance(value, str)), default=1
    )
    return float(min(_LINE * lines, _TALLEST))


def _split(row: tuple[Cell, ...]) -> Iterator[tuple[Cell, ...]]:
    """The row, and further rows for what its cells have no room for."""
    if any(isinstance(value, str) and len(value) > MOST // _LONGEST_SHOWN for value in row):
        parts = [_parts(value) for value in row]
        for index in range(max(map(len, parts))):
            yield tuple(part[index] if index < len(part) else None for part in parts)
    else:
        yield row


def _parts(value: Cell) -> list[Cell]:
    if not isinstance(value, str):
        return [value]
    shown = visible(value)
    return [shown[at : at + MOST] for at in range(0, len(shown), MOST)] or [""]
