"""A lineage as a tree to read, with the terms that bind below it."""

from __future__ import annotations

from collections.abc import Iterator

from checker.cli.terminal import styled, wrapped
from checker.domain.ancestry import Ancestry, Drift, Known, Step
from checker.exporters.wording import NOT_ADVICE, reference_text

_RELATIONS = {
    "finetune": "fine-tuned from",
    "adapter": "an adapter for",
    "quantized": "quantized from",
    "merge": "merged from",
    "distilled": "distilled from",
}


def render_lineage(found: Ancestry) -> str:
    """The tree, the effective terms, what was lost on the way, and what is open."""
    lines = [*_tree(found.root, "", ""), "", *_terms(found), *_drifts(found), *_open(found)]
    lines += [wrapped(note, "note: ", "      ") for note in found.notes]
    return "\n".join([*lines, f"{NOT_ADVICE}."]) + "\n"


def _tree(step: Step, first: str, rest: str) -> Iterator[str]:
    relation = f"{_RELATIONS.get(step.relation, step.relation)} " if step.relation else ""
    yield wrapped(f"{relation}{step.model}", first, rest)
    for text in _about(step):
        yield wrapped(text, f"{rest}{'│ ' if step.bases else '  '}", f"{rest}{'│   ' if step.bases else '    '}")
    for index, base in enumerate(step.bases):
        last = index == len(step.bases) - 1
        yield from _tree(base, f"{rest}{'└─ ' if last else '├─ '}", f"{rest}{'   ' if last else '│  '}")


def _about(step: Step) -> Iterator[str]:
    if step.known in (Known.MISSING, Known.CYCLE):
        yield f"not followed: {step.why}"
        return
    for said in step.said:
        yield f"{said.licenses} ({said.evidence}: {said.source})"
    if not step.said:
        yield "license not known"
    if step.note:
        yield step.note
    if not step.carries:
        yield "its terms do not reach what is made from it this way"
    if step.known is Known.ABOVE:
        yield "what it was made from is told above"


def _terms(found: Ancestry) -> Iterator[str]:
    yield styled("what binds whoever uses it", bold=True)
    for one in found.binding:
        about = f": {', '.join(kind.value for kind in one.restricts)}" if one.restricts else ": no limits"
        via = "" if one.via == "own" else f", through {one.via}"
        yield wrapped(f"{one.license}{about}{via}", "  - ", "    ")
    if not found.binding:
        yield "  nothing that is known"
    yield ""


def _drifts(found: Ancestry) -> Iterator[str]:
    for drift in found.drifts:
        heading = wrapped(f"license drift: {_heading(drift)}", "", "  ")
        yield heading.replace("license drift", styled("license drift", fg="yellow"), 1)
        for kind, clause in drift.losses:
            said = f"{reference_text(clause.license, clause.section)}: {clause.says}" if clause is not None else drift.why
            yield wrapped(f"{kind.value}: {said}", "  - ", "    ")
        yield ""


def _heading(drift: Drift) -> str:
    own = f"comes under {' / '.join(drift.own)}" if drift.own else "does not say under which license it comes"
    return f"{drift.model} {own}, which does not keep what {' / '.join(drift.binding)} of {drift.base} asks; that binds all the same"


def _open(found: Ancestry) -> Iterator[str]:
    if found.open:
        yield styled("open", bold=True)
        yield from (wrapped(text, "  - ", "    ") for text in found.open)
        yield ""
