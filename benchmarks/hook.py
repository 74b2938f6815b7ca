"""Wall time of the hook on one changed manifest, beside `check-jsonschema` on the same file with the manifest's schema; paired runs.

    python benchmarks/hook.py --runs 30

Each pair runs both commands one after the other, in an order that changes from pair to pair, so that whatever else the machine does
falls on both. The file differs in every pair: a comment and one revision, as in a commit. Told are the medians of each, and of the
differences within the pairs.
"""

from __future__ import annotations

import argparse
import os
import random
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


def seconds(command: list[str], folder: Path, codes: tuple[int, ...]) -> float:
    """How long a command takes; it has to end with one of some codes."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    taken = time.perf_counter() - started
    if done.returncode not in codes:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.decode()}{done.stdout.decode()}")
    return taken


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
        seconds([str(programs / "licheck"), "schema", "manifest", "--output", "manifest.schema.json"], folder, (0,))
        cold = seconds(licheck, folder, (0, 1, 3))
        seconds(other, folder, (0,))
        pairs = []
        order = random.Random(1)  # noqa: S311 - an order, no secret
        for number in range(1, runs + 1):
            manifest.write_text(MANIFEST.format(number=number))
            first_ours = order.random() < 0.5
            theirs = 0.0 if first_ours else seconds(other, folder, (0,))
            ours = seconds(licheck, folder, (0, 1, 3))
            pairs.append((ours, theirs or seconds(other, folder, (0,))))
    ours, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    differences = sorted(one - other for one, other in pairs)
    print(f"{runs} pairs on {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(f"licheck check       median {statistics.median(ours) * 1000:.0f} ms, from {min(ours) * 1000:.0f} to {max(ours) * 1000:.0f}")
    print(
        f"check-jsonschema    median {statistics.median(theirs) * 1000:.0f} ms, from {min(theirs) * 1000:.0f} to {max(theirs) * 1000:.0f}"
    )
    faster = sum(difference < 0 for difference in differences)
    print(f"licheck - other     median {statistics.median(differences) * 1000:+.0f} ms; licheck was faster in {faster} of {runs}")
    print(f"the first run, nothing compiled yet: {cold * 1000:.0f} ms")


if __name__ == "__main__":
    main()
