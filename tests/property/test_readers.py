"""Whatever bytes a file holds, a reader says what it sees, or that the file is broken; and nothing else ever happens."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain.sighting import FileReading
from checker.errors import InputError
from checker.readers.interface import Source
from checker.readers.registry import READERS

NAMES = {
    "model-card": "README.md",
    "adapter-config": "adapter_config.json",
    "model-config": "config.json",
    "gguf": "a.gguf",
    "safetensors": "a.safetensors",
    "ollama-modelfile": "Modelfile",
    "compose": "compose.yaml",
    "kubernetes": "k8s.yaml",
    "config-map": "k8s.yaml",
    "helm-values": "values.yaml",
    "dockerfile": "Dockerfile",
    "shell": "a.sh",
    "litellm": "litellm.yaml",
    "gateway-config": "gateway.json",
    "bedrock": "main.tf",
    "mlflow": "MLmodel",
    "mergekit": "merge.yaml",
    "training-recipe": "axolotl.yaml",
    "cyclonedx": "bom.json",
    "spdx": "a.spdx.json",
    "python": "a.py",
    "notebook": "a.ipynb",
    "environment": ".env",
    "toml-settings": "settings.toml",
    "javascript": "a.ts",
}
HEADS = [
    b"", b"---\nlicense: mit\nbase_model: ", b"GGUF\x03\x00\x00\x00", b"services:\n  a:\n    image: vllm/vllm\n    command: ",
    b"apiVersion: v1\nkind: Pod\n", b"model_list:\n- litellm_params: ", b"merge_method: x\nmodels: ", b"base_model: ",
    b"from transformers import AutoModel\nAutoModel.from_pretrained(", b'{"cells": [{"cell_type": "code", "source": ["from_pretrained(',
    b'{"bomFormat": "CycloneDX", "components": ', b'{"@graph": ', b"FROM ", b"vllm serve ",
    b'import OpenAI from "openai";\nnew OpenAI().responses.create({ model: ', b"[model]\nmodel_id = ",
    b"kind: ConfigMap\ndata:\n  config.yaml: |\n    model_list:\n    - litellm_params: ",
    b'<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="machine-learning-model">',
]  # fmt: skip
PIECES = r"[ { } ] : - ' | *a &a !!python/object:x model name lambda: ( ) f'{x}' org/name @ $X # --- = {{ --model true 1e999 \\"
WORDS = st.sampled_from([*PIECES.encode().split(), b'"', b"\n", b"  ", b"\0", b"\xff", b"\xef\xbb\xbf", b"\t"])
BYTES = st.one_of(
    st.binary(max_size=200),
    st.tuples(st.sampled_from(HEADS), st.lists(WORDS, max_size=30)).map(lambda parts: parts[0] + b"".join(parts[1])),
)
KEYS = [
    "cells",
    "cell_type",
    "source",
    "components",
    "type",
    "name",
    "licenses",
    "license",
    "pedigree",
    "ancestors",
    "@graph",
    "model",
    "provider",
    "purl",
    "to",
    "from",
    "bomFormat",
    "base_model_name_or_path",
    "_name_or_path",
    "architectures",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["machine-learning-model", "ai_AIPackage", "code"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=20,
)


def test_every_reader_is_asked() -> None:
    assert set(NAMES) == set(READERS)


def read(reader: str, data: bytes) -> None:
    source = Source(NAMES[reader], len(data), lambda: io.BytesIO(data))
    READERS[reader].recognizes(source)
    try:
        found = READERS[reader].read(source)
    except InputError as error:
        assert error.problems
        return
    assert isinstance(found, FileReading)
    for sighting in found.sightings:
        assert sighting.model.strip()
        assert sighting.line >= 0
    hash(found)


@pytest.mark.parametrize("reader", sorted(READERS))
@given(data=BYTES)
@settings(max_examples=60)
def test_any_bytes_end_in_a_reading_or_in_a_problem(reader: str, data: bytes) -> None:
    read(reader, data)


@pytest.mark.parametrize("reader", ["adapter-config", "model-config", "cyclonedx", "spdx", "notebook", "gateway-config"])
@given(data=JSON)
@settings(max_examples=80)
def test_any_json_of_any_shape_is_borne(reader: str, data: object) -> None:
    read(reader, json.dumps(data).encode())
