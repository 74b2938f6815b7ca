"""Which models a command is about: names, patterns, and everything under a license."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from checker.app.session import Session
from checker.domain.model import Model, license_ids
from checker.domain.profile import ModelRequest, Profile, Use
from checker.errors import UsageError
from checker.language.typecheck import nearest

LICENSE_PREFIX = "license:"


def select(session: Session, profile: Profile, wanted: Sequence[str], use_ids: Sequence[str]) -> dict[str, list[ModelRequest]] | None:
    """The models to judge, by use; None where the profile's own choice stands.

    A name is a model of the profile or the catalog, a pattern such as `Qwen/*`, or `license:ID`. Raises UsageError for a use or license that
    is not there, and for a pattern that matches nothing; a plain name that nobody knows is kept, and becomes a `review`.
    """
    uses = _uses(profile, use_ids)
    if not wanted and len(uses) == len(profile.uses):
        return None
    chosen: dict[str, list[ModelRequest]] = {}
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
    listed = [ModelRequest(model.id) for model in session.library.all_models() if _matches(model, folded)]
    found = own + [request for request in listed if request.name not in {mine.name for mine in own}]
    if not found:
        raise UsageError(f"no model of the catalog or the profile matches `{pattern}`; `licheck models list` shows them")
    return found


def _matches(model: Model, pattern: str) -> bool:
    return any(fnmatchcase(name.casefold(), pattern) for name in (model.id, *model.aliases))


def _under_license(session: Session, use: Use, license_id: str) -> list[ModelRequest]:
    if license_id not in session.library.license_ids:
        raise UsageError(
            f"unknown license `{license_id}`; {nearest(license_id, session.library.license_ids) or 'see `licheck licenses list`'}"
        )
    own = [request for request in use.models if request.written_out is not None and license_id in _licenses_of(request.written_out)]
    listed = [ModelRequest(model.id) for model in models_under(session.library.all_models(), license_id)]
    if not own and not listed:
        raise UsageError(f"no model of the catalog or the profile is under `{license_id}`")
    return own + listed


def models_under(models: Iterable[Model], license_id: str) -> list[Model]:
    """The models that some source puts under a license, in any channel."""
    return [model for model in models if license_id in _licenses_of(model)]


def _licenses_of(model: Model) -> set[str]:
    statements = (*model.weights, *model.hosted)
    return {found for statement in statements if statement.license is not None for found in license_ids(statement.license)}
