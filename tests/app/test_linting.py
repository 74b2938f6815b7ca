"""Every finding is shown on an encoding that has it and is otherwise sound, and the sound one has none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from checker.app.linting import LintReport, lint_encodings, session_to_lint
from checker.domain.finding import Finding, Severity
from checker.domain.finding_codes import CODES
from tests.sound_encoding import CASES, ENCODING, ID, TEXT, spoiled, write


@dataclass(frozen=True)
class Defect:
    """One place of the sound encoding, its cases or its text, spoiled."""

    old: str
    new: str
    of: str = "encoding"


AGAIN = """\
  - id: no-bets
    section: Attachment A, 1
    says: No gambling, once more.
    anchor: for gambling
    effect: prohibits
    acts: all
    when: use.applications include gambling
"""
DEFECTS = {
    "encoding-invalid": Defect("unit: monthly active users", "unit: monthly active user"),
    "cases-invalid": Defect("expect: deny\n    because: [gambling]", "expect: never\n    because: [gambling]", "cases"),
    "value-incomplete": Defect("counting: [licensee, affiliates]", "counting: []"),
    "anchor-missing": Defect("    anchor: for gambling\n", ""),
    "value-unused": Defect(
        "terms:\n",
        """  spare: {section: "3", anchor: 1 million monthly, amount: 1 million, unit: monthly active users,
    measured: {over: when it is asked, counting: [licensee]}}
terms:
""",
    ),
    "term-unused": Defect("terms:\n", 'terms:\n  spare: {section: "3", means: use.production is true}\n'),
    "clause-never-applies": Defect("    when: large-platform\n", "    when: large-platform and not large-platform\n"),
    "clause-covered": Defect("not_encoded:\n", AGAIN + "not_encoded:\n"),
    "cases-missing": Defect(CASES, f"schema: 1\nlicense: {ID}\ncases: []\n", "cases"),
    "case-names-nothing": Defect("duties: {lawful-use: conduct}", "duties: {lawful-use: conduct, lawful-uses: absent}", "cases"),
    "clause-never-fires": Defect(
        "with: {use.applications: [gambling]}\n    expect: deny\n    because: [gambling]", "expect: allow", "cases"
    ),
    "clause-always-fires": Defect("  use.applications: [search]\n", "", "cases"),
    "text-drift": Defect("There is none.", "There is none at all.", "text"),
    "anchor-not-found": Defect("anchor: for gambling", "anchor: for any gambling"),
    "anchor-elsewhere": Defect("section: 2.b\n", "section: 2.a\n"),
    "amount-elsewhere": Defect("anchor: more than 1 million monthly active users", "anchor: Nobody uses the model"),
    "literal-not-found": Defect("display: Made with Example", "display: Built with Example"),
    "section-missing": Defect('  - {section: "4", reason: warranty}\n', ""),
    "section-unknown": Defect('section: "4", reason: warranty}\n', 'section: "4", reason: warranty}\n  - {section: "9", reason: courts}\n'),
}
BESIDES = {
    "clause-never-applies": {"clause-never-fires"},
    "value-incomplete": {"clause-never-fires"},  # whose figures count is what the comparison needs
    "anchor-elsewhere": {"section-missing"},  # 2.b itself is now named by nothing
    "amount-elsewhere": {"anchor-elsewhere"},
}
"""What the same defect cannot help being as well."""


def lint_of(folder: Path, texts: bool = True) -> LintReport:
    return lint_encodings(session_to_lint([folder / "licenses"]), [ID], folder / "texts" if texts else None)


def spoil(defect: Defect, folder: Path) -> None:
    parts = {"encoding": ENCODING, "cases": CASES, "text": TEXT}
    write(folder, **(parts | {defect.of: spoiled(parts[defect.of], defect.old, defect.new)}))


def codes(report: LintReport) -> set[str]:
    return {finding.code for finding in report.findings}


def finding_of(code: str, report: LintReport) -> Finding:
    return next(finding for finding in report.findings if finding.code == code)


def test_a_sound_encoding_has_no_finding(tmp_path: Path) -> None:
    write(tmp_path)
    report = lint_of(tmp_path)
    assert report.findings == ()
    assert (report.encodings, report.with_text, report.fully) == (1, 1, 1)


@pytest.mark.parametrize("code", DEFECTS)
def test_each_defect_is_found_and_nothing_else(code: str, tmp_path: Path) -> None:
    spoil(DEFECTS[code], tmp_path)
    report = lint_of(tmp_path)
    assert codes(report) == {code} | BESIDES.get(code, set())
    finding = finding_of(code, report)
    assert finding.severity is CODES[code]
    assert finding.hint or code in ("encoding-invalid", "cases-invalid")
    assert finding.path.startswith(str(tmp_path))


def test_every_code_is_shown_here_or_where_it_needs_more(tmp_path: Path) -> None:
    elsewhere = {"section-doubtful", "text-missing", "vocabulary-unused", "catalog-invalid"}
    assert set(DEFECTS) | elsewhere == set(CODES)


@pytest.mark.parametrize(
    ("code", "line"),
    [("anchor-missing", "- id: gambling"), ("literal-not-found", "- id: credit"), ("value-incomplete", "user-ceiling:")],
)
def test_a_finding_names_the_line_of_the_clause_or_value(code: str, line: str, tmp_path: Path) -> None:
    spoil(DEFECTS[code], tmp_path)
    path, number, _ = finding_of(code, lint_of(tmp_path)).path.rsplit(":", 2)
    assert Path(path).read_text(encoding="utf-8").splitlines()[int(number) - 1].strip() == line


def test_a_finding_about_a_case_names_its_line(tmp_path: Path) -> None:
    spoil(DEFECTS["case-names-nothing"], tmp_path)
    path, number, _ = finding_of("case-names-nothing", lint_of(tmp_path)).path.rsplit(":", 2)
    assert "running it is granted" in Path(path).read_text(encoding="utf-8").splitlines()[int(number) - 1]


def test_a_section_of_a_text_whose_numbers_leave_a_gap_is_only_doubtful(tmp_path: Path) -> None:
    text = spoiled(TEXT, "4. Warranty. There is none.", "5. Warranty. There is none.")
    write(tmp_path, spoiled(ENCODING, '  - {section: "4", reason: warranty}\n', ""), text=text)
    report = lint_of(tmp_path)
    assert codes(report) == {"section-doubtful", "text-drift"}
    assert finding_of("section-doubtful", report).severity is Severity.WARNING
    assert report.fully == 0


def test_without_texts_nothing_is_said_of_them(tmp_path: Path) -> None:
    spoil(DEFECTS["section-missing"], tmp_path)
    report = lint_of(tmp_path, texts=False)
    assert (report.findings, report.with_text, report.texts) == ((), 0, None)


def test_a_text_that_is_not_in_the_folder_is_told(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "texts" / f"{ID}.txt").unlink()
    report = lint_of(tmp_path)
    assert codes(report) == {"text-missing"}
    assert "https://example.com/license" in finding_of("text-missing", report).hint


def test_a_reported_encoding_needs_no_text_and_no_anchors(tmp_path: Path) -> None:
    encoding = spoiled(ENCODING, "  publisher: Example Labs\n", "  publisher: Example Labs\n  evidence: reported\n")
    encoding = spoiled(encoding, "  sha256: SHA256\n", "")
    encoding = "\n".join(line for line in encoding.splitlines() if "anchor:" not in line) + "\n"
    write(tmp_path, encoding, CASES.replace("expect: allow", "expect: review").replace("expect: conditional", "expect: review"))
    (tmp_path / "texts" / f"{ID}.txt").unlink()
    assert lint_of(tmp_path).findings == ()


def test_the_duty_that_a_case_meets_may_be_one_of_another_encoding(tmp_path: Path) -> None:
    write(
        tmp_path,
        cases=spoiled(CASES, "duties: {credit: required}", "duties: {credit: required}\n    meets: [llama-4-community#built-with-llama]"),
    )
    assert lint_of(tmp_path).findings == ()


def test_a_clause_that_another_encoding_has_may_not_decide(tmp_path: Path) -> None:
    write(tmp_path, cases=spoiled(CASES, "{credit: required}", "{credit: required, llama-4-community#built-with-llama: absent}"))
    assert codes(lint_of(tmp_path)) == {"case-names-nothing"}


def test_the_use_of_the_vocabulary_is_looked_at_only_with_all_encodings(tmp_path: Path) -> None:
    write(tmp_path)
    vocabulary = tmp_path / "licenses" / "vocabulary"
    vocabulary.mkdir()
    (vocabulary / "own.yaml").write_text(
        "schema: 1\nkind: applications\nentries:\n  juggling: {restricted: true, label: juggling, definition: Juggling.}\n",
        encoding="utf-8",
    )
    session = session_to_lint([tmp_path / "licenses"])
    assert not lint_encodings(session, [ID]).vocabulary
    report = lint_encodings(session, sorted(session.library.license_ids))
    assert report.vocabulary
    about_it = [finding for finding in report.findings if finding.subject == "applications: juggling"]
    assert [finding.code for finding in about_it] == ["vocabulary-unused"]
    assert about_it[0].path.endswith("own.yaml:4:3")


def test_a_catalog_that_cannot_be_read_is_told_beside_the_rest(tmp_path: Path) -> None:
    write(tmp_path)
    catalog = tmp_path / "licenses" / "catalog"
    catalog.mkdir()
    (catalog / "own.yaml").write_text("schema: 1\npublisher: Example Labs\nmodels: []\nsorces: {}\n", encoding="utf-8")
    session = session_to_lint([tmp_path / "licenses"])
    report = lint_encodings(session, sorted(session.library.license_ids))
    assert "own.yaml" in finding_of("catalog-invalid", report).path


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    write(tmp_path)
    told: list[tuple[int, int]] = []
    lint_encodings(session_to_lint([tmp_path / "licenses"]), [ID], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
