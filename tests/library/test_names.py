"""Models by the names people write."""

from __future__ import annotations

import pytest

from checker.domain.model import Model
from checker.library.catalog import CatalogFile
from checker.library.names import Entry, NameIndex


def file(*models: Model) -> CatalogFile:
    return CatalogFile("Example Labs", {model.id: model for model in models}, {})


INDEX = NameIndex.of(
    {
        "shipped.yaml": file(
            Model("example/Model-8B", name="Example Model 8B", aliases=("ollama:example:8b", "docker:ai/example", "example-8b-latest")),
            Model("example/Model-70B", name="Example Model 70B", aliases=("ollama:example",)),
        )
    }
)


@pytest.mark.parametrize(
    "name",
    ["example/Model-8B", "EXAMPLE/model-8b", " example/Model-8B ", "ollama:example:8b", "example:8b", "ai/example", "Example Model 8B"],
)
def test_a_name_finds_its_model(name: str) -> None:
    entry = INDEX.find(name)
    assert entry is not None
    assert (entry.id, entry.path) == ("example/Model-8B", "shipped.yaml")


@pytest.mark.parametrize("name", ["example/Model-8B-Foo", "Model-8B", "example/Model-8", "", "example/", "ollama:example:9b", "*", "ai/"])
def test_what_is_not_the_whole_name_finds_nothing(name: str) -> None:
    assert INDEX.find(name) is None


def test_the_nearest_are_ids_and_no_more_than_asked_for() -> None:
    assert INDEX.nearest("example/Modell-8B", 1) == ("example/Model-8B",)
    assert set(INDEX.nearest("example/Model-7B")) == {"example/Model-8B", "example/Model-70B"}
    assert INDEX.nearest("somebody/else-entirely") == ()


def test_the_tail_of_an_id_is_enough_to_be_near() -> None:
    assert INDEX.nearest("other-organization-altogether/Model-70B")[0] == "example/Model-70B"


def test_a_later_file_replaces_a_model_of_the_same_id() -> None:
    index = NameIndex.of({"shipped.yaml": file(Model("a/b", aliases=("x",))), "own.yaml": file(Model("a/b", aliases=("y",)))})
    found = index.find("a/b")
    assert found is not None
    assert found.path == "own.yaml"
    assert [entry.id for entry in index.entries()] == ["a/b"]
    assert index.find("y") == found
    assert index.find("x") is None


def test_an_alias_that_two_models_claim_is_a_clash() -> None:
    index = NameIndex.of({"one.yaml": file(Model("a/b", aliases=("x",)), Model("a/c", aliases=("X",)))})
    assert index.clashes == (("X", "a/b", "a/c"),)


def test_an_id_beats_an_alias_of_another_model() -> None:
    index = NameIndex.of({"one.yaml": file(Model("a/b", aliases=("a/c",)), Model("a/c"))})
    found = index.find("A/C")
    assert found is not None
    assert found.id == "a/c"


TAGGED = {"ollama:m:8b": "base/M-8B", "ollama:m:8b-instruct": "base/M-8B-Instruct", "ollama:m": "base/M-8B-Instruct"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("m:latest", "base/M-8B-Instruct"),
        ("library/m:8b", "base/M-8B"),
        ("registry.ollama.ai/library/m:8b-instruct", "base/M-8B-Instruct"),
        ("m:8b-instruct-q4_K_M", "base/M-8B-Instruct"),
        ("M:8B-Instruct-FP16", "base/M-8B-Instruct"),
        ("m:8b-instruct-q8_0", "base/M-8B-Instruct"),
        ("m:8b-q4_0", None),  # what stood there before may have been another model
        ("m-q4_0", None),  # one that somebody made
        ("someone/m:8b", None),
        ("m:8b-instruct-uncensored-q4_0", None),
        ("m:70b-instruct-q4_0", None),
    ],
)
def test_a_tag_of_ollama_is_the_same_model_however_its_weights_are_stored(name: str, found: str | None) -> None:
    entries = {alias: Entry(model, "a.yaml") for alias, model in TAGGED.items()}
    entry = NameIndex(entries, (), {}).find(name)
    assert (entry.id if entry is not None else None) == found
