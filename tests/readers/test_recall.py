"""How many of the models in the example files are found, and that none is passed over: the figure of the documentation."""

from __future__ import annotations

from tests.readers.test_files import EXPECTED, read


def test_every_model_of_the_examples_is_found_in_its_line() -> None:
    models = {(name, line.split()[0], line.split()[1].partition(":")[0], line.split()[2]) for name in EXPECTED for line in EXPECTED[name]}
    wanted = {entry for entry in models if entry[3] != "?"}
    found = {
        (name, reader, str(sighting.line), sighting.model.split()[0])
        for name in EXPECTED
        for reader, reading in read(name)
        for sighting in reading.sightings
    }
    assert len(wanted) > 70
    assert len(wanted & found) / len(wanted) == 1
