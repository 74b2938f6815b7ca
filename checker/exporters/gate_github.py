"""Annotations of GitHub Actions: one workflow command a line, the gravest first, since GitHub shows only the first ten of a kind."""

from __future__ import annotations

from checker.domain.gate import GateFinding, GateReport, HeldBy, Level
from checker.exporters.characters import visible
from checker.exporters.gate_interface import GateExporter
from checker.exporters.gate_places import held_text, path_of, sentence

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_LEVELS = list(_COMMANDS)
_HOLDERS = (None, HeldBy.DECISION, HeldBy.BASELINE)


class GithubExporter(GateExporter):
    """What a decision holds back is a notice; what the baseline holds back is told to the debug log alone."""

    name = "github"

    def render(self, report: GateReport) -> str:
        ordered = sorted(report.findings, key=lambda finding: (_HOLDERS.index(finding.held_by), _LEVELS.index(finding.level)))
        return "".join(_line(finding, report) for finding in ordered)


def _line(finding: GateFinding, report: GateReport) -> str:
    said = sentence(finding)
    if finding.held_by is HeldBy.BASELINE:
        return f"::debug::{_data(f'{visible(path_of(finding, report))}: {said}; {held_text(finding)}')}\n"
    command = _COMMANDS[finding.level]
    if finding.held_by is HeldBy.DECISION:
        command, said = "notice", f"{held_text(finding)}; {said}"
    properties = {"file": visible(path_of(finding, report))}
    if finding.line > 0:
        properties |= {"line": str(finding.line), "col": str(max(finding.column, 1))}
    properties["title"] = f"licheck {finding.code}"
    return f"::{command} {','.join(f'{key}={_property(value)}' for key, value in properties.items())}::{_data(said)}\n"


def _data(text: str) -> str:
    """The message of a workflow command: no line break can begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
