"""The shape of an encoding; also the source of its JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from checker.library.shape import SchemaOne, Shape, Text, Texts


def _acts(value: object) -> object:
    if value == "all" or (isinstance(value, list) and value and all(isinstance(item, str) for item in value)):
        return value
    raise PydanticCustomError("licheck", "expected `all` or a list of acts", {"hint": "as in `acts: [run, serve]`"})


Acts = Annotated[
    Any,
    BeforeValidator(_acts),
    WithJsonSchema({"anyOf": [{"const": "all"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]


class AboutShape(Shape):
    id: Text
    name: Text
    kind: Literal["license", "policy", "terms"]
    publisher: Text
    evidence: Literal["primary", "reported"] = "primary"
    template: bool = False
    version: Text | None = None
    spdx: Text | None = None
    released: Text | None = None
    incorporates: Texts = []
    reaches: list[Literal["finetune", "adapter", "quantized", "merge", "distilled"]] = []
    hub_tags: Texts = []


class BetweenShape(Shape):
    what: Literal["name", "notice"]
    after: Text
    before: Text


class ListNumberShape(Shape):
    what: Literal["list-number"]
    before: Text


class OptionalShape(Shape):
    what: Literal["optional"]
    begins: Text
    before: Text | None = None


class SourceShape(Shape):
    sha256: Text | None = None
    source: Text
    varies: list[Annotated[BetweenShape | ListNumberShape | OptionalShape, Field(discriminator="what")]] = []


class ReviewShape(Shape):
    status: Literal["encoded", "partial", "read-through"]
    encoded: Text
    checked: Text | None = None


class MeasuredShape(Shape):
    over: Text
    event: Text | None = None
    counting: Texts


class ValueShape(Shape):
    section: Text
    anchor: Text | None = None
    amount: Text
    unit: Text
    measured: MeasuredShape


class TermShape(Shape):
    section: Text
    means: Text


class ClauseShape(Shape):
    id: Text
    section: Text
    says: Text
    anchor: Text | None = None
    effect: Literal["permits", "prohibits", "requires"]
    acts: Acts
    when: Text | None = None
    unless: Text | None = None
    unsettled: Text | None = None
    lifted_by: Literal["license", "registration"] | None = None
    remedy: Text | None = None
    duty: Text | None = None
    with_: dict[str, Text] = Field(default={}, alias="with")
    note: Text | None = None


class OmissionShape(Shape):
    section: Text
    reason: Text


class LicenseShape(Shape):
    """One encoding: a license, a policy or the terms of a hosted service."""

    schema_: SchemaOne = Field(alias="schema")
    license: AboutShape
    text: SourceShape
    review: ReviewShape
    values: dict[str, ValueShape] = {}
    terms: dict[str, TermShape] = {}
    clauses: list[ClauseShape]
    not_encoded: list[OmissionShape] = []
