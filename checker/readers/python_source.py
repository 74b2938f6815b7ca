"""Python source, read by its syntax tree: which models it loads, serves or calls by name. Nothing is imported or run."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from checker.domain.sighting import FileReading
from checker.readers.gateways import bedrock_model
from checker.readers.interface import Reader, Source
from checker.readers.lines import text_of
from checker.readers.names import Named, hub_model, service_model
from checker.readers.notes import Notes
from checker.readers.python_calls import CLIENTS, FUNCTIONS, METHODS, Loader
from checker.readers.python_scopes import all_nodes, keyword, last_name
from checker.readers.python_triggers import can_name_models
from checker.readers.python_values import Bindings, Open, Value
from checker.textio.document import MAX_BYTES, Mark

_REVISIONS = ("revision", "model_revision", "code_revision")
_SERVICES = frozenset(["anthropic", "groq", "mistralai", "openai", "together"])
_ADAPTER = Loader(("model_id",), 1)
"""`PeftModel.from_pretrained(base, adapter)`: the base was loaded elsewhere."""
_ADAPTED = (
    "PeftModel",
    "PeftModelForCausalLM",
    "PeftModelForSeq2SeqLM",
    "PeftModelForSequenceClassification",
    "PeftModelForFeatureExtraction",
)
_ELSEWHERE = ("base_url", "api_base", "openai_api_base", "endpoint_url", "azure_endpoint", "endpoint")


class PythonReader(Reader):
    """Models in Python source."""

    name = "python"
    reads = "Python source (transformers, diffusers, sentence-transformers, vLLM, huggingface_hub, clients of hosted services)"
    endings = frozenset([".py", ".pyi"])

    def recognizes(self, source: Source) -> bool:
        return source.ending in self.endings

    def read(self, source: Source) -> FileReading:
        if source.size > MAX_BYTES:
            return _too_large(source)
        if not can_name_models(source.data):
            return FileReading()
        notes = Notes(source.path, self.name)
        note_python(text_of(source), notes, {})
        return notes.reading()


def _too_large(source: Source) -> FileReading:
    notes = Notes(source.path, PythonReader.name)
    notes.unclear((0, 0), f"has more than the {MAX_BYTES:,} bytes licheck reads", "exclude it, or split it")
    return notes.reading()


def note_python(text: str, notes: Notes, lines: dict[int, Mark]) -> None:
    """Notes the models of some source. `lines` maps its lines to places of the file it was taken from; empty where they are the same."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # how a file is written is not our business
            tree = ast.parse(text)
    except SyntaxError as error:
        notes.unclear(_placed((error.lineno or 0, error.offset or 1), lines), f"is no Python that can be read: {error.msg}")
        return
    except (ValueError, RecursionError, MemoryError):
        notes.unclear((0, 0), "is no Python that can be read: nested too deeply, or not text")
        return
    _Module(tree, notes, lines).note()


class _Module:
    def __init__(self, tree: ast.Module, notes: Notes, lines: dict[int, Mark]) -> None:
        self._tree = tree
        self._notes = notes
        self._lines = lines
        nodes = [node for node in all_nodes(tree) if isinstance(node, (ast.Attribute, ast.Call, ast.Import, ast.ImportFrom))]
        self._calls = [node for node in nodes if isinstance(node, ast.Call)]
        called = {id(node.func) for node in self._calls}
        self._handed_on = [node for node in nodes if isinstance(node, ast.Attribute) and _is_loaded(node) and id(node) not in called]
        self._imported = _imports(nodes)

    @cached_property
    def _bindings(self) -> Bindings:
        """Only where a call is met: most programs load no model."""
        return Bindings(self._tree)

    def note(self) -> None:
        for node in self._calls:
            loader = self._loader(node)
            if loader is not None:
                self._call(node, loader)
        for attribute in self._handed_on:
            self._unclear(attribute, f"`{attribute.attr}` is called by another name, so which model it loads cannot be seen")

    def _loader(self, call: ast.Call) -> Loader | None:
        names = _dotted(call.func)
        if not names:
            return None
        for length in (2, 1):
            method = METHODS.get(tuple(names[-2:])) if length == 2 else None
            if names[-2:] == ["hub", "load"] and names[0] != "torch":
                continue
            if method is not None and (names[-2] != "ollama" or "ollama" in self._imported.values()):
                return method
        if names[-1] == "from_pretrained" and len(names) > 1 and names[-2] in _ADAPTED:
            return _ADAPTER
        loader = FUNCTIONS.get(names[-1])
        if loader is None or not loader.modules:
            return loader
        origin = self._imported.get(names[0], "")
        return loader if origin.split(".")[0] in loader.modules or names[0] in loader.modules else None

    def _call(self, call: ast.Call, loader: Loader) -> None:
        if _is_dataset(call):
            return
        argument = _argument(call, loader)
        if argument is None:
            if loader.required and not _spread(call):
                return  # another function of that name, or a default of the library that names no model
            if _spread(call) and (loader.required or self._calls_services()):
                self._unclear(call, "the model name is among arguments that are passed on as they come")
            elif last_name(call.func) == "pipeline":
                self._unclear(call, "no model is named, so the library takes the default of the task")
            return
        for found in self._bindings.values(argument):
            if isinstance(found, Open):
                self._unclear(argument, found.why)
            else:
                self._model(found, argument, call, loader)

    def _model(self, found: Value, argument: ast.expr, call: ast.Call, loader: Loader) -> None:
        if not found.text.strip() and not loader.required:
            return
        named = self._named(found.text, call, loader)
        revision = named.revision
        for name in _REVISIONS:
            pinned = keyword(call, name)
            values = self._bindings.values(pinned) if pinned is not None and not revision else []
            revision = revision or next((value.text for value in values if isinstance(value, Value)), "")
        mark = _placed((argument.lineno, argument.col_offset + 1), self._lines)
        self._notes.uses(replace(named, revision=revision, note=found.note), mark, written=found.text)

    def _named(self, text: str, call: ast.Call, loader: Loader) -> Named:
        bedrock = bedrock_model(text)
        if bedrock is not None and loader.provider in ("AWS", ""):
            return bedrock
        if loader.prefixed:
            colon = text.partition(":")
            if "/" not in colon[0] and colon[2] and last_name(call.func) in ("init_chat_model", "Agent"):
                return service_model(f"{colon[0]}/{colon[2]}")
            return service_model(text)
        provider, obtained = loader.provider, loader.obtained
        if any(keyword(call, name) is not None for name in _ELSEWHERE):
            provider = "" if provider != "Microsoft Azure" else provider
        elif not provider and obtained == "hosted-api":
            provider, obtained = self._client(call.func)
        named = hub_model(text)
        return replace(named, obtained=obtained or named.obtained, provider=provider)

    def _client(self, function: ast.expr) -> tuple[str, str]:
        """Whose service a client calls, by the class it was made from; unknown where it was given another address."""
        root = function
        while isinstance(root, ast.Attribute):
            inner = root.value
            if isinstance(inner, ast.Name) or (isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name)):
                made = [value for value in self._bindings.expressions(inner) if isinstance(value, ast.Call)]
                for call in made:
                    provider = CLIENTS.get(last_name(call.func), "")
                    if any(keyword(call, name) is not None for name in ("base_url", "api_base")):
                        return "", ""
                    if provider:
                        return provider, "hosted-api"
            root = inner
        if isinstance(root, ast.Call):
            provider = CLIENTS.get(last_name(root.func), "")
            elsewhere = any(keyword(root, name) is not None for name in ("base_url", "api_base"))
            return ("", "") if elsewhere else (provider, "hosted-api")
        return "", "hosted-api"

    def _unclear(self, node: ast.expr, why: str) -> None:
        self._notes.unclear(_placed((node.lineno, node.col_offset + 1), self._lines), why)

    def _calls_services(self) -> bool:
        """Whether the module imports a client of a hosted service, so that a call without a model is likely to be one of its."""
        return bool(_SERVICES & {origin.split(".")[0] for origin in self._imported.values()})


def _is_loaded(node: ast.Attribute) -> bool:
    """Whether a function that loads a model is taken to be called elsewhere, and neither replaced nor deleted."""
    return node.attr in ("from_pretrained", "snapshot_download", "hf_hub_download") and isinstance(node.ctx, ast.Load)


def _argument(call: ast.Call, loader: Loader) -> ast.expr | None:
    for name in loader.keywords:
        found = keyword(call, name)
        if found is not None:
            return found
    position = loader.position
    if position is not None and len(call.args) > position and not isinstance(call.args[position], ast.Starred):
        return call.args[position]
    return None


def _spread(call: ast.Call) -> bool:
    return any(isinstance(arg, ast.Starred) for arg in call.args) or any(found.arg is None for found in call.keywords)


def _is_dataset(call: ast.Call) -> bool:
    kind = keyword(call, "repo_type")
    return isinstance(kind, ast.Constant) and kind.value in ("dataset", "space")


def _dotted(node: ast.expr) -> list[str]:
    """`client.chat.completions.create` as its parts; what is called on a call begins with its own name."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        names.append(node.id)
    return names[::-1]


def _imports(nodes: Iterable[ast.AST]) -> dict[str, str]:
    """Name in the module and the package it comes from."""
    found: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name.split(".")[0]] = alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found[alias.asname or alias.name] = node.module
    return found


def _placed(mark: Mark, lines: dict[int, Mark]) -> Mark:
    """The place in the file that the source was taken from; columns move with their line."""
    if not lines:
        return mark
    line, shift = lines.get(mark[0], (0, 0))
    return (line, shift + mark[1]) if line else (0, 0)
