"""What a reader of one kind of file is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import BinaryIO

from checker.domain.sighting import FileReading
from checker.errors import InputError, Problem

HEAD_BYTES = 262_144
"""How much of a file `head` holds: all of most files, so that what tells its kind may stand below a long comment."""
MAX_BYTES = 50_000_000
"""A file that is larger is read by no reader but those of headers."""


@dataclass(frozen=True)
class Source:
    """A file that a reader may look into. Whole contents are only read when `data` is asked for."""

    path: str
    """As it was named or found; what sightings carry."""
    size: int
    open: Callable[[], BinaryIO]
    """A fresh stream from the beginning, for readers that need only a header of a file of many GB."""

    @cached_property
    def name(self) -> PurePosixPath:
        """The path for looking at names and endings."""
        return PurePosixPath(self.path.replace("\\", "/"))

    @cached_property
    def ending(self) -> str:
        """The ending of the name in small letters, with its period."""
        return self.name.suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """The first `HEAD_BYTES` bytes."""
        with self.open() as stream:
            return stream.read(HEAD_BYTES)

    @cached_property
    def data(self) -> bytes:
        """The whole file. Raises InputError where it is larger than a file of text has any reason to be."""
        if self.size < HEAD_BYTES and len(self.head) == self.size:
            return self.head
        with self.open() as stream:
            found = stream.read(MAX_BYTES + 1)
        if len(found) > MAX_BYTES:
            raise InputError([Problem(self.path, 0, 0, f"has more than the {MAX_BYTES:,} bytes licheck reads", "exclude it, or split it")])
        return found


class Reader(ABC):
    """Finds the models that one kind of file names."""

    name: str
    """In the registry and in sightings: `model-card`, `litellm`."""
    reads: str
    """What it reads, in a few words, for documentation."""

    @abstractmethod
    def recognizes(self, source: Source) -> bool:
        """Whether the file is of this kind, by its name and, where the name is not enough, its head. Must be cheap."""

    @abstractmethod
    def read(self, source: Source) -> FileReading:
        """Every model in the file, and every place it could not follow. Raises InputError for a file that is broken."""
