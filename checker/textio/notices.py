"""Copyright notices: the part of a license text that differs from copy to copy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from checker.textio.normal import tokens

MAX_WORDS = 24
"""A notice with more words says more than who holds the copyright since when."""
MAX_NOTICES = 50
_GENERIC = frozenset(["the", "license", "licence", "version", "v", "agreement", "spdx", "identifier", "c"])
"""What may stand in a title beside the words of the license's id."""
_TELLING = frozenset(
    [
        "not",
        "no",
        "non",
        "only",
        "may",
        "must",
        "shall",
        "should",
        "without",
        "except",
        "unless",
        "use",
        "used",
        "uses",
        "using",
        "user",
        "users",
        "commercial",
        "commercially",
        "noncommercial",
        "prohibited",
        "forbidden",
        "permitted",
        "allowed",
        "granted",
        "provided",
        "subject",
        "conditions",
        "terms",
        "if",
        "for",
        "under",
        "licensed",
        "restricted",
        "limited",
        "limitation",
        "purposes",
        "purpose",
        "research",
        "academic",
        "evaluation",
        "internal",
        "permission",
        "cannot",
        "any",
        "this",
        "that",
        "these",
        "modified",
        "changes",
        "amended",
        "additional",
        "不",
        "仅",
        "禁",
        "非",
        "限",
        "只",
        "勿",
        "许",
        "可",
        "须",
        "应",
        "除",
        "商",
        "用",
    ]
)
"""Words that make a term of what begins like a notice."""
_PLACEHOLDER = re.compile(
    r"copyright\s*(?:\(c\)|©)?\s*(?:[\[<{(](?:y{2,4}|year|xxxx|date|name|copyright|owner|holder|full|author)[^\]>})\n]{0,60}[\]>})][\s,]*){1,2}",
    re.IGNORECASE,
)
_NOTICE_LINE = re.compile(r"^[^\S\n]*(?:\(c\)\s*)?(?:copyright|©)[^\n]*\b(?:19|20)\d\d\b[^\n]*$", re.IGNORECASE | re.MULTILINE)


def fill_ins(text: str) -> list[tuple[int, int]]:
    """Where `text` leaves year and holder to be filled in, as positions of its characters."""
    return [match.span() for match in _PLACEHOLDER.finditer(text)]


def notice_lines(text: str) -> list[tuple[int, int]]:
    """Lines that begin with a copyright and state a year, as positions of their characters."""
    return [match.span() for match in _NOTICE_LINE.finditer(text)]


def is_notice(words: Sequence[str]) -> bool:
    """Whether some words say only who holds a copyright, and since when."""
    return bool(words) and len(words) <= MAX_WORDS and _TELLING.isdisjoint(words)


def is_plain_notice(words: Sequence[str]) -> bool:
    """Whether some words are a notice in which nothing of the license's own title stands, such as its date."""
    return is_notice(words) and "license" not in words and "licence" not in words


def is_harmless(text: str, title: Collection[str]) -> bool:
    """Whether what stands beside a license is only its title (of the words `title`) and copyright notices."""
    words = tokens(text.replace("©", " copyright "))
    parts = [[word for word in part if word not in title and word not in _GENERIC] for part in _split_at(words, "copyright")]
    titled = parts[0] if parts and words[0] != "copyright" else []
    return not titled and len(parts) <= MAX_NOTICES and all(is_notice(part) for part in parts if part)


def _split_at(words: Sequence[str], mark: str) -> Iterator[list[str]]:
    part: list[str] = []
    for word in words:
        if word == mark:
            if part:
                yield part
            part = []
        else:
            part.append(word)
    if part:
        yield part
