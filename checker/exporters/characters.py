"""Characters that would vanish, steer the reader's screen or turn a line around: shown instead of acted upon, and never dropped."""

from __future__ import annotations

import re

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff]")
"""Controls, line separators, marks that override the direction, halves of characters, and what is no character at all."""

_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_STRETCH = re.compile(f"{_RIGHT_TO_LEFT}+(?:[^A-Za-z0-9\\n]*{_RIGHT_TO_LEFT}+)*")
"""Words that are read from right to left, with the marks and spaces between them."""

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula."""

ISOLATE, POP = "\u2068", "\u2069"
"""Around a stretch, they keep its direction from reaching what stands beside it."""

LEFT_TO_RIGHT = "\u200e"
"""Shows nothing; after a stretch from right to left, it keeps figures and marks from being drawn into it, where isolates are not known."""


def visible(text: str) -> str:
    """`text` with each unsafe character written as `\\u{1b}`, so that a reader sees that it is there."""
    return _UNSAFE.sub(lambda match: f"\\u{{{ord(match.group()):x}}}", text)


def prose(text: str) -> str:
    """A sentence: line breaks and runs of blanks become one space, what else is unsafe is shown."""
    return visible(" ".join(text.split()))


def stretches(text: str) -> list[tuple[str, bool]]:
    """`text` cut where its direction changes; each part with whether it is read from right to left."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for match in _STRETCH.finditer(text):
        if match.start() > at:
            parts.append((text[at : match.start()], False))
        parts.append((match.group(), True))
        at = match.end()
    if at < len(text) or not parts:
        parts.append((text[at:], False))
    return parts


def isolated(text: str) -> str:
    """`text` with each stretch that is read from right to left kept to itself."""
    return "".join(f"{ISOLATE}{part}{POP}" if rtl else part for part, rtl in stretches(text))
