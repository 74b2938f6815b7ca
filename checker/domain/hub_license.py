"""What a license identifier of the Hugging Face Hub stands for."""

from __future__ import annotations

from dataclasses import dataclass

from checker.domain.model import LicenseRef

NAME_IT = "name the license that came with the model, or have counsel read it"
"""The way out where an identifier alone decides nothing."""


@dataclass(frozen=True, slots=True)
class HubLicense:
    """One identifier: it stands for one encoding, for a family that has to be narrowed first, or for nothing that is encoded."""

    id: str
    resolves: str = ""
    """The encoding it stands for."""
    family: tuple[str, ...] = ()
    """The encodings it may stand for …"""
    ask: str = ""
    """… and the question that tells which."""
    not_encoded: str = ""
    """Why there is nothing to judge by."""

    @property
    def licenses(self) -> tuple[str, ...]:
        """Every encoding it may stand for."""
        return (self.resolves,) if self.resolves else self.family

    @property
    def says(self) -> str:
        """What it stands for, as a sentence or two; empty where it stands for one encoding."""
        if self.resolves:
            return ""
        if self.family:
            *others, last = self.family
            listed = f"{', '.join(others)} or {last}" if others else f"{last}, or a text that is not encoded"
            return f"The name `{self.id}` may stand for {listed}. {self.ask}"
        return f"The name `{self.id}` stands for nothing that is encoded: {self.not_encoded}."

    def reference(self) -> LicenseRef:
        """The license to judge by; where the identifier alone decides nothing, a reference that says why and what to do."""
        return LicenseRef(self.resolves) if self.resolves else LicenseRef(self.id, self.says, NAME_IT)
