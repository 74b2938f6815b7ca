"""Alternatives as a page to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.cli.terminal import COLOURS, styled, wrapped
from checker.domain.alternative import Alternative, Alternatives, Way
from checker.domain.report import Duty, Result
from checker.domain.vocabulary import Vocabulary
from checker.exporters.wording import NOT_ADVICE, VERDICT_MEANS, duty_text, reason_headline


def render_alternatives(found: Sequence[Alternatives], vocabulary: Vocabulary) -> str:
    """One part for each use."""
    lines: list[str] = []
    for one in found:
        lines += [*_use(one, vocabulary), ""]
    return "\n".join([*lines, f"{NOT_ADVICE}."]) + "\n"


def _use(found: Alternatives, vocabulary: Vocabulary) -> Iterator[str]:
    verdict = found.present.verdict
    yield styled(wrapped(f"{found.use}: {found.model}", ""), bold=True)
    yield f"  {styled(verdict.value, fg=COLOURS[verdict])}: {VERDICT_MEANS[verdict]}"
    if not verdict.usable and found.present.reasons:
        yield wrapped(reason_headline(found.present.reasons[0]), "  ", "  ")
    if found.ways:
        yield from ("", "  the model itself, if you")
        yield from (line for way in found.ways for line in _way(way))
    yield from _listed("of the same family", found.siblings, vocabulary)
    yield from _listed("of other publishers", found.others, vocabulary)
    if not (found.ways or found.siblings or found.others):
        yield from ("", wrapped("nothing in the catalog that does the same may be used this way", "  "))
    for note in found.notes:
        yield from ("", wrapped(f"note: {note}", "  ", "    "))


def _way(way: Way) -> Iterator[str]:
    text = way.says if way.kind.value != "fact" else f"change a fact: {way.says}"
    yield wrapped(f"{text} → {way.result.verdict.value}", "    - ", "      ")


def _listed(title: str, others: Sequence[Alternative], vocabulary: Vocabulary) -> Iterator[str]:
    if not others:
        return
    yield from ("", f"  {title}")
    for other in others:
        verdict = other.result.verdict
        about = ", ".join(part for part in (_size(other), other.released and f"released {other.released}", *other.licenses) if part)
        line = wrapped(f"{verdict.value} {other.result.model} ({about})", "    - ", "      ")
        yield line.replace(verdict.value, styled(verdict.value, fg=COLOURS[verdict]), 1)
        for text in _duties(other.result, vocabulary):
            yield wrapped(f"do: {text}", "      ", "        ")


def _size(other: Alternative) -> str:
    return f"{other.parameters} parameters" if other.parameters else ""


def _duties(result: Result, vocabulary: Vocabulary) -> Iterator[str]:
    yield from (_duty(duty, vocabulary) for duty in result.duties if duty.status.value in ("required", "may-apply"))


def _duty(duty: Duty, vocabulary: Vocabulary) -> str:
    return duty_text(duty, vocabulary.duties[duty.duty].label)
