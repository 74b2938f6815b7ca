"""Safetensors files: the JSON header at their head, whose `__metadata__` may name the model. The weights are never read.

Layout: https://huggingface.co/docs/safetensors
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

from checker.domain.model import Base, Relation
from checker.domain.sighting import FileReading
from checker.errors import InputError, Problem
from checker.readers.interface import Reader, Source
from checker.readers.names import hub_model, why_not_a_name
from checker.readers.notes import WHOLE_FILE, Notes

_LARGEST_HEADER = 100_000_000
"""What the format itself allows."""
_NAMES = ("modelspec.title", "model_name", "name", "ss_output_name")
_BASES = ("base_model", "base_model_name_or_path", "modelspec.base_model", "ss_sd_model_name", "ss_base_model")
_LICENSES = ("license", "modelspec.license")


class SafetensorsReader(Reader):
    """What the header of a safetensors file says of its model."""

    name = "safetensors"
    reads = "headers of safetensors files"
    endings = frozenset([".safetensors"])

    def recognizes(self, source: Source) -> bool:
        return source.ending in self.endings

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        metadata = _metadata(source)
        base = next((metadata[key] for key in _BASES if metadata.get(key)), "")
        name = next((metadata[key] for key in _NAMES if metadata.get(key)), "")
        named = hub_model(base).model if base else ""
        bases = [Base(named, Relation.FINETUNE)] if named and not why_not_a_name(base) and "/" in named else []
        if not name and not bases:
            notes.unclear(WHOLE_FILE, "the header does not say which model the weights are")
            return notes.reading()
        license = next((metadata[key] for key in _LICENSES if metadata.get(key)), "")
        notes.describes(name or source.name.stem, WHOLE_FILE, license=license, bases=bases)
        return notes.reading()


def _metadata(source: Source) -> Mapping[str, str]:
    with source.open() as stream:
        start = stream.read(8)
        if len(start) < 8:
            raise _broken(source, "breaks off before its header")
        (length,) = struct.unpack("<Q", start)
        if length > min(_LARGEST_HEADER, max(0, source.size - 8)):
            raise _broken(source, f"claims a header of {length:,} bytes")
        data = stream.read(length)
    try:
        header: Any = json.loads(data)
    except (ValueError, RecursionError):
        raise _broken(source, "has a header that is no JSON") from None
    found = header.get("__metadata__") if isinstance(header, dict) else None
    if not isinstance(header, dict):
        raise _broken(source, "has a header that is no JSON object")
    return {key: value for key, value in (found or {}).items() if isinstance(value, str)} if isinstance(found, dict) else {}


def _broken(source: Source, message: str) -> InputError:
    return InputError([Problem(source.path, 0, 0, message, "fetch the file again, or exclude it")])
