"""The shape of the configuration, in `licheck.yaml` and under `[tool.licheck]` alike."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from checker.library.shape import Shape, Text, Texts


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


OneOrMore = Annotated[Texts, BeforeValidator(_several)]


class SettingsShape(Shape):
    """How a repository wants to be checked."""

    profile: Text | None = None
    manifest: OneOrMore = []
    use: Text | None = None
    decisions: Text | None = None
    baseline: Text | None = None
    fail_on: Literal["deny", "review", "conditional", "never"] = Field(default="review", alias="fail-on")
    licenses: OneOrMore = []
    evidence: Literal["all", "primary"] = "all"
    exclude: OneOrMore = []
