"""The shape of a file of families of models."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from checker.library.shape import SchemaOne, Shape, Texts


class ModelFamilyShape(Shape):
    names: Texts
    terms: Texts
    apart: Texts = []


class ModelFamiliesShape(Shape):
    schema_: SchemaOne = Field(alias="schema")
    kind: Literal["model-families"]
    entries: dict[str, ModelFamilyShape]
