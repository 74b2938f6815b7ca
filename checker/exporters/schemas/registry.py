"""Every kind of JSON that licheck prints, with its schema; each is imported only when it is asked for."""

from __future__ import annotations

import importlib

from checker.exporters.schemas.parts import Schema

OUTPUTS: dict[str, tuple[str, str, str]] = {
    "report": ("checker.exporters.report_schema", "report_schema", "evaluate, export"),
    "decided-report": ("checker.exporters.decided_schema", "decided_schema", "evaluate --decisions, export --decisions"),
    "headroom": ("checker.exporters.schemas.verdicts", "headroom", "headroom"),
    "what-if": ("checker.exporters.schemas.verdicts", "what_if", "what-if"),
    "questions": ("checker.exporters.schemas.verdicts", "questions", "questions"),
    "alternatives": ("checker.exporters.schemas.verdicts", "alternatives", "alternatives"),
    "gateway": ("checker.exporters.schemas.verdicts", "gateway", "gateway"),
    "notices": ("checker.exporters.schemas.repository", "notices", "notices"),
    "inventory": ("checker.exporters.schemas.repository", "inventory", "scan"),
    "lock-check": ("checker.exporters.schemas.repository", "lock_check", "lock --check"),
    "lineage": ("checker.exporters.schemas.licenses", "lineage", "lineage"),
    "identify": ("checker.exporters.schemas.licenses", "identify", "identify"),
    "diff": ("checker.exporters.schemas.licenses", "diff", "diff"),
    "library-diff": ("checker.exporters.schemas.licenses", "library_diff", "diff --library"),
    "lint": ("checker.exporters.schemas.licenses", "lint", "licenses lint"),
    "license-coverage": ("checker.exporters.schemas.licenses", "coverage", "licenses coverage"),
    "license-mutation": ("checker.exporters.schemas.licenses", "mutation", "licenses mutate"),
    "applications": ("checker.exporters.schemas.licenses", "applications", "licenses applications"),
}
"""By the name in the output's `schema`: module and function of its schema, and the commands that print it."""


def schema_of(name: str) -> Schema:
    """The schema of that name; KeyError for one that there is none of."""
    module, function, _ = OUTPUTS[name]
    made: Schema = getattr(importlib.import_module(module), function)()
    return made
