"""Times `licheck identify` on 100 files of about 20 kB, as one whole process.

usage: python benchmarks/identify.py [RUNS]

Where the license texts lie in ../shared/texts, the files are the ten longer ones nearest to 20 kB, in turn word for word, with a number
changed, with a sentence taken out, reflowed, and as an HTML page. Elsewhere they are made of words by chance, which are the license of
nobody. Prints the median wall time and the slowest.
"""

from __future__ import annotations

import html
import random
import re
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT.parent / "shared" / "texts"
FILES = 100
SIZE = 20_000


def page(text: str) -> str:
    """The text as a page of HTML."""
    return f"<!doctype html><html><body><p>{html.escape(text)}</p></body></html>"


def shorter(text: str) -> str:
    """The text without the sentence in its middle."""
    sentences = text.split(". ")
    del sentences[len(sentences) // 2]
    return ". ".join(sentences)


FORMS: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: re.sub(r"\d+", "977", text, count=1),
    shorter,
    lambda text: "\n\n".join(textwrap.fill(part, 72) for part in text.split("\n\n")),
    page,
)


def sources() -> list[str]:
    """Ten texts of about 20 kB."""
    found = sorted(TEXTS.glob("*.txt"), key=lambda path: abs(path.stat().st_size - SIZE))[:10] if TEXTS.is_dir() else []
    if found:
        return [path.read_text(encoding="utf-8") for path in found]
    chance = random.Random(20)  # noqa: S311 - no secret hangs on it
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 11))) for _ in range(2_000)]
    return [". ".join(" ".join(chance.choices(words, k=20)) for _ in range(SIZE // 140)) for _ in range(10)]


def main() -> None:
    """Writes the files and runs the command on them."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    texts = sources()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FILES):
            text = FORMS[number % len(FORMS)](texts[number // len(FORMS) % len(texts)])
            (Path(folder) / f"{number}.txt").write_text(text, encoding="utf-8")
        names = [f"{number}.txt" for number in range(FILES)]
        size = sum((Path(folder) / name).stat().st_size for name in names)
        command = [sys.executable, "-c", "from checker.cli.main import main; main()", "identify", *names]
        taken = []
        for _ in range(runs):
            started = time.perf_counter()
            done = subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
            taken.append(time.perf_counter() - started)
    print(done.stdout.splitlines()[-1])
    print(f"{size / FILES / 1000:.1f} kB each; {statistics.median(taken):.2f} s (median of {runs} runs), {max(taken):.2f} s at most")


if __name__ == "__main__":
    main()
