"""Every license identifier of the Hub stands for an encoding, for a family of them, or for nothing that is encoded, and says which."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from checker.app.session import Session
from checker.domain.hub_license import HubLicense
from checker.domain.model import AllOf, AnyOf, LicenseRef
from checker.errors import InputError
from checker.library.hub_licenses import build, resolved
from checker.library.places import Places
from checker.library.store import Library
from checker.textio.document import parse

IDENTIFIERS = (Path(__file__).parents[1] / "data" / "hub-license-identifiers.txt").read_text(encoding="utf-8").split()
"""The Hub's own list of August 2026."""

ENCODED = frozenset(["a-1", "a-2", "b"])


@pytest.fixture(scope="session")
def hub(session: Session) -> Mapping[str, HubLicense]:
    return session.library.hub_licenses


def read(text: str, *more: str) -> Mapping[str, HubLicense]:
    """The identifiers of some files, each given by its entries."""
    head = "schema: 1\nkind: hub-licenses\nentries:\n"
    return build([parse(f"{head}{part}".encode(), "hub.yaml") for part in (text, *more)], ENCODED)


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


class TestTheShippedList:
    def test_it_is_the_hubs_list_and_nothing_else(self, hub: Mapping[str, HubLicense]) -> None:
        assert sorted(hub) == sorted(IDENTIFIERS)

    @pytest.mark.parametrize("name", IDENTIFIERS)
    def test_each_identifier_says_exactly_one_thing(self, hub: Mapping[str, HubLicense], name: str) -> None:
        found = hub[name]
        assert [bool(found.resolves), bool(found.family), bool(found.not_encoded)].count(True) == 1
        assert bool(found.ask) == bool(found.family)

    def test_every_encoding_that_it_names_is_a_license_and_can_be_read(self, session: Session, hub: Mapping[str, HubLicense]) -> None:
        kinds = {license_id: session.licenses[license_id].kind.value for found in hub.values() for license_id in found.licenses}
        assert set(kinds.values()) == {"license"}

    def test_an_encoding_that_bears_an_identifier_as_its_tag_is_among_what_it_stands_for(
        self, session: Session, hub: Mapping[str, HubLicense]
    ) -> None:
        astray = [
            (license_id, tag)
            for license_id, license in session.licenses.items()
            for tag in license.hub_tags
            if tag in hub and license_id not in hub[tag].licenses
        ]
        assert astray == []

    def test_an_identifier_that_several_encodings_bear_is_never_resolved_to_one(
        self, session: Session, hub: Mapping[str, HubLicense]
    ) -> None:
        bearers: dict[str, list[str]] = {}
        for license_id, license in session.licenses.items():
            for tag in license.hub_tags:
                bearers.setdefault(tag, []).append(license_id)
        shared = {tag for tag, found in bearers.items() if len(found) > 1}
        assert shared & {"gemma", "openrail++", "fair-noncommercial-research-license"}
        assert [tag for tag in sorted(shared) if tag in hub and hub[tag].resolves] == []

    def test_what_it_resolves_to_bears_the_identifier(self, session: Session, hub: Mapping[str, HubLicense]) -> None:
        astray = [found.id for found in hub.values() if found.resolves and found.id not in session.licenses[found.resolves].hub_tags]
        assert astray == []


class TestReading:
    def test_a_later_file_takes_the_place_of_an_earlier_one(self) -> None:
        found = read("  x: {resolves: b}\n  y: {resolves: b}\n", "  x: {not_encoded: of one's own}\n")
        assert found["x"] == HubLicense("x", not_encoded="of one's own")
        assert found["y"] == HubLicense("y", resolves="b")

    @pytest.mark.parametrize("entry", ["{}", "{resolves: b, not_encoded: why}", "{resolves: b, family: [a-1], ask: which}"])
    def test_an_identifier_says_one_thing(self, entry: str) -> None:
        assert problems(f"  x: {entry}\n") == ["hub.yaml:4:6: an identifier says one of `resolves`, `family` and `not_encoded`"]

    @pytest.mark.parametrize("entry", ["{family: [a-1, a-2]}", "{resolves: b, ask: which}"])
    def test_a_family_comes_with_its_question_and_nothing_else_does(self, entry: str) -> None:
        assert problems(f"  x: {entry}\n") == ["hub.yaml:4:6: a `family` comes with the question to `ask`"]

    def test_what_is_not_encoded_is_told_with_the_nearest_that_is(self) -> None:
        assert problems("  x: {resolves: bb}\n  y: {family: [a-1, a-3], ask: which}\n") == [
            "hub.yaml:4:17: `bb` is not encoded; did you mean `b`?",
            "hub.yaml:5:21: `a-3` is not encoded; did you mean `a-2` or `a-1`?",
        ]

    def test_an_unknown_key_is_told(self) -> None:
        (problem,) = problems("  x: {resolve: b}\n")
        assert problem.startswith("hub.yaml:4:7: unknown key `resolve`; did you mean `resolves`?")

    def test_a_folder_of_the_users_adds_identifiers_and_changes_them(self, tmp_path: Path) -> None:
        (tmp_path / "vocabulary").mkdir()
        own = "schema: 1\nkind: hub-licenses\nentries:\n  acme: {resolves: mit}\n  gemma: {resolves: gemma-terms-2025-03-24}\n"
        (tmp_path / "vocabulary" / "names.yaml").write_text(own, encoding="utf-8")
        library = Library(Places.of([tmp_path]))
        assert library.hub_licenses["acme"].resolves == "mit"
        assert library.hub_licenses["gemma"].resolves == "gemma-terms-2025-03-24"
        assert library.hub_licenses["llama3.1"].resolves == "llama-3.1-community"
        assert "run" in library.vocabulary.acts

    def test_it_is_the_same_from_the_cache(self) -> None:
        assert Library(Places.of()).hub_licenses == Library(Places.of()).hub_licenses


class TestReferences:
    def test_a_definite_identifier_is_its_encoding(self) -> None:
        assert HubLicense("b-tag", resolves="b").reference() == LicenseRef("b")

    def test_a_family_names_its_members_and_what_to_find_out(self) -> None:
        reference = HubLicense("a", family=("a-1", "a-2"), ask="Which one?").reference()
        assert reference.id == "a"
        assert reference.doubt == "The name `a` may stand for a-1 or a-2. Which one?"
        assert reference.remedy

    def test_a_family_of_which_one_text_is_encoded_says_that_there_are_others(self) -> None:
        assert "a-1, or a text that is not encoded" in HubLicense("a", family=("a-1",), ask="Which one?").says

    def test_what_is_not_encoded_says_why(self) -> None:
        reference = HubLicense("c", not_encoded="nobody read it").reference()
        assert reference.doubt == "The name `c` stands for nothing that is encoded: nobody read it."

    def test_identifiers_are_replaced_wherever_they_stand(self) -> None:
        named = {"tag": HubLicense("tag", resolves="b")}
        expression = AnyOf((LicenseRef("tag"), AllOf((LicenseRef("a-1"), LicenseRef("tag")))))
        assert resolved(expression, named) == AnyOf((LicenseRef("b"), AllOf((LicenseRef("a-1"), LicenseRef("b")))))
