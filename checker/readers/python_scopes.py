"""Which names a Python module binds in which scope, and with what: collected from the syntax tree once, without recursion."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(eq=False)
class Scope:
    """A module, class or function, with the names it binds."""

    parent: Scope | None = None
    is_class: bool = False
    function: str = ""
    """Name of the function, which is how it is called; of the class where it is `__init__`."""
    names: dict[str, list[ast.expr]] = field(default_factory=dict)
    loops: dict[str, list[ast.expr]] = field(default_factory=dict)
    """What names run over in `for` and in comprehensions."""
    parameters: dict[str, ast.expr | None] = field(default_factory=dict)
    """Parameters with their defaults."""
    order: list[str] = field(default_factory=list)
    """Positional parameters, without `self` and `cls`."""
    elsewhere: set[str] = field(default_factory=set)
    """Names that are bound in the module by `global`."""

    def binder(self, name: str) -> Scope | None:
        """The scope that a name is looked up in from here: this one, or the nearest around it; classes are not seen from within."""
        here: Scope | None = self
        inside = False
        while here is not None:
            if not (here.is_class and inside) and (name in here.names or name in here.loops or name in here.parameters):
                return here
            inside, here = True, here.parent
        return None


@dataclass
class Scopes:
    """All scopes of a module."""

    tree: ast.Module
    module: Scope = field(default_factory=Scope)
    attributes: dict[str, list[ast.expr]] = field(default_factory=dict)
    """What attributes of that name are set to, and what classes define under it."""
    calls: dict[str, list[ast.Call]] = field(default_factory=dict)
    """Calls by the last part of the name that is called."""
    items: dict[tuple[str, str], list[ast.expr]] = field(default_factory=dict)
    """What `table["key"] = …` puts into a table of that name."""
    options: dict[str, ast.expr] = field(default_factory=dict)
    """Defaults of `add_argument("--name", default=…)` and the like, by the name they are read under."""
    _scope_of: dict[int, Scope] = field(default_factory=dict)

    def __post_init__(self) -> None:
        waiting: list[tuple[ast.AST, Scope]] = [(self.tree, self.module)]
        while waiting:
            node, scope = waiting.pop()
            if type(node) is ast.Name:
                self._scope_of[id(node)] = scope
            else:
                waiting += self._entered(node, scope)

    def scope_of(self, node: ast.Name) -> Scope:
        """The scope that a name stands in."""
        return self._scope_of.get(id(node), self.module)

    def _entered(self, node: ast.AST, scope: Scope) -> list[tuple[ast.AST, Scope]]:
        """The children of a node with the scopes they stand in; what the node binds is noted on the way."""
        if isinstance(node, (ast.expr, ast.keyword)) and type(node) not in _NOTED and type(node) is not ast.Lambda:
            return [(child, scope) for child in _children(node)]
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            return self._function(node, scope)
        if isinstance(node, ast.ClassDef):
            inner = Scope(scope, is_class=True, function=node.name)
            outside: list[ast.AST] = [*node.decorator_list, *node.bases, *node.keywords]
            return [*((part, scope) for part in outside), *((part, inner) for part in node.body)]
        self._note(node, scope)
        return [(child, scope) for child in _children(node)]

    def _function(self, node: Function | ast.Lambda, scope: Scope) -> list[tuple[ast.AST, Scope]]:
        arguments = node.args
        positional = [*arguments.posonlyargs, *arguments.args]
        defaults: list[ast.expr | None] = [*([None] * (len(positional) - len(arguments.defaults))), *arguments.defaults]
        inner = Scope(scope)
        for parameter, default in [*zip(positional, defaults, strict=True), *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]:
            inner.parameters[parameter.arg] = default
        inner.order = [parameter.arg for parameter in positional if parameter.arg not in ("self", "cls")]
        outside: list[ast.AST] = [default for default in (*arguments.defaults, *arguments.kw_defaults) if default is not None]
        if isinstance(node, ast.Lambda):
            return [*((part, scope) for part in outside), (node.body, inner)]
        inner.function = scope.function if node.name == "__init__" else node.name
        outside += node.decorator_list
        return [*((part, scope) for part in outside), *((part, inner) for part in node.body)]

    def _note(self, node: ast.AST, scope: Scope) -> None:
        if isinstance(node, ast.Global):
            scope.elsewhere.update(node.names)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                self._bind(target, node.value, scope)
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            self._bind(node.target, node.value, scope)
        elif isinstance(node, ast.AugAssign):
            self._bind(node.target, ast.BinOp(left=_read(node.target), op=node.op, right=node.value), scope)
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)) and isinstance(node.target, ast.Name):
            scope.loops.setdefault(node.target.id, []).append(node.iter)
        elif isinstance(node, ast.Call):
            name = last_name(node.func)
            self.calls.setdefault(name, []).append(node)
            if name in ("add_argument", "option", "argument"):
                self._option(node)

    def _bind(self, target: ast.expr, value: ast.expr, scope: Scope) -> None:
        if isinstance(target, ast.Name):
            owner = self.module if target.id in scope.elsewhere else scope
            owner.names.setdefault(target.id, []).append(value)
            if scope.is_class:
                self.attributes.setdefault(target.id, []).append(value)
        elif isinstance(target, ast.Attribute):
            self.attributes.setdefault(target.attr, []).append(value)
        elif isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant) and isinstance(target.slice.value, str):
            self.items.setdefault((last_name(target.value), target.slice.value), []).append(value)
        elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)) and len(target.elts) == len(value.elts):
            for one, other in zip(target.elts, value.elts, strict=True):
                self._bind(one, other, scope)

    def _option(self, call: ast.Call) -> None:
        flags = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        named = keyword(call, "dest")
        default = keyword(call, "default")
        name = named.value if isinstance(named, ast.Constant) and isinstance(named.value, str) else ""
        read_as = name or next((flag.lstrip("-").replace("-", "_") for flag in flags if flag.startswith("--")), "")
        if read_as and default is not None:
            self.options[read_as] = default


def _read(target: ast.expr) -> ast.expr:
    """What was there before it was added to: this cannot be followed, since it stands for itself."""
    return ast.Starred(value=target)


def all_nodes(tree: ast.Module) -> Iterator[ast.AST]:
    """Every node of a tree that has something below it, in no order that means anything."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += _children(node)


_NOTED = frozenset([ast.Call, ast.NamedExpr])
"""Expressions that bind a name or are called."""
_WITHOUT_NODES = frozenset(["ctx", "op", "ops", "id", "attr", "kind", "type_comment"])
_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {ast.Constant: ()}
"""The fields of each kind of node that may hold others."""


def _children(node: ast.AST) -> list[ast.AST]:
    """What stands below a node, without constants; a file of some size asks 100,000 times, so this is quicker than what Python has."""
    kind = type(node)
    fields = _FIELDS.get(kind)
    if fields is None:
        fields = _FIELDS[kind] = tuple(name for name in kind._fields if name not in _WITHOUT_NODES)
    found: list[ast.AST] = []
    for name in fields:
        value = getattr(node, name, None)
        if isinstance(value, list):
            found += [item for item in value if isinstance(item, ast.AST) and type(item) is not ast.Constant]
        elif isinstance(value, ast.AST) and type(value) is not ast.Constant:
            found.append(value)
    return found


def last_name(node: ast.expr | None) -> str:
    """The last part of a dotted name: `b` of `a.b`; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """The argument with that keyword."""
    return next((found.value for found in call.keywords if found.arg == name), None)
