"""Puts what a command has to say where the user wants it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from checker.cli.terminal import styled
from checker.errors import Problem
from checker.textio.write import write_whole


def put(text: str, target: Path | None) -> None:
    """Prints `text`, or writes it to `target` whole."""
    if target is None:
        # Windows consoles and odd locales may lack a character; a replaced arrow is better than a traceback.
        encoding = sys.stdout.encoding or "utf-8"
        click.echo(text.encode(encoding, errors="replace").decode(encoding), nl=False)
    else:
        write_whole(target, text)


def warn(problems: Iterable[Problem]) -> bool:
    """Tells problems that do not stop the run; whether there were any."""
    told = False
    for problem in problems:
        click.echo(f"{styled('warning: ', fg='yellow')}{problem}", err=True)
        told = True
    return told
