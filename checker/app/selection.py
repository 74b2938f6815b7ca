"""Which models a command is about: names, patterns, and everything under a license."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from checker.app.session import LICENSE_PREFIX, Session
from checker.domain.profile import ModelRequest, Profile, Use
from checker.errors import UsageError
from checker.language.typecheck import nearest

Requests = dict[str, list[ModelRequest]]
"""The models to judge, by use."""


def select(session: Session, profile: Profile, wanted: Sequence[str], use_ids: Sequence[str]) -> Requests | None:
    """The models to judge, by use; None where the profile's own choice stands.

    A name is a model of the profile or the catalog, a pattern such as `Qwen/*`, or `license:ID`. Raises UsageError for a use or license
    that is not there, and for a pattern that matches nothing; a plain name that nobody knows is kept, and becomes a `review`.
    """
    uses = _uses(profile, use_ids)
    if not wanted and len(uses) == len(profile.uses):
        return None
    chosen: Requests = {}
    for use in uses:
        if wanted:
            requests = [request for name in wanted for request in _matching(session, use, name)]
            chosen[use.id] = list({(r.name, r.revision): r for r in requests}.values())
        else:
            chosen[use.id] = list(use.models) or [ModelRequest(model.id) for model in session.library.all_models()]
    return chosen


def _uses(profile: Profile, use_ids: Sequence[str]) -> list[Use]:
    known = {use.id: use for use in profile.uses}
    for use_id in use_ids:
        if use_id not in known:
            hint = nearest(use_id, known) or f"the profile has {', '.join(f'`{name}`' for name in known)}"
            raise UsageError(f"the profile has no use `{use_id}`; {hint}")
    return [known[use_id] for use_id in dict.fromkeys(use_ids)] or list(profile.uses)


def _matching(session: Session, use: Use, name: str) -> list[ModelRequest]:
    if name.startswith(LICENSE_PREFIX):
        return _under_license(session, use, name.removeprefix(LICENSE_PREFIX))
    own = [request for request in use.models if request.name == name]
    if own:
        return own
    if any(mark in name for mark in "*?["):
        return _by_pattern(session, use, name)
    return [ModelRequest(name)]


def _by_pattern(session: Session, use: Use, pattern: str) -> list[ModelRequest]:
    folded = pattern.casefold()
    own = [request for request in use.models if fnmatchcase(request.name.casefold(), folded)]
    return own + _listed(session, pattern, own)


def _under_license(session: Session, use: Use, license_id: str) -> list[ModelRequest]:
    own = [request for request in use.models if request.written_out is not None and license_id in request.written_out.license_ids()]
    return own + _listed(session, f"{LICENSE_PREFIX}{license_id}", own)


def _listed(session: Session, pattern: str, own: list[ModelRequest]) -> list[ModelRequest]:
    """What the catalog has for a pattern; that it has nothing is an error only where the profile has nothing either."""
    try:
        models = session.matching_models(pattern)
    except UsageError:
        if own:
            return []
        raise
    mine = {request.name for request in own}
    return [ModelRequest(model.id) for model in models if model.id not in mine]
