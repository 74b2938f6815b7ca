"""From verdicts to the allow list of a model gateway: what is denied or open gets no route."""

from __future__ import annotations

from collections.abc import Iterator

from checker.app.session import Session
from checker.domain.gateway import AllowList, Route
from checker.domain.report import DutyStatus, Report, Result
from checker.domain.verdict import Verdict

_PENDING = (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY)


def allow_list(session: Session, report: Report, *, duties_too: bool = True) -> AllowList:
    """The routes that a report lets through; without `duties_too` only those with nothing left to do."""
    routes = tuple(_route(session, result) for result in _passing(report, duties_too=duties_too))
    return AllowList(
        report.organization, report.as_of, report.library_version, report.library_sha256, routes,
        report.count(Verdict.DENY), report.count(Verdict.REVIEW),
    )  # fmt: skip


def _passing(report: Report, *, duties_too: bool) -> Iterator[Result]:
    for result in report.results:
        if result.verdict is Verdict.ALLOW or (duties_too and result.verdict is Verdict.CONDITIONAL):
            yield result


def _route(session: Session, result: Result) -> Route:
    labels = session.library.vocabulary.duties
    duties = tuple(f"{labels[duty.duty].label} ({duty.license}#{duty.clause})" for duty in result.duties if duty.status in _PENDING)
    licenses = tuple(dict.fromkeys(use.id for use in result.licenses))
    provider = _provider(session, result) if result.channel == "hosted-api" else ""
    return Route(
        result.use, result.model, result.revision, result.channel, provider, result.verdict, licenses, tuple(dict.fromkeys(duties))
    )


def _provider(session: Session, result: Result) -> str:
    """Whose service was judged: the publisher's own, or the one there is."""
    model = session.library.model(result.model)
    if model is None:
        return ""
    providers = [statement.provider or model.publisher for statement in model.hosted]
    return model.publisher if model.publisher in providers else next(iter(providers), "")
