"""Sources that hide what they say, or say it in an odd way."""

from __future__ import annotations

import io

import pytest

from checker.domain.sighting import FileReading
from checker.readers.interface import Source
from checker.readers.registry import READERS


def read(reader: str, name: str, data: bytes) -> FileReading:
    return READERS[reader].read(Source(name, len(data), lambda: io.BytesIO(data)))


def test_odd_letters_hide_no_call() -> None:
    program = "from \uff54ransformers import AutoModel\nAutoModel.\uff46rom_pretrained('a/b')\n"
    [found] = read("python", "a.py", program.encode()).sightings
    assert found.model == "a/b"


@pytest.mark.parametrize(
    ("line", "license"), [("LICENSE mit", "mit"), ('LICENSE """llama3.2"""', "llama3.2"), ('LICENSE """\nA long text\n"""', ""), ("", "")]
)
def test_a_modelfile_names_its_license_in_one_line(line: str, license: str) -> None:
    [found] = read("ollama-modelfile", "Modelfile", f"FROM llama3.2:3b\n{line}\n".encode()).sightings
    assert found.license == license


def test_what_tells_the_kind_may_stand_below_a_long_comment() -> None:
    data = b"# words\n" * 5_000 + b"model_list:\n  - litellm_params: {model: openai/gpt-4o}\n"
    source = Source("a.yaml", len(data), lambda: io.BytesIO(data))
    assert READERS["litellm"].recognizes(source)
