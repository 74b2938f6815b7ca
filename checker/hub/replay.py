"""Answers from what is at hand: the downloads on this machine, and what the Hub said when it was asked before."""

from __future__ import annotations

from checker.hub.interface import Hub, HubRecord, HubSilence, is_model_id, is_revision
from checker.hub.local import LocalHub
from checker.hub.records import Records


class Replay(Hub):
    """The local cache, offline.

    A snapshot that was downloaded says which commit is used here, but holds only the files that somebody wanted. A record of the same
    commit says more, so it stands for the snapshot; a record stands alone where nothing was downloaded, or only files without the card.
    """

    def __init__(self, downloads: LocalHub, records: Records) -> None:
        self._downloads = downloads
        self._records = records

    def record(self, model: str, revision: str = "") -> HubRecord | HubSilence:
        """What is at hand of the model; a silence that says so where nothing is."""
        local = self._downloads.record(model, revision)
        if not is_model_id(model) or (revision and not is_revision(revision)):
            return local
        kept = self._records.get(model, revision)
        if isinstance(local, HubSilence):
            if kept is None:
                return local
            return kept.record
        same = kept.record if kept is not None and kept.record.commit == local.commit else None
        if same is None and (at_commit := self._records.get(model, local.commit)) is not None:
            same = at_commit.record
        if same is not None:
            return same
        return kept.record if kept is not None and not local.card else local
