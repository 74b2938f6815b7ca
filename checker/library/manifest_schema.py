"""The JSON Schema of a manifest."""

from __future__ import annotations

from checker.domain.vocabulary import Vocabulary
from checker.library.json_schema import TEXT, Schema, add_lists, describe, listed, schema_of
from checker.library.manifest_shape import manifest_shape
from checker.library.profile_schema import DUTIES_MET, SAYS_OF_A_BASE, SAYS_OF_A_MODEL, add_model_words, fact_schema

_SAYS = {
    "": {
        "schema": "The version of this format.",
        "use": "The use that every model serves which names none itself: an id of the profile.",
        "models": "The models the repository uses.",
    },
    "EntryShape": {
        "use": "The use it serves: the id of a use of the profile, or a use written out.",
        "owner": "Who answers for the model in this repository.",
        "note": "What else a reader should know.",
        **SAYS_OF_A_MODEL,
    },
    "BaseShape": SAYS_OF_A_BASE,
    "WrittenUseShape": {
        "id": "The name of the use in reports.",
        "meets": "Duties that are already met, as `license#clause`.",
    },
}


def manifest_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a manifest under a vocabulary."""
    schema = schema_of(manifest_shape(vocabulary), "manifest:1", "licheck manifest")
    definitions, properties = schema["$defs"], schema["properties"]
    facts = [fact for fact in vocabulary.facts.values() if fact.name.startswith("use.")]
    add_lists(schema, vocabulary, tuple(dict.fromkeys(["modalities", *filter(None, map(vocabulary.list_of, facts))])))
    for fact in facts:
        definitions["WrittenUseShape"]["properties"][fact.name.removeprefix("use.")] = fact_schema(fact, vocabulary)
    definitions["WrittenUseShape"]["properties"]["meets"] = dict(DUTIES_MET)
    definitions["EntryShape"]["properties"]["use"] = {"anyOf": [TEXT, listed("WrittenUseShape"), {"type": "null"}]}
    add_model_words(definitions["EntryShape"])
    properties["models"] = {"type": "array", "items": {"anyOf": [TEXT, listed("EntryShape")]}}
    describe(schema, _SAYS)
    return schema
