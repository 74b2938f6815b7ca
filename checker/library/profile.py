"""Reads a profile: the organization, its uses, the models they need and the agreements it holds."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.quantity import Quantity
from checker.domain.vocabulary import Vocabulary
from checker.errors import InputError, Problem
from checker.language.typecheck import nearest
from checker.library.facts import Where
from checker.library.uses import Hub, UseReader
from checker.textio.document import Document

TO_START_FROM = "`licheck init` writes a commented profile to start from"


def check_shape(document: Document, vocabulary: Vocabulary) -> list[Problem]:
    """Every way in which the document does not have the shape of a profile."""
    from checker.library.profile_shape import profile_shape
    from checker.library.shape import problems_of

    if document.data is None:
        return [document.problem((), "is empty", TO_START_FROM)]
    problems = problems_of(document, profile_shape(vocabulary))
    if isinstance(document.data, Mapping) and "use" in document.data and "uses" in document.data:
        hint = "keep `uses`, and move the single use into it"
        problems.append(document.problem(("uses",), "`use` and `uses` are both stated", hint, of_key=True))
    return problems


def build(document: Document, vocabulary: Vocabulary, licenses: frozenset[str], hub: Hub = dict, *, shape_known: bool = False) -> Profile:
    """The profile of a document. Raises InputError with everything that is wrong in it.

    `shape_known` says that these very bytes passed `check_shape` before; then only their meaning is read.
    """
    problems = [] if shape_known else check_shape(document, vocabulary)
    if problems:
        # A wrong key hides nothing else: what can be read is read too, so that all problems are told at once.
        raise InputError([*problems, *_problems_of_meaning(document, vocabulary, licenses, hub)])
    builder = _Builder(document, vocabulary, licenses, hub)
    profile = builder.profile()
    if builder.problems:
        raise InputError(builder.problems)
    return profile


def _problems_of_meaning(document: Document, vocabulary: Vocabulary, licenses: frozenset[str], hub: Hub) -> list[Problem]:
    builder = _Builder(document, vocabulary, licenses, hub)
    # The shape is wrong, so the reader may stop where it no longer makes sense; the problems of shape say why.
    with contextlib.suppress(AttributeError, KeyError, TypeError, ValueError, IndexError):
        builder.profile()
    return builder.problems


@dataclass
class _Builder:
    document: Document
    vocabulary: Vocabulary
    licenses: frozenset[str]
    hub: Hub

    def __post_init__(self) -> None:
        self.reader = UseReader(self.document, self.vocabulary, self.licenses, self.hub, "the profile")
        self.facts = self.reader.facts
        self.places = self.reader.places

    @property
    def problems(self) -> list[Problem]:
        return self.reader.problems

    def profile(self) -> Profile:
        data = self.document.data
        organization = data.get("organization") or {}  # missing, it is a problem of shape; the rest is read all the same
        facts = self.reader.facts_of(("organization",), "organization.", organization)
        rates = self.facts.rates(("exchange_rates",), data.get("exchange_rates") or {})
        for currency in rates:
            self.reader.note_place(f"exchange_rates.{currency}", ("exchange_rates", currency))
        if organization.get("figures_count"):
            self.reader.note_place("organization.figures_count", ("organization", "figures_count"))
        shared = self.reader.requests(("models",), data.get("models"))
        uses = self._uses(data, shared)
        agreements = self.facts.agreements(("agreements",), data.get("agreements"), self.licenses)
        return Profile(
            organization["name"],
            facts,
            organization.get("figures_count") or "group",
            rates,
            uses,
            agreements,
            self._values(data.get("values") or {}),
            self.document.path,
            self.places,
        )

    def _uses(self, data: Mapping[str, Any], shared: tuple[ModelRequest, ...]) -> tuple[Use, ...]:
        if data.get("uses"):
            uses = tuple(self.reader.use(("uses", index), entry, "use", shared) for index, entry in enumerate(data["uses"]))
        elif data.get("use"):
            uses = (self.reader.use(("use",), data["use"], "use", shared),)
        else:
            self.facts.problem((), "no use is stated", "say under `use` what the models are used for")
            return ()
        seen: dict[str, str] = {}
        for use in uses:
            if use.id in seen:
                index = [u.id for u in uses].index(use.id, 1) if len(uses) > 1 else 0
                self.facts.problem(("uses", index, "id"), f"the use `{use.id}` is stated twice", f"it is already stated at {seen[use.id]}")
            seen.setdefault(use.id, use.place)
        return uses

    def _values(self, entries: Mapping[str, Any]) -> dict[str, Quantity]:
        """Amounts nobody published: `license#value: amount`, or a mapping of values under a license."""
        flat: dict[str, tuple[Where, Any]] = {}
        for key, raw in entries.items():
            if isinstance(raw, dict):
                flat.update({f"{key}#{value}": (("values", key, value), amount) for value, amount in raw.items()})
            else:
                flat[key] = (("values", key), raw)
        values: dict[str, Quantity] = {}
        for name, (where, raw) in flat.items():
            license_id, mark, _ = name.partition("#")
            if not mark:
                self.facts.problem(where, f"`{name}` does not name a value", "write it as `license#value`")
            elif license_id not in self.licenses:
                self.facts.problem(where, f"unknown license `{license_id}`", nearest(license_id, self.licenses))
            else:
                quantity = self.facts.quantity(where, raw, money=isinstance(raw, str) and any(c.isupper() for c in raw))
                if quantity is not None:
                    values[name] = quantity
            self.places[f"values:{name}"] = self.document.place(where)
        return values
