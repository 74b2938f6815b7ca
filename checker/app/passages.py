"""Puts the passage of a text at hand beside our words for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from checker.domain.license import License
from checker.domain.report import Reason, Report, Result
from checker.library.texts import TextAtHand
from checker.textio.passages import LicenseText


class Texts(Protocol):
    """Where license texts are had from."""

    def of(self, license: License) -> TextAtHand | None:
        """The text of a license; None where there is none."""


class HubTexts:
    """The license files that lie beside the models of a run, word for word the encoded texts."""

    def __init__(self, found: Mapping[str, tuple[str, str]]) -> None:
        """`found`: by license id, where a text was read and what it says."""
        self._found = found
        self._known: dict[str, TextAtHand] = {}

    def of(self, license: License) -> TextAtHand | None:
        """The text of a license, out of the repository of a model that comes under it."""
        if license.id not in self._known and license.id in self._found:
            where, text = self._found[license.id]
            self._known[license.id] = TextAtHand(Path(where), LicenseText(text), drifted=False)
        return self._known.get(license.id)


@dataclass
class Passages:
    """Texts at hand for the licenses of a run."""

    texts: Texts
    licenses: Mapping[str, License]
    _used: dict[str, str] = field(default_factory=dict)

    def of_report(self, report: Report) -> Report:
        """The report with passages, and a note for each text that is not the one that was encoded."""
        results = tuple(self.of_result(result) for result in report.results)
        return replace(report, results=results, notes=(*report.notes, *self.notes()))

    def of_result(self, result: Result) -> Result:
        """The result with passages."""
        return replace(result, reasons=tuple(self.of_reason(reason) for reason in result.reasons))

    def of_reason(self, reason: Reason) -> Reason:
        """The reason with its passage, where the text at hand holds the clause's anchor."""
        license = self.licenses.get(reason.license)
        clause = license.clause(reason.clause) if license is not None else None
        if license is None or clause is None or not clause.anchor:
            return reason
        text = self.texts.of(license)
        if text is None:
            self._used[license.id] = f"the text of `{license.id}` is not in the folder of texts; it can be read at {license.source}"
            return reason
        if text.drifted:
            self._used[license.id] = (
                f"drift: `{text.path}` is not the text of `{license.id}` that was encoded; its passages may read otherwise"
            )
        passage = text.text.passage(clause.anchor, clause.section)
        return replace(reason, passage=passage or "", passage_source=str(text.path) if passage else "")

    def notes(self) -> Iterator[str]:
        """What the reader must know of the texts: those that are missing, and those that differ."""
        for license_id in sorted(self._used):
            yield self._used[license_id]
