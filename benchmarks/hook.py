"""Wall time of the hook on one changed manifest, beside `check-jsonschema` on the same file with the manifest's schema; paired runs.

    python benchmarks/hook.py --runs 30

Each pair runs both commands one after the other, in an order that changes from pair to pair, so that whatever else the machine does
falls on both. The file differs in every pair: a comment and one revision, as in a commit. Told are the medians of each, and of the
differences within the pairs, by the clock and by the processor's time, which a busy machine changes less.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
MANIFEST = """\
# change {number}
models:
  - {{model: mistralai/Mistral-7B-Instruct-v0.3, use: triage-assistant, revision: r{number}, owner: ml-platform}}
  - {{model: meta-llama/Llama-3.3-70B-Instruct, use: triage-assistant}}
  - {{model: Qwen/Qwen2.5-3B-Instruct, use: sandbox}}
  - {{model: mistralai/Codestral-22B-v0.1, use: sandbox}}
  - {{model: deepseek-ai/DeepSeek-R1-Distill-Llama-70B, use: triage-assistant}}
"""


Cost = tuple[float, float]
"""Seconds by the clock on the wall, and seconds of processor."""


def cost(command: list[str], folder: Path, codes: tuple[int, ...]) -> Cost:
    """What a command takes; it has to end with one of some codes."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    taken, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in codes:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.decode()}{done.stdout.decode()}")
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Runs the pairs and prints the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=30)
    runs = arguments.parse_args().runs
    programs = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["LICHECK_CACHE_DIR"] = str(folder / "cache")
        (folder / ".git").mkdir()
        shutil.copy(ROOT / "examples" / "company.yaml", folder / "company.yaml")
        manifest = folder / "models.yaml"
        manifest.write_text(MANIFEST.format(number=0))
        licheck = [str(programs / "licheck"), "check", "models.yaml"]
        other = [str(programs / "check-jsonschema"), "--schemafile", "manifest.schema.json", "models.yaml"]
        cost([str(programs / "licheck"), "schema", "manifest", "--output", "manifest.schema.json"], folder, (0,))
        cold, _ = cost(licheck, folder, (0, 1, 3))
        cost(other, folder, (0,))
        ours, theirs = [], []
        order = random.Random(1)  # noqa: S311 - an order, no secret
        for number in range(1, runs + 1):
            manifest.write_text(MANIFEST.format(number=number))
            first_ours = order.random() < 0.5
            if first_ours:
                ours.append(cost(licheck, folder, (0, 1, 3)))
            theirs.append(cost(other, folder, (0,)))
            if not first_ours:
                ours.append(cost(licheck, folder, (0, 1, 3)))
    print(f"{runs} pairs on {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for what, which in (("wall", 0), ("processor", 1)):
        _tell(what, [one[which] for one in ours], [one[which] for one in theirs])
    print(f"the first run, nothing compiled yet: {cold * 1000:.0f} ms wall")


def _tell(what: str, ours: list[float], theirs: list[float]) -> None:
    for name, taken in (("licheck check", ours), ("check-jsonschema", theirs)):
        low, middle, high = (1000 * figure for figure in (min(taken), statistics.median(taken), max(taken)))
        print(f"{what:10} {name:17} median {middle:5.0f} ms, from {low:.0f} to {high:.0f}")
    differences = [one - other for one, other in zip(ours, theirs, strict=True)]
    faster = sum(difference < 0 for difference in differences)
    middle = statistics.median(differences) * 1000
    told = f"licheck less in {faster} of {len(ours)} pairs"
    print(f"{what:10} difference        median {middle:+5.0f} ms; {told}")


if __name__ == "__main__":
    main()
