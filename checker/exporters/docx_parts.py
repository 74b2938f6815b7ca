"""Pieces of WordprocessingML: elements, runs and tables, written as the format has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import nsmap, qn
from lxml import etree

from checker.exporters.blocks import BREAK, Span, Style, Text
from checker.exporters.characters import LEFT_TO_RIGHT, stretches

COLOURS = {"deny": "9B1C1C", "review": "8A5200", "conditional": "0F5C8C", "allow": "1F6B33"}
WIDTH = 9520
"""Of the text on A4 between the margins, in twentieths of a point."""
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_CHARACTER_STYLE = {Style.CODE: "Code", Style.LINK: "Hyperlink"}

Element = Any
"""An lxml element; lxml ships no types."""


def element(tag: str, parent: Element = None, **attributes: str | int) -> Element:
    """`w:tag` with attributes of the same namespace, at the end of `parent`."""
    made = etree.Element(qn(f"w:{tag}"), nsmap={"w": nsmap["w"]}) if parent is None else etree.SubElement(parent, qn(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def paragraph(parent: Element, style: str, *, keep: bool = False) -> Element:
    """An empty paragraph in a style; `keep` keeps it with what follows."""
    made = element("p", parent)
    properties = element("pPr", made)
    element("pStyle", properties, val=style)
    if keep:
        element("keepNext", properties)
    return made


def write(parent: Element, text: Text, links: dict[str, str]) -> None:
    """The runs of a text; `links` knows the relation id of each address."""
    for span in text:
        if span.style is Style.LINK and span.text in links:
            link = etree.SubElement(parent, qn("w:hyperlink"))
            link.set(qn("r:id"), links[span.text])
            _runs(link, span)
        else:
            _runs(parent, span)


def _runs(parent: Element, span: Span) -> None:
    if span.text == BREAK:
        element("br", element("r", parent))
        return
    after_rtl = False
    for part, rtl in stretches(span.text):
        run = element("r", parent)
        properties = element("rPr", run)
        _look(properties, span, rtl=rtl)
        text = element("t", run)
        text.text = f"{LEFT_TO_RIGHT}{part}" if after_rtl else part
        after_rtl = rtl
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _look(properties: Element, span: Span, *, rtl: bool) -> None:
    """The format wants these in this order."""
    if span.style in _CHARACTER_STYLE:
        element("rStyle", properties, val=_CHARACTER_STYLE[span.style])
    if span.style in (Style.STRONG, Style.VERDICT):
        element("b", properties)
        element("bCs", properties)
    if span.style is Style.QUOTE:
        element("i", properties)
        element("iCs", properties)
    if span.style is Style.VERDICT:
        element("color", properties, val=COLOURS[span.text])
    if rtl:
        element("rtl", properties)


def field(parent: Element, instruction: str, shown: str) -> None:
    """A field such as PAGE, with what it shows until it is updated."""
    for kind, inner in (("begin", ""), ("", instruction), ("separate", ""), ("", shown), ("end", "")):
        run = element("r", parent)
        if kind:
            element("fldChar", run, fldCharType=kind)
        elif inner is instruction:
            element("instrText", run).text = instruction
        else:
            element("t", run).text = shown


def box(parent: Element, *, done: bool) -> None:
    """A box that a reader can tick."""
    outer = element("sdt", parent)
    properties = element("sdtPr", outer)
    check = etree.SubElement(properties, f"{{{_W14}}}checkbox", nsmap={"w14": _W14})
    etree.SubElement(check, f"{{{_W14}}}checked").set(f"{{{_W14}}}val", "1" if done else "0")
    for state, code in (("checkedState", "2612"), ("uncheckedState", "2610")):
        made = etree.SubElement(check, f"{{{_W14}}}{state}")
        made.set(f"{{{_W14}}}val", code)
        made.set(f"{{{_W14}}}font", "MS Gothic")
    run = element("r", element("sdtContent", outer))
    element("rFonts", element("rPr", run), ascii="MS Gothic", hAnsi="MS Gothic", eastAsia="MS Gothic", cs="MS Gothic")
    element("t", run).text = "☒" if done else "☐"


def table(parent: Element, shares: Sequence[int], style: str) -> Element:
    """An empty table as wide as the text, its columns by their shares."""
    made = element("tbl", parent)
    properties = element("tblPr", made)
    element("tblStyle", properties, val=style)
    element("tblW", properties, w=WIDTH, type="dxa")
    element("tblLayout", properties, type="fixed")
    element("tblLook", properties, val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1)
    grid = element("tblGrid", made)
    for width in widths(shares):
        element("gridCol", grid, w=width)
    return made


def widths(shares: Sequence[int]) -> list[int]:
    """The width of each column; together that of the text."""
    return [WIDTH * share // sum(shares) for share in shares]


def row(parent: Element, *, header: bool = False, height: int = 0, whole: bool = True) -> Element:
    """A row that stays whole where it can; a header comes again on each page."""
    made = element("tr", parent)
    properties = element("trPr", made)
    if whole:
        element("cantSplit", properties)
    if height:
        element("trHeight", properties, val=height, hRule="atLeast")
    if header:
        element("tblHeader", properties)
    return made


def cell(parent: Element, width: int) -> Element:
    """An empty cell, in which a paragraph still has to be put."""
    made = element("tc", parent)
    element("tcW", element("tcPr", made), w=width, type="dxa")
    return made
