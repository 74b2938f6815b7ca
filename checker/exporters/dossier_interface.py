"""What every format of `licheck export` has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod

from checker.domain.dossier import Dossier


class DossierExporter(ABC):
    """Turns a dossier into the bytes of one format."""

    @abstractmethod
    def render(self, dossier: Dossier) -> bytes:
        """The whole dossier; the same dossier always gives the same bytes."""
