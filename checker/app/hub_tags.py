"""What the head of a model card says of the license: a tag of the Hub's list, a name, a link, several, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.app.hub_hints import states_a_limit
from checker.app.hub_texts import source_of
from checker.app.naming import Names
from checker.domain.hub_license import NAME_IT, HubLicense
from checker.domain.model import LicenseRef, Statement
from checker.domain.verdict import Evidence
from checker.hub.interface import HubRecord

UNNAMED = "unknown"
"""The Hub's own word for a license that nobody named."""
_VAGUE = frozenset(["other", UNNAMED])


@dataclass(frozen=True)
class TagReader:
    """Reads license tags, names and links."""

    names: Names
    hub: Mapping[str, HubLicense]

    def statement(self, record: HubRecord) -> Statement | None:
        """What the card says; None where it says nothing at all."""
        ref = self._ref(record)
        return None if ref is None else Statement(Evidence.DECLARED, source_of(record, "README.md"), ref)

    def members(self, record: HubRecord) -> frozenset[str]:
        """The licenses that the card leaves open; empty where it names none that is known."""
        tags = [tag for tag in record.license_tags if tag not in _VAGUE]
        found = [license_id for tag in tags for license_id in (self.hub[tag].licenses if tag in self.hub else self.names.exactly(tag))]
        return frozenset(found) or frozenset(self.names.exactly(record.license_name) if record.license_name else ())

    def leaves_open(self, record: HubRecord) -> bool:
        """Whether the card says nothing that a text beside it could contradict: no license, or a name that only the text explains."""
        if set(record.license_tags) - _VAGUE:
            return False
        return not self._is_known(record.license_name) and not _is_elsewhere(record)

    def _is_known(self, name: str) -> bool:
        return bool(name) and bool(self.names.exactly(name))

    def _ref(self, record: HubRecord) -> LicenseRef | None:
        tags = record.license_tags
        if len(tags) > 1:
            listed = ", ".join(f"`{tag}`" for tag in tags)
            says = f"The model card names {len(tags)} licenses ({listed}) and does not say whether all of them bind or one may be chosen."
            return LicenseRef(" / ".join(tags), says, _look_at(record))
        tag = tags[0] if tags else ""
        if tag in _VAGUE or not tag:
            return self._by_name(record, tag)
        known = self.hub.get(tag)
        if known is not None and not known.family:
            return self._unless_named_otherwise(record, known)
        found = known.family if known is not None else self.names.exactly(tag)
        narrowed = self._narrowed(record, found)
        if narrowed:
            return LicenseRef(narrowed)
        if known is not None:
            return known.reference()
        if len(found) == 1:
            return LicenseRef(found[0])
        if found:
            return LicenseRef(tag, f"The model card says `license: {tag}`, which may stand for {_any_of(found)}.", _look_at(record))
        return LicenseRef(
            tag, f"The model card says `license: {tag}`, which is no license that the Hub or licheck knows.", _look_at(record)
        )

    def _unless_named_otherwise(self, record: HubRecord, known: HubLicense) -> LicenseRef:
        """A definite tag, unless the card gives the license another name: `license: mit` with `license_name: acme-noncommercial`.

        A link counts only where it stands for another license or states a limit: most lead to a copy of the license somewhere.
        """
        link = record.license_link
        linked = self.names.exactly(link) if link else ()
        if (linked and known.resolves not in linked) or states_a_limit(link):
            meant = f", which stands for {_any_of(linked)}" if linked else ", which speaks of a limit"
            return LicenseRef(known.id, f"The model card says `license: {known.id}` and links to {link}{meant}.", _look_at(record))
        name = record.license_name
        if not name or name.casefold() == known.id or known.resolves in self.names.exactly(name):
            return known.reference()
        says = f"The model card says `license: {known.id}` and names the license `{name}`, which is not another name of it."
        return LicenseRef(known.id, says, _look_at(record))

    def _narrowed(self, record: HubRecord, family: tuple[str, ...]) -> str:
        """The one member of a family that the card's name or link stands for."""
        said = [self.names.exactly(word) for word in (record.license_name, record.license_link) if word]
        fitting = {license_id for found in said for license_id in found if license_id in family}
        return next(iter(fitting)) if len(fitting) == 1 and all(len(found) <= 1 for found in said) else ""

    def _by_name(self, record: HubRecord, tag: str) -> LicenseRef | None:
        """What `license_name` and `license_link` come to, where the tag says nothing."""
        name, link = record.license_name, record.license_link
        if not (tag or name or link):
            return None
        named = self.names.exactly(name) if name else ()
        linked = self.names.exactly(link) if link else ()
        both = tuple(found for found in named if found in linked) if named and linked else named or linked
        if len(both) == 1 and not (_is_elsewhere(record) and not linked) and not (name and linked and not named):
            return LicenseRef(both[0])
        words = [f"`license: {tag}`" if tag else "no license tag", f"the name `{name}`" if name else "", f"the link {link}" if link else ""]
        says = f"The model card has {', '.join(word for word in words if word)}"
        if named and linked and not both:
            says += f"; the name stands for {_any_of(named)}, and the link for {_any_of(linked)}."
        elif len(both) > 1:
            says += f", which may stand for {_any_of(both)}."
        elif both:
            that, other = ("name", "link") if named else ("link", "name")
            says += f"; {both[0]} goes by that {that}, and the {other} is not known to be its own."
        else:
            says += ", and nothing of that is known to licheck."
        return LicenseRef(name or tag or "unnamed", says, _look_at(record))


def unnamed(record: HubRecord) -> Statement:
    """The statement that nobody names a license."""
    card = "The model card names no license" if record.card else "There is no model card"
    files = "the repository holds no license file" if record.whole else "no license file was downloaded with it"
    ref = LicenseRef(
        UNNAMED, f"{card}, and {files}.", "ask the publisher, or write the model out in the profile with the license you were given"
    )
    return Statement(Evidence.DECLARED, source_of(record, "README.md"), ref)


def _is_elsewhere(record: HubRecord) -> bool:
    """Whether the card links to terms outside its own repository."""
    link = record.license_link.casefold()
    return link.startswith("http") and f"/{record.id.casefold()}/" not in link


def _look_at(record: HubRecord) -> str:
    place = record.license_link if record.license_link.startswith("http") else record.url("README.md")
    return f"look at {place}, and {NAME_IT}" if place else NAME_IT


def _any_of(ids: tuple[str, ...]) -> str:
    *others, last = ids
    return f"{', '.join(others)} or {last}" if others else last
