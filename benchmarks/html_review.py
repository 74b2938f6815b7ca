"""Measures the HTML review of a thousand models in a real browser: its size, and the time to open, filter, search and open a verdict.

usage: python benchmarks/html_review.py [MODELS] [RUNS]

The page is the review of the first models of the catalog for the product of examples/company.yaml. Times are told by the browser itself;
a filter is measured until the next picture is drawn.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from checker.app.dossier import Inquiry, assemble
from checker.app.session import Session
from checker.domain.profile import ModelRequest
from checker.exporters.html_review import HtmlExporter

EXAMPLE = Path(__file__).parents[1] / "examples" / "company.yaml"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
DRAWN = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
STEPS = {
    "first search": "q.value = 'llama'; q.dispatchEvent(new Event('input', {bubbles: true})); await new Promise((r) => setTimeout(r, 80));",
    "search again": "q.value = 'qwen'; q.dispatchEvent(new Event('input', {bubbles: true})); await new Promise((r) => setTimeout(r, 80));",
    "clear the search": "q.value = ''; q.dispatchEvent(new Event('input', {bubbles: true})); await new Promise((r) => setTimeout(r, 80));",
    "filter by verdict": "box.click();",
    "filter by publisher": "publisher.selectedIndex = 3; publisher.dispatchEvent(new Event('input', {bubbles: true}));",
    "clear": "document.querySelector('#clear').click();",
    "open a verdict": "const open = document.querySelector('.verdict:not([hidden]) details'); open.open = !open.open;",
}
WAITED = 80
"""Milliseconds that a search waits for the next key; not counted."""


def page_of(count: int) -> bytes:
    """The review of that many models."""
    session = Session.open()
    profile = session.load_profile(EXAMPLE)
    names = [model.id for model in session.matching_models("*")][:count]
    requests = {profile.uses[0].id: [ModelRequest(name) for name in names]}
    return HtmlExporter().render(assemble(session, profile, Inquiry(requests, date(2026, 11, 22))))


def main() -> None:
    """One page, each step several times."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "review.html"
        path.write_bytes(page_of(count))
        print(f"{count} models: {path.stat().st_size / 1024:,.0f} KiB")
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        opened = []
        for _ in range(runs):
            page.goto(path.as_uri())
            opened.append(page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
        print(f"{'open':<20} {statistics.median(opened):7.0f} ms")
        for name, step in STEPS.items():
            times = [page.evaluate(measured(step)) - (WAITED if "search" in name else 0) for _ in range(runs)]
            print(f"{name:<20} {statistics.median(times):7.1f} ms  (at most {max(times):.1f})")
        browser.close()


def measured(step: str) -> str:
    """A step with its time taken by the page."""
    found = "const q = document.querySelector('#q'), box = document.querySelector('[name=verdict]');"
    found += "const publisher = document.querySelector('#publisher');"
    return f"async () => {{ {found} const began = performance.now(); {step} {DRAWN} return performance.now() - began; }}"


if __name__ == "__main__":
    main()
