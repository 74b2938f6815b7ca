"""The JSON Schema of a profile."""

from __future__ import annotations

from checker.domain.fact import FactDefinition, FactKind
from checker.domain.vocabulary import Vocabulary
from checker.library.facts import UNKNOWN
from checker.library.json_schema import TEXT, Schema, add_lists, describe, listed, schema_of
from checker.library.profile_shape import profile_shape

_COUNTS = ["41 million", "under 1 million", "between 60 million and 70 million"]
_SUMS = ["38 million EUR", "under 1 million USD", "between 1 million USD and 2 million USD"]
_COUNT: Schema = {"type": ["string", "integer"], "minimum": 0, "examples": _COUNTS}
_MONEY: Schema = {"type": "string", "examples": _SUMS}
_AMOUNT: Schema = {**_COUNT, "examples": [*_COUNTS, *_SUMS]}
_PERIODS = {"month": "^[0-9]{4}-(0[1-9]|1[0-2])$", "year": "^(19|20)[0-9]{2}$"}
_DATE: Schema = {"type": ["string", "null"], "format": "date"}

DUTIES_MET: Schema = {"type": "array", "items": {"type": "string", "pattern": "^[^#]+#.+$"}}
SAYS_OF_A_MODEL = {
    "model": "The id of the model.",
    "license": "A license id, an expression with OR and AND, or `unknown`.",
    "revision": "The revision of the model, where one is meant.",
    "provider": "Of a hosted model: whose service it is reached through, such as `Microsoft Azure`; the publisher's own if left out.",
    "publisher": "Who published the model.",
    "released": "The day the model was released, as 2025-04-05.",
    "inputs": "What the model takes in; complete once given.",
    "outputs": "What the model gives out; complete once given.",
    "base_models": "The models it was made from.",
}
SAYS_OF_A_BASE = {"model": "The id of the base model.", "relation": "How the model was made from it."}
_SAYS = {
    "": {
        "organization": "Who uses the models.",
        "exchange_rates": "US dollars for one unit of a currency, your own figures. Without one, amounts in that currency are unknown.",
        "use": "What the models are used for: the one use; several stand under `uses`.",
        "uses": "What the models are used for, one entry for each use.",
        "models": "Models that every use is judged on, besides its own. Without any, the whole catalog is judged.",
        "agreements": "Licenses and registrations that the organization holds.",
        "values": "Amounts that a license needs and nobody published, as `license#value: amount`.",
    },
    "OrganizationShape": {
        "name": "The name, as reports show it.",
        "figures_count": "Whose numbers the figures are: the licensee's alone, or the group's with its affiliates.",
    },
    "UseShape": {
        "id": "The name of the use in reports and on the command line.",
        "meets": "Duties that are already met, as `license#clause`.",
        "models": "Models of this use: ids of the catalog or the Hub, or entries written out.",
    },
    "WrittenOutShape": SAYS_OF_A_MODEL,
    "BaseShape": SAYS_OF_A_BASE,
    "AgreementShape": {
        "publisher": "The other side.",
        "kind": "A license granted, or a registration made.",
        "licenses": "What it covers: `license` for all that the license lets an agreement lift, `license#clause` for one clause.",
        "reference": "How your own files call it.",
        "expires": "Its last day, as 2027-01-31.",
    },
}


def profile_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a profile under a vocabulary."""
    schema = schema_of(profile_shape(vocabulary), "profile:1", "licheck profile")
    definitions, properties = schema["$defs"], schema["properties"]
    facts = [fact for fact in vocabulary.facts.values() if fact.name.startswith(("organization.", "use."))]
    add_lists(schema, vocabulary, tuple(dict.fromkeys(["modalities", "currencies", *filter(None, map(vocabulary.list_of, facts))])))
    for fact in facts:
        part, _, key = fact.name.partition(".")
        definitions["OrganizationShape" if part == "organization" else "UseShape"]["properties"][key] = fact_schema(fact, vocabulary)
    # A use of a list is a single use that has to have an id; said this way, the facts stand in the schema once.
    del definitions["NamedUseShape"]
    properties["use"] = {**listed("UseShape"), "minProperties": 1}
    properties["uses"] = {"type": "array", "minItems": 1, "items": {**listed("UseShape"), "required": ["id"]}}
    schema["oneOf"] = [{"required": ["use"]}, {"required": ["uses"]}]
    properties["exchange_rates"] = _rates()
    properties["values"] = _values()
    properties["models"] = definitions["UseShape"]["properties"]["models"] = _models()
    definitions["UseShape"]["properties"]["meets"] = dict(DUTIES_MET)
    add_model_words(definitions["WrittenOutShape"])
    definitions["AgreementShape"]["properties"]["expires"] = dict(_DATE)
    describe(schema, _SAYS)
    return schema


def add_model_words(definition: Schema) -> None:
    """What the keys of a model that is written out may hold, where the shape alone does not say it."""
    for key in ("inputs", "outputs"):
        definition["properties"][key] = {"anyOf": [{"type": "array", "items": listed("modalities")}, {"type": "null"}]}
    definition["properties"]["released"] = {"anyOf": [_DATE, {"const": UNKNOWN}]}


def fact_schema(definition: FactDefinition, vocabulary: Vocabulary) -> Schema:
    """What a fact may be stated as."""
    described: Schema = {"title": definition.label, "description": definition.definition}
    words = vocabulary.list_of(definition)
    if definition.kind is FactKind.FIGURE:
        figure = _MONEY if definition.dimension.startswith("money") else _COUNT
        dated = {"type": "object", "patternProperties": {_PERIODS[definition.period]: figure}, "additionalProperties": False}
        return {**described, "anyOf": [figure, dated]}
    if definition.kind is FactKind.TRUTH:
        return {**described, "enum": [True, False, UNKNOWN]}
    if definition.kind in (FactKind.CHOICES, FactKind.COUNTRIES, FactKind.NAMES):
        return {**described, "anyOf": [{"type": "array", "items": listed(words) if words else TEXT}, {"const": UNKNOWN}]}
    if definition.kind is FactKind.DATE:
        return {**described, "anyOf": [{"type": "string", "format": "date"}, {"const": UNKNOWN}]}
    return {**described, "anyOf": [listed(words), {"const": UNKNOWN}]} if words else {**described, **TEXT}


def _models() -> Schema:
    return {"type": "array", "items": {"anyOf": [TEXT, listed("WrittenOutShape")]}}


def _rates() -> Schema:
    rate = {"type": ["number", "string"], "exclusiveMinimum": 0}
    return {"type": "object", "propertyNames": listed("currencies"), "additionalProperties": rate}


def _values() -> Schema:
    nested = {"type": "object", "additionalProperties": _AMOUNT}
    return {"type": "object", "patternProperties": {"^[^#]+#.+$": _AMOUNT, "^[^#]+$": nested}, "additionalProperties": False}
