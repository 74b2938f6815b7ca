"""The cache of `huggingface_hub`, read without it; and what was fetched before."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from checker.hub.interface import Cause, FileKind, Hub, HubBase, HubFile, HubRecord, HubSilence, UnreadFile
from checker.hub.local import LocalHub, cache_folder
from checker.hub.records import Kept, Records
from checker.hub.replay import Replay

COMMIT = "a" * 40
OTHER = "b" * 40
CARD = (
    "---\nlicense: MIT\nbase_model: [acme/base, https://huggingface.co/acme/other/tree/main]\nextra_gated_eu_disallowed: true\n---\nOne.\n"
)
RECORD = HubRecord(
    "acme/one", COMMIT, ("mit",), bases=(HubBase("acme/base", "merge"),), tags=("x",),
    files=(HubFile("LICENSE", FileKind.LICENSE, "Words — and more.\n", "0" * 64, "1" * 40),),
    unread=(UnreadFile("NOTICE", FileKind.NOTICE, "too large"),), endpoint="https://hub.example", fetched="2026-11-22T12:00:00Z",
)  # fmt: skip


def download(folder: Path, files: dict[str, str], commit: str = COMMIT, branch: str = "main", name: str = "acme--one") -> None:
    """Puts files where the libraries on top of the Hub do."""
    repository = folder / f"models--{name}"
    for path, text in files.items():
        target = repository / "snapshots" / commit / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    if branch:
        (repository / "refs").mkdir(exist_ok=True)
        (repository / "refs" / branch).write_text(commit)


def found(source: Hub, model: str = "acme/one", revision: str = "") -> HubRecord:
    record = source.record(model, revision)
    assert isinstance(record, HubRecord)
    return record


class TestFolder:
    @pytest.mark.parametrize(
        ("environment", "folder"),
        [
            ({"HF_HUB_CACHE": "/a"}, "/a"),
            ({"HUGGINGFACE_HUB_CACHE": "/b"}, "/b"),
            ({"HF_HOME": "/c"}, "/c/hub"),
            ({"HF_HOME": "/c", "HF_HUB_CACHE": "/a"}, "/a"),
            ({"XDG_CACHE_HOME": "/d"}, "/d/huggingface/hub"),
        ],
    )
    def test_it_is_where_the_library_has_it(self, environment: dict[str, str], folder: str) -> None:
        assert cache_folder(environment) == Path(folder)

    def test_without_settings_it_is_at_home(self) -> None:
        assert cache_folder({}) == Path(os.path.expanduser("~/.cache/huggingface/hub"))


class TestDownloads:
    def test_card_texts_and_commit_are_read(self, tmp_path: Path) -> None:
        download(tmp_path, {"README.md": CARD, "LICENSE": "Words.\n", "licenses/more.txt": "More.\n", "model.bin": "x"})
        record = found(LocalHub(tmp_path))
        assert (record.commit, record.license_tags, record.eu_refused) == (COMMIT, ("mit",), True)
        assert [base.model for base in record.bases] == ["acme/base", "acme/other"]
        assert [file.path for file in record.files] == ["LICENSE", "licenses/more.txt"]
        assert (record.whole, record.endpoint, record.url("LICENSE")) == (False, "local cache", "")

    def test_a_revision_is_a_branch_or_a_commit_that_is_there(self, tmp_path: Path) -> None:
        download(tmp_path, {"README.md": CARD})
        download(tmp_path, {"README.md": "---\nlicense: apache-2.0\n---\n"}, OTHER, "old")
        assert [found(LocalHub(tmp_path), revision=name).license_tags for name in ("", "main", "old", OTHER)] == [
            ("mit",), ("mit",), ("apache-2.0",), ("apache-2.0",)
        ]  # fmt: skip
        assert isinstance(LocalHub(tmp_path).record("acme/one", "c" * 40), HubSilence)

    def test_without_a_branch_the_only_snapshot_is_meant_and_of_several_none(self, tmp_path: Path) -> None:
        download(tmp_path, {"README.md": CARD}, branch="")
        assert found(LocalHub(tmp_path)).commit == COMMIT
        download(tmp_path, {"README.md": CARD}, OTHER, branch="")
        assert isinstance(LocalHub(tmp_path).record("acme/one"), HubSilence)

    def test_the_oldest_models_have_no_owner(self, tmp_path: Path) -> None:
        download(tmp_path, {"README.md": CARD}, name="gpt2")
        assert found(LocalHub(tmp_path), "gpt2").license_tags == ("mit",)

    def test_the_base_of_an_adapter_counts_beside_what_its_card_says(self, tmp_path: Path) -> None:
        card = "---\nlicense: mit\nbase_model: acme/free\n---\n"
        download(tmp_path, {"README.md": card, "adapter_config.json": '{"base_model_name_or_path": "acme/base"}'})
        told = LocalHub(tmp_path).record("acme/one")
        assert isinstance(told, HubRecord)
        assert [(base.model, base.relation) for base in told.bases] == [("acme/free", ""), ("acme/base", "adapter")]

    def test_configs_name_the_base_where_the_card_does_not(self, tmp_path: Path) -> None:
        download(tmp_path, {"adapter_config.json": '{"base_model_name_or_path": "acme/base"}', "config.json": "{broken"})
        record = found(LocalHub(tmp_path))
        assert record.bases == (HubBase("acme/base", "adapter", "adapter_config.json"),)
        assert (record.card, record.library) == (False, "peft")

    @pytest.mark.parametrize("name", ["../acme", "acme/../one", "", "acme/one/two"])
    def test_no_name_leads_out_of_the_folder(self, tmp_path: Path, name: str) -> None:
        told = LocalHub(tmp_path).record(name)
        assert isinstance(told, HubSilence)
        assert told.cause is Cause.NOT_FOUND

    def test_nor_does_a_revision_or_what_a_branch_says(self, tmp_path: Path) -> None:
        download(tmp_path, {"README.md": CARD})
        (tmp_path / "models--acme--one" / "refs" / "evil").write_text("../../../etc")
        assert isinstance(LocalHub(tmp_path).record("acme/one", "evil"), HubSilence)
        assert isinstance(LocalHub(tmp_path).record("acme/one", "../../main"), HubSilence)

    @pytest.mark.parametrize("head", ["license: [", "license: mit\nlicense: other", "a: &a [*a]"])
    def test_a_card_that_cannot_be_read_says_nothing(self, tmp_path: Path, head: str) -> None:
        download(tmp_path, {"README.md": f"---\n{head}\n---\n"})
        told = LocalHub(tmp_path).record("acme/one")
        assert isinstance(told, HubSilence)
        assert told.cause is Cause.UNUSABLE

    def test_a_card_that_names_too_many_bases_is_not_cut_short(self, tmp_path: Path) -> None:
        bases = "".join(f"- acme/base-{number}\n" for number in range(201))
        download(tmp_path, {"README.md": f"---\nlicense: mit\nbase_model:\n{bases}---\n"})
        told = LocalHub(tmp_path).record("acme/one")
        assert isinstance(told, HubSilence)
        assert "a list of 201 names, more than the 200 that are read" in told.says

    @pytest.mark.parametrize("card", ["", "No head.\n", "---\njust words\n---\n", "---\nlicense: {a: b}\n---\n", "---\nlicense: 5\n---\n"])
    def test_a_card_without_a_license_names_none(self, tmp_path: Path, card: str) -> None:
        download(tmp_path, {"README.md": card})
        assert found(LocalHub(tmp_path)).license_tags in ((), ("5",))


class TestRecords:
    def test_what_is_kept_comes_back_as_it_was(self, tmp_path: Path) -> None:
        records = Records(tmp_path)
        records.put("Acme/One", "", Kept(RECORD, 'W/"x"'))
        assert records.get("acme/one") == Kept(RECORD, 'W/"x"')
        assert records.get("acme/one", "main") == records.get("acme/one")
        assert records.get("acme/one", "v2") is None

    @pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "licheck/hub-record/2"}', '{"schema": "other/1"}'])
    def test_a_file_that_is_none_of_ours_is_not_there(self, tmp_path: Path, text: str) -> None:
        records = Records(tmp_path)
        records.put("acme/one", "", Kept(RECORD))
        (path,) = tmp_path.rglob("*.json")
        path.write_text(text)
        assert records.get("acme/one") is None

    def test_a_folder_that_others_may_write_is_not_used(self, tmp_path: Path) -> None:
        Records(tmp_path).put("acme/one", "", Kept(RECORD))
        tmp_path.chmod(0o777)
        assert Records(tmp_path).get("acme/one") is None

    def test_it_can_be_switched_off(self) -> None:
        records = Records(None)
        records.put("acme/one", "", Kept(RECORD))
        assert records.get("acme/one") is None


class TestReplay:
    @pytest.fixture
    def records(self, tmp_path: Path) -> Records:
        return Records(tmp_path / "records")

    def test_a_record_stands_where_nothing_was_downloaded(self, tmp_path: Path, records: Records) -> None:
        records.put("acme/one", "", Kept(RECORD))
        assert found(Replay(LocalHub(tmp_path), records)) == RECORD

    def test_what_was_downloaded_says_which_commit_is_used(self, tmp_path: Path, records: Records) -> None:
        records.put("acme/one", "", Kept(RECORD))
        download(tmp_path, {"README.md": "---\nlicense: apache-2.0\n---\n"}, OTHER)
        assert found(Replay(LocalHub(tmp_path), records)).license_tags == ("apache-2.0",)

    def test_a_record_of_that_commit_says_more_and_stands_for_it(self, tmp_path: Path, records: Records) -> None:
        download(tmp_path, {"README.md": "---\nlicense: apache-2.0\n---\n"}, OTHER)
        records.put("acme/one", OTHER, Kept(replace(RECORD, commit=OTHER)))
        assert found(Replay(LocalHub(tmp_path), records)) == replace(RECORD, commit=OTHER)

    def test_weights_without_a_card_leave_the_word_to_the_record(self, tmp_path: Path, records: Records) -> None:
        download(tmp_path, {"config.json": "{}"}, OTHER)
        assert found(Replay(LocalHub(tmp_path), records)).card is False
        records.put("acme/one", "", Kept(RECORD))
        assert found(Replay(LocalHub(tmp_path), records)) == RECORD

    def test_where_nothing_is_at_hand_it_says_so(self, tmp_path: Path, records: Records) -> None:
        assert Replay(LocalHub(tmp_path), records).record("acme/one") == HubSilence(
            "acme/one", Cause.NOT_AT_HAND, "nothing of it lies in the local Hub cache"
        )
