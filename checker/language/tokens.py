"""A condition cut into words, quoted names, commas and parentheses."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RULES = re.compile(
    r"""(?P<space>\s+)
      | (?P<quoted>"[^"]*")
      | (?P<word>[A-Za-z0-9][A-Za-z0-9_.\-]*)
      | (?P<mark>[(),])""",
    re.VERBOSE,
)


class ConditionError(ValueError):
    """A condition that cannot be read, with the place in it."""

    def __init__(self, message: str, source: str, at: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.at = at
        """Position in the source, counted from 0."""
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a condition."""

    text: str
    kind: str
    """word, quoted, mark, or end."""
    at: int

    @property
    def shown(self) -> str:
        """How a message names it."""
        return "the end" if self.kind == "end" else f"`{self.text}`"


def tokenize(source: str) -> list[Token]:
    """The tokens of `source`, the last of kind `end`. Raises ConditionError for a character that no rule knows."""
    tokens: list[Token] = []
    at = 0
    while at < len(source):
        match = _RULES.match(source, at)
        if match is None:
            raise ConditionError(f"cannot read `{source[at]}`", source, at, "conditions are words, lists in parentheses and quoted names")
        kind = match.lastgroup or ""
        text = match.group()
        if kind == "quoted":
            tokens.append(Token(text[1:-1], kind, at))
        elif kind != "space":
            tokens.append(Token(text, kind, at))
        at = match.end()
    tokens.append(Token("", "end", len(source)))
    return tokens
