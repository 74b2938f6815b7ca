"""`licheck licenses lint`, `coverage` and `mutate`: what they print, and with which code they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Here
from tests.conftest import Run
from tests.sound_encoding import CASES, ENCODING, ID, spoiled, write

OWN = ("--licenses", "licenses")
TEXTS = ("--texts", "texts")
UNLISTED = spoiled(ENCODING, '  - {section: "4", reason: warranty}\n', "")
UNTESTED = spoiled(CASES, "  - name: a license lifts the limit\n", "  - name: a license of another kind does not\n").replace(
    "kind: license, licenses: [example-1.0]}]\n    expect: allow", "kind: registration, licenses: [example-1.0]}]\n    expect: deny"
)


class TestLint:
    def test_a_sound_encoding_ends_well(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path)
        done = here("licenses", "lint", ID, *OWN, *TEXTS)
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines()[:2] == [
            "1 encodings: 0 errors, 0 warnings",
            "1 were held against their text; in 1 of the texts every number fits those around it",
        ]

    def test_an_error_ends_with_4_and_says_where_what_and_the_way_out(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path, UNLISTED)
        done = here("licenses", "lint", ID, *OWN, *TEXTS)
        assert done.code == 4
        first, counted, codes, *_ = done.out.splitlines()
        assert first == (
            "licenses/example-1.0.yaml: error: section 4 (line 9 of the text) is neither encoded nor listed; "
            "encode it, or list it under `not_encoded` with the reason [section-missing]"
        )
        assert (counted, codes) == ("1 encodings: 1 errors, 0 warnings", "section-missing 1")

    def test_a_finding_of_a_clause_has_its_line(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path, spoiled(ENCODING, "anchor: for gambling", "anchor: for any gambling"))
        done = here("licenses", "lint", ID, *OWN, *TEXTS)
        line = ENCODING.splitlines().index("  - id: gambling") + 1
        assert done.out.startswith(f"licenses/example-1.0.yaml:{line}:5: error: the text does not hold the anchor `for any gambling`")

    def test_warnings_do_not_fail(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path, spoiled(ENCODING, "display: Made with Example", "display: Built with Example"))
        done = here("licenses", "lint", ID, *OWN, *TEXTS)
        assert done.code == 0
        assert "warning: the text does not hold the `display`" in done.out

    def test_without_texts_it_says_that_none_was_looked_at(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path, UNLISTED)
        done = here("licenses", "lint", ID, *OWN)
        assert done.code == 0
        assert "no text was looked at; name a folder of license texts with `--texts DIR`" in done.out
        assert "the use of the vocabulary was not looked at" in done.out

    def test_an_encoding_that_cannot_be_read_is_a_finding_like_any_other(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path, spoiled(ENCODING, "effect: permits", "effect: permitts"))
        done = here("licenses", "lint", ID, *OWN, *TEXTS)
        assert done.code == 4
        assert "[encoding-invalid]" in done.out
        assert done.out.startswith("licenses/example-1.0.yaml:")

    def test_the_json_has_every_part_of_a_finding(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path, UNLISTED)
        report = json.loads(here("licenses", "lint", ID, *OWN, *TEXTS, "--format", "json").out)
        assert report["schema"] == "licheck/lint/1"
        assert (report["encodings"], report["with_text"], report["vocabulary"]) == (1, 1, False)
        assert report["summary"] == {"error": 1, "warning": 0}
        (finding,) = report["findings"]
        assert finding == {
            "code": "section-missing",
            "severity": "error",
            "where": "licenses/example-1.0.yaml",
            "subject": ID,
            "message": "section 4 (line 9 of the text) is neither encoded nor listed",
            "hint": "encode it, or list it under `not_encoded` with the reason",
        }


class TestCoverage:
    def test_the_table_has_a_row_for_each_and_a_total(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path, UNLISTED)
        done = here("licenses", "coverage", ID, "mit", *OWN, *TEXTS)
        assert done.code == 0
        rows = [line.split() for line in done.out.splitlines()]
        assert rows[0] == ["license", "sections", "encoded", "listed", "missing", "clauses", "cases", "tested"]
        assert rows[1] == [ID, "7", "5", "1", "1", "5", "9", "4/4"]
        assert rows[2][:2] == ["mit", "-"]
        assert rows[3][:4] == ["2", "encodings", "7", str(5 + int(rows[2][2]))]

    def test_without_texts_it_says_what_is_counted(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path)
        done = here("licenses", "coverage", ID, *OWN)
        assert done.out.splitlines()[1].split() == [ID, "-", "5", "2", "-", "5", "9", "4/4"]
        assert "no text was looked at" in done.out

    def test_the_json_has_the_same_figures(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path)
        report = json.loads(here("licenses", "coverage", ID, *OWN, *TEXTS, "--format", "json").out)
        assert report["schema"] == "licheck/license-coverage/1"
        assert report["licenses"] == [
            {"license": ID, "sections": 7, "encoded": 5, "listed": 2, "clauses": 5, "cases": 9, "rules": 4, "tested": 4, "missing": 0}
        ]


HARMLESS = "changes_nothing:\n  - {clause: platform-license, mistake: '`lifted_by` is dropped', reason: nobody gets one}\n"


class TestMutate:
    def test_where_no_mutant_survives_the_score_is_full(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path)
        done = here("licenses", "mutate", ID, *OWN, "--jobs", "1")
        assert done.code == 0
        row = done.out.splitlines()[1].split()
        assert row[0] == ID
        assert row[2:] == ["100.0", "%"]

    def test_survivors_are_listed_and_do_not_fail(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path, cases=UNTESTED)
        done = here("licenses", "mutate", ID, *OWN, "--jobs", "1")
        assert done.code == 0
        assert "  survived: platform-license: `lifted_by` is dropped [lifted-by]" in done.out.splitlines()
        assert "100.0" not in done.out
        assert "  lifted-by: 0/1" in done.out.splitlines()

    def test_one_that_changes_nothing_is_told_with_its_reason(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path, cases=UNTESTED + HARMLESS)
        done = here("licenses", "mutate", ID, *OWN, "--jobs", "1")
        assert done.code == 0
        assert "  changes nothing: platform-license: `lifted_by` is dropped; nobody gets one" in done.out.splitlines()
        assert "100.0" in done.out

    def test_one_that_a_case_notices_cannot_be_said_to_change_nothing(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path, cases=CASES + HARMLESS)
        done = here("licenses", "mutate", ID, *OWN, "--jobs", "1")
        assert done.code == 4
        assert "  wrongly stated to change nothing: platform-license: `lifted_by` is dropped" in done.out.splitlines()

    def test_one_kind_can_be_asked_for(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path)
        done = here("licenses", "mutate", ID, *OWN, "--kind", "unless", "--jobs", "1")
        assert done.out.splitlines()[-1] == "  unless: 1/1"

    def test_an_encoding_whose_cases_fail_ends_with_4(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path, cases=spoiled(CASES, "because: [gambling]", "because: [grant]"))
        done = here("licenses", "mutate", ID, *OWN, "--jobs", "1")
        assert done.code == 4
        assert "not measured: 1 of its cases fail as it is" in done.out

    def test_the_json_has_scores_kinds_and_survivors(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path, cases=UNTESTED)
        report = json.loads(here("licenses", "mutate", ID, *OWN, "--jobs", "1", "--format", "json").out)
        assert report["schema"] == "licheck/license-mutation/1"
        (found,) = report["licenses"]
        assert (found["license"], found["unmeasured"], found["total"] - found["killed"]) == (ID, None, 1)
        assert found["survivors"] == [{"kind": "lifted-by", "clause": "platform-license", "change": "`lifted_by` is dropped"}]
        assert found["kinds"]["clause"] == {"killed": 5, "total": 5}
        assert report["summary"] == {"killed": found["killed"], "total": found["total"]}

    def test_several_processes_work_from_the_command_line_too(self, tmp_path: Path, licheck: Run) -> None:
        write(tmp_path)
        done = licheck("licenses", "mutate", ID, "mit", *OWN, "--jobs", "2")
        assert done.returncode == 0, done.stderr
        assert [line.split()[0] for line in done.stdout.splitlines()[1:4]] == [ID, "mit", "all"]


@pytest.mark.parametrize("command", ["lint", "coverage", "mutate"])
class TestEach:
    def test_a_pattern_that_fits_nothing_is_wrong_usage(self, command: str, here: Here) -> None:
        done = here("licenses", command, "no-such-license")
        assert done.code == 2
        assert "no encoding matches `no-such-license`" in done.err

    def test_the_output_can_go_to_a_file(self, command: str, tmp_path: Path, here: Here) -> None:
        write(tmp_path)
        done = here("licenses", command, ID, *OWN, "--output", "out.txt")
        assert (done.code, done.out) == (0, "")
        assert "1" in (tmp_path / "out.txt").read_text(encoding="utf-8")

    def test_it_stands_in_the_help_of_the_group(self, command: str, here: Here) -> None:
        assert f"  {command} " in here("licenses", "--help").out


@pytest.mark.parametrize("command", ["lint", "coverage"])
def test_a_folder_of_texts_that_is_not_there_is_wrong_usage(command: str, here: Here) -> None:
    done = here("licenses", command, "mit", "--texts", "nowhere")
    assert done.code == 2
    assert "no such folder: `nowhere`" in done.err


class TestFiles:
    """A hook passes files, and knows no ids."""

    @pytest.mark.parametrize("name", [f"licenses/{ID}.yaml", f"licenses/cases/{ID}.yaml", "licenses/vocabulary/more.yaml"])
    def test_a_file_stands_for_the_encodings_it_bears_on(self, tmp_path: Path, here: Here, name: str) -> None:
        write(tmp_path, spoiled(ENCODING, "anchor: for gambling", "anchor: for any gambling"))
        (tmp_path / "licenses" / "vocabulary").mkdir(exist_ok=True)
        (tmp_path / "licenses" / "vocabulary" / "more.yaml").write_text(
            "schema: 1\nkind: applications\nentries:\n  gnome-tracking: {label: gnome tracking, definition: Following gnomes around.}\n"
        )
        done = here("licenses", "lint", name, *TEXTS)
        assert done.code == 4, done.err
        assert "anchor-not-found" in done.out
        assert "1 encodings: 1 errors" in done.out

    def test_a_wrong_catalog_is_told(self, tmp_path: Path, here: Here) -> None:
        write(tmp_path)
        (tmp_path / "licenses" / "catalog").mkdir()
        (tmp_path / "licenses" / "catalog" / "own.yaml").write_text("schema: 1\npublisher: Us\nsources: {}\nmodles: []\n")
        done = here("licenses", "lint", "licenses/catalog/own.yaml")
        assert done.code == 4
        assert "licenses/catalog/own.yaml:4:1: unknown key `modles`; did you mean `models`?" in done.err

    def test_a_file_that_is_not_there_is_told(self, here: Here) -> None:
        done = here("licenses", "lint", "licenses/nowhere.yaml")
        assert (done.code, done.err) == (4, "error: licenses/nowhere.yaml: no such file\n")
