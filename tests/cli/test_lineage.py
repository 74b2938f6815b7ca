"""`licheck lineage` on the shipped catalog and against a Hub on this machine."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Here
from tests.conftest import Run
from tests.hub_server.__main__ import SAMPLES
from tests.hub_server.repositories import read_folder
from tests.hub_server.server import HubServer

DISTILLED = "deepseek-ai/DeepSeek-R1-Distill-Llama-70B"
DAY = ("--as-of", "2026-11-22")

CATALOG = """\
schema: 1
publisher: Harbour
sources:
  own: {title: our own record, seen: 2026-11-22}
models:
  - id: harbour/root
    weights: [{license: cc-by-nc-4.0, evidence: declared, source: own}]
  - id: harbour/middle
    base_models: [{model: harbour/root, relation: finetune}]
    weights: [{license: mit, evidence: declared, source: own}]
  - id: harbour/leaf
    base_models: [{model: harbour/middle, relation: quantized}, {model: harbour/middle, relation: merge}]
    weights: [{license: mit, evidence: declared, source: own}]
  - id: 'harbour/odd"]<b>'
    base_models: [{model: nobody/knows, relation: adapter}]
"""


@pytest.fixture
def own(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "own" / "catalog").mkdir(parents=True)
    (tmp_path / "own" / "catalog" / "harbour.yaml").write_text(CATALOG, encoding="utf-8")
    return ("--licenses", "own", *DAY)


def test_the_tree_has_the_license_at_each_step_and_what_binds_below(here: Here) -> None:
    done = here("lineage", DISTILLED, *DAY)
    assert done.code == 3
    assert "├─ fine-tuned from meta-llama/Llama-3.3-70B-Instruct" in done.out
    assert "its terms do not reach what is made from it this way" in done.out
    assert "through\n    meta-llama/Llama-3.3-70B-Instruct" in done.out
    assert f"license drift: {DISTILLED} comes under mit" in done.out
    assert "  - threshold: llama-3.3-community § 2: " in done.out


def test_a_model_without_bases_is_its_own_root(here: Here) -> None:
    done = here("lineage", "mistralai/Mistral-7B-v0.3", *DAY)
    assert done.code == 0
    assert "license drift" not in done.out and "open" not in done.out.split()


def test_what_was_lost_is_told_where_it_was_lost(here: Here, own: tuple[str, ...]) -> None:
    told = json.loads(here("lineage", "harbour/leaf", "--format", "json", *own).out)
    assert told["schema"] == "licheck/lineage/1"
    [drift] = told["drift"]
    assert (drift["model"], drift["base"], drift["own"], drift["binding"]) == ("harbour/middle", "harbour/root", ["mit"], ["cc-by-nc-4.0"])
    assert "non-commercial" in [loss["what"] for loss in drift["lost"]]
    assert {binding["license"]: binding["via"] for binding in told["binding"]} == {"mit": "own", "cc-by-nc-4.0": "harbour/root"}
    assert [base["known"] for base in told["lineage"]["bases"]] == ["known", "above"]


def test_a_base_that_nobody_knows_is_open(here: Here, own: tuple[str, ...]) -> None:
    done = here("lineage", 'harbour/odd"]<b>', *own)
    assert done.code == 3
    assert "nobody/knows: " in done.out
    assert "its license is not known" in done.out


@pytest.mark.parametrize("form", ["dot", "mermaid"])
def test_graphs_hold_every_model_and_no_name_breaks_out(here: Here, own: tuple[str, ...], form: str) -> None:
    text = here("lineage", "harbour/leaf", "--format", form, *own).out
    assert all(name in text for name in ("harbour/leaf", "harbour/middle", "harbour/root", "cc-by-nc-4.0"))
    odd = here("lineage", 'harbour/odd"]<b>', "--format", form, *own).out
    assert 'odd"]' not in odd.replace('\\"', "")


def test_a_model_that_nobody_describes_is_refused(here: Here) -> None:
    done = here("lineage", "meta-llama/Llama-3.3-70B-Instrukt")
    assert done.code == 2
    assert "did you mean meta-llama/Llama-3.3-70B-Instruct" in done.err


class TestOnline:
    @pytest.fixture
    def hub(self) -> Iterator[HubServer]:
        with HubServer(read_folder(SAMPLES)).running() as server:
            yield server

    @pytest.mark.parametrize(
        ("model", "told"),
        [
            ("acme/llama-tune-gguf", "license drift: acme/llama-tune comes under mit"),
            ("acme/merged", "non-commercial: opt-175b § 1.a"),
            ("acme/round-a", "acme/round-a: it stands above itself"),
            ("acme/orphan", "nobody/lost: the Hub has no model of that name"),
        ],
    )
    def test_bases_are_followed_through_the_hub(self, licheck: Run, hub: HubServer, tmp_path: Path, model: str, told: str) -> None:
        own = {"HF_ENDPOINT": hub.url, "HF_HOME": str(tmp_path / "hf"), "LICHECK_CACHE_DIR": os.environ["LICHECK_CACHE_DIR"] + "-lineage"}
        done = licheck("lineage", model, "--online", *DAY, **own)
        assert done.returncode == 3, done.stderr
        assert told in " ".join(done.stdout.split())
