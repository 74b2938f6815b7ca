"""`licheck licenses hub`."""

from __future__ import annotations

from tests.cli.conftest import Here


def test_all_identifiers_are_listed_with_what_they_stand_for(here: Here) -> None:
    done = here("licenses", "hub")
    assert done.code == 0
    lines = done.out.splitlines()
    assert f"{'odbl':<35}  odbl-1.0" in lines
    assert any(line.startswith("gemma ") and "one of gemma-terms-2024-02-21" in line for line in lines)
    assert any(line.startswith("gfdl ") and "not encoded: the GNU Free Documentation" in line for line in lines)
    assert lines[-1] == "68 definite, 10 to be narrowed, 5 not encoded"


def test_a_pattern_chooses(here: Here) -> None:
    assert here("licenses", "hub", "GPL-*").out == "gpl-2.0  gpl-2.0\ngpl-3.0  gpl-3.0\n2 definite, 0 to be narrowed, 0 not encoded\n"


def test_a_family_of_which_one_text_is_encoded_is_no_more_than_perhaps_that(here: Here) -> None:
    assert here("licenses", "hub", "apple-ascl").out.startswith("apple-ascl  perhaps apple-ascl-corenet-2024: Is the")


def test_a_pattern_that_matches_nothing_is_wrong_usage(here: Here) -> None:
    done = here("licenses", "hub", "gema")
    assert done.code == 2
    assert done.err == "error: no identifier of the Hub matches `gema`; did you mean `gemma`?\n"
