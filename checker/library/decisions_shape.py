"""The shape of a file of decisions."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from checker.library.shape import SchemaOne, Shape, Text, Texts


class ScopeShape(Shape):
    model: Text | None = None
    revision: Text | None = None
    license: Text | None = None
    clause: Text | None = None
    use: Text | None = None
    organization: Text | None = None


class BasisShape(Shape):
    verdict: Literal["allow", "conditional", "review", "deny"]
    reasons: Texts = []
    texts: dict[str, Text]
    facts: dict[str, Any] = {}


class DecisionShape(Shape):
    id: Text
    decided_by: Text
    date: Text
    expires: Text
    why: Text
    ticket: Text | None = None
    scope: ScopeShape
    outcome: Literal["applies", "does-not-apply", "allow", "conditional", "deny"]
    agreement: Text | None = None
    only_while: Texts = []
    conditions: Texts = []
    rests_on: BasisShape


class DecisionsShape(Shape):
    """What people have decided on verdicts, for how long, and on what it rests."""

    schema_: SchemaOne = Field(alias="schema")
    decisions: list[DecisionShape]
