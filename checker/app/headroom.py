"""How near the organization is to each threshold of the licenses in play, and when growth would cross it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from checker.app.profile_checks import problems_with
from checker.app.session import Session
from checker.app.version import VERSION
from checker.domain.headroom import Growth, Headroom, Threshold
from checker.domain.profile import ModelRequest, Profile
from checker.engine.growth import crossing
from checker.engine.thresholds import merged, thresholds_of
from checker.errors import InputError


def headroom(
    session: Session,
    profile: Profile,
    requests: Mapping[str, Sequence[ModelRequest]] | None = None,
    *,
    as_of: date | None = None,
    reports: bool = True,
    growths: Sequence[Growth] = (),
) -> Headroom:
    """Every threshold that could touch the organization, the nearest first.

    The models are those that `evaluate` would judge. With `growths`, each threshold has its crossing beside it. Raises InputError as
    `evaluate` does.
    """
    day = as_of or date.today()
    found: list[tuple[Threshold, str, str]] = []
    out_of_reach: set[object] = set()
    models: set[str] = set()
    for use, request in session.work(profile, requests):
        judgment = session.deliberate(profile, use, request, day, reports=reports)
        models.add(judgment.result.model)
        for asked in judgment.consulted:
            for threshold, touches in thresholds_of(asked):
                if touches:
                    found.append((threshold, use.id, judgment.result.model))
                else:
                    out_of_reach.add((threshold.license, threshold.value, threshold.fact))
    problems = problems_with(profile, session.licenses.loaded)
    if problems:
        raise InputError(problems)
    thresholds = merged(found)
    reachable = {(threshold.license, threshold.value, threshold.fact) for threshold in thresholds}
    return Headroom(
        day, VERSION, session.library.sha256, profile.organization, profile.figures_count, tuple(thresholds),
        tuple(crossing(threshold, growths, day) for threshold in thresholds) if growths else (), tuple(growths),
        len(out_of_reach - reachable), len(models),
    )  # fmt: skip
