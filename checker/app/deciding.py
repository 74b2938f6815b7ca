"""Takes a decision: fills in what it rests on from a real verdict, and refuses one that would not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checker.app.session import Session
from checker.domain.decided import Decided, open_reasons, reason_key
from checker.domain.decision import Decision, DecisionBook, RangeKind, Ruling
from checker.domain.fact import FactValue, Figures, Reading
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.quantity import Quantity
from checker.domain.report import Reason, Result
from checker.domain.settlement import Settlement
from checker.domain.verdict import Verdict
from checker.engine.judge import Judgment
from checker.engine.settle import ACTS, OBTAINED
from checker.engine.standing import Circumstances
from checker.engine.waive import waive
from checker.errors import InputError, UsageError
from checker.language.amounts import quantity_text
from checker.language.typecheck import nearest
from checker.library import decisions
from checker.library.facts import UNKNOWN
from checker.textio.document import parse, read_bytes
from checker.textio.write import write_whole
from checker.textio.yaml_edit import append_item
from checker.textio.yaml_text import Plain

_OF_THE_USE = ("use.purpose", "use.audience", "use.applications")
_HEAD = """\
# Decisions on verdicts of licheck: who decided, why, until when, and on what it rested. Each lapses when what it rested on changes.
schema: 1
"""


@dataclass(frozen=True)
class Statement:
    """What a person states of a decision; the rest is filled in."""

    ruling: Ruling
    decided_by: str
    why: str
    expires: date
    clause: str = ""
    """`license#clause`; empty for a decision on the whole verdict."""
    id: str = ""
    ticket: str = ""
    agreement: str = ""
    only_while: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    every_model: bool = False
    """Whether a decision on a clause is about every model under the license."""
    every_use: bool = False
    moving: Mapping[str, Plain] = field(default_factory=dict)
    """Facts with the range in which they may move, in place of the value they have."""


@dataclass(frozen=True)
class Desk:
    """One use of one model, on which a decision is to be taken."""

    session: Session
    profile: Profile
    use: Use
    request: ModelRequest
    day: date
    reports: bool = True

    def judged(self, settlements: tuple[Settlement, ...] = ()) -> Judgment:
        """The verdict underneath, or with clauses settled."""
        about = (self.profile, self.use, self.request, self.day)
        return self.session.deliberate(*about, reports=self.reports, settlements=settlements)


def decide(desk: Desk, stated: Statement, path: Path) -> tuple[Decision, Decided]:
    """Writes the decision at the end of a file of decisions, which is made where there is none, and gives what it makes of the verdict.

    Raises UsageError for a decision that would not be applied to the very verdict it is taken on: then nothing is written.
    """
    text, book = _file(path, desk.session)
    circumstances = Circumstances(desk.judged(), desk.profile, desk.use, desk.day)
    before = waive(circumstances, book.decisions, desk.judged).after
    after = append_item(text, ("decisions",), _entry(desk, stated, circumstances, before, book), name=str(path))
    taken = _taken(after, path, desk.session)
    decided = waive(circumstances, [*book.decisions, taken], desk.judged)
    fallen = [lapse.because for lapse in decided.lapses if lapse.decision == taken]
    watches = bool(taken.only_while) and before.verdict.usable and not fallen
    if taken not in [applied.decision for applied in decided.applied] and not watches:
        raise UsageError(f"the decision would not hold: {fallen[0] if fallen else _nothing_open(taken, before)}")
    write_whole(path, after)
    return taken, decided


def standing(desk: Desk, path: Path) -> Result:
    """The result with the decisions that the file already has: what is left to decide."""
    _, book = _file(path, desk.session)
    return waive(Circumstances(desk.judged(), desk.profile, desk.use, desk.day), book.decisions, desk.judged).after


def open_points(result: Result) -> list[Reason]:
    """What there is to decide: what is open in a review, what denies in a deny."""
    return list(open_reasons(result)) if result.verdict is Verdict.REVIEW else list(result.reasons)


def _nothing_open(decision: Decision, result: Result) -> str:
    if decision.ruling.on_clause:
        name = f"{decision.scope.license}#{decision.scope.clause}"
        named = [reason_key(reason) for reason in open_points(result) if reason.clause]
        return f"`{name}` is not open in this verdict; {nearest(name, named) or 'see `licheck explain`'}"
    return f"the verdict is `{result.verdict.value}` already"


def _file(path: Path, session: Session) -> tuple[str, DecisionBook]:
    if not path.exists():
        return _HEAD, DecisionBook(str(path))
    data = read_bytes(path, str(path))
    return data.decode("utf-8"), decisions.build(parse(data, str(path)), session.library.vocabulary)


def _taken(text: str, path: Path, session: Session) -> Decision:
    """The new decision as the file gives it back. Raises UsageError for what is wrong in it; the rest of the file was read before."""
    try:
        return decisions.build(parse(text.encode("utf-8"), str(path)), session.library.vocabulary).decisions[-1]
    except InputError as error:
        told = "\n".join(f"{problem.message}; {problem.hint}" if problem.hint else problem.message for problem in error.problems)
        raise UsageError(told) from None


def _entry(desk: Desk, stated: Statement, circumstances: Circumstances, result: Result, book: DecisionBook) -> dict[str, Plain]:
    license_id, _, clause = stated.clause.partition("#")
    scope: dict[str, Plain] = {}
    if not (stated.clause and stated.every_model):
        scope["model"] = result.model
        if result.revision:
            scope["revision"] = result.revision
    if stated.clause:
        scope |= {"license": license_id, "clause": clause}
    if not stated.every_use:
        scope["use"] = result.use
    scope["organization"] = desk.profile.organization
    entry: dict[str, Plain] = {
        "id": stated.id
        or _free_id(_slug(clause or result.model.rpartition("/")[2], stated.ruling), {known.id for known in book.decisions}),
        "decided_by": stated.decided_by,
        "date": desk.day.isoformat(),
        "expires": stated.expires.isoformat(),
        "why": stated.why,
        "ticket": stated.ticket,
        "scope": scope,
        "outcome": stated.ruling.value,
        "agreement": stated.agreement,
        "only_while": list(stated.only_while),
        "conditions": list(stated.conditions),
        "rests_on": _basis(stated, circumstances, result),
    }
    return {key: value for key, value in entry.items() if value not in ("", [])}


def _basis(stated: Statement, circumstances: Circumstances, result: Result) -> dict[str, Plain]:
    judgment = circumstances.judgment
    license_id, _, clause = stated.clause.partition("#")
    basis: dict[str, Plain] = {"verdict": result.verdict.value}
    if stated.clause:
        own = [asked.rulebook.license.id for asked in judgment.consulted if license_id in {part.id for part in asked.rulebook.parts}]
        licenses = [license_id, *own]
        readings = list(_read_by(judgment, license_id, clause))
    else:
        if not result.licenses:
            raise UsageError(
                f"no license is known for `{result.model}`, and a decision is bound to one; write the model out with its license"
            )
        reasons = [] if result.verdict.usable else open_points(result)
        licenses = list(circumstances.texts)
        readings = [reading for reason in reasons for reading in reason.facts]
        if reasons:
            basis["reasons"] = list(dict.fromkeys(reason_key(reason) for reason in reasons))
    known = circumstances.texts
    basis["texts"] = {name: known[name] for name in dict.fromkeys(licenses) if name in known}
    facts = _facts(readings) | dict(stated.moving)
    # A clause that asks for no fact is open for the use as it is: what counsel had before them is bound, until somebody widens it.
    besides = _OF_THE_USE if stated.clause and not readings else ()
    for name in (*besides, OBTAINED):
        value = circumstances.facts.get(name)
        if value is not None:
            facts.setdefault(name, _plain(value))
    acts = circumstances.facts.get(ACTS)
    if isinstance(acts, frozenset):
        facts.setdefault(ACTS, {RangeKind.WITHIN.value: sorted(acts)})
    if facts:
        basis["facts"] = facts
    return basis


def _read_by(judgment: Judgment, license_id: str, clause: str) -> Iterable[Reading]:
    for asked in judgment.consulted:
        for outcome in asked.rulebook.all_outcomes(asked.case):
            if (outcome.license.id, outcome.clause.id) == (license_id, clause):
                yield from outcome.readings


def _facts(readings: Iterable[Reading]) -> dict[str, Plain]:
    """Each fact that was read, as it is; where it was read with several values, what takes all of them in."""
    found: dict[str, list[FactValue | Quantity | None]] = {}
    for reading in readings:
        found.setdefault(reading.name, []).append(reading.value)
    return {name: _fact(name, list(dict.fromkeys(values))) for name, values in found.items()}


def _fact(name: str, values: Sequence[FactValue | Quantity | None]) -> Plain:
    known = [value for value in values if value is not None]
    if not known:
        return UNKNOWN
    if len(known) < len(values):
        raise UsageError(f"`{name}` is known for some periods and not for others, so no range takes it in; state it in the profile for all")
    first = known[0]
    if len(known) == 1:
        return _plain(first)
    if isinstance(first, frozenset):
        return {RangeKind.WITHIN.value: sorted(frozenset().union(*(value for value in known if isinstance(value, frozenset))))}
    if isinstance(first, (Quantity, Figures, bool)):
        raise UsageError(
            f"`{name}` was read with several values; say in which range it may move, as in `--range '{name}=under 100 million'`"
        )
    return {"one_of": sorted(str(value) for value in known)}


def _plain(value: FactValue | Quantity) -> Plain:
    if isinstance(value, bool):
        return value
    if isinstance(value, Quantity):
        return quantity_text(value)
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value)


def _slug(subject: str, ruling: Ruling) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{subject} {ruling.value}".casefold()).strip("-")


def _free_id(wanted: str, taken: set[str]) -> str:
    names = [wanted, *(f"{wanted}-{count}" for count in range(2, len(taken) + 2))]
    return next(name for name in names if name not in taken)
