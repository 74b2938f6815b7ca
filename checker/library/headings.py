"""What the encodings say of themselves at their beginning: names and pinned hash. Read without the rest of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checker.domain.variation import Variation
from checker.errors import InputError
from checker.library.places import Places
from checker.library.variations import variations
from checker.textio.document import parse, read_bytes

_END = re.compile(rb"^(?:review|values|terms|clauses|not_encoded)\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of an encoding."""

    license: str
    name: str
    publisher: str
    spdx: str
    hub_tags: tuple[str, ...]
    template: bool
    sha256: str
    source: str
    varies: tuple[Variation, ...] = ()


class Headings:
    """The heads of the encodings, each read when it is first asked for. One that cannot be read is not there: other commands say so."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._known: dict[str, Heading | None] = {}

    def get(self, license_id: str) -> Heading | None:
        """The head of an encoding; None where there is no such file."""
        if license_id not in self._known:
            self._known[license_id] = self._read(license_id)
        return self._known[license_id]

    def all(self) -> Iterator[Heading]:
        """The heads of all encodings, by id."""
        for license_id in self._places.license_ids():
            heading = self.get(license_id)
            if heading is not None:
                yield heading

    def _read(self, license_id: str) -> Heading | None:
        path = self._places.license_file(license_id)
        if path is None:
            return None
        try:
            data = read_bytes(path, self._places.shown(path))
            end = _END.search(data)
            held = parse(data[: end.start()] if end else data, self._places.shown(path)).data
        except InputError:
            return None
        return _heading(license_id, held) if isinstance(held, dict) else None


def _heading(license_id: str, held: dict[str, Any]) -> Heading:
    about = held.get("license") if isinstance(held.get("license"), dict) else {}
    text = held.get("text") if isinstance(held.get("text"), dict) else {}
    tags = (about or {}).get("hub_tags")

    def word(part: Any, key: str) -> str:
        value = part.get(key)
        return value if isinstance(value, str) else ""

    return Heading(
        license=license_id,
        name=word(about, "name"),
        publisher=word(about, "publisher"),
        spdx=word(about, "spdx"),
        hub_tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        template=(about or {}).get("template") is True,
        sha256=word(text, "sha256"),
        source=word(text, "source"),
        varies=_varies((text or {}).get("varies")),
    )


def _varies(held: Any) -> tuple[Variation, ...]:
    """Where the text may differ; nothing where that is stated wrongly, which other commands say."""
    try:
        return variations(held or ())
    except (KeyError, ValueError, TypeError, AttributeError):
        return ()
