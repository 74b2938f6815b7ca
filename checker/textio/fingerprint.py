"""The fingerprint of a license text: figures from which no sentence can be read, and by which a copy of the text is known.

It holds the sha256 of the normalized text; of each sentence the length, a short hash and the numbers; where the numbered sections begin;
and a sample of the hashes of five words in a row. Where the text may differ from copy to copy (its copyright notice, and what its encoding
states), it also holds the hashes of what stands between these places.
"""

from __future__ import annotations

import base64
import struct
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any
from zlib import crc32

from checker.domain.variation import Variation, VariationKind
from checker.textio.normal import sha256_of_text
from checker.textio.notices import fill_ins
from checker.textio.pieces import Cut, Piece, cuts_of, pieces_of
from checker.textio.plain import is_html, without_html
from checker.textio.spelling import one_spelling
from checker.textio.units import Unit, units
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
    def whole(self) -> Piece:
        """The text as it was pinned."""
        return Piece(self.words, self.head, str(self.data.get("one_spelling") or self.sha256))

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What stands before, between and after the places that may differ; the whole text where there is none."""
        held = self.data.get("pieces")
        return tuple(Piece(*piece) for piece in held) if held else (self.whole,)

    @cached_property
    def title(self) -> Piece | None:
        """A title before the first place that may differ."""
        held = self.data.get("title")
        return Piece(*held) if held else None

    @property
    def has_notices(self) -> bool:
        """Whether its pieces leave out a copyright notice, so that they are the license only where the notice may be anybody's."""
        return bool(self.data.get("notices"))

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


def fingerprint(text: str, license_id: str, *, excerpt: bool = False, variations: Sequence[Variation] = ()) -> Fingerprint:
    """The fingerprint of a text that may differ from copy to copy as its encoding states.

    Raises ValueError where it has too few words to have one, or does not hold the words of a variation.
    """
    words = Words(text)
    if len(words) < GRAM:
        raise ValueError(f"`{license_id}` has fewer than {GRAM} words")
    cuts = cuts_of(text, variations)
    strict, alike = sha256_of_text(text), words.sha256(0, len(words))
    found = units(text)
    prints = [_unit_print(unit.words) for unit in found]
    kept = sorted(set(words.grams)) if len(words) <= SHORT else sorted({gram for _, gram in words.sampled})
    grams = array("I", kept)
    if sys.byteorder == "big":
        grams.byteswap()
    data = {
        "sha256": strict,
        **({"one_spelling": alike} if alike != strict else {}),
        "words": len(words),
        "head": words.grams[0],
        **({"shown": sha256_of_text(without_html(text))} if is_html(text) else {}),
        **({"excerpt": True} if excerpt else {}),
        **_pieces(text, cuts),
        "sections": [[label, len(list(group))] for label, group in groupby(unit.section for unit in found)],
        "numbers": {str(at): held for at, said in enumerate(_telling(found, cuts)) if (held := _numbers(said))},
        "units": base64.b64encode(b"".join(_UNIT.pack(*unit) for unit in prints)).decode(),
        "grams": base64.b64encode(grams.tobytes()).decode(),
    }
    return from_data(license_id, data)


def from_data(license_id: str, data: Mapping[str, Any]) -> Fingerprint:
    """The fingerprint in an entry of a fingerprints file. Raises KeyError, TypeError or ValueError for what is none."""
    return Fingerprint(license_id, str(data["sha256"]), int(data["words"]), data)


def _numbers(words: Sequence[str]) -> list[str]:
    """The numbers of a unit as they are stored."""
    return [number.replace(" ", _NEXT) for number in numbers_of(words)]


def _unit_print(words: Sequence[str]) -> tuple[int, int, bytes]:
    alike = one_spelling(words)
    return len(words), crc32(" ".join(alike[:GRAM]).encode()), digest(" ".join(alike).encode())


def _telling(found: Sequence[Unit], cuts: Sequence[Cut]) -> Iterator[list[str]]:
    """The words of each unit without the numbers of lists, which a copy may leave out."""
    free = {at for cut in cuts if cut.kind is VariationKind.LIST_NUMBER for at in range(cut.start, cut.end)}
    begins = 0
    for unit in found:
        yield [word for at, word in enumerate(unit.words, begins) if at not in free]
        begins += len(unit.words)


def _pieces(text: str, cuts: Sequence[Cut]) -> dict[str, Any]:
    """What stands around the places that may differ, the title before the first by itself; nothing where there is none."""
    pieces, title = pieces_of(text, cuts)
    if not pieces:
        return {}
    told: dict[str, Any] = {"pieces": [_stored(piece) for piece in pieces]}
    told |= {"notices": True} if any(cut.kind is VariationKind.NOTICE for cut in cuts) else {}
    return told | ({"title": _stored(title)} if title else {}) | ({"fill_in": True} if fill_ins(text) else {})


def _stored(piece: Piece) -> list[Any]:
    """A piece as it is stored: what is as it mostly is stays out."""
    whole = [piece.words, piece.head, piece.sha256, piece.gap, piece.group]
    return whole if piece.group else whole[:-1] if piece.gap else whole[:3]
