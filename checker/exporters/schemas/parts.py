"""What schemas are made of."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from checker.domain.verdict import Evidence, Verdict

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
OPTIONAL: Schema = {"type": ["string", "null"]}
TRUTH: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "format": "date"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
VERDICT: Schema = {"enum": [verdict.value for verdict in Verdict]}
EVIDENCE: Schema = {"enum": [kind.value for kind in Evidence]}
PROVIDER: Schema = {"type": "string", "minLength": 1, "description": "The service that the model was named with; left out where none was."}


def object_of(**properties: Schema) -> Schema:
    """An object with exactly these keys."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def may_lack(schema: Schema, *names: str) -> Schema:
    """An object of which some keys may be left out."""
    return {**schema, "required": [name for name in schema["required"] if name not in names]}


def list_of(items: Schema, description: str = "") -> Schema:
    """A list of one kind of things."""
    return {"type": "array", "items": items, **({"description": description} if description else {})}


def map_of(values: Schema, description: str) -> Schema:
    """An object whose keys are names that somebody gave."""
    return {"type": "object", "additionalProperties": values, "description": description}


def words_of(values: type[Enum] | Iterable[str], description: str = "") -> Schema:
    """One word of a closed list."""
    words = [str(value.value if isinstance(value, Enum) else value) for value in values]
    return {"enum": words, **({"description": description} if description else {})}


def or_null(schema: Schema) -> Schema:
    """What may be there or not."""
    return {"anyOf": [schema, {"type": "null"}]}


def said(schema: Schema, description: str) -> Schema:
    """The same with what it means."""
    return {**schema, "description": description}


def part(name: str) -> Schema:
    """A definition of the same schema."""
    return {"$ref": f"#/$defs/{name}"}


def counts() -> Schema:
    """How many verdicts there are of each kind."""
    return object_of(**{verdict.value: COUNT for verdict in Verdict})


def head(schema: str) -> dict[str, Schema]:
    """What an answer about an organization begins with."""
    return {
        "schema": {"const": schema},
        "as_of": said(DAY, "The day the question was asked for."),
        "library": object_of(version=TEXT, sha256=said(TEXT, "Digest of the encodings, catalog and vocabulary in use.")),
        "organization": TEXT,
    }


def document(schema: str, title: str, description: str, body: Schema, **definitions: Schema) -> Schema:
    """A whole schema; `schema` is the name and version that the output bears, as `licheck/report/1`."""
    _, name, version = schema.split("/")
    return {
        "$schema": DIALECT,
        "$id": f"urn:licheck:schema:{name}:{version}",
        "title": f"licheck {title}",
        "description": description,
        **body,
        "$defs": definitions,
    }
