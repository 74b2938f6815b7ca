"""Every export format there is."""

from __future__ import annotations

from checker.exporters.interface import Exporter
from checker.exporters.json_report import JsonExporter

EXPORTERS: dict[str, type[Exporter]] = {exporter.name: exporter for exporter in (JsonExporter,)}
"""Exporter by the name that `--format` takes."""
