"""Which known function a call of a Python module is one of, whatever the module calls it: imports under another name, assignments,
`functools.partial` and `getattr` are followed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from checker.readers.python_calls import FUNCTIONS, METHODS, Loader
from checker.readers.python_packages import PACKAGES
from checker.readers.python_scopes import last_name
from checker.readers.python_values import Bindings

_ADAPTER = Loader(("model_id",), 1)
"""`PeftModel.from_pretrained(base, adapter)`: the base was loaded elsewhere."""
_ADAPTED = (
    "PeftModel",
    "PeftModelForCausalLM",
    "PeftModelForSeq2SeqLM",
    "PeftModelForSequenceClassification",
    "PeftModelForFeatureExtraction",
)
_CLIENTS_OF = ("ollama", "replicate")
"""Packages whose clients have the same functions as the package itself."""
_DEEPEST = 4
_MOST_FORMS = 200
"""How many ways one call is looked at: names that are set to each other multiply."""


class Callees:
    """The known functions that the calls of one module reach."""

    def __init__(self, nodes: Iterable[ast.AST], bindings: Callable[[], Bindings]) -> None:
        self._bindings = bindings
        self._imported: dict[str, list[tuple[str, ...]]] = {}
        """Name in the module and the whole names it may stand for: `("vllm", "LLM")`."""
        self._stars: list[tuple[str, ...]] = []
        self._aliases: set[str] = set()
        """Names and attributes that are set to a function, or to something a function is called on."""
        for node in nodes:
            self._note(node)

    @property
    def packages(self) -> frozenset[str]:
        """The packages that the module imports from."""
        return frozenset(name[0] for names in (*self._imported.values(), self._stars) for name in names)

    def of(self, call: ast.Call) -> Iterator[tuple[ast.Call, Loader]]:
        """The known functions that a call may reach, each with the call as it would be written without the module's own names."""
        for form in islice(self._forms(call, 0), _MOST_FORMS):
            loader = self._loader(form)
            if loader is not None:
                yield form, loader
        if last_name(call.func) == "partial" and call.args:
            inner = _call(call.args[0], call.args[1:], call.keywords, call)
            yield from ((form, loader) for form, loader in self.of(inner) if argument_of(form, loader) is not None)

    def class_name(self, call: ast.Call) -> str:
        """The class that an object is made from, by its own name."""
        names = dotted(call.func)
        return next((whole[-1] for whole in self._whole(names)), "")

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                whole = tuple(alias.name.split("."))
                self._imported.setdefault(alias.asname or whole[0], []).append(whole if alias.asname else whole[:1])
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = tuple(node.module.split("."))
                if alias.name == "*":
                    self._stars.append(whole)
                else:
                    self._imported.setdefault(alias.asname or alias.name, []).append((*whole, alias.name))
        elif isinstance(node, ast.Assign) and _is_a_name(node.value):
            self._aliases.update(last_name(target) for target in node.targets)

    def _forms(self, call: ast.Call, depth: int) -> Iterator[ast.Call]:
        """The call, and the same call with what its function's names stand for in the place of them."""
        yield call
        if depth > _DEEPEST:
            return
        for function, more in self._stands_for(call.func):
            keywords = [*call.keywords, *more.keywords] if more is not None else call.keywords
            arguments = [*more.args[1:], *call.args] if more is not None else call.args
            yield from self._forms(_call(function, arguments, keywords, call), depth + 1)

    def _stands_for(self, function: ast.expr) -> Iterator[tuple[ast.expr, ast.Call | None]]:
        """What a function, or what it is called on, was set to; with the arguments that `partial` has given it already."""
        if isinstance(function, ast.Call):
            yield from _made(function)
        elif isinstance(function, (ast.Name, ast.Attribute)) and last_name(function) in self._aliases:
            for bound in self._bindings().expressions(function):
                for part in _alternatives(bound):
                    if isinstance(part, ast.Call):
                        yield from _made(part)
                    elif isinstance(part, (ast.Name, ast.Attribute)):
                        yield part, None
        if isinstance(function, ast.Attribute):
            for inner, more in self._stands_for(function.value):
                if more is None:
                    yield ast.copy_location(ast.Attribute(inner, function.attr, ast.Load()), function), None

    def _loader(self, call: ast.Call) -> Loader | None:
        names = dotted(call.func)
        if not names:
            return None
        for whole in self._whole(names):
            found = _known(whole)
            if found is not None:
                return found
        return self._of_a_client(call.func)

    def _whole(self, names: list[str]) -> Iterator[tuple[str, ...]]:
        """The name as it is outside of the module, with the packages before it; all that it may be."""
        if not names:
            return
        for whole in self._imported.get(names[0], ()):
            yield (*whole, *names[1:])
        if names[0] not in self._imported:
            yield tuple(names)
            yield from ((*module, *names) for module in self._stars)

    def _of_a_client(self, function: ast.expr) -> Loader | None:
        """`client.chat(…)` where the client was made by a package that has the function `chat` itself."""
        if not isinstance(function, ast.Attribute) or not self.packages & frozenset(_CLIENTS_OF):
            return None
        owner = function.value
        made = [owner] if isinstance(owner, ast.Call) else self._bindings().expressions(owner)
        for call in made:
            for whole in self._whole(dotted(call.func)) if isinstance(call, ast.Call) else ():
                if whole[0] in _CLIENTS_OF and whole[-1].endswith("Client"):
                    return _known((whole[0], function.attr))
        return None


def _known(names: tuple[str, ...]) -> Loader | None:
    """The known function of that whole name."""
    method = METHODS.get(names[-2:])
    needed = "torch" if names[-2:] == ("hub", "load") else "ollama" if names[-2:-1] == ("ollama",) else ""
    if method is not None and (not needed or names[0] == needed):
        return method
    if names[-1] == "from_pretrained" and len(names) > 1 and names[-2] in _ADAPTED:
        return _ADAPTER
    packaged = PACKAGES.get(names[0], {}).get(names[-1])
    if packaged is not None:
        return packaged
    loader = FUNCTIONS.get(names[-1])
    return loader if loader is None or not loader.modules or names[0] in loader.modules else None


def argument_of(call: ast.Call, loader: Loader) -> ast.expr | None:
    """The argument of a call that names the model."""
    for name in loader.keywords:
        found = next((word.value for word in call.keywords if word.arg == name), None)
        if found is not None:
            return found
    position = loader.position
    if position is not None and len(call.args) > position and not any(isinstance(arg, ast.Starred) for arg in call.args[: position + 1]):
        return call.args[position]
    return None


def dotted(node: ast.expr) -> list[str]:
    """`client.chat.completions.create` as its parts; what is called on a call begins with its own name."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        names.append(node.id)
    return names[::-1]


def _is_a_name(value: ast.expr) -> bool:
    """Whether what something is set to may be a function that has a name already."""
    if isinstance(value, ast.Call):
        return last_name(value.func) in ("partial", "getattr")
    return isinstance(value, (ast.Name, ast.Attribute, ast.IfExp, ast.BoolOp))


def _made(call: ast.Call) -> Iterator[tuple[ast.expr, ast.Call | None]]:
    """The function that `partial` or `getattr` makes."""
    if last_name(call.func) == "partial" and call.args:
        yield call.args[0], call
    elif last_name(call.func) == "getattr" and len(call.args) > 1:
        name = call.args[1]
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            yield ast.copy_location(ast.Attribute(call.args[0], name.value, ast.Load()), call), None


def _alternatives(node: ast.expr) -> Iterator[ast.expr]:
    """The parts that an expression may be."""
    if isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif isinstance(node, ast.BoolOp):
        yield from node.values
    else:
        yield node


def _call(function: ast.expr, arguments: list[ast.expr], keywords: list[ast.keyword], place: ast.Call) -> ast.Call:
    return ast.copy_location(ast.Call(function, arguments, keywords), place)
