"""Every format says the same: verdicts, the clauses that decide, duties and questions, for each use and model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.domain.dossier import Dossier
from checker.exporters.dossier_formats import FORMATS, exporter_of
from tests.exporters import reading_back
from tests.exporters.reading_back import Content, squeezed

Read = Callable[[bytes, Dossier], Content]

READERS: dict[str, Read] = {
    "json": lambda data, _: reading_back.of_json(data),
    "csv": lambda data, _: reading_back.of_csv(data),
    "xlsx": lambda data, _: reading_back.of_xlsx(data),
    "md": lambda data, dossier: reading_back.of_text(reading_back.text_of_markdown(data), dossier),
    "docx": lambda data, dossier: reading_back.of_text(reading_back.text_of_docx(data), dossier),
    "pdf": lambda data, dossier: reading_back.of_text(reading_back.text_of_pdf(data), dossier),
}
TEXTS = {"md": reading_back.text_of_markdown, "docx": reading_back.text_of_docx, "pdf": reading_back.text_of_pdf}


def test_the_expectation_has_something_of_everything(dossier: Dossier) -> None:
    wanted = reading_back.of_dossier(dossier)
    assert len(wanted.verdicts) == 11
    assert {verdict for _, _, verdict in wanted.verdicts} == {"allow", "conditional", "review", "deny"}
    assert min(len(wanted.clauses), len(wanted.duties), len(wanted.questions)) >= 3


@pytest.mark.parametrize("form", READERS)
def test_same_content(dossier: Dossier, form: str) -> None:
    read = READERS[form](exporter_of(FORMATS[form]).render(dossier), dossier)
    wanted = reading_back.of_dossier(dossier)
    assert read.verdicts == wanted.verdicts
    assert read.clauses == wanted.clauses
    assert read.duties == wanted.duties
    assert read.questions == wanted.questions


@pytest.mark.parametrize("form", TEXTS)
def test_a_memo_says_once_that_it_is_no_advice_and_what_it_rests_on(dossier: Dossier, form: str) -> None:
    text = squeezed(TEXTS[form](exporter_of(FORMATS[form]).render(dossier)))
    assert text.count(squeezed("This document is not legal advice.")) == 1
    for said in (
        dossier.report.library_sha256,
        dossier.profile_sha256,
        "22 November 2026",
        "small-1.0",
        "0" * 63 + "1",
        "not checked by counsel",
    ):
        assert squeezed(said) in text, said


@pytest.mark.parametrize("form", TEXTS)
def test_a_memo_tells_who_stated_what(dossier: Dossier, form: str) -> None:
    text = squeezed(TEXTS[form](exporter_of(FORMATS[form]).render(dossier)))
    for fact in dossier.organization:
        assert squeezed(fact.place) in text
    assert "S-17" in text
    assert squeezed("“Made with Small”") in text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tables_say_once_that_they_are_no_advice(dossier: Dossier, form: str) -> None:
    data = exporter_of(FORMATS[form]).render(dossier)
    if form == "csv":
        assert data.decode().count("This document is not legal advice.") == 1
    else:
        import io

        import openpyxl

        about = dict(openpyxl.load_workbook(io.BytesIO(data))["About"].iter_rows(values_only=True))
        assert about["not legal advice"].startswith("This document is not legal advice.")
        assert about["library sha256"] == dossier.report.library_sha256
