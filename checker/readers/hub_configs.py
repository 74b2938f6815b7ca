"""The configuration files that lie beside weights: `config.json` of transformers and diffusers, `adapter_config.json` of PEFT."""

from __future__ import annotations

from checker.domain.sighting import FileReading
from checker.readers.interface import Reader, Source
from checker.readers.names import hub_model, is_local
from checker.readers.notes import Notes
from checker.readers.structured import STRUCTURED, documents, text_at

_MARKS = (b'"model_type"', b'"architectures"', b'"_name_or_path"', b'"_class_name"', b'"transformers_version"', b'"_diffusers_version"')
"""Keys that tell the configuration of a model from any other `config.json`."""


class AdapterConfigReader(Reader):
    """The model that an adapter was trained for."""

    name = "adapter-config"
    reads = "adapter_config.json (PEFT)"
    endings = STRUCTURED

    def recognizes(self, source: Source) -> bool:
        return source.file_name == "adapter_config.json"

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        (document,) = documents(source)
        written = text_at(document.data, "base_model_name_or_path")
        where = ("base_model_name_or_path",)
        if not written:
            notes.unclear((0, 0), "the adapter does not say which model it is for", "state `base_model_name_or_path`")
        else:
            named = hub_model(written)
            revision = named.revision or text_at(document.data, "revision")
            told = type(named)(named.model, revision, "weights", "", "an adapter here was trained for it")
            notes.uses(told, document.mark(where), written=written)
        return notes.reading()


class ModelConfigReader(Reader):
    """The name under which a model was loaded when its configuration was saved."""

    name = "model-config"
    reads = "config.json and model_index.json (transformers, diffusers)"
    endings = STRUCTURED

    def recognizes(self, source: Source) -> bool:
        if source.file_name not in ("config.json", "model_index.json"):
            return False
        return any(mark in source.head for mark in _MARKS)

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        (document,) = documents(source)
        written = text_at(document.data, "_name_or_path")
        if written and not is_local(written):
            named = hub_model(written)
            note = "the configuration was saved from it"
            notes.uses(type(named)(named.model, named.revision, "weights", "", note), document.mark(("_name_or_path",)), written=written)
        elif isinstance(document.data, dict) and any(key in document.data for key in ("model_type", "architectures", "_class_name")):
            told = (text_at(document.data, *steps) for steps in (("model_type",), ("architectures", 0), ("_class_name",)))
            kind = next((word for word in told if word), "of an unknown kind")
            notes.unclear((0, 0), f"the configuration of a model ({kind}) does not say which model it is")
        return notes.reading()
