"""The fingerprint of a license text: figures from which no sentence can be read, and by which a copy of the text is known.

It holds the sha256 of the normalized text; of each sentence the length, a short hash and the numbers; where the numbered sections begin;
and a sample of the hashes of five words in a row. Where the text has a copyright notice, it also holds the hashes of what stands before
and after it.
"""

from __future__ import annotations

import base64
import struct
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from typing import Any
from zlib import crc32

from checker.textio.normal import sha256_of_text, tokens
from checker.textio.notices import fill_ins, is_plain_notice, notice_lines
from checker.textio.plain import is_html, without_html
from checker.textio.units import units
from checker.textio.words import GRAM, SAMPLE, Words, digest, numbers_of

SCHEMA = 1
SHORT = 400
"""Up to so many words, every gram of a text is kept: few sentences have too few to sample."""
_UNIT = struct.Struct("<HI6s")
_NEXT = "zz"
"""Stands between neighbouring numbers, so that a list of section numbers is not stored as a run of words of the text."""


@dataclass(frozen=True, slots=True)
class UnitPrint:
    """A sentence of the license."""

    words: int
    head: int
    """The gram it begins with, by which it is looked for."""
    digest: bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the license that must stand word for word."""

    words: int
    head: int
    sha256: str


@dataclass(frozen=True)
class Fingerprint:
    """One license text."""

    license: str
    sha256: str
    words: int
    data: Mapping[str, Any]
    """The rest as it lies in the file, unpacked when it is first needed."""

    @property
    def excerpt(self) -> bool:
        """Whether only an excerpt of the license was seen."""
        return bool(self.data.get("excerpt"))

    @property
    def head(self) -> int:
        """The gram the text begins with."""
        return int(self.data["head"])

    @property
    def hashes(self) -> tuple[str, ...]:
        """The sha256 of the normalized text; of a text with HTML in it also as a browser shows it."""
        shown = self.data.get("shown")
        return (self.sha256, str(shown)) if shown else (self.sha256,)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What stands before, between and after the copyright notices; the whole text where it has none."""
        held = self.data.get("pieces")
        return tuple(Piece(*piece) for piece in held) if held else (Piece(self.words, self.head, self.sha256),)

    @cached_property
    def title(self) -> Piece | None:
        """A title before the first copyright notice."""
        held = self.data.get("title")
        return Piece(*held) if held else None

    @property
    def fill_in(self) -> bool:
        """Whether the text itself leaves year and holder open."""
        return bool(self.data.get("fill_in"))

    @cached_property
    def units(self) -> tuple[UnitPrint, ...]:
        """Its sentences."""
        return tuple(UnitPrint(*unit) for unit in _UNIT.iter_unpack(base64.b64decode(self.data["units"])))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The word that each unit begins with, and the end of the last."""
        found = [0]
        for unit in self.units:
            found.append(found[-1] + unit.words)
        return tuple(found)

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The section of each unit."""
        return tuple(label for label, count in self.data["sections"] for _ in range(count))

    def numbers(self, unit: int) -> tuple[str, ...]:
        """The numbers in a unit."""
        return tuple(held.replace(_NEXT, " ") for held in self.data.get("numbers", {}).get(str(unit), ()))

    @cached_property
    def sample(self) -> int:
        """One gram in how many is kept."""
        return 1 if self.words <= SHORT else SAMPLE

    @cached_property
    def grams(self) -> frozenset[int]:
        """The grams that are kept."""
        held = array("I")
        held.frombytes(base64.b64decode(self.data["grams"]))
        if sys.byteorder == "big":
            held.byteswap()
        return frozenset(held)

    @cached_property
    def coarse(self) -> tuple[frozenset[int], int]:
        """Fewer grams, to see quickly whether a text has any of them, and one in how many that is."""
        sample = 1 if self.words <= SHORT / SAMPLE else self.sample * SAMPLE
        return (self.grams if sample == 1 else frozenset(gram for gram in self.grams if gram % sample == 0)), sample


def fingerprint(text: str, license_id: str, *, excerpt: bool = False) -> Fingerprint:
    """The fingerprint of a text. Raises ValueError where it has too few words to have one."""
    words = Words(text)
    if len(words) < GRAM:
        raise ValueError(f"`{license_id}` has fewer than {GRAM} words")
    found = units(text)
    prints = [_unit_print(unit.words) for unit in found]
    kept = sorted(set(words.grams)) if len(words) <= SHORT else sorted({gram for _, gram in words.sampled})
    grams = array("I", kept)
    if sys.byteorder == "big":
        grams.byteswap()
    data = {
        "sha256": sha256_of_text(text),
        "words": len(words),
        "head": words.grams[0],
        **({"shown": sha256_of_text(without_html(text))} if is_html(text) else {}),
        **({"excerpt": True} if excerpt else {}),
        **_pieces(text),
        "sections": [[label, len(list(group))] for label, group in groupby(unit.section for unit in found)],
        "numbers": {str(at): held for at, unit in enumerate(found) if (held := _numbers(unit.words))},
        "units": base64.b64encode(b"".join(_UNIT.pack(*unit) for unit in prints)).decode(),
        "grams": base64.b64encode(grams.tobytes()).decode(),
    }
    return from_data(license_id, data)


def from_data(license_id: str, data: Mapping[str, Any]) -> Fingerprint:
    """The fingerprint in an entry of a fingerprints file. Raises KeyError, TypeError or ValueError for what is none."""
    return Fingerprint(license_id, str(data["sha256"]), int(data["words"]), data)


def _numbers(words: tuple[str, ...]) -> list[str]:
    """The numbers of a unit as they are stored."""
    return [number.replace(" ", _NEXT) for number in numbers_of(words)]


def _unit_print(words: Sequence[str]) -> tuple[int, int, bytes]:
    stretch = " ".join(words).encode()
    return len(words), crc32(" ".join(words[:GRAM]).encode()), digest(stretch)


def _pieces(text: str) -> dict[str, Any]:
    """What stands around the copyright notices of a text, the title before the first by itself; nothing where it has no notice."""
    open_spans = fill_ins(text)
    spans = open_spans or [span for span in notice_lines(text) if is_plain_notice(tokens(text[slice(*span)]))]
    parts = [part for part in _around(text, spans) if part]
    title = parts.pop(0) if parts and len(parts[0]) < GRAM else []
    if not spans or not parts or any(len(part) < GRAM for part in parts):
        return {}
    told: dict[str, Any] = {"pieces": [_piece(part) for part in parts]}
    return told | ({"title": _piece(title)} if title else {}) | ({"fill_in": True} if open_spans else {})


def _around(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[list[str]]:
    at = 0
    for start, end in spans:
        yield tokens(text[at:start])
        at = end
    yield tokens(text[at:])


def _piece(words: Sequence[str]) -> tuple[int, int, str]:
    return len(words), crc32(" ".join(words[:GRAM]).encode()), sha256(" ".join(words).encode()).hexdigest()
