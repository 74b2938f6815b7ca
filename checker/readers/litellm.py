"""Configuration of the LiteLLM proxy: `model_list`, and the fallbacks that name models."""

from __future__ import annotations

from dataclasses import replace

from checker.domain.sighting import FileReading
from checker.readers.interface import Reader, Source
from checker.readers.names import DEPLOYMENT, is_template, service_model
from checker.readers.notes import Notes
from checker.readers.structured import STRUCTURED, documents, is_yaml, part_at, text_at


class LitellmReader(Reader):
    """The models that a LiteLLM proxy routes to."""

    name = "litellm"
    reads = "LiteLLM proxy configuration (`model_list`)"
    endings = STRUCTURED

    def recognizes(self, source: Source) -> bool:
        return is_yaml(source) and (b"model_list:" in source.head or b"litellm_params" in source.head)

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        for document in documents(source):
            listed = part_at(document.data, "model_list")
            for index, entry in enumerate(listed if isinstance(listed, list) else ()):
                written = text_at(entry, "litellm_params", "model")
                where = ("model_list", index, "litellm_params", "model")
                mark = document.mark(where)
                if not written:
                    notes.unclear(mark, "a route without `litellm_params.model`", "state the model of the route")
                elif written.startswith("os.environ/") or is_template(written):
                    notes.unclear(mark, f"the model name is filled in elsewhere: `{written}`")
                elif written.endswith("*"):
                    notes.unclear(mark, f"the route `{written}` lets through every model of a service", "list the models one by one")
                elif written.startswith("azure/"):
                    base = text_at(entry, "model_info", "base_model")
                    if base:
                        named = replace(
                            service_model(written), model=service_model(base).model, note="what the deployment serves, as `base_model` says"
                        )
                        notes.uses(named, document.mark(("model_list", index, "model_info", "base_model")), written=base)
                    else:
                        notes.unclear(mark, f"`{written}` is {DEPLOYMENT}", "state `model_info.base_model`")
                else:
                    notes.uses(service_model(written), mark, written=written)
        return notes.reading()
