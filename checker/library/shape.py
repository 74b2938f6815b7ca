"""Checks the shape of a document against a pydantic model and tells every problem with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from checker.errors import Problem
from checker.language.typecheck import nearest
from checker.textio.document import Document


class Shape(BaseModel):
    """Base of all file shapes: nothing unknown is let in, nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _text(value: object) -> object:
    if value is None or isinstance(value, bool):
        raise PydanticCustomError(
            "licheck", "expected text", {"hint": "put it in quotes"} if value is not None else {"hint": "state it or leave the key out"}
        )
    if not isinstance(value, str):
        raise PydanticCustomError("licheck", "expected text, found a {kind}", {"kind": _kind(value), "hint": ""})
    if not value.strip():
        raise PydanticCustomError("licheck", "expected text, found nothing", {"hint": "state it or leave the key out"})
    return value


def _one(value: object) -> object:
    if value != "1":
        raise PydanticCustomError("licheck", "unknown schema version `{value}`", {"value": value, "hint": "this licheck reads `schema: 1`"})
    return value


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "mapping"
    return "list" if isinstance(value, list) else "word"


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "number"], "pattern": r"\S"})]
"""Any scalar but a truth or nothing, as it was written."""

SchemaOne = Annotated[str, BeforeValidator(_one), WithJsonSchema({"const": 1})]
"""`schema: 1`."""

Texts = list[Text]


def word_of(known: Iterable[str], what: str) -> Any:
    """The type of a word from a closed list; a wrong one is answered with the nearest right ones."""
    words = sorted(known)

    def check(value: object) -> object:
        value = _text(value)
        if value not in words:
            hint = nearest(str(value), words) or _listing(words)
            raise PydanticCustomError("licheck", "unknown {what} `{value}`", {"what": what, "value": value, "hint": hint})
        return value

    return Annotated[str, BeforeValidator(check), WithJsonSchema({"enum": words})]


def _listing(words: list[str]) -> str:
    shown = ", ".join(f"`{word}`" for word in words[:12])
    return f"use one of {shown}" + (" …" if len(words) > 12 else "")


def problems_of(document: Document, shape: type[BaseModel], where: tuple[str | int, ...] = ()) -> list[Problem]:
    """Every way in which the document's data does not fit `shape`; empty when it does."""
    data = document.data
    for step in where:
        data = data[step]
    if data is None:
        return [document.problem(where, "is empty")]
    if not isinstance(data, dict):
        return [document.problem(where, f"expected a mapping of keys, found a {_kind(data)}")]
    try:
        shape.model_validate(data)
    except ValidationError as error:
        return [_problem(document, shape, where, item) for item in error.errors(include_url=False)]
    return []


def _problem(document: Document, shape: type[BaseModel], where: tuple[str | int, ...], item: Any) -> Problem:
    location: tuple[str | int, ...] = (*where, *item["loc"])
    kind = str(item["type"])
    context = item.get("ctx", {})
    name = str(location[-1]) if location else ""
    if kind == "licheck":
        return document.problem(location, str(item["msg"]), str(context.get("hint", "")))
    if kind == "extra_forbidden":
        known = _known_keys(shape, tuple(item["loc"][:-1]))
        return document.problem(location, f"unknown key `{name}`", nearest(name, known) or _listing(sorted(known)), of_key=True)
    if kind == "missing":
        return document.problem(location[:-1], f"the key `{name}` is missing")
    if kind in ("dict_type", "model_type", "model_attributes_type", "mapping_type"):
        return document.problem(location, f"expected a mapping of keys, found {_found(item['input'])}")
    if kind == "list_type":
        return document.problem(location, f"expected a list, found {_found(item['input'])}", "write it as `[…]` or with dashes")
    if kind == "bool_type":
        return document.problem(location, f"expected `true` or `false`, found {_found(item['input'])}")
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", str(context["expected"]))
        hint = nearest(str(item["input"]), words) or _listing(words)
        return document.problem(location, f"unknown {name.replace('_', ' ')} {_found(item['input'])}", hint)
    return document.problem(location, str(item["msg"])[:1].lower() + str(item["msg"])[1:])


def _found(value: object) -> str:
    if isinstance(value, (dict, list)):
        return f"a {_kind(value)}"
    return "nothing" if value is None else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _known_keys(shape: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """The keys that would be right at a place of a shape."""
    here: Any = shape
    for step in location:
        field = here.model_fields.get(step) if isinstance(step, str) and _is_shape(here) else None
        if field is None and isinstance(step, str) and _is_shape(here):
            field = next((f for f in here.model_fields.values() if f.alias == step), None)
        here = _inner_shape(field.annotation) if field is not None else here
    return [field.alias or name for name, field in here.model_fields.items()] if _is_shape(here) else []


def _inner_shape(annotation: Any) -> Any:
    if _is_shape(annotation):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner_shape(argument)
        if found is not None:
            return found
    return None


def _is_shape(candidate: Any) -> bool:
    return isinstance(candidate, type) and issubclass(candidate, BaseModel)
