"""Reads what the license identifiers of the Hub stand for, and puts it in their place where somebody names one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from checker.domain.hub_license import HubLicense
from checker.domain.model import AllOf, AnyOf, Expression, LicenseRef
from checker.errors import InputError, Problem
from checker.language.typecheck import nearest
from checker.textio.document import Document

_SAID = ("resolves", "family", "not_encoded")


def is_of_the_hub(document: Document) -> bool:
    """Whether a file of the folder `vocabulary` is about the Hub's identifiers."""
    return isinstance(document.data, dict) and document.data.get("kind") == "hub-licenses"


def build(documents: Iterable[Document], encodings: Collection[str]) -> dict[str, HubLicense]:
    """The identifiers of some files; a later file's takes the place of an earlier one's.

    `encodings` are the ids there are. Raises InputError with everything that is wrong in any of the files.
    """
    from checker.library.hub_licenses_shape import HubLicensesShape
    from checker.library.shape import problems_of

    found: dict[str, HubLicense] = {}
    problems: list[Problem] = []
    for document in documents:
        wrong = problems_of(document, HubLicensesShape)
        for name, entry in document.data["entries"].items() if not wrong else ():
            wrong += _problems(document, name, entry, encodings)
            found[name] = _hub_license(name, entry)
        problems += wrong
    if problems:
        raise InputError(problems)
    return found


def resolved(expression: Expression, named: Mapping[str, HubLicense]) -> Expression:
    """An expression with what the Hub's identifiers stand for in their place."""
    if isinstance(expression, LicenseRef):
        return named[expression.id].reference() if expression.id in named else expression
    parts = tuple(resolved(part, named) for part in expression.parts)
    return AllOf(parts) if isinstance(expression, AllOf) else AnyOf(parts)


def _hub_license(name: str, entry: Mapping[str, Any]) -> HubLicense:
    return HubLicense(
        name, entry.get("resolves") or "", tuple(entry.get("family") or ()), entry.get("ask") or "", entry.get("not_encoded") or ""
    )


def _problems(document: Document, name: str, entry: Mapping[str, Any], encodings: Collection[str]) -> Iterator[Problem]:
    said = [key for key in _SAID if entry.get(key)]
    if len(said) != 1:
        yield document.problem(("entries", name), "an identifier says one of `resolves`, `family` and `not_encoded`")
    if bool(entry.get("family")) != bool(entry.get("ask")):
        yield document.problem(("entries", name), "a `family` comes with the question to `ask`")
    places = [(("entries", name, "resolves"), entry["resolves"])] if entry.get("resolves") else []
    members = [(("entries", name, "family", index), member) for index, member in enumerate(entry.get("family") or ())]
    for where, license_id in (*places, *members):
        if license_id not in encodings:
            yield document.problem(where, f"`{license_id}` is not encoded", nearest(license_id, encodings))
