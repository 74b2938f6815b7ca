"""The JSON report with decisions, schema `licheck/decided-report/1`.

The report underneath is in it whole and unchanged, as `licheck/report/1`: who reads verdicts finds them where they were. What decisions
make of them stands beside, and is counted apart.
"""

from __future__ import annotations

import json
from typing import Any

from checker.domain.decided import Decided, DecidedReport
from checker.domain.decision import Decision
from checker.domain.gate import GateFinding
from checker.domain.verdict import Verdict
from checker.exporters.json_report import as_data, duty_data, provider_data, reason_data, without_controls

SCHEMA = "licheck/decided-report/1"


def decided_json(decided: DecidedReport) -> str:
    """The whole report; the same report always gives the same text."""
    shown = decided.shown
    applied = {one.decision.id: one.decision for entry in shown for one in entry.applied}
    data = {
        "schema": SCHEMA,
        "report": as_data(decided.report),
        "outcomes": [_outcome(entry) for entry in shown],
        "decisions": [_decision(decision) for _, decision in sorted(applied.items())],
        "findings": [_finding(finding) for finding in decided.findings],
        "summary": {verdict.value: decided.count(verdict) for verdict in Verdict},
    }
    return without_controls(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _outcome(entry: Decided) -> dict[str, Any]:
    result = entry.result
    return {
        "use": result.use,
        "model": result.model,
        "revision": result.revision or None,
        **provider_data(result),
        "verdict": entry.verdict.value,
        "outcome": entry.outcome.value,
        "decisions": [{"id": applied.decision.id, "settles": list(applied.settles)} for applied in entry.applied],
        "conditions": list(entry.conditions),
        "reasons": [reason_data(reason) for reason in entry.after.reasons],
        "duties": [duty_data(duty) for duty in entry.after.duties],
        "lapsed": [{"id": lapse.decision.id, "code": lapse.code, "because": lapse.because} for lapse in entry.lapses],
    }


def _decision(decision: Decision) -> dict[str, Any]:
    scope = decision.scope
    return {
        "id": decision.id,
        "decided_by": decision.decided_by,
        "date": decision.decided.isoformat(),
        "expires": decision.expires.isoformat(),
        "why": decision.why,
        "ticket": decision.ticket or None,
        "scope": {
            "model": scope.model or None,
            "revision": scope.revision or None,
            "license": scope.license or None,
            "clause": scope.clause or None,
            "use": scope.use or None,
            "organization": scope.organization or None,
        },
        "outcome": decision.ruling.value,
        "agreement": decision.agreement or None,
    }


def _finding(finding: GateFinding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "level": finding.level.value,
        "file": finding.path,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "remedy": finding.remedy or None,
    }
