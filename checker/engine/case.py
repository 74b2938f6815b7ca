"""One case: everything a license is judged on, for one use of one model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from checker.domain.fact import FactValue
from checker.domain.profile import Agreement, Profile
from checker.domain.quantity import Quantity
from checker.domain.settlement import Settlement


@dataclass(frozen=True, slots=True)
class Context:
    """What a comparison of figures depends on besides the facts."""

    as_of: date
    figures_count: str = "group"
    exchange_rates: tuple[tuple[str, Decimal], ...] = ()
    values: tuple[tuple[str, Quantity], ...] = ()
    """Amounts nobody published, supplied by the user, as `license#value`."""
    _hash: int = field(default=0, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        content = (self.as_of, self.figures_count, self.exchange_rates, self.values)
        object.__setattr__(self, "_hash", hash(content))

    def __hash__(self) -> int:
        return self._hash

    def rate(self, currency: str) -> Decimal | None:
        """USD for one unit of `currency`, as far as the user says."""
        if currency == "USD":
            return Decimal(1)
        return dict(self.exchange_rates).get(currency)

    @staticmethod
    def of(profile: Profile, as_of: date) -> Context:
        """The context that a profile sets on a day."""
        return Context(
            as_of,
            profile.figures_count,
            tuple(sorted(profile.exchange_rates.items())),
            tuple(sorted(profile.values.items(), key=lambda item: item[0])),
        )


@dataclass(frozen=True, slots=True)
class Case:
    """Facts, context, and what the organization holds and has done."""

    facts: Mapping[str, FactValue]
    """Known facts by name; a fact that is not here is unknown."""
    context: Context
    agreements: tuple[Agreement, ...] = ()
    meets: frozenset[str] = frozenset()
    licensor: str | None = None
    """Publisher of the model, who licenses it where the text is a template; None where only the text is looked at."""
    assumed: frozenset[str] = frozenset()
    """Facts that the user did not state and licheck took for granted."""
    settlements: tuple[Settlement, ...] = ()
    """What decisions have settled; empty for the verdict underneath."""

    @property
    def acts(self) -> frozenset[str] | None:
        """The acts of the use, or None where they are not stated."""
        acts = self.facts.get("use.acts")
        return acts if isinstance(acts, frozenset) else None
