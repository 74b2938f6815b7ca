"""Times the real command as a whole process, in pairs with a process that only imports three libraries.

usage: python benchmarks/start_up.py [RUNS]

Prints the median wall time and the median of the ratios, pair by pair, and the peak memory:
one model against `import click, yaml, pydantic`, and the whole catalog against one model.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "company.yaml"
IMPORTS = [sys.executable, "-c", "import click, yaml, pydantic"]
LICHECK = [str(Path(sys.executable).with_name("licheck")), "evaluate"]


def wall(command: Sequence[str]) -> float:
    """Seconds from start to end of one process, whatever its exit code."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def paired(name: str, command: Sequence[str], other: Sequence[str], runs: int) -> None:
    """Prints the medians of two commands run in turn."""
    wall(command), wall(other)  # the first run fills the caches
    pairs = [(wall(command), wall(other)) for _ in range(runs)]
    ratio = statistics.median(first / second for first, second in pairs)
    first, second = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{name}: {first * 1000:.0f} ms against {second * 1000:.0f} ms, ratio {ratio:.2f} (median of {runs} pairs)")


def main() -> None:
    """Both pairs, and the memory of the largest process."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        everything = Path(folder) / "everything.yaml"
        lines = EXAMPLE.read_text(encoding="utf-8").split("    models:")[0]
        everything.write_text(lines, encoding="utf-8")
        one = [*LICHECK, str(EXAMPLE), "--use", "triage-assistant", "mistralai/Mistral-7B-Instruct-v0.3"]
        paired("one model / three imports", one, IMPORTS, runs)
        paired("whole catalog / one model", [*LICHECK, str(everything)], one, runs)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"peak memory of the largest process: {peak / 1024:.0f} MiB")


if __name__ == "__main__":
    os.chdir(EXAMPLE.parents[1])
    main()
