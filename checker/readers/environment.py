"""Files that set variables of the environment: those whose name says that they hold a model."""

from __future__ import annotations

import re

from checker.domain.sighting import FileReading
from checker.readers.gateways import bedrock_model
from checker.readers.interface import Reader, Source
from checker.readers.lines import logical_lines
from checker.readers.names import Named, service_model
from checker.readers.notes import Notes

_SETTING = re.compile(r"\s*(?:export\s+)?(?P<name>[A-Za-z_]\w*)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s#]*)")
_MODEL = re.compile(r"(?:\A|_)MODEL(?:_ID|_NAME|_NAME_OR_PATH)?\Z")


class EnvironmentReader(Reader):
    """`CHAT_MODEL=…` in a file of the environment."""

    name = "environment"
    reads = ".env files (variables called `…MODEL`, `…MODEL_ID`, `…MODEL_NAME`)"

    def recognizes(self, source: Source) -> bool:
        name = source.file_name.lower()
        return name == ".env" or name.startswith(".env.") or source.ending == ".env"

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        for line in logical_lines(source, continued=False):
            found = _SETTING.match(line.text)
            if found is None or not names_a_model(found["name"]):
                continue
            written = found["value"].strip("\"'")
            if written:
                notes.uses(setting(written), line.mark_of(written), written=written)
        return notes.reading()


def names_a_model(variable: str) -> bool:
    """Whether a variable says by its name that it holds the name of a model."""
    return bool(_MODEL.search(variable.upper()))


def setting(written: str) -> Named:
    """The model that such a variable is set to."""
    return bedrock_model(written) or service_model(written)
