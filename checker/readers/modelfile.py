"""Modelfiles of Ollama: FROM, ADAPTER and LICENSE."""

from __future__ import annotations

from checker.domain.sighting import FileReading
from checker.readers.interface import Reader, Source
from checker.readers.lines import Line, logical_lines
from checker.readers.names import WEIGHTS, Named, hub_model
from checker.readers.notes import Notes

_QUOTES = '"""'


class ModelfileReader(Reader):
    """The model that a Modelfile starts from, and its adapters."""

    name = "ollama-modelfile"
    reads = "Modelfile (Ollama)"

    def recognizes(self, source: Source) -> bool:
        name = source.file_name.lower()
        return name == "modelfile" or name.startswith("modelfile.") or name.endswith(".modelfile")

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        inside = False
        license = _license(source)
        for line in logical_lines(source, continued=False):
            opened = line.text.count(_QUOTES) % 2 == 1
            if inside:
                inside = not opened
                continue
            inside = opened
            word, _, rest = line.text.strip().partition(" ")
            if word.upper() in ("FROM", "ADAPTER"):
                _named(word.upper(), rest.strip().strip('"'), line, notes, license)
        return notes.reading()


def _license(source: Source) -> str:
    """The license that is named in one line; a whole text says for itself which it is, and is not read here."""
    for line in logical_lines(source, continued=False):
        word, _, rest = line.text.strip().partition(" ")
        stated = rest.strip().strip('"').strip()
        if word.upper() == "LICENSE" and stated and len(stated) <= 60:
            return stated if line.text.count(_QUOTES) != 1 else ""
    return ""


def _named(instruction: str, written: str, line: Line, notes: Notes, license: str) -> None:
    mark = line.mark_of(written)
    note = "" if instruction == "FROM" else "an adapter"
    named = hub_model(written)
    notes.uses(
        Named(named.model, named.revision, WEIGHTS, "", note), mark, written=written, license=license if instruction == "FROM" else ""
    )
