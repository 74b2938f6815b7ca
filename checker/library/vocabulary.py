"""Reads the vocabulary: every file of `vocabulary/`, merged."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from checker.domain.fact import FactDefinition, FactKind
from checker.domain.vocabulary import DutyDefinition, DutyKind, Group, Unit, Vocabulary, Word
from checker.errors import InputError, Problem
from checker.textio.document import Document

_WORDS = ("acts", "applications", "choices", "countries", "currencies", "duties", "facts", "units")


def build(documents: Iterable[Document]) -> Vocabulary:
    """The vocabulary of some files. Raises InputError with everything that is wrong in any of them.

    What is no list of words, such as the identifiers of the Hub, is only looked at for its shape; it is read by a module of its own.
    """
    from checker.library.shape import problems_of
    from checker.library.vocabulary_shape import SHAPES

    documents = list(documents)
    problems: list[Problem] = []
    for document in documents:
        kind = document.data.get("kind") if isinstance(document.data, dict) else None
        if not isinstance(document.data, dict):
            problems += problems_of(document, SHAPES["acts"])
        elif kind not in SHAPES:
            problems.append(document.problem(("kind",), f"unknown kind of vocabulary `{kind}`", f"use one of {', '.join(SHAPES)}"))
        else:
            problems += problems_of(document, SHAPES[kind])
    if not problems:
        vocabulary = _Merge([document for document in documents if document.data["kind"] in _WORDS])
        problems = vocabulary.problems
        if not problems:
            return vocabulary.done()
    raise InputError(problems)


class _Merge:
    """Entries of all files in one; a word stated twice is a problem."""

    def __init__(self, documents: list[Document]) -> None:
        self.problems: list[Problem] = []
        self.lists: dict[str, dict[str, Word]] = {}
        self.groups: dict[str, Group] = {}
        self.facts: dict[str, FactDefinition] = {}
        self.duties: dict[str, DutyDefinition] = {}
        self.units: dict[str, Unit] = {}
        self.windows: dict[str, bool] = {}
        self.parties: set[str] = set()
        for document in documents:
            getattr(self, f"_{document.data['kind']}")(document)
        self._check_links(documents)

    def done(self) -> Vocabulary:
        return Vocabulary(self.facts, self.lists, self.groups, self.duties, self.units, self.windows, frozenset(self.parties))

    def _words(self, document: Document, list_name: str, entries: dict[str, Any], where: tuple[str | int, ...]) -> None:
        known = self.lists.setdefault(list_name, {})
        self._new(document, where, entries, known, list_name)
        for word, entry in entries.items():
            known[word] = Word(
                word, entry["label"], entry.get("definition", ""), entry.get("broader", ""), entry.get("restricted", False),
                tuple(entry.get("examples", ())),
            )  # fmt: skip

    def _new(self, document: Document, where: tuple[str | int, ...], entries: Iterable[str], known: Collection[str], what: str) -> None:
        """Tells what is stated although it is known: whoever could say it again could make it mean less."""
        for word in entries:
            if word in known:
                self.problems.append(document.problem((*where, word), f"`{word}` is already in the vocabulary of {what}", of_key=True))

    def _group_entries(self, document: Document, of: str = "") -> None:
        entries = document.data.get("groups", {})
        self._new(document, ("groups",), entries, self.groups, "groups")
        for name, entry in entries.items():
            self.groups[name] = Group(name, entry.get("of", of), entry["label"], frozenset(entry["members"]))

    def _acts(self, document: Document) -> None:
        self._words(document, "acts", document.data["entries"], ("entries",))

    def _applications(self, document: Document) -> None:
        self._words(document, "applications", document.data["entries"], ("entries",))
        restricted = frozenset(word.id for word in self.lists["applications"].values() if word.restricted)
        self.groups["restricted"] = Group("restricted", "applications", "an application that some license restricts", restricted)

    def _currencies(self, document: Document) -> None:
        self._words(document, "currencies", document.data["entries"], ("entries",))

    def _countries(self, document: Document) -> None:
        self._words(document, "countries", document.data["entries"], ("entries",))
        self._group_entries(document, "countries")

    def _choices(self, document: Document) -> None:
        for name, entries in document.data["entries"].items():
            self._words(document, name, entries, ("entries", name))
        self._group_entries(document)

    def _units(self, document: Document) -> None:
        self._new(document, ("entries",), document.data["entries"], self.units, "units")
        for name, entry in document.data["entries"].items():
            self.units[name] = Unit(name, entry["dimension"], entry["label"], entry.get("currency", ""))
        for name, entry in document.data.get("windows", {}).items():
            self.windows[name] = entry["event"] == "required"
        self.parties |= set(document.data.get("parties", {}))

    def _duties(self, document: Document) -> None:
        self._new(document, ("entries",), document.data["entries"], self.duties, "duties")
        for name, entry in document.data["entries"].items():
            shown = entry.get("shown_by", {})
            self.duties[name] = DutyDefinition(
                name, DutyKind(entry["kind"]), entry["label"], entry["definition"], tuple(entry.get("with", ())),
                shown.get("fact", ""), shown.get("begins_with", ""),
            )  # fmt: skip

    def _facts(self, document: Document) -> None:
        self._new(document, ("entries",), document.data["entries"], self.facts, "facts")
        for name, entry in document.data["entries"].items():
            self.facts[name] = FactDefinition(
                name, FactKind(entry["type"]), entry["label"], entry["definition"], entry["question"], entry.get("of", ""),
                entry.get("unit", "").replace(" ", "-"), entry.get("by", ""), entry.get("at_most", ""),
            )  # fmt: skip

    def _check_links(self, documents: list[Document]) -> None:
        """Words that point at words: lists of facts, broader applications, members of groups, proofs of duties."""
        for document in documents:
            for name, entry in document.data["entries"].items():
                at: tuple[str | int, ...] = ("entries", name)
                if document.data["kind"] == "facts":
                    self._link(document, (*at, "of"), entry.get("of"), self.lists, "list")
                    self._link(document, (*at, "at_most"), entry.get("at_most"), self.facts, "fact")
                    dimensions = {unit.dimension for unit in self.units.values()}
                    unit = entry["unit"].replace(" ", "-") if "unit" in entry else None
                    self._link(document, (*at, "unit"), unit, dimensions, "dimension")
                elif document.data["kind"] == "applications":
                    self._link(document, (*at, "broader"), entry.get("broader"), self.lists["applications"], "application")
                elif document.data["kind"] == "duties":
                    self._link(document, (*at, "shown_by", "fact"), entry.get("shown_by", {}).get("fact"), self.facts, "fact")
            for name in document.data.get("groups", {}):
                group = self.groups[name]
                for index, member in enumerate(document.data["groups"][name]["members"]):
                    self._link(document, ("groups", name, "members", index), member, self.lists.get(group.of, {}), group.of or "list")

    def _link(self, document: Document, where: tuple[str | int, ...], word: str | None, known: Iterable[str], what: str) -> None:
        if word is not None and word not in set(known):
            self.problems.append(document.problem(where, f"unknown {what} `{word}`"))
