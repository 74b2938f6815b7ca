"""What all tests share: a cache of their own, the shipped library loaded once, and the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from checker.app.session import Session

settings.register_profile("licheck", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI")))
settings.load_profile("licheck")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the caches of whoever runs the tests out of them, the Hub's as well, and them out of these."""
    own = {"LICHECK_CACHE_DIR": str(tmp_path_factory.mktemp("cache")), "HF_HOME": str(tmp_path_factory.mktemp("hf-home"))}
    foreign = ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_ENDPOINT", "HF_TOKEN", "HF_HUB_OFFLINE")
    before = {name: os.environ.pop(name, None) for name in (*own, *foreign)}
    os.environ.update(own)
    yield
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


@pytest.fixture(scope="session")
def session(own_cache: None) -> Session:
    """The shipped library, loaded once."""
    return Session.open()


@pytest.fixture
def licheck(tmp_path: Path) -> Run:
    """Runs the real command in an empty folder: `licheck("evaluate", "company.yaml")`."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "checker.cli.main", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "NO_COLOR": "1", **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run
