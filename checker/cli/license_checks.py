"""What the commands that check encodings have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from checker.cli.options import Function

TEXT_HINT = "no text was looked at; name a folder of license texts with `--texts DIR`"


def texts_to_compare_option(command: Function) -> Function:
    """`--texts DIR`, to hold encodings against."""
    return click.option(
        "--texts", type=click.Path(path_type=Path), metavar="DIR",
        help="A folder with license texts: each encoding is held against its own.",
    )(command)  # fmt: skip


def format_option(command: Function) -> Function:
    """`--format table|json`."""
    return click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)(command)


def as_json(schema: str, content: Mapping[str, Any]) -> str:
    """A report of its own kind, with the version of its schema first."""
    return json.dumps({"schema": schema, **content}, ensure_ascii=False, indent=2) + "\n"


def aligned(rows: list[list[str]]) -> list[str]:
    """Rows of a table, the first cell to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if not column else cell.rjust(width) for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
