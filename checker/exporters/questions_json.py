"""Open questions for programs, schema `licheck/questions/1`."""

from __future__ import annotations

from typing import Any

from checker.domain.open_questions import OpenQuestion, OpenQuestions, Pair
from checker.exporters.json_report import json_text

SCHEMA = "licheck/questions/1"


def render(found: OpenQuestions) -> str:
    """All of them, in the order in which they are worth answering."""
    return json_text(
        {
            "schema": SCHEMA,
            "as_of": found.as_of.isoformat(),
            "library": {"version": found.library_version, "sha256": found.library_sha256},
            "organization": found.organization,
            "judged": found.judged,
            "open": found.open,
            "questions": [_question(question) for question in found.questions],
            "evidence": [{**_pair(pair), "says": says, "remedy": remedy or None} for pair, says, remedy in found.evidence],
        }
    )


def _question(question: OpenQuestion) -> dict[str, Any]:
    return {
        "fact": question.fact,
        "ask": question.ask,
        "use": question.use or None,
        "model": question.model or None,
        "at": question.at or None,
        "for": "counsel" if question.for_counsel else "business",
        "set": question.name if question.can_be_written else None,
        "weight": f"{float(question.weight):.4f}",
        "alone": [_pair(pair) for pair in question.alone],
        "shared": [_pair(pair) for pair in question.shared],
        "duties": [_pair(pair) for pair in question.duties],
        "clauses": [{"license": a or None, "clause": b or None, "section": c or None} for a, b, c in question.clauses],
    }


def _pair(pair: Pair) -> dict[str, str]:
    use, model = pair
    return {"use": use, "model": model}
