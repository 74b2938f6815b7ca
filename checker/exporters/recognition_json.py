"""What files were recognized as, for programs: schema `licheck/identify/1`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from checker.domain.recognition import Change, Near, Part, Passage, Recognition
from checker.errors import Problem

SCHEMA = "licheck/identify/1"
UNREADABLE = "unreadable"


def recognition_json(files: Mapping[str, Recognition | Problem]) -> str:
    """All files in their order; one that could not be read is there with its problem."""
    told = [{"file": name, **_file(found)} for name, found in files.items()]
    summary = Counter(file["result"] for file in told)
    return json.dumps({"schema": SCHEMA, "files": told, "summary": dict(sorted(summary.items()))}, ensure_ascii=False, indent=2) + "\n"


def _file(found: Recognition | Problem) -> dict[str, Any]:
    if isinstance(found, Problem):
        return {"result": UNREADABLE, "problem": f"{found.message}; {found.hint}" if found.hint else found.message}
    return {
        "result": found.outcome.value,
        "settled": found.is_settled,
        "licenses": [_part(part) for part in found.parts],
        "points_to": [{"target": reference.target, "licenses": list(reference.licenses)} for reference in found.references],
        "other_text": [_passage(passage) for passage in found.other],
        "nearest": _near(found.nearest) if found.nearest is not None else None,
        "notes": list(found.notes),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "id": part.license,
        "match": "exact" if part.exact else "altered",
        "similarity": part.similarity,
        "lines": [part.first_line, part.last_line],
        "notices": list(part.notices),
        "variations": [{"kind": varied.kind.value, "text": varied.text} for varied in part.varied],
        "changes": [_change(change) for change in part.changes],
        "unchanged_sections": list(part.unchanged),
        "clauses_to_read": list(part.clauses),
        "near": [_near(near) for near in part.near],
        "whole": part.exact or part.whole,
        "excerpt": part.excerpt,
        "encoded": part.encoded,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "change": change.kind.value,
        "sections": list(change.sections),
        **_passage(change.passage),
        "words": {"license": change.words_there, "file": change.words_here},
        "numbers": {"license": list(change.numbers_there), "file": list(change.numbers_here)},
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"line": passage.line, "passage": passage.text}


def _near(near: Near) -> dict[str, Any]:
    return {"id": near.license, "similarity": round(near.similarity, 4)}
