"""What an expression of a Python module can be, as far as the module itself says so: constants are followed, nothing is run.

A name may be bound more than once, a function called with several arguments: every value that can be seen is a value it may have.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from checker.readers.python_scopes import Scope, Scopes, keyword, last_name
from checker.readers.values import Open, Value

_DEEPEST = 12
_MOST_VALUES = 50
_MOST_STEPS = 1_000
"""How far one expression is followed: names that stand for each other multiply with every step."""


Found = list[Value | Open]


class Bindings:
    """What the expressions of one module can be."""

    def __init__(self, tree: ast.Module) -> None:
        self._scopes = Scopes(tree)
        self._steps = 0

    def values(self, node: ast.expr) -> Found:
        """Everything an expression may be, each text once. A part that cannot be followed is among it, with why."""
        found: dict[str, Value | Open] = {}
        self._steps = 0
        for one in self._values(node, 0, frozenset()):
            found.setdefault(f"= {one.text}" if isinstance(one, Value) else f"? {one.why}", one)
        kept = list(found.values())
        return kept if len(kept) <= _MOST_VALUES else [*kept[:_MOST_VALUES], Open("there are too many names to list")]

    def expressions(self, node: ast.expr) -> list[ast.expr]:
        """The expressions that a name or attribute is bound to."""
        if isinstance(node, ast.Name):
            binder = self._scopes.scope_of(node).binder(node.id)
            return binder.names.get(node.id, []) if binder is not None else []
        return self._scopes.attributes.get(last_name(node), [])

    def _values(self, node: ast.expr, depth: int, seen: frozenset[int]) -> Iterator[Value | Open]:
        self._steps += 1
        if depth > _DEEPEST or id(node) in seen or self._steps > _MOST_STEPS:
            yield Open("the model name goes through too many hands")
            return
        seen |= {id(node)}
        deeper = depth + 1
        if isinstance(node, ast.Constant):
            yield Value(node.value) if isinstance(node.value, str) else Open("what stands in the place of a model name is no text")
        elif isinstance(node, ast.JoinedStr):
            yield from self._joined(node.values, deeper, seen)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield from self._joined([node.left, node.right], deeper, seen)
        elif isinstance(node, ast.IfExp):
            yield from (found for part in (node.body, node.orelse) for found in self._values(part, deeper, seen))
        elif isinstance(node, ast.BoolOp):
            yield from self._alternatives(node.values, deeper, seen)
        elif isinstance(node, (ast.NamedExpr, ast.FormattedValue)):
            yield from self._values(node.value, deeper, seen)
        else:
            yield from self._looked_up(node, deeper, seen)

    def _looked_up(self, node: ast.expr, depth: int, seen: frozenset[int]) -> Iterator[Value | Open]:
        """What stands elsewhere in the module."""
        if isinstance(node, ast.Name):
            yield from self._named(node, depth, seen)
        elif isinstance(node, ast.Attribute):
            yield from self._attribute(node, depth, seen)
        elif isinstance(node, ast.Subscript):
            yield from self._item(node.value, node.slice, depth, seen)
        elif isinstance(node, ast.Call):
            yield from self._called(node, depth, seen)
        else:
            yield Open("the model name is computed when the program runs")

    def _joined(self, parts: Iterable[ast.expr], depth: int, seen: frozenset[int]) -> Iterator[Value | Open]:
        """Texts put together; each combination of what the parts may be."""
        made = [Value("")]
        for part in parts:
            found = list(self._values(part, depth, seen))
            unknown = next((one for one in found if isinstance(one, Open)), None)
            if unknown is not None or len(made) * len(found) > _MOST_VALUES:
                yield unknown or Open("there are too many names to list")
                return
            made = [Value(one.text + other.text, one.note or other.note) for one in made for other in found if isinstance(other, Value)]
        yield from made

    def _alternatives(self, parts: Iterable[ast.expr], depth: int, seen: frozenset[int]) -> Iterator[Value | Open]:
        """`os.environ.get("MODEL") or "default"`: the parts that are known; what the environment says is for whoever sets it."""
        found = [one for part in parts for one in self._values(part, depth, seen)]
        known = [one for one in found if isinstance(one, Value) and one.text]
        yield from known or found

    def _named(self, node: ast.Name, depth: int, seen: frozenset[int]) -> Iterator[Value | Open]:
        name = node.id
        binder = self._scopes.scope_of(node).binder(name)
        if binder is None:
            yield Open(f"`{name}` comes from elsewhere")
            return
        bound = binder.names.get(name, [])
        for value in bound:
            for found in self._values(value, depth, seen):
                yield Value(found.text, found.note or f"through `{name}`") if isinstance(found, Value) else found
        for items in binder.loops.get(name, ()):
            yield from self._items(items, depth, seen)
        if name in binder.parameters and not bound:
            yield from self._parameter(name, binder, depth, seen)

    def _parameter(self, name: str, scope: Scope, depth: int, seen: frozenset[int]) -> Iterator[Value | Open]:
        """What a parameter is given, by default or where its function is called in this module."""
        passed: list[tuple[ast.expr, str]] = []
        default = scope.parameters[name]
        if default is not None and not (isinstance(default, ast.Constant) and default.value is None):
            passed.append((default, f"default of the parameter `{name}`"))
        for call in self._scopes.calls.get(scope.function, ()) if scope.function else ():
            argument = keyword(call, name) or _positional(call, scope.order, name)
            if argument is not None:
                passed.append((argument, f"passed to `{scope.function}`"))
        if not passed:
            yield Open(f"`{name}` is a parameter, and nothing in this file says what it is given")
        for value, note in passed:
            for found in self._values(value, depth, seen):
                yield Value(found.text, found.note or note) if isinstance(found, Value) else found

    def _attribute(self, node: ast.Attribute, depth: int, seen: frozenset[int]) -> Iterator[Value | Open]:
        """`args.model`, `self.model_name`, `Settings.MODEL`: by the name of the attribute, wherever this module sets it."""
        bound = self._scopes.attributes.get(node.attr, [])
        option = self._scopes.options.get(node.attr)
        if option is not None:
            flag = node.attr.replace("_", "-")
            for found in self._values(option, depth, seen):
                yield Value(found.text, f"default of the option `--{flag}`") if isinstance(found, Value) else found
        elif bound:
            yield from (found for value in bound for found in self._values(value, depth, seen))
        else:
            yield Open(f"`{node.attr}` comes from elsewhere")

    def _item(self, container: ast.expr, key: ast.expr, depth: int, seen: frozenset[int]) -> Iterator[Value | Open]:
        """`MODELS["small"]`: the value under that key, or every value where the key is not known."""
        if last_name(container) == "environ":
            yield Open("the model name comes from the environment")
            return
        tables = [value for value in self._containers(container, depth) if isinstance(value, ast.Dict)]
        if not tables:
            yield from self._items(container, depth, seen)
            return
        found = [value for table in tables for value in self._under(table, key, depth)]
        found += self._scopes.items.get((last_name(container), _text(key)), ())
        if not found:
            yield Open(f"`{_text(key) or 'an entry'}` is in no table that this file writes out")
        for value in found:
            yield from self._values(value, depth, seen)

    def _under(self, table: ast.Dict, key: ast.expr, depth: int) -> Iterator[ast.expr]:
        """What a table has under a key; everything, where the key is not known. Tables that are unpacked into it are looked into."""
        for name, value in zip(table.keys, table.values, strict=True):
            if name is None:
                for inner in self._containers(value, depth + 1):
                    if isinstance(inner, ast.Dict):
                        yield from self._under(inner, key, depth + 1)
            elif not isinstance(key, ast.Constant) or (isinstance(name, ast.Constant) and name.value == key.value):
                yield value

    def _items(self, container: ast.expr, depth: int, seen: frozenset[int]) -> Iterator[Value | Open]:
        lists = [value for value in self._containers(container, depth) if isinstance(value, (ast.List, ast.Tuple, ast.Set, ast.Dict))]
        if not lists:
            yield Open("the model name is taken from a list that this file does not write out")
        for found in lists:
            values = found.keys if isinstance(found, ast.Dict) else found.elts
            for value in values:
                if value is not None:
                    yield from self._values(value, depth, seen)

    def _containers(self, node: ast.expr, depth: int) -> list[ast.expr]:
        self._steps += 1
        if depth > _DEEPEST or self._steps > _MOST_STEPS:
            return []
        if isinstance(node, (ast.Name, ast.Attribute)):
            bound = self.expressions(node)
            return [inner for value in bound for inner in self._containers(value, depth + 1)]
        if isinstance(node, ast.Subscript) or (isinstance(node, ast.Call) and last_name(node.func) == "get" and node.args):
            return self._inner_containers(node, depth + 1)
        if isinstance(node, ast.Call) and last_name(node.func) == "dict" and not node.args:
            keys: list[ast.expr | None] = [None if word.arg is None else ast.Constant(word.arg) for word in node.keywords]
            return [ast.Dict(keys=keys, values=[word.value for word in node.keywords])]
        if isinstance(node, ast.Call) and last_name(node.func) in ("values", "items", "keys", "list", "sorted", "tuple", "enumerate"):
            inner = node.func.value if isinstance(node.func, ast.Attribute) else (node.args[0] if node.args else None)
            found = self._containers(inner, depth + 1) if inner is not None else []
            if last_name(node.func) == "values":
                return [ast.List(elts=list(table.values), ctx=ast.Load()) for table in found if isinstance(table, ast.Dict)]
            return found
        return [node]

    def _inner_containers(self, node: ast.Subscript | ast.Call, depth: int) -> list[ast.expr]:
        """`CONFIG["chat"]`, `CONFIG.get("chat")`: tables and lists within others."""
        if isinstance(node, ast.Subscript):
            outer, key = node.value, node.slice
        elif isinstance(node.func, ast.Attribute):
            outer, key = node.func.value, node.args[0]
        else:
            return [node]
        found: list[ast.expr] = list(self._scopes.items.get((last_name(outer), _text(key)), ()))
        for table in self._containers(outer, depth):
            if isinstance(table, ast.Dict):
                found += self._under(table, key, depth)
            elif isinstance(table, (ast.List, ast.Tuple)):
                found += table.elts
        return [inner for value in found for inner in self._containers(value, depth + 1)]

    def _called(self, call: ast.Call, depth: int, seen: frozenset[int]) -> Iterator[Value | Open]:
        name = last_name(call.func)
        default = keyword(call, "default")
        if name in ("getenv", "get") and len(call.args) > 1:
            default = default or call.args[1]
        if name == "getenv" or (name == "get" and isinstance(call.func, ast.Attribute) and last_name(call.func.value) == "environ"):
            variable = _text(call.args[0]) if call.args else ""
            if default is None:
                yield Open(f"the model name comes from the environment ({variable or 'a variable'})")
                return
            for found in self._values(default, depth, seen):
                yield Value(found.text, f"default of {variable or 'a variable'}") if isinstance(found, Value) else found
        elif name == "get" and isinstance(call.func, ast.Attribute) and call.args:
            yield from self._item(call.func.value, call.args[0], depth, seen)
            if default is not None:
                yield from self._values(default, depth, seen)
        elif name in ("Option", "Argument", "Field", "field", "str", "strip", "lower", "Path") and (call.args or default is not None):
            inner = default if default is not None else call.args[0]
            yield from self._values(inner, depth, seen)
        elif name in ("strip", "lower") and isinstance(call.func, ast.Attribute):
            yield from self._values(call.func.value, depth, seen)
        else:
            yield Open("the model name is computed when the program runs")


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _positional(call: ast.Call, order: list[str], name: str) -> ast.expr | None:
    if name in order and len(call.args) > order.index(name) and not any(isinstance(arg, ast.Starred) for arg in call.args):
        return call.args[order.index(name)]
    return None
