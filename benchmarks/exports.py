"""Times `licheck export` as a whole process in every format, for one verdict and for a thousand.

usage: python benchmarks/exports.py [RUNS] [FORMAT]...

Prints the median wall and processor time, the peak memory and the size of the file. The thousand verdicts are the first
thousand models of the catalog for the product of examples/company.yaml.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from checker.app.session import Session
from checker.exporters.dossier_formats import FORMATS

EXAMPLE = Path(__file__).parents[1] / "examples" / "company.yaml"
LICHECK = str(Path(sys.executable).with_name("licheck"))
MANY = 1000


@dataclass(frozen=True)
class Run:
    """What one process took."""

    seconds: float
    of_the_processor: float
    mebibytes: float


def measured(command: list[str]) -> Run:
    """Wall time and peak memory of one process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 3):
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    return Run(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def profile(folder: Path, count: int) -> Path:
    """The product of the example on the first models of the catalog."""
    head = EXAMPLE.read_text(encoding="utf-8").split("    models:")[0]
    models = [model.id for model in Session.open().library.all_models()][:count]
    path = folder / f"company-{count}.yaml"
    path.write_text(head + "    models:\n" + "".join(f'      - "{model}"\n' for model in models), encoding="utf-8")
    return path


def main() -> None:
    """Every format, small and large."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    names = sys.argv[2:] or list(FORMATS)
    with tempfile.TemporaryDirectory() as folder:
        for count in (1, MANY):
            company = profile(Path(folder), count)
            for name in names:
                target = Path(folder) / f"out{FORMATS[name].suffix}"
                command = [LICHECK, "export", str(company), "--format", name, "--output", str(target)]
                measured(command)  # the first run fills the caches
                done = [measured(command) for _ in range(runs)]
                seconds = statistics.median(run.seconds for run in done)
                processor = statistics.median(run.of_the_processor for run in done)
                memory = max(run.mebibytes for run in done)
                size = target.stat().st_size / 1024
                times = f"{seconds:6.2f} s  {processor:6.2f} s of the processor"
                print(f"{count:>5} {name:<14} {times}  {memory:5.0f} MiB  {size:8.0f} KiB  (median of {runs})", flush=True)


if __name__ == "__main__":
    main()
