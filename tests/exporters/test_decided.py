"""Every format tells which verdicts people decided, by whom, why, until when and bound to what, with the verdict underneath."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from checker.app.session import Session
from checker.domain.decision import Decision
from checker.domain.dossier import Dossier
from checker.exporters.decided_schema import decided_schema
from checker.exporters.dossier_formats import FORMATS, exporter_of
from tests.exporters import reading_back
from tests.exporters.dossiers import DECISIONS, DISPUTE, ZERO
from tests.exporters.dossiers import decided as assembled
from tests.exporters.reading_back import squeezed


@pytest.fixture(scope="module")
def decided(small: Session, tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return assembled(tmp_path_factory.mktemp("decided"))


def made(dossier: Dossier, form: str) -> bytes:
    return exporter_of(FORMATS[form]).render(dossier)


def texts_of_html(data: bytes) -> str:
    page = re.sub(r"<(style|script)>.*?</\1>", "", data.decode("utf-8"), flags=re.DOTALL)
    import html

    return html.unescape(re.sub(r"<[^>]*>", "", page))


def texts_of_json(data: bytes) -> str:
    return "\n".join(_strings(json.loads(data)))


def _strings(part: object) -> list[str]:
    if isinstance(part, dict):
        return [text for key, value in part.items() for text in (key, *_strings(value))]
    if isinstance(part, list):
        return [text for value in part for text in _strings(value)]
    return [str(part)]


def texts_of_xlsx(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
    return "\n".join(cell.date().isoformat() if hasattr(cell, "date") else str(cell) for cell in cells)


TEXTS: dict[str, Callable[[bytes], str]] = {
    "md": reading_back.text_of_markdown,
    "docx": reading_back.text_of_docx,
    "pdf": reading_back.text_of_pdf,
    "html": texts_of_html,
    "csv": lambda data: data.decode("utf-8-sig"),
    "xlsx": texts_of_xlsx,
    "cyclonedx-1.6": texts_of_json,
    "cyclonedx-1.7": texts_of_json,
    "spdx-3.0": texts_of_json,
}


def test_the_expectation_has_something_of_everything(decided: Dossier) -> None:
    docket = decided.docket
    assert docket is not None
    assert {entry.decision.id: entry.standing for entry in docket.entries} == {
        "on-an-agreement": "applied",
        "on-a-report": "applied",
        "a-denial": "applied",
        "expired": "lapsed",
        "of-another-text": "lapsed",
        "not-needed": "not applied",
    }
    changed = {(o.result.model, o.result.use): (o.result.verdict.value, o.after.verdict.value) for o in decided.opinions if o.touched}
    assert changed == {
        ("small/base", "gnomes"): ("deny", "allow"),
        ("small/disputed", "triage"): ("review", "conditional"),
        ("small/free", "triage"): ("allow", "deny"),
        ("small/rumored", "triage"): ("review", "review"),
        ("small/chat", "triage"): ("conditional", "conditional"),
    }


@pytest.mark.parametrize("form", TEXTS)
def test_each_format_tells_who_decided_why_until_when_and_bound_to_what(decided: Dossier, form: str) -> None:
    text = squeezed(TEXTS[form](made(decided, form)))
    day = "31 May 2027" if form == "html" else "2027-05-31"
    for said in ("Jane Roe, General Counsel", "Rui Sá", "Because of on-an-agreement", "Because of a-denial", "LEGAL-12", "S-17", day):
        assert squeezed(said) in text, said
    assert squeezed("keep the publisher's letter") in text
    assert f"{ZERO}2" in text
    assert squeezed("use.applications") in text
    assert squeezed("none but gnome-tracking") in text
    assert squeezed("small-policy#gnomes") in text


@pytest.mark.parametrize("form", TEXTS)
def test_each_format_tells_that_a_decision_has_lapsed_and_why(decided: Dossier, form: str) -> None:
    text = squeezed(TEXTS[form](made(decided, form)))
    assert squeezed("it expired on 2026-11-30") in text
    assert squeezed("the text of small-1.0 is not the one that was decided on") in text.replace("`", "")


@pytest.mark.parametrize("form", ["md", "docx", "pdf", "html"])
def test_a_document_counts_verdicts_and_outcomes_apart(decided: Dossier, form: str) -> None:
    text = squeezed(TEXTS[form](made(decided, form)))
    marks = re.compile("[✕?!✓→]|afterdecisions")
    assert "2deny,4review,3conditional,2allow".replace(",", "") in marks.sub("", text).replace(",", "")
    assert squeezed("not needed: nothing that it decides is open by now") in text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_rows_have_the_outcome_beside_the_verdict(decided: Dossier, form: str) -> None:
    rows = rows_of(made(decided, form), form)
    verdicts = {(row["use"], row["model"]): (row["verdict"], row["outcome"]) for row in rows["verdict"]}
    assert verdicts["gnomes", "small/base"] == ("deny", "allow")
    assert verdicts["triage", "small/free"] == ("allow", "deny")
    assert verdicts["triage", "small/odd"] == ("review", "review")
    told = {(row["decision"], row["model"]): row["standing"] for row in rows["decided"]}
    assert told == {
        ("on-an-agreement", "small/base"): "applied",
        ("on-a-report", "small/disputed"): "applied",
        ("a-denial", "small/free"): "applied",
        ("expired", "small/rumored"): "not applied",
        ("of-another-text", "small/chat"): "not applied",
    }
    assert {row["decision"] for row in rows["decision"]} == {str(one["id"]) for one in DECISIONS}
    duties = {(row["model"], row["use"], row["clause"]): (row["status"], row["after decisions"]) for row in rows["duty"]}
    assert duties["small/base", "gnomes", "lawful-use"] == ("conduct", "conduct, with the outcome alone")  # a deny has no duties
    assert duties["small/chat", "triage", "credit"] == ("required", "required")


def rows_of(data: bytes, form: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    if form == "csv":
        for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            found.setdefault(row["row"], []).append(dict(row))
        return found
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet, kind in (("Verdicts", "verdict"), ("Decided", "decided"), ("Decisions", "decision"), ("Duties", "duty")):
        head, *body = book[sheet].iter_rows(values_only=True)
        found[kind] = [dict(zip(map(str, head), row, strict=True)) for row in body]
    return found


def test_the_matrix_of_the_workbook_shows_both(decided: Dossier) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(decided, "xlsx")))
    head, *body = book["Matrix"].iter_rows(values_only=True)
    assert {row[0]: row[head.index("triage")] for row in body}["small/free"] == "allow → deny"


def test_json_is_the_report_with_decisions(decided: Dossier) -> None:
    report = json.loads(made(decided, "json"))
    jsonschema.validate(report, decided_schema())
    assert report["schema"] == "licheck/decided-report/1"
    assert report["summary"] == {"allow": 2, "conditional": 3, "review": 4, "deny": 2}
    assert {one["code"] for one in report["findings"]} == {"decision-expired", "decision-text-changed", "decision-unused"}


def test_cyclonedx_has_an_annotation_by_whoever_decided(decided: Dossier) -> None:
    bill = json.loads(made(decided, "cyclonedx-1.7"))
    told = {(one["annotator"]["individual"]["name"], *one["subjects"]): one["timestamp"] for one in bill["annotations"]}
    assert told == {
        ("Jane Roe, General Counsel", "model:small/base"): "2026-11-22T00:00:00Z",
        ("Jane Roe, General Counsel", "model:small/disputed"): "2026-11-22T00:00:00Z",
        ("Rui Sá", "model:small/free"): "2026-11-22T00:00:00Z",
    }
    free = next(one for one in bill["components"] if one["name"] == "small/free")
    stated = {entry["name"]: entry["value"] for entry in free["properties"]}
    assert (stated["licheck:verdict:triage"], stated["licheck:outcome:triage"]) == ("allow", "deny")


def test_spdx_has_an_annotation_of_the_person_and_day_of_the_decision(decided: Dossier) -> None:
    graph = json.loads(made(decided, "spdx-3.0"))["@graph"]
    people = {one["spdxId"]: one["name"] for one in graph if one["type"] == "Person"}
    creations = {one["@id"]: one for one in graph if one["type"] == "CreationInfo"}
    told = {
        one["name"]: creations[one["creationInfo"]]
        for one in graph
        if one["type"] == "Annotation" and one.get("name", "").startswith("decision ")
    }
    assert {name: (people[made["createdBy"][0]], made["created"]) for name, made in told.items()} == {
        "decision on-an-agreement": ("Jane Roe, General Counsel", "2026-11-22T00:00:00Z"),
        "decision on-a-report": ("Jane Roe, General Counsel", "2026-11-22T00:00:00Z"),
        "decision a-denial": ("Rui Sá", "2026-11-22T00:00:00Z"),
    }


def test_what_a_person_settled_is_not_asked_any_more_and_conditions_are_to_be_done(decided: Dossier) -> None:
    assert DISPUTE not in {reason.says for opinion in decided.opinions for reason in opinion.after.reasons}
    assert [(found.says, found.decisions) for found in decided.conditions] == [("keep the publisher's letter", ("on-a-report",))]
    memo = reading_back.text_of_markdown(made(decided, "md"))
    settle = memo.split("8.3 Evidence to settle")[-1].split("9 Duties")[0]
    assert "Sources disagree" not in settle
    assert "Only a report says" in settle  # of the one whose decision has expired
    assert "To do for decisions to hold" in memo


@pytest.mark.parametrize("form", FORMATS)
def test_without_decisions_nothing_is_told_of_them(dossier: Dossier, form: str) -> None:
    assert dossier.docket is None
    text = TEXTS.get(form, texts_of_json)(made(dossier, form)).lower()
    assert "decisions of people" not in text
    assert "licheck:outcome" not in text
    assert "after decisions" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_decisions_give_the_same_bytes(small: Session, decided: Dossier, tmp_path: Path, form: str) -> None:
    assert decided.docket is not None
    again = assembled(tmp_path)
    assert again.docket is not None
    names = {str(tmp_path): str(Path(decided.docket.path).parent)}
    path = decided.docket.path
    moved = [
        replace(e, decision=replace(e.decision, place=e.decision.place.replace(*next(iter(names.items()))))) for e in again.docket.entries
    ]
    told = tuple(replace(found, path=path) for found in again.decision_findings)
    again = replace(again, docket=replace(again.docket, path=path, entries=tuple(moved)), decision_findings=told)
    assert made(again, form) == made(decided, form)


HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> `x` | **y** \u202egnp.exe 中文 \x1b[31m {{ 7*7 }}"


@pytest.mark.parametrize("form", FORMATS)
def test_words_of_a_decision_are_shown_and_never_acted_upon(decided: Dossier, form: str) -> None:
    opinions = tuple(
        replace(o, decided=replace(o.decided, applied=tuple(replace(a, decision=spoilt(a.decision)) for a in o.decided.applied)))
        for o in decided.opinions
        if o.decided is not None
    )
    assert decided.docket is not None
    entries = tuple(replace(entry, decision=spoilt(entry.decision)) for entry in decided.docket.entries)
    data = made(replace(decided, opinions=opinions, docket=replace(decided.docket, entries=entries)), form)
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = [cell for row in book["Decided"].iter_rows() for cell in row if "cmd" in str(cell.value)]
        assert cells
        assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}
    if form == "json":  # it keeps every character, written by its number where it steers a terminal
        assert b"\x1b" not in data
        return
    text = TEXTS[form](data)
    assert "\x1b" not in text
    assert "\u202e" not in text
    if form == "html":
        assert b"<script>alert" not in data
    if form == "csv":
        assert ",=cmd" not in text


def spoilt(decision: Decision) -> Decision:
    return replace(decision, why=HOSTILE, decided_by=HOSTILE, ticket=HOSTILE, conditions=(HOSTILE,))
