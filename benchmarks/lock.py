"""How long `licheck lock --check` takes offline for many locked models, as a whole process.

    python benchmarks/lock.py [MODELS] [RUNS]

Writes a manifest of models of the shipped catalog into a temporary folder, locks it, and times the check.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from checker.app.session import Session

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Prints the median of some runs, the first of which fills the cache and is not counted."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    models = [model.id for model in Session.open().library.all_models() if model.weights][:count]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "company.yaml").write_text((ROOT / "examples" / "company.yaml").read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "models.yaml").write_text(
            "use: triage-assistant\nmodels:\n" + "".join(f"  - {model}\n" for model in models), encoding="utf-8"
        )
        run(folder)
        taken = []
        for _ in range(runs + 1):
            started = time.perf_counter()
            run(folder, "--check")
            taken.append(time.perf_counter() - started)
    counted = taken[1:]
    spread = f"{min(counted):.2f}-{max(counted):.2f} s"
    print(f"lock --check of {len(models)} models, offline: median {statistics.median(counted):.2f} s, {spread}")


def run(folder: Path, *arguments: str) -> None:
    """Runs the real command."""
    command = [sys.executable, "-m", "checker.cli.main", "lock", *arguments]
    subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(folder)}, capture_output=True, check=True)


if __name__ == "__main__":
    main()
