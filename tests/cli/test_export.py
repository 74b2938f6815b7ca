"""`licheck export`: the same content in every format, and nothing that a name can break."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from checker.exporters.dossier_formats import FORMATS
from tests.cli.conftest import Here
from tests.golden import AS_OF, SMALL_COMPANY, SMALL_LIBRARY

SMALL = ("--licenses", str(SMALL_LIBRARY), "--as-of", AS_OF)


@pytest.fixture
def company(tmp_path: Path) -> Path:
    return Path(shutil.copy(SMALL_COMPANY, tmp_path / "company.yaml"))


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_input_gives_the_same_bytes(here: Here, company: Path, tmp_path: Path, form: str) -> None:
    written = []
    for name in ("one", "two"):
        assert here("export", "company.yaml", "--format", form, "--output", name, *SMALL).code == 1
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    assert written[0]


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_the_ending_of_the_file_says_the_format(here: Here, company: Path, tmp_path: Path, form: str) -> None:
    target = f"review{FORMATS[form.name].suffix}"  # type: ignore[attr-defined]
    assert here("export", "company.yaml", "--output", target, *SMALL).code == 1
    assert (tmp_path / target).stat().st_size > 0


def test_json_is_the_report_of_evaluate(here: Here, company: Path) -> None:
    exported = here("export", "company.yaml", "--format", "json", *SMALL)
    judged = here("evaluate", "company.yaml", "--format", "json", *SMALL)
    assert json.loads(exported.out) == json.loads(judged.out)
    assert exported.code == judged.code == 1


class TestRefusals:
    def test_no_format(self, here: Here, company: Path) -> None:
        done = here("export", "company.yaml", *SMALL)
        assert done.code == 2
        assert "say which format is wanted" in done.err

    def test_the_profile_is_never_overwritten(self, here: Here, company: Path) -> None:
        before = company.read_bytes()
        done = here("export", "company.yaml", "--format", "csv", "--output", "./company.yaml", *SMALL)
        assert (done.code, company.read_bytes()) == (2, before)

    def test_a_target_that_cannot_be_written(self, here: Here, company: Path) -> None:
        done = here("export", "company.yaml", "--format", "csv", "--output", "no/such/folder/x.csv", *SMALL)
        assert done.code == 2
        assert "cannot write `no/such/folder/x.csv`" in done.err

    def test_a_profile_with_errors_leaves_an_existing_file_as_it_was(self, here: Here, company: Path, tmp_path: Path) -> None:
        company.write_text(company.read_text(encoding="utf-8").replace("domicile: DE", "domicile: XX"), encoding="utf-8")
        (tmp_path / "x.csv").write_text("before", encoding="utf-8")
        done = here("export", "company.yaml", "--output", "x.csv", *SMALL)
        assert done.code == 4
        assert "company.yaml:5:13" in done.err
        assert (tmp_path / "x.csv").read_text(encoding="utf-8") == "before"
