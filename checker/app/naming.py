"""Which license a name, an address or a tag stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from checker.library.headings import Heading, Headings
from checker.library.store import Library
from checker.textio.normal import tokens
from checker.textio.pointers import SAYS_NOTHING

_FILLING = frozenset(
    ["the", "license", "licence", "licenses", "version", "v", "agreement", "software", "terms", "conditions", "of", "and", "public"]
)
_VERSION = re.compile(r"(?!(?:19|20)\d\d )\d")
"""A number behind a name that is no year: `llama 3.1` is not the license named `llama`."""
_OPERATORS = re.compile(r"\s+(?:AND|OR|WITH)\s+|[()]")
_ADDRESS = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_ENDING = re.compile(r"(?:\.(?:txt|html?|md|php))?/*\Z")
_AT_COMMIT = re.compile(r"/(?:blob|raw|tree|resolve)/[^/]+/")


class Names:
    """All names of the encoded licenses."""

    def __init__(self, headings: Headings, library: Library) -> None:
        self._headings = headings
        self._library = library

    def of(self, target: str) -> tuple[str, ...]:
        """The licenses that an address, a tag, an SPDX expression or a name stands for; none where it is not known."""
        if _ADDRESS.match(target):
            return tuple(self._by_address.get(_bare(target), ()))
        found = [license_id for word in _OPERATORS.split(target) if word for license_id in self._tagged(word.strip().casefold())]
        named = found or [license_id for ids in self.in_text(tokens(target), whole=True).values() for license_id in ids]
        return tuple(dict.fromkeys(named))

    def exactly(self, target: str) -> tuple[str, ...]:
        """The licenses that are called just so, by tag, id, name or address; a name within a longer one (`modified-mit`) is none."""
        if _ADDRESS.match(target):
            return tuple(self._by_address.get(_bare(target), ()))
        said = target.strip()
        found = self._tagged(said.casefold()) or self._by_name.get(" ".join(_telling(tokens(said))), ())
        return tuple(dict.fromkeys(found))

    def _tagged(self, tag: str) -> Sequence[str]:
        """What the Hub means by a tag; else the licenses that have it for a name."""
        known = self._library.hub_licenses.get(tag)
        if known is not None and known.licenses:
            return known.licenses
        return self._by_tag.get(tag, ())

    def in_text(self, words: Sequence[str], *, whole: bool = False) -> dict[str, tuple[str, ...]]:
        """The licenses that some words name, by the name; a name within a longer one is not told. `whole`: the words are a name."""
        said = f" {' '.join(_telling(words))} "
        every = f" {' '.join(words)} "
        found = {
            name: ids
            for name, ids in self._by_name.items()
            if f" {name} " in said
            and (" " in name or whole or f" {name} licen" in every or f" license {name} " in every)
            and not all(_VERSION.match(said, at.end()) for at in re.finditer(f" {re.escape(name)} ", said))
        }
        longest = [name for name in found if not any(name != other and f" {name} " in f" {other} " for other in found)]
        return {name: tuple(found[name]) for name in sorted(longest)}

    @cached_property
    def _all(self) -> list[Heading]:
        return list(self._headings.all())

    @cached_property
    def _by_tag(self) -> dict[str, list[str]]:
        return _grouped((tag.casefold(), held.license) for held in self._all for tag in (held.license, held.spdx, *held.hub_tags))

    @cached_property
    def _by_address(self) -> dict[str, list[str]]:
        return _grouped((_bare(held.source), held.license) for held in self._all)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return _grouped(
            (" ".join(_telling(tokens(name))), held.license) for held in self._all for name in (held.name, held.license, held.spdx)
        )


def _grouped(pairs: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, license_id in pairs:
        if key and key not in SAYS_NOTHING and license_id not in found.setdefault(key, []):
            found[key].append(license_id)
    return found


def _telling(words: Sequence[str]) -> list[str]:
    """Words without those that one writes or leaves out in a license's name."""
    return [word for word in words if word not in _FILLING]


def _bare(address: str) -> str:
    """An address as it is compared: without scheme, commit, ending and what follows `?` or `#`."""
    plain = _ADDRESS.sub("", address.strip()).split("#")[0].split("?")[0].casefold()
    return _ENDING.sub("", _AT_COMMIT.sub("/-/", plain))
