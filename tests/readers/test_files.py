"""The readers on files as the tools' documentation shows them: every model in them is seen, at its place, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checker.domain.sighting import FileReading, Role, Sighting
from checker.readers.interface import Source
from checker.readers.registry import READERS

FOLDER = Path(__file__).parent / "files"
EXPECTED: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))


def source_of(path: Path, name: str) -> Source:
    return Source(name, path.stat().st_size, lambda: path.open("rb"))


def read(name: str) -> list[tuple[str, FileReading]]:
    source = source_of(FOLDER / name, name)
    return [(reader.name, reader.read(source)) for reader in READERS.values() if reader.recognizes(source)]


def told(reader: str, sighting: Sighting) -> str:
    text = f"{reader} {sighting.line}:{sighting.column} {sighting.model}"
    text += f" @{sighting.revision}" * bool(sighting.revision) + f" via {sighting.provider}" * bool(sighting.provider)
    if sighting.role is Role.DESCRIBES:
        text += " described" + f" under {sighting.license}" * bool(sighting.license)
        text += f" named {sighting.license_name}" * bool(sighting.license_name)
        text += "".join(f" {base.relation.value} {base.model}" for base in sighting.bases)
    return text


def test_every_file_has_its_expectation() -> None:
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_all_that_a_file_says_is_seen_and_nothing_else(name: str) -> None:
    found = []
    for reader, reading in read(name):
        found += [told(reader, sighting) for sighting in reading.sightings]
        found += [f"{reader} {unclear.line}:{unclear.column} ?" for unclear in reading.not_understood]
    assert sorted(found) == sorted(EXPECTED[name])


@pytest.mark.parametrize("name", EXPECTED)
def test_a_place_points_at_the_name(name: str) -> None:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    for _, reading in read(name):
        for sighting in reading.sightings:
            assert 1 <= sighting.line <= len(lines)
            assert 1 <= sighting.column <= len(lines[sighting.line - 1]) + 1
        assert all(unclear.reason and unclear.hint for unclear in reading.not_understood)


def test_every_reader_is_shown_on_a_file_or_has_tests_of_its_own() -> None:
    shown = {line.split()[0] for lines in EXPECTED.values() for line in lines}
    assert set(READERS) - shown == {"gguf", "safetensors"}


def test_readers_are_named_as_they_are_registered() -> None:
    assert all(reader.name == name and reader.reads for name, reader in READERS.items())
