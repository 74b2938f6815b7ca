"""Laws of what the Hub says: whatever stands on a card and beside the weights, nothing is let through that is not proven."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.app.session import Session
from checker.domain.profile import ModelRequest, Profile
from checker.domain.report import Result
from checker.domain.verdict import Verdict
from checker.hub.answers import read_answer
from checker.hub.card import card_of, front_matter
from checker.hub.interface import HubRecord
from tests.app.test_hub_models import PROFILE
from tests.hub_records import RecordedHub, record
from tests.own_texts import HARBOUR

DAY = date(2026, 11, 22)
APACHE = (Path(__file__).parents[2] / "LICENSE").read_text(encoding="utf-8")
PROVEN = {"apache": APACHE, "named": "license: apache-2.0\n"}
NOT_PROVEN = {
    "altered": APACHE.replace("perpetual", "temporary"),
    "added": f"{APACHE}\nNobody may sell what this makes.\n",
    "other": HARBOUR,
    "limited": "MIT, and not for commercial use\n",
    "elsewhere": "see https://acme.example/terms\n",
}
TAGS = ("", "mit", "apache-2.0", "other", "unknown", "gemma", "gpl", "cc-by-nc-4.0", "llama3.1", "acme-1.0")
FREE = frozenset(["mit", "apache-2.0"])
NUMBERS = itertools.count()


@dataclass(frozen=True, repr=False)
class World:
    """A session on a Hub that is filled as the examples go, and who asks."""

    session: Session
    hub: RecordedHub
    profile: Profile


@pytest.fixture(scope="module")
def world(session: Session) -> World:
    """The world of all examples."""
    hub = RecordedHub([record("acme/nc", "cc-by-nc-4.0"), record("acme/open", "mit"), record("acme/silent")])
    own = Session(session.library, hub)
    return World(own, hub, own.library.profile_of(PROFILE.format(domicile="DE", acts="run, serve, modify").encode(), "company.yaml"))


def judged(world: World, held: HubRecord) -> Result:
    world.hub.records[held.id.casefold()] = held
    return world.session.judge(world.profile, world.profile.uses[0], ModelRequest(held.id), DAY)


@st.composite
def cards(draw: st.DrawFn) -> dict[str, Any]:
    """What a card may say, in any combination."""
    plain = draw(st.booleans())  # half of all cards say nothing unusual, so that some are let through
    few = 0 if plain else 2
    return {
        "name": f"acme/m{next(NUMBERS)}{'' if plain else draw(st.sampled_from(['', '-chat', '-lora', '-GPTQ', '-llama', '-finetuned']))}",
        "license": tuple(draw(st.lists(st.sampled_from(TAGS[1:]), max_size=1 + few // 2, unique=True))),
        "license_name": draw(st.sampled_from(["", "", "", "mit", "acme", "modified-mit", "acme-noncommercial", "llama3.1"])),
        "license_link": draw(st.sampled_from(["", "", "LICENSE", "https://acme.example/terms"])),
        "eu_refused": not plain and draw(st.booleans()),
        "library": "" if plain else draw(st.sampled_from(["", "transformers", "peft"])),
        "tags": tuple(draw(st.lists(st.sampled_from(["pytorch", "merge", "gguf", "noncommercial"]), max_size=few, unique=True))),
    }


@given(cards(), st.sampled_from(sorted(NOT_PROVEN)))
@settings(max_examples=60)
def test_a_license_file_that_proves_nothing_lets_nothing_through(world: World, card: dict[str, Any], text: str) -> None:
    assert not judged(world, record(**card, texts={"LICENSE": NOT_PROVEN[text]})).verdict.usable


@given(cards(), st.sampled_from(["acme/nc", "acme/silent", "acme/nobody", "facebook/opt-6.7b"]), st.booleans())
@settings(max_examples=60)
def test_nothing_made_from_what_may_not_be_used_is_let_through(world: World, card: dict[str, Any], base: str, open_too: bool) -> None:
    bases = [base, "acme/open"] if open_too else [base]
    assert not judged(world, record(**card, bases=bases, texts={"LICENSE": APACHE})).verdict.usable


@given(cards(), st.sampled_from(["", *PROVEN]))
@settings(max_examples=100)
def test_what_is_let_through_is_proven(world: World, card: dict[str, Any], text: str) -> None:
    result = judged(world, record(**card, texts={"LICENSE": PROVEN[text]} if text else {}))
    if not result.verdict.usable:
        return
    assert result.licenses
    assert {license.id for license in result.licenses} <= {*FREE, "llama-3.1-community"}
    assert text or len(card["license"]) == 1 or (not card["license"] and card["license_name"] in ("mit", "llama3.1"))
    assert not card["eu_refused"]
    assert card["library"] != "peft"
    assert not {"merge", "noncommercial"} & set(card["tags"])
    assert "noncommercial" not in card["license_name"]


@given(cards(), st.sampled_from(["", *PROVEN, *NOT_PROVEN]))
@settings(max_examples=25)
def test_nothing_on_the_hub_frees_a_model_that_the_catalog_binds(world: World, card: dict[str, Any], text: str) -> None:
    texts = {"LICENSE": {**PROVEN, **NOT_PROVEN}[text]} if text else {}
    held = record(**{**card, "name": "mistralai/Mistral-Small-Instruct-2409"}, texts=texts)
    fresh = Session(world.session.library, RecordedHub([held]))
    assert fresh.judge(world.profile, world.profile.uses[0], ModelRequest(held.id), DAY).verdict is Verdict.DENY


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=6), part, max_size=3),
    max_leaves=6,
)
KEYS = (
    "id",
    "sha",
    "siblings",
    "cardData",
    "tags",
    "gated",
    "config",
    "createdAt",
    "license",
    "base_model",
    "license_name",
    "rfilename",
    "peft",
)


@given(st.dictionaries(st.sampled_from(KEYS), JSON), st.booleans())
def test_no_answer_breaks_the_reader(held: dict[str, Any], with_names: bool) -> None:
    named = {"id": "acme/one", "sha": "0" * 40, "siblings": [held], **held} if with_names else held
    try:
        answer = read_answer(json.dumps(named).encode(), "acme/one", renamed=False)
    except ValueError as error:
        assert str(error)
    else:
        assert answer.record.id == "acme/one"


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_no_card_breaks_the_reader(held: dict[str, Any]) -> None:
    card = card_of(held)
    assert all(isinstance(tag, str) and tag for tag in card.license_tags)


@given(st.text(max_size=200))
def test_no_readme_breaks_the_reader(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n"):
        try:
            card_of(front_matter(whole))
        except ValueError as error:
            assert str(error)
