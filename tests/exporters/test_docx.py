"""The Word memo: what a word processor is told, beyond the text."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from checker.domain.dossier import Dossier
from checker.exporters.docx_memo import DocxExporter


@pytest.fixture(scope="module")
def data(dossier: Dossier) -> bytes:
    return DocxExporter().render(dossier)


@pytest.fixture(scope="module")
def document(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_headings_are_headings(document: Any) -> None:
    chapters = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert chapters == [
        "1 Question", "2 Short answer", "3 Facts", "4 Verdicts", "5 Reasoning", "6 Assumptions", "7 Open questions", "8 Duties",
        "9 Evidence", "10 Signature",
    ]  # fmt: skip
    assert any(line.style.name == "Heading 2" for line in document.paragraphs)


def test_header_rows_come_again_and_no_row_is_split(document: Any) -> None:
    ruled = [table for table in document.tables if table.style.name == "Ruled"]
    assert len(ruled) > 10
    for table in ruled:
        first, *rest = table._tbl.findall(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in (first, *rest))


def test_no_table_is_wider_than_the_text(document: Any) -> None:
    section = document.sections[0]
    wide = (section.page_width - section.left_margin - section.right_margin) // 635
    for table in document.tables:
        assert sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) <= wide


def test_the_contents_are_a_field_with_its_entries_filled_in(document: Any) -> None:
    entries = [line for line in document.paragraphs if line.style.name.startswith("TOC")]
    assert "".join(node.text for node in entries[0]._p.iter(qn("w:instrText"))).strip() == 'TOC \\o "1-2" \\h \\z \\u'
    anchors = [link.get(qn("w:anchor")) for line in entries for link in line._p.iter(qn("w:hyperlink"))]
    marks = {mark.get(qn("w:name")): mark.getparent() for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    for line, anchor in zip(entries, anchors, strict=True):
        assert "".join(node.text for node in line._p.iter(qn("w:t"))) == "".join(node.text for node in marks[anchor].iter(qn("w:t")))
    ends = [mark.get(qn("w:fldCharType")) for line in entries for mark in line._p.iter(qn("w:fldChar"))]
    assert ends == ["begin", "separate", "end"]


def test_pages_are_numbered_and_headed(document: Any) -> None:
    section = document.sections[0]
    fields = "".join(node.text for node in section.footer._element.iter(qn("w:instrText")))
    assert fields.split() == ["PAGE", "NUMPAGES"]
    assert "Northwind Health" in section.header.paragraphs[0].text


def test_duties_are_boxes_to_tick(data: bytes) -> None:
    with ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
    assert document.count("w14:checkbox>") == 2 * document.count("☐")
    assert "☐" in document


def test_every_style_it_uses_is_defined(document: Any) -> None:
    defined = {style.style_id for style in document.styles}
    used = {node.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for node in document.element.body.iter(qn(tag))}
    assert used <= defined


def test_dates_are_the_day_of_the_question_and_not_of_the_clock(data: bytes, dossier: Dossier) -> None:
    about = docx.Document(io.BytesIO(data)).core_properties
    assert {moment.replace(tzinfo=UTC) for moment in (about.created, about.modified) if moment} == {datetime(2026, 11, 22, tzinfo=UTC)}
    assert about.author == f"licheck {dossier.report.library_version}"
    with ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time[:3] for member in archive.infolist()} == {(2026, 11, 22)}


def test_a_time_before_zip_archives_is_told_in_the_properties(dossier: Dossier) -> None:
    data = DocxExporter().render(replace(dossier, made=datetime(1970, 1, 1, tzinfo=UTC)))
    created = docx.Document(io.BytesIO(data)).core_properties.created
    assert created is not None
    assert created.replace(tzinfo=UTC) == datetime(1970, 1, 1, tzinfo=UTC)
    with ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
