"""Values of Helm charts that run model servers, as vLLM's production stack and the charts of other servers take them."""

from __future__ import annotations

from dataclasses import replace

from checker.domain.sighting import FileReading
from checker.readers.commands import Mention, arguments_only, is_server_image, mentions, of_environment
from checker.readers.interface import Reader, Source
from checker.readers.names import WEIGHTS, hub_model
from checker.readers.notes import Notes
from checker.readers.structured import YAML_ENDINGS, Where, documents, is_yaml, mappings, text_at, texts
from checker.textio.document import Document


class ChartValuesReader(Reader):
    """The models that the values of a chart name: by key, in arguments or in variables."""

    name = "helm-values"
    reads = "values of Helm charts that run model servers"
    endings = frozenset(YAML_ENDINGS)

    def recognizes(self, source: Source) -> bool:
        if not (is_yaml(source) and "values" in source.file_name.lower()):
            return False
        return b"modelURL" in source.head or is_server_image(source.head.decode("utf-8", errors="replace"))

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        for document in documents(source):
            image = next((text for _, here in mappings(document) for text in here.values() if _is_image(text)), "")
            for where, here in mappings(document):
                _values(document, where, here, image, notes)
        if notes.reading() == FileReading():
            notes.unclear((0, 0), "the values of a chart that runs a model server, and no model that can be seen")
        return notes.reading()


def _is_image(value: object) -> bool:
    return isinstance(value, str) and is_server_image(value)


def _values(document: Document, where: Where, here: dict[str, object], image: str, notes: Notes) -> None:
    url = text_at(here, "modelURL")
    if url:
        notes.uses(replace(hub_model(url), obtained=WEIGHTS), document.mark((*where, "modelURL")), written=url)
    for key in ("command", "args", "extraArgs"):
        words = texts(here.get(key))
        found: list[Mention] = [*mentions(words), *arguments_only(words, image)]
        for mention in {mention.written: mention for mention in found}.values():
            notes.uses(mention.named, document.mark((*where, key)), written=mention.written)
    variable = of_environment(text_at(here, "name"), text_at(here, "value"))
    if variable is not None:
        notes.uses(variable.named, document.mark((*where, "value")), written=variable.written)
