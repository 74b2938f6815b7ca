"""Open questions for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.cli.terminal import styled, wrapped
from checker.domain.open_questions import OpenQuestion, OpenQuestions, Pair
from checker.exporters.wording import NOT_ADVICE, reference_text

_SHOWN = 5
_INDENT = "    "


def render_questions(found: OpenQuestions) -> str:
    """The whole page."""
    business = [question for question in found.questions if not question.for_counsel]
    counsel = [question for question in found.questions if question.for_counsel]
    lines = list(_head(found))
    for title, questions in (("FOR THE BUSINESS", business), ("FOR COUNSEL", counsel)):
        if questions:
            lines += ["", styled(f"{title} {len(questions)}", bold=True)]
        for number, question in enumerate(questions, 1):
            lines += ["", *_question(question, number)]
    if found.evidence:
        lines += ["", styled(f"NOT A QUESTION OF FACT {len(found.evidence)} · better evidence is needed", bold=True), *_evidence(found)]
    lines += ["", *_tail(found, business)]
    return "\n".join(lines) + "\n"


def _head(found: OpenQuestions) -> Iterator[str]:
    counted = f"{found.open} of {found.judged} verdict{'' if found.judged == 1 else 's'}"
    yield wrapped(f"{found.organization}, as of {found.as_of}: {counted} {'is' if found.open == 1 else 'are'} open", "")
    if not found.questions and not found.evidence:
        yield wrapped("Nothing has to be asked.", "")


def _question(question: OpenQuestion, number: int) -> Iterator[str]:
    yield wrapped(question.ask, f"{number:>2}. ", _INDENT)
    if not question.for_counsel:
        yield wrapped(_where(question), _INDENT)
    yield wrapped(_decides(question), _INDENT)
    for pairs, label in ((question.alone, "alone: "), (question.shared, "with others: "), (question.duties, "a duty: ")):
        yield from _pairs(pairs, label)
    yield wrapped(f"asked by {_clauses(question)}", _INDENT, f"{_INDENT}  ")


def _where(question: OpenQuestion) -> str:
    if question.fact == "model.license":
        return "not a fact of the profile: write the model out there with its license, as in {model: …, license: …}"
    if question.fact.startswith("model."):
        key = question.fact.removeprefix("model.")
        return f"not a fact of the profile: write {question.model} out there, as in {{model: …, {key}: …}}"
    return f"answer: {question.name}"


def _decides(question: OpenQuestion) -> str:
    """What hangs on it, in words."""
    said = []
    if question.alone:
        said.append(f"can decide {_verdicts(len(question.alone))} by itself")
    if question.shared:
        said.append(
            f"is one of several things that {_verdicts(len(question.shared))} {'waits' if len(question.shared) == 1 else 'wait'} for"
        )
    if question.duties and not said:
        said.append(f"no verdict hangs on it, only a duty of {_verdicts(len(question.duties))}")
    return "; ".join(said)


def _verdicts(count: int) -> str:
    return f"{count} verdict{'' if count == 1 else 's'}"


def _pairs(pairs: Sequence[Pair], label: str) -> Iterator[str]:
    by_use: dict[str, list[str]] = {}
    for use, model in pairs:
        by_use.setdefault(use, []).append(model)
    for use, models in by_use.items():
        hidden = len(models) - _SHOWN if len(models) > _SHOWN + 2 else 0
        listed = ", ".join(models[: len(models) - hidden]) + (f" and {hidden} more" if hidden else "")
        yield wrapped(f"{label}{use}: {listed}", f"{_INDENT}- ", f"{_INDENT}  ")


def _clauses(question: OpenQuestion) -> str:
    references = list(dict.fromkeys(reference_text(license_id, section) for license_id, _, section in question.clauses if license_id))
    if not references:
        return "the catalog"
    hidden = len(references) - _SHOWN if len(references) > _SHOWN + 2 else 0
    return ", ".join(references[: len(references) - hidden]) + (f" and {hidden} more" if hidden else "")


def _evidence(found: OpenQuestions) -> Iterator[str]:
    said: dict[tuple[str, str], list[Pair]] = {}
    for pair, says, remedy in found.evidence:
        said.setdefault((says, remedy), []).append(pair)
    for (says, remedy), pairs in said.items():
        yield ""
        yield wrapped(says, "  ", _INDENT)
        if remedy:
            yield wrapped(remedy, f"{_INDENT}→ ", f"{_INDENT}  ")
        yield from _pairs(pairs, "")


def _tail(found: OpenQuestions, business: Sequence[OpenQuestion]) -> Iterator[str]:
    if len(business) > 1:
        told = "The order: a verdict that hangs on one answer alone counts 1 for it, one that hangs on n things 1/n; "
        yield wrapped(f"{told}after each answer what is left is counted anew. Of equals, what needs no figure comes first.", "")
    if any(question.can_be_written for question in business):
        yield wrapped("`licheck questions PROFILE --answer` asks these on a terminal and writes the answers into the profile.", "")
    yield wrapped(f"{NOT_ADVICE}; library {found.library_version} ({found.library_sha256[:12]}).", "")
