"""What a short text points to: a license it names, an address, a file beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SHORT = 150
"""A text with more words is no mere pointer; only what it states expressly (front matter, SPDX) is told of it."""
SAYS_NOTHING = frozenset(["other", "unknown", "custom", "license"])
"""Values of the field `license` that only say that the license is told elsewhere."""
_FRONT = re.compile(r"\A\s*---[^\S\n]*\n(.*?)\n---", re.DOTALL)
_FIELDS_ONLY = re.compile(r"\A(?:\s*[A-Za-z_]\w*[^\S\n]*:[^\n]*(?:\n|\Z))+\s*\Z")
"""The same without the lines around it."""
_SHORT_FIELDS = 2_000
_FIELD = re.compile(r"^(license|license_name|license_link)[^\S\n]*:[^\S\n]*[\"']?([^\"'\n]+)", re.MULTILINE)
_SPDX = re.compile(r"SPDX-License-Identifier:[^\S\n]*([A-Za-z0-9.+ ()-]+)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`）]+")
_SAID = re.compile(
    r"\b(?:licen[sc]ed|released|distributed|available|provided|governed|covered|published)\s+(?:\w+\s+){0,3}?under\s+(?:the\s+)?"
    r"(?:terms\s+(?:of|and\s+conditions\s+of)\s+(?:the\s+)?)?([^\n.;]{3,90}(?:\.\d[^\n.;]{0,60})?)",
    re.IGNORECASE,
)
_FILE = re.compile(r"(?<![\w/])((?:[\w.-]+/){0,4}(?:LICEN[CS]E|COPYING|NOTICE|USE_POLICY|TERMS)[\w.-]*\w|LICEN[CS]E)\b")
_SEE = re.compile(r"\b(?:see|refer|found|read|consult|check|in|at|subject\s+to)\b|请参|参见|详见|见", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pointer:
    """One thing that a text points to."""

    target: str
    expressly: bool
    """Whether it is said in a field made for it, not in prose."""


def pointers(text: str) -> Iterator[Pointer]:
    """Everything that could be a pointer to a license, the express ones first."""
    front = _FRONT.match(text)
    fields = front.group(1) if front else text if len(text) <= _SHORT_FIELDS and _FIELDS_ONLY.match(text) else ""
    if fields:
        for _, value in _FIELD.findall(fields):
            yield Pointer(value.strip(), expressly=True)
    for value in _SPDX.findall(text):
        yield Pointer(value.strip(), expressly=True)
    for address in _ADDRESS.findall(text):
        yield Pointer(address.rstrip(".,;:!?)]*_"), expressly=False)
    for name in _SAID.findall(text):
        yield Pointer(" ".join(name.split()), expressly=False)
    if _SEE.search(text):
        for file in _FILE.findall(_ADDRESS.sub(" ", text)):
            yield Pointer(file, expressly=False)
