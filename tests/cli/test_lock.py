"""`licheck lock`: written from a Hub on this machine, checked without it, and checked again when things have moved."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checker.library.lock import read, written
from tests.cli.conftest import Here
from tests.conftest import Run
from tests.hub_server.__main__ import SAMPLES
from tests.hub_server.repositories import File, Repository, read_folder
from tests.hub_server.server import HubServer

DAY = ("--as-of", "2026-11-22")
COMPANY = """\
organization: {name: Northwind, kind: company, domicile: US, monthly_active_users: 2 thousand, annual_revenue: 90 thousand USD}
use:
  id: chat
  purpose: commercial
  production: true
  acts: [run, serve]
  applications: [customer-support]
  audience: consumers
  regions: [US]
  obtained: weights
"""
MANIFEST = """\
models:
  - acme/open-chat
  - acme/llama-tune-gguf
  - mistralai/Mistral-7B-Instruct-v0.3
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "company.yaml").write_text(COMPANY, encoding="utf-8")
    (tmp_path / "models.yaml").write_text(MANIFEST, encoding="utf-8")
    return tmp_path


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with HubServer(read_folder(SAMPLES)).running() as server:
        yield server


@pytest.fixture
def run(licheck: Run, hub: HubServer, folder: Path) -> Run:
    own = {"HF_ENDPOINT": hub.url, "HF_HOME": str(folder / "hf")}
    caches = iter(range(100))

    def with_hub(*arguments: str, **environment: str):  # type: ignore[no-untyped-def]
        """Each run with an empty cache of its own, so that what it knows comes from the lock or from the Hub."""
        cache = f"{os.environ['LICHECK_CACHE_DIR']}-lock-{folder.name}-{next(caches)}"
        return licheck("lock", *arguments, *DAY, **{**own, "LICHECK_CACHE_DIR": cache, **environment})

    return with_hub


def moved(done: object) -> list[tuple[str, str]]:
    told = json.loads(done.stdout)  # type: ignore[attr-defined]
    return [(move["code"], move["model"]) for move in told["moved"]]


class TestOffline:
    def test_what_was_locked_online_is_checked_without_the_hub(self, run: Run, hub: HubServer) -> None:
        assert run("--online").returncode == 0
        asked = len(hub.seen)
        done = run("--check")
        assert (done.returncode, done.stdout) == (0, "3 models of the manifest held against the lock: nothing moved\n")
        assert len(hub.seen) == asked

    def test_the_lock_holds_evidence_and_no_license_text(self, run: Run, folder: Path) -> None:
        run("--online")
        lock = read(folder / "licheck.lock")
        assert {entry.model: entry.verdict.value for entry in lock.verdicts} == {
            "acme/open-chat": "allow", "acme/llama-tune-gguf": "conditional", "mistralai/Mistral-7B-Instruct-v0.3": "allow",
        }  # fmt: skip
        assert {entry.asked for entry in lock.models} >= {"acme/open-chat", "acme/llama-tune-gguf", "acme/llama-tune"}
        assert all(len(entry.model.commit) == 40 for entry in lock.models)
        text = (folder / "licheck.lock").read_text(encoding="utf-8")
        assert "LICENSE: " in text
        assert max(map(len, text.splitlines())) < 400

    def test_the_same_input_gives_the_same_bytes(self, run: Run, folder: Path) -> None:
        run("--online")
        first = (folder / "licheck.lock").read_bytes()
        (folder / "models.yaml").write_text("models:\n" + "".join(reversed(MANIFEST.splitlines(keepends=True)[1:])), encoding="utf-8")
        run("--online")
        assert (folder / "licheck.lock").read_bytes() == first

    def test_a_change_of_the_profile_that_turns_a_verdict_is_told_with_its_clause(self, run: Run, folder: Path) -> None:
        run("--online")
        (folder / "company.yaml").write_text(COMPANY.replace("2 thousand", "800 million"), encoding="utf-8")
        done = run("--check")
        assert done.returncode == 1
        assert "`chat` was conditional and is deny: now by llama-3.1-community#large-platform-license" in " ".join(done.stdout.split())
        assert "[verdict-moved]" in done.stdout

    def test_an_update_of_the_library_that_turns_a_verdict_is_told_as_that(self, run: Run, folder: Path) -> None:
        own = folder / "own"
        own.mkdir()
        run("--online")
        (own / "apache-2.0.yaml").write_text(OWN_APACHE, encoding="utf-8")
        done = run("--check", "--licenses", "own", "--format", "json")
        assert done.returncode == 1, done.stderr
        assert ("verdict-moved", "mistralai/Mistral-7B-Instruct-v0.3") in moved(done)
        assert ("license-text-moved", "mistralai/Mistral-7B-Instruct-v0.3") in moved(done)
        assert "the library was updated" in done.stdout

    @pytest.mark.parametrize(
        ("before", "after", "told"),
        [
            ("id: mit", "id: apache-2.0", "no longer mit (declared"),
            ("evidence: reported", "evidence: declared", "no longer apache-2.0 (reported"),
            ("via: acme/other-base", "via: mistralai/Mistral-7B-v0.3", "no longer apache-2.0 (declared, of acme/other-base)"),
        ],
    )
    def test_other_licenses_under_the_same_verdict_have_moved(self, here: Here, folder: Path, before: str, after: str, told: str) -> None:
        (folder / "models.yaml").write_text("models: [mistralai/Mistral-7B-Instruct-v0.3]\n", encoding="utf-8")
        assert here("lock", *DAY).code == 0
        lock = folder / "licheck.lock"
        assert after in lock.read_text(encoding="utf-8")
        lock.write_text(lock.read_text(encoding="utf-8").replace(after, before), encoding="utf-8")
        done = here("lock", "--check", "--format", "json", *DAY)
        [move] = json.loads(done.out)["moved"]
        assert (done.code, move["code"]) == (3, "license-moved")
        assert told in move["says"]

    def test_what_the_manifest_and_the_lock_do_not_share_is_told(self, run: Run, folder: Path) -> None:
        run("--online")
        (folder / "models.yaml").write_text("models:\n  - acme/open-chat\n  - {model: acme/named, revision: v1}\n", encoding="utf-8")
        done = run("--check", "--format", "json")
        assert done.returncode == 3
        assert moved(done) == [
            ("not-locked", "acme/named"),
            ("locked-for-nothing", "acme/llama-tune-gguf"),
            ("locked-for-nothing", "mistralai/Mistral-7B-Instruct-v0.3"),
        ]

    def test_one_model_is_locked_anew_and_the_others_stay(self, run: Run, folder: Path, hub: HubServer) -> None:
        run("--online")
        before = read(folder / "licheck.lock")
        hub.set([_changed(repository, "acme/open-chat") for repository in read_folder(SAMPLES)])
        done = run("--update", "acme/open-chat", "--online")
        assert done.returncode == 0, done.stderr
        after = read(folder / "licheck.lock")
        commits = [{entry.asked: entry.model.commit for entry in lock.models} for lock in (before, after)]
        assert {name for name in commits[0] if commits[0][name] != commits[1][name]} == {"acme/open-chat"}


def _changed(repository: Repository, name: str, **files: bytes) -> Repository:
    if repository.id != name:
        return repository
    added = files or {"notes.txt": b"new"}
    return replace(repository, files={**repository.files, **{path: File(data) for path, data in added.items()}})


class TestOnline:
    def moves(self, run: Run, hub: HubServer, name: str, **files: bytes) -> tuple[int, list[tuple[str, str]]]:
        assert run("--online").returncode == 0
        hub.set([_changed(repository, name, **files) for repository in read_folder(SAMPLES)])
        done = run("--check", "--online", "--format", "json")
        return done.returncode, moved(done)

    def test_a_new_commit_alone_is_only_told(self, run: Run, hub: HubServer) -> None:
        assert self.moves(run, hub, "acme/open-chat") == (0, [("commit-moved", "acme/open-chat")])

    def test_a_changed_license_text_is_told(self, run: Run, hub: HubServer) -> None:
        code, found = self.moves(run, hub, "acme/open-chat", LICENSE=b"Only on Sundays.\n")
        assert code == 3
        assert {("license-text-moved", "acme/open-chat"), ("verdict-moved", "acme/open-chat")} <= set(found)

    def test_another_license_of_a_base_turns_the_verdict_of_what_was_made_from_it(self, run: Run, hub: HubServer) -> None:
        card = {"README.md": b"---\nlicense: cc-by-nc-4.0\nbase_model: meta-llama/Llama-3.1-8B-Instruct\n---\n"}
        code, found = self.moves(run, hub, "acme/llama-tune", **card)
        assert code == 1
        assert {("license-moved", "acme/llama-tune"), ("verdict-moved", "acme/llama-tune-gguf")} <= set(found)

    def test_a_new_base_is_told(self, run: Run, hub: HubServer) -> None:
        card = {"README.md": b"---\nlicense: apache-2.0\nbase_model: facebook/opt-6.7b\n---\n"}
        code, found = self.moves(run, hub, "acme/open-chat", **card)
        assert code == 1
        assert ("base-moved", "acme/open-chat") in found

    def test_a_model_that_is_gone_is_told(self, run: Run, hub: HubServer) -> None:
        run("--online")
        hub.set([repository for repository in read_folder(SAMPLES) if repository.id != "acme/open-chat"])
        done = run("--check", "--online", "--format", "json")
        assert done.returncode == 3
        assert ("hub-silent", "acme/open-chat") in moved(done)


class TestBadInput:
    def test_without_a_lock_it_says_how_to_get_one(self, here: Here, folder: Path) -> None:
        done = here("lock", "--check", *DAY)
        assert done.code == 4
        assert "licheck.lock: no such file; `licheck lock` writes it" in done.err

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("verdict: allow", "verdict: alow", "did you mean `allow`?"),
            ("schema: 1", "schema: 2", "unknown schema version `2`"),
            ("  library:", "  libary:", "unknown key `libary`; did you mean `library`?"),
            ("via: own", "via: [own]", "expected text"),
        ],
    )
    def test_a_lock_that_was_meddled_with_is_refused_with_its_place(self, here: Here, folder: Path, old: str, new: str, told: str) -> None:
        (folder / "models.yaml").write_text("models: [mistralai/Mistral-7B-Instruct-v0.3]\n", encoding="utf-8")
        assert here("lock", *DAY).code == 0
        path = folder / "licheck.lock"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        done = here("lock", "--check", *DAY)
        assert done.code == 4
        assert told in done.err
        assert done.err.startswith("error: licheck.lock:")

    def test_check_and_update_do_not_go_together(self, here: Here, folder: Path) -> None:
        assert here("lock", "--check", "--update", "acme/open-chat").code == 2

    def test_a_model_that_the_manifest_does_not_list_cannot_be_updated(self, here: Here, folder: Path) -> None:
        assert here("lock", *DAY).code == 0
        done = here("lock", "--update", "acme/open-chta", *DAY)
        assert done.code == 2
        assert "did you mean `acme/open-chat`?" in done.err

    def test_the_manifest_is_never_overwritten(self, here: Here, folder: Path) -> None:
        done = here("lock", "--manifest", "models.yaml", "--file", "models.yaml", *DAY)
        assert done.code == 2
        assert (folder / "models.yaml").read_text(encoding="utf-8") == MANIFEST


def test_a_lock_fits_its_schema_and_reads_back_as_it_was(run: Run, folder: Path, here: Here) -> None:
    (folder / "models.yaml").write_text("models: [acme/at-odds, acme/merged, acme/several, acme/orphan, acme/gated]\n", encoding="utf-8")
    run("--online")
    path = folder / "licheck.lock"
    schema = json.loads(here("schema", "lock").out)
    import yaml

    Draft202012Validator(schema).validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert written(read(path)) == path.read_text(encoding="utf-8")


OWN_APACHE = """\
schema: 1
license:
  id: apache-2.0
  name: Our own reading
  kind: license
  publisher: Apache Software Foundation
  evidence: primary
text: {sha256: 1111111111111111111111111111111111111111111111111111111111111111, source: https://example.com}
review: {status: encoded, encoded: 2026-11-22, checked: null}
clauses:
  - id: nothing
    section: "1"
    says: Nothing is granted for money.
    anchor: none
    effect: prohibits
    acts: all
    when: use.purpose is commercial
"""
