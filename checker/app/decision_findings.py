"""What is to be told of decisions themselves: those that have lapsed, are not needed, overlap or contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from checker.app.session import Session
from checker.domain import decision_codes as codes
from checker.domain.decided import Decided, Lapse
from checker.domain.decision import NOT_ENCODED, Decision, DecisionBook, RangeKind, Ruling
from checker.domain.decision_codes import DECISION_CODES
from checker.domain.gate import GateFinding, Level
from checker.domain.profile import Profile
from checker.domain.quantity import Quantity
from checker.language.typecheck import nearest
from checker.textio.digest import sha256_of_bytes

_REMEDIES = {
    codes.EXPIRED: "have it decided anew with `licheck decide`, or remove it",
    codes.NOT_YET: "correct its date, or ask for a later day",
    codes.TEXT_CHANGED: "have the new text read, and decide anew with `licheck decide`",
    codes.FACTS_CHANGED: "decide anew with `licheck decide`, or state the range in which the fact may move",
    codes.REASONS_CHANGED: "decide anew with `licheck decide`, in view of all reasons",
    codes.NEEDS_AGREEMENT: "state the agreement in the profile and name it under `agreement`; a deny needs one",
    codes.LICENSE_CHANGED: "have the new license looked at, and add it under `only_while` if it may be used",
    codes.CONTRADICT: "keep one of them",
}


def findings_of(
    book: DecisionBook, decided: Sequence[Decided], session: Session, profile: Profile, day: date, *, complete: bool
) -> tuple[GateFinding, ...]:
    """The findings of a run, by the order of the decisions in their file."""
    found = [*_lapsed(decided), *_overlapping(decided), *names_nothing(book, session)]
    told = {finding.fingerprint for finding in found}
    found += [finding for finding in expired(book, day) if finding.fingerprint not in told]
    if complete:
        found += _unused(book, decided, profile, {finding.line for finding in found})
    return in_order(found)


def in_order(findings: Sequence[GateFinding]) -> tuple[GateFinding, ...]:
    """The findings by their place."""
    return tuple(sorted(findings, key=lambda finding: (finding.path, finding.line, finding.column, finding.code, finding.message)))


def expired(book: DecisionBook, day: date) -> Iterator[GateFinding]:
    """Decisions that hold no more on the day, whether anything needs them or not."""
    for decision in book.decisions:
        if day > decision.expires:
            level = DECISION_CODES[codes.EXPIRED] if decision.ruling is Ruling.DENY else Level.NOTE
            yield _finding(decision, codes.EXPIRED, f"`{decision.id}` expired on {decision.expires}", level=level)


def names_nothing(book: DecisionBook, session: Session) -> Iterator[GateFinding]:
    """Licenses and clauses that there are none of, so that the decision can never be about anything."""
    library = session.library
    for decision in book.decisions:
        scope, texts = decision.scope, dict(decision.basis.texts)
        for license_id in dict.fromkeys([*filter(None, [scope.license]), *decision.only_while]):
            if license_id not in library.license_ids and texts.get(license_id) != NOT_ENCODED:
                hint = nearest(license_id, library.license_ids) or "`licheck licenses list` shows them"
                yield _finding(decision, codes.NAMES_NOTHING, f"`{decision.id}` names the unknown license `{license_id}`", hint)
        license = session.licenses.get(scope.license) if scope.clause else None
        if license is not None and license.clause(scope.clause) is None:
            hint = nearest(scope.clause, [clause.id for clause in license.clauses]) or f"see `licheck licenses show {license.id}`"
            yield _finding(decision, codes.NAMES_NOTHING, f"`{decision.id}`: `{license.id}` has no clause `{scope.clause}`", hint)


def colliding(book: DecisionBook, day: date) -> Iterator[GateFinding]:
    """Pairs of decisions that can be about the same thing on the day, by what they say alone."""
    for one, other in combinations([decision for decision in book.decisions if day <= decision.expires], 2):
        if not one.scope.meets(other.scope) or _apart(one, other) or not _same_matter(one, other):
            continue
        if one.ruling is other.ruling:
            yield _overlap(other, one)
        else:
            opposite = f"`{other.id}` decides `{other.ruling.value}` where `{one.id}` decides `{one.ruling.value}`"
            message = f"{opposite}; where both fit, neither is applied"
            yield _finding(other, codes.CONTRADICT, message)


def _same_matter(one: Decision, other: Decision) -> bool:
    if one.ruling.on_clause or other.ruling.on_clause:
        return one.ruling.on_clause and other.ruling.on_clause and bool(one.scope.clause == other.scope.clause)
    return one.basis.verdict is other.basis.verdict and (
        not one.basis.reasons or not set(one.basis.reasons).isdisjoint(other.basis.reasons)
    )


def _apart(one: Decision, other: Decision) -> bool:
    """Whether a fact on which both rest has two values that cannot be at once."""
    for range_ in one.basis.facts:
        second = other.basis.range_of(range_.name)
        plain = second is not None and range_.kind is second.kind is RangeKind.EXACTLY
        if second is not None and plain and not isinstance(range_.value, Quantity) and range_.value != second.value:
            return True
    return False


def _lapsed(decided: Sequence[Decided]) -> Iterator[GateFinding]:
    """Each decision once for each way in which it has lapsed; how much it weighs hangs on whether something needed it."""
    found: dict[tuple[str, str], list[tuple[Decided, Lapse]]] = {}
    for entry in decided:
        for lapse in entry.lapses:
            found.setdefault((lapse.decision.id, lapse.code), []).append((entry, lapse))
    for (decision_id, code), entries in found.items():
        # What a person has denied must not become usable in silence on the day that the denial ends.
        needed = [(entry, lapse) for entry, lapse in entries if not entry.outcome.usable or lapse.decision.ruling is Ruling.DENY]
        entry, lapse = (needed or entries)[0]
        level = DECISION_CODES[code] if needed or code in codes.WRONG else Level.NOTE
        more = f" and {len(entries) - 1} more" if len(entries) > 1 else ""
        where = f"{entry.result.model}{more}"
        message = f"`{decision_id}` is not applied to {where}: {lapse.because}"
        yield _finding(lapse.decision, code, message, level=level)


def _overlapping(decided: Sequence[Decided]) -> Iterator[GateFinding]:
    """Decisions that were applied to the same thing, so that one of them is too many."""
    told: set[tuple[str, str]] = set()
    for entry in decided:
        for one, other in combinations(entry.applied, 2):
            pair = (one.decision.id, other.decision.id)
            if pair not in told and not set(one.settles).isdisjoint(other.settles):
                told.add(pair)
                yield _overlap(other.decision, one.decision)


def _unused(book: DecisionBook, decided: Sequence[Decided], profile: Profile, told: set[int]) -> Iterator[GateFinding]:
    used = {applied.decision.id for entry in decided for applied in entry.applied}
    for decision in book.decisions:
        if decision.id in used or int(decision.place.rsplit(":", 2)[1]) in told:
            continue
        about = [entry for entry in decided if decision.scope.takes_in(entry.result, profile.organization)]
        if about and decision.only_while:
            continue  # it watches over the license of the model, and has had nothing to say
        if about:
            message = f"`{decision.id}` was not needed: nothing that it decides is open by now"
        else:
            message = f"`{decision.id}` is about nothing that was judged: {decision.scope.subject}"
        yield _finding(decision, codes.UNUSED, message, "remove it, or correct its scope")


def _overlap(later: Decision, earlier: Decision) -> GateFinding:
    message = f"`{later.id}` decides again what `{earlier.id}` decides"
    return _finding(later, codes.OVERLAP, message, "keep one of them, or narrow their scopes")


def _finding(decision: Decision, code: str, message: str, remedy: str = "", *, level: Level | None = None) -> GateFinding:
    path, line, column = decision.place.rsplit(":", 2)
    return GateFinding(
        code,
        level or DECISION_CODES[code],
        path,
        int(line),
        int(column),
        message,
        remedy or _REMEDIES.get(code, ""),
        model=decision.scope.model,
        license=decision.scope.license,
        clause=decision.scope.clause,
        fingerprint=sha256_of_bytes(f"{code}\n{decision.id}".encode())[:24],
        says=message,
        subject=decision.id,
    )
