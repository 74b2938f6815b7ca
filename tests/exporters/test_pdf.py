"""The PDF memo: standard, fonts, characters, rows."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from checker.domain.dossier import Dossier
from checker.exporters.blocks import Column, Grid, Span, Style, plain
from checker.exporters.pdf_memo import PdfExporter, _grid, _pieces


@pytest.fixture(scope="module")
def reader(dossier: Dossier) -> PdfReader:
    return PdfReader(io.BytesIO(PdfExporter().render(dossier)))


def test_it_is_tagged_and_archivable(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    about = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"


def test_every_font_is_inside(reader: PdfReader) -> None:
    fonts = {font["/BaseFont"]: font for page in reader.pages for font in map(_object, page["/Resources"].get("/Font", {}).values())}
    assert fonts
    for font in fonts.values():
        (inner,) = font["/DescendantFonts"]
        described = inner.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described.get_object())


def _object(found: Any) -> Any:
    return found.get_object()


def test_its_chapters_can_be_jumped_to(reader: PdfReader) -> None:
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert [title.split()[0] for title in titles if title != "Contents"] == [str(number) for number in range(1, 11)]


def test_pages_are_numbered(reader: PdfReader) -> None:
    for number, page in enumerate(reader.pages, 1):
        assert f"{number} of {len(reader.pages)}" in page.extract_text()


def test_it_is_dated_by_the_question(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert str(reader.metadata.creation_date).startswith("2026-11-22 00:00:00")


def test_letters_that_no_font_has_are_told_by_number(dossier: Dossier) -> None:
    exporter = PdfExporter()
    assert exporter._missing(frozenset("aÄя中文🚑ש")) == frozenset("中文🚑")


def test_a_font_of_ones_own_adds_its_letters(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert PdfExporter([tmp_path_factory.mktemp("no-fonts")])._missing(frozenset("中")) == frozenset("中")


def test_a_row_taller_than_a_page_may_be_split(dossier: Dossier) -> None:
    short, long = (plain("word"),), (plain("word " * 4000),)
    rows = _grid(Grid((Column("a", 1),), (short, long)), frozenset())["rows"]
    assert [row["long"] for row in rows] == [False, True]


def test_a_hash_may_be_broken_and_nothing_is_added() -> None:
    for text in ("a" * 64, "meta-llama/Llama-3.3-70B-Instruct", "x#y:z_w@v", "#", ""):
        pieces = _pieces(Span(text, Style.CODE), frozenset())
        assert "".join(pieces) == text
        assert all(len(piece) <= 25 or "-" in piece or "/" in piece for piece in pieces)


def test_an_organization_without_letters_that_can_be_drawn_is_still_named(dossier: Dossier) -> None:
    renamed = replace(dossier, report=replace(dossier.report, organization="中文 " * 40))
    text = PdfReader(io.BytesIO(PdfExporter().render(renamed))).pages[0].extract_text()
    assert "".join(text.split()).count("\\u{4e2d}") >= 40
