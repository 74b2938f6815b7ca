"""Nodes of the syntax of JavaScript and TypeScript: their texts, the options of a call, and what reads the environment or a package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

WRAPPERS = frozenset(["as_expression", "await_expression", "non_null_expression", "parenthesized_expression", "satisfies_expression"])
"""Nodes around an expression that do not change what it is."""
_ENVIRONMENT = re.compile(r"(?:process\.env|import\.meta\.env|Bun\.env|env)(?:\.(\w+)|\[['\"](\w+)['\"]\])\Z")


def text(node: Node) -> str:
    """The characters of a node."""
    return (node.text or b"").decode("utf-8", errors="replace")


def string(node: Node) -> str:
    """What a string without substitutions says."""
    return "".join(text(child) for child in node.named_children if child.type in ("string_fragment", "escape_sequence"))


def last_name(node: Node) -> str:
    """The last part of `a.b.c`, or a name itself."""
    if node.type == "member_expression":
        part = node.child_by_field_name("property")
        return text(part) if part is not None else ""
    return text(node)


def is_field(node: Node) -> bool:
    """Whether an expression is a field of the object itself: `this.model`."""
    owner = node.child_by_field_name("object") if node.type == "member_expression" else None
    return owner is not None and owner.type == "this"


def environment(node: Node) -> str | None:
    """The variable of the environment that an expression reads; None where it reads none."""
    written = re.sub(r"\s|!|\?(?=\.)", "", text(node)) if node.type in ("member_expression", "subscript_expression") else ""
    found = _ENVIRONMENT.search(written)
    if found is not None:
        return found.group(1) or found.group(2)
    called = node.child_by_field_name("function") if node.type == "call_expression" else None
    return "" if called is not None and text(called) in ("Deno.env.get", "env.get") else None


def options(call: Node) -> Iterator[Node]:
    """The objects among the arguments of a call."""
    arguments = call.child_by_field_name("arguments")
    return (node for node in (arguments.named_children if arguments is not None else ()) if node.type == "object")


def option(table: Node, names: tuple[str, ...]) -> Node | None:
    """What an object has under one of some names."""
    for entry in table.named_children:
        key = entry.child_by_field_name("key") if entry.type == "pair" else entry
        if key is not None and entry.type in ("pair", "shorthand_property_identifier"):
            written = string(key) if key.type == "string" else text(key)
            if written in names:
                return entry.child_by_field_name("value") if entry.type == "pair" else entry
    return None


def is_spread(table: Node) -> bool:
    """Whether an object takes in what stands elsewhere."""
    return any(entry.type == "spread_element" for entry in table.named_children)


def table_of(node: Node) -> Node | None:
    """The object that an expression writes out; None for any other expression."""
    while node.type in WRAPPERS and node.named_children:
        node = node.named_children[0]
    return node if node.type == "object" else None


def operator(node: Node) -> str:
    """The operator of an expression of two sides."""
    sign = node.child_by_field_name("operator")
    return text(sign) if sign is not None else ""


def required_package(value: Node) -> str:
    """The package that `require("…")` or `await import("…")` brings; empty for any other expression."""
    while value.type in WRAPPERS and value.named_children:
        value = value.named_children[0]
    called = value.child_by_field_name("function") if value.type == "call_expression" else None
    arguments = value.child_by_field_name("arguments") if called is not None and text(called) in ("require", "import") else None
    first = arguments.named_children[0] if arguments is not None and arguments.named_children else None
    return string(first) if first is not None and first.type == "string" else ""


def package_of(written: str) -> str:
    """The package that a specifier names: `npm:openai@4` and `https://esm.sh/openai@4` are `openai`."""
    name = re.sub(r"\A(?:npm:|jsr:|https?://(?:esm\.sh|cdn\.skypack\.dev|cdn\.jsdelivr\.net/npm|unpkg\.com|esm\.run)/)", "", written)
    scoped = re.match(r"(@[^/@]+/[^/@]+|[^/@]+)", name)
    return scoped.group(1) if scoped and not written.startswith((".", "/", "~")) else written


def below(node: Node) -> Iterator[Node]:
    """Every node inside another."""
    for child in node.named_children:
        yield child
        yield from below(child)
