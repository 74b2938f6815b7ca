"""The shape of a file of cases."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from checker.library.shape import SchemaOne, Shape, Text, Texts


class AgreementShape(Shape):
    publisher: Text
    kind: Literal["license", "registration"]
    licenses: Texts
    reference: Text | None = None
    expires: Text | None = None


class CaseShape(Shape):
    name: Text
    with_: dict[str, Any] = Field(default={}, alias="with")
    expect: Literal["allow", "conditional", "review", "deny"]
    because: Texts | None = None
    duties: dict[str, Literal["required", "may-apply", "met", "conduct", "absent"]] = {}
    agreements: list[AgreementShape] = []
    meets: Texts = []
    exchange_rates: dict[str, Text] = {}
    values: dict[str, Text] = {}
    figures_count: Literal["licensee", "group"] = "group"
    as_of: Text | None = None


class HarmlessShape(Shape):
    clause: Text
    mistake: Text
    reason: Text


class CasesShape(Shape):
    """Examples with the verdict a lawyer expects of one license."""

    schema_: SchemaOne = Field(alias="schema")
    license: Text
    background: dict[str, Any] = {}
    cases: list[CaseShape]
    changes_nothing: list[HarmlessShape] = []
