"""Where evidence beyond the catalog comes from: the local Hub cache, or with `--online` the Hub itself.

session = Session.open(folders, hub_source(online))
gather(session, requests, progress)         # all at once and bounded; only needed online, and only for speed
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from checker.app.session import Session
from checker.app.version import VERSION
from checker.domain.profile import ModelRequest, Profile
from checker.hub.interface import Hub
from checker.hub.local import LocalHub, cache_folder
from checker.hub.records import Records
from checker.hub.replay import Replay

_HUB = "https://huggingface.co"
_AT_ONCE = 8
_MOST_LEVELS = 30
"""Generations of base models; more than any real model has."""

Asked = tuple[str, str]
"""A model's name on the Hub and a revision."""


def hub_source(online: bool = False) -> Hub:
    """The Hub to look models up on. Raises UsageError where it may not be asked, or `huggingface_hub` is not installed."""
    if online:
        from checker.hub.client import Client
        from checker.hub.online import OnlineHub

        client = Client(f"licheck/{VERSION}")
        return OnlineHub(client, Records.of_the_user(client.endpoint))
    endpoint = (os.environ.get("HF_ENDPOINT") or _HUB).rstrip("/")
    return Replay(LocalHub(cache_folder()), Records.of_the_user(endpoint))


def requests_of(session: Session, profile: Profile, chosen: dict[str, list[ModelRequest]] | None) -> list[ModelRequest]:
    """Every model that is about to be judged."""
    if chosen is not None:
        return [request for requests in chosen.values() for request in requests]
    listed = [request for use in profile.uses for request in use.models]
    everything = any(not use.models for use in profile.uses)
    return [*listed, *(ModelRequest(model.id) for model in session.library.all_models())] if everything else listed


def gather(session: Session, requests: Iterable[ModelRequest], progress: Callable[[int, int], None] | None = None) -> None:
    """Asks the Hub for some models and all that they were made from, several at a time; where no Hub is asked, nothing happens.

    What has been answered is kept, so that a run that is broken off goes on where it was. Raises RemoteError where the Hub does not answer.
    """
    if not session.evidence.is_online:
        return
    evidence = session.evidence
    asked: set[Asked] = set()
    waiting = {(evidence.hub_id(request.name), request.revision) for request in requests}
    for _ in range(_MOST_LEVELS):
        new = sorted(waiting - asked)
        if not new:
            return
        asked |= set(new)
        _ask(session, new, len(asked), progress)
        bases = {base.model for name, revision in new if (model := evidence.model(name, revision)) is not None for base in model.bases}
        waiting = {(evidence.hub_id(name), "") for name in bases}


def _ask(session: Session, wanted: list[Asked], total: int, progress: Callable[[int, int], None] | None) -> None:
    from concurrent.futures import ThreadPoolExecutor, as_completed

    pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="hub")
    try:
        under_way = [pool.submit(session.evidence.record, *asked) for asked in wanted]
        for done, future in enumerate(as_completed(under_way), total - len(wanted) + 1):
            future.result()
            if progress is not None:
                progress(done, total)
    finally:
        pool.shutdown(cancel_futures=True)
