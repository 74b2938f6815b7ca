"""The shape of a lock file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from checker.library.shape import SchemaOne, Shape, Text, Texts


class LockedLicenseShape(Shape):
    id: Text
    via: Text
    evidence: Literal["primary", "declared", "detected", "reported"]
    text: Text | None = None


class LockedVerdictShape(Shape):
    model: Text
    use: Text
    revision: Text | None = None
    provider: Text | None = None
    verdict: Literal["allow", "conditional", "review", "deny"]
    because: Texts = []
    licenses: list[LockedLicenseShape] = []
    library: Text


class LockedBaseShape(Shape):
    model: Text
    relation: Literal["finetune", "adapter", "quantized", "merge", "distilled"]


_EXPRESSION = {"description": "A license id; or `all` or `any` of several; or an id with what is in doubt about it."}
LockedExpression = Annotated[Any, BeforeValidator(lambda value: value), WithJsonSchema(_EXPRESSION)]


class LockedStatementShape(Shape):
    license: LockedExpression = None
    evidence: Literal["primary", "declared", "detected", "reported"]
    source: Text
    commit: Text | None = None
    sha256: Text | None = None


class LockedDoubtShape(Shape):
    says: Text
    remedy: Text | None = None
    domicile: Text | None = None
    missing: Text | None = None


class LockedModelShape(Shape):
    model: Text
    revision: Text | None = None
    id: Text
    publisher: Text | None = None
    commit: Text | None = None
    inputs: Texts | None = None
    bases: list[LockedBaseShape] = []
    statements: list[LockedStatementShape] = []
    doubts: list[LockedDoubtShape] = []
    files: dict[str, Text] = {}


class LockShape(Shape):
    """What was known of each model, and what came of it; written by `licheck lock`."""

    schema_: SchemaOne = Field(alias="schema")
    verdicts: list[LockedVerdictShape]
    evidence: list[LockedModelShape] = []
