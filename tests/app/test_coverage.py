"""The figures of an encoding: sections of its text, clauses, cases, and what the cases test."""

from __future__ import annotations

from pathlib import Path

from checker.app.coverage import Coverage, coverage
from checker.app.session import Session
from tests.sound_encoding import CASES, ENCODING, ID, spoiled, write


def figures(folder: Path, encoding: str = ENCODING, cases: str = CASES, *, texts: bool = True) -> Coverage:
    write(folder, encoding, cases)
    (found,) = coverage(Session.open([folder / "licenses"]), [ID], folder / "texts" if texts else None)
    return found


def test_each_section_is_encoded_or_listed(tmp_path: Path) -> None:
    found = figures(tmp_path)
    assert (found.sections, found.encoded, found.listed, found.missing) == (7, 5, 2, 0)
    assert (found.clauses, found.cases, found.rules, found.tested) == (5, 9, 4, 4)


def test_a_section_that_nothing_names_is_missing(tmp_path: Path) -> None:
    found = figures(tmp_path, spoiled(ENCODING, '  - {section: "4", reason: warranty}\n', ""))
    assert (found.sections, found.encoded, found.listed, found.missing) == (7, 5, 1, 1)


def test_a_clause_that_the_cases_see_from_one_side_only_is_not_tested(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        cases=spoiled(
            CASES, "    with: {use.applications: [gambling]}\n    expect: deny\n    because: [gambling]\n", "    expect: allow\n"
        ),
    )
    assert (found.rules, found.tested) == (4, 3)


def test_without_a_text_the_sections_that_are_named_are_counted(tmp_path: Path) -> None:
    found = figures(tmp_path, texts=False)
    assert (found.sections, found.encoded, found.listed, found.missing) == (None, 5, 2, 0)
