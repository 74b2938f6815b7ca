"""What the duties ask for, put together from a report and the encodings it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from checker.app.notices_decided import asked_of, condition_items, usable_by_decision
from checker.app.session import Session
from checker.domain.decided import Decided, DecidedReport
from checker.domain.license import License
from checker.domain.model import Model
from checker.domain.notices import NoticeItem, NoticeKind, Notices, NotUsable, Policy
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.report import Duty, DutyStatus, Report, Result
from checker.domain.vocabulary import DutyKind

KINDS = {
    "notice-file": NoticeKind.NOTICE,
    "license-copy": NoticeKind.COPY,
    "keep-notices": NoticeKind.KEEP,
    "display": NoticeKind.DISPLAY,
    "attribution": NoticeKind.CREDIT,
    "name-prefix": NoticeKind.NAME,
    "name-word": NoticeKind.NAME,
    "pass-terms-on": NoticeKind.TERMS,
    "same-license": NoticeKind.TERMS,
    "follow-policy": NoticeKind.TERMS,
    "mark-changes": NoticeKind.CHANGES,
    "register": NoticeKind.REPORT,
    "regulatory-approval": NoticeKind.REPORT,
    "publish-disclosure": NoticeKind.REPORT,
    "report-incidents": NoticeKind.REPORT,
    "label-in-rankings": NoticeKind.REPORT,
}
"""Where each duty is told; one that is not here is told among the others if it is something to do."""
_LITERALS = ("notice", "display", "prefix", "word")


def notices(session: Session, profile: Profile, report: Report, decided: DecidedReport | None = None, path: str = "") -> Notices:
    """Everything the duties of a report ask for, by use and kind, what is alike told once with all its models.

    With `decided`, the duties are those of the outcomes; `path` is the file of decisions.
    """
    found: dict[object, tuple[NoticeItem, dict[str, None]]] = {}
    settled: dict[object, tuple[NoticeItem, dict[str, None]]] = {}
    conduct = 0
    outcomes: Sequence[Decided | None] = decided.decided if decided is not None else [None] * len(report.results)
    for result, outcome in zip(report.results, outcomes, strict=True):
        for asked in asked_of(result, outcome):
            duty = asked.duty
            kind = KINDS.get(duty.duty)
            if kind is None and session.library.vocabulary.duties[duty.duty].kind is DutyKind.CONDUCT:
                conduct += not asked.settled
                continue
            item = replace(_item(session, profile, result, duty, kind or NoticeKind.OTHER), decided=asked.remarks)
            key = (item.use, item.license, item.clause, item.status, item.text if item.suggested else "", item.decided)
            (settled if asked.settled else found).setdefault(key, (item, {}))[1][result.model] = None
    conditions = list(condition_items(decided.decided)) if decided is not None else []
    unusable = ((r, r.verdict if o is None else o.outcome) for r, o in zip(report.results, outcomes, strict=True))
    return Notices(
        report.as_of, report.library_version, report.library_sha256, report.organization,
        _in_order(profile, [*_with_models(found), *conditions]),
        tuple(NotUsable(result, verdict) for result, verdict in unusable if not verdict.usable), conduct, path,
        _in_order(profile, _with_models(settled)),
        usable_by_decision(decided.decided) if decided is not None else (),
    )  # fmt: skip


def _with_models(found: Mapping[object, tuple[NoticeItem, Mapping[str, None]]]) -> list[NoticeItem]:
    return [replace(item, models=tuple(models)) for item, models in found.values()]


def _in_order(profile: Profile, items: Iterable[NoticeItem]) -> tuple[NoticeItem, ...]:
    """By use, then by kind."""
    order = {use.id: place for place, use in enumerate(profile.uses)}
    kinds = list(NoticeKind)
    return tuple(sorted(items, key=lambda item: (order.get(item.use, 0), kinds.index(item.kind))))


def _item(session: Session, profile: Profile, result: Result, duty: Duty, kind: NoticeKind) -> NoticeItem:
    license = session.licenses[duty.license]
    parameters = dict(duty.parameters)
    text = next((parameters[name] for name in _LITERALS if parameters.get(name)), "")
    use = next(use for use in profile.uses if use.id == result.use)
    credit = _credit(_licensed(session, use, result, license), result, license) if kind is NoticeKind.CREDIT and not text else ""
    name = use.facts.get("use.derivative_name")
    return NoticeItem(
        result.use, kind, duty.duty, session.library.vocabulary.duties[duty.duty].label, license.id, license.name, duty.clause,
        duty.section, duty.says, duty.status, text or credit, bool(credit), parameters.get("where", ""), license.source,
        tuple(_policies(session, license, duty.duty, result)) if kind is NoticeKind.TERMS else (), name if isinstance(name, str) else "",
        duty.missing if duty.status is DutyStatus.MAY_APPLY else (), f"{license.id}#{duty.clause}" in use.meets,
    )  # fmt: skip


def _policies(session: Session, license: License, duty: str, result: Result) -> Iterator[Policy]:
    """The policies that belong to a license, or the text itself, with the license that incorporates it."""
    if duty != "follow-policy" or not license.incorporates:
        yield Policy(license.id, license.name, license.source)
    for policy_id in license.incorporates:
        policy = session.licenses[policy_id]
        yield Policy(policy.id, policy.name, policy.source)
    for used in result.licenses:
        around = session.licenses.get(used.id)
        if around is not None and license.id in around.incorporates:
            yield Policy(around.id, around.name, around.source)


def _credit(model: Model | None, result: Result, license: License) -> str:
    """A line that names the creator, the license and its place."""
    by = f" by {model.publisher}" if model is not None and model.publisher else ""
    return f"{model.id if model is not None else result.model}{by}, licensed under {license.name} ({license.source})"


def _licensed(session: Session, use: Use, result: Result, license: License) -> Model | None:
    """The model that comes under a license: the judged one, or the base that brings it along."""
    via = next((used.via for used in result.licenses if used.id == license.id), "own")
    own = next((request for request in use.models if request.name == result.model), ModelRequest(result.model))
    resolved = session.resolve(own if via == "own" else ModelRequest(via))
    return resolved[0] if resolved is not None else None
