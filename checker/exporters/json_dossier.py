"""The JSON report from a dossier: the same as `licheck evaluate --format json` (DESIGN 5)."""

from __future__ import annotations

from checker.domain.dossier import Dossier
from checker.exporters.dossier_interface import DossierExporter
from checker.exporters.json_report import JsonExporter


class JsonDossierExporter(DossierExporter):
    """The contract report, `licheck/report/1`."""

    def render(self, dossier: Dossier) -> bytes:
        return JsonExporter().render(dossier.report).encode("utf-8", errors="backslashreplace")
