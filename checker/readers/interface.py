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
OTHER_KINDS = frozenset(
    f".{ending}"
    for endings in (
        "bmp gif ico jpeg jpg mp3 mp4 png svg tiff ttf wav webm webp woff woff2 pdf",
        "7z bz2 gz jar tar tgz whl xz zip",
        "c cc cpp cs css cu dart go h hpp htm html java js jsx kt less lua map mjs php proto py pyc pyi",
        "rs sass scala scss sql swift ts tsx vue",
        "csv ipynb json jsonl lock markdown md parquet rst snap tf toml tsv xml yaml yml",
    )
    for ending in endings.split()
)
"""Endings that say what a file is so plainly that nobody looks for a shell script or for weights in it."""


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
        """The path for looking at folders."""
        return PurePosixPath(self.path.replace("\\", "/"))

    @cached_property
    def file_name(self) -> str:
        """The last part of the path."""
        return self.path.replace("\\", "/").rpartition("/")[2]

    @cached_property
    def ending(self) -> str:
        """The ending of the name in small letters, with its period; empty for one that only begins with a period."""
        stem, period, ending = self.file_name.rpartition(".")
        return f".{ending}".lower() if period and stem and ending else ""

    @property
    def is_of_another_kind(self) -> bool:
        """Whether the name alone says that the file is no script and holds no weights, so that it need not be opened to know."""
        return self.ending in OTHER_KINDS

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
    endings: frozenset[str] | None = None
    """The endings of the files it may know, in small letters; None where it goes by the rest of the name and is asked of every file."""

    @abstractmethod
    def recognizes(self, source: Source) -> bool:
        """Whether the file is of this kind, by its name and, where the name is not enough, its head. Must be cheap.

        Only asked of files with one of the reader's endings.
        """

    @abstractmethod
    def read(self, source: Source) -> FileReading:
        """Every model in the file, and every place it could not follow. Raises InputError for a file that is broken."""
