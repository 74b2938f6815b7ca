"""The real commands against a Hub on this machine: `--online`, and what is at hand without it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Here
from tests.conftest import Run as Process
from tests.hub.test_local import download
from tests.hub_server.__main__ import SAMPLES
from tests.hub_server.repositories import read_folder
from tests.hub_server.server import READER, HubServer, Trouble, answering, busy, failing, sending_to

COMPANY = """\
organization: {name: Northwind, kind: company, domicile: US, monthly_active_users: 2 thousand, annual_revenue: 90 thousand USD}
use:
  purpose: commercial
  production: true
  acts: [run, serve]
  applications: [customer-support]
  audience: consumers
  regions: [US]
  obtained: weights
"""

Run = Callable[..., Done]


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with HubServer(read_folder(SAMPLES)).running() as server:
        yield server


@pytest.fixture
def caches(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Caches of this test's own; what the library compiles to is shared, or each test would compile it anew."""
    (tmp_path / "company.yaml").write_text(COMPANY, encoding="utf-8")
    return {"HF_HOME": str(tmp_path / "hf"), "LICHECK_CACHE_DIR": os.environ["LICHECK_CACHE_DIR"]}


@pytest.fixture
def run(here: Here, hub: HubServer, caches: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs licheck with that Hub set; without waiting where it would."""
    for name, value in {"HF_ENDPOINT": hub.url, **caches}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("checker.hub.client._FIRST_WAIT", 0.001)

    def with_hub(*arguments: str, **environment: str) -> Done:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return here(*arguments)

    return with_hub


class TestTheRealCommand:
    def test_it_asks_the_hub_that_is_set_and_keeps_what_it_said(self, licheck: Process, hub: HubServer, caches: dict[str, str]) -> None:
        online = licheck("evaluate", "company.yaml", "acme/altered", "--online", HF_ENDPOINT=hub.url, **caches)
        assert (online.returncode, online.stderr) == (3, "")
        asked = len(hub.seen)
        offline = licheck("evaluate", "company.yaml", "acme/altered", HF_ENDPOINT=hub.url, **caches)
        assert (offline.stdout, len(hub.seen)) == (online.stdout, asked)

    def test_offline_mode_and_online_are_wrong_usage_together(self, licheck: Process, hub: HubServer, caches: dict[str, str]) -> None:
        done = licheck("evaluate", "company.yaml", "acme/open-chat", "--online", HF_ENDPOINT=hub.url, HF_HUB_OFFLINE="1", **caches)
        assert (done.returncode, hub.seen) == (2, [])
        assert "`HF_HUB_OFFLINE` is set" in done.stderr


class TestEvaluate:
    def test_online_it_judges_what_the_hub_knows(self, run: Run, hub: HubServer) -> None:
        done = run(
            "evaluate",
            "company.yaml",
            "acme/open-chat",
            "acme/llama-tune-gguf",
            "acme/altered",
            "acme/at-odds",
            "--online",
            "--format",
            "json",
        )
        verdicts = {result["model"]: result["verdict"] for result in json.loads(done.out)["results"]}
        assert verdicts == {
            "acme/open-chat": "allow", "acme/llama-tune-gguf": "conditional", "acme/altered": "review", "acme/at-odds": "deny",
        }  # fmt: skip
        assert done.code == 1
        assert {seen.path for seen in hub.seen if seen.path.startswith("/api/models/acme/llama")} == {
            "/api/models/acme/llama-tune-gguf", "/api/models/acme/llama-tune"
        }  # fmt: skip

    def test_what_was_asked_once_is_at_hand_without_the_hub(self, run: Run, hub: HubServer) -> None:
        assert run("evaluate", "company.yaml", "acme/open-chat", "--online").code == 0
        asked = len(hub.seen)
        done = run("evaluate", "company.yaml", "acme/open-chat")
        assert (done.code, len(hub.seen)) == (0, asked)

    def test_without_it_what_was_downloaded_is_read_and_nothing_is_sent(self, run: Run, hub: HubServer, tmp_path: Path) -> None:
        download(tmp_path / "hf" / "hub", {"README.md": "---\nlicense: cc-by-nc-4.0\n---\n"}, name="acme--mine")
        assert run("evaluate", "company.yaml", "acme/mine").code == 1
        done = run("evaluate", "company.yaml", "acme/nowhere")
        assert done.code == 3
        assert "nothing of it lies in the local Hub cache" in " ".join(done.out.split())
        assert "ask the Hub with `--online`" in " ".join(done.out.split())
        assert hub.seen == []

    def test_a_revision_may_be_named(self, run: Run, hub: HubServer) -> None:
        repository = hub.find("acme/open-chat")
        assert repository is not None
        done = run("evaluate", "company.yaml", f"acme/open-chat@{repository.commit}", "acme/open-chat@gone", "--online")
        assert f"acme/open-chat@{repository.commit}" in done.out
        assert "the Hub has no revision `gone` of it" in " ".join(done.out.split())

    def test_a_new_name_is_told(self, run: Run) -> None:
        done = run("evaluate", "company.yaml", "acme/first-chat", "--online")
        assert "note: `acme/first-chat` is called `acme/open-chat` on the Hub today" in done.out

    def test_gated_and_private_models_are_reviews_that_name_the_cause(self, run: Run) -> None:
        done = run("evaluate", "company.yaml", "acme/gated", "acme/secret", "--online")
        told = " ".join(done.out.split())
        assert done.code == 3
        assert "the repository is gated, and this account has no access" in told
        assert "a private one that this account may not see" in told
        assert run("evaluate", "company.yaml", "acme/gated", "acme/secret", "--online", HF_TOKEN=READER).code == 0


class TestTrouble:
    def test_a_hub_that_is_down_is_exit_code_5(self, run: Run, hub: HubServer) -> None:
        hub.troubles.append(Trouble("", failing(503)))
        done = run("evaluate", "company.yaml", "acme/open-chat", "--online")
        assert done.code == 5
        assert "did not answer usably after 4 tries: it answers with status 503; what was fetched before is kept" in done.err
        assert done.out == ""

    def test_a_hub_that_asks_for_an_hour_is(self, run: Run, hub: HubServer) -> None:
        hub.troubles.append(Trouble("", busy(3600)))
        assert run("evaluate", "company.yaml", "acme/open-chat", "--online").code == 5

    @pytest.mark.parametrize("happens", [answering(b"<html>"), sending_to("http://127.0.0.1:9")], ids=["html", "elsewhere"])
    def test_a_hub_that_lies_is_a_review(self, run: Run, hub: HubServer, happens: Callable[..., None]) -> None:
        hub.troubles.append(Trouble("/api/", happens))
        done = run("evaluate", "company.yaml", "acme/named", "--online")
        assert done.code == 3
        assert "what the Hub answered cannot be used" in " ".join(done.out.split())

    def test_the_token_appears_nowhere(self, run: Run, hub: HubServer) -> None:
        secret = "hf_" + "Secret" * 5
        for trouble in (None, failing(500), failing(503), answering(b"<html>")):
            hub.troubles[:] = [Trouble("/api/", trouble)] if trouble else []
            done = run("models", "show", "acme/modified", "--online", HF_TOKEN=secret)
            assert "Secret" not in done.out + done.err
        assert {seen.token for seen in hub.seen} == {secret}

    def test_a_card_cannot_steer_the_terminal(self, run: Run, hub: HubServer) -> None:
        data = json.dumps(
            {
                "id": "acme/named",
                "sha": "0" * 40,
                "siblings": [],
                "cardData": {"license": "other", "license_name": "x\x1b[2J\x07y"},
                "tags": [],
            }
        ).encode()
        hub.troubles.append(Trouble("/api/", answering(data)))
        for command in (("models", "show", "acme/named"), ("explain", "company.yaml", "acme/named")):
            done = run(*command, "--online")
            assert "\x1b" not in done.out
            assert "\x07" not in done.out


class TestPages:
    def test_the_tree_tells_what_was_read_and_where(self, run: Run, hub: HubServer) -> None:
        done = run("explain", "company.yaml", "acme/altered", "--online")
        told = " ".join(done.out.replace("│", " ").split())
        repository = hub.find("acme/altered")
        assert repository is not None
        assert f"what was read at commit {repository.commit}" in told
        assert "LICENSE is an altered copy of apache-2.0" in told

    def test_the_words_of_the_license_come_from_the_file_beside_the_model(self, run: Run) -> None:
        told = " ".join(run("explain", "company.yaml", "acme/open-chat", "--online").out.replace("│", " ").split())
        assert "in the text (acme/open-chat: LICENSE on the Hub at" in told
        assert "--texts DIR" not in told

    def test_the_page_of_a_model_tells_the_chain(self, run: Run) -> None:
        done = run("models", "show", "acme/gated", "--online")
        assert done.code == 0
        assert "doubt: Its publisher keeps people in the European Union out" in done.out
        assert "access: gated (manual), shut for the European Union" in done.out

    def test_a_model_that_nobody_knows_is_wrong_usage(self, run: Run) -> None:
        done = run("models", "show", "acme/none", "--online")
        assert done.code == 2
        assert "the catalog does not know `acme/none`, and the Hub has no model of that name" in done.err
        offline = run("models", "show", "acme/none")
        assert "nothing of it lies in the local Hub cache; `--online` asks the Hub" in offline.err
