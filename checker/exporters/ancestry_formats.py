"""A lineage as data (`licheck/lineage/1`), and as a graph for Graphviz and Mermaid."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from checker.domain.ancestry import Ancestry, Drift, Known, Step
from checker.domain.difference import ClauseName

SCHEMA = "licheck/lineage/1"


def ancestry_json(found: Ancestry) -> str:
    """The lineage as a tree, with the terms that bind at the bottom."""
    data = {
        "schema": SCHEMA,
        "model": found.root.model,
        "lineage": _step(found.root),
        "binding": [
            {"license": one.license, "name": one.name, "via": one.via, "restricts": [kind.value for kind in one.restricts]}
            for one in found.binding
        ],
        "drift": [_drift(one) for one in found.drifts],
        "open": list(found.open),
        "notes": list(found.notes),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _step(step: Step) -> dict[str, Any]:
    return {
        "model": step.model,
        "relation": step.relation or None,
        "known": step.known.value,
        "why": step.why or None,
        "note": step.note or None,
        "licenses": [{"license": said.licenses, "evidence": said.evidence, "source": said.source} for said in step.said],
        "terms_reach": step.carries,
        "bases": [_step(base) for base in step.bases],
    }


def _drift(drift: Drift) -> dict[str, Any]:
    return {
        "model": drift.model,
        "base": drift.base,
        "own": list(drift.own),
        "binding": list(drift.binding),
        "lost": [{"what": kind.value, "clause": _clause(clause)} for kind, clause in drift.losses],
        "why": drift.why or None,
    }


def _clause(clause: ClauseName | None) -> dict[str, str] | None:
    if clause is None:
        return None
    return {"license": clause.license, "clause": clause.clause, "section": clause.section, "says": clause.says}


def ancestry_dot(found: Ancestry) -> str:
    """The lineage for Graphviz; arrows lead from a base to what was made from it."""
    lines = ["digraph lineage {", "  rankdir=BT;", "  node [shape=box, fontname=sans-serif];"]
    seen: set[str] = set()
    for step in _steps(found.root):
        if step.model not in seen:
            seen.add(step.model)
            style = ", style=dashed" if step.known is Known.MISSING else ""
            lines.append(f"  {_quoted(step.model)} [label={_quoted(_label(step))}{style}];")
    for below, above in dict.fromkeys(_edges(found.root)):
        lines.append(f"  {_quoted(below.model)} -> {_quoted(above.model)} [label={_quoted(above.relation)}];")
    return "\n".join([*lines, "}"]) + "\n"


def ancestry_mermaid(found: Ancestry) -> str:
    """The lineage for Mermaid."""
    numbers: dict[str, str] = {}
    lines = ["graph BT"]
    for step in _steps(found.root):
        if step.model not in numbers:
            numbers[step.model] = f"m{len(numbers)}"
            lines.append(f'  {numbers[step.model]}["{_escaped(_label(step))}"]')
    for below, above in dict.fromkeys(_edges(found.root)):
        lines.append(f"  {numbers[below.model]} -- {_escaped(above.relation)} --> {numbers[above.model]}")
    return "\n".join(lines) + "\n"


def _steps(step: Step) -> Iterator[Step]:
    yield step
    for base in step.bases:
        yield from _steps(base)


def _edges(step: Step) -> Iterator[tuple[Step, Step]]:
    for base in step.bases:
        yield step, base
        yield from _edges(base)


def _label(step: Step) -> str:
    said = ", ".join(dict.fromkeys(said.licenses for said in step.said)) or (
        step.why if step.known is not Known.KNOWN else "license not known"
    )
    return f"{step.model}\n{said}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _escaped(text: str) -> str:
    """Text within a Mermaid label, where quotes, brackets and line breaks have other meanings."""
    entities = {"&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "[": "#91;", "]": "#93;", "\n": "<br/>"}
    return "".join(entities.get(character, character if character.isprintable() else " ") for character in text)
