"""A dossier as the HTML review shows it: verdicts numbered, the worst first, with what they share told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from checker.domain.dossier import Consultation, ConsultedText, Dossier, Opinion, Pair, Task
from checker.domain.report import DutyStatus, Result
from checker.domain.verdict import Verdict
from checker.exporters.html_headroom import Mark, marks

WORST_FIRST = (Verdict.DENY, Verdict.REVIEW, Verdict.CONDITIONAL, Verdict.ALLOW)

_NOBODY = "publisher not known"
_UNLICENSED = "no license known"


@dataclass(frozen=True, slots=True)
class Shared:
    """What one license says, clause by clause, for all verdicts on which it says the same."""

    number: int
    consultation: Consultation
    verdicts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One verdict with its number."""

    number: int
    opinion: Opinion
    publisher: str
    licenses: tuple[str, ...]
    shared: tuple[tuple[int, str], ...]
    """Number and license name of each consultation."""

    @property
    def result(self) -> Result:
        """The result it is about."""
        return self.opinion.result


@dataclass(frozen=True, slots=True)
class Group:
    """All entries of one verdict."""

    verdict: Verdict
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A model in the matrix: its entries, use by use."""

    model: str
    publisher: str
    cells: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to filter by, and how many verdicts have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """Duties of one standing."""

    title: str
    tasks: tuple[Task, ...]
    box: bool
    """Whether there is something to tick off."""


_CHAPTERS = (
    (DutyStatus.REQUIRED, "To do", True),
    (DutyStatus.MAY_APPLY, "May have to be done: a fact is missing", True),
    (DutyStatus.MET, "Met already, says the profile", False),
    (DutyStatus.CONDUCT, "Conduct to keep", False),
)


@dataclass(frozen=True)
class View:
    """The whole page."""

    dossier: Dossier

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every verdict, numbered in the order of the page."""
        ranked = sorted(self.dossier.opinions, key=lambda opinion: -opinion.result.verdict.severity)
        return tuple(self._entry(number, opinion) for number, opinion in enumerate(ranked, 1))

    def _entry(self, number: int, opinion: Opinion) -> Entry:
        model = opinion.model
        shared = {self._key_numbers[_key(found)]: found.license.name for found in opinion.consultations}
        licenses = tuple(dict.fromkeys(license.id for license in opinion.result.licenses))
        return Entry(
            number, opinion, (model.publisher if model else "") or _NOBODY, licenses or (_UNLICENSED,), tuple(sorted(shared.items()))
        )

    @cached_property
    def _key_numbers(self) -> dict[object, int]:
        ranked = sorted(self.dossier.opinions, key=lambda opinion: -opinion.result.verdict.severity)
        keys = dict.fromkeys(_key(found) for opinion in ranked for found in opinion.consultations)
        return {key: number for number, key in enumerate(keys, 1)}

    @cached_property
    def shared(self) -> tuple[Shared, ...]:
        """What each license says, once."""
        kept: dict[int, Consultation] = {}
        numbers: dict[int, list[int]] = {}
        for entry in self.entries:
            for consultation in entry.opinion.consultations:
                number = self._key_numbers[_key(consultation)]
                kept.setdefault(number, consultation)
                numbers.setdefault(number, []).append(entry.number)
        return tuple(Shared(number, kept[number], tuple(dict.fromkeys(numbers[number]))) for number in sorted(kept))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The entries by their verdict; verdicts that nothing has are left out."""
        found = ((kind, tuple(entry for entry in self.entries if entry.result.verdict is kind)) for kind in WORST_FIRST)
        return tuple(Group(kind, entries) for kind, entries in found if entries)

    @cached_property
    def uses(self) -> tuple[str, ...]:
        """The uses that were judged, in the order of the report."""
        return tuple(dict.fromkeys(opinion.result.use for opinion in self.dossier.opinions))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The matrix."""
        found: dict[str, dict[str, list[Entry]]] = {}
        for entry in self.entries:
            found.setdefault(entry.opinion.name, {}).setdefault(entry.result.use, []).append(entry)
        return tuple(
            Row(
                name,
                next(entry.publisher for entries in by_use.values() for entry in entries),
                tuple(tuple(by_use.get(use, ())) for use in self.uses),
            )
            for name, by_use in found.items()
        )

    @cached_property
    def publishers(self) -> tuple[Choice, ...]:
        """Whose models were judged."""
        return _choices(entry.publisher for entry in self.entries)

    @cached_property
    def licenses(self) -> tuple[Choice, ...]:
        """The licenses that verdicts rest on."""
        return _choices(license for entry in self.entries for license in entry.licenses)

    @cached_property
    def by_use(self) -> tuple[Choice, ...]:
        """The uses, with how many verdicts each has."""
        return tuple(Choice(use, sum(entry.result.use == use for entry in self.entries)) for use in self.uses)

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The duties, by what is to be done about them."""
        found = (
            Chapter(title, tuple(task for task in self.dossier.duties if task.duty.status is status), box)
            for status, title, box in _CHAPTERS
        )
        return tuple(chapter for chapter in found if chapter.tasks)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The picture of headroom, the nearest to its limit first."""
        return marks(self.dossier.thresholds)

    @cached_property
    def texts(self) -> dict[str, tuple[int, ConsultedText]]:
        """The consulted texts with their numbers, by license id."""
        return {text.license.id: (number, text) for number, text in enumerate(self.dossier.texts, 1)}

    @cached_property
    def _numbers(self) -> dict[Pair, list[int]]:
        numbers: dict[Pair, list[int]] = {}
        for entry in self.entries:
            numbers.setdefault((entry.result.use, entry.opinion.name), []).append(entry.number)
        return numbers

    def numbers(self, pairs: Sequence[Pair]) -> list[tuple[int, int]]:
        """The verdicts of some pairs as runs of numbers: first and last of each."""
        return runs({number for pair in pairs for number in self._numbers.get(pair, ())})


def _key(consultation: Consultation) -> object:
    return consultation.license.id, consultation.clauses, consultation.quiet


def _choices(values: Iterable[str]) -> tuple[Choice, ...]:
    counted: dict[str, int] = {}
    for value in values:
        counted[value] = counted.get(value, 0) + 1
    return tuple(Choice(value, counted[value]) for value in sorted(counted, key=lambda value: (value.casefold(), value)))


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as runs: 1, 2, 3, 7 are 1 to 3 and 7 to 7."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found
