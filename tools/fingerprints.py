"""Writes the fingerprints of license texts, by which `licheck identify` knows them.

usage: python tools/fingerprints.py TEXTS [LICENSES]

TEXTS is a folder of texts named `<license-id>.txt` (`<license-id>.excerpt.txt` where only an excerpt was seen). The figures go to
LICENSES/fingerprints.json, and to the shipped folder `licenses/` if LICENSES is left out; a folder of one's own works with
`licheck identify --licenses LICENSES`. Nothing of a text is written but hashes, counts and numbers. The shipped file is made by

    python tools/fingerprints.py ../shared/texts

and `tests/library/test_fingerprints.py` fails when it is stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

from checker.library.fingerprints import FILE, of_folder, written
from checker.textio.write import write_whole

SHIPPED = Path(__file__).resolve().parent.parent / "licenses"


def main(arguments: list[str]) -> int:
    """Reads one folder and writes one file."""
    if not 1 <= len(arguments) <= 2 or arguments[0] in ("-h", "--help"):
        print(__doc__)  # noqa: T201 - a script prints
        return 2
    prints = of_folder(Path(arguments[0]))
    target = (Path(arguments[1]) if len(arguments) > 1 else SHIPPED) / FILE
    write_whole(target, written(prints))
    print(f"{len(prints)} texts, {target.stat().st_size:,} bytes: {target}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
