"""Files that stand in a ConfigMap of Kubernetes: each is read as the file that it becomes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from checker.domain.sighting import FileReading, NotUnderstood, Sighting
from checker.errors import InputError
from checker.readers.interface import Reader, Source
from checker.readers.notes import Notes
from checker.readers.structured import STRUCTURED, Where, documents, is_json, is_yaml, mappings, part_at, text_at
from checker.textio.document import Document, Mark

_Found = TypeVar("_Found", Sighting, NotUnderstood)


class ConfigMapReader(Reader):
    """What the files of a ConfigMap name: a LiteLLM configuration, a script, a Modelfile."""

    name = "config-map"
    reads = "files in ConfigMaps of Kubernetes, each as its own kind"
    endings = STRUCTURED

    def __init__(self, readers: Callable[[], Mapping[str, Reader]]) -> None:
        self._readers = readers

    def recognizes(self, source: Source) -> bool:
        return (is_yaml(source) or is_json(source)) and b"ConfigMap" in source.head

    def read(self, source: Source) -> FileReading:
        found: list[FileReading] = []
        notes = Notes(source.path, self.name)
        try:
            outer = documents(source)
        except InputError:
            if b"{{" not in source.data:
                raise
            return FileReading()  # a template, of which the reader of manifests tells
        for document in outer:
            for where, here in mappings(document):
                files = here.get("data")
                if text_at(here, "kind") == "ConfigMap" and isinstance(files, dict):
                    for name in files:
                        text = text_at(files, name)
                        if text:
                            found += self._file(_Place(source, document, (*where, "data", name)), str(name), text, notes)
        told = notes.reading()
        return FileReading(
            tuple(sighting for reading in found for sighting in reading.sightings),
            (*told.not_understood, *(unclear for reading in found for unclear in reading.not_understood)),
        )

    def _file(self, place: _Place, name: str, text: str, notes: Notes) -> Iterator[FileReading]:
        """What the readers of its kind see in one file, with places in the file that it stands in."""
        data = text.encode("utf-8", errors="replace")
        inner = Source(name, len(data), lambda: io.BytesIO(data))
        for reader in self._readers().values():
            if reader is self or (reader.endings is not None and inner.ending not in reader.endings):
                continue
            try:
                reading = reader.read(inner) if reader.recognizes(inner) else FileReading()
            except InputError as error:
                notes.unclear(place.start, f"`{name}` in it is broken: {error.problems[0].message}", "mend the file in the ConfigMap")
                continue
            yield FileReading(
                tuple(place.moved(sighting) for sighting in reading.sightings),
                tuple(place.moved(unclear) for unclear in reading.not_understood),
            )


class _Place:
    """Where a file stands within another: a block of text keeps its lines, moved down and to the right."""

    def __init__(self, source: Source, document: Document, where: Where) -> None:
        self._path = source.path
        self.start: Mark = document.mark(where)
        self._lines = source.data.decode("utf-8", errors="replace").splitlines()
        self._text = str(_at(document, where)).splitlines()

    def moved(self, found: _Found) -> _Found:
        line = self.start[0] + found.line
        inner = self._text[found.line - 1] if 0 < found.line <= len(self._text) else ""
        outer = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        if not inner or not outer.endswith(inner):
            return replace(found, path=self._path, line=self.start[0], column=self.start[1])
        return replace(found, path=self._path, line=line, column=found.column + len(outer) - len(inner))


def _at(document: Document, where: Where) -> object:
    here: object = document.data
    for step in where:
        here = here[step] if isinstance(here, list) and isinstance(step, int) else part_at(here, str(step))
    return here
