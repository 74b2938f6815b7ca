"""A JavaScript or TypeScript program: what it imports, and which texts an expression in it may be. Nothing is run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from checker.readers.javascript_syntax import (
    WRAPPERS,
    below,
    environment,
    is_field,
    last_name,
    operator,
    option,
    package_of,
    required_package,
    string,
    table_of,
    text,
)
from checker.readers.values import Open, Value
from checker.textio.document import Mark

if TYPE_CHECKING:
    from tree_sitter import Node

_PLAIN = frozenset([".ts", ".mts", ".cts"])
"""Files in which `<T>value` is a cast and not markup."""
_HANDS = 8
"""Through so many names a value is followed."""
_MOST = 20
_MOST_STEPS = 500
"""How far one expression is followed: names that stand for each other multiply with every step."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a name stands for: something of a package. `name` is empty for the package itself, and `default` for its main thing."""

    package: str
    name: str


@dataclass
class Program:
    """One program, read by its syntax."""

    data: bytes
    ending: str
    imports: dict[str, Imported] = field(default_factory=dict)
    packages: set[str] = field(default_factory=set)
    _values: dict[str, list[Node]] = field(default_factory=dict)
    _fields: dict[str, list[Node]] = field(default_factory=dict)
    _parameters: set[str] = field(default_factory=set)
    _steps: int = 0

    def __post_init__(self) -> None:
        for node in self.nodes:
            self._note(node)

    @cached_property
    def _root(self) -> Node:
        import tree_sitter_typescript
        from tree_sitter import Language, Parser

        plain = self.ending in _PLAIN
        return (
            Parser(Language(tree_sitter_typescript.language_typescript() if plain else tree_sitter_typescript.language_tsx()))
            .parse(self.data)
            .root_node
        )

    @cached_property
    def nodes(self) -> list[Node]:
        """Every node that has a name, in the order of the program."""
        found: list[Node] = []
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting += reversed(node.named_children)
        return found

    @cached_property
    def _lines(self) -> list[bytes]:
        return self.data.split(b"\n")

    def mark(self, node: Node) -> Mark:
        """Where a node begins."""
        row, column = node.start_point
        return row + 1, len(self._lines[row][:column].decode("utf-8", errors="replace")) + 1

    @property
    def broken(self) -> Mark | None:
        """Where the program cannot be read as JavaScript or TypeScript; None where all of it can."""
        if not self._root.has_error:
            return None
        return next((self.mark(node) for node in self.nodes if node.type == "ERROR" or node.is_missing), self.mark(self._root))

    def _note(self, node: Node) -> None:
        if node.type == "import_statement":
            self._import(node)
        elif node.type in ("variable_declarator", "public_field_definition", "field_definition"):
            self._bound(node.child_by_field_name("name") or node.child_by_field_name("property"), node.child_by_field_name("value"))
        elif node.type in ("assignment_expression", "assignment_pattern"):
            self._bound(node.child_by_field_name("left"), node.child_by_field_name("right"))
        elif node.type in ("required_parameter", "optional_parameter"):
            pattern, value = node.child_by_field_name("pattern"), node.child_by_field_name("value")
            if pattern is not None:
                self._parameters.add(text(pattern))
            self._bound(pattern, value)

    def _import(self, node: Node) -> None:
        source = node.child_by_field_name("source")
        package = package_of(string(source)) if source is not None else ""
        self.packages.add(package)
        for part in below(node):
            if part.type == "import_specifier":
                name = part.child_by_field_name("name")
                alias = part.child_by_field_name("alias") or name
                if name is not None and alias is not None:
                    self.imports[text(alias)] = Imported(package, text(name))
            elif part.type == "identifier" and part.parent is not None and part.parent.type in ("import_clause", "namespace_import"):
                self.imports[text(part)] = Imported(package, "default" if part.parent.type == "import_clause" else "")

    def _bound(self, name: Node | None, value: Node | None) -> None:
        if name is None or value is None:
            return
        required = required_package(value)
        if required:
            self._require(name, package_of(required))
        elif name.type == "identifier":
            self._values.setdefault(text(name), []).append(value)
        elif name.type in ("property_identifier", "private_property_identifier") or is_field(name):
            self._fields.setdefault(last_name(name), []).append(value)

    def _require(self, name: Node, package: str) -> None:
        self.packages.add(package)
        if name.type == "identifier":
            self.imports[text(name)] = Imported(package, "default")
        for part in below(name):
            if part.type == "shorthand_property_identifier_pattern":
                self.imports[text(part)] = Imported(package, text(part))
            elif part.type == "pair_pattern":
                key, value = part.child_by_field_name("key"), part.child_by_field_name("value")
                if key is not None and value is not None:
                    self.imports[text(value)] = Imported(package, text(key))

    def bound(self, name: Node) -> list[Node]:
        """Every expression that a name, or a field of the object itself, is set to."""
        return (self._fields if is_field(name) else self._values).get(last_name(name), [])

    def values(self, node: Node) -> list[Value | Open]:
        """The texts that an expression may be, each once, and why where it cannot be said."""
        self._steps = 0
        found = list(dict.fromkeys(self._follow(node, 0)))
        return found if len(found) <= _MOST else [*found[:_MOST], Open("there are too many names to list")]

    def _follow(self, node: Node, hands: int) -> Iterator[Value | Open]:
        self._steps += 1
        if hands > _HANDS or self._steps > _MOST_STEPS:
            yield Open("the model name goes through too many hands")
        elif node.type in ("string", "template_string"):
            whole = all(child.type != "template_substitution" for child in node.named_children)
            yield Value(string(node)) if whole else Open("the model name is put together when the program runs")
        elif node.type in WRAPPERS and node.named_children:
            yield from self._follow(node.named_children[0], hands + 1)
        elif node.type == "ternary_expression":
            for side in ("consequence", "alternative"):
                part = node.child_by_field_name(side)
                if part is not None:
                    yield from self._follow(part, hands + 1)
        elif node.type == "binary_expression" and operator(node) in ("??", "||"):
            yield from self._either(node, hands)
        elif environment(node) is not None:
            yield Open(f"the model name comes from the environment ({environment(node) or 'a variable'})")
        elif node.type in ("identifier", "member_expression", "shorthand_property_identifier"):
            yield from self._named(node, hands)
        else:
            yield Open("the model name is computed when the program runs")

    def _either(self, node: Node, hands: int) -> Iterator[Value | Open]:
        """`first ?? second`: a text that stands second is what holds where the first is not set."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return
        first, second = list(self._follow(left, hands + 1)), list(self._follow(right, hands + 1))
        unset = environment(left) or text(left)
        for found in second:
            open_before = any(isinstance(part, Open) for part in first)
            yield Value(found.text, found.note or f"default of {unset}") if isinstance(found, Value) and open_before else found
        yield from (found for found in first if isinstance(found, Value))
        if not any(isinstance(found, Value) for found in second):
            yield from first

    def _named(self, node: Node, hands: int) -> Iterator[Value | Open]:
        is_entry = node.type == "member_expression" and not is_field(node)
        held = self._entries(node) if is_entry else self.bound(node)
        for value in held:
            yield from self._follow(value, hands + 1)
        if node.type != "member_expression" and text(node) in self._parameters:
            yield Open(f"`{text(node)}` is a parameter, and nothing in this file says what it is given")
        elif not held:
            yield Open(f"`{text(node)[:60]}` comes from elsewhere")

    def _entries(self, node: Node) -> list[Node]:
        """What an entry of a table that this file writes out is set to."""
        owner = node.child_by_field_name("object")
        if owner is None or (owner.type != "identifier" and not is_field(owner)):
            return []
        tables = [table for value in self.bound(owner) if (table := table_of(value)) is not None]
        return [found for table in tables if (found := option(table, (last_name(node),))) is not None]
