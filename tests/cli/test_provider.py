"""A hosted model is judged by the terms of the service that it is reached through, and by no other's."""

from __future__ import annotations

from pathlib import Path

import pytest

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
