"""`licheck gateway` as a user calls it."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from checker.domain.gateway import AllowList, Route
from checker.domain.verdict import Verdict
from checker.exporters.gateway import gateway_json, gateway_litellm
from tests.cli.conftest import Here

ROOT = Path(__file__).parents[2]
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def company(tmp_path: Path) -> Path:
    return Path(shutil.copy(ROOT / "examples" / "company.yaml", tmp_path / "company.yaml"))


def test_only_usable_models_get_a_route(here: Here, company: Path) -> None:
    done = here("gateway", "company.yaml", "--format", "litellm", *DAY)
    assert done.code == 0
    config = yaml.safe_load(done.out)
    routes = {entry["model_name"]: entry for entry in config["model_list"]}
    assert set(routes) == {
        "triage-assistant/meta-llama/Llama-3.3-70B-Instruct",
        "triage-assistant/mistralai/Mistral-7B-Instruct-v0.3",
        "triage-assistant/deepseek-ai/DeepSeek-R1-Distill-Llama-70B",
        "sandbox/Qwen/Qwen2.5-3B-Instruct",
    }
    route = routes["sandbox/Qwen/Qwen2.5-3B-Instruct"]
    assert route["litellm_params"] == {"model": "hosted_vllm/Qwen/Qwen2.5-3B-Instruct", "api_base": "os.environ/VLLM_API_BASE"}
    assert route["model_info"] == {"access_groups": ["sandbox"]}
    assert "# to do: display a string (llama-3.3-community#built-with-llama)" in done.out
    assert done.err == "4 routes; left out: 1 denied, 2 to be reviewed\n"


def test_without_duties_only_what_is_allowed_outright_is_left(here: Here, company: Path) -> None:
    done = here("gateway", "company.yaml", "--format", "json", "--without-duties", *DAY)
    told = json.loads(done.out)
    assert {route["verdict"] for routes in told["uses"].values() for route in routes} == {"allow"}
    assert told["left_out"] == {"deny": 1, "review": 2}


def test_nothing_allowed_is_an_empty_list_and_not_a_missing_one(here: Here, company: Path) -> None:
    done = here("gateway", "company.yaml", "meta-llama/Llama-4-Scout-17B-16E-Instruct", "--format", "litellm", *DAY)
    assert yaml.safe_load(done.out) == {"model_list": []}


def allowed(*routes: Route, organization: str = "Example") -> AllowList:
    return AllowList(organization, date(2026, 11, 22), "0.1.0", "0" * 64, routes, 0, 0)


def test_names_cannot_break_out_of_the_file() -> None:
    name = 'x"\n  - model_name: evil\n# é'
    hosted = Route("use\n", name, "", "weights", "", Verdict.ALLOW, ("mit",), ("do\n- this",))
    config = yaml.safe_load(gateway_litellm(allowed(hosted, organization="A\nmodel_list: [evil]")))
    [entry] = config["model_list"]
    assert entry["model_name"] == f"use\n/{name}"
    assert json.loads(gateway_json(allowed(hosted)))["uses"]["use\n"][0]["model"] == name


def test_a_service_that_litellm_has_no_name_for_gets_no_guessed_route() -> None:
    odd = Route("use", "odd-1", "", "hosted-api", "Odd Labs", Verdict.ALLOW, ("odd-terms",))
    text = gateway_litellm(allowed(odd))
    assert not yaml.safe_load(text)["model_list"]
    assert "no LiteLLM provider is known for Odd Labs" in text


def test_a_revision_that_was_judged_is_told() -> None:
    pinned = Route("use", "acme/one", "v1", "weights", "", Verdict.ALLOW, ("mit",))
    assert "# judged at revision v1: see that the server runs no other" in gateway_litellm(allowed(pinned))


def test_hosted_models_go_to_the_service_that_was_judged() -> None:
    hosted = Route("use", "gpt-4o", "", "hosted-api", "OpenAI", Verdict.ALLOW, ("openai-services-agreement-2026-01",))
    [entry] = yaml.safe_load(gateway_litellm(allowed(hosted)))["model_list"]
    assert entry["litellm_params"] == {"model": "openai/gpt-4o"}


def test_what_a_person_has_denied_has_no_route_however_the_model_is_written(here: Here, tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text(OWN_MODEL, encoding="utf-8")
    assert "1 route; left out: 0 denied" in here("gateway", "company.yaml", "--format", "json", *DAY).err
    taken = ("--outcome", "deny", "--by", "Jane Roe", "--why", "Not ours to use.", "--expires", "2027-01-31")
    assert here("decide", "company.yaml", "acme/Chat", *taken, *DAY).code == 0
    file = tmp_path / "licheck-decisions.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("model: acme/Chat", "model: Acme/chat"), encoding="utf-8")
    for named in ((), ("--decisions", "licheck-decisions.yaml")):
        done = here("gateway", "company.yaml", "--format", "json", *named, *DAY)
        assert json.loads(done.out)["uses"] == {}
        assert (done.code, done.err) == (0, "0 routes; left out: 1 denied, 0 to be reviewed\n")
    assert here("evaluate", "company.yaml", "--decisions", "licheck-decisions.yaml", *DAY).code == 1


def test_an_agreement_that_has_expired_is_told(here: Here, tmp_path: Path) -> None:
    held = "agreements: [{publisher: Meta, kind: license, licenses: [llama-4-community], reference: A-1, expires: 2026-01-31}]\n"
    (tmp_path / "company.yaml").write_text(OWN_MODEL + held, encoding="utf-8")
    done = here("gateway", "company.yaml", "--format", "json", *DAY)
    assert (done.code, "warning: company.yaml:" in done.err) == (4, True)


OWN_MODEL = """\
organization: {name: Example, kind: company, domicile: DE}
use:
  id: chat
  purpose: commercial
  acts: [run, serve]
  applications: [customer-support]
  obtained: weights
  models: [{model: acme/Chat, license: apache-2.0, base_models: []}]
"""


def test_the_gate_says_which_routes_of_a_configuration_are_not_allowed(here: Here, company: Path, tmp_path: Path) -> None:
    assert here("gateway", "company.yaml", "--format", "litellm", "--use", "triage-assistant", "--output", "config.yaml", *DAY).code == 0
    assert here("scan", ".", "--write", "--use", "triage-assistant").code == 0
    assert here("check", "config.yaml", "--profile", "company.yaml", *DAY).code == 0
    config = tmp_path / "config.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("vllm/mistralai/Mistral-7B-Instruct-v0.3", "vllm/mistralai/Mistral-Large-Instruct-2411"), encoding="utf-8"
    )
    done = here("check", "config.yaml", "--profile", "company.yaml", "--use", "triage-assistant", *DAY)
    assert done.code == 1
    assert "mistralai/Mistral-Large-Instruct-2411 for triage-assistant" in " ".join(done.out.split())
