"""What every format of the gate's report has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod

from checker.domain.gate import GateReport


class GateExporter(ABC):
    """Turns what the gate found into the text of one format."""

    name: str
    """What `licheck check --format` calls it."""

    @abstractmethod
    def render(self, report: GateReport) -> str:
        """The whole report, held findings included; the same report always gives the same text."""
