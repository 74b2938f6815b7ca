"""The closed lists that encodings, profiles and conditions choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from checker.domain.compact import packed_by_arguments
from checker.domain.fact import FactDefinition, FactKind


class DutyKind(Enum):
    """Whether a duty asks for something to be done or for a way to behave."""

    DO = "do"
    CONDUCT = "conduct"


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class DutyDefinition:
    """A kind of duty that a clause may lay on the user."""

    id: str
    kind: DutyKind
    label: str
    definition: str
    parameters: tuple[str, ...] = ()
    """What a clause must state under `with`."""
    shown_by_fact: str = ""
    """A text fact that proves the duty met …"""
    shown_by_prefix: str = ""
    """… by beginning with this parameter of the clause."""


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Word:
    """An entry of a closed list: an act, an application, an industry, a country."""

    id: str
    label: str
    definition: str = ""
    broader: str = ""
    restricted: bool = False
    examples: tuple[str, ...] = ()


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts."""

    id: str
    dimension: str
    label: str
    currency: str = ""


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Group:
    """A name for several words of one list."""

    id: str
    of: str
    label: str
    members: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """All closed lists. `lists` maps `acts`, `applications`, `countries`, `industries` … to their words."""

    facts: Mapping[str, FactDefinition]
    lists: Mapping[str, Mapping[str, Word]]
    groups: Mapping[str, Group]
    duties: Mapping[str, DutyDefinition]
    units: Mapping[str, Unit]
    windows: Mapping[str, bool]
    """Window and whether it needs an event."""
    parties: frozenset[str]
    _reaches: dict[tuple[str, tuple[str, ...]], tuple[frozenset[str], frozenset[str]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _wider: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def acts(self) -> frozenset[str]:
        """Every act there is."""
        return frozenset(self.lists["acts"])

    def list_of(self, definition: FactDefinition) -> str:
        """The name of the closed list a fact chooses from; empty for open facts."""
        if definition.kind in (FactKind.COUNTRY, FactKind.COUNTRIES):
            return "countries"
        return definition.of

    def expand(self, list_name: str, operands: Iterable[str]) -> frozenset[str]:
        """The words that some operands stand for, groups replaced by their members."""
        words: set[str] = set()
        for operand in operands:
            group = self.groups.get(operand)
            if group is not None and group.of == list_name:
                words |= group.members
            else:
                words.add(operand)
        return frozenset(words)

    def reach(self, list_name: str, operands: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
        """The words that certainly are what some operands name (they or kinds of them), and those that may be (broader ones)."""
        known = self._reaches.get((list_name, operands))
        if known is None:
            wanted = self.expand(list_name, operands)
            certain = frozenset().union(*(self.narrower(list_name, word) for word in wanted))
            known = certain, frozenset().union(*(self.broader(list_name, word) for word in wanted)) - certain
            self._reaches[(list_name, operands)] = known
        return known

    def narrower(self, list_name: str, word: str) -> frozenset[str]:
        """`word` and everything that is a kind of it."""
        known = self._wider.get((list_name, word))
        if known is None:
            words = self.lists.get(list_name, {})
            known = frozenset([word, *(entry.id for entry in words.values() if word in self._ancestry(words, entry.id))])
            self._wider[(list_name, word)] = known
        return known

    def broader(self, list_name: str, word: str) -> frozenset[str]:
        """Everything that `word` is a kind of, without itself."""
        return frozenset(self._ancestry(self.lists.get(list_name, {}), word))

    @staticmethod
    def _ancestry(words: Mapping[str, Word], word: str) -> list[str]:
        chain: list[str] = []
        entry = words.get(word)
        while entry is not None and entry.broader and entry.broader not in chain:
            chain.append(entry.broader)
            entry = words.get(entry.broader)
        return chain
