"""One line for each finding, as compilers write them: `file:line:column: error: message [code]`."""

from __future__ import annotations

from checker.domain.gate import GateFinding, GateReport
from checker.exporters.characters import visible
from checker.exporters.gate_interface import GateExporter
from checker.exporters.gate_places import held_text, sentence


class LinesExporter(GateExporter):
    """For editors, `grep` and everything else that reads lines; paths are as the user named them."""

    name = "lines"

    def render(self, report: GateReport) -> str:
        return "".join(_line(finding) for finding in report.findings)


def _line(finding: GateFinding) -> str:
    place = visible(finding.path) + (f":{finding.line}:{max(finding.column, 1)}" if finding.line > 0 else "")
    kind = "held" if finding.held_by is not None else finding.level.value
    held = f"; {held_text(finding)}" if finding.held_by is not None else ""
    return f"{place}: {kind}: {sentence(finding)}{held} [{finding.code}]\n"
