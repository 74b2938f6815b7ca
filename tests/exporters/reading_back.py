"""Reads exports back: what each says of verdicts, clauses, duties and questions."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import docx
import openpyxl
from docx.oxml.ns import qn
from pypdf import PdfReader

from checker.domain.dossier import Dossier
from checker.exporters.blocks import Heading
from checker.exporters.memo import memo

Pair = tuple[str, str]


@dataclass
class Content:
    """What an export says, as sets."""

    verdicts: set[tuple[str, str, str]] = field(default_factory=set)
    clauses: set[tuple[str, str, str]] = field(default_factory=set)
    duties: set[tuple[str, str, str]] = field(default_factory=set)
    questions: set[tuple[str, str, str]] = field(default_factory=set)


def of_dossier(dossier: Dossier) -> Content:
    found = Content()
    for opinion in dossier.opinions:
        result = opinion.result
        found.verdicts.add((result.use, opinion.name, result.verdict.value))
        found.clauses |= {(result.use, opinion.name, f"{r.license}#{r.clause}") for r in result.reasons if r.clause}
        found.duties |= {(result.use, opinion.name, f"{d.license}#{d.clause}") for d in result.duties}
        found.questions |= {(result.use, opinion.name, q.ask) for q in result.questions}
    return found


def of_json(data: bytes) -> Content:
    found = Content()
    for result in json.loads(data)["results"]:
        pair = (result["use"], result["model"])
        found.verdicts.add((*pair, result["verdict"]))
        found.clauses |= {(*pair, f"{r['license']}#{r['clause']}") for r in result["reasons"] if r["clause"]}
        found.duties |= {(*pair, f"{d['license']}#{d['clause']}") for d in result["duties"]}
        found.questions |= {(*pair, q["ask"]) for q in result["questions"]}
    return found


def of_csv(data: bytes) -> Content:
    return _of_rows((row["row"], row) for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def of_xlsx(data: bytes) -> Content:
    book = openpyxl.load_workbook(io.BytesIO(data))
    kinds = {"Verdicts": "verdict", "Reasons": "reason", "Duties": "duty", "Questions": "question"}
    rows = []
    for sheet, kind in kinds.items():
        head, *body = book[sheet].iter_rows(values_only=True)
        rows += [(kind, dict(zip(head, row, strict=True))) for row in body]
    return _of_rows(rows)


def _of_rows(rows: Iterable[tuple[str, dict[Any, Any]]]) -> Content:
    found = Content()
    for kind, row in rows:
        pair = (row["use"], row["model"])
        if kind == "verdict":
            found.verdicts.add((*pair, row["verdict"]))
        elif kind == "reason" and row["decides"] == "yes" and row["clause"]:
            found.clauses.add((*pair, f"{row['license']}#{row['clause']}"))
        elif kind == "duty":
            found.duties.add((*pair, f"{row['license']}#{row['clause']}"))
        elif kind == "question":
            found.questions.add((*pair, row["ask"]))
    return found


def text_of_markdown(data: bytes) -> str:
    return re.sub(r"\\([^\w\s])|[`*]", r"\1", data.decode("utf-8"))


def text_of_docx(data: bytes) -> str:
    """All text in the order of the document; each paragraph a line."""
    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join("".join(node.text or "" for node in line.iter(qn("w:t"))) for line in body.iter(qn("w:p")))


def text_of_pdf(data: bytes) -> str:
    """The text of all pages, without what repeats at their edges."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return "\n".join(_within_edges(page, number, len(pages)) for number, page in enumerate(pages, 1))


def _within_edges(page: str, number: int, pages: int) -> str:
    lines = page.splitlines()
    kept = [line for line in lines if f"{number} of {pages}" not in line and not line.endswith("Use of AI models: license review")]
    return "\n".join(kept if number > 1 else lines)


def of_text(text: str, dossier: Dossier) -> Content:
    """What a memo says, found in its text by its headings; blanks do not count, for lines and cells end anywhere."""
    blob = squeezed(text)
    universe = of_dossier(dossier)
    found = Content()
    headings = [squeezed(block.shown) for block in memo(dossier).blocks if isinstance(block, Heading) and block.number]
    places = [blob.rindex(heading) for heading in headings]
    assert places == sorted(places), "the headings are not in order"
    for index, heading in enumerate(headings):
        match = re.fullmatch(r"5\.\d+(Deny|Review|Conditional|Allow):.*for(.+)", heading)
        if match is None:
            continue
        section = blob[places[index] + len(heading) : places[index + 1]]
        models, _, rest = section.partition(
            _first(section, ("Whatdecides", "Whathastobefoundout", "Dutiesitbringsalong", "Clausebyclause"))
        )
        decides, asks, duties = (
            _between(section, "Whatdecides"),
            _between(section, "Whathastobefoundout"),
            _between(section, "Dutiesitbringsalong"),
        )
        uses = {use for use, _, _ in universe.verdicts if squeezed(use) == match[2]}
        models = re.sub(r"\([^()]*of[^()]*\)", "", models)  # the way to a base model is no model of the group
        names = {model for _, model, _ in universe.verdicts if squeezed(model) in models}
        for use in uses:
            for model in names:
                found.verdicts.add((use, model, match[1].lower()))
                found.clauses |= {(use, model, clause) for _, _, clause in universe.clauses if clause in decides}
                found.duties |= {(use, model, duty) for _, _, duty in universe.duties if squeezed(duty) in duties}
                found.questions |= {(use, model, ask) for _, _, ask in universe.questions if squeezed(ask) in asks}
        assert rest or not decides
    return found


_PARTS = ("Whatdecides", "Whathastobefoundout", "Dutiesitbringsalong", "Clausebyclause")


def _between(section: str, start: str) -> str:
    """A part of a section, up to the next one."""
    _, found, rest = section.partition(start)
    ends = [rest.index(part) for part in _PARTS if part in rest]
    return rest[: min(ends, default=len(rest))] if found else ""


def _first(section: str, parts: tuple[str, ...]) -> str:
    return min((part for part in parts if part in section), key=section.index, default="\0")


def squeezed(text: str) -> str:
    """`text` without blanks and marks that show nothing."""
    return re.sub(r"[\s\u2066-\u2069\u200b\u200e]", "", text)
