"""What the Hub says of a model, asked over the wire; and what becomes of answers that cannot be right."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checker.errors import RemoteError
from checker.hub.client import Client
from checker.hub.interface import Cause, FileKind, HubBase, HubRecord, HubSilence
from checker.hub.local import LocalHub
from checker.hub.online import OnlineHub
from checker.hub.records import Records
from checker.hub.replay import Replay
from tests.hub.conftest import LICENSE, MODEL
from tests.hub_server.repositories import File
from tests.hub_server.server import READER, STRANGER, HubServer, Trouble, answering, endless, failing, sending_to

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path / "records")


def online(server: HubServer, records: Records) -> OnlineHub:
    return OnlineHub(Client(endpoint=server.url, pause=lambda _: None), records, now=lambda: NOON)


def told(server: HubServer, model: str, revision: str = "") -> HubRecord:
    record = online(server, Records(None)).record(model, revision)
    assert isinstance(record, HubRecord)
    return record


def silence(server: HubServer, model: str, revision: str = "") -> HubSilence:
    record = online(server, Records(None)).record(model, revision)
    assert isinstance(record, HubSilence)
    return record


class TestRecords:
    def test_a_model_with_its_texts(self, hub: HubServer) -> None:
        record = told(hub, "acme/one")
        assert (record.id, record.commit, record.license_tags) == ("acme/one", MODEL.commit, ("mit",))
        assert [(file.path, file.kind, file.text.encode()) for file in record.files] == [("LICENSE", FileKind.LICENSE, LICENSE)]
        assert (record.created, record.fetched, record.endpoint) == (date(2025, 1, 18), "2026-11-22T12:00:00Z", hub.url)
        assert record.url("LICENSE") == f"{hub.url}/acme/one/blob/{MODEL.commit}/LICENSE"

    def test_it_takes_one_request_and_one_for_each_text(self, hub: HubServer) -> None:
        told(hub, "acme/one")
        assert [seen.path for seen in hub.seen] == ["/api/models/acme/one", f"/acme/one/resolve/{MODEL.commit}/LICENSE"]

    def test_asking_twice_asks_the_hub_once(self, hub: HubServer) -> None:
        source = online(hub, Records(None))
        assert source.record("acme/one") is source.record("Acme/One")
        assert len(hub.seen) == 2

    def test_a_revision_is_asked_for_by_its_name(self, hub: HubServer) -> None:
        hub.set([replace(MODEL, branches=("main", "feature/x"))])
        assert told(hub, "acme/one", "feature/x").commit == MODEL.commit
        assert told(hub, "acme/one", MODEL.commit).commit == MODEL.commit
        assert silence(hub, "acme/one", "nowhere").says == "the Hub has no revision `nowhere` of it"

    def test_bases_come_with_the_relation_that_tags_or_card_state(self, samples: HubServer) -> None:
        assert told(samples, "acme/llama-tune").bases == (HubBase("meta-llama/Llama-3.1-8B-Instruct", "finetune", "the Hub's tags"),)
        assert {(base.model, base.relation) for base in told(samples, "acme/merged").bases} == {
            ("mistralai/Mistral-7B-v0.1", "merge"), ("facebook/opt-6.7b", "merge")
        }  # fmt: skip

    def test_a_base_that_only_the_config_names_is_found(self, samples: HubServer) -> None:
        assert told(samples, "acme/adapter").bases == (HubBase("meta-llama/Llama-2-7b-hf", "adapter", "adapter_config.json"),)

    @pytest.mark.parametrize("name", ["./out", "/data/llama", "gpt2", "acme/one", "a/b/c", "../x/y", ""])
    def test_a_config_that_names_a_folder_names_no_base(self, hub: HubServer, name: str) -> None:
        hub.set([replace(MODEL, files={**MODEL.files, "config.json": File(json.dumps({"_name_or_path": name}).encode())})])
        assert told(hub, "acme/one").bases == ()

    def test_a_model_that_was_renamed_answers_under_its_name_of_today(self, samples: HubServer) -> None:
        assert told(samples, "acme/first-chat").id == "acme/open-chat"

    def test_a_large_file_is_fetched_from_where_it_lies_without_the_token(self, samples: HubServer, token: Callable[[str], None]) -> None:
        token(READER)
        record = told(samples, "acme/large-license")
        assert [file.path for file in record.files] == ["LICENSE"]
        assert {(seen.path.split("/")[1], seen.token) for seen in samples.seen} == {("api", READER), ("acme", READER), ("large", "")}

    def test_a_gate_is_told_and_its_texts_are_not_read_without_access(self, samples: HubServer, token: Callable[[str], None]) -> None:
        for name in ("", STRANGER):
            token(name)
            record = told(samples, "acme/gated")
            assert (record.gated, record.eu_refused, record.files) == ("manual", True, ())
            assert [(file.path, file.cause) for file in record.unread] == [
                ("LICENSE", "the repository is gated, and this account has no access")
            ]
        token(READER)
        assert [file.path for file in told(samples, "acme/gated").files] == ["LICENSE"]

    def test_without_a_card_there_is_none(self, samples: HubServer) -> None:
        record = told(samples, "acme/bare")
        assert (record.card, record.license_tags, record.files) == (False, (), ())

    def test_files_beyond_reason_are_told_and_not_read(self, hub: HubServer) -> None:
        texts = {f"LICENSE-{number:02}": File(b"%d" % number) for number in range(15)}
        huge = {"LICENSE": File(b"x" * 2_000_001), "NOTICE": File(b"\0\1\2")}
        hub.set([replace(MODEL, files={**MODEL.files, **texts})])
        assert [(len(r.files), len(r.unread)) for r in [told(hub, "acme/one")]] == [(12, 4)]
        hub.set([replace(MODEL, files={**MODEL.files, **huge})])
        assert [(file.path, file.cause) for file in told(hub, "acme/one").unread] == [
            ("LICENSE", "it has 2,000,001 bytes, more than any license text"),
            ("NOTICE", "is not text: it holds the byte 0x00"),
        ]


class TestSilences:
    @pytest.mark.parametrize("token_of", ["", STRANGER])
    def test_what_is_not_there_and_what_is_private_look_alike(
        self, samples: HubServer, token: Callable[[str], None], token_of: str
    ) -> None:
        token(token_of)
        assert silence(samples, "acme/none").cause is silence(samples, "acme/secret").cause is Cause.NOT_FOUND

    def test_a_token_opens_what_is_private(self, samples: HubServer, token: Callable[[str], None]) -> None:
        token(READER)
        assert told(samples, "acme/secret").license_tags == ("mit",)

    @pytest.mark.parametrize("name", ["", "a/b/c", "../x", "a b", "a/-", "x" * 300, "a--b/c", "https://x/y"])
    def test_a_name_that_none_can_have_is_not_asked_for(self, hub: HubServer, name: str) -> None:
        assert silence(hub, name).cause is Cause.NOT_FOUND
        assert hub.seen == []

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (b"<html>Log in first</html>", "the answer is not JSON"),
            (b"[" * 100_000, "the answer is not JSON"),
            (b"[]", "the answer names no model, where `acme/one` was asked for"),
            (b'{"id": 5, "sha": "x"}', "the answer names no model"),
            (b'{"id": "acme/one"}', "the answer names no commit"),
            (b'{"id": "acme/one", "sha": "main"}', "the answer names no commit"),
            (
                b'{"id": "acme/two", "sha": "%s", "siblings": []}' % (b"0" * 40),
                "the answer is about `acme/two`, where `acme/one` was asked for",
            ),
            (b'{"id": "acme/one", "sha": "%s"}' % (b"0" * 40), "the answer lists no files"),
            (b'{"id": "acme/one", "sha": "%s", "siblings": [{"rfilename": "../../x"}]}' % (b"0" * 40), "lists a file without a path"),
        ],
        ids=["html", "deep", "a-list", "no-name", "no-commit", "no-hash", "another", "no-files", "a-path-out"],
    )
    def test_an_answer_that_cannot_be_right_is_refused(self, hub: HubServer, data: bytes, why: str) -> None:
        hub.troubles.append(Trouble("/api/", answering(data)))
        found = silence(hub, "acme/one")
        assert found.cause is Cause.UNUSABLE
        assert why in found.says

    def test_an_endless_one_and_one_sent_elsewhere_are(self, hub: HubServer) -> None:
        hub.troubles.append(Trouble("/api/", endless, times=1))
        hub.troubles.append(Trouble("/api/", sending_to("http://127.0.0.1:9")))
        assert "more than the 30,000,000 bytes" in silence(hub, "acme/one").says
        assert "it is sent elsewhere" in silence(hub, "acme/one").says

    def test_one_model_on_which_the_hub_fails_does_not_stop_the_others(self, hub: HubServer) -> None:
        hub.troubles.append(Trouble("/api/", failing(500), times=4))
        assert silence(hub, "acme/one").cause is Cause.UNREACHABLE

    def test_a_text_that_is_not_what_the_listing_says_is_not_read(self, hub: HubServer) -> None:
        hub.troubles.append(Trouble("/resolve/", answering(b"free for all", "text/plain")))
        assert [file.cause for file in told(hub, "acme/one").unread] == ["its content is not what the listing of the repository says"]


class TestKept:
    def test_what_is_the_same_is_not_fetched_again(self, hub: HubServer, records: Records) -> None:
        first = online(hub, records).record("acme/one")
        assert online(hub, records).record("acme/one") == first
        assert [bool(seen.conditional) for seen in hub.seen] == [False, False, True]

    def test_a_new_commit_fetches_only_what_has_changed(self, hub: HubServer, records: Records) -> None:
        online(hub, records).record("acme/one")
        hub.set([replace(MODEL, files={**MODEL.files, "README.md": File(b"---\nlicense: cc-by-nc-4.0\n---\n")})])
        record = online(hub, records).record("acme/one")
        assert isinstance(record, HubRecord)
        assert (record.license_tags, len(record.files)) == (("cc-by-nc-4.0",), 1)
        assert [seen.path.split("/")[-1] for seen in hub.seen] == ["one", "LICENSE", "one"]

    def test_a_text_that_has_changed_is_read_anew(self, hub: HubServer, records: Records) -> None:
        online(hub, records).record("acme/one")
        hub.set([replace(MODEL, files={**MODEL.files, "LICENSE": File(b"Keep off.\n")})])
        record = online(hub, records).record("acme/one")
        assert isinstance(record, HubRecord)
        assert [file.text for file in record.files] == ["Keep off.\n"]

    def test_what_could_not_be_read_is_tried_again(self, samples: HubServer, records: Records, token: Callable[[str], None]) -> None:
        online(samples, records).record("acme/gated")
        token(READER)
        record = online(samples, records).record("acme/gated")
        assert isinstance(record, HubRecord)
        assert (len(record.files), record.unread) == (1, ())

    def test_a_hub_that_is_down_takes_nothing_away(self, hub: HubServer, records: Records, tmp_path: Path) -> None:
        before = online(hub, records).record("acme/one")
        hub.troubles.append(Trouble("", failing(503)))
        with pytest.raises(RemoteError):
            online(hub, records).record("acme/one")
        assert Replay(LocalHub(tmp_path), records).record("acme/one") == before

    def test_a_run_that_breaks_off_keeps_what_it_had(self, hub: HubServer, records: Records, tmp_path: Path) -> None:
        hub.set([MODEL, replace(MODEL, id="acme/two")])
        source = online(hub, records)
        source.record("acme/one")
        hub.troubles.append(Trouble("", failing(503)))
        with pytest.raises(RemoteError):
            source.record("acme/two")
        replay = Replay(LocalHub(tmp_path), records)
        assert isinstance(replay.record("acme/one"), HubRecord)
        assert isinstance(replay.record("acme/two"), HubSilence)
