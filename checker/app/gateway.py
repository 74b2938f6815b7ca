"""From verdicts to the allow list of a model gateway: what is denied or open gets no route, whoever says so: a license or a decision."""

from __future__ import annotations

from collections.abc import Sequence

from checker.app.session import Session
from checker.domain.decided import Decided
from checker.domain.gateway import AllowList, Route
from checker.domain.report import DutyStatus, Report, Result
from checker.domain.verdict import Verdict

_PENDING = (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY)


def allow_list(session: Session, report: Report, decided: Sequence[Decided] = (), *, duties_too: bool = True) -> AllowList:
    """The routes that a report lets through; without `duties_too` only those with nothing left to do.

    `decided` is what decisions make of the results, in their order; then their outcomes count.
    """
    results = [entry.after for entry in decided] or list(report.results)
    conditions = [entry.conditions for entry in decided] or [()] * len(results)
    routes = tuple(
        _route(session, result, asked)
        for result, asked in zip(results, conditions, strict=True)
        if result.verdict is Verdict.ALLOW or (duties_too and result.verdict is Verdict.CONDITIONAL)
    )
    denied, left_open = (sum(result.verdict is verdict for result in results) for verdict in (Verdict.DENY, Verdict.REVIEW))
    return AllowList(
        report.organization, report.as_of, report.library_version, report.library_sha256, routes, denied, left_open
    )  # fmt: skip


def _route(session: Session, result: Result, conditions: Sequence[str]) -> Route:
    labels = session.library.vocabulary.duties
    duties = [f"{labels[duty.duty].label} ({duty.license}#{duty.clause})" for duty in result.duties if duty.status in _PENDING]
    licenses = tuple(dict.fromkeys(use.id for use in result.licenses))
    provider = (result.provider or _provider(session, result)) if result.channel == "hosted-api" else ""
    told = tuple(dict.fromkeys([*duties, *conditions]))
    return Route(result.use, result.model, result.revision, result.channel, provider, result.verdict, licenses, told)


def _provider(session: Session, result: Result) -> str:
    """Whose service was judged where none was named: the publisher's own, or the one there is."""
    model = session.library.model(result.model)
    if model is None:
        return ""
    providers = [statement.provider or model.publisher for statement in model.hosted]
    return model.publisher if model.publisher in providers else next(iter(providers), "")
