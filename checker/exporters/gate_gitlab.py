"""GitLab's Code Quality report: one issue for each finding, known again by its fingerprint."""

from __future__ import annotations

import json
from typing import Any

from checker.domain.gate import GateFinding, GateReport, Level
from checker.domain.gate_codes import is_bad_input
from checker.exporters.characters import visible
from checker.exporters.gate_interface import GateExporter
from checker.exporters.gate_places import held_text, path_of, sentence
from checker.exporters.json_report import without_controls
from checker.textio.digest import sha256_of_bytes

_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "major", Level.NOTE: "info"}


class GitlabExporter(GateExporter):
    """A deny is critical, a review major, a note info; what is held back is info and says so."""

    name = "gitlab"

    def render(self, report: GateReport) -> str:
        issues = [_issue(finding, report) for finding in report.findings]
        return without_controls(json.dumps(issues, ensure_ascii=False, indent=2)) + "\n"


def _issue(finding: GateFinding, report: GateReport) -> dict[str, Any]:
    severity = "blocker" if is_bad_input(finding) else _SEVERITIES[finding.level]
    description = sentence(finding)
    if finding.held_by is not None:
        severity, description = "info", f"{held_text(finding)}; {description}"
    path = path_of(finding, report)
    known = finding.fingerprint or sha256_of_bytes(f"{finding.code}\n{path}\n{finding.line}\n{description}".encode("utf-8", "replace"))
    return {
        "description": description,
        "check_name": finding.code,
        "fingerprint": known,
        "severity": severity,
        "location": {"path": visible(path), "lines": {"begin": max(finding.line, 1)}},
    }
