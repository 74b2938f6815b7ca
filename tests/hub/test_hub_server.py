"""The server of the tests, asked by the unmodified client: what it says is what that client takes for the Hub."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.hub_server.__main__ import SAMPLES
from tests.hub_server.server import READER, HubServer

ASK = """
import json
from huggingface_hub import HfApi, hf_hub_download, snapshot_download
from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

def outcome(ask):
    try:
        return ask()
    except (HfHubHTTPError, LocalEntryNotFoundError) as error:
        return type(error).__name__

api = HfApi()
info = api.model_info("acme/open-chat", files_metadata=True)
renamed = api.model_info("acme/first-chat")
print(json.dumps({
    "license": info.card_data.license,
    "siblings": [[s.rfilename, s.size, s.blob_id] for s in info.siblings],
    "tree": [[f.path, f.size, f.blob_id] for f in api.list_repo_tree("acme/open-chat", revision=info.sha)],
    "created": info.created_at.isoformat(),
    "renamed": renamed.id,
    "bases": api.model_info("acme/llama-tune").tags,
    "large": open(hf_hub_download("acme/large-license", "LICENSE"), "rb").read().count(b"Apache License") > 0,
    "large-listed": [bool(s.lfs) for s in api.model_info("acme/large-license", files_metadata=True).siblings],
    "snapshot": snapshot_download("acme/adapter")[-40:] == api.model_info("acme/adapter").sha,
    "gated": outcome(lambda: hf_hub_download("acme/gated", "LICENSE")),
    "gated-info": outcome(lambda: api.model_info("acme/gated").gated),
    "no-revision": outcome(lambda: api.model_info("acme/gated", revision="nowhere")),
    "no-file": outcome(lambda: hf_hub_download("acme/named", "NOTHING")),
    "private": outcome(lambda: api.model_info("acme/secret").id),
    "none": outcome(lambda: api.model_info("acme/none").id),
}))
"""


def ask(server: HubServer, home: Path, token: str = "") -> dict[str, object]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    environment = {**kept, "HF_ENDPOINT": server.url, "HF_HOME": str(home), "HF_HUB_DISABLE_PROGRESS_BARS": "1", "NO_PROXY": "*"}
    if token:
        environment["HF_TOKEN"] = token
    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told


class TestTheUnmodifiedClient:
    def test_it_takes_the_server_for_the_hub(self, samples: HubServer, tmp_path: Path) -> None:
        told = ask(samples, tmp_path)
        assert told["license"] == "apache-2.0"
        assert told["siblings"] == told["tree"]
        assert told["renamed"] == "acme/open-chat"
        assert "base_model:finetune:meta-llama/Llama-3.1-8B-Instruct" in told["bases"]  # type: ignore[operator]
        assert (told["large"], told["large-listed"], told["snapshot"]) == (True, [True, False], True)
        assert (told["gated"], told["gated-info"]) == ("GatedRepoError", "manual")
        assert (told["no-revision"], told["no-file"]) == ("RevisionNotFoundError", "RemoteEntryNotFoundError")
        assert (told["private"], told["none"]) == ("RepositoryNotFoundError", "RepositoryNotFoundError")

    def test_a_token_opens_what_is_gated_and_private_and_stays_on_the_hub(self, samples: HubServer, tmp_path: Path) -> None:
        told = ask(samples, tmp_path, READER)
        assert "LICENSE" in str(told["gated"]) or told["gated"] != "GatedRepoError"
        assert told["private"] == "acme/secret"
        assert {seen.token for seen in samples.seen if seen.path.startswith("/large/")} == {""}


class TestTheCommand:
    def test_it_starts_says_where_it_is_and_stops_by_itself(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "tests.hub_server", "--port", "0", "--for", "0.2"],
            cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "export HF_ENDPOINT=http://127.0.0.1:" in done.stdout
        assert f"{len(list(SAMPLES.glob('acme/*')))} models" in done.stdout


def test_no_license_text_lies_among_the_samples() -> None:
    assert list(SAMPLES.glob("*/*/LICENSE*")) == [], "let `copies` in hub.yaml point to a text"
