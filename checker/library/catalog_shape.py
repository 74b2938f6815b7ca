"""The shape of a catalog file, and of a model that a profile or manifest writes out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from checker.library.shape import SchemaOne, Shape, Text, Texts


class BaseShape(Shape):
    model: Text
    relation: Literal["finetune", "adapter", "quantized", "merge", "distilled"]


def _expression(value: object) -> object:
    if not isinstance(value, str):
        raise PydanticCustomError("licheck", "expected a license id or an expression with OR and AND", {"hint": ""})
    return value


LicenseExpression = Annotated[str, BeforeValidator(_expression), WithJsonSchema({"type": "string"})]


class StatementShape(Shape):
    license: LicenseExpression | None = None
    withheld: bool = False
    evidence: Literal["primary", "declared", "reported"]
    source: Text
    provider: Text | None = None
    from_: Text | None = Field(default=None, alias="from")
    until: Text | None = None


class SourceShape(Shape):
    title: Text
    url: Text | None = None
    seen: Text


class ModelShape(Shape):
    id: Text
    name: Text | None = None
    family: Text | None = None
    aliases: Texts = []
    released: Text | None = None
    inputs: Texts | None = None
    outputs: Texts | None = None
    parameters: Text | None = None
    base_models: list[BaseShape] = []
    weights: list[StatementShape] = []
    hosted: list[StatementShape] = []
    note: Text | None = None


class CatalogShape(Shape):
    """The models of one publisher."""

    schema_: SchemaOne = Field(alias="schema")
    publisher: Text
    sources: dict[str, SourceShape]
    models: list[ModelShape]
