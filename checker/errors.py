"""Everything that licheck raises on purpose.

LicheckError
├── UsageError      the command was called in a way that cannot work   (exit code 2)
├── InputError      a profile, encoding, manifest or catalog is wrong  (exit code 4)
└── RemoteError     a remote did not answer, or not usably             (exit code 5)

A model that may not be used is a verdict, never an exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with an input: where, what, and the way out."""

    path: str
    """File as the user named it; empty where there is no file."""
    line: int
    """Line, counted from 1; 0 where the whole file is meant."""
    column: int
    """Column, counted from 1; 0 where the whole line is meant."""
    message: str
    """What is wrong: lower case, no final period, input in backticks."""
    hint: str = ""
    """The way out, in the same style; empty where the message says it."""

    @property
    def where(self) -> str:
        """`file:line:column`, as far as it is known."""
        place = self.path
        if self.line:
            place += f":{self.line}:{self.column or 1}"
        return place

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.path else self.message
        return f"{text}; {self.hint}" if self.hint else text


class LicheckError(Exception):
    """Base of all errors that licheck raises on purpose."""


class UsageError(LicheckError):
    """The command was called in a way that cannot work."""


class InputError(LicheckError):
    """One or more problems in the files that were given, all of them at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RemoteError(LicheckError):
    """A remote service could not be reached or did not answer usably."""
