"""Settings in TOML: those whose name says that they hold a model, or several."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from checker.domain.sighting import FileReading
from checker.readers.environment import names_a_model
from checker.readers.gateways import bedrock_model
from checker.readers.interface import Reader, Source
from checker.readers.lines import text_of
from checker.readers.names import hub_model
from checker.readers.notes import WHOLE_FILE, Notes
from checker.textio.document import Mark

_LINE = re.compile(r"\(at line (\d+), column (\d+)\)\Z")


class TomlSettingsReader(Reader):
    """`model_id = "…"` in settings and build arguments written in TOML (BentoML and others)."""

    name = "toml-settings"
    reads = "TOML settings (keys called `…model`, `…model_id`, `…model_name`, and lists `…models`)"
    endings = frozenset([".toml"])

    def recognizes(self, source: Source) -> bool:
        return source.ending in self.endings

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        if b"model" not in source.data.lower():
            return notes.reading()
        text = text_of(source)
        try:
            table = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            at = _LINE.search(str(error))
            notes.unclear((int(at[1]), int(at[2])) if at else WHOLE_FILE, "speaks of models and is no TOML that can be read")
            return notes.reading()
        places = _Places(text)
        for written in _models(table):
            mark = places.next(written)
            if written.strip() and bedrock_model(written) is None:  # ids of Bedrock have a reader of their own
                notes.uses(hub_model(written), mark, written=written)
        return notes.reading()


class _Places:
    """Where strings stand in a file, each of which may stand there more than once; the parser of the library keeps no positions."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._found: dict[str, Iterator[Mark]] = {}

    def next(self, written: str) -> Mark:
        """Where a string stands next; the whole file where it is written in some other way."""
        if written not in self._found:
            quoted = re.compile(rf"(?P<quote>[\"']){re.escape(written)}(?P=quote)")
            marks = [(number, match.start() + 2) for number, line in enumerate(self._lines, 1) for match in quoted.finditer(line)]
            self._found[written] = iter(marks)
        return next(self._found[written], WHOLE_FILE)


def _models(table: dict[str, Any]) -> Iterator[str]:
    """Every text that a setting of a model has, in the order of the file."""
    for key, value in table.items():
        name = key.replace("-", "_")
        if isinstance(value, str) and names_a_model(name):
            yield value
        elif isinstance(value, list) and (names_a_model(name) or names_a_model(name.removesuffix("s"))):
            yield from (item for item in value if isinstance(item, str))
        if isinstance(value, dict) and "dependencies" not in key:  # among dependencies a key is a package, and its value a version
            yield from _models(value)
        elif isinstance(value, list):
            for item in value:
                yield from _models(item) if isinstance(item, dict) else ()
