"""The words of a file as its fingerprints are taken: hashes of stretches, and the way back from a word to its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from hashlib import blake2b, sha256
from zlib import crc32

from checker.textio.normal import tokens

GRAM = 5
"""How many words one gram has."""
SAMPLE = 4
"""Of longer texts every fourth gram is kept, by its value, so that the text cannot be put together from its fingerprint."""
_BLOCK = re.compile(r"\n[^\S\n]*\n")
_CHUNK = re.compile(r"\S+")
_NUMBERS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion trillion percent half third quarter twice
    一 二 三 四 五 六 七 八 九 十 百 千 万 亿
    """.split()
)


class Words:
    """The words of a text in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[str] = []
        self._blocks: list[tuple[int, int, int]] = []
        """First word, and the characters, of each block between empty lines."""
        at = 0
        for match in [*_BLOCK.finditer(text), None]:
            end = match.start() if match else len(text)
            found = tokens(text[at:end])
            if found:
                self._blocks.append((len(self.tokens), at, end))
                self.tokens += found
            at = match.end() if match else end
        self._digests: dict[tuple[int, int], bytes] = {}
        self._lines: dict[int, list[tuple[int, int, int]]] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def _bytes(self) -> tuple[bytes, list[int]]:
        """All words one space apart, and where each begins."""
        encoded = [word.encode() for word in self.tokens]
        starts = [0]
        for word in encoded:
            starts.append(starts[-1] + len(word) + 1)
        return b" ".join(encoded), starts

    def stretch(self, start: int, end: int) -> bytes:
        """The words from `start` to before `end`, one space apart."""
        data, starts = self._bytes
        return data[starts[start] : starts[end] - 1]

    def sha256(self, start: int, end: int) -> str:
        """Hex sha256 of a stretch, as of a whole normalized text."""
        return sha256(self.stretch(start, end)).hexdigest()

    def digest(self, start: int, end: int) -> bytes:
        """A short hash of a stretch."""
        key = (start, end)
        known = self._digests.get(key)
        if known is None:
            known = self._digests[key] = digest(self.stretch(start, end))
        return known

    @cached_property
    def grams(self) -> list[int]:
        """The hash of the gram that begins at each word that has enough words after it."""
        data, starts = self._bytes
        ends = starts[GRAM:]
        return [crc32(data[start : end - 1]) for start, end in zip(starts, ends, strict=False)]

    @cached_property
    def sampled(self) -> list[tuple[int, int]]:
        """Position and value of the grams that longer texts keep."""
        return [(at, gram) for at, gram in enumerate(self.grams) if gram % SAMPLE == 0]

    @cached_property
    def places(self) -> dict[int, list[int]]:
        """Where each gram begins."""
        found: dict[int, list[int]] = {}
        for at, gram in enumerate(self.grams):
            found.setdefault(gram, []).append(at)
        return found

    def line_of(self, word: int) -> int:
        """The line, counted from 1, in which a word stands."""
        if not self._blocks:
            return 1
        start, _ = self._chunk(min(max(word, 0), len(self.tokens) - 1))
        return self.text.count("\n", 0, start) + 1

    def verbatim(self, start: int, end: int) -> str:
        """The text of the words from `start` to before `end`, with what stands around and between them."""
        if start >= end:
            return ""
        return self.text[self._chunk(start)[0] : self._chunk(end - 1)[1]].strip()

    def _chunk(self, word: int) -> tuple[int, int]:
        """The characters between two spaces that hold a word."""
        index = bisect_right(self._blocks, (word, len(self.text), 0)) - 1
        first, start, end = self._blocks[index]
        chunks = self._lines.get(index)
        if chunks is None:
            chunks = self._lines[index] = self._chunks(first, start, end)
        _, begin, stop = chunks[bisect_right(chunks, (word, len(self.text), 0)) - 1]
        return begin, stop

    def _chunks(self, first: int, start: int, end: int) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        for match in _CHUNK.finditer(self.text, start, end):
            count = len(tokens(match.group()))
            if count:
                found.append((first, *match.span()))
                first += count
        return found or [(first, start, end)]


def digest(stretch: bytes) -> bytes:
    """48 bits of a stretch of words."""
    return blake2b(stretch, digest_size=6).digest()


def amounts(words: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The numbers among some words, those that stand together as one: `700 million`, `$ 10`."""
    found: list[list[str]] = [[]]
    for word in words:
        if word[0].isdigit() or word in _NUMBERS or word in "$€£¥%":
            found[-1].append(word)
        elif found[-1]:
            found.append([])
    return tuple(" ".join(group) for group in found if group)
