"""The command line in this very process, for tests that ask it often; `licheck` is the real command."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from checker.cli.main import main


@dataclass(frozen=True)
class Done:
    """What a run left behind."""

    code: object
    out: str
    err: str


Here = Callable[..., Done]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Here]:
    """Runs `licheck` in the folder of the test, without a process of its own. An error that is not handled comes through."""
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()

    def run(*arguments: str) -> Done:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        captured = capsys.readouterr()
        return Done(left.value.code, captured.out, captured.err)

    yield run
    gc.enable()  # `main` switches the garbage collector off, as a short run may
