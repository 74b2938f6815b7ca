"""A real browser without a window, for tests of the HTML review; where there is none they are skipped and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
"""For a browser that runs as root in CI and talks to nobody."""


def found() -> str:
    """The browser to drive: the one that LICHECK_CHROMIUM names, or the system's own."""
    named = os.environ.get("LICHECK_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser with an empty profile of its own; the test is skipped where there is none."""
    path = found()
    if not path:
        pytest.skip("no browser: install Debian's chromium, or name one in LICHECK_CHROMIUM")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=60_000)
        except Error as error:
            pytest.skip(f"the browser {path} does not start: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


def axe() -> str:
    """The accessibility checker's own script."""
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
