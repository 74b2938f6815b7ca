"""A family of models whose terms bind all that is made from it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = re.compile(r"[^0-9a-z]+")


def spoken(name: str) -> str:
    """A model's name as families are looked up in it: in small letters, with `-` for every mark, and at both ends."""
    return f"-{_MARKS.sub('-', name.casefold()).strip('-')}-"


@dataclass(frozen=True, slots=True)
class ModelFamily:
    """By what names a family is known, and by which licenses."""

    name: str
    names: tuple[str, ...]
    """Parts of a name as `spoken` gives it."""
    terms: tuple[str, ...]
    """How the ids of its own licenses begin."""
    apart: tuple[str, ...] = ()
    """Names of models that only sound alike."""

    def is_told_by(self, name: str) -> bool:
        """Whether a model's name speaks of the family."""
        heard = spoken(name)
        for other in self.apart:
            heard = heard.replace(other, "-")
        return any(part in heard for part in self.names)

    def covers(self, license_id: str) -> bool:
        """Whether a license is one of the family's own."""
        return license_id.startswith(self.terms)
