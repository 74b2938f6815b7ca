"""The JSON Schema of an encoding, for whoever writes one."""

from __future__ import annotations

from checker.domain.vocabulary import Vocabulary
from checker.library.json_schema import TEXT, Schema, add_lists, describe, listed, schema_of
from checker.library.license_shape import LicenseShape
from checker.library.licenses import LICENSE_RELEASED, MAX_ANCHOR_WORDS

_ID = {"pattern": "^[a-z0-9][a-z0-9.+-]*$"}
_ANCHOR = {"type": ["string", "number", "null"], "pattern": rf"^\s*(\S+(\s+|$)){{0,{MAX_ANCHOR_WORDS}}}$"}

_SAYS = {
    "": {
        "schema": "The version of this format.",
        "text": "The text that the file encodes; the text itself is not part of licheck.",
        "review": "How far the encoding has come, and who has looked at it.",
        "values": "Every number that a condition compares with.",
        "terms": "Names for conditions that the text defines or repeats.",
        "clauses": "The clauses, in the order of the text.",
        "not_encoded": "Every numbered section that is no clause, with the reason.",
    },
    "AboutShape": {
        "id": "The name of the file, without `.yaml`.",
        "kind": "A license; a policy, which binds only with a license; or the terms of a hosted service.",
        "publisher": "The publisher's short name, the same in the catalog and in agreements.",
        "evidence": "`primary`: encoded from the text. `reported`: the text was never seen.",
        "template": "Whether anybody may license under this text; the licensor is then the model's publisher.",
        "spdx": "The SPDX id, where there is one.",
        "released": "The date of the text.",
        "incorporates": "Other files whose clauses bind too.",
        "reaches": "Which derivatives carry these terms; all but `distilled` where it is left out.",
        "hub_tags": "The tags or license names that the Hub uses for it.",
    },
    "SourceShape": {"sha256": "Of the normalized text (`licheck licenses digest FILE`).", "source": "Where a person can read it."},
    "ReviewShape": {
        "status": "`partial`: only an excerpt was seen.",
        "encoded": "The day it was encoded.",
        "checked": "When a second reader checked it.",
    },
    "MeasuredShape": {
        "over": "The time that the number is counted over.",
        "event": "What that time is measured from.",
        "counting": "Whose numbers are added up.",
    },
    "ValueShape": {
        "amount": "The number, or `unknown` where nobody published it.",
        "anchor": "At most ten consecutive words that find the passage.",
    },
    "TermShape": {"means": "A condition: one line of words."},
    "ClauseShape": {
        "section": "As the text numbers it; an unnumbered part by its heading.",
        "says": "What the clause says, in our own words.",
        "anchor": "At most ten consecutive words that find the passage.",
        "acts": "The acts that the clause is about, or `all`.",
        "when": "The condition under which it applies; always where it is left out.",
        "unless": "The condition under which it does not apply after all.",
        "unsettled": "A question for counsel, where the text leaves the reading open.",
        "lifted_by": "The kind of agreement that lifts the clause.",
        "remedy": "What a user can do about it.",
        "duty": "With `requires`: what has to be done.",
        "with": "With `requires`: the parameters of the duty.",
        "note": "A remark for readers of the file.",
    },
    "OmissionShape": {"reason": "Why it does not bear on whether a model may be used."},
}


def license_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of an encoding under a vocabulary."""
    schema = schema_of(LicenseShape, "license:1", "licheck encoding of a license")
    add_lists(schema, vocabulary, ("acts",))
    schema["$defs"]["duties"] = {
        "enum": list(vocabulary.duties),
        "enumDescriptions": [f"{duty.label}: {duty.definition}" for duty in vocabulary.duties.values()],
    }
    schema["properties"]["schema"] = {"enum": [1, "1"]}
    for part in ("values", "terms"):
        schema["properties"][part]["propertyNames"] = _ID
    _about(schema)
    _values(schema, vocabulary)
    _clauses(schema)
    # A text that was seen is pinned; only a reported one has nothing to pin.
    reported = {"properties": {"license": {"properties": {"evidence": {"const": "reported"}}, "required": ["evidence"]}}}
    schema |= {"if": reported, "else": {"properties": {"text": {"required": ["sha256"]}}}}
    describe(schema, _SAYS)
    return schema


def _about(schema: Schema) -> None:
    schema["$defs"]["AboutShape"]["properties"]["released"] = {"type": ["string", "null"], "format": "date"}


def _values(schema: Schema, vocabulary: Vocabulary) -> None:
    value = schema["$defs"]["ValueShape"]["properties"]
    value["unit"] = {"enum": list(vocabulary.units), "description": "What the number counts."}
    value["anchor"] = dict(_ANCHOR)
    measured = schema["$defs"]["MeasuredShape"]["properties"]
    measured["over"] = {"enum": list(vocabulary.windows)}
    measured["event"] = {"enum": [LICENSE_RELEASED, "model.released", "today", None]}
    measured["counting"] = {"type": "array", "items": {"enum": sorted(vocabulary.parties)}}


def _clauses(schema: Schema) -> None:
    clause = schema["$defs"]["ClauseShape"]
    properties = clause["properties"]
    properties["id"] = {**TEXT, **_ID}
    properties["anchor"] = dict(_ANCHOR)
    properties["acts"] = {"anyOf": [{"const": "all"}, {"type": "array", "items": listed("acts"), "minItems": 1}]}
    properties["duty"] = {"anyOf": [listed("duties"), {"type": "null"}]}
    clause["if"] = {"properties": {"effect": {"const": "requires"}}}
    clause["then"] = {"required": ["duty"], "properties": {"duty": {"type": "string"}}}
    clause["else"] = {"properties": {"duty": {"type": "null"}, "with": {"maxProperties": 0}}}
