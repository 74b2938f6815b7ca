"""JavaScript and TypeScript, read by their syntax: which models a program loads or calls by name. Nothing is imported or run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checker.domain.sighting import FileReading
from checker.readers.gateways import bedrock_model
from checker.readers.interface import Reader, Source
from checker.readers.javascript_calls import (
    ADDRESSES,
    AI_SDK,
    AZURE,
    CLASSES,
    DEPLOYMENTS,
    KEYS,
    METHODS,
    OPTIONAL,
    PACKAGES,
    POSITIONS,
    Service,
)
from checker.readers.javascript_syntax import is_spread, last_name, option, options, text
from checker.readers.javascript_values import Program
from checker.readers.names import DEPLOYMENT, HOSTED, Named, hub_model
from checker.readers.notes import Notes
from checker.readers.values import Open
from checker.textio.document import MAX_BYTES

if TYPE_CHECKING:
    from tree_sitter import Node

_ENDINGS = frozenset([".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"])
_AI_SDK = "@ai-sdk/"
_LANGCHAIN = (b"@langchain/", b"langchain", b"llamaindex", b"from_pretrained", b"generateContent", b"modelId")
_TRIGGERS = (*(package.encode() for package in PACKAGES), _AI_SDK.encode(), *_LANGCHAIN)
_CALLS = tuple((first.encode(), last.encode()) for first, last in sorted(METHODS))
_UNKNOWN = Service("", "")


class JavascriptReader(Reader):
    """Models in JavaScript and TypeScript."""

    name = "javascript"
    reads = "JavaScript and TypeScript (AI SDK, LangChain, LlamaIndex, transformers.js, clients of hosted services)"
    endings = _ENDINGS

    def recognizes(self, source: Source) -> bool:
        return source.ending in _ENDINGS and ".min." not in source.file_name

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        if source.size > MAX_BYTES:
            notes.unclear((0, 0), f"has more than the {MAX_BYTES:,} bytes licheck reads", "exclude it, or split it")
            return notes.reading()
        if not can_name_models(source.data):
            return FileReading()
        _Module(Program(source.data, source.ending), notes).note()
        return notes.reading()


def can_name_models(data: bytes) -> bool:
    """Whether a program has the words of a call that names a model, before its syntax is read."""
    return any(word in data for word in _TRIGGERS) or any(first in data and last in data for first, last in _CALLS)


class _Module:
    def __init__(self, program: Program, notes: Notes) -> None:
        self._program = program
        self._notes = notes

    def note(self) -> None:
        """Notes every model that the program names, and every place where it cannot be seen."""
        if self._program.broken is not None:
            self._notes.unclear(self._program.broken, "is no JavaScript or TypeScript that can be read to its end")
        for node in self._program.nodes:
            if node.type in ("call_expression", "new_expression"):
                self._call(node)

    def _call(self, call: Node) -> None:

        function = call.child_by_field_name("function") or call.child_by_field_name("constructor")
        if function is None:
            return
        if call.type == "new_expression":
            name = last_name(function)
            imported = self._program.imports.get(name)
            service = CLASSES.get(imported.name if imported and imported.name not in ("", "default") else name)
            if service is not None:
                self._options(call, service, required=name not in OPTIONAL)
            return
        named_by_place = self._by_place(call, function)
        if named_by_place is not None:
            argument, service = named_by_place
            self._name(argument, service)
        elif _method(function) in METHODS or last_name(function) == "getGenerativeModel" or self._imported_service(function) is not None:
            self._options(call, self._client(function), required=False)

    def _by_place(self, call: Node, function: Node) -> tuple[Node, Service] | None:
        """The argument that is the name of a model by its place, and whose model it is."""

        arguments = call.child_by_field_name("arguments")
        given = [node for node in (arguments.named_children if arguments is not None else ()) if node.type != "comment"]
        service = self._sdk_service(function)
        if service is not None:
            return (given[0], service) if given and given[0].type != "object" else None
        place = POSITIONS.get(last_name(function))
        service = self._imported_service(function)
        if place is None or service is None:
            return None
        if place < len(given):
            return given[place], service
        if last_name(function) == "pipeline" and given:
            self._notes.unclear(self._program.mark(call), "no model is named that can be seen, so the library may take its default")
        return None

    def _sdk_service(self, function: Node) -> Service | None:
        """Whose models a function of the AI SDK makes: `openai(…)`, `openai.embedding(…)`, and `createOpenAI()(…)` under any name."""

        root = _root(function)
        if root is None or root.type != "identifier":
            return None
        imported = self._program.imports.get(text(root))
        if imported is None:
            made = [value for value in self._program.bound(root) if value.type == "call_expression"]
            makers = [_root(value.child_by_field_name("function")) for value in made]
            found = [self._program.imports.get(text(maker)) for maker in makers if maker is not None]
            imported = next((one for one in found if one is not None and one.package.startswith(_AI_SDK)), None)
            if imported is None:
                return None
            elsewhere = any(self._leads_elsewhere(value) for value in made)
            return _UNKNOWN if elsewhere else AI_SDK.get(imported.package.removeprefix(_AI_SDK), _UNKNOWN)
        if not imported.package.startswith(_AI_SDK) or imported.name.startswith("create"):
            return None
        return AI_SDK.get(imported.package.removeprefix(_AI_SDK), _UNKNOWN)

    def _imported_service(self, function: Node) -> Service | None:
        """Whose service is called by a function or a method of something that comes from one of the known packages."""

        root = _root(function)
        if root is not None and root.type == "new_expression":
            return None if self._leads_elsewhere(root) else self._imported_service(root.child_by_field_name("constructor") or root)
        if root is None:
            return None
        imported = self._program.imports.get(text(root))
        if imported is not None:
            return PACKAGES.get(imported.package)
        for value in self._program.bound(root):
            maker = value.child_by_field_name("constructor") or value.child_by_field_name("function")
            made_of = self._program.imports.get(text(found)) if maker is not None and (found := _root(maker)) is not None else None
            if made_of is not None and made_of.package in PACKAGES:
                return _UNKNOWN if self._leads_elsewhere(value) else _of_class(made_of.name, PACKAGES[made_of.package])
        return None

    def _client(self, function: Node) -> Service:
        """Whose service a client calls: that of the package it was made from, or of the only such package that the program imports."""
        found = self._imported_service(function)
        if found is not None:
            return found
        services = {PACKAGES[package] for package in self._program.packages if package in PACKAGES}
        return services.pop() if len(services) == 1 else Service("", HOSTED)

    def _leads_elsewhere(self, call: Node) -> bool:

        return any(option(table, ADDRESSES) is not None for table in options(call))

    def _options(self, call: Node, service: Service, *, required: bool) -> None:
        """Notes the model among the options of a call."""

        tables = list(options(call))
        for table in tables:
            deployed = option(table, DEPLOYMENTS) if service.provider == AZURE else None
            value = deployed or option(table, KEYS)
            if value is not None:
                if option(table, ADDRESSES) is not None and service.provider != AZURE:
                    service = replace(service, provider="")
                self._name(value, service)
                return
        if required or any(is_spread(table) for table in tables):
            why = "the model name is among options that stand elsewhere" if any(is_spread(table) for table in tables) or not tables else ""
            self._notes.unclear(self._program.mark(call), why or "no model is named that can be seen, so the library may take its default")

    def _name(self, value: Node, service: Service) -> None:
        made = value.child_by_field_name("function") if value.type == "call_expression" else None
        if made is not None and self._sdk_service(made) is not None:
            return  # a model that is made by another call, which is read by itself
        for found in self._program.values(value):
            mark = self._program.mark(value)
            if isinstance(found, Open):
                self._notes.unclear(mark, found.why)
            else:
                named = self._named(found.text, service)
                self._notes.uses(replace(named, note=named.note or found.note), mark, written=found.text)

    def _named(self, written: str, service: Service) -> Named:
        bedrock = bedrock_model(written) if service.provider in ("AWS", "") else None
        if bedrock is not None:
            return bedrock
        if service.provider == AZURE:
            return Named(written, "", HOSTED, AZURE, DEPLOYMENT)
        if service.provider == "Replicate":
            written = written.replace(":", "@", 1)  # `owner/name:version` pins a version
        if service.provider == "OpenRouter":
            written = written.split(":")[0]
        named = hub_model(written)
        return replace(named, obtained=service.obtained or named.obtained, provider=service.provider)


def _of_class(name: str, service: Service) -> Service:
    return Service(AZURE) if name in ("AzureOpenAI", "AsyncAzureOpenAI") else service


def _root(function: Node | None) -> Node | None:
    """What a function is a part of: `client` of `client.chat.completions.create`, `this.client` of `this.client.messages.create`."""
    node = function
    while node is not None and node.type in ("member_expression", "call_expression", "non_null_expression"):
        owner = node.child_by_field_name("object") or node.child_by_field_name("function")
        if owner is None and node.named_children:
            owner = node.named_children[0]
        if owner is None or owner.type == "this":
            return node
        node = owner
    return node


def _method(function: Node) -> tuple[str, str]:
    """The last two names of `a.b.c.d`."""

    owner = function.child_by_field_name("object") if function.type == "member_expression" else None
    return (last_name(owner), last_name(function)) if owner is not None else ("", last_name(function))
