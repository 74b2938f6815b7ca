"""The JSON Schema of a file of decisions."""

from __future__ import annotations

from checker.domain.fact import FactDefinition, FactKind
from checker.domain.vocabulary import Vocabulary
from checker.library.decisions_shape import DecisionsShape
from checker.library.facts import UNKNOWN
from checker.library.json_schema import TEXT, Schema, add_lists, describe, listed, schema_of

_SAYS = {
    "": {"schema": "The version of this format.", "decisions": "One entry for each decision."},
    "DecisionShape": {
        "id": "The name of the decision, as reports show it.",
        "decided_by": "Who decided.",
        "date": "The day it was taken, as 2026-11-27.",
        "expires": "The last day on which it holds, as 2027-11-27.",
        "why": "The reason, for whoever reads it in a year.",
        "ticket": "Where it was discussed.",
        "scope": "What it is about: at least a model or a license.",
        "outcome": "Of a clause: whether it applies. Of a whole verdict: what it becomes.",
        "agreement": "The reference of an agreement of the profile, on which a deny is accepted.",
        "only_while": "Licenses the model may come under; under any other its verdict is `review` at best.",
        "conditions": "What has to be done for the decision to hold; shown with each verdict.",
        "rests_on": "What it was taken on. When any of it changes, the decision lapses.",
    },
    "ScopeShape": {
        "model": "One model, by its id.",
        "revision": "One revision of the model; every revision where left out.",
        "license": "One license, by its id.",
        "clause": "One clause of that license.",
        "use": "One use of the profile; every use where left out.",
        "organization": "The organization, as the profile names it.",
    },
    "BasisShape": {
        "verdict": "The verdict underneath.",
        "reasons": "What the decision was taken in view of; it lapses when another reason appears.",
        "texts": "The sha256 of the text of each license, or `unseen`, or `not-encoded`.",
        "facts": "Facts it rests on, each with its value or the range in which it may move.",
    },
}
_DAY: Schema = {"type": "string", "format": "date"}
_ON_CLAUSE = ["applies", "does-not-apply"]


def decisions_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a file of decisions under a vocabulary."""
    schema = schema_of(DecisionsShape, "decisions:1", "licheck decisions")
    definitions = schema["$defs"]
    facts = vocabulary.facts.values()
    add_lists(schema, vocabulary, tuple(dict.fromkeys(filter(None, map(vocabulary.list_of, facts)))))
    definitions["BasisShape"]["properties"]["facts"] = {
        "type": "object",
        "properties": {fact.name: _fact(fact, vocabulary) for fact in facts},
        "patternProperties": {"^[^#]+#.+$": {"const": UNKNOWN}},
        "additionalProperties": False,
    }
    text = {"anyOf": [{"type": "string", "pattern": "^[0-9a-f]{64}$"}, {"enum": ["unseen", "not-encoded"]}]}
    definitions["BasisShape"]["properties"]["texts"] = {"type": "object", "minProperties": 1, "additionalProperties": text}
    definitions["DecisionShape"]["properties"] |= {"date": _DAY, "expires": _DAY}
    definitions["DecisionShape"]["if"] = {"properties": {"outcome": {"enum": _ON_CLAUSE}}}
    definitions["DecisionShape"]["then"] = {"properties": {"scope": {"required": ["license", "clause"]}}}
    definitions["DecisionShape"]["else"] = {"properties": {"scope": {"not": {"required": ["clause"]}}}}
    definitions["ScopeShape"]["anyOf"] = [{"required": ["model"]}, {"required": ["license"]}]
    definitions["ScopeShape"]["dependentRequired"] = {"revision": ["model"], "clause": ["license"]}
    describe(schema, _SAYS)
    return schema


def _fact(definition: FactDefinition, vocabulary: Vocabulary) -> Schema:
    """A value of a fact, or the range in which it may move."""
    described: Schema = {"title": definition.label, "description": definition.definition}
    words = vocabulary.list_of(definition)
    item: Schema = listed(words) if words else TEXT
    if definition.kind is FactKind.FIGURE:
        return {**described, "type": ["string", "integer"], "examples": ["under 100 million"]}
    if definition.kind is FactKind.TRUTH:
        return {**described, "enum": [True, False, UNKNOWN]}
    several: Schema = {"type": "array", "items": item}
    if definition.kind in (FactKind.CHOICES, FactKind.COUNTRIES, FactKind.NAMES):
        return {**described, "anyOf": [several, _moving("within", several), {"const": UNKNOWN}]}
    one = _DAY if definition.kind is FactKind.DATE else item
    return {**described, "anyOf": [one, _moving("one_of", {"type": "array", "items": one}), {"const": UNKNOWN}]}


def _moving(key: str, values: Schema) -> Schema:
    return {"type": "object", "properties": {key: {**values, "minItems": 1}}, "required": [key], "additionalProperties": False}
