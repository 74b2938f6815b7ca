"""The shape of a baseline."""

from __future__ import annotations

from pydantic import Field

from checker.library.shape import SchemaOne, Shape, Text


class HeldShape(Shape):
    fingerprint: Text
    code: Text
    path: Text
    model: Text | None = None
    use: Text | None = None
    says: Text | None = None
    reason: Text
    expires: Text


class BaselineShape(Shape):
    """Findings that were there when the gate came."""

    schema_: SchemaOne = Field(alias="schema")
    baseline: list[HeldShape]
