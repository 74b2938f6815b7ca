"""The vocabulary: files merge, and no word is defined twice or points at nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.domain.vocabulary import Vocabulary
from checker.errors import InputError
from checker.library.places import shipped
from checker.library.vocabulary import build
from checker.textio.document import load, parse

SHIPPED = sorted((shipped() / "vocabulary").glob("*.yaml"))


def merged(text: str) -> Vocabulary:
    return build([*(load(path, path.name) for path in SHIPPED), parse(text.encode(), "own.yaml")])


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        merged(text)
    return [str(problem).removeprefix("own.yaml:") for problem in caught.value.problems]


class TestWhatItAdds:
    def test_an_application_with_a_broader_one(self) -> None:
        text = "kind: applications\nentries: {gnome-tracking: {label: gnomes, definition: x, broader: surveillance, restricted: true}}\n"
        vocabulary = merged(f"schema: 1\n{text}")
        assert "gnome-tracking" in vocabulary.narrower("applications", "surveillance")
        assert vocabulary.broader("applications", "gnome-tracking") >= {"surveillance"}
        assert "gnome-tracking" in vocabulary.groups["restricted"].members

    def test_a_unit_a_duty_a_fact_and_a_list(self) -> None:
        assert merged("schema: 1\nkind: units\nentries: {visits: {dimension: visits, label: visits, definition: x}}\n").units["visits"]
        assert merged("schema: 1\nkind: duties\nentries: {dance: {kind: do, label: dance, definition: x}}\n").duties["dance"]
        fact = "use.gnomes: {type: truth, label: gnomes, definition: x, question: Are there gnomes?}"
        assert merged(f"schema: 1\nkind: facts\nentries: {{{fact}}}\n").facts["use.gnomes"]
        assert merged("schema: 1\nkind: choices\nentries: {hats: {red: {label: red, definition: x}}}\n").lists["hats"]

    def test_a_group_of_countries(self) -> None:
        text = "schema: 1\nkind: countries\nentries: {}\ngroups: {nordics: {label: the north, members: [NO, SE, DK, FI, IS]}}\n"
        assert merged(text).expand("countries", ["nordics", "DE"]) == {"NO", "SE", "DK", "FI", "IS", "DE"}


WRONG = [
    ("an unknown kind", "kind: aplications\nentries: {}\n", "2:7: unknown kind of vocabulary `aplications`; use one of"),
    ("a word that is there", "kind: applications\nentries: {search: {label: x}}\n",
     "3:11: `search` is already in the vocabulary of applications"),
    ("a country that is there", "kind: countries\nentries: {NO: {label: x}}\n", "3:11: `NO` is already in the vocabulary of countries"),
    ("a group that is there", "kind: countries\nentries: {}\ngroups: {european-union: {label: x, members: [DE]}}\n",
     "4:10: `european-union` is already"),
    ("a duty that is there", "kind: duties\nentries: {display: {kind: conduct, label: x, definition: x}}\n", "3:11: `display` is already"),
    ("a unit that is there", "kind: units\nentries: {USD a year: {dimension: x, label: x, definition: x}}\n",
     "3:11: `USD a year` is already"),
    ("a fact that is there", "kind: facts\nentries: {use.purpose: {type: truth, label: x, definition: x, question: x}}\n",
     "3:11: `use.purpose` is already"),
    ("no label", "kind: applications\nentries: {foo: {definition: x}}\n", "3:16: the key `label` is missing"),
    ("a broader word that is not there", "kind: applications\nentries: {foo: {label: x, broader: survilance}}\n",
     "3:36: unknown application `survilance`"),
    ("a member that is not there", "kind: countries\nentries: {}\ngroups: {us: {label: x, members: [USA]}}\n",
     "4:35: unknown countries `USA`"),
    ("a fact of no list", "kind: facts\nentries: {use.x: {type: choice, of: hats, label: x, definition: x, question: x}}\n",
     "3:37: unknown list `hats`"),
    ("a fact in no unit", "kind: facts\nentries: {use.x: {type: figure, unit: hats, label: x, definition: x, question: x}}\n",
     "3:39: unknown dimension `hats`"),
    ("a fact of no type", "kind: facts\nentries: {use.x: {type: chioce, label: x, definition: x, question: x}}\n",
     "3:25: unknown type `chioce`; did you mean `choice`"),
    ("a duty of no kind", "kind: duties\nentries: {foo: {kind: due, label: x, definition: x}}\n", "3:23: unknown kind `due`"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "problem"), WRONG, ids=[name for name, *_ in WRONG])
def test_what_is_wrong_is_told_with_its_place(name: str, text: str, problem: str) -> None:
    told = problems(f"schema: 1\n{text}")
    assert [line for line in told if line.startswith(problem)], told


@pytest.mark.parametrize("text", ["", "- a\n", "word\n"])
def test_what_is_no_vocabulary_at_all(text: str) -> None:
    (told,) = problems(text)
    assert told.startswith(("1:1: is empty", "1:1: expected a mapping of keys, found a "))


def test_every_shipped_file_has_a_kind_of_its_own() -> None:
    kinds = [load(path, path.name).data["kind"] for path in SHIPPED]
    assert sorted(kinds) == sorted(set(kinds))
    assert [Path(path).stem for path in SHIPPED] == kinds
