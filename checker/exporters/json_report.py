"""The JSON report, schema `licheck/report/1` (DESIGN 5)."""

from __future__ import annotations

import json
import re
from typing import Any

from checker.domain.fact import Reading
from checker.domain.report import Duty, LicenseUse, Question, Reason, Report, Result
from checker.domain.verdict import Verdict
from checker.exporters.interface import Exporter
from checker.exporters.wording import value_json

SCHEMA = "licheck/report/1"
_CONTROL = re.compile("[\x7f-\x9f]")
"""Control characters that JSON lets in as they are, and that a terminal would act upon."""


class JsonExporter(Exporter):
    """The report for programs."""

    name = "json"

    def render(self, report: Report) -> str:
        return json_text(as_data(report))


def json_text(data: dict[str, Any]) -> str:
    """Plain data as JSON to be printed: readable, and with nothing in it that steers a terminal."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _CONTROL.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def without_controls(text: str) -> str:
    """JSON whose control characters are escaped."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "schema": SCHEMA,
        "as_of": report.as_of.isoformat(),
        "library": {"version": report.library_version, "sha256": report.library_sha256},
        "organization": report.organization,
        "results": [_result(result) for result in report.results],
        "summary": {verdict.value: report.count(verdict) for verdict in Verdict},
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "use": result.use,
        "model": result.model,
        "revision": result.revision or None,
        **provider_data(result),
        "verdict": result.verdict.value,
        "licenses": [_license(license) for license in result.licenses],
        "reasons": [reason_data(reason) for reason in result.reasons],
        "duties": [duty_data(duty) for duty in result.duties],
        "questions": [_question(question) for question in result.questions],
    }


def provider_data(result: Result) -> dict[str, str]:
    """The service that the model was named with; no key where none was."""
    return {"provider": result.provider} if result.provider else {}


def _license(license: LicenseUse) -> dict[str, Any]:
    return {"id": license.id, "via": license.via, "evidence": license.evidence.value}


def reason_data(reason: Reason) -> dict[str, Any]:
    """A reason as plain data."""
    return {
        "license": reason.license or None,
        "clause": reason.clause or None,
        "section": reason.section or None,
        "effect": reason.effect,
        "outcome": reason.outcome.value,
        "acts": list(reason.acts),
        "says": reason.says,
        "passage": reason.passage or None,
        "facts": [_fact(reading) for reading in reason.facts],
        "missing": list(reason.missing),
    }


def _fact(reading: Reading) -> dict[str, Any]:
    return {"name": reading.name, "value": value_json(reading.value), "at": reading.at or None, "assumed": reading.assumed}


def duty_data(duty: Duty) -> dict[str, Any]:
    """A duty as plain data."""
    return {
        "license": duty.license,
        "clause": duty.clause,
        "section": duty.section,
        "duty": duty.duty,
        "says": duty.says,
        "status": duty.status.value,
    }


def _question(question: Question) -> dict[str, Any]:
    return {"fact": question.fact, "ask": question.ask}
