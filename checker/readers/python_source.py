"""Python source, read by its syntax tree: which models it loads, serves or calls by name. Nothing is imported or run."""

from __future__ import annotations

import ast
import warnings
from dataclasses import replace
from functools import cached_property

from checker.domain.sighting import FileReading
from checker.readers.gateways import bedrock_model
from checker.readers.interface import Reader, Source
from checker.readers.lines import text_of
from checker.readers.names import DEPLOYMENT, HOSTED, Named, hub_model, service_model
from checker.readers.notes import Notes
from checker.readers.python_callees import Callees, argument_of
from checker.readers.python_calls import Loader
from checker.readers.python_clients import Clients
from checker.readers.python_scopes import all_nodes, keyword, last_name
from checker.readers.python_triggers import can_name_models
from checker.readers.python_values import Bindings
from checker.readers.values import Open, Value
from checker.textio.document import MAX_BYTES, Mark

_REVISIONS = ("revision", "model_revision", "code_revision")
_SERVICES = frozenset(["anthropic", "groq", "mistralai", "openai", "together"])
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
        nodes = [node for node in all_nodes(tree) if isinstance(node, (ast.Attribute, ast.Call, ast.Import, ast.ImportFrom, ast.Assign))]
        self._calls = [node for node in nodes if isinstance(node, ast.Call)]
        self._loaders = [node for node in nodes if isinstance(node, ast.Attribute) and _is_loader(node)]
        self._imported = frozenset(alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names)
        self._callees = Callees(nodes, lambda: self._bindings)

    @cached_property
    def _bindings(self) -> Bindings:
        """Only where a call is met: most programs load no model."""
        return Bindings(self._tree)

    @cached_property
    def _clients(self) -> Clients:
        called = frozenset(last_name(call.func) for call in self._calls)
        return Clients(self._bindings, self._callees, self._imported | called)

    def note(self) -> None:
        called = {id(node.func) for node in self._calls}
        for node in self._calls:
            for call, loader in self._callees.of(node):
                self._call(call, loader)
                if argument_of(call, loader) is not None:
                    called.add(id(call.func))
        for attribute in self._loaders:
            if id(attribute) not in called:
                self._unclear(attribute, f"`{attribute.attr}` is called by another name, so which model it loads cannot be seen")

    def _call(self, call: ast.Call, loader: Loader) -> None:
        if _is_dataset(call):
            return
        argument = argument_of(call, loader)
        if argument is None:
            if _spread(call) and (loader.required or self._calls_services()):
                self._unclear(call, "the model name is among arguments that are passed on as they come")
            elif loader.default:
                self._unclear(call, "no model is named that can be seen, so the library may take its default")
            return  # another function of that name, or a default of the library that names no model
        for found in self._bindings.values(argument):
            if isinstance(found, Open):
                self._unclear(argument, found.why)
            else:
                self._model(found, argument, call, loader)

    def _model(self, found: Value, argument: ast.expr, call: ast.Call, loader: Loader) -> None:
        if not found.text.strip() and not loader.required:
            return
        named = self._named(found.text, call, loader)
        deployed = any(keyword(call, name) is argument for name in loader.deployment)
        revision = named.revision
        for name in _REVISIONS:
            pinned = keyword(call, name)
            values = self._bindings.values(pinned) if pinned is not None and not revision else []
            revision = revision or next((value.text for value in values if isinstance(value, Value)), "")
        mark = _placed((argument.lineno, argument.col_offset + 1), self._lines)
        note = DEPLOYMENT if deployed or named.note == DEPLOYMENT else found.note
        self._notes.uses(replace(named, revision=revision, note=note), mark, written=found.text)

    def _named(self, text: str, call: ast.Call, loader: Loader) -> Named:
        bedrock = bedrock_model(text)
        if bedrock is not None and loader.provider in ("AWS", ""):
            return bedrock
        if loader.prefixed:
            colon = text.partition(":")
            if "/" not in colon[0] and colon[2] and last_name(call.func) in ("init_chat_model", "Agent"):
                return service_model(f"{colon[0]}/{colon[2]}")
            return service_model(text)
        provider, obtained, deployed = loader.provider, loader.obtained, False
        if any(keyword(call, name) is not None for name in _ELSEWHERE):
            provider = "" if provider != "Microsoft Azure" else provider
        elif not provider and obtained == HOSTED:
            provider, obtained, deployed = self._clients.of(call.func)
        elif "deployment_id" in loader.deployment:
            deployed = self._clients.old_deploys(call)
        if provider == "Replicate":
            text = text.replace(":", "@", 1)  # `owner/name:version` pins a version
        named = hub_model(text)
        return replace(named, obtained=obtained or named.obtained, provider=provider, note=DEPLOYMENT if deployed else "")

    def _unclear(self, node: ast.expr, why: str) -> None:
        self._notes.unclear(_placed((node.lineno, node.col_offset + 1), self._lines), why)

    def _calls_services(self) -> bool:
        """Whether the module imports a client of a hosted service, so that a call without a model is likely to be one of its."""
        return bool(_SERVICES & self._callees.packages)


def _is_loader(node: ast.Attribute) -> bool:
    """Whether a function that loads a model is taken to be called here or elsewhere, and neither replaced nor deleted."""
    return node.attr in ("from_pretrained", "snapshot_download", "hf_hub_download") and isinstance(node.ctx, ast.Load)


def _spread(call: ast.Call) -> bool:
    return any(isinstance(arg, ast.Starred) for arg in call.args) or any(found.arg is None for found in call.keywords)


def _is_dataset(call: ast.Call) -> bool:
    kind = keyword(call, "repo_type")
    return isinstance(kind, ast.Constant) and kind.value in ("dataset", "space")


def _placed(mark: Mark, lines: dict[int, Mark]) -> Mark:
    """The place in the file that the source was taken from; columns move with their line."""
    if not lines:
        return mark
    line, shift = lines.get(mark[0], (0, 0))
    return (line, shift + mark[1]) if line else (0, 0)
