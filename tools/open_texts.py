"""Collects the license texts that encodings are pinned to from any folders, such as unpacked packages of license texts.

usage: python tools/open_texts.py FOLDER... INTO

Each file of the FOLDERs is taken as it is, without its front matter between `---` lines, and, of a JSON file, by every string in it. A
text whose normalized hash an encoding is pinned to is written to INTO as `<license-id>.txt`. INTO must not lie in a repository: no license
text belongs in this project. Those of the plain open licenses are in the npm package `spdx-license-list` (6.12.0, and 6.4.0 for the older
wording of three), in the folder `_licenses` of the repository `github/choosealicense.com`, and in the Python package
`scancode-toolkit-mini` (32.5.0).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from checker.library.headings import Headings
from checker.library.places import Places
from checker.textio.held_texts import held_texts
from checker.textio.normal import sha256_of_text
from checker.textio.write import write_whole

_LARGEST = 2_000_000
"""Bytes of a file that is read."""


def main(arguments: list[str]) -> int:
    """Reads the folders and writes the texts that are pinned."""
    if len(arguments) < 2 or not all(Path(folder).is_dir() for folder in arguments[:-1]):
        print(__doc__)  # noqa: T201 - a script prints
        return 2
    pinned = {heading.sha256: heading.license for heading in Headings(Places.of()).all() if heading.sha256}
    target = Path(arguments[-1])
    target.mkdir(parents=True, exist_ok=True)
    found: set[str] = set()
    for folder in arguments[:-1]:
        for text in _texts(Path(folder)):
            license_id = pinned.get(sha256_of_text(text))
            if license_id is not None and license_id not in found:
                found.add(license_id)
                write_whole(target / f"{license_id}.txt", text)
    print(f"{len(found)} texts in {target}")  # noqa: T201
    return 0


def _texts(folder: Path) -> Iterator[str]:
    """Every text in the files of a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size < _LARGEST:
            yield from held_texts(path.read_text(encoding="utf-8", errors="replace"), is_json=path.suffix == ".json")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
