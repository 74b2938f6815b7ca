"""What would be different: other facts set beside the profile's, or one fact followed over its whole range."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from checker.app.session import Session
from checker.app.settings import Named
from checker.app.version import VERSION
from checker.domain.fact import FactKind, FactValue, Figures
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.quantity import Quantity
from checker.domain.report import Report, Result
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import Vocabulary
from checker.domain.what_if import Region, Setting, Sweep, WhatIf
from checker.engine.case import Context
from checker.engine.counterfactual import countries_text
from checker.engine.differences import changed, is_otherwise
from checker.engine.rulebook import Rulebook
from checker.engine.sweep import NOT_STATED, Mark, Subject, depends_on, figure_regions, marks_of, not_stated, value_regions, words_compared
from checker.errors import UsageError
from checker.exporters.wording import value_text

Requests = Mapping[str, Sequence[ModelRequest]] | None
Change = Callable[[FactValue | None], FactValue | None]
"""What a value becomes."""
Progress = Callable[[int, int], None] | None

AS_IT_IS = "as it is"
_NOT_ONLY_COMPARED = ("use.acts", "use.obtained")
"""Facts that choose which clauses and which terms are asked, besides what conditions say of them."""


def what_if(before: Report, after: Report, settings: Sequence[Setting]) -> WhatIf:
    """Two reports on the same uses and models, and what differs between them."""
    pairs = list(zip(before.results, after.results, strict=True))
    return WhatIf(
        before.as_of, before.library_version, before.library_sha256, before.organization, tuple(settings),
        tuple(changed(old, new) for old, new in pairs if old.verdict is not new.verdict),
        tuple((new.use, new.name, new.verdict) for old, new in pairs if old.verdict is new.verdict and is_otherwise(old, new)),
        {verdict: before.count(verdict) for verdict in Verdict},
        {verdict: after.count(verdict) for verdict in Verdict},
    )  # fmt: skip


def sweep(
    session: Session, profile: Profile, requests: Requests, fact: Named, *, as_of: date, reports: bool = True,
    settings: Sequence[Setting] = (), progress: Progress = None,
) -> Sweep:  # fmt: skip
    """Every verdict over the whole range of a fact. Raises UsageError for a fact that has no range to go over."""
    if fact.period:
        raise UsageError(f"a sweep moves the figure of every {fact.definition.period} at once; leave `.{fact.period}` out")
    sweeper = _Sweeper(session, profile, fact, as_of, reports)
    work = [(use, request) for use, request in session.work(profile, requests) if not fact.uses or use.id in fact.uses]
    subjects: list[Subject] = []
    for done, (use, request) in enumerate(work, 1):
        subjects.append(sweeper.subject(use, request))
        if progress is not None:
            progress(done, len(work))
    regions = sweeper.regions(subjects)
    return Sweep(
        as_of, VERSION, session.library.sha256, profile.organization, fact.name, fact.definition.label, sweeper.present(),
        tuple(settings), tuple(regions), len(subjects), sum(subject.depends for subject in subjects), tuple(sweeper.notes),
    )  # fmt: skip


class _Sweeper:
    """One fact, followed through the verdicts of one profile."""

    def __init__(self, session: Session, profile: Profile, fact: Named, as_of: date, reports: bool) -> None:
        self.session = session
        self.profile = profile
        self.fact = fact
        self.as_of = as_of
        self.reports = reports
        self.vocabulary = session.library.vocabulary
        self.currency = "USD" if fact.definition.dimension.startswith("money") else ""
        self.notes: list[str] = []
        self._depends: dict[str, bool] = {}
        self._words: dict[str, None] = {}
        self._listed = frozenset(self.vocabulary.lists.get(self.vocabulary.list_of(fact.definition), {}))
        self._sets: dict[str, list[frozenset[str]]] = {}
        self._values: dict[str, Change] = {}
        self._profiles: dict[Quantity | str | None, Profile] = {}

    def subject(self, use: Use, request: ModelRequest) -> Subject:
        """One use of one model, with the amounts at which its verdict may flip."""
        judgment = self.session.deliberate(self.profile, use, request, self.as_of, reports=self.reports)
        asked = [consulted for consulted in judgment.consulted if self._depends_on(consulted.rulebook)]
        marks: list[Mark] = []
        for consulted in asked:
            if self.fact.definition.kind is FactKind.FIGURE:
                marks += marks_of(consulted.rulebook, self.fact.definition.name, consulted.case, self.currency)
            elif self.fact.definition.kind is FactKind.NAMES:
                self._words.update(
                    dict.fromkeys(w for words in words_compared(consulted.rulebook, self.fact.definition.name) for w in words)
                )

        sets = [held for consulted in asked for held in self._sets_of(consulted.rulebook)]
        known: dict[object, Result] = {}

        def judge(value: Quantity | str | None) -> Result:
            key = self._alike(value, sets)
            if key not in known:
                profile = self._profile_with(value)
                own = next(known for known in profile.uses if known.id == use.id)
                known[key] = self.session.judge(profile, own, request, self.as_of, reports=self.reports)
            return known[key]

        if not asked and self.fact.definition.name not in _NOT_ONLY_COMPARED:
            return Subject(lambda _: judgment.result, depends=False)
        return Subject(judge, tuple(marks))

    def regions(self, subjects: Sequence[Subject]) -> list[Region]:
        """The outcome, by the kind of the fact."""
        definition = self.fact.definition
        if definition.kind is FactKind.FIGURE:
            here = self._present_figure()
            return [*figure_regions(subjects, self.currency, here), not_stated(subjects, is_present=not any(self._stated()))]
        present = self._name_values()
        found = value_regions(subjects, list(self._values), present)
        if definition.kind in (FactKind.COUNTRY, FactKind.COUNTRIES):
            found = [_with_countries(region, definition.kind, self.vocabulary) for region in found]
        return sorted(found, key=lambda region: not region.is_present)

    def present(self) -> str:
        """What the profile states, in words."""
        said = dict.fromkeys(value_text(value) for value in self._stated())
        return " or ".join(said) + (", by use" if len(said) > 1 else "")

    def _stated(self) -> list[FactValue | None]:
        """What the profile states, for each use that is meant."""
        return [self.fact.of(self.profile, use) for use in self.profile.uses if not self.fact.uses or use.id in self.fact.uses]

    def _present_figure(self) -> Quantity | None:
        """The amount that the profile states, in the currency of the sweep; None where it is none or several."""
        present = self.fact.value(self.profile)
        if isinstance(present, Figures) and present.undated is not None:
            return self._in_currency(present.undated)
        if any(self._stated()):
            self.notes.append("the profile states more than one figure; the sweep sets one for all time in their place")
        return None

    def _name_values(self) -> str:
        """Finds every value to try, by what it is called; the name of the profile's own."""
        definition = self.fact.definition
        stated = self._stated()
        same = all(value == stated[0] for value in stated)
        words = list(self.vocabulary.lists.get(self.vocabulary.list_of(definition), {})) or sorted(self._words)
        if definition.kind is FactKind.TRUTH:
            self._values = {"yes": lambda _: True, "no": lambda _: False, NOT_STATED: lambda _: None}
        elif definition.kind in (FactKind.CHOICE, FactKind.COUNTRY):
            self._values = {**{word: _always(word) for word in words}, NOT_STATED: lambda _: None}
        elif definition.kind in (FactKind.CHOICES, FactKind.COUNTRIES, FactKind.NAMES):
            self.notes.append("a list has too many combinations to try: each word is added or taken away by itself")
            self._values = _toggles(words, stated)
            same = same and stated[0] is None
        else:
            raise UsageError(f"`{self.fact.name}` has no range to go over; try a value with `--set`")
        if same:
            return NOT_STATED if stated[0] is None else value_text(stated[0])
        self._values = {AS_IT_IS: lambda own: own, **self._values}
        return AS_IT_IS

    def _profile_with(self, value: Quantity | str | None) -> Profile:
        profile = self._profiles.get(value)
        if profile is None:
            change = self._values[value] if isinstance(value, str) else _always(None if value is None else Figures(value))
            profile = self._profiles[value] = self.fact.changed(self.profile, change)
        return profile

    def _alike(self, value: Quantity | str | None, sets: Sequence[frozenset[str]]) -> object:
        """What values must share to come out alike here: of words, which of the lists that the clauses name they stand in."""
        if not isinstance(value, str) or self.fact.definition.name in _NOT_ONLY_COMPARED:
            return value
        change, _, word = value.rpartition(" ")
        if word not in self._listed or change not in ("", "with", "without"):
            return value
        return change, *(word in held for held in sets)

    def _sets_of(self, rulebook: Rulebook) -> list[frozenset[str]]:
        """The lists of words that a license compares the fact with: what is certainly named by each, and what may be."""
        definition, found = self.fact.definition, self._sets.get(rulebook.license.id)
        if found is None:
            list_name = self.vocabulary.list_of(definition)
            found = []
            for operands in words_compared(rulebook, definition.name) if list_name else ():
                found += [self.vocabulary.expand(list_name, operands), *self.vocabulary.reach(list_name, operands)]
            self._sets[rulebook.license.id] = found
        return found

    def _depends_on(self, rulebook: Rulebook) -> bool:
        license_id = rulebook.license.id
        if license_id not in self._depends:
            self._depends[license_id] = depends_on(rulebook, self.fact.definition.name)
        return self._depends[license_id]

    def _in_currency(self, amount: Quantity | None) -> Quantity | None:
        if amount is None or amount.currency == self.currency:
            return amount
        rate = Context.of(self.profile, self.as_of).rate(amount.currency)
        if rate is None:
            self.notes.append(f"{value_text(amount)} cannot be placed: the profile states no exchange rate for {amount.currency}")
            return None
        self.notes.append(f"amounts are in {self.currency}; the profile's {value_text(amount)} are {value_text(amount.times(rate, 'USD'))}")
        return amount.times(rate, self.currency)


def _always(value: FactValue | None) -> Change:
    return lambda _: value


def _toggles(words: Sequence[str], stated: Sequence[FactValue | None]) -> dict[str, Change]:
    """Each word added to what is stated, or taken away from it."""
    held = frozenset[str]().union(*(value for value in stated if isinstance(value, frozenset)))
    everywhere = [value for value in stated if isinstance(value, frozenset)]
    changes: dict[str, Change] = {f"without {word}": _without(word) for word in sorted(held)}
    changes |= {f"with {word}": _adding(word) for word in words if not everywhere or any(word not in value for value in everywhere)}
    return changes | {"none": lambda _: frozenset(), NOT_STATED: lambda _: None}


def _without(word: str) -> Change:
    return lambda own: own - {word} if isinstance(own, frozenset) else own


def _adding(word: str) -> Change:
    return lambda own: own | {word} if isinstance(own, frozenset) else frozenset([word])


def _with_countries(region: Region, kind: FactKind, vocabulary: Vocabulary) -> Region:
    """Many countries that come out alike, in few words."""
    codes = frozenset(vocabulary.lists["countries"])
    before = "" if kind is FactKind.COUNTRY else "with "
    found = frozenset(word.removeprefix(before) for word in region.values if word.startswith(before)) & codes
    others = tuple(word for word in region.values if word.removeprefix(before) not in found)
    return replace(region, values=(*([before + countries_text(found, vocabulary)] if found else []), *others))
