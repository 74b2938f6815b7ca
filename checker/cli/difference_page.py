"""A difference as a page to read: first the cases in which the verdicts part, then the clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from checker.app.difference import LibraryDifference
from checker.cli.terminal import COLOURS, styled, wrapped
from checker.domain.difference import ChangeKind, ClauseChange, Difference, Witness
from checker.domain.verdict import Verdict
from checker.exporters.wording import NOT_ADVICE, reference_text, value_text

_MARKS = {
    ChangeKind.ADDED: ("+", "green"),
    ChangeKind.DROPPED: ("-", "red"),
    ChangeKind.TIGHTENED: ("▲", "red"),
    ChangeKind.LOOSENED: ("▼", "green"),
    ChangeKind.CHANGED: ("~", "yellow"),
    ChangeKind.MOVED: ("→", "cyan"),
    ChangeKind.SAME: ("=", "white"),
}
_QUIET = (ChangeKind.MOVED, ChangeKind.SAME)
_ORDER = list(_MARKS)
_TOLD = 3
"""Clauses told for one case; more would bury it."""


def render_difference(difference: Difference, *, everything: bool) -> str:
    """The whole page."""
    lines = [styled(wrapped(f"{difference.before} → {difference.after}", ""), bold=True), ""]
    lines += [*_direction("stricter", difference.stricter, difference), *_direction("kinder", difference.kinder, difference)]
    if difference.unrated and (difference.stricter or difference.kinder):
        currencies = " and ".join(difference.unrated)
        lines += [wrapped(f"there may be more: amounts in {currencies} were left out; give a rate, as `--rate CNY=0.14`", "", "  "), ""]
    lines += _beyond(difference)
    lines += _clauses(difference.changes, everything=everything)
    lines += ["", *(wrapped(note, "", "  ") for note in difference.notes), wrapped(f"{NOT_ADVICE}.", "")]
    return "\n".join(lines) + "\n"


def render_library(found: LibraryDifference, *, everything: bool) -> str:
    """What changed between two versions of the library."""
    lines = [*_listed("new encodings", found.added), *_listed("dropped encodings", found.dropped)]
    lines += _listed("models with another license", found.relicensed)
    for difference in found.changed:
        lines += [render_difference(difference, everything=everything).rstrip("\n"), ""]
    counted = f"{len(found.changed)} encodings changed, {len(found.added)} new, {len(found.dropped)} dropped"
    return "\n".join([*lines, f"{counted}, {len(found.relicensed)} models with another license"]) + "\n"


def _listed(title: str, names: Sequence[str]) -> list[str]:
    return [f"{title}:", *(wrapped(name, "  ", "    ") for name in names), ""] if names else []


def _direction(word: str, witnesses: Sequence[Witness], difference: Difference) -> Iterator[str]:
    if not witnesses:
        yield wrapped(f"{word} now: {_none(difference)}", "", "  ")
    for witness in witnesses:
        before, after = (_verdict(verdict) for verdict in (witness.before, witness.after))
        yield f"{word} now: {before} → {after}, for instance where"
        for name, value in witness.facts:
            yield wrapped(f"{name} is {value_text(value)}", "  ", "    ")
        if witness.figures_count == "licensee":
            yield wrapped("(the figures are those of the licensee alone)", "  ", "    ")
        for clause in witness.because[:_TOLD]:
            yield wrapped(f"by {reference_text(clause.license, clause.section)}: {clause.says}", "  → ", "    ")
    yield ""


def _none(difference: Difference) -> str:
    if difference.unrated:
        currencies = " and ".join(difference.unrated)
        return f"no case was found, but amounts in {currencies} could not be held against the others; give a rate, as `--rate CNY=0.14`"
    if not difference.complete:
        return "no case was found, but the search gave up before it had gone through all"
    if difference.steady:
        figures = " and ".join(f"`{fact}`" for fact in difference.steady)
        return f"in no case in which {figures} stays the same from month to month; every other one that the texts tell apart was looked at"
    return "in no case; every one that the texts tell apart was looked at"


def _beyond(difference: Difference) -> Iterator[str]:
    """That no verdict parts does not make the texts alike: a duty of conduct that has come changes none."""
    silent = not (difference.stricter and difference.kinder)
    if silent and any(change.kind not in _QUIET for change in difference.changes):
        told = "stricter and kinder are said of verdicts alone; a clause that changes none, such as a duty of conduct, is told only here:"
        yield wrapped(told, "", "  ")


def _verdict(verdict: Verdict) -> str:
    return styled(verdict.value, fg=COLOURS[verdict])


def _clauses(changes: Sequence[ClauseChange], *, everything: bool) -> Iterator[str]:
    counts = Counter(change.kind for change in changes)
    yield "clauses: " + ", ".join(f"{counts[kind]} {_word(kind)}" for kind in _ORDER if counts[kind])
    for change in sorted(changes, key=lambda change: _ORDER.index(change.kind)):
        if everything or change.kind not in _QUIET:
            yield from _change(change)


def _word(kind: ChangeKind) -> str:
    return "the same" if kind is ChangeKind.SAME else kind.value


def _change(change: ClauseChange) -> Iterator[str]:
    mark, colour = _MARKS[change.kind]
    clause = change.after or change.before
    if clause is None:
        return
    place = _place(change)
    yield ""
    heading = wrapped(f"{change.kind.value}: {clause.clause} {clause.effect} ({place})", "    ", "      ")
    yield f"  {styled(mark, fg=colour)} {heading.lstrip()}"
    yield wrapped(clause.says, "    ")
    for detail in change.details:
        yield wrapped(detail, "    · ", "      ")


def _place(change: ClauseChange) -> str:
    before, after = change.before, change.after
    names = [reference_text(clause.license, clause.section) for clause in (before, after) if clause is not None]
    return " → ".join(dict.fromkeys(names))
