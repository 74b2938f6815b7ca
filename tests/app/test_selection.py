"""Which models a command is about."""

from __future__ import annotations

import pytest

from checker.app.selection import select
from checker.app.session import Session
from checker.domain.profile import Profile
from checker.errors import UsageError
from tests.golden import SMALL_LIBRARY

PROFILE = b"""\
organization: {name: Northwind}
uses:
  - id: product
    acts: [run]
    models: [small/base, {model: own/chat, license: small-free, revision: r1}]
  - id: sandbox
    acts: [run]
    models: [small/free, {model: own/small, license: small-terms OR small-free}]
  - {id: open, acts: [run]}
"""


@pytest.fixture(scope="module")
def small(own_cache: None) -> Session:
    return Session.open([SMALL_LIBRARY])


@pytest.fixture(scope="module")
def profile(small: Session) -> Profile:
    return small.library.profile_of(PROFILE, "company.yaml")


def chosen(session: Session, profile: Profile, wanted: list[str], uses: list[str] | None = None) -> dict[str, list[str]]:
    found = select(session, profile, wanted, uses or [])
    assert found is not None
    return {use: [request.name for request in requests] for use, requests in found.items()}


def test_where_nothing_is_asked_for_the_profiles_own_choice_stands(small: Session, profile: Profile) -> None:
    assert select(small, profile, [], []) is None
    assert select(small, profile, [], ["open", "sandbox", "product"]) is None


def test_some_uses_keep_their_own_models(small: Session, profile: Profile) -> None:
    assert chosen(small, profile, [], ["product"]) == {"product": ["small/base", "own/chat"]}


def test_a_use_without_models_is_judged_on_the_whole_catalog(small: Session, profile: Profile) -> None:
    (names,) = chosen(small, profile, [], ["open"]).values()
    assert len(names) == len(small.library.all_models())


def test_a_name_is_asked_of_every_use(small: Session, profile: Profile) -> None:
    assert chosen(small, profile, ["nobody/nothing"]) == {use: ["nobody/nothing"] for use in ("product", "sandbox", "open")}


def test_what_one_use_writes_out_is_known_to_the_others(small: Session, profile: Profile) -> None:
    found = select(small, profile, ["own/chat"], [])
    assert found is not None
    assert {use: [(r.name, r.revision, r.written_out is not None) for r in requests] for use, requests in found.items()} == {
        use: [("own/chat", "r1", True)] for use in ("product", "sandbox", "open")
    }


def test_a_pattern_takes_what_a_use_has_and_what_the_catalog_has(small: Session, profile: Profile) -> None:
    assert chosen(small, profile, ["SMALL/b*"]) == {
        "product": ["small/base", "small/both"],
        "sandbox": ["small/base", "small/both"],
        "open": ["small/base", "small/both"],
    }


def test_a_pattern_that_only_one_use_has_leaves_the_others_alone(small: Session, profile: Profile) -> None:
    assert chosen(small, profile, ["own/*"]) == {"product": ["own/chat"], "sandbox": ["own/small"], "open": []}


def test_a_license_takes_the_models_that_are_written_out_under_it(small: Session, profile: Profile) -> None:
    found = chosen(small, profile, ["license:small-terms"], ["product", "sandbox"])
    assert found == {"product": ["small/elsewhere", "small/hosted"], "sandbox": ["own/small", "small/elsewhere", "small/hosted"]}


def test_what_several_names_stand_for_is_judged_once(small: Session, profile: Profile) -> None:
    assert chosen(small, profile, ["small/base", "small/bas?", "small/base"], ["product"]) == {"product": ["small/base"]}


def test_two_descriptions_of_one_model_are_both_judged(small: Session) -> None:
    text = b"organization: {name: N}\nuse: {models: [{model: own/x, license: small-1.0}, {model: own/x, license: small-free}]}\n"
    described = small.library.profile_of(text, "company.yaml")
    assert chosen(small, described, ["own/x"]) == {"use": ["own/x", "own/x"]}


@pytest.mark.parametrize(
    ("wanted", "uses", "told"),
    [
        ([], ["prodcut"], "no use `prodcut`; did you mean `product`"),
        ([], ["x"], "no use `x`; the profile has `product`, `sandbox`, `open`"),
        (["nobody/*"], [], "no model of the catalog matches `nobody/*`"),
        (["license:smal-1.0"], [], "unknown license `smal-1.0`; did you mean `small-1.0`"),
        (["license:small-policy"], [], "no model of the catalog matches `license:small-policy`"),
    ],
)
def test_what_stands_for_nothing_is_wrong_usage(small: Session, profile: Profile, wanted: list[str], uses: list[str], told: str) -> None:
    with pytest.raises(UsageError) as caught:
        select(small, profile, wanted, uses)
    assert told in str(caught.value)
