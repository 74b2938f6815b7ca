"""Facts set to other values for the length of a question: `organization.domicile=US`, `uses.triage.acts=[run]`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from checker.domain.fact import FactDefinition, FactKind, FactValue, Figures
from checker.domain.profile import Profile, Use
from checker.domain.vocabulary import Vocabulary
from checker.domain.what_if import Setting
from checker.errors import Problem, UsageError
from checker.exporters.wording import value_text
from checker.language.typecheck import nearest
from checker.library.facts import UNKNOWN, FactReader
from checker.textio.document import Document

FIGURES_COUNT, RATES = "organization.figures_count", "exchange_rates."
_COUNTED = ("group", "licensee")
_LISTS = (FactKind.CHOICES, FactKind.COUNTRIES, FactKind.NAMES)
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Named:
    """A fact that a user named, and the uses it is about."""

    name: str
    """As the user wrote it, without a period."""
    definition: FactDefinition
    uses: tuple[str, ...] = ()
    """Ids of the uses; empty for a fact of the organization."""
    period: str = ""
    """The month or year, where the user named one."""

    def of(self, profile: Profile, use: Use) -> FactValue | None:
        """What the profile states for one use, or for the organization."""
        return (use.facts if self.uses else profile.facts).get(self.definition.name)

    def value(self, profile: Profile) -> FactValue | None:
        """What the profile states; of several uses, what they all state."""
        stated = [self.of(profile, use) for use in profile.uses if not self.uses or use.id in self.uses]
        return stated[0] if all(value == stated[0] for value in stated) else None

    def changed(self, profile: Profile, change: Callable[[FactValue | None], FactValue | None]) -> Profile:
        """The profile with the fact changed wherever it is meant; None is not stated."""
        name = self.definition.name
        if not self.uses:
            return replace(profile, facts=_with(profile.facts, name, change(profile.facts.get(name))))
        uses = tuple(
            replace(use, facts=_with(use.facts, name, change(use.facts.get(name)))) if use.id in self.uses else use for use in profile.uses
        )
        return replace(profile, uses=uses)


def _with(facts: Mapping[str, FactValue], name: str, value: FactValue | None) -> Mapping[str, FactValue]:
    others = {known: fact for known, fact in facts.items() if known != name}
    return others if value is None else {**others, name: value}


def named(name: str, profile: Profile, vocabulary: Vocabulary) -> Named:
    """The fact that a user means by a name. Raises UsageError with the nearest one where there is none."""
    uses: tuple[str, ...] = ()
    fact = name
    if name.startswith("uses."):
        use = _use_of(name, profile)
        uses, fact = (use.id,), f"use.{name.removeprefix(f'uses.{use.id}.')}"
    elif name.startswith("use."):
        uses = tuple(use.id for use in profile.uses)
    definition, period = vocabulary.facts.get(fact), ""
    if definition is None:
        whole, _, period = fact.rpartition(".")
        definition = vocabulary.facts.get(whole)
        if definition is None or definition.kind is not FactKind.FIGURE:
            raise UsageError(_unknown(name, fact, vocabulary))
        name = name.removesuffix(f".{period}")
    if definition.name.startswith("model."):
        raise UsageError(f"`{name}` belongs to the model; write the model out in the profile to state it otherwise")
    return Named(name, definition, uses, period)


def _use_of(name: str, profile: Profile) -> Use:
    for use in sorted(profile.uses, key=lambda use: -len(use.id)):
        if name.startswith(f"uses.{use.id}."):
            return use
    use_id = name.removeprefix("uses.").partition(".")[0]
    known = [use.id for use in profile.uses]
    hint = nearest(use_id, known) or f"the profile has {', '.join(f'`{one}`' for one in known)}"
    raise UsageError(f"the profile has no use `{use_id}`; {hint}")


def _unknown(name: str, fact: str, vocabulary: Vocabulary) -> str:
    known = [known for known in vocabulary.facts if not known.startswith("model.")]
    hint = nearest(fact, [*known, FIGURES_COUNT])
    if name != fact:
        hint = hint.replace("`use.", f"`{name.removesuffix(fact.removeprefix('use.'))}")
    return f"unknown fact `{name}`; {hint or 'facts begin with `organization.`, `use.` or `uses.ID.`'}"


def apply(profile: Profile, texts: Iterable[str], vocabulary: Vocabulary) -> tuple[Profile, list[Setting]]:
    """The profile with every `name=value` set, and what was set. Raises UsageError for the first that cannot be meant."""
    settings: list[Setting] = []
    for text in texts:
        name, mark, value = (part.strip() for part in text.partition("="))
        if not mark or not name:
            raise UsageError(f"`--set {text}` sets nothing; write it as `--set organization.monthly_active_users=800M`")
        try:
            profile, setting = _set(profile, name, value, vocabulary)
        except UsageError as error:
            raise UsageError(f"`--set {text}`: {error}") from None
        settings.append(setting)
    return profile, settings


def _set(profile: Profile, name: str, value: str, vocabulary: Vocabulary) -> tuple[Profile, Setting]:
    if name == FIGURES_COUNT:
        return _figures_count(profile, value)
    if name.startswith(RATES):
        return _rate(profile, name.removeprefix(RATES), value, vocabulary)
    return _fact(profile, named(name, profile, vocabulary), value, vocabulary)


def _figures_count(profile: Profile, value: str) -> tuple[Profile, Setting]:
    if value not in _COUNTED:
        raise UsageError(f"`{FIGURES_COUNT}` cannot be `{value}`; {nearest(value, _COUNTED) or 'it is `group` or `licensee`'}")
    return replace(profile, figures_count=value), Setting(FIGURES_COUNT, profile.figures_count, value)


def _rate(profile: Profile, currency: str, value: str, vocabulary: Vocabulary) -> tuple[Profile, Setting]:
    reader = FactReader(Document("", {}), vocabulary)
    rates = reader.rates((), {currency: value})
    _no_problems(reader.problems)
    before = str(profile.exchange_rates.get(currency, "not stated"))
    return replace(profile, exchange_rates={**profile.exchange_rates, **rates}), Setting(f"{RATES}{currency}", before, value)


def _fact(profile: Profile, fact: Named, text: str, vocabulary: Vocabulary) -> tuple[Profile, Setting]:
    value = read(fact, text, vocabulary)
    said = dict.fromkeys(value_text(fact.of(profile, use)) for use in profile.uses if not fact.uses or use.id in fact.uses)
    shown = f"{fact.name}.{fact.period}" if fact.period else fact.name
    if fact.period and isinstance(value, Figures):
        found = value
        changed = fact.changed(profile, lambda own: _dated(own, found, fact.period))
    else:
        changed = fact.changed(profile, lambda _: value)
    return changed, Setting(shown, " or ".join(said), value_text(value))


def _dated(before: FactValue | None, value: Figures, period: str) -> Figures:
    """The figures stated so far with that of one month or year replaced."""
    known = before if isinstance(before, Figures) else Figures()
    others = [(other, amount) for other, amount in known.dated if other != period]
    return Figures(known.undated, tuple(sorted([*others, *value.dated])))


def read(fact: Named, text: str, vocabulary: Vocabulary) -> FactValue | None:
    """The value that a text states for a fact; None for `unknown`. Raises UsageError where it cannot be meant."""
    reader = FactReader(Document("", {}), vocabulary)
    raw: Any = _raw(fact.definition, text)
    if fact.period:
        raw = {fact.period: raw}
    value = reader.read(fact.definition, (fact.name,), raw)
    _no_problems(reader.problems)
    return value


def raw_value(definition: FactDefinition, text: str, vocabulary: Vocabulary) -> Any:
    """What a profile would hold. Raises UsageError where the text cannot be meant."""
    reader = FactReader(Document("", {}), vocabulary)
    raw = _raw(definition, text)
    reader.read(definition, (definition.name,), raw)
    _no_problems(reader.problems)
    return raw


def _raw(definition: FactDefinition, text: str) -> Any:
    """The same, unchecked."""
    if text == UNKNOWN:
        return UNKNOWN
    if definition.kind in _LISTS:
        inner = text[1:-1] if text.startswith("[") and text.endswith("]") else text
        return [part.strip().strip("'\"") for part in inner.split(",") if part.strip()]
    if definition.kind is FactKind.TRUTH:
        return _TRUTHS.get(text.lower(), text)
    return text


def _no_problems(problems: Iterable[Problem]) -> None:
    told = [problem.message + (f"; {problem.hint}" if problem.hint else "") for problem in problems]
    if told:
        raise UsageError(told[0])
