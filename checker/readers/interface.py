"""What a reader of one kind of file is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import BinaryIO

from checker.domain.sighting import FileReading

HEAD_BYTES = 4096
"""How much of a file `recognizes` may look at."""


@dataclass(frozen=True)
class Source:
    """A file that a reader may look into. Whole contents are only read when `data` is asked for."""

    path: str
    """As it was named or found; what sightings carry."""
    size: int
    open: Callable[[], BinaryIO]
    """A fresh stream from the beginning, for readers that need only a header of a file of many GB."""

    @property
    def name(self) -> PurePosixPath:
        """The path for looking at names and endings."""
        return PurePosixPath(self.path.replace("\\", "/"))

    @cached_property
    def head(self) -> bytes:
        """The first `HEAD_BYTES` bytes."""
        with self.open() as stream:
            return stream.read(HEAD_BYTES)

    @cached_property
    def data(self) -> bytes:
        """The whole file."""
        with self.open() as stream:
            return stream.read()


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
