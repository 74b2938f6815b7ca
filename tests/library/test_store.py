"""The library: each file read when it is needed, the user's before the shipped one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.library.compiled import CompiledCache
from checker.library.places import Places
from checker.library.store import Library
from tests.golden import SMALL_LIBRARY


def library(*folders: Path) -> Library:
    return Library(Places.of(folders), CompiledCache(None))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL_LIBRARY, tmp_path / "own"))


def test_an_unknown_license_and_an_unknown_model_are_none() -> None:
    assert library().license("nowhere-1.0") is None
    assert library().model("nobody/nothing") is None
    assert library().examples("nowhere-1.0") == []


def test_a_license_comes_with_all_it_incorporates() -> None:
    assert set(library(SMALL_LIBRARY).with_incorporated(["small-1.0", "nowhere-1.0"])) == {"small-1.0", "small-policy"}


def test_licenses_that_incorporate_each_other_are_read_once(own: Path) -> None:
    policy = own / "small-policy.yaml"
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("kind: policy,", "kind: policy, incorporates: [small-1.0],"), encoding="utf-8"
    )
    assert set(library(own).with_incorporated(["small-1.0"])) == {"small-1.0", "small-policy"}


def test_every_problem_of_several_files_is_told(own: Path) -> None:
    for name in ("small-free", "small-terms"):
        (own / f"{name}.yaml").write_text("schema: 2\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        library(own).with_incorporated(["small-free", "small-terms"])
    told = {Path(problem.path).name for problem in caught.value.problems}
    assert told == {"small-free.yaml", "small-terms.yaml"}


def test_a_model_of_the_user_takes_the_place_of_a_shipped_one_and_the_others_stay(own: Path) -> None:
    catalog = own / "catalog" / "small.yaml"
    text = catalog.read_text(encoding="utf-8").replace("id: small/free", "id: mistralai/Mistral-7B-v0.1")
    catalog.write_text(text, encoding="utf-8")
    found = library(own)
    model = found.model("mistralai/Mistral-7B-v0.1")
    assert model is not None
    assert model.publisher == "Small Labs"
    assert found.model("mistralai/Mistral-7B-Instruct-v0.3") is not None
    ids = [model.id for model in found.all_models()]
    assert len(ids) == len(set(ids))


def test_models_come_sorted_by_publisher_and_id() -> None:
    models = library(SMALL_LIBRARY).all_models()
    assert models == sorted(models, key=lambda model: (model.publisher.casefold(), model.id.casefold()))


def test_cases_of_the_user_take_the_place_of_shipped_ones(own: Path) -> None:
    (own / "cases" / "mit.yaml").write_text("schema: 1\nlicense: mit\ncases: [{name: ours, expect: allow}]\n", encoding="utf-8")
    assert [example.name for example in library(own).examples("mit")] == ["ours"]


class TestDigest:
    def test_it_is_the_same_whatever_was_used(self) -> None:
        first, second = library(SMALL_LIBRARY), library(SMALL_LIBRARY)
        second.all_models()
        second.with_incorporated(["small-1.0", "mit"])
        assert first.sha256 == second.sha256

    def test_it_is_the_same_wherever_the_folder_lies(self, own: Path) -> None:
        assert library(own).sha256 == library(SMALL_LIBRARY).sha256

    @pytest.mark.parametrize("name", ["small-free.yaml", "catalog/small.yaml", "vocabulary/applications.yaml"])
    def test_every_word_of_encodings_catalog_and_vocabulary_counts(self, own: Path, name: str) -> None:
        before = library(own).sha256
        with (own / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        assert library(own).sha256 != before

    def test_a_file_under_another_name_counts(self, own: Path) -> None:
        before = library(own).sha256
        (own / "small-terms.yaml").rename(own / "small-conditions.yaml")
        assert library(own).sha256 != before
