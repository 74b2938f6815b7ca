"""Model cards of the Hugging Face Hub: the YAML between two `---` lines at the head of a README."""

from __future__ import annotations

import re
from typing import Any

from checker.domain.model import Base, Relation
from checker.domain.sighting import FileReading
from checker.errors import InputError
from checker.readers.interface import Reader, Source
from checker.readers.names import hub_model, why_not_a_name
from checker.readers.notes import Notes
from checker.readers.structured import text_at, texts
from checker.textio.document import Document, parse

_FENCE = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_END = re.compile(rb"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_TELLING = ("base_model", "base_models", "license_name", "library_name", "pipeline_tag", "model-index", "base_model_relation")
_OF_OTHERS = ("sdk", "dataset_info", "task_categories", "size_categories")
"""Keys of the cards of Spaces and data sets, whose license is that of no model."""
_MOST = 1_000_000
RELATIONS = {
    "finetune": Relation.FINETUNE,
    "adapter": Relation.ADAPTER,
    "quantized": Relation.QUANTIZED,
    "merge": Relation.MERGE,
    "distilled": Relation.DISTILLED,
}


class ModelCardReader(Reader):
    """The license, the base models and the relation that a card declares."""

    name = "model-card"
    reads = "front matter of model cards (README.md)"
    endings = frozenset([".md", ".markdown"])

    def recognizes(self, source: Source) -> bool:
        return source.ending in self.endings and _FENCE.match(source.head) is not None

    def read(self, source: Source) -> FileReading:
        with source.open() as stream:
            data = stream.read(_MOST)
        opening = _FENCE.match(data)
        closing = _END.search(data, opening.end()) if opening is not None else None
        if opening is None:
            return FileReading()
        if closing is None:
            return self._unclosed(data, source)
        block = data[opening.end() : closing.start()]
        if b"\\" not in block and not any(key.encode() in block for key in (*_TELLING, "license")):
            return FileReading()  # another page's front matter; most have some
        # The first line stays, as one of its own, so that places are those of the file.
        try:
            document = parse(b"\n" + block, source.path)
        except InputError:
            if source.file_name.lower() == "readme.md" or any(f"\n{key}:".encode() in b"\n" + block for key in _TELLING):
                raise
            return FileReading()  # another page's front matter is not ours to mend
        return _read(document, source)

    def _unclosed(self, data: bytes, source: Source) -> FileReading:
        """Front matter that never ends, if what follows looks like that of a card; most often the line is a rule."""
        notes = Notes(source.path, self.name)
        keys = (*_TELLING, "license") if source.file_name.lower() == "readme.md" else _TELLING
        if any(f"\n{key}:".encode() in data for key in keys):
            notes.unclear((1, 1), "front matter that is never closed", "close it with a line of three hyphens")
        return notes.reading()


def _read(document: Document, source: Source) -> FileReading:
    data = document.data
    is_card = isinstance(data, dict) and (
        any(key in data for key in _TELLING)
        or ("license" in data and not any(key in data for key in _OF_OTHERS) and source.file_name.lower() == "readme.md")
    )
    if not is_card:
        return FileReading()
    notes = Notes(source.path, ModelCardReader.name)
    for key in ("license", "license_name", "license_link"):
        if key in data and data[key] is not None and not texts(data[key]):
            raise InputError([document.problem((key,), f"`{key}` is no text", "write the name of a license")])
    bases = _bases(document, data, notes)
    declared = texts(data.get("license"))
    where = next(((key,) for key in ("license", "license_name", "base_model", "base_models") if key in data), ())
    notes.describes(
        _own_name(data, source),
        document.mark(where, of_key=True) if where else (1, 1),
        license=" AND ".join(declared),
        license_name=text_at(data, "license_name"),
        license_link=text_at(data, "license_link"),
        bases=bases,
    )
    return notes.reading()


def _own_name(data: dict[str, Any], source: Source) -> str:
    """What the card calls its model; the folder it lies in where it does not say."""
    stated = text_at(data, "model_name") or text_at(data, "model-index", 0, "name")
    parent = source.name.parent.name
    return stated or (parent if parent not in ("", ".", "..") else source.path)


def _bases(document: Document, data: dict[str, Any], notes: Notes) -> list[Base]:
    stated = text_at(data, "base_model_relation").strip().casefold()
    if stated and stated not in RELATIONS:
        hint = f"the Hub knows {', '.join(RELATIONS)}"
        raise InputError([document.problem(("base_model_relation",), f"unknown relation `{stated}`", hint)])
    found: list[Base] = []
    for key in ("base_model", "base_models"):
        for index, written in enumerate(texts(data.get(key))):
            mark = document.mark((key, index)) if isinstance(data[key], list) else document.mark((key,))
            named = hub_model(written)
            reason = why_not_a_name(written) or why_not_a_name(named.model)
            if reason:
                notes.unclear(mark, f"base model: {reason}", "name the base model by its id on the Hub")
            else:
                found.append(Base(named.model, RELATIONS.get(stated) or _relation(data, several=len(texts(data[key])) > 1)))
    return found


def _relation(data: dict[str, Any], *, several: bool) -> Relation:
    """What the Hub itself infers where the card names no relation: several bases are merged, and a library or tag of adapters makes one."""
    tags = {tag.casefold() for tag in texts(data.get("tags"))}
    if text_at(data, "library_name").casefold() in ("peft", "adapter-transformers") or tags & {"lora", "peft", "adapter"}:
        return Relation.ADAPTER
    if several or tags & {"merge", "mergekit"}:
        return Relation.MERGE
    if tags & {"gguf", "gptq", "awq", "exl2", "quantized"}:
        return Relation.QUANTIZED
    return Relation.FINETUNE
