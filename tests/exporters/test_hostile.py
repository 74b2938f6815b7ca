"""Names with markup, formulas, control characters, emoji and right-to-left scripts, in every format: shown, not acted upon, not lost."""

from __future__ import annotations

import csv
import io
import json
import re
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree
from pypdf import PdfReader

from checker.domain.dossier import Dossier
from checker.exporters.characters import STARTS_FORMULA, visible
from checker.exporters.dossier_formats import FORMATS, exporter_of
from tests.exporters.conftest import HOSTILE
from tests.exporters.reading_back import squeezed, text_of_docx, text_of_markdown, text_of_pdf

NAMES = [visible(name) for name in HOSTILE]


def rendered(dossier: Dossier, form: str) -> bytes:
    return exporter_of(FORMATS[form]).render(dossier)


def test_json_holds_the_names_as_they_are(hostile: Dossier) -> None:
    report = json.loads(rendered(hostile, "json"))
    assert {result["model"] for result in report["results"]} == set(HOSTILE)


class TestCsv:
    def test_no_cell_begins_a_formula(self, hostile: Dossier) -> None:
        rows = list(csv.reader(io.StringIO(rendered(hostile, "csv").decode("utf-8-sig"), newline="")))
        cells = [cell for row in rows for cell in row if cell]
        assert not [cell for cell in cells if cell.lstrip().startswith(STARTS_FORMULA)]

    def test_an_apostrophe_is_all_that_is_added(self, hostile: Dossier) -> None:
        rows = list(csv.DictReader(io.StringIO(rendered(hostile, "csv").decode("utf-8-sig"), newline="")))
        models = {row["model"] for row in rows if row["row"] == "verdict"}
        assert models == {f"'{name}" if name.startswith(STARTS_FORMULA) else name for name in NAMES}

    def test_no_control_character_is_left(self, hostile: Dossier) -> None:
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202e]", rendered(hostile, "csv").decode())


class TestXlsx:
    def test_every_name_is_text_and_whole(self, hostile: Dossier) -> None:
        book = openpyxl.load_workbook(io.BytesIO(rendered(hostile, "xlsx")))
        assert [row[0].value for row in book["Matrix"].iter_rows(min_row=2)] == NAMES
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", cell.value

    def test_what_looks_like_a_formula_stays_text_when_it_is_edited(self, hostile: Dossier) -> None:
        book = openpyxl.load_workbook(io.BytesIO(rendered(hostile, "xlsx")))
        quoted = {cell.value: cell.quotePrefix for (cell,) in book["Matrix"].iter_rows(min_row=2, max_col=1)}
        assert {name for name, prefix in quoted.items() if prefix} == {name for name in NAMES if name.startswith(STARTS_FORMULA)}

    def test_what_a_cell_cannot_hold_goes_on_below(self, hostile: Dossier) -> None:
        from checker.exporters.xlsx_workbook import MOST, _split

        rows = list(_split(("a", "x" * (MOST + 5), None, 3)))
        assert [len(str(row[1])) for row in rows] == [MOST, 5]
        assert rows[1] == (None, "xxxxx", None, None)


class TestMarkdown:
    def test_every_name_is_there(self, hostile: Dossier) -> None:
        marks = "[`*\\\\]"
        text = re.sub(marks, "", squeezed(text_of_markdown(rendered(hostile, "md"))))
        for name in NAMES:
            assert re.sub(marks, "", squeezed(name)) in text, name

    def test_no_markup_of_a_name_stands_outside_code(self, hostile: Dossier) -> None:
        text = re.sub(r"(`+).+?\1", "", rendered(hostile, "md").decode())
        assert not re.search(r"(?<!\\)<script", text)
        assert not re.search(r"(?<!\\)\]\(javascript", text)
        assert not re.search(r"(?m)^#set", text)

    def test_every_row_has_the_cells_of_its_table(self, hostile: Dossier) -> None:
        width = 0
        for line in rendered(hostile, "md").decode().splitlines():
            if not line.startswith("|"):
                width = 0
                continue
            bars = len(re.findall(r"(?<!\\)\|", line))
            width = width or bars
            assert bars == width, line


class TestDocx:
    def test_every_name_is_there(self, hostile: Dossier) -> None:
        text = squeezed(text_of_docx(rendered(hostile, "docx")))
        for name in NAMES:
            assert squeezed(name) in text, name

    def test_every_part_is_well_formed(self, hostile: Dossier) -> None:
        with ZipFile(io.BytesIO(rendered(hostile, "docx"))) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(archive.read(name))

    def test_right_to_left_words_are_runs_of_their_own(self, hostile: Dossier) -> None:
        with ZipFile(io.BytesIO(rendered(hostile, "docx"))) as archive:
            document = archive.read("word/document.xml").decode()
        runs = re.findall(r"<w:r>(?:(?!</w:r>).)*?<w:rtl/>(?:(?!</w:r>).)*?</w:r>", document)
        assert any("مرحبا بالعالم" in run for run in runs)
        assert not any("7b" in run for run in runs)


class TestPdf:
    def test_every_name_is_there_or_told_by_number(self, hostile: Dossier) -> None:
        text = squeezed(text_of_pdf(rendered(hostile, "pdf")))
        for name in NAMES:
            if name in ("مرحبا بالعالم", "שלום/עולם-7b"):
                continue  # a reader of the file gets these in the order of the page; see the test below
            if name == visible("👩‍⚕️🚑"):
                assert r"\u{1f469}" in text
                assert r"\u{1f691}" in text
                continue
            either = [rf"(?:{re.escape(c)}|\\u\{{{ord(c):x}\}})" for c in squeezed(name) if c not in "\u200d\ufe0f"]
            assert re.search("[\u200d\ufe0f]*".join(either), text), name

    def test_right_to_left_letters_are_drawn(self, hostile: Dossier) -> None:
        text = text_of_pdf(rendered(hostile, "pdf"))
        assert set("שלוםעה") - set(text) <= {"ה"}
        assert {"م", "ر", "ح", "ب"} <= set(text)

    def test_nothing_acts(self, hostile: Dossier) -> None:
        data = rendered(hostile, "pdf")
        reader = PdfReader(io.BytesIO(data))
        addresses = {
            str(note.get_object()["/A"].get("/URI"))
            for page in reader.pages
            for note in page.get("/Annots") or ()
            if "/A" in note.get_object()
        }
        assert all(address.startswith(("https://", "http://", "None")) for address in addresses)
        assert b"/JavaScript" not in data


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_bytes_again(hostile: Dossier, form: str) -> None:
    assert rendered(hostile, form) == rendered(hostile, form)
