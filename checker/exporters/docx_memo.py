"""The memo as a Word document, with real headings, fields, header rows that come again and boxes to tick."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE

from checker.domain.dossier import Dossier
from checker.exporters.blocks import (
    Block,
    Bullets,
    Checklist,
    Contents,
    Grid,
    Heading,
    Memo,
    Notice,
    Pairs,
    Paragraph,
    Signature,
    Span,
    Style,
    is_long,
    strong,
)  # fmt: skip
from checker.exporters.docx_look import arrange
from checker.exporters.docx_parts import Element, box, cell, element, paragraph, row, table, widths, write
from checker.exporters.dossier_interface import DossierExporter
from checker.exporters.memo import memo
from checker.exporters.office_archive import sealed

_LINES = ("Name", "Function", "Place and date", "Signature")


class DocxExporter(DossierExporter):
    """The memo to work on and sign."""

    def render(self, dossier: Dossier) -> bytes:
        found = memo(dossier)
        document = docx.Document()
        arrange(document, found)
        _properties(document, found, dossier)
        links = {address: document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True) for address in _addresses(found)}
        _Drawing(document.element.body, found, links).draw()
        written = io.BytesIO()
        document.save(written)
        return sealed(written.getvalue(), dossier.made)


def _properties(document: Any, found: Memo, dossier: Dossier) -> None:
    about = document.core_properties
    about.title, about.subject = found.title, found.subject[:255]
    about.author = about.last_modified_by = f"licheck {dossier.report.library_version}"
    about.comments, about.keywords, about.language = found.footer, "license review", "en-GB"
    about.created = about.modified = dossier.made.replace(tzinfo=None)
    about.revision = 1


def _addresses(found: Memo) -> list[str]:
    """Every address that is linked, once."""
    return list(dict.fromkeys(span.text for block in found.blocks for span in _spans(block) if span.style is Style.LINK))


def _spans(part: Any) -> Iterator[Span]:
    if isinstance(part, Span):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from _spans(inner)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from _spans(getattr(part, name))


class _Drawing:
    """Puts the blocks of a memo into the body of a document."""

    def __init__(self, body: Element, found: Memo, links: dict[str, str]) -> None:
        self._memo = found
        self._links = links
        self._body = body
        self._last = body[-1]  # the properties of the section have to stay last
        self._marks = 0

    def draw(self) -> None:
        """All blocks in their order."""
        drawn: dict[type[Block], Callable[[Any], None]] = {
            Heading: self._heading,
            Notice: self._notice,
            Bullets: self._bullets,
            Checklist: self._checklist,
            Grid: self._grid,
            Pairs: self._pairs,
            Contents: self._contents,
            Signature: self._signature,
        }
        write(paragraph(self._body, "Title"), (Span(self._memo.title),), self._links)
        for block, after in zip(self._memo.blocks, (*self._memo.blocks[1:], None), strict=True):
            if isinstance(block, Paragraph):
                style = "SmallPrint" if block.quiet else "Normal"
                write(paragraph(self._body, style, keep=isinstance(after, Grid)), block.text, self._links)
            else:
                drawn[type(block)](block)
        self._body.append(self._last)

    def _heading(self, block: Heading) -> None:
        made = paragraph(self._body, f"Heading{block.level}")
        self._marks += 1
        element("bookmarkStart", made, id=self._marks, name=f"_Toc{self._marks:06}")
        write(made, (Span(block.shown),), self._links)
        element("bookmarkEnd", made, id=self._marks)

    def _notice(self, block: Notice) -> None:
        write(paragraph(self._body, "Notice"), block.text, self._links)

    def _bullets(self, block: Bullets) -> None:
        for text, details in block.items:
            write(paragraph(self._body, "ListBullet", keep=bool(details)), text, self._links)
            for index, detail in enumerate(details, 1):
                write(paragraph(self._body, "Detail", keep=index < len(details)), detail, self._links)

    def _checklist(self, block: Checklist) -> None:
        for check in block.checks:
            made = paragraph(self._body, "Check", keep=bool(check.details))
            box(made, done=check.done)
            write(made, (Span("\u2002"), *check.text), self._links)
            for index, detail in enumerate(check.details, 1):
                write(paragraph(self._body, "Detail", keep=index < len(check.details)), detail, self._links)

    def _grid(self, block: Grid) -> None:
        shares = [column.share for column in block.columns]
        made = table(self._body, shares, "Ruled")
        head = row(made, header=True)
        for column, width in zip(block.columns, widths(shares), strict=True):
            write(paragraph(cell(head, width), "TableText", keep=True), strong(column.title), self._links)
        for texts in block.rows:
            line = row(made, whole=not is_long(texts))
            for text, width in zip(texts, widths(shares), strict=True):
                write(paragraph(cell(line, width), "TableText"), text, self._links)
        paragraph(self._body, "AfterTable")

    def _pairs(self, block: Pairs) -> None:
        shares = (20, 80)
        made = table(self._body, shares, "Bare")
        for name, text in block.rows:
            line = row(made)
            for shown, width in zip((strong(name), text), widths(shares), strict=True):
                write(paragraph(cell(line, width), "TableText"), shown, self._links)
        paragraph(self._body, "AfterTable")

    def _contents(self, block: Contents) -> None:
        """The field with its entries, so that it is there before anybody updates it; page numbers come with the update."""
        write(paragraph(self._body, "ContentsTitle", keep=True), (Span("Contents"),), self._links)
        headings = [found for found in self._memo.blocks if isinstance(found, Heading)]
        shown = [(index, found) for index, found in enumerate(headings, 1) if found.level <= block.depth]
        for position, (index, found) in enumerate(shown):
            made = paragraph(self._body, f"TOC{found.level}")
            if position == 0:
                element("fldChar", element("r", made), fldCharType="begin", dirty="true")
                element("instrText", element("r", made)).text = f' TOC \\o "1-{block.depth}" \\h \\z \\u '
                element("fldChar", element("r", made), fldCharType="separate")
            link = element("hyperlink", made, anchor=f"_Toc{index:06}", history=1)
            write(link, (Span(found.shown),), self._links)
            if position == len(shown) - 1:
                element("fldChar", element("r", made), fldCharType="end")

    def _signature(self, block: Signature) -> None:
        shares = (20, *(40 for _ in block.people))
        made = table(self._body, shares, "Ruled")
        head = row(made, header=True)
        for title, width in zip(("", *block.people), widths(shares), strict=True):
            write(paragraph(cell(head, width), "TableText", keep=True), strong(title) if title else (), self._links)
        for label in _LINES:
            line = row(made, height=620)
            for text, width in zip((label, *("" for _ in block.people)), widths(shares), strict=True):
                write(paragraph(cell(line, width), "TableText", keep=label != _LINES[-1]), (Span(text),) if text else (), self._links)
