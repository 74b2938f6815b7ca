"""`licheck export`: the same content in every format, and nothing that a name can break."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from checker.app.dossier import Inquiry, assemble
from checker.app.session import Session
from checker.exporters.dossier_formats import FORMATS, exporter_of
from tests.cli.conftest import Here
from tests.cli.terminal import ROOT, on_a_terminal
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


class TestAsked:
    def test_a_binary_format_is_nothing_for_a_terminal(self, company: Path) -> None:
        code, shown = on_a_terminal(["export", "company.yaml", "--format", "pdf", *SMALL], company.parent)
        assert code == 2
        assert "pdf is nothing for a terminal; name a file: `--output review.pdf`" in " ".join(shown.split())

    def test_a_text_format_shows_its_lines_on_a_terminal(self, company: Path) -> None:
        code, shown = on_a_terminal(["export", "company.yaml", "small/free", "--format", "md", "--use", "triage", *SMALL], company.parent)
        assert code == 0
        assert shown.startswith("# Use of AI models: license review\n")
        assert shown.endswith("*\n")

    def test_a_binary_format_goes_through_a_pipe_whole(self, company: Path) -> None:
        command = [sys.executable, "-m", "checker.cli.main", "export", str(company), "--format", "xlsx", *SMALL]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 1
        assert ZipFile(io.BytesIO(done.stdout)).testzip() is None

    def test_a_missing_library_is_one_message(self, here: Here, company: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "typst", None)
        monkeypatch.delitem(sys.modules, "checker.exporters.pdf_memo", raising=False)
        done = here("export", "company.yaml", "--output", "x.pdf", *SMALL)
        assert done.code == 2
        assert done.err == "error: `--format pdf` needs `pip install 'licheck[review]'`; `typst` is not installed\n"

    def test_fonts_are_for_pdf(self, here: Here, company: Path) -> None:
        assert "`--fonts` is for pdf" in here("export", "company.yaml", "--output", "x.docx", "--fonts", ".", *SMALL).err
        assert "no such folder of fonts: `nowhere`" in here("export", "company.yaml", "--output", "x.pdf", "--fonts", "nowhere", *SMALL).err

    def test_fail_on_never_is_for_whoever_wants_the_document_alone(self, here: Here, company: Path) -> None:
        assert here("export", "company.yaml", "--output", "x.md", "--fail-on", "never", *SMALL).code == 0

    def test_models_and_uses_are_chosen_as_in_evaluate(self, here: Here, company: Path) -> None:
        done = here("export", "company.yaml", "small/f*", "--use", "triage", "--format", "json", *SMALL)
        assert [result["model"] for result in json.loads(done.out)["results"]] == ["small/free"]

    def test_source_date_epoch_is_the_time_that_documents_are_made_at(
        self, here: Here, company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        here("export", "company.yaml", "--output", "x.docx", *SMALL)
        with ZipFile(tmp_path / "x.docx") as archive:
            assert {member.date_time for member in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}
            assert b"2023-11-14T22:13:20Z" in archive.read("docProps/core.xml")

    def test_a_wrong_source_date_epoch_is_told(self, here: Here, company: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
        done = here("export", "company.yaml", "--output", "x.docx", *SMALL)
        assert (done.code, "not a number of seconds since 1970" in done.err) == (2, True)

    def test_passages_of_a_text_at_hand_are_quoted(self, here: Here, company: Path, tmp_path: Path) -> None:
        texts = tmp_path / "texts"
        texts.mkdir()
        (texts / "small-1.0.txt").write_text("1. Anyone may stroll about the garden.\n", encoding="utf-8")
        library = tmp_path / "library"
        shutil.copytree(SMALL_LIBRARY, library)
        encoding = library / "small-1.0.yaml"
        text = encoding.read_text(encoding="utf-8")
        encoding.write_text(
            text.replace("    effect: permits\n", "    anchor: stroll about the garden\n    effect: permits\n", 1), encoding="utf-8"
        )
        arguments = ("--use", "triage", "--texts", "texts", "--licenses", "library", "--as-of", AS_OF)
        out = here("export", "company.yaml", "small/base", "--format", "md", *arguments).out
        assert "*“1. Anyone may stroll about the garden.”*" in out
        assert "**not the text that was encoded**" in out
        assert "drift:" in out

    def test_nothing_to_judge_is_a_document_that_says_so(self, small: Session) -> None:
        empty = assemble(small, small.load_profile(SMALL_COMPANY), Inquiry({}, date(2026, 11, 22)))
        for form in FORMATS.values():
            assert exporter_of(form).render(empty), form.name
        text = exporter_of(FORMATS["md"]).render(empty).decode()
        assert "There was nothing to judge: no model was chosen." in text


@pytest.fixture(scope="module")
def small() -> Session:
    return Session.open([SMALL_LIBRARY])


def test_the_python_of_the_guide_runs(tmp_path: Path) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "guides" / "export.md").read_text(encoding="utf-8"), re.DOTALL)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "required ship a copy of the license" in done.stdout
    assert (tmp_path / "review.docx").stat().st_size > 10_000


class TestDecisions:
    @pytest.fixture(autouse=True)
    def taken(self, here: Here, company: Path) -> None:
        about = (
            "--outcome",
            "deny",
            "--by",
            "Jane Roe",
            "--why",
            "Not before the pilot has ended.",
            "--expires",
            "2026-12-31",
            "--use",
            "triage",
        )
        assert here("decide", "company.yaml", "small/free", *about, "--file", "d.yaml", *SMALL).code == 0

    def test_the_exit_code_goes_by_the_outcome(self, here: Here, tmp_path: Path) -> None:
        arguments = ("company.yaml", "small/free", "--use", "triage", "--licenses", str(SMALL_LIBRARY))
        plain = here("export", *arguments, "--as-of", AS_OF, "--format", "md")
        assert (plain.code, plain.err) == (0, "")
        decided = here("export", *arguments, "--as-of", AS_OF, "--format", "md", "--decisions", "d.yaml")
        assert (decided.code, decided.err) == (1, "")
        assert "| `small/free` | **allow** → **deny** | Jane Roe, until 2026-12-31: deny |" in decided.out
        lapsed = here("export", *arguments, "--as-of", "2027-01-01", "--format", "md", "--decisions", "d.yaml")
        assert lapsed.code == 0
        assert "decision-expired" in lapsed.err
        assert "**Not applied:** `free-deny` (it expired on 2026-12-31)" in lapsed.out

    def test_json_is_the_report_with_decisions_of_evaluate(self, here: Here) -> None:
        exported = here("export", "company.yaml", "--format", "json", "--decisions", "d.yaml", *SMALL)
        judged = here("evaluate", "company.yaml", "--format", "json", "--decisions", "d.yaml", *SMALL)
        assert (json.loads(exported.out), exported.code, exported.err) == (json.loads(judged.out), judged.code, judged.err)

    def test_a_file_beside_the_profile_is_not_taken_unasked(self, here: Here, tmp_path: Path) -> None:
        (tmp_path / "d.yaml").rename(tmp_path / "licheck-decisions.yaml")
        assert "Jane Roe" not in here("export", "company.yaml", "--format", "md", *SMALL).out

    def test_the_document_is_not_written_over_the_decisions(self, here: Here, tmp_path: Path) -> None:
        done = here("export", "company.yaml", "--format", "md", "--decisions", "d.yaml", "--output", "d.yaml", *SMALL)
        assert (done.code, "is the file of decisions itself" in done.err) == (2, True)
