"""The memo as PDF/A: archivable, tagged for screen readers, with its fonts inside.

Typst sets it. The fonts that come with it cover Latin, Greek, Cyrillic, Hebrew, Arabic and more; a character that no font at hand has a
glyph for is written by its number (`\\u{4e2d}`), never left out: PDF/A forbids glyphs that are not there, and that rule finds them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import typst

from checker.domain.dossier import Dossier
from checker.errors import UsageError
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
    Text,
    is_long,
)  # fmt: skip
from checker.exporters.characters import isolated
from checker.exporters.dossier_interface import DossierExporter
from checker.exporters.memo import memo

_STANDARD: Final = "a-2a"
_FONTS = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern")
_SURE = re.compile("[\\s\x20-\x7e\xa0-\u017f\u0384-\u03ce\u0401-\u045f‐-—‘-„…→]")
"""Characters that the fonts have beyond doubt, so that nothing is to be looked up for them."""
_BREAKS = re.compile(r"(?:[^#@:_/-]{0,24}[/-]+)*[^#@:_/-]{0,24}[#@:_]*")
"""Pieces of an id, path or hash between which a line may end, besides after a hyphen or slash; what has neither is cut."""
_PROBE = b'#set text(font: json(bytes(sys.inputs.fonts)))\n#set document(title: "probe")\n#for it in json(bytes(sys.inputs.text)) [#it ]'


class PdfExporter(DossierExporter):
    """The memo to sign, on A4."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        for folder in folders:
            if not folder.is_dir():
                raise UsageError(f"no such folder of fonts: `{folder}`")
        self._fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders])
        own = set(typst.Fonts(include_system_fonts=False).families())
        self._families = (*_FONTS, *sorted(set(self._fonts.families()) - own))

    def render(self, dossier: Dossier) -> bytes:
        document = memo(dossier)
        missing = self._missing(_characters(document))
        try:
            return self._set(document, dossier, missing)
        except typst.TypstError:
            # Some characters have a glyph only in certain company: then all that is not beyond doubt is written by number.
            return self._set(document, dossier, frozenset(c for c in _characters(document) if not _SURE.match(c)))

    def _set(self, document: Memo, dossier: Dossier, missing: frozenset[str]) -> bytes:
        made = dossier.made
        data = {
            "title": document.title,
            "subject": _drawable(document.subject, missing),
            "footer": document.footer,
            "fonts": self._families,
            "made": {unit: getattr(made, unit) for unit in ("year", "month", "day", "hour", "minute", "second")},
            "blocks": list(_blocks(document.blocks, missing)),
        }
        source = files("checker.exporters").joinpath("memo.typ").read_bytes()
        inputs = {"memo": json.dumps(data, ensure_ascii=False)}
        return typst.compile(source, font_paths=self._fonts, sys_inputs=inputs, pdf_standards=_STANDARD, timestamp=made)

    def _missing(self, characters: frozenset[str]) -> frozenset[str]:
        """The characters that no font at hand has a glyph for."""
        return frozenset(self._without_glyph(sorted(c for c in characters if not _SURE.match(c))))

    def _without_glyph(self, characters: list[str]) -> Iterator[str]:
        if not characters or self._draws(characters):
            return
        if len(characters) == 1:
            yield characters[0]
            return
        half = len(characters) // 2
        yield from self._without_glyph(characters[:half])
        yield from self._without_glyph(characters[half:])

    def _draws(self, characters: list[str]) -> bool:
        inputs = {"fonts": json.dumps(self._families), "text": json.dumps(characters)}
        try:
            typst.compile(_PROBE, font_paths=self._fonts, sys_inputs=inputs, pdf_standards=_STANDARD)
        except typst.TypstError:
            return False
        return True


def _characters(document: Memo) -> frozenset[str]:
    found: set[str] = set(document.subject)
    for block in document.blocks:
        for text in _texts(block):
            found.update(text)
    return frozenset(found)


def _texts(part: Any) -> Iterator[str]:
    """Every string in a block, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, (tuple, list)):
        for inner in part:
            yield from _texts(inner)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from _texts(getattr(part, name))


def _drawable(text: str, missing: frozenset[str]) -> str:
    shown = "".join(f"\\u{{{ord(c):x}}}" if c in missing else c for c in text) if missing and not missing.isdisjoint(text) else text
    return isolated(shown)


Data = dict[str, Any]


def _spans(text: Text, missing: frozenset[str]) -> list[list[Any]]:
    return [[span.style.value, _pieces(span, missing)] for span in text]


def _pieces(span: Span, missing: frozenset[str]) -> list[str]:
    text = _drawable(span.text, missing)
    if text == "\n":
        return [text]
    return [piece for piece in _BREAKS.findall(text) if piece] if span.style in (Style.CODE, Style.LINK) else [text]


def _blocks(blocks: Sequence[Block], missing: frozenset[str]) -> Iterator[Data]:
    """All blocks; a paragraph stays with the table that it leads to."""
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        drawn = _DRAWN[type(block)](block, missing)
        if isinstance(block, Paragraph):
            drawn["sticky"] = isinstance(after, Grid)
        yield drawn


def _heading(block: Heading, missing: frozenset[str]) -> Data:
    return {"kind": "heading", "level": block.level, "number": block.number, "text": _drawable(block.text, missing)}


def _paragraph(block: Paragraph, missing: frozenset[str]) -> Data:
    return {"kind": "paragraph", "quiet": block.quiet, "text": _spans(block.text, missing)}


def _notice(block: Notice, missing: frozenset[str]) -> Data:
    return {"kind": "notice", "text": _spans(block.text, missing)}


def _bullets(block: Bullets, missing: frozenset[str]) -> Data:
    items = [{"text": _spans(text, missing), "details": [_spans(detail, missing) for detail in details]} for text, details in block.items]
    return {"kind": "bullets", "items": items}


def _checklist(block: Checklist, missing: frozenset[str]) -> Data:
    checks = [
        {
            "done": check.done,
            "text": _spans(check.text, missing),
            "details": [_spans(detail, missing) for detail in check.details],
            "long": is_long((check.text, *check.details)),
        }
        for check in block.checks
    ]
    return {"kind": "checklist", "checks": checks}


def _grid(block: Grid, missing: frozenset[str]) -> Data:
    rows = [{"cells": [_spans(cell, missing) for cell in row], "long": is_long(row)} for row in block.rows]
    return {
        "kind": "grid",
        "columns": [{"title": column.title, "share": column.share} for column in _drawn_columns(block, missing)],
        "rows": rows,
    }


def _drawn_columns(block: Grid, missing: frozenset[str]) -> list[Any]:
    return [type(column)(_drawable(column.title, missing), column.share) for column in block.columns]


def _pairs(block: Pairs, missing: frozenset[str]) -> Data:
    return {"kind": "pairs", "rows": [{"name": name, "text": _spans(text, missing)} for name, text in block.rows]}


def _contents(block: Contents, _missing: frozenset[str]) -> Data:
    return {"kind": "contents", "depth": block.depth}


def _signature(block: Signature, _missing: frozenset[str]) -> Data:
    return {"kind": "signature", "people": block.people}


_DRAWN: dict[type[Block], Callable[[Any, frozenset[str]], Data]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Notice: _notice,
    Bullets: _bullets,
    Checklist: _checklist,
    Grid: _grid,
    Pairs: _pairs,
    Contents: _contents,
    Signature: _signature,
}
