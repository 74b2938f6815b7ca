"""The profile: an organization, what it uses models for, and the agreements it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from checker.domain.fact import FactValue
from checker.domain.model import Model
from checker.domain.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Agreement:
    """A license or registration that the organization holds."""

    publisher: str
    kind: str
    """license or registration."""
    licenses: tuple[str, ...]
    """What it covers: `license` for all that the license lets an agreement lift, or `license#clause` for one clause."""
    reference: str = ""
    expires: date | None = None
    place: str = ""
    """file:line:column where the profile states it."""

    def holds_on(self, day: date) -> bool:
        """Whether it has not expired on that day; the day it expires is its last."""
        return self.expires is None or day <= self.expires

    def names(self, license_id: str, clause: str, *, whole: bool) -> bool:
        """Whether it names this clause, or the license as a whole where that is enough."""
        return f"{license_id}#{clause}" in self.licenses or (whole and license_id in self.licenses)


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """A model as the user asked for it."""

    name: str
    written_out: Model | None = None
    revision: str = ""
    place: str = ""
    provider: str = ""
    """For a hosted model: whose service it is reached through; empty where the publisher's own is meant."""


@dataclass(frozen=True)
class Use:
    """One way the organization uses models."""

    id: str
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    """`use.*` facts; what is not stated is left out."""
    meets: frozenset[str] = frozenset()
    """Duties already met, as `license#clause`."""
    models: tuple[ModelRequest, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class Profile:
    """Everything a user tells licheck about the organization."""

    organization: str
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    """`organization.*` facts; what is not stated is left out."""
    figures_count: str = "group"
    """Whose numbers the organization's figures are: licensee, or group (with affiliates)."""
    exchange_rates: Mapping[str, Decimal] = field(default_factory=dict)
    """USD for one unit of a currency, the user's own figures."""
    uses: tuple[Use, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    values: Mapping[str, Quantity] = field(default_factory=dict)
    """Amounts nobody published, supplied by the user, as `license#value`."""
    path: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    """file:line:column of things to point at, by `meets:…`, `values:…`, `fact:organization.domicile`, `fact:USE:use.purpose`; of one figure
    by `fact:organization.monthly_active_users@2026-10`."""
    sha256: str = ""
    """Of the bytes it was read from; empty where there are none."""
