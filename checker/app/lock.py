"""Writes down what is known of the models of a manifest, and tells later what of it has moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from checker.app.gate_coverage import Served
from checker.app.hub_evidence import HubEvidence
from checker.app.session import Session
from checker.app.version import VERSION
from checker.domain.lock import Lock, LockedLicense, LockedModel, LockedVerdict, Move, MoveCode
from checker.domain.model import Model, Statement, license_ids
from checker.domain.profile import Profile
from checker.domain.report import DutyStatus, Result
from checker.domain.verdict import Verdict

_PENDING = (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY)


@dataclass
class LockedEvidence(HubEvidence):
    """The catalog, and beside it what the Hub said when the lock was written. The Hub is not asked."""

    locked: Mapping[tuple[str, str], Model] = field(default_factory=dict)

    def seen(self, name: str, revision: str = "") -> Model | None:
        return self.locked.get((name.casefold(), revision))


def session_of(lock: Lock, session: Session) -> Session:
    """A session that knows of the Hub what the lock knows, and nothing else."""
    locked = {(entry.asked.casefold(), entry.revision): entry.model for entry in lock.models}
    offline = Session(session.library)
    offline.__dict__["evidence"] = LockedEvidence(session.library, None, locked=locked)  # in place of the one it would make
    return offline


@dataclass(frozen=True)
class Locker:
    """Judges the models of a manifest for a lock."""

    session: Session
    profile: Profile
    as_of: date
    reports: bool = True

    def lock(self, path: str, served: Sequence[Served], before: Lock | None = None, update: Sequence[str] = ()) -> Lock:
        """The lock of some models. With `update`, only theirs are taken anew, and all others are as `before` has them."""
        kept = {found.key: found for found in before.verdicts} if before is not None and update else {}
        wanted = {name.casefold() for name in update}
        verdicts: dict[tuple[str, str, str, str], LockedVerdict] = {}
        anew: list[Served] = []
        for one in served:
            key = _key(one)
            if key in kept and one.request.name.casefold() not in wanted:
                verdicts[key] = kept[key]
            else:
                verdicts[key] = self.verdict(one)
                anew.append(one)
        models = {(model.asked.casefold(), model.revision): model for model in self._models(anew)}
        if before is not None and update:
            models = {(model.asked.casefold(), model.revision): model for model in before.models} | models
        ordered = sorted(models.values(), key=lambda model: (model.asked.casefold(), model.revision))
        return Lock(path, tuple(verdicts[key] for key in sorted(verdicts)), tuple(ordered))

    def verdict(self, one: Served) -> LockedVerdict:
        """What comes of one model today."""
        result = self.session.judge(self.profile, one.use, one.request, self.as_of, reports=self.reports)
        model, use, revision, provider = _key(one)
        library = f"{VERSION} {self.session.library.sha256[:12]}"
        return LockedVerdict(model, use, revision, provider, result.verdict, tuple(self._licenses(result)), _because(result), library)

    def _licenses(self, result: Result) -> Iterator[LockedLicense]:
        for use in result.licenses:
            license = self.session.licenses.get(use.id)
            yield LockedLicense(use.id, use.via, use.evidence.value, license.text_sha256 if license is not None else "")

    def _models(self, served: Iterable[Served]) -> Iterator[LockedModel]:
        """What the Hub says of the models and of everything above them."""
        for one in served:
            yield from self._seen(one.request.name, one.request.revision)
            resolved = self.session.resolve(one.request)
            for ancestor in resolved[1].ancestors if resolved is not None else ():
                yield from self._seen(ancestor.model.id, "")
                for base in ancestor.model.bases:
                    yield from self._seen(base.model, "")
            for base in resolved[0].bases if resolved is not None else ():
                yield from self._seen(base.model, "")

    def _seen(self, name: str, revision: str) -> Iterator[LockedModel]:
        seen = self.session.evidence.seen(name, revision)
        if seen is not None:
            yield LockedModel(name, revision, replace(seen, observed=()), _files(seen))


def _files(model: Model) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({found.what: found.source.sha256 for found in model.observed if found.source.sha256}.items()))


def _key(one: Served) -> tuple[str, str, str, str]:
    return one.request.name, one.use.id, one.request.revision, one.request.provider


def _because(result: Result) -> tuple[str, ...]:
    """What decided a verdict, so that a later one can be held against it."""
    named = ((reason, f"evidence: {reason.model or reason.license}") for reason in result.reasons)
    found = [f"{reason.license}#{reason.clause}" if reason.clause else evidence for reason, evidence in named]
    if result.verdict is Verdict.CONDITIONAL:
        found = [f"{duty.license}#{duty.clause}" for duty in result.duties if duty.status in _PENDING]
    return tuple(sorted(set(found))) if result.verdict is not Verdict.ALLOW else ()


@dataclass(frozen=True)
class Checker:
    """Holds a lock against a manifest, the library as it is, and the Hub where it may be asked."""

    lock: Lock
    locker: Locker
    """Judges by the evidence of the lock."""
    online: Locker | None = None
    """Judges by what the Hub says today; None where it is not asked."""

    def moves(self, served: Sequence[Served]) -> Iterator[Move]:
        """Everything that is not as the lock has it, in the order of the manifest, then of the lock."""
        known = {entry.key: entry for entry in self.lock.verdicts}
        for one in served:
            entry = known.pop(_key(one), None)
            if entry is None:
                yield self._not_locked(one)
            else:
                yield from self._entry(one, entry)
        for entry in known.values():
            says = f"is locked for `{entry.use}`{f' at {entry.revision}' if entry.revision else ''}, but the manifest does not list it so"
            yield Move(MoveCode.LOCKED_FOR_NOTHING, entry.place, entry.model, says, "write the lock anew: `licheck lock`")
        if self.online is not None:
            yield from self._on_the_hub(self.online)

    def _not_locked(self, one: Served) -> Move:
        others = [entry for entry in self.lock.verdicts if entry.model == one.request.name and entry.use == one.use.id]
        pinned = f" at revision `{one.request.revision or 'none'}`" if others else ""
        says = f"is not locked for `{one.use.id}`{pinned}"
        return Move(MoveCode.NOT_LOCKED, one.request.place, one.request.name, says, f"lock it: `licheck lock --update {one.request.name}`")

    def _entry(self, one: Served, entry: LockedVerdict) -> Iterator[Move]:
        now = self.locker.verdict(one)
        yield from self._texts(entry, now)
        yield from _licenses(entry, now, one.request.place)
        yield from _verdict(entry, now, one.request.place, "")
        if self.online is not None:
            today = self.online.verdict(one)
            if today.verdict is not now.verdict:
                yield from _verdict(entry, today, one.request.place, " by what the Hub says today")

    def _texts(self, entry: LockedVerdict, now: LockedVerdict) -> Iterator[Move]:
        """Encodings whose text is another one than when the lock was written."""
        before = {license.id: license.text_sha256 for license in entry.licenses}
        for license in now.licenses:
            if license.id in before and before[license.id] != license.text_sha256:
                says = f"`{license.id}` is encoded from another text now"
                yield Move(MoveCode.TEXT_MOVED, entry.place, entry.model, says, _AGAIN.format(entry.model))

    def _on_the_hub(self, online: Locker) -> Iterator[Move]:
        for entry in self.lock.models:
            today = online.session.evidence.seen(entry.asked, entry.revision)
            if today is not None:
                yield from _moved_on_the_hub(self.lock.path, entry, today)
                continue
            why = online.session.evidence.why(entry.asked, entry.revision)
            says = f"the Hub says nothing usable of it any more: {why}"
            yield Move(MoveCode.SILENT, self.lock.path, entry.asked, says, _AGAIN.format(entry.asked))


def _licenses(entry: LockedVerdict, now: LockedVerdict, place: str) -> Iterator[Move]:
    """Licenses that have come, gone or are known on other evidence, also where the verdict is the same under them."""
    before, after = ({(one.id, one.via, one.evidence) for one in verdict.licenses} for verdict in (entry, now))
    if before != after:
        new, gone = _named(after - before), _named(before - after)
        told = "; ".join(part for part in (f"now {new}" if new else "", f"no longer {gone}" if gone else "") if part)
        says = f"for `{entry.use}` rests on other licenses: {told}"
        yield Move(MoveCode.LICENSE_MOVED, place, entry.model, says, _AGAIN.format(entry.model), now.verdict)


def _named(licenses: Iterable[tuple[str, str, str]]) -> str:
    return ", ".join(f"{name} ({evidence}{f', of {via}' if via != 'own' else ''})" for name, via, evidence in sorted(licenses))


_AGAIN = "look at it, then lock it anew: `licheck lock --update {} --online`"


def _verdict(entry: LockedVerdict, now: LockedVerdict, place: str, where: str) -> Iterator[Move]:
    again = f"`licheck explain` shows the reasoning; {_AGAIN.format(entry.model)}"
    if now.verdict is not entry.verdict:
        says = f"for `{entry.use}` was {entry.verdict.value} and is {now.verdict.value}{where}: {_why(entry, now)}"
        yield Move(MoveCode.VERDICT_MOVED, place, entry.model, says, again, now.verdict)
    elif now.because != entry.because:
        says = f"for `{entry.use}` is {now.verdict.value} as before, for other reasons{where}: {_why(entry, now)}"
        yield Move(MoveCode.REASON_MOVED, place, entry.model, says, again, now.verdict)


def _why(entry: LockedVerdict, now: LockedVerdict) -> str:
    """What decides now and did not, and what did; and whether the library is another one."""
    new, gone = sorted(set(now.because) - set(entry.because)), sorted(set(entry.because) - set(now.because))
    updated = f"the library was updated ({entry.library} → {now.library})"
    cause = updated if now.library != entry.library else "the profile or the day is another one"
    parts = (f"now by {', '.join(new)}" if new else "", f"no longer by {', '.join(gone)}" if gone else "", cause)
    return "; ".join(part for part in parts if part)


def _moved_on_the_hub(path: str, entry: LockedModel, today: Model) -> Iterator[Move]:
    before = entry.model
    again = _AGAIN.format(entry.asked)
    said, says = _said(before.weights), _said(today.weights)
    if said != says:
        yield Move(
            MoveCode.LICENSE_MOVED, path, entry.asked, f"its license was {said or 'not stated'} and is {says or 'not stated'}", again
        )
    old, new = dict(entry.files), dict(_files(today))
    for name in sorted(set(old) | set(new)):
        if old.get(name) != new.get(name):
            change = "is new" if name not in old else "is gone" if name not in new else "has changed"
            yield Move(MoveCode.TEXT_MOVED, path, entry.asked, f"{name} beside the weights {change}", again)
    if before.bases != today.bases:
        bases = (", ".join(f"{base.model} ({base.relation.value})" for base in model.bases) or "none" for model in (before, today))
        yield Move(MoveCode.BASE_MOVED, path, entry.asked, f"its base models were {' and are '.join(bases)}", again)
    if before.commit != today.commit:
        says = f"a new commit: {before.commit[:12] or 'none'} → {today.commit[:12] or 'none'}"
        yield Move(MoveCode.COMMIT_MOVED, path, entry.asked, says, again, fails=False)


def _said(statements: Iterable[Statement]) -> str:
    return "; ".join(" / ".join(license_ids(said.license)) if said.license is not None else "withheld" for said in statements)
