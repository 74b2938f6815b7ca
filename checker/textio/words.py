"""The words of a file as its fingerprints are taken: hashes of stretches, and the way back from a word to its line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b, sha256
from zlib import crc32

from checker.textio.normal import tokens
from checker.textio.spelling import one_spelling

GRAM = 5
"""How many words one gram has."""
SAMPLE = 4
"""Of longer texts every fourth gram is kept, by its value, so that the text cannot be put together from its fingerprint."""
_LINE = re.compile(r"[^\n]*\w[^\n]*")
_PARAGRAPH = re.compile(r"[^\n]*\w[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_CHUNK = re.compile(r"\S+")
_NUMBERS = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "fifteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "percent",
        "half",
        "third",
        "quarter",
        "twice",
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        "十",
        "百",
        "千",
        "万",
        "亿",
    ]
)


class Words:
    """The words of a text in order: as they stand there in `tokens`, each in one spelling for all that is hashed of a stretch."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self._digests: dict[tuple[int, int], bytes] = {}
        self._chunks: dict[int, list[tuple[int, int, int]]] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def _bytes(self) -> tuple[bytes, list[int]]:
        """All words in one spelling, one space apart, and where each begins."""
        encoded = [word.encode() for word in one_spelling(self.tokens)]
        starts = [0]
        for word in encoded:
            starts.append(starts[-1] + len(word) + 1)
        return b" ".join(encoded), starts

    def stretch(self, start: int, end: int) -> bytes:
        """The words from `start` to before `end`, one space apart."""
        data, starts = self._bytes
        return data[starts[start] : starts[end] - 1]

    @property
    def whole_sha256(self) -> str:
        """Hex sha256 of all words: the hash of the normalized text."""
        return self.strict_sha256(0, len(self.tokens))

    def spelled_otherwise(self, start: int, end: int) -> list[str]:
        """The words of a stretch that are written in another way than the one they are hashed in, each once."""
        stretch = self.tokens[start:end]
        return list(dict.fromkeys(here for here, one in zip(stretch, one_spelling(stretch), strict=True) if here != one))

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last line that is not empty, counted from 1."""
        end = len(self.text.rstrip())
        return self.text.count("\n", 0, len(self.text) - len(self.text.lstrip())) + 1, self.text.count("\n", 0, end) + 1

    def sha256(self, start: int, end: int) -> str:
        """Hex sha256 of a stretch in one spelling."""
        return sha256(self.stretch(start, end)).hexdigest()

    def strict_sha256(self, start: int, end: int) -> str:
        """Hex sha256 of a stretch as it is written, as of a whole normalized text."""
        return sha256(" ".join(self.tokens[start:end]).encode()).hexdigest()

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

    def kept_between(self, start: int, end: int) -> int:
        """How many grams of a stretch a longer text would keep."""
        return bisect_left(self.sampled, (end, 0)) - bisect_left(self.sampled, (start, 0))

    def places(self, gram: int) -> Sequence[int]:
        """Where a gram begins, in order."""
        last, repeated = self._places
        at = last.get(gram)
        return () if at is None else repeated.get(gram, (at,))

    @cached_property
    def _places(self) -> tuple[dict[int, int], dict[int, list[int]]]:
        """The last place of each gram, and all places of those that stand more than once."""
        last = dict(zip(self.grams, range(len(self.grams)), strict=True))
        repeated: dict[int, list[int]] = {}
        if len(last) < len(self.grams):
            repeated = {gram: [] for at, gram in enumerate(self.grams) if last[gram] != at}
            for at, gram in enumerate(self.grams):
                if gram in repeated:
                    repeated[gram].append(at)
        return last, repeated

    @cached_property
    def _lines(self) -> list[tuple[int, int, int]]:
        """First word, and the characters, of each line with words; of each paragraph, where something runs over the end of a line."""
        lines = list(_stretches_of(_LINE.finditer(self.text)))
        if sum(count for count, _, _ in lines) != len(self.tokens):
            lines = list(_stretches_of(_PARAGRAPH.finditer(self.text)))
        return _numbered(lines, 0)

    def line_of(self, word: int) -> int:
        """The line, counted from 1, in which a word stands."""
        if not self.tokens:
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
        index = max(0, bisect_right(self._lines, (word, len(self.text), 0)) - 1)
        chunks = self._chunks.get(index)
        if chunks is None:
            first, start, end = self._lines[index]
            parts = list(_stretches_of(_CHUNK.finditer(self.text, start, end)))
            chunks = self._chunks[index] = _numbered(parts or [(1, start, end)], first)
        _, begin, stop = chunks[max(0, bisect_right(chunks, (word, len(self.text), 0)) - 1)]
        return begin, stop


def _stretches_of(matches: Iterable[re.Match[str]]) -> Iterator[tuple[int, int, int]]:
    """How many words each match has, and its characters; of those that have some."""
    for match in matches:
        count = len(tokens(match.group()))
        if count:
            yield count, *match.span()


def _numbered(stretches: Iterable[tuple[int, int, int]], first: int) -> list[tuple[int, int, int]]:
    """The stretches with the word that each begins with in place of how many it has."""
    found: list[tuple[int, int, int]] = []
    for count, start, end in stretches:
        found.append((first, start, end))
        first += count
    return found


def digest(stretch: bytes) -> bytes:
    """48 bits of a stretch of words."""
    return blake2b(stretch, digest_size=6).digest()


def numbers_of(words: Sequence[str]) -> tuple[str, ...]:
    """The numbers among some words, those that stand together as one: `700 million`, `$ 10`."""
    found: list[list[str]] = [[]]
    for word in words:
        if word[0].isdigit() or word in _NUMBERS or word in "$€£¥%":
            found[-1].append(word)
        elif found[-1]:
            found.append([])
    return tuple(" ".join(group) for group in found if group)
