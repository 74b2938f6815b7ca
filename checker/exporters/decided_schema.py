"""The JSON Schema of the JSON report with decisions. A key more or less is another version."""

from __future__ import annotations

from checker.domain.decision import Ruling
from checker.domain.decision_codes import DECISION_CODES
from checker.domain.gate import Level
from checker.domain.verdict import Verdict
from checker.exporters.decided_json import SCHEMA
from checker.exporters.report_schema import report_schema
from checker.exporters.schemas.parts import PROVIDER, Schema, list_of, may_lack, object_of

_TEXT: Schema = {"type": "string"}
_OPTIONAL: Schema = {"type": ["string", "null"]}
_VERDICT: Schema = {"enum": [verdict.value for verdict in Verdict]}
_DAY: Schema = {"type": "string", "format": "date"}


def decided_schema() -> Schema:
    """The schema of a report with decisions of version 1; the report underneath keeps its own."""
    underneath = report_schema()
    definitions = underneath.pop("$defs")
    for key in ("$schema", "$id"):
        underneath.pop(key)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:licheck:schema:decided-report:1",
        "title": "licheck report with decisions",
        "description": "The verdicts of one run and, beside them, what decisions make of them. licheck is not legal advice.",
        **object_of(
            schema={"const": SCHEMA},
            report=underneath,
            outcomes=list_of({"$ref": "#/$defs/outcome"}, "One for each result of the report, in its order."),
            decisions=list_of({"$ref": "#/$defs/decision"}, "The decisions that were applied, by id."),
            findings=list_of({"$ref": "#/$defs/finding"}, "What is to be told of the decisions themselves."),
            summary=object_of(**{verdict.value: {"type": "integer", "minimum": 0} for verdict in Verdict}),
        ),
        "$defs": {**definitions, "outcome": _outcome(), "decision": _decision(), "finding": _finding()},
    }


def _outcome() -> Schema:
    applied = object_of(id=_TEXT, settles=list_of(_TEXT, "Clauses as `license#clause`, or the reasons it was taken in view of."))
    lapsed = object_of(id=_TEXT, code={"enum": list(DECISION_CODES)}, because=_TEXT)
    outcome = object_of(
        use=_TEXT,
        model=_TEXT,
        revision=_OPTIONAL,
        provider=PROVIDER,
        verdict={**_VERDICT, "description": "The verdict underneath."},
        outcome={**_VERDICT, "description": "The verdict after decisions; the exit code goes by it."},
        decisions=list_of(applied, "The decisions that were applied, and what each settled."),
        conditions=list_of(_TEXT, "What the decisions ask for."),
        reasons=list_of({"$ref": "#/$defs/reason"}, "The reasons that still stand."),
        duties=list_of({"$ref": "#/$defs/duty"}, "The duties of the outcome."),
        lapsed=list_of(lapsed, "Decisions on this model that were not applied, and why."),
    )
    return may_lack(outcome, "provider")


def _decision() -> Schema:
    scope = object_of(model=_OPTIONAL, revision=_OPTIONAL, license=_OPTIONAL, clause=_OPTIONAL, use=_OPTIONAL, organization=_OPTIONAL)
    return object_of(
        id=_TEXT,
        decided_by=_TEXT,
        date=_DAY,
        expires=_DAY,
        why=_TEXT,
        ticket=_OPTIONAL,
        scope=scope,
        outcome={"enum": [ruling.value for ruling in Ruling]},
        agreement=_OPTIONAL,
    )


def _finding() -> Schema:
    return object_of(
        code={"enum": list(DECISION_CODES)},
        level={"enum": [level.value for level in Level]},
        file=_TEXT,
        line={"type": "integer", "minimum": 0},
        column={"type": "integer", "minimum": 0},
        message=_TEXT,
        remedy=_OPTIONAL,
    )
