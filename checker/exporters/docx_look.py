"""How a Word memo looks: page, header, footer and every style it uses."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from checker.exporters.blocks import Memo, Span
from checker.exporters.docx_parts import WIDTH, Element, element, field, write

_BODY, _MONO = "Calibri", "Consolas"
_GREY = RGBColor(0x55, 0x55, 0x55)


def arrange(document: Any, memo: Memo) -> None:
    """Sets the page up and defines the styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.1)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    _text_styles(document.styles)
    _table_styles(document.styles.element)
    _edge(section.header.paragraphs[0], memo.subject, memo.title)
    _edge(section.footer.paragraphs[0], memo.footer, "")
    made = section.footer.paragraphs[0]._p  # noqa: SLF001 - python-docx has no other way to its element
    field(made, " PAGE ", "1")
    write(made, (Span(" of "),), {})
    field(made, " NUMPAGES ", "1")


def _text_styles(styles: Any) -> None:
    _style(styles, "Normal", size=10.5, after=6)
    _style(styles, "Title", size=20, after=8, bold=True)
    for level, (size, before) in enumerate(((15, 18), (12, 14), (10.5, 10)), 1):
        made = _style(styles, f"Heading {level}", size=size, before=before, after=4, bold=level < 3)
        made.font.italic = level == 3
        made.paragraph_format.keep_with_next = True
    _style(styles, "List Bullet", size=10.5, after=2)
    _style(styles, "Detail", size=9.5, after=2, indent=1.0).font.color.rgb = _GREY
    _style(styles, "Check", size=10.5, before=4, after=2)
    _style(styles, "SmallPrint", size=8.5, after=6).font.color.rgb = _GREY
    _style(styles, "TableText", size=9, after=0)
    _style(styles, "AfterTable", size=5, after=2)
    _style(styles, "ContentsTitle", size=13, before=10, after=4, bold=True)
    _style(styles, "TOC 1", size=10, after=1)
    _style(styles, "TOC 2", size=9.5, after=0, indent=0.6)
    _framed(_style(styles, "Notice", size=9.5, before=4, after=8))
    code = styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    code.font.name, code.font.size = _MONO, Pt(8)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor(0x0B, 0x4F, 0x8A), True
    for name in ("Header", "Footer"):
        _style(styles, name, size=8, after=0).font.color.rgb = _GREY


def _style(styles: Any, name: str, *, size: float, after: float, before: float = 0, indent: float = 0, bold: bool = False) -> Any:
    known = name in [style.name for style in styles]
    made = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not known:
        made.base_style = styles["Normal"]
    made.font.name, made.font.size, made.font.bold = _BODY, Pt(size), bold
    made.font.color.rgb = RGBColor(0, 0, 0)
    fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would win over the one named here
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), _BODY)
    layout = made.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.08
    layout.widow_control = True
    if indent:
        layout.left_indent = Cm(indent)
    return made


def _framed(style: Any) -> None:
    """A frame around each paragraph of the style, and no rule from the template below the title."""
    properties = style.element.get_or_add_pPr()
    borders = element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        element(side, borders, val="single", sz=4, space=6, color="666666")
    shade = element("shd", val="clear", color="auto", fill="F4F4F4")
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(borders)
    spacing.addprevious(shade)


def _table_styles(styles: Element) -> None:
    for name, ruled in (("Ruled", True), ("Bare", False)):
        made = element("style", styles, type="table", customStyle=1, styleId=name)
        element("name", made, val=name)
        element("basedOn", made, val="TableNormal")
        properties = element("tblPr", made)
        if ruled:
            borders = element("tblBorders", properties)
            for side, size in (("top", 8), ("bottom", 8), ("insideH", 4)):
                element(side, borders, val="single", sz=size, space=0, color="8A8A8A")
        margins = element("tblCellMar", properties)
        for side, width in (("top", 40), ("left", 60), ("bottom", 40), ("right", 60)):
            element(side, margins, w=width, type="dxa")


def _edge(line: Any, left: str, right: str) -> None:
    """What stands at the top or bottom of each page: something at the left, something at the right."""
    made = line._p  # noqa: SLF001 - as above
    properties = made.get_or_add_pPr()
    tabs = element("tabs", properties)
    for position in (4320, 8640, 4680, 9360):  # those of the template
        element("tab", tabs, val="clear", pos=position)
    element("tab", tabs, val="right", pos=WIDTH)
    write(made, (Span(left),), {})
    element("tab", element("r", made))
    if right:
        write(made, (Span(right),), {})
