"""The baseline: findings that were there when the gate came, held back until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Held:
    """One finding of the baseline."""

    fingerprint: str
    code: str
    path: str
    """From the top of the repository; for people, the fingerprint is what counts."""
    reason: str
    expires: date
    """The last day on which it is held back."""
    model: str = ""
    use: str = ""
    says: str = ""
    line: int = 0
    """Where the baseline file states it."""
    column: int = 0

    def holds_on(self, day: date) -> bool:
        """Whether it still holds its finding back."""
        return day <= self.expires
