"""Data that is packed as the arguments of its constructor.

A frozen slotted dataclass packs itself field by field through Python code, which is most of what reading a library from the cache would
cost.
"""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

Packed = TypeVar("Packed")


def packed_by_arguments(cls: type[Packed]) -> type[Packed]:
    """A class decorator for dataclasses of two fields or more: pickles an instance as a call of the class."""
    values = attrgetter(*(field.name for field in fields(cls) if field.init))  # type: ignore[arg-type]

    def reduce(self: Packed) -> tuple[type[Packed], tuple[Any, ...]]:
        return cls, values(self)

    cls.__reduce__ = reduce  # type: ignore[method-assign, assignment]
    return cls
