"""One table of a TOML file, read into plain data that remembers where its keys stood, as far as TOML lets it be found."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from checker.errors import InputError, Problem
from checker.textio.document import Document, Map, Mark, Seq

_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_MAX_DEPTH = 20


def table_of(data: bytes, path: str, names: tuple[str, ...]) -> Document | None:
    """The table `[a.b]` of a file; None where the file has none. Raises InputError for what is no TOML.

    The parser of the standard library keeps no positions. Keys are found again by looking for them, line by line, behind the heading of
    their table; a key that is written some other way stands where the table does.
    """
    if names[-1].encode() not in data:  # most files have no such table, and reading them whole costs more than the rest of a run
        return None
    try:
        text = data.decode("utf-8-sig")
        here: Any = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise InputError([Problem(path, data.count(b"\n", 0, error.start) + 1, 1, "is not UTF-8", "save the file as UTF-8")]) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError([_syntax(path, str(error), text)]) from None
    except RecursionError:
        raise InputError([Problem(path, 1, 1, "is nested too deeply to be read")]) from None
    for name in names:
        here = here.get(name) if isinstance(here, dict) else None
    if here is None:
        return None
    lines = text.splitlines()
    start = _heading(lines, names)
    return Document(path, _marked(here, (start, 1), lines, path, 0))


def _syntax(path: str, said: str, text: str) -> Problem:
    match = _AT.search(said)
    line, column = (int(match[1]), int(match[2])) if match and match[1] else (text.count("\n") + 1, 1)
    message = _AT.sub("", said)
    return Problem(path, line, column, f"is not valid TOML: {message[:1].lower()}{message[1:]}")


def _heading(lines: list[str], names: tuple[str, ...]) -> int:
    heading = re.compile(r"\s*\[\s*" + r"\s*\.\s*".join(f"[\"']?{re.escape(name)}[\"']?" for name in names) + r"\s*\]")
    return next((number for number, line in enumerate(lines, 1) if heading.match(line)), 1)


def _marked(value: Any, mark: Mark, lines: list[str], path: str, depth: int) -> Any:
    if depth > _MAX_DEPTH:
        raise InputError([Problem(path, *mark, f"is nested more than {_MAX_DEPTH} levels deep")])
    if isinstance(value, dict):
        found = Map(mark)
        for key, inner in value.items():
            at, inner_at = _key(lines, mark, key)
            found[key], found.keys_at[key], found.values_at[key] = _marked(inner, inner_at, lines, path, depth + 1), at, inner_at
        return found
    if isinstance(value, list):
        items = Seq(mark)
        for item in value:
            items.append(_marked(item, mark, lines, path, depth + 1))
            items.items_at.append(mark)
        return items
    return value if isinstance(value, bool) else str(value)


def _key(lines: list[str], start: Mark, key: str) -> tuple[Mark, Mark]:
    """Where a key and its value stand: in the lines behind `start`, up to the heading of the next table."""
    wanted = re.compile(rf"(\s*)(?:\"{re.escape(key)}\"|'{re.escape(key)}'|{re.escape(key)})\s*=\s*")
    for number in range(start[0], len(lines)):
        line = lines[number]
        if line.lstrip().startswith("["):
            break
        match = wanted.match(line)
        if match:
            return (number + 1, len(match[1]) + 1), (number + 1, match.end() + 1)
    return start, start
