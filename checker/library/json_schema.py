"""JSON Schema of the file shapes, for editors: it refuses what licheck refuses, and takes what licheck takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from checker.domain.vocabulary import Vocabulary, Word

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": ["string", "number"]}
"""Text as licheck reads it: an editor sees a number in a bare `4.10`, and licheck the text."""


class _Generator(GenerateJsonSchema):
    """Pydantic's generator without what only repeats the name of a key or says that nothing is the default."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 (pydantic's signature)
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default") in (None, [], {}):
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        if inner == TEXT:
            return {"type": [*TEXT["type"], "null"]}
        return super().nullable_schema(schema)


def schema_of(shape: type[BaseModel], name: str, title: str) -> Schema:
    """The JSON Schema of a shape, under the name `urn:licheck:schema:<name>`."""
    generated = shape.model_json_schema(by_alias=True, schema_generator=_Generator)
    for definition in (generated, *generated["$defs"].values()):
        definition.pop("title", None)
    return {"$schema": DIALECT, "$id": f"urn:licheck:schema:{name}", "title": title, **generated}


def words_schema(words: Mapping[str, Word]) -> Schema:
    """A word of a closed list. `enumDescriptions` is what editors show beside a suggestion; validators pass over it."""
    described = [f"{word.label}: {word.definition}" if word.definition else word.label for word in words.values()]
    return {"enum": list(words), "enumDescriptions": described}


def add_lists(schema: Schema, vocabulary: Vocabulary, names: tuple[str, ...]) -> None:
    """Puts closed lists of the vocabulary among the definitions, where `listed` points at them."""
    for name in names:
        schema["$defs"][name] = words_schema(vocabulary.lists[name])


def listed(name: str) -> Schema:
    """A word of the list of that name."""
    return {"$ref": f"#/$defs/{name}"}


def describe(schema: Schema, says: Mapping[str, Mapping[str, str]]) -> None:
    """Adds what each key means: by definition (`` for the schema itself) and key."""
    for definition, keys in says.items():
        properties = (schema["$defs"][definition] if definition else schema)["properties"]
        for key, text in keys.items():
            properties[key] = {**properties[key], "description": text}
