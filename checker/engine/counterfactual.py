"""What would change a verdict: one fact at a time, the values for which it comes out otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from checker.domain.fact import FactDefinition, FactKind, FactValue, Figures
from checker.domain.profile import Profile, Use
from checker.domain.quantity import Quantity
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import Vocabulary
from checker.language.amounts import quantity_text

Judge = Callable[[Profile, Use], Verdict]
"""Judges a profile and one of its uses; everything else stays as it was."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value of one fact that would change the verdict."""

    fact: str
    becomes: str
    """The value in words, to be read after the fact's name: `at most 700 million`, `outside the European Union`."""
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A value to try; `words` says it, where it does not speak for itself."""

    value: FactValue
    words: str = ""
    stretch: Quantity | None = None
    """For a figure: all amounts that `value` stands for, since no limit lies between them."""


def changes(
    judge: Judge, profile: Profile, use: Use, names: Iterable[str], limits: Mapping[str, list[Quantity]], vocabulary: Vocabulary
) -> list[Change]:
    """For each named fact, the values that give another verdict than the present one, with that verdict.

    `limits` holds, by fact, the amounts that figures are compared with.
    """
    present = judge(profile, use)
    found: list[Change] = []
    for name in dict.fromkeys(names):
        definition = vocabulary.facts.get(name)
        if definition is None or not name.startswith(("organization.", "use.")):
            continue
        verdicts: dict[Verdict, list[_Candidate]] = {}
        for candidate in _candidates(definition, profile, use, limits.get(name, []), vocabulary):
            verdicts.setdefault(judge(*_with(profile, use, name, candidate.value)), []).append(candidate)
        for verdict, candidates in sorted(verdicts.items(), key=lambda item: item[0].severity):
            if verdict is not present and _worth_telling(verdict, present):
                found.append(Change(name, _summary(definition, candidates, vocabulary), verdict))
    return found


def _worth_telling(verdict: Verdict, present: Verdict) -> bool:
    """A denied use is told the ways out, a usable one what it must keep clear of, an open one both."""
    if present is Verdict.REVIEW:
        return True
    return verdict.severity < present.severity if present is Verdict.DENY else not verdict.usable


def _with(profile: Profile, use: Use, name: str, value: FactValue) -> tuple[Profile, Use]:
    if name.startswith("use."):
        return profile, replace(use, facts={**use.facts, name: value})
    return replace(profile, facts={**profile.facts, name: value}), use


def _candidates(
    definition: FactDefinition, profile: Profile, use: Use, limits: list[Quantity], vocabulary: Vocabulary
) -> Iterator[_Candidate]:
    kind = definition.kind
    known = use.facts.get(definition.name) or profile.facts.get(definition.name)
    words = vocabulary.lists.get(vocabulary.list_of(definition), {})
    if kind is FactKind.FIGURE:
        yield from _stretches(limits)
    elif kind is FactKind.TRUTH:
        yield from (_Candidate(True, "true"), _Candidate(False, "false"))
    elif kind in (FactKind.CHOICE, FactKind.COUNTRY):
        yield from (_Candidate(word, word) for word in words)
    elif kind is FactKind.CHOICES and isinstance(known, frozenset):
        yield from (
            _Candidate(known - {word}, f"without {word}") for word in sorted(known) if len(known) > 1 or definition.name != "use.acts"
        )
    elif kind in (FactKind.CHOICES, FactKind.NAMES, FactKind.COUNTRIES) and definition.name != "use.acts":
        yield _Candidate(frozenset(), "none that a clause names")


def _stretches(limits: list[Quantity]) -> Iterator[_Candidate]:
    """An amount for each stretch that the limits cut the amounts into: below the first, at it, between it and the next, beyond the last."""
    marks = sorted({limit.exact for limit in limits if limit.exact is not None and limit.currency == limits[0].currency})
    lower, is_open = Decimal(0), False
    for mark in marks:
        currency = limits[0].currency
        if lower < mark:
            stretch = Quantity(lower, mark, is_open, True, currency)
            yield _Candidate(Figures(Quantity.exactly((lower + mark) / 2, currency)), stretch=stretch)
        yield _Candidate(Figures(Quantity.exactly(mark, currency)), stretch=Quantity.exactly(mark, currency))
        lower, is_open = mark, True
    if marks:
        beyond = Quantity(lower, None, True, False, limits[0].currency)
        yield _Candidate(Figures(Quantity.exactly(lower + 1, beyond.currency)), stretch=beyond)


def _summary(definition: FactDefinition, candidates: list[_Candidate], vocabulary: Vocabulary) -> str:
    words = [candidate.words for candidate in candidates if candidate.words]
    if definition.kind is FactKind.COUNTRY:
        return countries_text(frozenset(words), vocabulary)
    words += [amounts_text(stretch) for stretch in _joined(candidate.stretch for candidate in candidates if candidate.stretch is not None)]
    return " or ".join(dict.fromkeys(words))


def _joined(stretches: Iterable[Quantity]) -> list[Quantity]:
    """Stretches in their order, those that touch made one."""
    joined: list[Quantity] = []
    for stretch in stretches:
        before = joined[-1] if joined else None
        if before is not None and before.upper == stretch.lower and before.upper_open != stretch.lower_open:
            joined[-1] = Quantity(before.lower, stretch.upper, before.lower_open, stretch.upper_open, stretch.currency)
        else:
            joined.append(stretch)
    return joined


def amounts_text(stretch: Quantity) -> str:
    """A stretch of amounts in words: `at most 700 million`, `more than 50 million and under 100 million`."""
    if stretch.upper is None and not stretch.lower:
        return "known, whatever it is"
    if stretch.upper is None or not stretch.lower or stretch.exact is not None:
        return quantity_text(stretch)
    return f"{quantity_text(stretch.from_below())} and {quantity_text(stretch.from_above())}"


def countries_text(codes: frozenset[str], vocabulary: Vocabulary) -> str:
    """Many countries in few words: `in the European Union`, `outside the European Union`."""
    everywhere = frozenset(vocabulary.lists["countries"])
    for group in vocabulary.groups.values():
        if group.of == "countries":
            if codes == group.members:
                return f"in {group.label}"
            if codes == everywhere - group.members:
                return f"outside {group.label}"
    if len(codes) > 8:
        return "another country"
    return " or ".join(sorted(codes))
