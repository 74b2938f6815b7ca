"""A hosted model is judged by the terms of the service that it is reached through, and by no other's."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from checker.app.session import Session
from checker.domain.gateway import AllowList, Route
from checker.domain.verdict import Verdict
from checker.exporters.gateway import gateway_litellm
from checker.exporters.report_schema import report_schema
from tests.cli.conftest import Here

PROFILE = """\
organization: {name: Example, kind: company, domicile: US, industries: [software], businesses: [software-provider], competes_with: []}
use:
  purpose: commercial
  production: true
  acts: [run, serve]
  applications: [customer-support]
  audience: consumers
  regions: [US]
  obtained: hosted-api
models: [{model: gpt-4o, provider: PROVIDER}]
"""


@pytest.mark.parametrize(("provider", "code"), [("OpenAI", 0), ("openai", 0), ("Microsoft Azure", 3)])
def test_only_the_service_whose_terms_are_known_is_decided(here: Here, tmp_path: Path, provider: str, code: int) -> None:
    (tmp_path / "company.yaml").write_text(PROFILE.replace("PROVIDER", provider), encoding="utf-8")
    done = here("evaluate", "company.yaml", "--as-of", "2026-11-22")
    assert done.code == code
    assert ("The terms under which Microsoft Azure serves it are not known." in done.out) is (code == 3)


def test_a_service_and_weights_contradict_each_other(here: Here, tmp_path: Path) -> None:
    profile = PROFILE.replace("hosted-api", "weights").replace(
        "{model: gpt-4o, provider: PROVIDER}", "{model: Qwen/Qwen3-8B, provider: Groq}"
    )
    (tmp_path / "company.yaml").write_text(profile, encoding="utf-8")
    done = here("evaluate", "company.yaml", "--as-of", "2026-11-22")
    assert done.code == 3
    assert "is named with the service of Groq, but the use takes it as weights" in " ".join(done.out.split())


def test_the_gate_goes_by_the_service_that_a_file_names(here: Here, tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text(PROFILE.split("models:")[0], encoding="utf-8")
    (tmp_path / "config.yaml").write_text("model_list:\n  - litellm_params: {model: openrouter/gpt-4o}\n", encoding="utf-8")
    done = here("check", "config.yaml", "--profile", "company.yaml", "--as-of", "2026-11-22")
    assert done.code == 3
    assert "OpenRouter serves it are not known" in " ".join(done.out.split())


def test_the_same_model_of_two_services_is_judged_for_both(here: Here, tmp_path: Path) -> None:
    both = PROFILE.replace("models: [", "models: [{model: gpt-4o, provider: Microsoft Azure}, ").replace("PROVIDER", "OpenAI")
    (tmp_path / "company.yaml").write_text(both, encoding="utf-8")
    done = here("evaluate", "company.yaml", "gpt-4o", "--as-of", "2026-11-22")
    assert (done.code, "1 review, 1 allow." in done.out) == (3, True)


def test_a_model_whose_service_is_named_is_not_taken_as_weights(here: Here, tmp_path: Path) -> None:
    unstated = PROFILE.replace("  obtained: hosted-api\n", "").replace(
        "gpt-4o, provider: PROVIDER", "mistralai/Mistral-7B-Instruct-v0.3, provider: AWS"
    )
    (tmp_path / "company.yaml").write_text(unstated, encoding="utf-8")
    done = here("evaluate", "company.yaml", "--as-of", "2026-11-22")
    assert (done.code, "The terms under which AWS serves it are not known." in done.out) == (3, True)


BOTH = PROFILE.replace("models: [", "models: [{model: gpt-4o, provider: Microsoft Azure}, ").replace("PROVIDER", "openai")


def test_two_services_are_told_apart_in_tables_and_reports(here: Here, tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text(BOTH, encoding="utf-8")
    table = here("evaluate", "company.yaml", "--as-of", "2026-11-22").out
    assert "gpt-4o via Microsoft Azure" in table
    assert "gpt-4o via OpenAI" in table  # spelt as the catalog spells it
    report = json.loads(here("evaluate", "company.yaml", "--as-of", "2026-11-22", "--format", "json").out)
    assert [(r["model"], r["provider"], r["verdict"]) for r in report["results"]] == [
        ("gpt-4o", "Microsoft Azure", "review"),
        ("gpt-4o", "OpenAI", "allow"),
    ]
    jsonschema.validate(report, report_schema())
    assert "gpt-4o via OpenAI for the use use" in here("explain", "company.yaml", "gpt-4o", "--as-of", "2026-11-22").out


def test_a_report_on_models_without_a_service_has_no_such_key(here: Here, tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text(PROFILE.replace(", provider: PROVIDER", ""), encoding="utf-8")
    report = json.loads(here("evaluate", "company.yaml", "--as-of", "2026-11-22", "--format", "json").out)
    assert [sorted(result) for result in report["results"]] == [sorted(report_schema()["$defs"]["result"]["required"])]


def test_exports_tell_two_services_apart(here: Here, tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text(BOTH, encoding="utf-8")
    made = {form: here("export", "company.yaml", "--as-of", "2026-11-22", "--format", form).out for form in ("md", "csv", "cyclonedx-1.7")}
    assert "| `gpt-4o via Microsoft Azure` |" in made["md"]
    assert "Obtained through a hosted API of OpenAI." in made["md"]
    rows = [row for row in csv.DictReader(io.StringIO(made["csv"].lstrip("\ufeff"))) if row["row"] == "verdict"]
    assert [(row["model"], row["provider"], row["verdict"]) for row in rows] == [
        ("gpt-4o", "Microsoft Azure", "review"),
        ("gpt-4o", "OpenAI", "allow"),
    ]
    components = json.loads(made["cyclonedx-1.7"])["components"]
    assert [one["bom-ref"] for one in components] == ["model:gpt-4o/via:Microsoft Azure", "model:gpt-4o/via:OpenAI"]
    verdicts = [{p["name"]: p["value"] for p in one["properties"]} for one in components]
    assert [(one["licheck:provider"], one["licheck:verdict:use"]) for one in verdicts] == [
        ("Microsoft Azure", "review"),
        ("OpenAI", "allow"),
    ]
    graph = json.loads(here("export", "company.yaml", "--as-of", "2026-11-22", "--format", "spdx-3.0").out)["@graph"]
    packages = [one["name"] for one in graph if one["type"] == "ai_AIPackage"]
    assert packages == ["gpt-4o via Microsoft Azure", "gpt-4o via OpenAI"]


def test_a_decision_on_one_service_stands_under_that_one_alone(here: Here, tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text(BOTH, encoding="utf-8")
    decision = """\
schema: 1
decisions:
  - id: no-openai
    decided_by: Jane Roe, General Counsel
    date: 2026-11-01
    why: The terms of the service are under negotiation.
    expires: 2027-05-31
    scope: {model: gpt-4o}
    outcome: deny
    rests_on:
      verdict: allow
      texts: {TEXTS}
      facts: {use.acts: {within: [run, serve]}, use.obtained: hosted-api}
"""
    license = json.loads(here("evaluate", "company.yaml", "--as-of", "2026-11-22", "--format", "json").out)["results"][1]["licenses"][0][
        "id"
    ]
    sha256 = Session.open().licenses[license].text_sha256
    (tmp_path / "d.yaml").write_text(decision.replace("{TEXTS}", f"{{{license}: {sha256}}}"), encoding="utf-8")
    done = here("evaluate", "company.yaml", "--as-of", "2026-11-22", "--decisions", "d.yaml", "--format", "json")
    outcomes = json.loads(done.out)["outcomes"]
    assert [(one["provider"], one["outcome"]) for one in outcomes] == [("Microsoft Azure", "deny"), ("OpenAI", "deny")]
    table = here("evaluate", "company.yaml", "--as-of", "2026-11-22", "--decisions", "d.yaml").out
    assert table.count("after decisions: deny") == 2


def test_the_gateway_has_a_route_of_its_own_for_each_service(here: Here, tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text(BOTH.replace("Microsoft Azure", "Elsewhere"), encoding="utf-8")
    routes = json.loads(here("gateway", "company.yaml", "--as-of", "2026-11-22", "--format", "json").out)["uses"]["use"]
    assert [(route["model"], route["provider"]) for route in routes] == [("gpt-4o", "OpenAI")]
    route = Route("main", "gpt-4o", "", "hosted-api", "OpenAI", Verdict.ALLOW, ("terms",))
    both = AllowList("Example", date(2026, 11, 22), "0", "0", (route, replace(route, provider="xAI")), 0, 0)
    names = [entry["model_name"] for entry in yaml.safe_load(gateway_litellm(both))["model_list"]]
    assert names == ["main/gpt-4o/openai", "main/gpt-4o/xai"]


def test_the_gate_tells_two_services_apart(here: Here, tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text(PROFILE.split("models:")[0], encoding="utf-8")
    listed = "models:\n  - {model: gpt-4o, provider: Microsoft Azure}\n  - {model: gpt-4o, provider: Elsewhere}\n"
    (tmp_path / "models.yaml").write_text(listed, encoding="utf-8")
    done = here("check", "models.yaml", "--profile", "company.yaml", "--as-of", "2026-11-22")
    assert "gpt-4o via Microsoft Azure for use" in done.out
    assert "gpt-4o via Elsewhere for use" in done.out
    log = json.loads(here("check", "models.yaml", "--profile", "company.yaml", "--as-of", "2026-11-22", "--format", "sarif").out)
    results = log["runs"][0]["results"]
    assert [one["properties"]["provider"] for one in results] == ["Microsoft Azure", "Elsewhere"]
    assert len({json.dumps(one["partialFingerprints"]) for one in results}) == 2


def test_a_file_that_goes_through_another_service_than_the_manifest_lists_is_judged_for_that_one(here: Here, tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text(PROFILE.split("models:")[0], encoding="utf-8")
    (tmp_path / "models.yaml").write_text("models:\n  - {model: gpt-4o, provider: OpenAI}\n", encoding="utf-8")
    (tmp_path / "config.yaml").write_text("model_list:\n  - litellm_params: {model: openrouter/gpt-4o}\n", encoding="utf-8")
    done = here("check", "config.yaml", "--profile", "company.yaml", "--as-of", "2026-11-22")
    assert (done.code, "gpt-4o via OpenRouter for use" in done.out) == (3, True)


def test_questions_weigh_each_service_by_itself(here: Here, tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text(BOTH.replace("applications: [customer-support]", "applications: unknown"), encoding="utf-8")
    told = json.loads(here("questions", "company.yaml", "--as-of", "2026-11-22", "--format", "json").out)
    assert (told["judged"], told["open"]) == (2, 2)
    asked = {question["fact"]: [pair["model"] for pair in question["alone"] + question["shared"]] for question in told["questions"]}
    assert asked["model.license"] == ["gpt-4o via Microsoft Azure"]
    assert asked["use.applications"] == ["gpt-4o via OpenAI"]


def test_what_if_tells_which_service_comes_out_otherwise(here: Here, tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text(BOTH.replace("applications: [customer-support]", "applications: unknown"), encoding="utf-8")
    setting = ("--set", "uses.use.applications=[customer-support]")
    told = json.loads(here("what-if", "company.yaml", *setting, "--as-of", "2026-11-22", "--format", "json").out)
    assert [(one["model"], one["before"], one["after"]) for one in told["changed"]] == [("gpt-4o via OpenAI", "review", "allow")]
