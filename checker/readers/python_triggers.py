"""A quick look at the bytes of a Python program: whether it can call anything that names a model, before its syntax is read."""

from __future__ import annotations

import unicodedata

from checker.readers.python_calls import FUNCTIONS, METHODS
from checker.readers.python_packages import PACKAGES

_WORDS = frozenset(
    [name.encode() for name, loader in FUNCTIONS.items() if not loader.modules]
    + [module.encode() for loader in FUNCTIONS.values() for module in loader.modules]
    + [package.encode() for package in PACKAGES if package != "google"]
    + [name.encode() for name in PACKAGES["google"]]
)
"""Names that are telling by themselves, and the packages of those that are not: a module that loads a model has one of these, ..."""
_PAIRS = frozenset((first.encode(), last.encode()) for first, last in METHODS)
"""... or both parts of a method's name."""
_PARTS = (b"odel", b"mbed", b"Chat", b"chat", b"omplet", b"llm", b"LLM", b"ncoder", b"ransformer", b"lama", b"download", b"lora")
_RARE = tuple(sorted(word for word in _WORDS if not any(part in word for part in _PARTS)))
_COMMON = tuple(sorted(_WORDS - frozenset(_RARE)))


def can_name_models(data: bytes) -> bool:
    """Whether a program has the words of a call that names a model. Most have none of a few letters, which is found out quickest."""
    if not data.isascii():  # the letters of names as Python takes them: a wide letter is the plain one
        data = unicodedata.normalize("NFKC", data.decode("utf-8", errors="replace")).encode("utf-8", errors="replace")
    if any(part in data for part in _PARTS) and any(word in data for word in _COMMON):
        return True
    if any(word in data for word in _RARE):
        return True
    return any(first in data and last in data for first, last in _PAIRS)
