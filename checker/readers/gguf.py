"""GGUF files (llama.cpp): the metadata at their head, which may name the model, its license and its bases. The weights are never read.

Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

from checker.domain.model import Base, Relation
from checker.domain.sighting import FileReading
from checker.errors import InputError, Problem
from checker.readers.interface import Reader, Source
from checker.readers.names import hub_model
from checker.readers.notes import WHOLE_FILE, Notes

_MAGIC = b"GGUF"
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
"""Bytes of each kind of number; 8 is a text and 9 a list."""
_FORMATS = {4: "<I", 5: "<i", 10: "<Q", 11: "<q"}
_TEXT, _LIST = 8, 9
_MOST_ENTRIES = 10_000
_MOST_ITEMS = 2_000_000
_LONGEST = 1_000_000
_MOST_BYTES = 256_000_000
"""Metadata larger than any real file has; what claims more is not read."""


class GgufReader(Reader):
    """What the header of a GGUF file says of its model."""

    name = "gguf"
    reads = "headers of GGUF files (llama.cpp, Ollama)"

    def recognizes(self, source: Source) -> bool:
        return source.ending == ".gguf" or (not source.is_of_another_kind and source.head.startswith(_MAGIC))

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        with source.open() as stream:
            found = _Header(stream, source).texts()
        own = found.get("general.source.huggingface.repository") or found.get("general.repo_url") or found.get("general.source.url") or ""
        name = hub_model(own).model if own else found.get("general.name", "")
        bases = [Base(model, Relation.QUANTIZED if len(_bases(found)) == 1 else Relation.MERGE) for model in _bases(found)]
        if not name and not bases:
            notes.unclear(WHOLE_FILE, "the header does not say which model the weights are")
            return notes.reading()
        notes.describes(
            name or source.name.stem,
            WHOLE_FILE,
            license=found.get("general.license", ""),
            license_name=found.get("general.license.name", ""),
            license_link=found.get("general.license.link", ""),
            bases=bases,
        )
        return notes.reading()


def _bases(found: dict[str, str]) -> list[str]:
    """The base models that the header names by their address; a bare name leads to no model."""
    addresses = [value for key, value in sorted(found.items()) if key.startswith("general.base_model.") and key.endswith(".repo_url")]
    return list(dict.fromkeys(hub_model(address).model for address in addresses))


class _Header:
    """Reads the key-value pairs one after the other, keeping only texts of the `general` part."""

    def __init__(self, stream: BinaryIO, source: Source) -> None:
        self._stream = stream
        self._source = source
        self._read = 0

    def texts(self) -> dict[str, str]:
        if self._take(4) != _MAGIC:
            raise self._broken("is no GGUF file, whatever its name says")
        version = self._number("<I")
        if version not in (2, 3):
            raise self._broken(f"is a GGUF file of version {version}, which licheck does not know")
        self._number("<Q")  # tensors
        entries = self._number("<Q")
        if entries > _MOST_ENTRIES:
            raise self._broken(f"claims {entries:,} entries of metadata")
        found: dict[str, str] = {}
        for _ in range(entries):
            key = self._text()
            value = self._value(self._number("<I"))
            if key.startswith("general.") and isinstance(value, str):
                found[key] = value
        return found

    def _value(self, kind: int, depth: int = 0) -> Any:
        if kind == _TEXT:
            return self._text()
        if kind in _SIZES:
            data = self._take(_SIZES[kind])
            return struct.unpack(_FORMATS[kind], data)[0] if kind in _FORMATS else None
        if kind != _LIST or depth > 4:
            raise self._broken(f"holds a value of the unknown kind {kind}")
        inner, count = self._number("<I"), self._number("<Q")
        if count > _MOST_ITEMS:
            raise self._broken(f"claims a list of {count:,} items")
        if inner in _SIZES:
            self._skip(_SIZES[inner] * count)
        else:
            for _ in range(count):
                self._value(inner, depth + 1)
        return None

    def _text(self) -> str:
        length = self._number("<Q")
        if length > _LONGEST:
            raise self._broken(f"claims a text of {length:,} bytes")
        return self._take(length).decode("utf-8", errors="replace")

    def _number(self, form: str) -> int:
        (number,) = struct.unpack(form, self._take(struct.calcsize(form)))
        return int(number)

    def _skip(self, count: int) -> None:
        while count > 0:
            step = min(count, 1 << 20)
            self._take(step)
            count -= step

    def _take(self, count: int) -> bytes:
        self._read += count
        if self._read > _MOST_BYTES:
            raise self._broken("has a header larger than any model's")
        data = self._stream.read(count)
        if len(data) < count:
            raise self._broken("breaks off within its header")
        return data

    def _broken(self, message: str) -> InputError:
        return InputError([Problem(self._source.path, 0, 0, message, "fetch the file again, or exclude it")])
