"""The texts that a file holds: the file itself, what follows its front matter, and the long strings of a JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterator

LEAST, MOST = 200, 400_000
"""Characters of a string in a JSON file that can be a license text."""
_FENCE = "---"


def held_texts(text: str, *, is_json: bool) -> Iterator[str]:
    """The texts in the content of a file, the whole of it first."""
    if is_json:
        yield from _strings(text)
        return
    yield text
    if text.startswith(_FENCE):
        _, fence, body = text[len(_FENCE) :].partition(f"\n{_FENCE}\n")
        if fence:
            yield body


def _strings(text: str) -> Iterator[str]:
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while waiting:
        held = waiting.pop()
        if isinstance(held, dict | list):
            waiting += held.values() if isinstance(held, dict) else held
        elif isinstance(held, str) and LEAST <= len(held) <= MOST:
            yield held
