"""Reads a file of decisions: every one with its limits, and nothing that is wider than a person can have meant."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.domain.decision import NOT_ENCODED, UNSEEN, Basis, Decision, DecisionBook, DecisionScope, FactRange, RangeKind, Ruling
from checker.domain.fact import FactDefinition, FactKind
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import Vocabulary
from checker.errors import InputError, Problem
from checker.language.typecheck import nearest
from checker.library.facts import UNKNOWN, FactReader, Where
from checker.textio.document import Document

TO_START_FROM = "`licheck decide` writes the first one"
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_SETS = (FactKind.CHOICES, FactKind.COUNTRIES, FactKind.NAMES)


def build(document: Document, vocabulary: Vocabulary) -> DecisionBook:
    """The decisions of a document. Raises InputError with everything that is wrong in it."""
    from checker.library.decisions_shape import DecisionsShape
    from checker.library.shape import problems_of

    if document.data is None:
        raise InputError([document.problem((), "is empty", TO_START_FROM)])
    problems = problems_of(document, DecisionsShape)
    builder = _Builder(document, vocabulary)
    if problems:
        # A wrong key hides nothing else: what can be read is read too, so that all problems are told at once.
        with contextlib.suppress(AttributeError, KeyError, TypeError, ValueError, IndexError):
            builder.book()
        raise InputError([*problems, *builder.problems])
    book = builder.book()
    if builder.problems:
        raise InputError(builder.problems)
    return book


@dataclass
class _Builder:
    document: Document
    vocabulary: Vocabulary

    def __post_init__(self) -> None:
        self.reader = FactReader(self.document, self.vocabulary)

    @property
    def problems(self) -> list[Problem]:
        return self.reader.problems

    def book(self) -> DecisionBook:
        found = []
        seen: dict[str, str] = {}
        for index, entry in enumerate(self.document.data["decisions"]):
            where: Where = ("decisions", index)
            decision = self._decision(where, entry)
            if entry["id"] in seen:
                self.reader.problem(
                    (*where, "id"), f"the decision `{entry['id']}` is stated twice", f"it is already stated at {seen[entry['id']]}"
                )
            seen.setdefault(entry["id"], self.document.place(where))
            if decision is not None:
                found.append(decision)
        return DecisionBook(self.document.path, tuple(found))

    def _decision(self, where: Where, entry: Mapping[str, Any]) -> Decision | None:
        decided = self.reader.date((*where, "date"), entry["date"])
        expires = self.reader.date((*where, "expires"), entry["expires"])
        scope = DecisionScope(**{key: text or "" for key, text in entry["scope"].items()})
        ruling = Ruling(entry["outcome"])
        basis = self._basis((*where, "rests_on"), entry["rests_on"])
        self._check_scope((*where, "scope"), scope, ruling)
        if decided is None or expires is None:
            return None
        if expires < decided:
            self.reader.problem((*where, "expires"), f"it expires on {expires}, before it is taken", "write the last day on which it holds")
        decision = Decision(
            entry["id"],
            entry["decided_by"],
            entry["why"],
            decided,
            expires,
            scope,
            ruling,
            basis,
            entry.get("ticket") or "",
            entry.get("agreement") or "",
            tuple(entry.get("only_while") or ()),
            tuple(entry.get("conditions") or ()),
            self.document.place(where),
        )
        self._check_basis(where, decision)
        return decision

    def _check_scope(self, where: Where, scope: DecisionScope, ruling: Ruling) -> None:
        if not scope.model and not scope.license:
            self.reader.problem(where, "names no model and no license, so it would be about everything", "name at least one of them")
        if scope.model and any(mark in scope.model for mark in "*?["):
            self.reader.problem((*where, "model"), f"`{scope.model}` is a pattern", "a decision is about one model, or about a license")
        if scope.revision and not scope.model:
            self.reader.problem((*where, "revision"), "a revision is stated, and no model", "name the model")
        if scope.clause and not scope.license:
            self.reader.problem((*where, "clause"), "a clause is stated, and no license", "name the license that has it")
        if scope.clause and not ruling.on_clause:
            hint = "of a clause, write `outcome: applies` or `outcome: does-not-apply`; the verdict follows from it"
            self.reader.problem((*where, "clause"), f"`{ruling.value}` is decided of a whole verdict, not of a clause", hint)
        if ruling.on_clause and not scope.clause:
            self.reader.problem(where, f"`{ruling.value}` is decided of a clause, and none is stated", "name it under `clause`")

    def _check_basis(self, where: Where, decision: Decision) -> None:
        scope, ruling, basis = decision.scope, decision.ruling, decision.basis
        at = (*where, "rests_on")
        if not basis.texts:
            hint = "state `texts: {license: sha256}`; `licheck decide` fills it in"
            self.reader.problem(at, "rests on no text, so nothing would tell when the text changes", hint)
        elif scope.license and scope.license not in dict(basis.texts):
            self.reader.problem(
                (*at, "texts"), f"the text of `{scope.license}` is missing, which it is about", "`licheck decide` fills it in"
            )
        if ruling.on_clause or ruling is Ruling.DENY:
            return
        if basis.verdict.usable and not decision.only_while:
            hint = "say under `only_while` which license the model has to keep, or leave the decision out"
            self.reader.problem((*at, "verdict"), f"the verdict underneath is `{basis.verdict.value}` already", hint)
        elif not basis.verdict.usable and not basis.reasons:
            hint = "list under `reasons` what it was taken in view of; `licheck decide` fills it in"
            self.reader.problem(at, f"names no reason of the {basis.verdict.value} that it settles", hint)
        if basis.verdict is Verdict.DENY and not decision.agreement:
            hint = "name under `agreement` the reference of one that the profile holds"
            self.reader.problem((*where, "outcome"), "a deny is accepted without an agreement", hint)

    def _basis(self, where: Where, entry: Mapping[str, Any]) -> Basis:
        texts = tuple((entry.get("texts") or {}).items())
        for license_id, text in texts:
            if not _SHA256.match(str(text)) and text not in (UNSEEN, NOT_ENCODED):
                hint = f"64 hexadecimal digits, `{UNSEEN}` or `{NOT_ENCODED}`; `licheck licenses show {license_id}` tells it"
                self.reader.problem((*where, "texts", license_id), f"`{text}` is not the sha256 of a text", hint)
        ranges = [self._range((*where, "facts", name), name, raw) for name, raw in (entry.get("facts") or {}).items()]
        reasons = tuple(" ".join(text.split()) for text in entry.get("reasons") or ())
        return Basis(Verdict(entry["verdict"]), reasons, texts, tuple(found for found in ranges if found is not None))

    def _range(self, where: Where, name: str, raw: Any) -> FactRange | None:
        definition = self.vocabulary.facts.get(name)
        if raw == UNKNOWN and (definition is not None or "#" in name):
            return FactRange(name, RangeKind.UNKNOWN)
        if definition is None:
            hint = nearest(name, self.vocabulary.facts) or "facts are named as in `organization.domicile`"
            self.problems.append(self.document.problem(where, f"unknown fact `{name}`", hint, of_key=True))
            return None
        if definition.kind is FactKind.FIGURE:
            quantity = self.reader.quantity(where, raw, money=definition.dimension.startswith("money"))
            return None if quantity is None else FactRange(name, RangeKind.EXACTLY, quantity)
        if isinstance(raw, Mapping):
            return self._words_that_may(where, definition, raw)
        value = self.reader.read(definition, where, raw)
        return None if value is None else FactRange(name, RangeKind.EXACTLY, value)

    def _words_that_may(self, where: Where, definition: FactDefinition, raw: Mapping[str, Any]) -> FactRange | None:
        """`one_of: [...]` for a single word or day, `within: [...]` for a list."""
        key = "within" if definition.kind in _SETS else "one_of"
        words = raw.get(key)
        if set(raw) != {key} or not isinstance(words, list) or not words:
            self.reader.problem(where, "expected a value, or the values it may move between", f"as in `{{{key}: [...]}}`")
            return None
        if definition.kind in _SETS:
            value = self.reader.read(definition, (*where, key), words)
            return None if value is None else FactRange(definition.name, RangeKind.WITHIN, value)
        read = [self.reader.read(definition, (*where, key, index), word) for index, word in enumerate(words)]
        return FactRange(definition.name, RangeKind.ONE_OF, frozenset(str(word) for word in read if word is not None))
