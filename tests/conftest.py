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
    """Keeps the cache of whoever runs the tests out of them, and them out of it."""
    before = os.environ.get("LICHECK_CACHE_DIR")
    os.environ["LICHECK_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["LICHECK_CACHE_DIR"]
    else:
        os.environ["LICHECK_CACHE_DIR"] = before


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
