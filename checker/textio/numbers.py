"""Reads the amounts that a passage states: `700 million`, `US$20,000,000`, `one million`, `1亿`."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPOKEN = {word: number for number, word in enumerate(_ONES.split())} | {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
_CJK = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)[ \t\n-]*(?:(?P<scale>{_SCALE})(?![a-z]))?"
    rf"|\b(?P<spoken>{'|'.join(_SPOKEN)})[ \t\n-]+(?P<spoken_scale>{_SCALE})\b"
    rf"|(?P<cjk>[零一二两三四五六七八九])(?P<cjk_scale>{_SCALE})",
    re.IGNORECASE,
)


def amounts(passage: str) -> frozenset[Decimal]:
    """Every amount in a passage, each with its scale applied and, where it has one, without."""
    found: set[Decimal] = set()
    for match in _AMOUNT.finditer(unicodedata.normalize("NFKC", passage)):
        if match["digits"]:
            number, scale = Decimal(match["digits"].replace(",", "")), match["scale"]
        elif match["spoken"]:
            number, scale = Decimal(_SPOKEN[match["spoken"].casefold()]), match["spoken_scale"]
        else:
            number, scale = Decimal(_CJK[match["cjk"]]), match["cjk_scale"]
        found |= {number, number * _SCALES[scale.casefold()]} if scale else {number}
    return frozenset(found)
