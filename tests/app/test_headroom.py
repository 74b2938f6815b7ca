"""Headroom of the example company under the shipped licenses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checker.app.headroom import headroom
from checker.app.session import Session
from checker.domain.headroom import Growth, When
from checker.domain.profile import ModelRequest, Profile
from checker.errors import InputError

DAY = date(2026, 11, 22)
EXAMPLE = Path(__file__).parents[2] / "examples" / "company.yaml"


@pytest.fixture(scope="module")
def company(session: Session) -> Profile:
    return session.load_profile(EXAMPLE)


def test_the_release_months_of_two_llamas_look_at_two_figures(session: Session, company: Profile) -> None:
    found = headroom(session, company, as_of=DAY)
    shown = [(t.license, t.at, t.nearest, t.uses) for t in found.thresholds if t.fact == "organization.monthly_active_users"]
    use = ("triage-assistant",)
    assert shown == [
        ("llama-4-community", "2025-03", Decimal(41) / 700, use),
        ("llama-3.3-community", "2024-11", Decimal(38) / 700, use),
    ]
    assert found.crossings == ()


def test_a_base_model_brings_its_threshold_along(session: Session, company: Profile) -> None:
    found = headroom(session, company, as_of=DAY)
    [llama] = [t for t in found.thresholds if t.license == "llama-3.3-community"]
    assert llama.models == ("meta-llama/Llama-3.3-70B-Instruct", "deepseek-ai/DeepSeek-R1-Distill-Llama-70B")


def test_growth_crosses_what_moves_and_nothing_else(session: Session, company: Profile) -> None:
    requests = {"triage-assistant": [ModelRequest("Qwen/Qwen2.5-72B-Instruct"), ModelRequest("meta-llama/Llama-3.3-70B-Instruct")]}
    found = headroom(session, company, requests, as_of=DAY, growths=[Growth(Decimal("0.08"), "month")])
    when = {t.license: c.when for t, c in zip(found.thresholds, found.crossings, strict=True)}
    assert when == {"llama-3.3-community": When.FIXED, "qwen-license-2024-09": When.AT}


def test_a_profile_that_names_a_duty_no_license_has_is_refused(session: Session) -> None:
    text = b"organization: {name: N}\nuse: {acts: [run], meets: [llama-4-community#x], models: [meta-llama/Llama-4-Scout-17B-16E]}\n"
    with pytest.raises(InputError, match="has no duty `x`"):
        headroom(session, session.library.profile_of(text, "p.yaml"), as_of=DAY)
