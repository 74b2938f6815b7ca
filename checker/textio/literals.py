"""Prescribed strings looked for in texts: word for word, however the lines are folded."""

from __future__ import annotations

import re
from functools import cache

_TO_FILL_IN = re.compile(r"<[A-Z_ ]{3,}>|\[(?:applicable |name of |insert )[^\]]*\]")
"""`<MODELNAME>`, `[applicable year]`: what a license leaves to whoever uses its line. `[dev]` is part of a name."""
_DESCRIBED = re.compile(r"the name of the .*such as")
"""A string that the license describes and does not spell out."""
_LONGEST = 120


def to_fill_in(text: str) -> list[str]:
    """What has to be filled into a prescribed string."""
    return _TO_FILL_IN.findall(text)


def is_described(text: str) -> bool:
    """Whether only a person can say what the string is."""
    return bool(_DESCRIBED.match(text))


def find(text: str, wanted: str) -> list[int]:
    """The lines in which a prescribed string begins, word for word; any blanks may stand between its words."""
    return [text.count("\n", 0, match.start()) + 1 for match in _exactly(wanted).finditer(text)]


def find_nearly(text: str, wanted: str) -> list[int]:
    """The lines in which the same words begin with other letter case, signs or marks between them."""
    return [text.count("\n", 0, match.start()) + 1 for match in _loosely(wanted).finditer(text)]


@cache
def _exactly(wanted: str) -> re.Pattern[str]:
    parts = [_words(part) for part in _TO_FILL_IN.split(wanted)]
    inner = rf"[^\n]{{1,{_LONGEST}}}?".join(parts)
    # `Kimi K2` does not stand in `Kimi K2.5` or `MyKimi K2`.
    before = r"(?<!\w)" if wanted[:1].isalnum() else ""
    after = r"(?!\w|\.\d)" if wanted[-1:].isalnum() else ""
    return re.compile(before + inner + after)


def _words(text: str) -> str:
    """The words with any blanks between them, and with those that stood at the ends."""
    blank = r"\s+"
    before = blank if text[:1].isspace() else ""
    after = blank if text[-1:].isspace() and text.strip() else ""
    return before + blank.join(map(re.escape, text.split())) + after


@cache
def _loosely(wanted: str) -> re.Pattern[str]:
    words = re.findall(r"\w+", _TO_FILL_IN.sub(" ", wanted))
    if not words:
        return re.compile(r"(?!)")
    return re.compile(r"(?<!\w)" + r"\W+(?:\w+\W+)?".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)
