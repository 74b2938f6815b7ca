"""A progress bar for work that takes longer than a second, on a terminal and nowhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""

_PATIENCE = 1.0


@contextmanager
def watched(what: str) -> Iterator[Progress]:
    """A callback for work in progress; the bar appears on standard error once a second has gone by."""
    started = time.monotonic()
    shown: list[Any] = []

    def tell(done: int, total: int) -> None:
        if not sys.stderr.isatty() or time.monotonic() - started < _PATIENCE:
            return
        if not shown:
            shown.extend(_bar(what, total))
        bar, task = shown
        bar.update(task, completed=done)

    try:
        yield tell
    finally:
        if shown:
            shown[0].stop()


def _bar(what: str, total: int) -> tuple[Any, Any]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    bar.start()
    return bar, bar.add_task(what, total=total)
