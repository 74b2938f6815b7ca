"""Writes the fingerprints of license texts, by which `licheck identify` knows them.

usage: python tools/fingerprints.py TEXTS... [--into LICENSES]

TEXTS are folders of texts named `<license-id>.txt` (`<license-id>.excerpt.txt` where only an excerpt was seen). The figures go to
`fingerprints.json` in LICENSES, the shipped folder `licenses/` if it is left out; one of your own works with
`licheck identify --licenses LICENSES`. What the file holds of texts that are not in TEXTS stays. Nothing of a text is written but hashes,
counts and numbers. The shipped file is made by

    python tools/fingerprints.py ../shared/texts OPEN

where OPEN holds the texts of the plain open licenses (`tools/open_texts.py` collects them by their pinned hashes), and
`tests/library/test_fingerprints.py` fails where it is stale. Exit code 1 where an encoding is pinned to a text without fingerprint.
"""

from __future__ import annotations

import sys
from pathlib import Path

from checker.errors import InputError
from checker.library.fingerprints import FILE, of_folder, read, unprinted, written
from checker.library.places import Places
from checker.textio.write import write_whole

SHIPPED = Path(__file__).resolve().parent.parent / "licenses"


def main(arguments: list[str]) -> int:
    """Reads the folders and writes one file."""
    target = SHIPPED
    if "--into" in arguments[:-1]:
        at = arguments.index("--into")
        target = Path(arguments[at + 1])
        arguments = arguments[:at] + arguments[at + 2 :]
    if not arguments or not all(Path(folder).is_dir() for folder in arguments) or not target.is_dir():
        print(__doc__)  # noqa: T201 - a script prints
        return 2
    places = Places((target,))
    prints = {found.license: found for found in read(target / FILE, places)}
    for folder in arguments:
        try:
            prints.update((found.license, found) for found in of_folder(Path(folder), places))
        except InputError as error:
            print(error)  # noqa: T201
            return 1
    write_whole(target / FILE, written(prints.values()))
    print(f"{len(prints)} texts, {(target / FILE).stat().st_size:,} bytes: {target / FILE}")  # noqa: T201
    missing = unprinted(places)
    for license_id in missing:
        print(f"{license_id}: no fingerprint of the text it is pinned to; give the folder that holds it")  # noqa: T201
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
