"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day, as 2026-11-22."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"`{value}` is not a date; write it as 2026-11-22", param, ctx)


def licenses_option(command: Function) -> Function:
    """`--licenses DIR`, as often as wanted."""
    return click.option(
        "--licenses", "folders", multiple=True, metavar="DIR", type=click.Path(path_type=Path),
        help="A folder with your own encodings, catalog and vocabulary; may be given more than once.",
    )(command)  # fmt: skip


def judging_options(command: Function) -> Function:
    """The options of every command that judges: day, evidence, own encodings."""
    command = click.option("--as-of", type=Day(), metavar="DATE", help="The day the question is asked for; today if left out.")(command)
    command = click.option(
        "--evidence", type=click.Choice(["all", "primary"]), default="all", show_default=True,
        help="`primary` leaves out what is only reported and keeps the texts and the publishers' own records.",
    )(command)  # fmt: skip
    return licenses_option(command)


def online_option(command: Function) -> Function:
    """`--online`."""
    return click.option(
        "--online", is_flag=True,
        help="Ask the Hugging Face Hub about the models; without it, only what lies in its local cache.",
    )(command)  # fmt: skip


def texts_option(command: Function) -> Function:
    """`--texts DIR`."""
    return click.option(
        "--texts", type=click.Path(path_type=Path), metavar="DIR",
        help="A folder with license texts, or an installed Python package of them: clauses are shown with their passage, word for word.",
    )(command)  # fmt: skip


def decisions_option(command: Function) -> Function:
    """`--decisions FILE`."""
    return click.option(
        "--decisions", type=click.Path(path_type=Path), metavar="FILE", help="What people have decided, as in licheck-decisions.yaml.",
    )(command)  # fmt: skip


def profile_argument(command: Function) -> Function:
    """PROFILE, a file."""
    return click.argument("profile", type=click.Path(path_type=Path))(command)


def output_option(command: Function) -> Function:
    """`--output FILE`."""
    return click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file, whole or not at all.")(
        command
    )
