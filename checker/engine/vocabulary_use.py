"""Which entries of the vocabulary nothing uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from checker.domain.condition import Comparison, Condition, Negation, Reference
from checker.domain.fact import FactKind
from checker.domain.finding import Finding
from checker.domain.finding_codes import found
from checker.domain.license import License
from checker.domain.model import Model
from checker.domain.vocabulary import Vocabulary
from checker.engine.starting_words import STARTING_FACTS, STARTING_GROUPS, STARTING_WORDS

_WHOLE_LISTS = frozenset(["countries", "currencies"])
"""Lists taken over from a standard, whole."""


def unused(vocabulary: Vocabulary, licenses: Iterable[License], models: Iterable[Model]) -> list[Finding]:
    """Entries that no encoding asks for or states, and no model of the catalog has; starting words and standard lists are exempt."""
    use = _Use(vocabulary)
    for license in licenses:
        use.license(license)
    for model in models:
        use.words |= {("modalities", word) for word in (model.inputs or frozenset()) | (model.outputs or frozenset())}
    use.follow_links()
    return [_finding(kind, name) for kind, name in use.missing()]


def _finding(kind: str, name: str) -> Finding:
    hint = "use it, or take it out of the vocabulary"
    return found("vocabulary-unused", f"{kind}: {name}", f"no encoding uses `{name}` of the {kind}", hint)


@dataclass
class _Use:
    vocabulary: Vocabulary
    facts: set[str] = field(default_factory=set)
    words: set[tuple[str, str]] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    duties: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    windows: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)

    def license(self, license: License) -> None:
        for term in license.terms:
            self._condition(term.means)
        for clause in license.clauses:
            self._condition(clause.when)
            self._condition(clause.unless)
            self.words |= {("acts", act) for act in clause.acts}
            self.duties.add(clause.duty)
        for value in license.values:
            self.units.add(value.unit)
            self.windows.add(value.measured.window)
            self.parties.update(value.measured.counting)
            self.facts.add(value.measured.event)

    def _condition(self, condition: Condition | None) -> None:
        if condition is None or isinstance(condition, Reference):
            return
        if isinstance(condition, Comparison):
            self._comparison(condition)
            return
        for part in (condition.part,) if isinstance(condition, Negation) else condition.parts:
            self._condition(part)

    def _comparison(self, comparison: Comparison) -> None:
        self.facts.add(comparison.name)
        definition = self.vocabulary.facts[comparison.name]
        if definition.kind is FactKind.FIGURE:
            return
        list_name = self.vocabulary.list_of(definition)
        for operand in comparison.operands:
            group = self.vocabulary.groups.get(operand)
            if group is None or group.of != list_name:
                self.words.add((list_name, operand))
                continue
            self.groups.add(operand)
            if operand not in STARTING_GROUPS:  # `restricted` is every restricted application, used or not
                self.words |= {(list_name, member) for member in group.members}

    def follow_links(self) -> None:
        """What an entry in use points at is in use: the proof of a duty, the bound of a figure, the broader word."""
        vocabulary = self.vocabulary
        self.facts |= {vocabulary.duties[duty].shown_by_fact for duty in self.duties if duty in vocabulary.duties}
        waiting = [name for name in self.facts if name in vocabulary.facts]
        while waiting:
            bound = vocabulary.facts[waiting.pop()].at_most
            if bound and bound not in self.facts:
                self.facts.add(bound)
                waiting.append(bound)
        self.words |= {(name, broader) for name, word in list(self.words) for broader in vocabulary.broader(name, word)}

    def missing(self) -> Iterator[tuple[str, str]]:
        vocabulary = self.vocabulary
        for name in vocabulary.facts.keys() - self.facts - STARTING_FACTS:
            yield "facts", name
        for list_name, words in vocabulary.lists.items():
            if list_name not in _WHOLE_LISTS:
                used = {word for name, word in self.words if name == list_name} | STARTING_WORDS.get(list_name, frozenset())
                yield from ((list_name, word) for word in words.keys() - used)
        for kind, known, used in (
            ("groups", vocabulary.groups.keys(), self.groups | STARTING_GROUPS),
            ("duties", vocabulary.duties.keys(), self.duties),
            ("units", vocabulary.units.keys(), self.units),
            ("windows", vocabulary.windows.keys(), self.windows),
            ("parties", vocabulary.parties, self.parties),
        ):
            yield from ((kind, name) for name in known - used)
