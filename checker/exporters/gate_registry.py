"""Every format of the gate's report; `text` is the command line's own."""

from __future__ import annotations

from checker.exporters.gate_interface import GateExporter

GATE_EXPORTERS: dict[str, tuple[str, str]] = {
    "lines": ("checker.exporters.gate_lines", "LinesExporter"),
    "sarif": ("checker.exporters.gate_sarif", "SarifExporter"),
    "junit": ("checker.exporters.gate_junit", "JunitExporter"),
    "github": ("checker.exporters.gate_github", "GithubExporter"),
    "gitlab": ("checker.exporters.gate_gitlab", "GitlabExporter"),
}
"""Module and class of each format by the name that `--format` takes; a run imports only the one it needs."""


def gate_exporter(name: str) -> GateExporter:
    """The exporter of that name; KeyError for one that there is none of."""
    import importlib

    module, class_name = GATE_EXPORTERS[name]
    exporter: GateExporter = getattr(importlib.import_module(module), class_name)()
    return exporter
