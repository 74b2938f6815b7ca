"""The memo in Markdown (CommonMark with tables), for repositories and wikis."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

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
    Text,
)  # fmt: skip
from checker.exporters.characters import isolated
from checker.exporters.dossier_interface import DossierExporter
from checker.exporters.memo import memo

_SPECIAL = re.compile(r"[\\`*{}\[\]<>|~$^]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|^(?:[-+=#]|\d+[.)])")
"""Marks that Markdown, a table or HTML in it would act upon where they stand; at its start also those that begin a list."""

_NOT_IN_ADDRESS = re.compile(r"[<>\s]")


class MarkdownExporter(DossierExporter):
    """The memo as text."""

    def render(self, dossier: Dossier) -> bytes:
        return (_document(memo(dossier)) + "\n").encode("utf-8")


def _document(found: Memo) -> str:
    headings = [block for block in found.blocks if isinstance(block, Heading)]
    parts = [f"# {escaped(found.title)}"]
    for block in found.blocks:
        if isinstance(block, Contents):
            parts.append(_contents(headings, block.depth))
        else:
            parts.append("\n".join(_DRAWN[type(block)](block)))
    parts.append(f"*{escaped(found.footer)}*")
    return "\n\n".join(part for part in parts if part)


def escaped(text: str) -> str:
    """`text` with every mark that Markdown would act upon made a letter."""
    return _SPECIAL.sub(lambda match: f"{match.group()[:-1]}\\{match.group()[-1]}", text)


def _spans(text: Text) -> str:
    return "".join(map(_span, text))


def _span(span: Span) -> str:
    if not span.text.strip():
        return " "
    if span.style is Style.CODE:
        return _code(span.text)
    if span.style is Style.LINK:
        return f"<{_NOT_IN_ADDRESS.sub(lambda match: f'%{ord(match.group()):02X}', span.text)}>"
    text = isolated(escaped(span.text))
    if span.style in (Style.STRONG, Style.VERDICT):
        return f"**{text}**"
    return f"*{text}*" if span.style is Style.QUOTE else text


def _code(text: str) -> str:
    """Letter by letter, fenced by more backticks than it holds. In a table, a bar would end the cell even here."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padded = f" {text} " if longest or text[:1] == " " or text[-1:] == " " else text
    return f"{fence}{padded}{fence}" if "|" not in text else escaped(text)


def _contents(headings: list[Heading], depth: int) -> str:
    return "\n".join(f"{'  ' * (heading.level - 1)}- {escaped(heading.shown)}" for heading in headings if heading.level <= depth)


def _heading(block: Heading) -> Iterator[str]:
    yield f"{'#' * (block.level + 1)} {isolated(escaped(block.shown))}"


def _paragraph(block: Paragraph) -> Iterator[str]:
    yield _spans(block.text)


def _notice(block: Notice) -> Iterator[str]:
    yield f"> {_spans(block.text)}"


def _bullets(block: Bullets) -> Iterator[str]:
    for text, details in block.items:
        yield f"- {_spans(text)}"
        for detail in details:
            yield f"  - {_spans(detail)}"


def _checklist(block: Checklist) -> Iterator[str]:
    for check in block.checks:
        yield f"- [{'x' if check.done else ' '}] {_spans(check.text)}"
        for detail in check.details:
            yield f"  - {_spans(detail)}"


def _grid(block: Grid) -> Iterator[str]:
    yield f"| {' | '.join(escaped(column.title) for column in block.columns)} |"
    yield f"|{' --- |' * len(block.columns)}"
    for row in block.rows:
        yield f"| {' | '.join(map(_spans, row))} |"


def _pairs(block: Pairs) -> Iterator[str]:
    yield "| | |"
    yield "| --- | --- |"
    for name, text in block.rows:
        yield f"| **{escaped(name)}** | {_spans(text)} |"


def _signature(block: Signature) -> Iterator[str]:
    yield f"| | {' | '.join(block.people)} |"
    yield f"|{' --- |' * (len(block.people) + 1)}"
    for line in ("Name", "Function", "Place and date", "Signature"):
        yield f"| {line} |{'  |' * len(block.people)}"


_DRAWN: dict[type[Block], Callable[[Any], Iterator[str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Notice: _notice,
    Bullets: _bullets,
    Checklist: _checklist,
    Grid: _grid,
    Pairs: _pairs,
    Signature: _signature,
}
