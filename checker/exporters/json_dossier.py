"""The JSON report from a dossier: the same as `licheck evaluate --format json` (DESIGN 5)."""

from __future__ import annotations

from checker.domain.dossier import Dossier
from checker.exporters.dossier_interface import DossierExporter
from checker.exporters.json_report import JsonExporter


class JsonDossierExporter(DossierExporter):
    """The contract report, `licheck/report/1`; with decisions, `licheck/decided-report/1`."""

    def render(self, dossier: Dossier) -> bytes:
        return json_of(dossier).encode("utf-8", errors="backslashreplace")


def json_of(dossier: Dossier) -> str:
    """The report of a dossier as JSON."""
    if dossier.docket is None:
        return JsonExporter().render(dossier.report)
    from checker.domain.decided import DecidedReport
    from checker.exporters.decided_json import decided_json

    decided = tuple(opinion.decided for opinion in dossier.opinions if opinion.decided is not None)
    return decided_json(DecidedReport(dossier.report, decided, dossier.decision_findings))
