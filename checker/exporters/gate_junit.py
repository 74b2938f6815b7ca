"""JUnit XML: a suite for each file, a case for each finding; a file that nothing stands in the way of is a case that passes."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checker.domain.gate import GateFinding, GateReport, Level
from checker.domain.gate_codes import is_bad_input
from checker.exporters.characters import prose, visible
from checker.exporters.gate_interface import GateExporter
from checker.exporters.gate_places import held_text, repository_path, sentence

_COUNTS = ("tests", "failures", "errors", "skipped")


class JunitExporter(GateExporter):
    """A deny and a review are failures, an input that cannot be trusted is an error, what is held back is skipped, a note passes."""

    name = "junit"

    def render(self, report: GateReport) -> str:
        suites = Element("testsuites", {"name": "licheck", **dict.fromkeys(_COUNTS, "0"), "time": "0"})
        by_path: dict[str, list[GateFinding]] = {repository_path(path, report.root): [] for path in report.files}
        for finding in report.findings:
            by_path.setdefault(repository_path(finding.path, report.root), []).append(finding)
        for path, findings in by_path.items():
            _suite(suites, path, findings, report)
        for count in _COUNTS:
            suites.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
        indent(suites)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _suite(suites: Element, path: str, findings: list[GateFinding], report: GateReport) -> None:
    name = visible(path)
    counts = dict.fromkeys(_COUNTS, "0")
    about = {"name": name, **counts, "time": "0", "timestamp": f"{report.as_of}T00:00:00", "hostname": "localhost"}
    suite = SubElement(suites, "testsuite", about)
    if not findings:
        SubElement(suite, "testcase", classname=name, name="nothing stands in the way", time="0")
    names: dict[str, int] = {}
    for finding in findings:
        _case(suite, name, finding, names)
    kinds = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    suite.set("tests", str(len(suite)))
    for count, kind in kinds.items():
        suite.set(count, str(len(suite.findall(f"testcase/{kind}"))))


def _case(suite: Element, path: str, finding: GateFinding, names: dict[str, int]) -> None:
    about = [finding.code, finding.name, f"for {finding.use}" if finding.use else "", f"{finding.license}#{finding.clause}".strip("#")]
    name = prose(" ".join(part for part in about if part))
    names[name] = names.get(name, 0) + 1
    numbered = f"{name} ({names[name]})" if names[name] > 1 else name
    case = SubElement(suite, "testcase", classname=path, name=numbered, time="0")
    where = f"{path}:{finding.line}:{max(finding.column, 1)}" if finding.line else path
    text = f"{where}: {sentence(finding)}"
    if finding.held_by is not None:
        SubElement(case, "skipped", message=held_text(finding)).text = text
    elif finding.level is Level.NOTE:
        SubElement(case, "system-out").text = text
    else:
        kind = "error" if is_bad_input(finding) else "failure"
        SubElement(case, kind, message=prose(finding.message), type=finding.code).text = text
