"""What every export format has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod

from checker.domain.report import Report


class Exporter(ABC):
    """Turns a report into the text of one format."""

    name: str
    """What `--format` calls it."""

    @abstractmethod
    def render(self, report: Report) -> str:
        """The whole report; the same report always gives the same text."""
