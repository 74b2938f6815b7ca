"""SARIF 2.1.0, for code scanning: one rule for each code and clause, its help with section and way out; what is held back is suppressed."""

from __future__ import annotations

import json
import re
from typing import Any

from checker.domain.gate import GateFinding, GateReport, HeldBy
from checker.domain.gate_codes import is_bad_input
from checker.domain.verdict import Verdict
from checker.exporters.characters import prose, visible
from checker.exporters.code_meanings import CODE_MEANINGS
from checker.exporters.gate_interface import GateExporter
from checker.exporters.gate_places import repository_path, sentence, uri_of
from checker.exporters.json_report import without_controls
from checker.exporters.wording import NOT_ADVICE, reference_text

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "licheckFinding/v1"
_ROOT = "%SRCROOT%"
_EXIT = {0: "nothing stands in the way", 1: "deny", 3: "review", 4: "a bad profile, manifest or decision file"}


class SarifExporter(GateExporter):
    """The findings as a SARIF log of one run."""

    name = "sarif"

    def render(self, report: GateReport) -> str:
        rules = _Rules(report)
        run: dict[str, Any] = {
            "tool": {"driver": {"name": "licheck", "version": report.library_version, "rules": rules.described()}},
            "automationDetails": {"id": "licheck/check"},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {_ROOT: {"description": {"text": "The top of the repository."}}},
            "invocations": [_invocation(report)],
            "artifacts": [{"location": _location(path, report)} for path in dict.fromkeys(report.files)],
            "results": [_result(finding, report, rules) for finding in report.findings],
            "properties": {
                "asOf": report.as_of.isoformat(),
                "organization": visible(report.organization),
                "librarySha256": report.library_sha256,
                "verdicts": _counts(report.verdicts),
                "afterDecisions": _counts(report.decided),
                "note": f"{NOT_ADVICE}.",
            },
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        return without_controls(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


class _Rules:
    """The rules that the findings break, in the order in which they first come."""

    def __init__(self, report: GateReport) -> None:
        self.first: dict[str, GateFinding] = {}
        for finding in report.findings:
            self.first.setdefault(rule_id(finding), finding)
        self.index = {rule: number for number, rule in enumerate(self.first)}

    def described(self) -> list[dict[str, Any]]:
        return [_rule(rule, finding) for rule, finding in self.first.items()]


def rule_id(finding: GateFinding) -> str:
    """The code, and the clause it is about: `use-forbidden/llama-4-community/grant`."""
    return "/".join(visible(part) for part in (finding.code, finding.license, finding.clause) if part)


def _rule(rule: str, finding: GateFinding) -> dict[str, Any]:
    meaning = CODE_MEANINGS.get(finding.code, finding.code)
    about = reference_text(finding.license, finding.section) if finding.license else ""
    # Of a rule that every finding of a code shares, only the meaning is common; of a clause, what it says and the way out are as well.
    says = prose(finding.says) if about else ""
    way = prose(finding.remedy) if about else ""
    short = _template(f"{meaning.removesuffix('.')}: {prose(about)}" if about else meaning.removesuffix("."))
    lines = [meaning, *([f"{prose(about)}: {says}"] if says else []), *([f"Way out: {way}"] if way else [])]
    marked = [
        meaning,
        *([f"**{_markdown(about)}**: {_markdown(says)}"] if says else []),
        *([f"**Way out:** {_markdown(way)}"] if way else []),
    ]
    return {
        "id": rule,
        "name": "".join(part.capitalize() for part in finding.code.split("-")),
        "shortDescription": {"text": short},
        "fullDescription": {"text": _template(" ".join(lines))},
        "help": {"text": _template("\n\n".join(lines)), "markdown": _template("\n\n".join(marked))},
        "defaultConfiguration": {"level": finding.level.value},
        "properties": {"tags": ["license", finding.code]},
    }


def _result(finding: GateFinding, report: GateReport, rules: _Rules) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _location(finding.path, report)}
    if finding.line > 0:
        physical["region"] = {"startLine": finding.line, "startColumn": max(finding.column, 1)}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.model:
        location["logicalLocations"] = [{"name": visible(finding.name), "kind": "resource"}]
    rule = rule_id(finding)
    # Braces are doubled in a message, and some viewers show them so: a remedy to be copied stands in the help and the properties instead.
    said = prose(finding.message) if "{" in finding.remedy else sentence(finding)
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": rules.index[rule],
        "level": finding.level.value,
        "message": {"text": _template(said)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint or rule},
        "properties": _properties(finding),
    }
    if finding.held_by is not None:
        by = "decision" if finding.held_by is HeldBy.DECISION else "baseline"
        note = prose(finding.held_note) or f"held by the {by}"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": note, "properties": {"heldBy": by}}]
    return result


def _properties(finding: GateFinding) -> dict[str, str]:
    found = {
        "model": finding.model,
        "revision": finding.revision,
        "provider": finding.provider,
        "use": finding.use,
        "verdict": finding.verdict.value if finding.verdict is not None else "",
        "license": finding.license,
        "clause": finding.clause,
        "section": finding.section,
        "remedy": finding.remedy,
    }
    return {key: visible(value) for key, value in found.items() if value}


def _invocation(report: GateReport) -> dict[str, Any]:
    sound = not any(is_bad_input(finding) for finding in report.open)
    invocation: dict[str, Any] = {"executionSuccessful": sound}
    if report.exit_code is not None:
        invocation["exitCode"] = report.exit_code
        invocation["exitCodeDescription"] = _EXIT.get(report.exit_code, "")
    if report.notes:
        invocation["toolExecutionNotifications"] = [{"level": "note", "message": {"text": _template(prose(note))}} for note in report.notes]
    return invocation


def _location(path: str, report: GateReport) -> dict[str, str]:
    uri = uri_of(repository_path(path, report.root))
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _ROOT}


def _counts(verdicts: tuple[tuple[Verdict, int], ...]) -> dict[str, int]:
    return {verdict.value: count for verdict, count in verdicts}


def _template(text: str) -> str:
    """Text that a viewer shows as it is: a brace would begin a place to fill in, and brackets before a parenthesis a link."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _markdown(text: str) -> str:
    """Prose that Markdown shows as it is, but for code between backticks."""
    parts = re.split(r"(`[^`]*`)", prose(text))
    return "".join(part if part.startswith("`") else re.sub(r"([\\*_\[\]<>#!|~])", r"\\\1", part) for part in parts)
