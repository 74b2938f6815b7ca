"""Which models a command is about: names, patterns, and everything under a license."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from checker.app.session import LICENSE_PREFIX, Session
from checker.domain.profile import ModelRequest, Profile, Use
from checker.errors import UsageError
from checker.language.typecheck import nearest

Requests = dict[str, list[ModelRequest]]
"""The models to judge, by use."""


def select(session: Session, profile: Profile, wanted: Sequence[str], use_ids: Sequence[str]) -> Requests | None:
    """The models to judge, by use; None where the profile's own choice stands.

    A name is a model of the profile, the catalog or the Hub (`name@revision`), a pattern such as `Qwen/*`, or `license:ID`. Raises
    UsageError for a use or license that is not there, and for a pattern that matches nothing; a plain name that nobody knows is kept, and
    becomes a `review`.
    """
    uses = chosen_uses(profile, use_ids)
    if not wanted and len(uses) == len(profile.uses):
        return None
    chosen: Requests = {}
    for use in uses:
        if wanted:
            requests = [request for name in wanted for request in _matching(session, profile, use, name)]
            chosen[use.id] = list({(r.name, r.revision, r.provider, r.written_out): r for r in requests}.values())
        else:
            chosen[use.id] = list(use.models) or [ModelRequest(model.id) for model in session.library.all_models()]
    return chosen


def chosen_uses(profile: Profile, use_ids: Sequence[str]) -> list[Use]:
    """The uses of a profile that some ids name, or all of them. Raises UsageError for one that the profile does not have."""
    known = {use.id: use for use in profile.uses}
    for use_id in use_ids:
        if use_id not in known:
            hint = nearest(use_id, known) or f"the profile has {', '.join(f'`{name}`' for name in known)}"
            raise UsageError(f"the profile has no use `{use_id}`; {hint}")
    return [known[use_id] for use_id in dict.fromkeys(use_ids)] or list(profile.uses)


def _matching(session: Session, profile: Profile, use: Use, name: str) -> list[ModelRequest]:
    own = _own(use, name)
    described = own or [request for other in profile.uses for request in _own(other, name)]
    bare, mark, revision = name.rpartition("@")
    if mark and bare and not described and _is_plain(name):
        return [replace(request, revision=revision) for request in _matching(session, profile, use, bare)]
    if not name.startswith(LICENSE_PREFIX) and (_is_plain(name) or (own and own[0].name == name)):
        return described or [ModelRequest(name)]
    return own + _listed(session, name, own, described)


def _is_plain(name: str) -> bool:
    return not any(mark in name for mark in "*?[")


def _own(use: Use, name: str) -> list[ModelRequest]:
    """The models of a use that a name, a pattern or `license:ID` stands for."""
    if name.startswith(LICENSE_PREFIX):
        license_id = name.removeprefix(LICENSE_PREFIX)
        return [request for request in use.models if request.written_out is not None and license_id in request.written_out.license_ids()]
    named = [request for request in use.models if request.name == name]
    if named or _is_plain(name):
        return named
    return [request for request in use.models if fnmatchcase(request.name.casefold(), name.casefold())]


def _listed(session: Session, pattern: str, own: list[ModelRequest], described: list[ModelRequest]) -> list[ModelRequest]:
    """What the catalog has for a pattern; that it has nothing is an error only where the profile has nothing either, in any use."""
    try:
        models = session.matching_models(pattern)
    except UsageError:
        if described:
            return []
        raise
    mine = {request.name for request in own}
    return [ModelRequest(model.id) for model in models if model.id not in mine]
