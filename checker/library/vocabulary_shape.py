"""The shapes of the vocabulary files."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from checker.library.hub_licenses_shape import HubLicensesShape
from checker.library.model_families_shape import ModelFamiliesShape
from checker.library.shape import SchemaOne, Shape, Text, Texts


class WordShape(Shape):
    label: Text
    definition: Text = ""
    broader: Text | None = None
    restricted: bool = False


class ApplicationShape(WordShape):
    examples: Texts = []


class GroupShape(Shape):
    label: Text
    definition: Text = ""
    members: Texts
    of: Text | None = None


class _File(Shape):
    schema_: SchemaOne = Field(alias="schema")
    kind: Text


class WordsShape(_File):
    entries: dict[str, WordShape]
    groups: dict[str, GroupShape] = {}


class ApplicationsShape(_File):
    entries: dict[str, ApplicationShape]


class ChoicesShape(_File):
    entries: dict[str, dict[str, WordShape]]
    groups: dict[str, GroupShape] = {}


class UnitShape(Shape):
    dimension: Text
    label: Text
    definition: Text
    currency: Text | None = None


class WindowShape(Shape):
    event: Literal["required", "none"]
    label: Text
    definition: Text


class UnitsShape(_File):
    entries: dict[str, UnitShape]
    windows: dict[str, WindowShape] = {}
    parties: dict[str, WordShape] = {}


class ProofShape(Shape):
    fact: Text
    begins_with: Text


class DutyShape(Shape):
    kind: Literal["do", "conduct"]
    label: Text
    definition: Text
    with_: Texts = Field(default=[], alias="with")
    shown_by: ProofShape | None = None


class DutiesShape(_File):
    entries: dict[str, DutyShape]


class FactShape(Shape):
    type: Literal["choice", "choices", "country", "countries", "names", "figure", "truth", "date", "text"]
    label: Text
    definition: Text
    question: Text
    of: Text | None = None
    unit: Text | None = None
    by: Literal["month", "year"] | None = None
    at_most: Text | None = None


class FactsShape(_File):
    entries: dict[str, FactShape]


SHAPES: dict[str, type[Shape]] = {
    "acts": WordsShape,
    "applications": ApplicationsShape,
    "countries": WordsShape,
    "currencies": WordsShape,
    "choices": ChoicesShape,
    "units": UnitsShape,
    "duties": DutiesShape,
    "facts": FactsShape,
    "hub-licenses": HubLicensesShape,
    "model-families": ModelFamiliesShape,
}
"""The shape of a vocabulary file by its `kind`."""
