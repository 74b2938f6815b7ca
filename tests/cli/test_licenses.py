"""`licheck licenses`: the list, the page of one encoding, and the cases."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Here
from tests.conftest import Run
from tests.golden import SMALL_LIBRARY, compare

SMALL = ("--licenses", str(SMALL_LIBRARY))


class TestList:
    def test_it_lists_what_matches(self, licheck: Run) -> None:
        done = licheck("licenses", "list", "small-*", *SMALL)
        assert done.returncode == 0
        compare("licenses-list.txt", done.stdout)

    def test_without_a_pattern_it_lists_all_of_them(self, here: Here) -> None:
        done = here("licenses", "list", *SMALL)
        ids = [line.split()[0] for line in done.out.splitlines()[:-1]]
        assert {"small-1.0", "llama-4-community", "mit"} <= set(ids)
        assert ids == sorted(ids)
        assert done.out.splitlines()[-1] == f"{len(ids)} encodings"

    def test_a_pattern_that_fits_nothing_is_wrong_usage(self, here: Here) -> None:
        done = here("licenses", "list", "smal-1.0", *SMALL)
        assert (done.code, done.out) == (2, "")
        assert "no encoding matches `smal-1.0`; did you mean `small-1.0`" in done.err


class TestShow:
    def test_the_page_has_every_part_of_the_encoding(self, licheck: Run) -> None:
        done = licheck("licenses", "show", "small-1.0", *SMALL)
        assert done.returncode == 0
        compare("licenses-show.txt", done.stdout)

    def test_an_amount_that_nobody_published_is_called_that(self, here: Here) -> None:
        assert "revenue-ceiling: an amount nobody published" in here("licenses", "show", "small-rumored", *SMALL).out

    def test_an_unknown_license_is_wrong_usage_with_the_nearest(self, here: Here) -> None:
        done = here("licenses", "show", "small-1.1", *SMALL)
        assert (done.code, done.out) == (2, "")
        assert "no encoding of `small-1.1`; did you mean `small-1.0`" in done.err

    @pytest.mark.parametrize("name", ["../licenses/mit", "catalog/meta", ".mit", ""])
    def test_a_path_is_no_id(self, here: Here, name: str) -> None:
        done = here("licenses", "show", name)
        assert (done.code, done.out) == (2, "")

    def test_every_shipped_encoding_has_a_page(self, here: Here) -> None:
        ids = [line.split()[0] for line in here("licenses", "list").out.splitlines()[:-1]]
        for license_id in ids[:: max(1, len(ids) // 12)]:
            done = here("licenses", "show", license_id)
            assert done.code == 0
            assert f"\n{license_id}: " in done.out


class TestTest:
    @pytest.fixture
    def own(self, tmp_path: Path) -> Path:
        return Path(shutil.copytree(SMALL_LIBRARY, tmp_path / "own"))

    def test_cases_that_pass_are_counted(self, here: Here, own: Path) -> None:
        done = here("licenses", "test", "small-1.0", "small-free", "--licenses", "own")
        assert (done.code, done.out) == (0, "5 cases passed, 0 failed, 0 encodings without cases\n")

    def test_a_case_that_comes_out_otherwise_is_told_with_its_place(self, here: Here, own: Path) -> None:
        cases = own / "cases" / "small-1.0.yaml"
        cases.write_text(cases.read_text(encoding="utf-8").replace("{2025-12: 1000001}", "{2025-12: 1000000}"), encoding="utf-8")
        done = here("licenses", "test", "small-1.0", "--licenses", "own")
        assert done.code == 4
        assert done.out.splitlines()[0] == "own/cases/small-1.0.yaml:15:5: one user more is: expected deny, got conditional"
        assert done.out.splitlines()[-1] == "3 cases passed, 1 failed, 0 encodings without cases"

    def test_a_wrong_reason_and_a_wrong_duty_fail_too(self, here: Here, own: Path) -> None:
        cases = own / "cases" / "small-1.0.yaml"
        text = (
            cases.read_text(encoding="utf-8").replace("small-policy#gnomes", "large-platform-license").replace("name: absent", "name: met")
        )
        cases.write_text(text, encoding="utf-8")
        done = here("licenses", "test", "small-1.0", "--licenses", "own")
        assert done.code == 4
        assert "expected because of small-1.0#large-platform-license, got small-policy#gnomes" in done.out
        assert "expected the duty small-1.0#name to be met, got absent" in done.out

    def test_an_encoding_without_cases_is_told(self, here: Here, own: Path) -> None:
        done = here("licenses", "test", "small-policy", "--licenses", "own")
        assert done.code == 4
        assert "small-policy: has no cases; write them in `cases/small-policy.yaml`" in done.out

    def test_cases_that_cannot_be_read_are_told_with_their_place(self, here: Here, own: Path) -> None:
        cases = own / "cases" / "small-1.0.yaml"
        text = (
            cases.read_text(encoding="utf-8")
            .replace("use.acts: [run, serve]", "use.actz: [run]")
            .replace("expect: deny", "expect: denied", 1)
        )
        cases.write_text(text, encoding="utf-8")
        done = here("licenses", "test", "small-1.0", "--licenses", "own")
        assert (done.code, done.out) == (4, "")
        assert "own/cases/small-1.0.yaml:17:13: unknown expect `denied`" in done.err

    def test_a_pattern_that_fits_nothing_is_wrong_usage(self, here: Here) -> None:
        assert here("licenses", "test", "nothing-*").code == 2
