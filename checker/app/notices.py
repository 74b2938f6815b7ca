"""What the duties ask for, put together from a report and the encodings it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.app.session import Session
from checker.domain.license import License
from checker.domain.model import Model
from checker.domain.notices import NoticeItem, NoticeKind, Notices, Policy
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


def notices(session: Session, profile: Profile, report: Report) -> Notices:
    """Everything the duties of a report ask for, by use and kind, what is alike told once with all its models."""
    found: dict[object, tuple[NoticeItem, dict[str, None]]] = {}
    conduct = 0
    for result in report.results:
        for duty in result.duties:
            kind = KINDS.get(duty.duty)
            if kind is None and session.library.vocabulary.duties[duty.duty].kind is DutyKind.CONDUCT:
                conduct += 1
                continue
            item = _item(session, profile, result, duty, kind or NoticeKind.OTHER)
            key = (item.use, item.license, item.clause, item.status, item.text if item.suggested else "")
            found.setdefault(key, (item, {}))[1][result.model] = None
    items = [replace(item, models=tuple(models)) for item, models in found.values()]
    order = {use.id: place for place, use in enumerate(profile.uses)}
    kinds = list(NoticeKind)
    items.sort(key=lambda item: (order.get(item.use, 0), kinds.index(item.kind)))
    unusable = tuple(result for result in report.results if not result.verdict.usable)
    return Notices(
        report.as_of, report.library_version, report.library_sha256, report.organization, tuple(items), unusable, conduct
    )  # fmt: skip


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
