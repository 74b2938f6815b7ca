"""YAML and JSON files for readers: parsed once, with places, and walked without recursion."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from checker.errors import InputError, Problem
from checker.readers.interface import Source
from checker.textio.document import MAX_BYTES, Document, parse_all, parse_json

YAML_ENDINGS = (".yaml", ".yml")
JSON_ENDINGS = (".json",)
STRUCTURED = frozenset([*YAML_ENDINGS, *JSON_ENDINGS])
"""The endings of all files that are read here."""

Where = tuple[str | int, ...]


def is_yaml(source: Source) -> bool:
    """Whether a file is YAML by its name."""
    return source.ending in YAML_ENDINGS


def is_json(source: Source) -> bool:
    """Whether a file is JSON by its name."""
    return source.ending in JSON_ENDINGS


def documents(source: Source) -> list[Document]:
    """The documents of a YAML or JSON file. Raises InputError for a file that is broken or too large."""
    if source.size > MAX_BYTES:
        raise InputError([Problem(source.path, 0, 0, f"has more than the {MAX_BYTES:,} bytes licheck reads", "exclude it, or split it")])
    return list(_parsed(source.data, source.path, is_json(source)))


@lru_cache(maxsize=4)
def _parsed(data: bytes, path: str, as_json: bool) -> tuple[Document, ...]:
    """Several readers look at the same file, one after the other."""
    return (parse_json(data, path),) if as_json else tuple(parse_all(data, path))


def mappings(document: Document) -> Iterator[tuple[Where, dict[str, Any]]]:
    """Every mapping of a document with the way to it, from the outside in."""
    waiting: deque[tuple[Where, Any]] = deque([((), document.data)])
    while waiting:
        where, here = waiting.popleft()
        if isinstance(here, dict):
            yield where, here
            waiting += [((*where, key), value) for key, value in here.items() if isinstance(value, (dict, list))]
        elif isinstance(here, list):
            waiting += [((*where, index), value) for index, value in enumerate(here) if isinstance(value, (dict, list))]


def text_at(here: Any, *steps: str | int) -> str:
    """The text at a place below; empty where there is none."""
    for step in steps:
        if isinstance(step, str) and isinstance(here, dict):
            here = here.get(step)
        elif isinstance(step, int) and isinstance(here, list) and step < len(here):
            here = here[step]
        else:
            return ""
    return here if isinstance(here, str) else ""


def part_at(here: Any, *steps: str) -> Any:
    """The part at a place below; None where there is none."""
    for step in steps:
        here = here.get(step) if isinstance(here, dict) else None
    return here


def texts(value: Any) -> list[str]:
    """A text, or the texts of a list; what is neither is left out."""
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
