"""Families of models whose terms bind all that is made from them: the shipped list, and how such a list is read."""

from __future__ import annotations

import pytest

from checker.app.session import Session
from checker.domain.model_family import ModelFamily, spoken
from checker.errors import InputError
from checker.library.model_families import build
from checker.textio.document import parse

ENCODED = ("llama-2-community", "mit")


def read(*entries: str) -> tuple[ModelFamily, ...]:
    return build([parse(f"schema: 1\nkind: model-families\nentries:\n{entry}".encode(), "families.yaml") for entry in entries], ENCODED)


def told(session: Session, name: str) -> list[str]:
    return [family.name for family in session.library.model_families if family.is_told_by(name)]


@pytest.mark.parametrize(
    ("name", "families"),
    [
        ("judge-llama2-7B", ["Llama"]), ("PMC_LLaMA_13B", ["Llama"]), ("Alpaca-LoRA", ["Llama"]), ("Orca.2-13b", ["Llama"]),
        ("open_llama_7b", []), ("TinyLlama-1.1B", []), ("tinyllama-alpaca", ["Llama"]), ("Gemma2-x", ["Gemma"]),
        ("blip2-opt-6.7b", ["OPT"]), ("adopt-7b", []), ("opt-in", []),
        ("soft-prompt-1", []), ("aya-23", ["Command R or Aya"]), ("malaya-gpt", []),
        ("bloomz-7b", ["BLOOM"]), ("bloomberg-news", []), ("mamba-codestral-7b", []), ("codestral-x", ["Codestral"]),
        ("FLUX.1-dev-lora", ["FLUX.1 dev"]),
        ("NoobAI-XL-mix", ["NoobAI XL"]), ("wai-illustrious-v11", ["Illustrious XL"]), ("illustration-xl", []),
    ],
)  # fmt: skip
def test_names(session: Session, name: str, families: list[str]) -> None:
    assert told(session, name) == families


def test_a_family_covers_its_own_licenses(session: Session) -> None:
    llama = next(family for family in session.library.model_families if family.name == "Llama")
    assert llama.covers("llama-3.1-community")
    assert not llama.covers("mit")


def test_a_name_is_spoken_without_its_marks() -> None:
    assert spoken("A.b__C-7B") == "-a-b-c-7b-"


def test_a_later_file_takes_the_place_of_an_earlier_one() -> None:
    assert read("  A: {names: [aa], terms: [mit]}\n", "  A: {names: [bb], terms: [llama-]}\n") == (ModelFamily("A", ("bb",), ("llama-",)),)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("  A: {names: [A.a], terms: [mit]}\n", "families.yaml:4:15: no name is spoken as `A.a`; write it as `a-a`"),
        ("  A: {names: [aa], terms: [gemma-]}\n", "families.yaml:4:28: no encoding begins with `gemma-`"),
        ("  A: {name: [aa], terms: [mit]}\n", "unknown key `name`; did you mean `names`?"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(entry: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read(entry)
    assert any(problem in str(found) for found in caught.value.problems)
