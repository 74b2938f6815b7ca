"""Recipes that make models from others: mergekit, axolotl, LLaMA-Factory, torchtune; and what MLflow keeps of a model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from checker.domain.sighting import FileReading
from checker.readers.interface import Reader, Source
from checker.readers.names import WEIGHTS, hub_model, service_model
from checker.readers.notes import Notes
from checker.readers.structured import STRUCTURED, Where, documents, is_yaml, mappings, text_at
from checker.textio.document import Document


class MergekitReader(Reader):
    """The models that mergekit merges."""

    name = "mergekit"
    reads = "mergekit recipes"
    endings = STRUCTURED

    def recognizes(self, source: Source) -> bool:
        head = b"\n" + source.head
        return is_yaml(source) and (
            b"\nmerge_method:" in head
            or (b"\nslices:" in head and b"sources:" in head)
            or (b"\nexperts:" in head and b"source_model:" in head)
            or (b"\ngenome:" in head and b"merge_method:" in head)
        )

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        for document in documents(source):
            for where, here in mappings(document):
                for index, value in enumerate(here["models"] if isinstance(here.get("models"), list) else ()):
                    if isinstance(value, str):
                        _merged(document, (*where, "models", index), value, notes)
                tokenizer = text_at(here, "tokenizer", "source")
                if "/" in tokenizer:  # else a word of mergekit's own: `base`, `union`
                    _merged(document, (*where, "tokenizer", "source"), tokenizer, notes)
                for key in ("model", "base_model", "source_model", "tokenizer_source_model"):
                    value = here.get(key)
                    if isinstance(value, str):
                        _merged(document, (*where, key), value, notes)
                    elif isinstance(value, dict) and text_at(value, "path"):
                        _merged(document, (*where, key, "path"), text_at(value, "path"), notes)
        return notes.reading()


def _merged(document: Document, where: Where, written: str, notes: Notes) -> None:
    """A model, or a model with an adapter as mergekit writes it: `model+adapter`."""
    for part in written.split("+"):
        notes.uses(replace(hub_model(part), obtained=WEIGHTS, note="merged"), document.mark(where), written=part)


class TrainingReader(Reader):
    """The model that a training run starts from."""

    name = "training-recipe"
    reads = "training recipes (axolotl, LLaMA-Factory, TRL, torchtune)"
    endings = STRUCTURED
    _keys = (
        "base_model",
        "model_name_or_path",
        "adapter_name_or_path",
        "lora_model_dir",
        "ref_model",
        "teacher_model",
        "reward_model",
        "draft_model",
    )

    def recognizes(self, source: Source) -> bool:
        head = b"\n" + source.head
        if not is_yaml(source) or b"\nmerge_method:" in head or (b"\nexperts:" in head and b"source_model:" in head):
            return False
        return _TORCHTUNE.encode() in head or any(f"\n{key}:".encode() in head for key in self._keys)

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        for document in documents(source):
            data: Any = document.data
            revision = text_at(data, "revision_of_model") or text_at(data, "base_model_revision") or text_at(data, "model_revision")
            for key in self._keys:
                written = text_at(data, key)
                if written:
                    named = hub_model(written)
                    pinned = revision if key in ("base_model", "model_name_or_path") else ""
                    told = replace(named, obtained=WEIGHTS, revision=named.revision or pinned, note="trained from it")
                    if written.count("/") > 1 and told.model == written:
                        notes.unclear(document.mark((key,)), f"`{written[:80]}` is a path, which does not say which model lies there")
                    else:
                        notes.uses(told, document.mark((key,)), written=written)
            shape = text_at(data, "model", "_component_")
            if shape.startswith(_TORCHTUNE):
                reason = f"`{shape[:80]}` is the shape of a model, and its weights lie in a folder"
                notes.unclear(document.mark(("model", "_component_")), reason)
        return notes.reading()


_TORCHTUNE = "torchtune.models."
"""What makes the shape of a model in recipes of torchtune, which take the weights from a folder."""


class MlmodelReader(Reader):
    """The model behind an MLflow model."""

    name = "mlflow"
    reads = "MLmodel (MLflow)"

    def recognizes(self, source: Source) -> bool:
        return source.file_name == "MLmodel"

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        for document in documents(source):
            found = False
            for where, here in mappings(document):
                for key in ("source_model_name", "peft_base_model", "base_model", "repo_id", "hf_model_id"):
                    written = text_at(here, key)
                    if written:
                        revision = text_at(here, "source_model_revision")
                        named = hub_model(written)
                        told = replace(named, revision=named.revision or revision, obtained=WEIGHTS)
                        notes.uses(told, document.mark((*where, key)), written=written)
                        found = True
                if where[:2] == ("flavors", "openai") and text_at(here, "model"):
                    written = text_at(here, "model")
                    notes.uses(service_model(f"openai/{written}"), document.mark((*where, "model")), written=written)
                    found = True
            if not found and _LANGUAGE & _flavors(document):
                notes.unclear((0, 0), "the flavor of a language model, which does not say which model it is")
        return notes.reading()


_LANGUAGE = frozenset(["transformers", "openai", "langchain", "sentence_transformers", "llama_index"])
"""Flavors of MLflow that wrap a language or embedding model."""


def _flavors(document: Document) -> frozenset[str]:
    data: Any = document.data
    flavors = data.get("flavors") if isinstance(data, dict) else None
    return frozenset(flavors) if isinstance(flavors, dict) else frozenset()
