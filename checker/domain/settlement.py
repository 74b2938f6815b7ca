"""What a decision settles: one clause of a license, or one grant that it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.domain.profile import Agreement

if TYPE_CHECKING:
    from checker.domain.decision import FactRange  # most runs have no decision, and need none of what one is


@dataclass(frozen=True, slots=True)
class Settlement:
    """One clause, or one absent grant, as a decision settles it."""

    decision: str
    """Id of the decision."""
    license: str
    clause: str
    """Empty for the grant that the license lacks."""
    applies: bool
    facts: tuple[FactRange, ...] = ()
    """What it rests on; where the facts are others, nothing is settled."""
    acts: frozenset[str] = frozenset()
    """For an absent grant: the acts that the agreement grants."""
    agreement: Agreement | None = None
    """On which a prohibition that holds is accepted."""
