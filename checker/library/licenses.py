"""Reads an encoding: every name, type, unit and condition is checked before any of it is used."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checker.domain.condition import Comparison, Condition, Negation, Reference
from checker.domain.license import Clause, Effect, License, LicenseKind, Measured, Omission, Term, Value
from checker.domain.model import Relation
from checker.domain.variation import Variation
from checker.domain.verdict import Evidence
from checker.domain.vocabulary import Vocabulary
from checker.engine.periods import ANY_TWELVE_MONTHS
from checker.errors import InputError, Problem
from checker.language.amounts import AmountError, parse_quantity
from checker.language.parser import parse
from checker.language.tokens import ConditionError
from checker.language.typecheck import Names, check, nearest
from checker.library.variations import variations
from checker.textio.document import Document

_ID = re.compile(r"[a-z0-9][a-z0-9.+-]*\Z")
_CARRIED = frozenset(relation.value for relation in Relation if relation is not Relation.DISTILLED)
"""Derivatives that carry their base's terms where the encoding does not say otherwise (DESIGN 3)."""
LICENSE_RELEASED = "license.released"
MAX_ANCHOR_WORDS = 10

Where = tuple[str | int, ...]


def build(document: Document, license_id: str, vocabulary: Vocabulary) -> License:
    """The license of a file named `license_id`. Raises InputError with everything that is wrong in it."""
    from checker.library.license_shape import LicenseShape
    from checker.library.shape import problems_of

    problems = problems_of(document, LicenseShape)
    builder = _Builder(document, vocabulary)
    if problems:
        # As in a profile: what can be read is read too, so that all problems are told at once.
        with contextlib.suppress(AttributeError, KeyError, TypeError, ValueError, IndexError):
            builder.license(license_id)
        raise InputError([*problems, *builder.problems])
    license = builder.license(license_id)
    if builder.problems:
        raise InputError(builder.problems)
    return license


@dataclass
class _Builder:
    document: Document
    vocabulary: Vocabulary
    problems: list[Problem] = field(default_factory=list)

    def license(self, license_id: str) -> License:
        data = self.document.data
        about = data["license"]
        if about["id"] != license_id:
            self._problem(("license", "id"), f"the id `{about['id']}` is not the name of the file", f"call it `{license_id}`")
        released = self._date(("license", "released"), about.get("released"))
        values = tuple(self._value(key, entry, released) for key, entry in (data.get("values") or {}).items())
        names = Names({value.id: value.dimension for value in values}, frozenset(data.get("terms") or {}))
        terms = tuple(self._term(key, entry, names) for key, entry in (data.get("terms") or {}).items())
        self._no_circles(terms)
        clauses = tuple(self._clause(index, entry, names) for index, entry in enumerate(data["clauses"]))
        self._unique_ids(clauses)
        text = data["text"]
        if about.get("evidence", "primary") == "primary" and not text.get("sha256"):
            self._problem(("text",), "the text is not pinned", "state `sha256`, or `evidence: reported` where the text was never seen")
        return License(
            id=license_id,
            name=about["name"],
            kind=LicenseKind(about["kind"]),
            publisher=about["publisher"],
            evidence=Evidence(about.get("evidence", "primary")),
            clauses=clauses,
            values=values,
            terms=terms,
            omissions=tuple(Omission(entry["section"], entry["reason"]) for entry in data.get("not_encoded") or ()),
            incorporates=tuple(about.get("incorporates") or ()),
            reaches=frozenset(about.get("reaches") or _CARRIED),
            template=about.get("template", False),
            version=about.get("version") or "",
            spdx=about.get("spdx") or "",
            released=released,
            hub_tags=tuple(about.get("hub_tags") or ()),
            text_sha256=text.get("sha256") or "",
            source=text["source"],
            varies=self._variations(text.get("varies") or []),
            status=data["review"]["status"],
            encoded_on=data["review"]["encoded"],
            checked_on=data["review"].get("checked") or "",
        )

    def _variations(self, entries: list[dict[str, str]]) -> tuple[Variation, ...]:
        for index, entry in enumerate(entries):
            for key in ("after", "before", "begins"):
                self._anchor(("text", "varies", index), entry.get(key), key)
        return variations(entries)

    def _problem(self, where: Where, message: str, hint: str = "") -> None:
        self.problems.append(self.document.problem(where, message, hint))

    def _date(self, where: Where, text: str | None) -> date | None:
        if text is None:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._problem(where, f"`{text}` is not a date", "write it as 2025-04-05")
            return None

    def _value(self, key: str, entry: dict[str, Any], released: date | None) -> Value:
        where: Where = ("values", key)
        self._id(where, key)
        unit = self.vocabulary.units.get(entry["unit"])
        if unit is None:
            self._problem((*where, "unit"), f"unknown unit `{entry['unit']}`", nearest(entry["unit"], self.vocabulary.units))
        currency = unit.currency if unit is not None else ""
        amount = None
        if entry["amount"] != "unknown":
            try:
                text = f"{entry['amount']} {currency}".strip()
                amount = parse_quantity(text, money=bool(currency), currencies=self.vocabulary.lists["currencies"])
            except AmountError as error:
                self._problem((*where, "amount"), error.message, error.hint)
        self._anchor(where, entry.get("anchor"))
        measured = self._measured((*where, "measured"), entry["measured"], released)
        return Value(key, entry["section"], amount, entry["unit"], unit.dimension if unit else "", measured, entry.get("anchor") or "")

    def _measured(self, where: Where, entry: dict[str, Any], released: date | None) -> Measured:
        window, event = entry["over"], entry.get("event") or ""
        if window not in self.vocabulary.windows:
            self._problem((*where, "over"), f"unknown window `{window}`", nearest(window, self.vocabulary.windows))
        elif self.vocabulary.windows[window] and not event:
            self._problem(where, f"`{window}` needs an event", "such as `license.released`, `model.released` or `today`")
        known = [LICENSE_RELEASED, "model.released", "today"]
        if event and event not in known:
            self._problem((*where, "event"), f"unknown event `{event}`", nearest(event, known) or f"use one of {', '.join(known)}")
        if event == LICENSE_RELEASED and released is None:
            self._problem((*where, "event"), "the release date of the license is not stated", "state `released` under `license`")
        for index, party in enumerate(entry["counting"]):
            if party not in self.vocabulary.parties:
                self._problem((*where, "counting", index), f"unknown party `{party}`", nearest(party, self.vocabulary.parties))
        since_release = event == LICENSE_RELEASED or (window == ANY_TWELVE_MONTHS and not event)
        day = released if since_release else None
        return Measured(window, event, tuple(entry["counting"]), day)

    def _term(self, key: str, entry: dict[str, Any], names: Names) -> Term:
        self._id(("terms", key), key)
        condition = self._condition(("terms", key, "means"), entry["means"], names)
        return Term(key, entry["section"], condition or Reference(key))

    def _no_circles(self, terms: tuple[Term, ...]) -> None:
        uses = {term.id: _references(term.means) for term in terms}
        for term in terms:
            reached, waiting = set[str](), set(uses[term.id])
            while waiting:
                name = waiting.pop()
                if name not in reached:
                    reached.add(name)
                    waiting |= uses.get(name, set())
            if term.id in reached:
                self._problem(("terms", term.id, "means"), f"the term `{term.id}` is defined by itself")

    def _clause(self, index: int, entry: dict[str, Any], names: Names) -> Clause:
        where: Where = ("clauses", index)
        self._id((*where, "id"), entry["id"])
        self._anchor(where, entry.get("anchor"))
        self._duty(where, entry)
        return Clause(
            id=entry["id"],
            section=entry["section"],
            says=entry["says"],
            effect=Effect(entry["effect"]),
            acts=self._acts((*where, "acts"), entry["acts"]),
            anchor=entry.get("anchor") or "",
            when=self._condition((*where, "when"), entry.get("when"), names),
            unless=self._condition((*where, "unless"), entry.get("unless"), names),
            unsettled=entry.get("unsettled") or "",
            lifted_by=entry.get("lifted_by") or "",
            remedy=entry.get("remedy") or "",
            duty=entry.get("duty") or "",
            parameters=tuple((entry.get("with") or {}).items()),
        )

    def _acts(self, where: Where, entry: Any) -> frozenset[str]:
        if isinstance(entry, str):  # `all`; of anything else the shape complains
            return self.vocabulary.acts
        for index, act in enumerate(entry):
            if act not in self.vocabulary.acts:
                self._problem((*where, index), f"unknown act `{act}`", nearest(act, self.vocabulary.acts))
        return frozenset(entry)

    def _duty(self, where: Where, entry: dict[str, Any]) -> None:
        duty, stated = entry.get("duty"), entry.get("with") or {}
        if entry["effect"] != "requires":
            for key in ("duty", "with"):
                if entry.get(key):
                    self._problem((*where, key), f"a clause that {entry['effect']} has no `{key}`")
            return
        if duty is None:
            self._problem(where, "a clause that requires states its `duty`")
        elif duty not in self.vocabulary.duties:
            self._problem((*where, "duty"), f"unknown duty `{duty}`", nearest(duty, self.vocabulary.duties))
        else:
            wanted = self.vocabulary.duties[duty].parameters
            for key in wanted:
                if key not in stated:
                    self._problem(where, f"the duty `{duty}` needs `{key}` under `with`")
            for key in stated:
                if key not in wanted:
                    self._problem((*where, "with", key), f"the duty `{duty}` does not take `{key}`")

    def _condition(self, where: Where, text: str | None, names: Names) -> Condition | None:
        if text is None:
            return None
        try:
            condition = parse(text)
        except ConditionError as error:
            line, column = self.document.mark(where)
            self.problems.append(Problem(self.document.path, line, column + error.at, error.message, error.hint))
            return None
        for complaint in check(condition, self.vocabulary, names):
            self._problem(where, complaint.message, complaint.hint)
        return condition

    def _id(self, where: Where, text: str) -> None:
        if not _ID.match(text):
            self._problem(where, f"the id `{text}` is not in kebab-case", "use small letters, digits and hyphens")

    def _anchor(self, where: Where, anchor: str | None, key: str = "anchor") -> None:
        if anchor is not None and len(anchor.split()) > MAX_ANCHOR_WORDS:
            self._problem((*where, key), f"the anchor has {len(anchor.split())} words, at most {MAX_ANCHOR_WORDS} are allowed")

    def _unique_ids(self, clauses: tuple[Clause, ...]) -> None:
        seen: set[str] = set()
        for index, clause in enumerate(clauses):
            if clause.id in seen:
                self._problem(("clauses", index, "id"), f"the clause id `{clause.id}` is used twice")
            seen.add(clause.id)


def _references(condition: Condition) -> set[str]:
    if isinstance(condition, Reference):
        return {condition.name}
    if isinstance(condition, Comparison):
        return set()
    parts = (condition.part,) if isinstance(condition, Negation) else condition.parts
    return set().union(*(_references(part) for part in parts))
