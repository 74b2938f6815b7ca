"""What tells two licenses, two models or two versions of the library apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path

from checker.app.session import Session
from checker.domain.difference import Difference
from checker.domain.license import License
from checker.domain.model import Model, license_ids
from checker.engine.case import Context
from checker.engine.difference import clause_changes
from checker.engine.model_terms import Bound, Unclear, model_terms
from checker.engine.statements import Bench
from checker.engine.strictness import OneLicense, Terms
from checker.engine.witness import Duel
from checker.errors import UsageError
from checker.language.typecheck import nearest
from checker.library.places import Places
from checker.library.store import Library

_ASSUMED = "no agreement is held and no duty is met on either side"


@dataclass(frozen=True, slots=True)
class LibraryDifference:
    """What changed between two versions of the library."""

    added: tuple[str, ...]
    """Encodings that only the newer one has."""
    dropped: tuple[str, ...]
    changed: tuple[Difference, ...]
    """Encodings that say something else now."""
    relicensed: tuple[str, ...]
    """Models whose license is stated otherwise, in a line each."""


def compare(session: Session, before: str, after: str, as_of: date, rates: Mapping[str, Decimal] | None = None) -> Difference:
    """Two licenses, or two models; `rates` are USD for one unit of a currency.

    Raises UsageError for a name that is neither, and for terms that cannot be told for certain.
    """
    one, other = _terms(session, before, as_of), _terms(session, after, as_of)
    if one.fixed_channel != other.fixed_channel and one.fixed_channel and other.fixed_channel:
        raise UsageError(f"`{before}` comes as {one.fixed_channel} and `{after}` as {other.fixed_channel}; name their licenses instead")
    return _compared(session, one, other, Context(as_of, exchange_rates=tuple(sorted((rates or {}).items()))))


@dataclass(frozen=True)
class _Side:
    label: str
    terms: Terms
    fixed_channel: str = ""
    notes: tuple[str, ...] = ()


def _terms(session: Session, name: str, as_of: date) -> _Side:
    rulebook = session.rulebooks.get(name)
    if rulebook is not None:
        return _Side(name, OneLicense(rulebook))
    model = session.library.model(name)
    if model is None:
        hint = nearest(name, session.library.license_ids) or " or ".join(session.library.names.nearest(name))
        hint = hint if hint.startswith("did you") or not hint else f"did you mean {hint}?"
        raise UsageError(f"`{name}` is neither an encoded license nor a model of the catalog; {hint or 'see `licheck licenses list`'}")
    channel = "weights" if any(statement.license for statement in model.weights) else "hosted-api"
    bound = _bound(session, model, channel, as_of)
    notes = (f"reports are left out for {model.id}",) if _has_reports(model) else ()
    return _Side(f"{model.id} ({', '.join(bound.licenses)})", bound.terms, channel, notes)


def _bound(session: Session, model: Model, channel: str, as_of: date) -> Bound:
    try:
        return model_terms(model, session.resolve_model(model), Bench(session.rulebooks, as_of), channel)
    except Unclear as reason:
        raise UsageError(f"the terms of `{model.id}` cannot be compared: {reason}") from None


def _has_reports(model: Model) -> bool:
    return any(statement.evidence.value == "reported" for statement in (*model.weights, *model.hosted))


def _compared(session: Session, one: _Side, other: _Side, context: Context) -> Difference:
    vocabulary = session.library.vocabulary
    duel = Duel(one.terms, other.terms, vocabulary, context)
    rates = [f"one {currency} is taken as {rate} USD" for currency, rate in context.exchange_rates]
    stricter, kinder = duel.witnesses(one.terms, other.terms), duel.witnesses(other.terms, one.terms)
    return Difference(
        one.label,
        other.label,
        clause_changes(one.terms, other.terms, vocabulary, context),
        stricter.witnesses,
        tuple(replace(witness, before=witness.after, after=witness.before) for witness in kinder.witnesses),
        stricter.complete and kinder.complete,
        tuple(duel.steady),
        tuple(duel.unrated),
        (_ASSUMED, *rates, *one.notes, *other.notes),
    )


def compare_libraries(
    session: Session, folder: Path, patterns: Sequence[str], as_of: date, progress: Callable[[int, int], None] | None = None
) -> LibraryDifference:
    """What the library of this session says otherwise than an older one, which lies in a folder of encodings.

    Raises UsageError where the folder is none, and InputError where what it holds cannot be read.
    """
    older = Session(Library(Places((_library_in(folder),))))
    before, after = older.library.license_ids, session.library.license_ids
    chosen = [license_id for license_id in sorted(before | after) if _wanted(license_id, patterns)]
    shared = [license_id for license_id in chosen if license_id in before and license_id in after]
    changed = []
    for done, license_id in enumerate(shared, 1):
        if not _same(older, session, license_id):
            one, other = _of_license(older, license_id), _of_license(session, license_id)
            changed.append(_compared(session, one, other, Context(as_of)))
        if progress is not None:
            progress(done, len(shared))
    added = tuple(license_id for license_id in chosen if license_id not in before)
    dropped = tuple(license_id for license_id in chosen if license_id not in after)
    return LibraryDifference(added, dropped, tuple(changed), _relicensed(older, session))


def _of_license(session: Session, license_id: str) -> _Side:
    rulebook = session.rulebooks.get(license_id)
    if rulebook is None:
        raise UsageError(f"`{license_id}` is not encoded")
    return _Side(license_id, OneLicense(rulebook))


def _library_in(folder: Path) -> Path:
    """The folder of encodings: the one that was named, or `licenses/` in it, as in a checkout."""
    for candidate in (folder, folder / "licenses"):
        if (candidate / "vocabulary").is_dir():
            return candidate
    raise UsageError(f"`{folder}` holds no library: neither it nor `licenses` in it has a folder `vocabulary`")


def _wanted(license_id: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatchcase(license_id, pattern) for pattern in patterns)


def _same(older: Session, newer: Session, license_id: str) -> bool:
    return [_meaning(part) for part in _parts(older, license_id)] == [_meaning(part) for part in _parts(newer, license_id)]


def _parts(session: Session, license_id: str) -> tuple[License, ...]:
    rulebook = session.rulebooks.get(license_id)
    return rulebook.parts if rulebook is not None else ()


def _meaning(license: License) -> License:
    """An encoding without what changes no verdict: how far it was reviewed, where the text is read."""
    return replace(license, status="", source="", omissions=(), hub_tags=())


def _relicensed(older: Session, newer: Session) -> tuple[str, ...]:
    told = []
    for model in newer.library.all_models():
        before = older.library.model(model.id)
        if before is not None and _licenses(before) != _licenses(model):
            told.append(f"{model.id}: {', '.join(_licenses(before)) or 'none'} → {', '.join(_licenses(model)) or 'none'}")
    return tuple(told)


def _licenses(model: Model) -> list[str]:
    statements = (*model.weights, *model.hosted)
    found = (license_ids(statement.license) for statement in statements if statement.license is not None)
    return list(dict.fromkeys(name for names in found for name in names))
