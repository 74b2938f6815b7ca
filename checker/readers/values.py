"""What an expression of a program may be, as far as the program itself says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """A text that an expression may be."""

    text: str
    note: str = ""
    """How it was come by, where it does not stand there itself."""


@dataclass(frozen=True, slots=True)
class Open:
    """A part of an expression that cannot be followed, and why."""

    why: str
