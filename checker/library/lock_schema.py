"""The JSON Schema of a lock file."""

from __future__ import annotations

from checker.library.json_schema import Schema, describe, schema_of
from checker.library.lock_shape import LockShape

_SAYS = {
    "": {
        "schema": "The version of this format.",
        "verdicts": "One entry for each model of the manifest and the use it serves, sorted.",
        "evidence": "What the Hub said of each model and of its base models, sorted.",
    },
    "LockedVerdictShape": {
        "model": "The model, as the manifest names it.",
        "use": "The use it serves.",
        "revision": "The revision that the manifest pins.",
        "provider": "Of a hosted model: whose service it is reached through.",
        "verdict": "The verdict on the day of the lock.",
        "because": "What decided it, as `license#clause`, or what the evidence is about.",
        "licenses": "The licenses it rests on.",
        "library": "Version and digest of the library that judged it.",
    },
    "LockedLicenseShape": {
        "id": "The license.",
        "via": "`own`, or the base model that brings it along.",
        "evidence": "The kind of the weakest source that says so.",
        "text": "The sha256 of the normalized text that was encoded.",
    },
    "LockedModelShape": {
        "model": "The name the Hub was asked for.",
        "revision": "The revision it was asked for.",
        "id": "The name under which the Hub answered.",
        "publisher": "Who owns the repository.",
        "commit": "The commit that was read.",
        "inputs": "What the model takes in, as far as the Hub says.",
        "bases": "The models it was made from.",
        "statements": "What card and license texts say of its license.",
        "doubts": "What keeps it from being taken at its word.",
        "files": "License texts, policies and notices beside the weights, with the sha256 of their bytes.",
    },
    "LockedBaseShape": {"model": "The base model.", "relation": "How the model was made from it."},
    "LockedStatementShape": {
        "license": "A license id; `all` or `any` of several; or an id with a doubt. Left out where the weights are withheld.",
        "evidence": "The kind of the source.",
        "source": "What was read, and at which commit.",
        "commit": "The whole commit.",
        "sha256": "Of the bytes that were read.",
    },
    "LockedDoubtShape": {
        "says": "The doubt.",
        "remedy": "The way out of it.",
        "domicile": "The group of countries whose organizations it is about.",
        "missing": "What would have to be known.",
    },
}


def lock_schema() -> Schema:
    """The schema of licheck.lock."""
    schema = schema_of(LockShape, "lock:1", "licheck lock file")
    describe(schema, _SAYS)
    return schema
