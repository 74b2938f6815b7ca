"""Reads a condition. The docstring of each function is the rule of the grammar that it reads."""

from __future__ import annotations

from checker.domain.condition import Comparison, Condition, Conjunction, Disjunction, Negation, Reference
from checker.language.tokens import ConditionError, Token, tokenize

OPERATORS = (
    "is more than",
    "is at least",
    "is less than",
    "is at most",
    "is not in",
    "is in",
    "is not",
    "is",
    "include",
)
"""Every operator, longer ones before those they begin with."""

TAKES_LIST = frozenset(["is in", "is not in", "include"])
"""Operators that may be followed by a parenthesized list."""

_KEYWORDS = frozenset(["is", "include", "and", "or", "not", "in", "more", "less", "than", "at", "least", "most"])


def parse(source: str) -> Condition:
    """condition ::= disjunction

    Raises ConditionError, with the place, for anything else.
    """
    reader = _Reader(source)
    condition = _disjunction(reader)
    if reader.now.kind != "end":
        raise reader.error(f"expected `and`, `or` or the end, found {reader.now.shown}")
    return condition


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = tokenize(source)
        self.index = 0
        self.depth = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.now
        if token.kind != "end":
            self.index += 1
        return token

    def take_word(self, text: str) -> bool:
        if self.now.kind in ("word", "mark") and self.now.text == text:
            self.take()
            return True
        return False

    def take_words(self, words: list[str]) -> bool:
        found = [token.text for token in self.tokens[self.index : self.index + len(words)] if token.kind == "word"]
        if found != words:
            return False
        self.index += len(words)
        return True

    def error(self, message: str, hint: str = "") -> ConditionError:
        return ConditionError(message, self.source, self.now.at, hint)


def _disjunction(reader: _Reader) -> Condition:
    """disjunction ::= conjunction ("or" conjunction)*"""
    parts = [_conjunction(reader)]
    while reader.take_word("or"):
        parts.append(_conjunction(reader))
    return parts[0] if len(parts) == 1 else Disjunction(tuple(parts))


def _conjunction(reader: _Reader) -> Condition:
    """conjunction ::= negation ("and" negation)*"""
    parts = [_negation(reader)]
    while reader.take_word("and"):
        parts.append(_negation(reader))
    return parts[0] if len(parts) == 1 else Conjunction(tuple(parts))


def _negation(reader: _Reader) -> Condition:
    """negation ::= "not" negation | "(" disjunction ")" | comparison"""
    reader.depth += 1
    if reader.depth > 50:
        raise reader.error("nested too deeply", "name a part of it under `terms`")
    try:
        if reader.take_word("not"):
            return Negation(_negation(reader))
        if reader.take_word("("):
            condition = _disjunction(reader)
            if not reader.take_word(")"):
                raise reader.error(f"expected `)`, found {reader.now.shown}")
            return condition
        return _comparison(reader)
    finally:
        reader.depth -= 1


def _comparison(reader: _Reader) -> Condition:
    """comparison ::= name [operator operand | operator "(" operand ("," operand)* ")"]"""
    token = reader.now
    if token.kind != "word" or token.text in _KEYWORDS:
        raise reader.error(f"expected the name of a fact or term, found {token.shown}")
    name = reader.take().text
    operator = _operator(reader)
    if operator is None:
        if "." in name:
            raise reader.error(f"expected `is` or `include` after `{name}`, found {reader.now.shown}")
        return Reference(name)
    if operator in TAKES_LIST and reader.take_word("("):
        operands = [_operand(reader)]
        while reader.take_word(","):
            operands.append(_operand(reader))
        if not reader.take_word(")"):
            raise reader.error(f"expected `,` or `)`, found {reader.now.shown}")
        return Comparison(name, operator, tuple(operands), listed=True)
    return Comparison(name, operator, (_operand(reader),))


def _operator(reader: _Reader) -> str | None:
    """operator ::= "is" ["not"] ["in"] | "is" ("more" | "less") "than" | "is" "at" ("least" | "most") | "include" """
    for operator in OPERATORS:
        if reader.take_words(operator.split()):
            return operator
    return None


def _operand(reader: _Reader) -> str:
    """operand ::= word | quoted name"""
    token = reader.now
    if token.kind == "quoted" or (token.kind == "word" and token.text not in _KEYWORDS):
        return reader.take().text
    raise reader.error(f"expected a word to compare with, found {token.shown}")
