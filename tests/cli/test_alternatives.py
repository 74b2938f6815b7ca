"""`licheck alternatives` as a user calls it, on the shipped catalog."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from checker.app.alternatives import alternatives
from checker.app.session import Session
from checker.domain.alternative import WayKind
from checker.domain.profile import ModelRequest, Profile
from tests.cli.conftest import Here

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
DAY = ("--as-of", "2026-11-22")
SCOUT = "meta-llama/Llama-4-Scout-17B-16E-Instruct"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    return Path(shutil.copy(ROOT / "examples" / "company.yaml", tmp_path / "company.yaml"))


@pytest.fixture(scope="module")
def profile(session: Session) -> Profile:
    return session.load_profile(ROOT / "examples" / "company.yaml")


def test_only_what_may_be_used_is_named(session: Session, profile: Profile) -> None:
    for use in profile.uses:
        found = alternatives(session, profile, use, SCOUT, as_of=TODAY, most=50)
        named = [*found.siblings, *found.others]
        assert named
        for other in named:
            judged = session.judge(profile, use, ModelRequest(other.result.model), TODAY)
            assert judged.verdict.usable
            model = session.library.model(other.result.model)
            assert model is not None
            assert model.inputs is not None and model.outputs is not None
            assert {"text", "image"} <= model.inputs and "text" in model.outputs


def test_an_agreement_is_offered_only_where_it_suffices(session: Session, profile: Profile) -> None:
    use = profile.uses[0]
    found = alternatives(session, profile, use, "mistralai/Codestral-22B-v0.1", as_of=TODAY, reports=False)
    [way] = [way for way in found.ways if way.kind is WayKind.AGREEMENT]
    assert "a license from Mistral AI" in way.says
    assert way.result.verdict.usable
    with_report = alternatives(session, profile, use, "mistralai/Codestral-22B-v0.1", as_of=TODAY)
    assert not [way for way in with_report.ways if way.kind is WayKind.AGREEMENT], "a report still stands against it"


def test_the_page_says_what_to_do(here: Here, company: Path) -> None:
    done = here("alternatives", "company.yaml", "mistralai/Codestral-22B-v0.1", "--use", "triage-assistant", "--evidence", "primary", *DAY)
    assert done.code == 0
    assert "deny: not granted, or forbidden" in done.out
    assert "ask for a license from Mistral AI" in done.out
    assert "of the same family\n    - allow mistralai/Mamba-Codestral-7B-v0.1" in done.out
    assert "of other publishers" in done.out


def test_the_data_says_the_same(here: Here, company: Path) -> None:
    done = here("alternatives", "company.yaml", SCOUT, "--format", "json", "--most", "2", *DAY)
    told = json.loads(done.out)
    assert told["schema"] == "licheck/alternatives/1"
    assert [result["use"] for result in told["results"]] == ["triage-assistant", "sandbox"]
    assert all(other["verdict"] in ("allow", "conditional") for result in told["results"] for other in result["others"])
    assert all(len(result["others"]) == 2 for result in told["results"])


def test_a_model_that_nobody_describes_is_refused(here: Here, company: Path) -> None:
    done = here("alternatives", "company.yaml", "meta-llama/Llama-4-Scoot-17B-16E-Instruct")
    assert done.code == 2
    assert "did you mean meta-llama/Llama-4-Scout-17B-16E-Instruct" in done.err


def test_a_usable_model_has_no_need_of_ways(here: Here, company: Path) -> None:
    done = here("alternatives", "company.yaml", "mistralai/Mistral-7B-Instruct-v0.3", "--use", "triage-assistant", *DAY)
    assert "the model itself, if you" not in done.out
    assert "allow: granted, nothing to do" in done.out


def test_what_a_person_has_denied_is_no_alternative(here: Here, company: Path) -> None:
    asked = ("alternatives", "company.yaml", "mistralai/Mistral-7B-Instruct-v0.1", "--use", "triage-assistant", *DAY)
    other = "mistralai/Mistral-7B-Instruct-v0.3"
    assert other in here(*asked).out
    taken = ("--outcome", "deny", "--by", "Jane Roe", "--why", "Not ours to use.", "--expires", "2027-01-31")
    assert here("decide", "company.yaml", other, "--use", "triage-assistant", *taken, *DAY).code == 0
    for named in ((), ("--decisions", "licheck-decisions.yaml")):
        assert other not in here(*asked, *named).out
