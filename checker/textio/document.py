"""Reads YAML and JSON into plain data that remembers where each part stood; all problems of a file at once."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from checker.errors import InputError, Problem
from checker.textio.located import Document, Map, Mark, Seq
from checker.textio.yaml_builder import MAX_DEPTH, Builder, StreamBuilder

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "Document",
    "Map",
    "Mark",
    "Seq",
    "load",
    "parse",
    "parse_all",
    "parse_json",
    "read_bytes",
]

MAX_BYTES = 5_000_000
_LARGE_JSON = 1_000_000


def read_bytes(path: Path, shown: str | None = None, *, when_missing: str = "") -> bytes:
    """The file's bytes. Raises InputError where it is missing, unreadable, no file, or too large."""
    name = shown if shown is not None else str(path)
    try:
        if path.is_dir():
            raise InputError([Problem(name, 0, 0, "is a directory, not a file")])
        with path.open("rb") as file:  # not by its size: a pipe or device has none
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError([Problem(name, 0, 0, "no such file", when_missing)]) from None
    except OSError as error:
        raise InputError([Problem(name, 0, 0, f"cannot be read: {(error.strerror or str(error)).lower()}")]) from None
    if len(data) > MAX_BYTES:
        raise InputError([Problem(name, 0, 0, f"has more than the {MAX_BYTES:,} bytes licheck reads", "split it")])
    return data


def parse(data: bytes, path: str) -> Document:
    """The document in `data`. Raises InputError with every problem found before reading had to stop."""
    return Builder(path).build(_decoded(data, path))


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        message = f"is not UTF-8: byte 0x{data[error.start]:02x} cannot be read"
        raise InputError([Problem(path, line, column, message, "save the file as UTF-8")]) from None


def parse_all(data: bytes, path: str) -> list[Document]:
    """Every document of a file that may hold several. Raises InputError with every problem found before reading had to stop."""
    return StreamBuilder(path).build_all(_decoded(data, path))


def parse_json(data: bytes, path: str) -> Document:
    """The document in JSON data; of a large one only the data is told, not where its parts stand. Raises InputError."""
    text = _decoded(data, path)
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise InputError([Problem(path, error.lineno, error.colno, message)]) from None
    except (RecursionError, ValueError):  # a number of more digits than Python converts is a ValueError
        raise InputError([Problem(path, 0, 0, "is no JSON that can be read: nested too deeply, or with an absurd number")]) from None
    if len(data) <= _LARGE_JSON:
        with contextlib.suppress(InputError):  # what is valid JSON and not YAML, such as a key said twice, is read without places
            return Builder(path).build(text)
    return Document(path, plain)


def load(path: Path, shown: str | None = None) -> Document:
    """`read_bytes` and `parse` in one."""
    name = shown if shown is not None else str(path)
    return parse(read_bytes(path, name), name)
