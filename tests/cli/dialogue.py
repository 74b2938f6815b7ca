"""A conversation with the real command on a pseudo-terminal."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


def _heed_interrupts() -> None:
    """A test run in the background ignores interrupts, and what it starts would inherit that; at a terminal nothing does."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Dialogue:
    """The command on a pseudo-terminal."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
        self._ours, theirs = pty.openpty()
        self._shown = b""
        self._read = 0
        base = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "checker.cli.main", *arguments],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, start_new_session=True, preexec_fn=_heed_interrupts,
            env={**base, "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm", **environment},
        )  # fmt: skip
        os.close(theirs)

    def await_prompt(self, prompt: str) -> None:
        """Waits until the command asks for something and nothing else."""
        end = time.monotonic() + 30
        while not self._shown[self._read :].endswith(f"    {prompt}: ".encode()):
            assert time.monotonic() < end and self._more(), f"asked for `{prompt}`, saw: {self.shown[-600:]}"
        self._read = len(self._shown)

    def answer(self, prompt: str, text: str) -> None:
        self.await_prompt(prompt)
        self.send(f"{text}\n")

    def send(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def interrupt(self) -> None:
        """Ctrl-C, pressed again where the command goes on for seconds, as a person would."""
        for _ in range(5):
            self.process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(4)
                return

    def leave(self) -> int:
        """Reads until the command has ended and has nothing more to show; the exit code."""
        end = time.monotonic() + 30
        while time.monotonic() < end and (self._more(0.2) or self.process.poll() is None):
            pass
        os.close(self._ours)
        return self.process.wait(30)

    @property
    def shown(self) -> str:
        return self._shown.decode().replace("\r\n", "\n")

    def _more(self, patience: float = 30) -> bool:
        if not select.select([self._ours], [], [], patience)[0]:
            return False
        try:
            found = os.read(self._ours, 65536)
        except OSError:  # Linux says so when the other side has left.
            return False
        self._shown += found
        return bool(found)
