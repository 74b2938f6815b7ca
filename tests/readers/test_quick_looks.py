"""What is decided before a file is opened, and before its syntax is read: quick, and never at the price of a model."""

from __future__ import annotations

import io
from typing import BinaryIO

import pytest

from checker.readers.interface import Source
from checker.readers.python_calls import FUNCTIONS, METHODS
from checker.readers.python_triggers import can_name_models
from checker.readers.registry import READERS


def asked(name: str) -> list[str]:
    """The readers that know a file without a look into it."""

    def never() -> BinaryIO:
        raise AssertionError(f"{name} was opened")

    source = Source(name, 10, never)
    by_ending = [reader for reader in READERS.values() if reader.endings is None or source.ending in reader.endings]
    return [reader.name for reader in by_ending if reader.recognizes(source)]


@pytest.mark.parametrize("name", ["app.rs", "logo.PNG", "a/b.c/main.go", "package.lock", "page.html"])
def test_a_file_of_another_kind_is_not_opened(name: str) -> None:
    assert asked(name) == []


@pytest.mark.parametrize("name", ["start", "run.cmd", "entrypoint.sh.j2", ".profile"])
def test_a_script_is_known_by_its_first_line_whatever_it_is_called(name: str) -> None:
    data = b"#!/usr/bin/env bash\nvllm serve Qwen/Qwen3-8B\n"
    assert READERS["shell"].recognizes(Source(name, len(data), lambda: io.BytesIO(data)))


@pytest.mark.parametrize(("name", "ending"), [("a/b.TAR.GZ", ".gz"), (".env", ""), ("a.d/b", ""), ("a\\b.Py", ".py"), ("b.", "")])
def test_an_ending_is_that_of_the_last_part_of_the_path(name: str, ending: str) -> None:
    assert Source(name, 0, io.BytesIO).ending == ending


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_function_that_is_known_is_passed_over_by_the_quick_look(name: str) -> None:
    for module in FUNCTIONS[name].modules or ("somewhere",):
        assert can_name_models(f"from {module} import {name}\n{name}('a/b')\n".encode())
        assert can_name_models(f"import {module}\n{module}.{name}('a/b')\n".encode())


@pytest.mark.parametrize("names", METHODS)
def test_no_method_that_is_known_is_passed_over_by_the_quick_look(names: tuple[str, ...]) -> None:
    assert can_name_models(f"client.{'.'.join(names)}(model='a')\n".encode())


def test_a_program_that_speaks_of_models_and_calls_none_is_not_read() -> None:
    assert not can_name_models(b"class Order(models.Model):\n    chat = 1\n    def embeddings(self):\n        return self.completions\n")
