"""The JSON Schema of the JSON report (DESIGN 5). A key more or less is another version."""

from __future__ import annotations

from collections.abc import Sequence

from checker.domain.report import DutyStatus
from checker.domain.truth import Truth
from checker.domain.verdict import Evidence, Verdict
from checker.exporters.json_report import SCHEMA
from checker.exporters.schemas.parts import PROVIDER, Schema, list_of, may_lack, object_of

_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_VERDICT: Schema = {"enum": [verdict.value for verdict in Verdict]}


def report_schema() -> Schema:
    """The schema of a report of version 1."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:licheck:schema:report:1",
        "title": "licheck report",
        "description": "The verdicts of one run, with their reasons. licheck is not legal advice.",
        **object_of(
            schema={"const": SCHEMA},
            as_of={"type": "string", "format": "date", "description": "The day the question was asked for."},
            library=object_of(version=_TEXT, sha256={**_TEXT, "description": "Digest of the encodings, catalog and vocabulary in use."}),
            organization=_TEXT,
            results=list_of({"$ref": "#/$defs/result"}, "One for every use and model."),
            summary=object_of(**{verdict.value: {"type": "integer", "minimum": 0} for verdict in Verdict}),
        ),
        "$defs": {"result": _result(), "reason": _reason(), "duty": _duty()},
    }


def _words(values: Sequence[str], description: str) -> Schema:
    return {"enum": list(values), "description": description}


def _result() -> Schema:
    evidence = _words([kind.value for kind in Evidence], "The kind of the weakest source that says so.")
    via = {**_TEXT, "description": "`own`, or the id of the base model that brings the license along."}
    result = object_of(
        use=_TEXT,
        model=_TEXT,
        revision=_TEXT_OR_NULL,
        provider=PROVIDER,
        verdict=_VERDICT,
        licenses=list_of(object_of(id=_TEXT, via=via, evidence=evidence), "The licenses that the verdict rests on."),
        reasons=list_of({"$ref": "#/$defs/reason"}, "What decided the verdict: for deny what forbids, for review all that is open."),
        duties=list_of({"$ref": "#/$defs/duty"}, "What the use has to do, and how it has to behave."),
        questions=list_of(object_of(fact=_TEXT, ask=_TEXT), "What only the user or counsel can answer."),
    )
    return may_lack(result, "provider")


def _reason() -> Schema:
    value: Schema = {"type": ["string", "boolean", "array", "null"], "items": _TEXT, "description": "null where it is not stated."}
    assumed: Schema = {"type": "boolean", "description": "Whether the value was taken to hold here without having been stated for here."}
    return object_of(
        license={**_TEXT_OR_NULL, "description": "null where no license is known."},
        clause={**_TEXT_OR_NULL, "description": "null for what no clause says, such as an absent grant."},
        section=_TEXT_OR_NULL,
        effect=_words(["permits", "prohibits", "requires", "evidence"], "What the clause does; `evidence` is about the sources."),
        outcome=_words([truth.value for truth in Truth], "Whether it applies."),
        acts=list_of(_TEXT, "The acts it bears on."),
        says=_TEXT,
        passage={**_TEXT_OR_NULL, "description": "The passage of the text at hand, verbatim."},
        facts=list_of(object_of(name=_TEXT, value=value, at=_TEXT_OR_NULL, assumed=assumed), "The facts it looked at."),
        missing=list_of(_TEXT, "What would have to be known."),
    )


def _duty() -> Schema:
    status = _words([status.value for status in DutyStatus], "Where it stands; `conduct` is a way to behave, and leaves `allow` alone.")
    return object_of(license=_TEXT, clause=_TEXT, section=_TEXT_OR_NULL, duty=_TEXT, says=_TEXT, status=status)
