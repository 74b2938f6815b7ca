"""`licheck models`: the list, and the page of one model."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Here
from tests.conftest import Run
from tests.golden import SMALL_LIBRARY, compare

SMALL = ("--licenses", str(SMALL_LIBRARY))


class TestList:
    def test_it_lists_what_matches_with_its_licenses(self, licheck: Run) -> None:
        done = licheck("models", "list", "small/*", *SMALL)
        assert done.returncode == 0
        compare("models-list.txt", done.stdout)

    def test_without_a_pattern_it_lists_all_of_them(self, here: Here) -> None:
        done = here("models", "list", *SMALL)
        assert "meta-llama/Llama-4-Scout-17B-16E-Instruct" in done.out
        assert done.out.splitlines()[-1] == f"{len(done.out.splitlines()) - 1} models"

    def test_license_lists_every_model_under_it(self, here: Here) -> None:
        done = here("models", "list", "license:small-terms", *SMALL)
        assert [line.split()[0] for line in done.out.splitlines()[:-1]] == ["small/elsewhere", "small/hosted"]

    @pytest.mark.parametrize(
        ("pattern", "told"), [("smal/*", "no model of the catalog matches `smal/*`"), ("license:smal-1.0", "did you mean")]
    )
    def test_a_pattern_that_fits_nothing_is_wrong_usage(self, here: Here, pattern: str, told: str) -> None:
        done = here("models", "list", pattern, *SMALL)
        assert (done.code, done.out) == (2, "")
        assert told in done.err


class TestShow:
    @pytest.mark.parametrize("name", ["small/chat", "small/hosted", "small/disputed", "small/circle-a", "small/orphan"])
    def test_the_page(self, licheck: Run, name: str) -> None:
        done = licheck("models", "show", name, *SMALL)
        assert done.returncode == 0
        compare(f"models-show-{name.replace('/', '-')}.txt", done.stdout)

    @pytest.mark.parametrize("name", ["SMALL/BASE", "small:base", "ollama:small:base"])
    def test_other_case_and_an_alias_find_it(self, here: Here, name: str) -> None:
        assert here("models", "show", name, *SMALL).out == here("models", "show", "small/base", *SMALL).out

    def test_an_unknown_model_is_wrong_usage_with_the_nearest(self, here: Here) -> None:
        done = here("models", "show", "small/bass", *SMALL)
        assert (done.code, done.out) == (2, "")
        assert "the catalog does not know `small/bass`; did you mean `small/base`" in done.err
