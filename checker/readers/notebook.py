"""Jupyter notebooks: the code of all cells as one module, since they share their names."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from typing import Any

from checker.domain.sighting import FileReading
from checker.errors import InputError, Problem
from checker.readers.interface import Reader, Source
from checker.readers.lines import Line
from checker.readers.notes import Notes
from checker.readers.python_source import note_python
from checker.readers.python_triggers import can_name_models
from checker.readers.shell import Variables, note_command
from checker.textio.document import Document, Mark, parse_json

_LARGEST = 50_000_000
"""Outputs of cells may be large; more than this no notebook has that anybody opens."""


class NotebookReader(Reader):
    """Models in the code cells of a notebook."""

    name = "notebook"
    reads = "Jupyter notebooks (code cells and shell lines in them)"
    endings = frozenset([".ipynb"])

    def recognizes(self, source: Source) -> bool:
        return source.ending in self.endings

    def read(self, source: Source) -> FileReading:
        if source.size > _LARGEST:
            raise InputError([Problem(source.path, 0, 0, f"has more than the {_LARGEST:,} bytes licheck reads", "clear its outputs")])
        notes = Notes(source.path, self.name)
        document = parse_json(source.data, source.path)
        code: list[str] = []
        lines: dict[int, Mark] = {}
        for cell, where in _cells(document):
            kept = list(_without_magics(cell, where, document, notes))
            if not _is_python("\n".join(text for text, _ in kept)):
                if can_name_models("\n".join(text for text, _ in kept).encode("utf-8", errors="replace")):
                    notes.unclear(document.mark(where), "a cell that is no Python that can be read")
                continue
            for text, mark in kept:
                code.append(text)
                lines[len(code)] = mark
        text = "\n".join(code)
        if can_name_models(text.encode("utf-8", errors="replace")):
            note_python(text, notes, lines)
        return notes.reading()


def _cells(document: Document) -> Iterator[tuple[list[str], tuple[str | int, ...]]]:
    """The lines of each code cell, with where its source stands."""
    data: Any = document.data
    cells = data.get("cells") if isinstance(data, dict) else None
    for index, cell in enumerate(cells if isinstance(cells, list) else ()):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            source = cell.get("source")
            if isinstance(source, list):
                yield [str(line).rstrip("\r\n") for line in source], ("cells", index, "source")
            elif isinstance(source, str):
                yield source.splitlines(), ("cells", index, "source")


def _without_magics(cell: list[str], where: tuple[str | int, ...], document: Document, notes: Notes) -> Iterator[tuple[str, Mark]]:
    """The lines of a cell as Python; shell lines are looked into, and magics left out."""
    for index, text in enumerate(cell):
        line, column = document.mark((*where, index))
        mark = (line, column) if _has_places(document) else (0, 0)
        bare = text.lstrip()
        if bare.startswith("!"):
            note_command(bare[1:], Line(bare[1:], ((mark[0], bare[1:]),)), Variables(), notes)
        if bare.startswith(("!", "%", "?")):
            yield text[: len(text) - len(bare)] + "pass", mark
        else:
            yield text, mark


def _has_places(document: Document) -> bool:
    return hasattr(document.data, "mark")


def _is_python(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
