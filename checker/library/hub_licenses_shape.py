"""The shape of a file that says what the license identifiers of the Hub stand for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from checker.library.shape import SchemaOne, Shape, Text, Texts


class HubLicenseShape(Shape):
    resolves: Text | None = None
    family: Texts = []
    ask: Text | None = None
    not_encoded: Text | None = None


class HubLicensesShape(Shape):
    schema_: SchemaOne = Field(alias="schema")
    kind: Literal["hub-licenses"]
    entries: dict[str, HubLicenseShape]
