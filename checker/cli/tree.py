"""Draws an explanation as a tree that a lawyer can read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.app.explanation import Explanation
from checker.cli.terminal import COLOURS, styled, wrapped
from checker.domain.dossier import Consultation
from checker.domain.report import DutyStatus, Reason, Result
from checker.domain.truth import Truth
from checker.domain.vocabulary import Vocabulary
from checker.exporters.wording import (
    NOT_ADVICE,
    VERDICT_MEANS,
    duty_text,
    reading_text,
    reason_state,
    reference_text,
    section_text,
)

_MARKS = {
    ("prohibits", Truth.YES): "✗",
    ("prohibits", Truth.UNKNOWN): "?",
    ("prohibits", Truth.NO): "·",
    ("permits", Truth.YES): "✓",
    ("permits", Truth.UNKNOWN): "?",
    ("permits", Truth.NO): "·",
}
_DUTY_WORDS = {
    DutyStatus.REQUIRED: "to do",
    DutyStatus.MAY_APPLY: "may have to",
    DutyStatus.MET: "met",
    DutyStatus.CONDUCT: "keep to",
}


@dataclass
class _Node:
    text: str
    children: list[_Node] = field(default_factory=list)

    def add(self, text: str) -> _Node:
        child = _Node(text)
        self.children.append(child)
        return child


HOW_TO_GET_PASSAGES = (
    "the words of the license themselves: `--texts DIR` with a folder of texts; `licheck licenses show ID` says where to read one"
)


def render_explanations(
    explanations: Sequence[Explanation], vocabulary: Vocabulary, notes: Sequence[str] = (), remarks: Sequence[Sequence[str]] = ()
) -> str:
    """One tree after the other, for a terminal or a pipe, with what is to be said once; `remarks` is what decisions make of each."""
    told = remarks or [()] * len(explanations)
    trees = [_rendered(explanation, vocabulary, said) for explanation, said in zip(explanations, told, strict=True)]
    said = [*(wrapped(note, "note: ", "      ") for note in notes), f"{NOT_ADVICE}."]
    return "\n\n".join(trees) + "\n" + "\n".join(said) + "\n"


def _rendered(explanation: Explanation, vocabulary: Vocabulary, remarks: Sequence[str]) -> str:
    result = explanation.result
    word = result.verdict.value.upper()
    head = wrapped(f"{word} · {VERDICT_MEANS[result.verdict]}", "")
    head = head.replace(word, styled(word, fg=COLOURS[result.verdict], bold=True), 1)
    lines = [head, wrapped(f"{result.name} for the use {result.use}", "")]
    root = _Node("")
    _add_model(root, explanation)
    _add_evidence(root, result)
    for consultation in explanation.consultations:
        _add_consultation(root, consultation)
    _add_duties(root, result, vocabulary)
    _add_questions(root, result)
    _add_changes(root, explanation)
    if remarks:
        node = root.add(remarks[0])
        for remark in remarks[1:]:
            node.add(remark)
    return "\n".join([*lines, *_drawn(root, "")])


def _add_model(root: _Node, explanation: Explanation) -> None:
    result, model = explanation.result, explanation.model
    if model is None:
        return
    node = root.add("the model")
    released = f", released {model.released}" if model.released else ", release date not known"
    takes = f"; takes {', '.join(sorted(model.inputs))}" if model.inputs else ""
    node.add(f"{model.name}{f' by {model.publisher}' if model.publisher else ''}{released}{takes}")
    channel = {"weights": "as weights", "hosted-api": "through a hosted API"}.get(result.channel, "inside an integrated product")
    assumed = " (assumed: the profile does not say)" if result.channel_assumed else ""
    node.add(f"obtained {channel}{f' of {result.service}' if result.service else ''}{assumed}")
    for license in result.licenses:
        way = f"; {', '.join(license.path)}" if license.path else ""
        node.add(f"{license.id}, {license.evidence.value}: {license.source}{way}")
    if model.written_out and not model.bases:
        node.add("no base model is stated: if it was made from another model, the terms of that one bind too (`base_models`)")
    if model.observed:
        read = node.add(f"what was read{f' at commit {model.commit}' if model.commit else ''}")
        for seen in model.observed:
            day = f", {seen.source.seen}" if seen.source.seen else ""
            read.add(f"{seen.what}: {seen.says} ({seen.source.title}{day})")


def _add_evidence(root: _Node, result: Result) -> None:
    for reason in result.reasons:
        if not reason.clause:
            node = root.add(f"! {reason.says}")
            if reason.note:
                node.add(reason.note)
            if reason.remedy:
                node.add(f"→ {reason.remedy}")


def _add_consultation(root: _Node, consultation: Consultation) -> None:
    license = consultation.license
    via = "" if consultation.use.via == "own" else f", through {consultation.use.via}"
    node = root.add(f"{license.name} ({license.id}{via})")
    for reason in consultation.clauses:
        _add_clause(node, reason, license.id)
    if consultation.quiet:
        node.add(f"· {consultation.quiet} prohibited fields of use, none of which this use names")


def _add_clause(parent: _Node, reason: Reason, license_id: str) -> None:
    mark = "·" if reason.lifted_by else _MARKS[(reason.effect, reason.outcome)]
    where = section_text(reason.section) if reason.license == license_id else reference_text(reason.license, reason.section)
    node = parent.add(f"{mark} {where}, {reason_state(reason)}: {reason.says}")
    if reason.passage:
        node.add(f"in the text ({reason.passage_source}): “{' '.join(reason.passage.split())}”")
    for reading in reason.facts:
        node.add(reading_text(reading))
    if reason.unsettled and not reason.lifted_by:
        node.add(f"open, for counsel: {reason.unsettled}")
    if reason.note:
        node.add(reason.note)
    if reason.remedy and reason.outcome is not Truth.NO:
        node.add(f"→ {reason.remedy}")


def _add_duties(root: _Node, result: Result, vocabulary: Vocabulary) -> None:
    if not result.duties:
        return
    node = root.add("duties")
    for status in (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY, DutyStatus.MET, DutyStatus.CONDUCT):
        for duty in result.duties:
            if duty.status is status:
                text = duty_text(duty, vocabulary.duties[duty.duty].label)
                child = node.add(f"{_DUTY_WORDS[status]}: {text} ({reference_text(duty.license, duty.section)})")
                if status is not DutyStatus.CONDUCT:
                    child.add(duty.says)
                if duty.note:
                    child.add(duty.note)


def _add_questions(root: _Node, result: Result) -> None:
    if not result.questions:
        return
    node = root.add("to find out")
    for question in result.questions:
        node.add(f"{'counsel' if question.for_counsel else question.fact}: {question.ask}")


def _add_changes(root: _Node, explanation: Explanation) -> None:
    if not explanation.changes:
        return
    node = root.add("what would change the verdict, one fact at a time")
    for change in explanation.changes:
        node.add(f"{change.fact} {change.becomes} → {change.verdict.value}")


def _drawn(node: _Node, indent: str) -> Iterator[str]:
    for index, child in enumerate(node.children):
        last = index == len(node.children) - 1
        yield wrapped(child.text, indent + ("└── " if last else "├── "), indent + ("    " if last else "│   "))
        yield from _drawn(child, indent + ("    " if last else "│   "))
