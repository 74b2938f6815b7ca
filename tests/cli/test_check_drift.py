"""The gate tells a model card that claims a freer license than the base of its model allows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Here

PROFILE = """\
organization: {name: Example, kind: company, domicile: US, industries: [software], businesses: [software-provider], competes_with: [],
  monthly_active_users: 2 thousand, annual_revenue: 90 thousand USD}
use: {id: chat, purpose: commercial, production: true, acts: [run, serve], applications: [customer-support], audience: consumers,
  regions: [US], obtained: weights}
"""


def check(here: Here, folder: Path, license: str, base: str) -> tuple[object, str]:
    (folder / "company.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "models.yaml").write_text("models: [tuned]\n", encoding="utf-8")
    (folder / "tuned").mkdir()
    (folder / "tuned" / "README.md").write_text(f"---\nlicense: {license}\nbase_model: {base}\n---\n", encoding="utf-8")
    done = here("check", "tuned/README.md", "--as-of", "2026-11-22")
    return done.code, " ".join(done.out.split())


def test_a_freer_license_than_the_base_allows_is_told_with_what_was_lost(here: Here, tmp_path: Path) -> None:
    code, told = check(here, tmp_path, "mit", "meta-llama/Llama-3.1-8B-Instruct")
    assert code == 3
    assert "which loses what llama-3.1-community of its base meta-llama/Llama-3.1-8B-Instruct asks: threshold, policy, attribution" in told
    assert "[license-drift]" in told
    assert "state the license of the base" in told


@pytest.mark.parametrize(
    ("license", "base"),
    [
        ("llama3.1", "meta-llama/Llama-3.1-8B-Instruct"),
        ("apache-2.0", "mistralai/Mistral-7B-v0.3"),
        ("cc-by-nc-4.0", "mistralai/Mistral-7B-v0.3"),
    ],
)
def test_a_license_that_keeps_what_the_base_asks_is_no_drift(here: Here, tmp_path: Path, license: str, base: str) -> None:
    _, told = check(here, tmp_path, license, base)
    assert "license-drift" not in told
