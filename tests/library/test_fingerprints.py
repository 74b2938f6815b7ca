"""The shipped fingerprints: complete, fresh, and nothing but figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.library.fingerprints import FILE, Fingerprints, of_folder, read, unprinted, written
from checker.library.places import Places, shipped
from checker.textio.normal import tokens
from checker.textio.words import numbers_of
from tests.own_texts import HARBOUR, folder_of_encodings, folder_of_texts

TEXTS = Path(__file__).resolve().parents[3] / "shared" / "texts"
HOW = "run `python tools/fingerprints.py ../shared/texts`, with every other folder of texts that encodings are pinned to"


def test_every_pinned_text_has_its_fingerprint() -> None:
    assert unprinted(Places.of()) == [], HOW


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the license texts are not at hand in ../shared/texts")
def test_the_shipped_fingerprints_are_those_of_the_texts() -> None:
    held = {found.license: found.data for found in read(shipped() / FILE, Places.of())}
    stale = [made.license for made in of_folder(TEXTS, Places.of()) if json.loads(json.dumps(made.data)) != held.get(made.license)]
    assert stale == [], HOW


def test_they_are_figures() -> None:
    """Beside hashes, ids and section numbers there are only numbers, some of them in words."""
    for held in read(shipped() / FILE, Places.of()):
        for unit in range(len(held.units)):
            for amount in held.numbers(unit):
                assert numbers_of(amount.split()) == (amount,)
        assert all(len(tokens(section)) <= 9 for section in held.sections)
        known = {
            "sha256",
            "one_spelling",
            "shown",
            "words",
            "head",
            "excerpt",
            "fill_in",
            "pieces",
            "title",
            "sections",
            "numbers",
            "units",
        }
        assert set(held.data) <= known | {"grams", "notices"}


def test_they_are_small() -> None:
    assert (shipped() / FILE).stat().st_size < 3_000_000


def test_what_is_written_is_read(tmp_path: Path) -> None:
    prints = of_folder(folder_of_texts(tmp_path / "texts"), Places.of())
    (tmp_path / FILE).write_text(written(prints), encoding="utf-8")
    found = {print_.license: print_.sha256 for print_ in read(tmp_path / FILE, Places.of())}
    assert found == {print_.license: print_.sha256 for print_ in prints}


def test_an_excerpt_is_one_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "harbour-1.0.excerpt.txt").write_text(HARBOUR[:400], encoding="utf-8")
    (found,) = of_folder(tmp_path, Places.of())
    assert (found.license, found.excerpt) == ("harbour-1.0", True)


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"schema": 1}', '{"schema": 1, "texts": {"a": {}}}', '{"schema": 1, "texts": []}', "\ud800"]
)
def test_a_broken_file_is_an_error_of_input(content: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError, match="is no file of fingerprints"):
        read(tmp_path / FILE, Places.of())


def test_a_file_of_another_form_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"schema": 7, "texts": {}}', encoding="utf-8")
    with pytest.raises(InputError, match="of the form 7"):
        read(tmp_path / FILE, Places.of())


def test_the_users_encoding_comes_before_the_shipped_one(tmp_path: Path) -> None:
    folder = folder_of_encodings(tmp_path / "own")
    (folder / "harbour-1.0.yaml").rename(folder / "mit.yaml")
    (folder / "mit.yaml").write_text(
        (folder / "mit.yaml").read_text(encoding="utf-8").replace("id: harbour-1.0", "id: mit"), encoding="utf-8"
    )
    shipped_mit = read(shipped() / FILE, Places.of())
    prints = Fingerprints(Places.of([folder]))
    assert prints.get("mit") is None, "it is pinned to another text than the fingerprint that licheck ships"
    assert next(found.sha256 for found in shipped_mit if found.license == "mit") not in {found.sha256 for found in prints.prints}
    assert prints.with_hash(next(found.sha256 for found in prints.prints if found.license == "harbour-1.0"))[0] == "mit"
