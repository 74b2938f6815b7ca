"""The hook is given every file that a reader may know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from checker.readers.registry import READERS

HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
PATTERN = re.compile(next(hook["files"] for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8")) if hook["id"] == "licheck"))
ENDINGS = sorted({ending for reader in READERS.values() for ending in reader.endings or ()})
NAMES = [
    "MLmodel",
    "Modelfile",
    "a/Modelfile.local",
    "chat.modelfile",
    "Dockerfile",
    "api.dockerfile",
    ".env",
    "a/.env.local",
    "run.zsh",
    "a/start",
]


@pytest.mark.parametrize("name", [*(f"a/b{ending}" for ending in ENDINGS), *NAMES, "a.gguf", "models.yaml"])
def test_what_a_reader_may_know_reaches_the_hook(name: str) -> None:
    assert PATTERN.search(name)


@pytest.mark.parametrize("name", ["logo.png", "app.rs", "a/main.go", "data.csv"])
def test_what_no_reader_knows_does_not(name: str) -> None:
    assert not PATTERN.search(name)
