"""Checks of an encoding that need no text: what it states by itself, and what its cases have seen of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.domain.condition import Comparison, Condition, Negation, Reference
from checker.domain.finding import Finding
from checker.domain.finding_codes import found
from checker.domain.license import Clause, License, Value
from checker.domain.verdict import Evidence
from checker.domain.vocabulary import Vocabulary
from checker.engine.case import Case
from checker.engine.firing import Firing, firings


def lint(license: License, vocabulary: Vocabulary, cases: Sequence[Case] | None) -> list[Finding]:
    """All that is wrong with a license by itself and with its cases; `None` where the cases could not be read."""
    findings = [*_values(license, vocabulary), *_anchors(license), *_unused(license)]
    if cases is None:
        return findings
    if not cases:
        hint = f"write them in `cases/{license.id}.yaml`"
        return [*findings, found("cases-missing", license.id, "the encoding has no cases", hint)]
    return [*findings, *(finding for seen in firings(license, vocabulary, cases) for finding in _firing(license, seen))]


def names_nothing(license: License, named: Mapping[str, Iterable[str]], known: Mapping[str, License]) -> Iterator[Finding]:
    """The clauses that cases name and no file has: such a case says less than it seems to. `named` holds clauses by the name of a case."""
    for case, clauses in named.items():
        for clause in sorted(set(clauses)):
            license_id, _, clause_id = clause.partition("#")
            owner = known.get(license_id)
            if owner is None or owner.clause(clause_id) is None:
                message = f"the case `{case}` names `{clause}`, but there is no such clause"
                hint = "a clause of an incorporated file is written `file#clause`"
                yield found("case-names-nothing", f"{license.id}: {case}", message, hint)


def _values(license: License, vocabulary: Vocabulary) -> Iterator[Finding]:
    for value in license.values:
        lacking = list(_lacking(value, vocabulary))
        if lacking:
            message = f"the value `{value.id}` does not say {' and '.join(lacking)}"
            yield found("value-incomplete", f"{license.id}#{value.id}", message, "state `unit`, `measured.over` and `measured.counting`")


def _lacking(value: Value, vocabulary: Vocabulary) -> Iterator[str]:
    measured = value.measured
    if value.unit not in vocabulary.units:
        yield "in which unit it counts"
    if measured.window not in vocabulary.windows:
        yield "over which time it counts"
    elif vocabulary.windows[measured.window] and not measured.event:
        yield "which event its time hangs on"
    if not measured.counting or not vocabulary.parties.issuperset(measured.counting):
        yield "whom it counts"


def _anchors(license: License) -> Iterator[Finding]:
    if license.evidence is Evidence.REPORTED:
        return  # the text was never seen, so there is nothing to find the passage in
    anchored: tuple[Clause | Value, ...] = (*license.values, *license.clauses)
    for entry in anchored:
        if not entry.anchor.strip():
            message = f"`{entry.id}` has no anchor, so its passage cannot be shown"
            hint = "take at most ten consecutive words of the text as its `anchor`"
            yield found("anchor-missing", f"{license.id}#{entry.id}", message, hint)


def _unused(license: License) -> Iterator[Finding]:
    """Values and terms that no clause leads to."""
    terms = {term.id: term.means for term in license.terms}
    reached: set[str] = set()
    waiting = [condition for clause in license.clauses for condition in (clause.when, clause.unless) if condition is not None]
    while waiting:
        names = set(_names(waiting.pop())) - reached
        reached |= names
        waiting += [terms[name] for name in names if name in terms]
    for value in license.values:
        if value.id not in reached:
            yield _idle("value-unused", license, value.id, "value")
    for term in license.terms:
        if term.id not in reached:
            yield _idle("term-unused", license, term.id, "term")


def _idle(code: str, license: License, name: str, what: str) -> Finding:
    return found(code, f"{license.id}#{name}", f"no clause uses the {what} `{name}`", "use it in a condition, or take it out")


def _names(condition: Condition) -> Iterator[str]:
    """The terms and values that a condition mentions, with its words."""
    if isinstance(condition, Reference):
        yield condition.name
    elif isinstance(condition, Comparison):
        yield from condition.operands
    else:
        for part in (condition.part,) if isinstance(condition, Negation) else condition.parts:
            yield from _names(part)


def _firing(license: License, seen: Firing) -> Iterator[Finding]:
    clause = seen.clause
    subject, kind = f"{license.id}#{clause.id}", "duty" if clause.duty else "prohibition"
    if not seen.fires:
        sees = "raises its question" if clause.unsettled else "applies"
        hint = f"add a case in which the {kind} {sees}"
        yield found("clause-never-fires", subject, f"no case shows the {kind} `{clause.id}` at work", hint)
    if seen.conditional and not seen.rests:
        hint = f"add a case with one of its acts in which the {kind} does not apply, and which only just misses it"
        yield found("clause-always-fires", subject, f"no case shows where the {kind} `{clause.id}` ends", hint)
