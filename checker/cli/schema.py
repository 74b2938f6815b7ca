"""`licheck schema`: what the files and the report look like, for editors and programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from checker.app.session import Session
from checker.cli import options
from checker.cli.output import put
from checker.exporters.schemas.registry import OUTPUTS, schema_of

_FILES = ("profile", "manifest", "decisions", "lock", "license")
_KINDS = (*_FILES, *OUTPUTS)


@click.command("schema", short_help="print a JSON Schema for editors and programs")
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@options.licenses_option
@options.output_option
def command(kind: str, folders: tuple[Path, ...], output: Path | None) -> None:
    """Print a JSON Schema (draft 2020-12).

    Of files: `profile` is for company.yaml, `manifest` for models.yaml, `decisions` for licheck-decisions.yaml, `lock` for licheck.lock,
    `license` for an encoding. Words of your own vocabulary are let in with `--licenses`.

    Of what commands print as JSON, KIND is the middle of its `schema`, as in `licheck/report/1`: `report`, with `--decisions`
    `decided-report`, headroom, what-if, questions, alternatives, gateway, notices, inventory (of `scan`), lock-check, lineage, identify,
    diff, library-diff, lint, license-coverage, license-mutation, applications.

    An editor finds the schema by a first line such as `# yaml-language-server: $schema=./.licheck/profile.schema.json`; `licheck init`
    writes both.
    """
    put(json.dumps(_schema(kind, folders), ensure_ascii=False, indent=2) + "\n", output)


def _schema(kind: str, folders: tuple[Path, ...]) -> dict[str, Any]:
    if kind in OUTPUTS:
        return schema_of(kind)
    if kind == "lock":
        from checker.library.lock_schema import lock_schema

        return lock_schema()
    vocabulary = Session.open(folders).library.vocabulary
    if kind == "profile":
        from checker.library.profile_schema import profile_schema

        return profile_schema(vocabulary)
    if kind == "manifest":
        from checker.library.manifest_schema import manifest_schema

        return manifest_schema(vocabulary)
    if kind == "decisions":
        from checker.library.decisions_schema import decisions_schema

        return decisions_schema(vocabulary)
    from checker.library.license_schema import license_schema

    return license_schema(vocabulary)
