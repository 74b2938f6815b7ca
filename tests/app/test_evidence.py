"""Asking the Hub for many models at once, and going on after a run that broke off."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from checker.app.evidence import gather, hub_source, requests_of
from checker.app.session import Session
from checker.domain.profile import ModelRequest
from checker.errors import RemoteError, UsageError
from checker.hub.client import AT_ONCE, Client
from checker.hub.interface import HubRecord, HubSilence
from checker.hub.online import OnlineHub
from checker.hub.records import Records
from checker.hub.replay import Replay
from tests.hub_records import RecordedHub, record
from tests.hub_server.repositories import File, Repository
from tests.hub_server.server import HubServer, Trouble, failing


def model(number: int, base: int | None = None) -> Repository:
    head = f"license: mit\nbase_model: many/model-{base}\n" if base is not None else "license: mit\n"
    return Repository(f"many/model-{number}", {"README.md": File(f"---\n{head}---\n{number}\n".encode())})


def asking(session: Session, server: HubServer, folder: Path) -> Session:
    return Session(session.library, OnlineHub(Client(endpoint=server.url, pause=lambda _: None), Records(folder)))


MANY = [model(number, number + 100 if number < 30 else None) for number in range(60)] + [model(number) for number in range(100, 130)]
REQUESTS = [ModelRequest(f"many/model-{number}") for number in range(60)]


class TestGather:
    def test_each_model_and_each_base_is_asked_for_once(self, session: Session, tmp_path: Path) -> None:
        with HubServer(MANY).running() as server:
            own = asking(session, server, tmp_path)
            told: list[tuple[int, int]] = []
            gather(own, REQUESTS, lambda done, total: told.append((done, total)))
            assert len(server.seen) == len({seen.path for seen in server.seen}) == 90
            assert told[:60] == [(done, 60) for done in range(1, 61)]
            assert told[60:] == [(done, 90) for done in range(61, 91)]
            own.resolve(REQUESTS[0])
            assert len(server.seen) == 90

    def test_not_too_many_are_under_way_at_once(self, session: Session) -> None:
        class Counting(RecordedHub):
            online = True
            now = most = 0

            def record(self, model: str, revision: str = "") -> HubRecord | HubSilence:
                with lock:
                    self.now += 1
                    self.most = max(self.most, self.now)
                try:
                    return super().record(model, revision)
                finally:
                    with lock:
                        self.now -= 1

        lock = threading.Lock()
        hub = Counting([record(request.name, "mit") for request in REQUESTS])
        gather(Session(session.library, hub), REQUESTS)
        assert sorted({name for name, _ in hub.asked}) == sorted(request.name for request in REQUESTS)
        assert 1 <= hub.most <= AT_ONCE

    def test_a_run_that_breaks_off_goes_on_where_it_was(self, session: Session, tmp_path: Path) -> None:
        with HubServer(MANY).running() as server:
            server.troubles.append(Trouble(r"model-5\d", failing(503)))
            with pytest.raises(RemoteError, match="what was fetched before is kept"):
                gather(asking(session, server, tmp_path), REQUESTS)
            kept = {name for number in range(50) if Records(tmp_path).get(name := f"many/model-{number}") is not None}
            assert len(kept) > 20
            server.troubles.clear()
            server.seen.clear()
            gather(asking(session, server, tmp_path), REQUESTS)
            again = {seen.path.removeprefix("/api/models/") for seen in server.seen if seen.conditional}
            assert kept <= again

    def test_offline_nothing_is_asked_ahead(self, session: Session) -> None:
        hub = RecordedHub([record("many/model-0", "mit")])
        gather(Session(session.library, hub), REQUESTS)
        assert hub.asked == []

    def test_an_alias_of_the_catalog_is_asked_for_by_the_name_on_the_hub(self, session: Session) -> None:
        known = next(found for found in session.library.all_models() if found.aliases and "/" in found.id)
        hub = RecordedHub()
        hub.online = True  # type: ignore[misc]
        own = Session(session.library, hub)
        gather(own, [ModelRequest(known.aliases[0])])
        own.resolve(ModelRequest(known.aliases[0]))
        assert [name for name, _ in hub.asked].count(known.id) == 1
        assert known.aliases[0] not in [name for name, _ in hub.asked]


class TestSource:
    def test_without_online_it_is_what_is_at_hand(self) -> None:
        assert isinstance(hub_source(), Replay)
        assert not hub_source().online

    def test_online_it_is_the_hub(self) -> None:
        assert hub_source(online=True).online

    def test_where_the_hub_may_not_be_asked_it_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from huggingface_hub import constants

        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
        with pytest.raises(UsageError, match="HF_HUB_OFFLINE"):
            hub_source(online=True)


def test_requests_are_those_of_the_profile_or_those_that_were_chosen(session: Session) -> None:
    text = b"organization: {name: N}\nuses: [{id: a, models: [x/y, {model: x/z, revision: r}]}, {id: b, models: [x/y]}]\n"
    profile = session.library.profile_of(text, "p.yaml")
    assert [(request.name, request.revision) for request in requests_of(session, profile, None)] == [("x/y", ""), ("x/z", "r"), ("x/y", "")]
    assert requests_of(session, profile, {"a": [ModelRequest("q/w")]}) == [ModelRequest("q/w")]
    whole = session.library.profile_of(b"organization: {name: N}\nuse: {acts: [run]}\n", "p.yaml")
    assert len(requests_of(session, whole, None)) == len(session.library.all_models())
