"""Compose files and Kubernetes manifests: models of containers that serve them, and the `models` of Compose itself."""

from __future__ import annotations

import re
from typing import Any

from checker.domain.sighting import FileReading
from checker.errors import InputError
from checker.readers.commands import Mention, arguments_only, is_server_image, mentions, of_environment, split
from checker.readers.environment import names_a_model, setting
from checker.readers.interface import Reader, Source
from checker.readers.names import WEIGHTS, Named, hub_model
from checker.readers.notes import Notes
from checker.readers.structured import STRUCTURED, Where, documents, is_json, is_yaml, mappings, part_at, text_at, texts
from checker.textio.document import Document

_SPEAKS = re.compile(r"--model\b|--model-id|--model-path|--hf-repo|vllm serve|ollama (?:run|pull)|hf://|ollama://|storageUri|model_list:")
"""What a template that serves models says, also where its image is filled in elsewhere."""


class ComposeReader(Reader):
    """Models of a Compose project."""

    name = "compose"
    reads = "Compose files (`models:`; vLLM, TGI, SGLang and others in services)"
    endings = STRUCTURED

    def recognizes(self, source: Source) -> bool:
        name = source.file_name.lower()
        named = name.startswith(("compose", "docker-compose")) and is_yaml(source)
        return named or (is_yaml(source) and b"\nservices:" in b"\n" + source.head and b"image:" in source.head)

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        for document in documents(source):
            models = part_at(document.data, "models")
            for key in models if isinstance(models, dict) else ():
                written = text_at(models, key, "model")
                if written:
                    notes.uses(_own(written), document.mark(("models", key, "model")), written=written)
            services = part_at(document.data, "services")
            for key, service in services.items() if isinstance(services, dict) else ():
                if isinstance(service, dict):
                    _container(document, ("services", key), service, notes, ("entrypoint", "command"))
                    provider = part_at(service, "provider")
                    written = text_at(provider, "options", "model") if text_at(provider, "type") == "model" else ""
                    if written:
                        notes.uses(_own(written), document.mark(("services", key, "provider", "options", "model")), written=written)
        return notes.reading()


def _own(written: str) -> Named:
    """A name of Docker's model runner: `ai/smollm2` with a tag, or one of the Hub."""
    named = hub_model(written)
    return Named(named.model, named.revision, WEIGHTS)


class KubernetesReader(Reader):
    """Models of containers and inference services in a cluster."""

    name = "kubernetes"
    reads = "Kubernetes manifests (vLLM, TGI, SGLang and others in containers; KServe)"
    endings = STRUCTURED

    def recognizes(self, source: Source) -> bool:
        return (is_yaml(source) or is_json(source)) and b"apiVersion" in source.head and b"kind" in source.head

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        try:
            found = documents(source)
        except InputError:
            if b"{{" not in source.data or not is_yaml(source):
                raise
            text = source.data.decode("utf-8", errors="replace")
            if is_server_image(text) or _SPEAKS.search(text):
                notes.unclear((0, 0), "a template: what it becomes is known only when it is rendered", "check the rendered manifest")
            return notes.reading()
        for document in found:
            if not (isinstance(document.data, dict) and text_at(document.data, "apiVersion") and text_at(document.data, "kind")):
                continue
            for where, here in mappings(document):
                if text_at(here, "image") or "containers" in where or "initContainers" in where:
                    _container(document, where, here, notes, ("command", "args"))
                for key in ("storageUri", "uri", "url"):
                    written = text_at(here, key)
                    if written.startswith(("hf://", "ollama://")):
                        named = hub_model(written) if written.startswith("hf://") else Named(written.removeprefix("ollama://"), "", WEIGHTS)
                        notes.uses(named, document.mark((*where, key)), written=named.model)
                    elif key == "storageUri" and written:
                        notes.unclear(document.mark((*where, key)), f"`{written[:80]}` does not say which model lies there")
                if where[-1:] == ("model",) and "args" in here:  # KServe's own servers take the model as an argument
                    _container(document, where, here, notes, ("command", "args"))
        return notes.reading()


def _container(document: Document, where: Where, container: dict[str, Any], notes: Notes, parts: tuple[str, str]) -> None:
    """Models in the command, the arguments and the environment of one container."""
    words: list[str] = []
    for part in parts:
        value = container.get(part)
        words += (split(value) or []) if isinstance(value, str) else [str(word) for word in texts(value)]
    image = text_at(container, "image")
    if len(words) == 2 and words[0].endswith("sh"):
        words = split(words[1]) or []
    if len(words) > 2 and words[0].rsplit("/", 1)[-1] in ("sh", "bash") and words[1] in ("-c", "-lc"):
        words = split(words[2].replace("\\\n", " ")) or []
    found = [*mentions(words), *arguments_only(words, image)]
    for mention in {mention.written: mention for mention in found}.values():
        notes.uses(mention.named, _place(document, where, container, parts, mention), written=mention.written)
    if is_server_image(image):
        if not found:
            _environment(document, where, container, notes)
    else:
        _settings(document, where, container, notes)


def _place(document: Document, where: Where, container: dict[str, Any], parts: tuple[str, str], mention: Mention) -> tuple[int, int]:
    for part in parts:
        value = container.get(part)
        if isinstance(value, list):
            for index, word in enumerate(value):
                if isinstance(word, str) and mention.written in word:
                    return document.mark((*where, part, index))
        elif isinstance(value, str) and mention.written in value:
            return document.mark((*where, part))
    return document.mark(where)


def _environment(document: Document, where: Where, container: dict[str, Any], notes: Notes) -> None:
    """Servers that are told their model by a variable; one that is told by nothing that can be seen is not passed over."""
    told = False
    for key in ("environment", "env"):
        value = container.get(key)
        for index, (name, text) in enumerate(_variables(value)):
            mention = of_environment(name, text)
            if mention is not None:
                place: Where = (*where, key, name) if isinstance(value, dict) else (*where, key, index)
                notes.uses(mention.named, document.mark(place), written=mention.written)
                told = True
    if not told:
        notes.unclear(document.mark((*where, "image")), "a model server whose model is named nowhere in this file")


def _settings(document: Document, where: Where, container: dict[str, Any], notes: Notes) -> None:
    """Variables of other programs that say by their name that they hold a model, as in a file of the environment."""
    for key in ("environment", "env"):
        value = container.get(key)
        for index, (name, text) in enumerate(_variables(value)):
            if not names_a_model(name):
                continue
            mark = document.mark((*where, key, name) if isinstance(value, dict) else (*where, key, index))
            if text:
                notes.uses(setting(text), mark, written=text)
            elif isinstance(value, list) and part_at(value[index], "valueFrom") is not None:
                notes.unclear(mark, f"the model in `{name}` comes from elsewhere in the cluster")


def _variables(value: Any) -> list[tuple[str, str]]:
    """`{NAME: value}`, `[NAME=value]` or `[{name: NAME, value: value}]`; one entry for each of a list, so that places fit."""
    if isinstance(value, dict):
        return [(str(name), text if isinstance(text, str) else "") for name, text in value.items()]
    found: list[tuple[str, str]] = []
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            found.append((text_at(item, "name"), text_at(item, "value")))
        else:
            name, _, text = str(item).partition("=")
            found.append((name, text))
    return found
