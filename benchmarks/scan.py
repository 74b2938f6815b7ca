"""How long `licheck scan` takes on a monorepo: makes one of many files and runs the command on it, as a user would.

    python benchmarks/scan.py [FILES] [RUNS]

FILES is 20,000 if left out. One file in a hundred names a model; the rest is what repositories are made of: Python with and without
words of model libraries, YAML, JSON, Markdown, TypeScript, images, and a folder that .gitignore leaves out.
"""

from __future__ import annotations

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLAIN = "def total(values):\n    result = 0\n    for value in values:\n        result += value\n    return result\n\n\n"
SPEAKS = "class Order(models.Model):\n    def embeddings(self):\n        return self.model.completions\n\n\n"
LOADS = (
    'import os\nfrom transformers import AutoModel\n\nNAME = os.environ.get("M", "harbour/model-{}")\n\nAutoModel.from_pretrained(NAME)\n'
)
PAGE = "---\ntitle: Page {0}\ndate: 2026-01-01\n---\n# Page {0}\n\n" + "Words about the harbour and its ships.\n" * 40


def content(number: int, chance: random.Random) -> tuple[str, bytes]:
    """Ending and bytes of one file."""
    kind = chance.random()
    if number % 100 == 0:
        return ".py", LOADS.format(number).encode()
    if kind < 0.40:
        return ".py", (PLAIN * chance.randint(5, 60)).encode()
    if kind < 0.50:
        return ".py", ((PLAIN + SPEAKS) * chance.randint(5, 30)).encode()
    if kind < 0.60:
        rows = "".join(f"  key_{row}: [1, 2, {row}]\n" for row in range(chance.randint(5, 100)))
        return ".yaml", f"name: file-{number}\nvalues:\n{rows}".encode()
    if kind < 0.70:
        return ".json", json.dumps({"id": number, "items": list(range(chance.randint(5, 300)))}).encode()
    if kind < 0.80:
        return ".md", PAGE.format(number).encode()
    if kind < 0.95:
        return ".ts", ("export const add = (a: number, b: number) => a + b;\n" * chance.randint(10, 80)).encode()
    return ".png", b"\x89PNG\r\n" + chance.randbytes(4_000)


def make(folder: Path, files: int) -> int:
    """Writes the tree; how many models it names."""
    chance = random.Random(7)  # noqa: S311 - a tree that is the same each time
    for number in range(files):
        ending, data = content(number, chance)
        below = folder / f"team-{number % 20}" / f"service-{number // 20 % 50}" / ("build" if number % 40 == 39 else "src")
        below.mkdir(parents=True, exist_ok=True)
        (below / f"file_{number}{ending}").write_bytes(data)
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("build/\n*.log\n")
    for team in range(20):
        (folder / f"team-{team}" / ".gitignore").write_text("*.tmp\n!kept.tmp\n")
    return len([number for number in range(0, files, 100) if number % 40 != 39])


def main() -> None:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as name:
        expected = make(Path(name), files)
        times, busy = [], []
        for _ in range(runs):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            start = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-m", "checker.cli.main", "scan", name, "--format", "json"], capture_output=True, text=True, check=False
            )
            times.append(time.perf_counter() - start)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            busy.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            found = json.loads(done.stdout)
            if found["summary"]["models"] != expected or found["summary"]["problems"]:
                sys.exit(f"found {found['summary']}, expected {expected} models")
        print(f"{files:,} files, {expected} models, {os.cpu_count()} cores: {found['files']['found']:,} looked at")
        load = os.getloadavg()[0]
        print(f"processor {statistics.median(busy):.2f} s, from {min(busy):.2f} to {max(busy):.2f}; load of the machine {load:.1f}")
        print(f"median {statistics.median(times):.2f} s, from {min(times):.2f} to {max(times):.2f} s in {runs} runs")


if __name__ == "__main__":
    main()
