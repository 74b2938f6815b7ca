"""Puts what a command has to say where the user wants it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from checker.cli.terminal import plain, styled
from checker.errors import Problem, UsageError
from checker.textio.write import write_bytes_whole, write_whole


def put(text: str, target: Path | None) -> None:
    """Prints `text`, or writes it to `target` whole."""
    if target is None:
        # Windows consoles and odd locales may lack a character; a replaced arrow is better than a traceback.
        encoding = sys.stdout.encoding or "utf-8"
        try:
            click.echo(text.encode(encoding, errors="replace").decode(encoding), nl=False)
        except BrokenPipeError:  # the reader of the pipe has left; the exit code still tells the verdict
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            raise UsageError(f"cannot write the output: {(error.strerror or str(error)).lower()}") from None
    else:
        write_whole(target, click.unstyle(text))


def put_bytes(data: bytes, target: Path | None) -> None:
    """Writes `data` to standard output, or to `target` whole."""
    if target is not None:
        write_bytes_whole(target, data)
        return
    try:
        if sys.stdout.isatty():  # the text formats only: see what stands between the lines, and nothing that steers the terminal
            sys.stdout.write("\n".join(plain(line) for line in data.decode("utf-8").split("\n")))
        else:
            sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise UsageError(f"cannot write the output: {(error.strerror or str(error)).lower()}") from None


def keep_apart(source: Path, target: Path | None, what: str = "the profile") -> None:
    """Refuses to write a report over the file that it is about. Raises UsageError."""
    if target is not None and target.exists() and source.exists() and target.samefile(source):
        raise UsageError(f"`{target}` is {what} itself; write the report somewhere else")


def warn(problems: Iterable[Problem]) -> bool:
    """Tells problems that do not stop the run; whether there were any."""
    told = False
    for problem in problems:
        click.echo(f"{styled('warning: ', err=True, fg='yellow')}{plain(str(problem))}", err=True)
        told = True
    return told
