"""Runs the cases of encodings."""

from __future__ import annotations

from dataclasses import dataclass

from checker.app.session import Session
from checker.engine.decide import Decision
from checker.engine.examples import deciding_clauses, judge_alone
from checker.engine.rulebook import Rulebook
from checker.library.cases import Example


@dataclass(frozen=True, slots=True)
class Trial:
    """One case that came out as expected, or not."""

    license: str
    name: str
    place: str
    complaints: tuple[str, ...]
    """What came out otherwise; empty where the case passed."""


def run_cases(session: Session, license_id: str) -> list[Trial]:
    """The cases of an encoding, judged; none where it has no cases. Raises InputError for cases that cannot be read."""
    examples = session.library.examples(license_id)
    rulebook = session.rulebooks.get(license_id)
    return [] if rulebook is None else run(rulebook, examples)


def run(rulebook: Rulebook, examples: list[Example]) -> list[Trial]:
    """Every case of a license, judged."""
    return [
        Trial(
            rulebook.license.id,
            example.name,
            example.place,
            tuple(_complaints(example, judge_alone(rulebook, example.case))),
        )
        for example in examples
    ]


def _complaints(example: Example, decision: Decision) -> list[str]:
    complaints = []
    deciding = deciding_clauses(decision)
    if decision.verdict is not example.expect:
        shown = f" ({', '.join(sorted(deciding))})" if deciding and not decision.verdict.usable else ""
        complaints.append(f"expected {example.expect.value}, got {decision.verdict.value}{shown}")
    elif example.because is not None and deciding != example.because:
        complaints.append(f"expected because of {_shown(example.because)}, got {_shown(deciding)}")
    statuses = {f"{duty.license}#{duty.clause}": duty.status for duty in decision.duties}
    for clause, expected in example.duties.items():
        found = statuses.get(clause)
        if (found.value if found is not None else "absent") != expected:
            complaints.append(f"expected the duty {clause} to be {expected}, got {found.value if found is not None else 'absent'}")
    return complaints


def _shown(clauses: frozenset[str]) -> str:
    return ", ".join(sorted(clauses)) or "nothing"
