"""`licheck decide`, `licheck decisions` and `licheck evaluate --decisions`, on a small library with an open clause."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker.app.session import Session
from checker.exporters.decided_schema import decided_schema
from checker.library.decisions_schema import decisions_schema
from tests.cli.conftest import Done, Here
from tests.cli.terminal import on_a_terminal
from tests.cli.test_schema import as_an_editor_reads
from tests.golden import AS_OF, SMALL_COMPANY, SMALL_LIBRARY, compare

FILE = "licheck-decisions.yaml"
DOUBTFUL = """\
schema: 1
license: {id: doubtful-1.0, name: Doubtful License, kind: license, publisher: Doubt Labs, released: 2026-01-15, evidence: primary}
text: {sha256: "0000000000000000000000000000000000000000000000000000000000000009", source: https://doubt.example/license}
review: {status: encoded, encoded: 2026-11-22, checked: null}
clauses:
  - {id: grant, section: "1", says: Everything is granted., effect: permits, acts: all}
  - id: rivals
    section: "2"
    says: No use by rivals.
    effect: prohibits
    acts: all
    when: organization.domicile is in (DE, FR)
    unsettled: Is a health company a rival?
"""
CATALOG = """\
schema: 1
publisher: Doubt Labs
sources: {card: {title: cards of Doubt Labs, url: "https://doubt.example/cards", seen: 2026-11-01}}
models:
  - id: doubt/one
    released: 2026-02-01
    weights: [{license: doubtful-1.0, evidence: primary, source: card}]
"""
PROFILE = """\
organization: {name: Northwind Health, kind: company, domicile: DE}
use: {id: triage, purpose: commercial, acts: [run, serve], applications: [medical-information], obtained: weights, models: [doubt/one]}
"""
TAKEN = ("--by", "Jane Roe", "--why", "We asked the publisher.", "--expires", "2027-11-22")


@pytest.fixture
def own(tmp_path: Path) -> tuple[str, ...]:
    """A folder of encodings of one's own, a profile, and the options that name them."""
    folder = tmp_path / "own"
    (folder / "catalog").mkdir(parents=True)
    (folder / "doubtful-1.0.yaml").write_text(DOUBTFUL, encoding="utf-8")
    (folder / "catalog" / "doubt.yaml").write_text(CATALOG, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    return ("--licenses", "own", "--as-of", AS_OF)


def clause(here: Here, own: tuple[str, ...], *more: str) -> Done:
    about = ("--clause", "doubtful-1.0#rivals", "--outcome", "does-not-apply", "--ticket", "LEGAL-12")
    return here("decide", "p.yaml", "doubt/one", *about, *TAKEN, *own, *more)


def outcomes(here: Here, own: tuple[str, ...], *more: str) -> dict[str, Any]:
    done = here("evaluate", "p.yaml", "--decisions", FILE, "--format", "json", *own, *more)
    assert done.out, done.err
    report: dict[str, Any] = json.loads(done.out)
    Draft202012Validator(decided_schema()).validate(report)
    return {**report, "code": done.code, "err": done.err}


class TestDecide:
    def test_a_decision_is_written_with_what_it_rests_on_and_applied(
        self, here: Here, own: tuple[str, ...], tmp_path: Path, session: Session
    ) -> None:
        done = clause(here, own)
        assert (done.code, done.err) == (0, "")
        assert "underneath: review; after decisions: allow" in done.out
        compare("decision-on-a-clause.yaml", (tmp_path / FILE).read_text(encoding="utf-8"))
        schema = decisions_schema(session.library.vocabulary)
        Draft202012Validator(schema).validate(as_an_editor_reads((tmp_path / FILE).read_text(encoding="utf-8")))
        report = outcomes(here, own)
        assert report["code"] == 0
        assert report["report"]["results"][0]["verdict"] == "review"
        assert report["outcomes"][0]["outcome"] == "allow"
        assert report["outcomes"][0]["decisions"] == [{"id": "rivals-does-not-apply", "settles": ["doubtful-1.0#rivals"]}]
        assert (report["report"]["summary"]["review"], report["summary"]["allow"]) == (1, 1)

    def test_what_stands_in_the_file_is_kept(self, here: Here, own: tuple[str, ...], tmp_path: Path) -> None:
        clause(here, own)
        path = tmp_path / FILE
        path.write_text("# ours\n" + path.read_text(encoding="utf-8").replace("why:", "why:  # said by phone\n     "), encoding="utf-8")
        before = path.read_text(encoding="utf-8")
        assert here("decide", "p.yaml", "doubt/one", "--outcome", "deny", *TAKEN, *own).code == 0
        assert path.read_text(encoding="utf-8").startswith(before)

    def test_a_decision_that_would_not_hold_is_not_written(self, here: Here, own: tuple[str, ...], tmp_path: Path) -> None:
        done = here("decide", "p.yaml", "doubt/one", "--clause", "doubtful-1.0#rival", "--outcome", "does-not-apply", *TAKEN, *own)
        assert done.code == 2
        assert "is not open in this verdict; did you mean `doubtful-1.0#rivals`?" in done.err
        assert not (tmp_path / FILE).exists()

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("--outcome", "allow", "--by", "Jane"), "a decision needs `--why`, `--expires`"),
            (("--outcome", "allow", "--clause", "doubtful-1.0#rivals", *TAKEN), "is decided of a whole verdict, not of a clause"),
            (("--outcome", "applies", *TAKEN), "is decided of a clause, and none is stated"),
            (("--outcome", "allow", *TAKEN, "--expires", "2026-11-21"), "before it is taken"),
            (("--outcome", "allow", *TAKEN, "--range", "organization.domicile"), "does not state a range"),
            (("--outcome", "allow", *TAKEN, "--range", "organization.domicil=DE"), "did you mean `organization.domicile`"),
            (("--outcome", "allow", *TAKEN, "--range", "organization.domicile=FR"), "has left the range"),
            (("--outcome", "allow", *TAKEN, "--use", "triag"), "did you mean `triage`?"),
        ],
    )
    def test_what_is_missing_or_wrong_is_told(self, here: Here, own: tuple[str, ...], tmp_path: Path, arguments: Any, told: str) -> None:
        done = here("decide", "p.yaml", "doubt/one", *arguments, *own)
        assert done.code == 2
        assert told in done.err
        assert not (tmp_path / FILE).exists()

    def test_a_file_that_is_wrong_is_left_alone(self, here: Here, own: tuple[str, ...], tmp_path: Path) -> None:
        (tmp_path / FILE).write_text("schema: 1\ndecisions: [{id: a}]\n", encoding="utf-8")
        done = clause(here, own)
        assert done.code == 4
        assert (tmp_path / FILE).read_text(encoding="utf-8") == "schema: 1\ndecisions: [{id: a}]\n"

    def test_a_range_lets_a_fact_move(self, here: Here, own: tuple[str, ...], tmp_path: Path) -> None:
        clause(here, own, "--range", "organization.domicile={one_of: [DE, FR]}")
        (tmp_path / "p.yaml").write_text(PROFILE.replace("domicile: DE", "domicile: FR"), encoding="utf-8")
        assert outcomes(here, own)["code"] == 0

    def test_a_terminal_asks_for_the_rest(self, own: tuple[str, ...], tmp_path: Path) -> None:
        pytest.importorskip("pty", reason="this system has no pseudo-terminals")
        arguments = ["decide", "p.yaml", "doubt/one", "--outcome", "allow", *TAKEN[:4], *own, "--ticket", "T-1", "--expires", "2027-01-01"]
        code, shown = on_a_terminal(arguments, tmp_path)
        assert code == 0, shown
        assert "Is a health company a rival?" in shown


def test_a_report_is_not_written_over_the_decisions(here: Here, own: tuple[str, ...], tmp_path: Path) -> None:
    clause(here, own)
    done = here("evaluate", "p.yaml", "--decisions", FILE, "--output", FILE, *own)
    assert (done.code, "is the file of decisions itself" in done.err) == (2, True)


def test_a_clause_that_asks_for_no_fact_is_decided_for_the_use_as_it_is(here: Here, own: tuple[str, ...], tmp_path: Path) -> None:
    encoding = tmp_path / "own" / "doubtful-1.0.yaml"
    encoding.write_text(DOUBTFUL.replace("    when: organization.domicile is in (DE, FR)\n", ""), encoding="utf-8")
    clause(here, own)
    assert outcomes(here, own)["code"] == 0
    (tmp_path / "p.yaml").write_text(PROFILE.replace("medical-information", "medical-diagnosis"), encoding="utf-8")
    assert [finding["code"] for finding in outcomes(here, own)["findings"]] == ["decision-facts-changed"]


class TestALapse:
    @pytest.fixture(autouse=True)
    def decided(self, here: Here, own: tuple[str, ...]) -> None:
        assert clause(here, own).code == 0

    def test_by_the_text(self, here: Here, own: tuple[str, ...], tmp_path: Path) -> None:
        (tmp_path / "own" / "doubtful-1.0.yaml").write_text(DOUBTFUL.replace("009", "00a"), encoding="utf-8")
        report = outcomes(here, own)
        assert report["code"] == 3
        assert [finding["code"] for finding in report["findings"]] == ["decision-text-changed"]
        assert "[decision-text-changed]" in report["err"]

    def test_by_a_fact(self, here: Here, own: tuple[str, ...], tmp_path: Path) -> None:
        (tmp_path / "p.yaml").write_text(PROFILE.replace("domicile: DE", "domicile: FR"), encoding="utf-8")
        report = outcomes(here, own)
        assert (report["code"], [finding["code"] for finding in report["findings"]]) == (3, ["decision-facts-changed"])

    def test_by_time(self, here: Here, own: tuple[str, ...]) -> None:
        report = outcomes(here, (*own[:2], "--as-of", "2027-11-23"))
        assert (report["code"], [finding["code"] for finding in report["findings"]]) == (3, ["decision-expired"])
        assert report["findings"][0]["level"] == "warning"

    def test_unneeded_it_is_a_note(self, here: Here, own: tuple[str, ...], tmp_path: Path) -> None:
        (tmp_path / "p.yaml").write_text(PROFILE.replace("domicile: DE", "domicile: US"), encoding="utf-8")
        report = outcomes(here, own)
        assert (report["code"], [(f["code"], f["level"]) for f in report["findings"]]) == (0, [("decision-unused", "note")])

    def test_of_another_model_is_told_only_when_every_model_was_judged(self, here: Here, own: tuple[str, ...], tmp_path: Path) -> None:
        (tmp_path / "p.yaml").write_text(PROFILE.replace("[doubt/one]", "[apache/none]"), encoding="utf-8")
        assert [finding["code"] for finding in outcomes(here, own)["findings"]] == ["decision-unused"]
        done = here("evaluate", "p.yaml", "apache/none", "--decisions", FILE, *own)
        assert "decision-unused" not in done.err


class TestThePage:
    def test_verdict_and_outcome_stand_side_by_side(self, here: Here, own: tuple[str, ...]) -> None:
        clause(here, own)
        done = here("evaluate", "p.yaml", "--decisions", FILE, *own)
        assert done.code == 0
        compare("decided-table.txt", done.out)

    def test_an_explanation_ends_with_the_decisions(self, here: Here, own: tuple[str, ...]) -> None:
        assert here("explain", "p.yaml", "doubt/one", *own).code == 3
        clause(here, own)
        done = here("explain", "p.yaml", "doubt/one", "--decisions", FILE, *own)
        assert (done.code, done.err) == (0, "")
        assert "after decisions: allow" in done.out
        assert "Jane Roe decided on 2026-11-22: doubtful-1.0#rivals does not apply" in " ".join(done.out.split())

    def test_the_small_company(self, here: Here, tmp_path: Path) -> None:
        """A report decided, a deny accepted on an agreement that names the license the policy belongs to, a license nobody encoded."""
        small = ("--licenses", str(SMALL_LIBRARY), "--as-of", AS_OF)
        taken = ("--outcome", "allow", *TAKEN)
        company = str(SMALL_COMPANY)
        for arguments in (
            ("small/disputed", *taken, "--condition", "keep a copy of the card"),
            ("small/odd", *taken),
            ("small/base", "--use", "gnomes", *taken, "--agreement", "S-17"),
        ):
            done = here("decide", company, *arguments, *small)
            assert done.code == 0, done.err
        done = here("evaluate", company, "--decisions", FILE, *small)
        assert done.code == 1  # northwind/gnomes carries the terms of small/base, and was not decided on
        compare("decided-small-company.txt", done.out)
        assert here("decide", company, "small/nothing", *taken, *small).err.startswith("error: no license is known")

    def test_only_while_its_license_is_this_one(self, here: Here, own: tuple[str, ...], tmp_path: Path) -> None:
        (tmp_path / "p.yaml").write_text(PROFILE.replace("domicile: DE", "domicile: US"), encoding="utf-8")
        done = here("decide", "p.yaml", "doubt/one", "--outcome", "allow", *TAKEN, "--only-while", "doubtful-1.0", *own)
        assert done.code == 0, done.err
        assert outcomes(here, own)["findings"] == []
        catalog = tmp_path / "own" / "catalog" / "doubt.yaml"
        catalog.write_text(CATALOG.replace("doubtful-1.0", "mit"), encoding="utf-8")
        report = outcomes(here, own)
        assert (report["report"]["results"][0]["verdict"], report["outcomes"][0]["outcome"]) == ("allow", "review")
        assert (report["code"], [finding["code"] for finding in report["findings"]]) == (3, ["decision-license-changed"])


class TestList:
    def test_tells_who_what_and_until_when(self, here: Here, own: tuple[str, ...]) -> None:
        clause(here, own)
        done = here("decisions", "list", *own)
        assert done.code == 0
        compare("decisions-list.txt", done.out)
        assert "(11 days left)" in here("decisions", "list", *own[:2], "--as-of", "2027-11-11").out
        assert "(expired)" in here("decisions", "list", *own[:2], "--as-of", "2028-01-01").out
        assert "(not taken yet)" in here("decisions", "list", *own[:2], "--as-of", "2026-01-01").out


class TestLint:
    def test_nothing_to_tell(self, here: Here, own: tuple[str, ...]) -> None:
        clause(here, own)
        done = here("decisions", "lint", "--profile", "p.yaml", *own)
        assert (done.code, done.err, done.out) == (0, "", "1 decision, as of 2026-11-22: nothing to tell\n")

    @pytest.mark.parametrize(
        ("text", "instead", "code", "told"),
        [
            ("clause: rivals", "clause: rival", 4, "decision-names-nothing"),
            ("2027-11-22", "2026-11-22", 0, ""),
            ('"2027-11-22"', '"2026-11-21"\n    date: "2026-11-20"', 0, "decision-expired"),
        ],
    )
    def test_what_the_file_alone_tells(
        self, here: Here, own: tuple[str, ...], tmp_path: Path, text: str, instead: str, code: int, told: str
    ) -> None:
        clause(here, own)
        path = tmp_path / FILE
        before = path.read_text(encoding="utf-8")
        assert text in before
        before = before.replace('    date: "2026-11-22"\n', "") if "date" in instead else before
        path.write_text(before.replace(text, instead), encoding="utf-8")
        done = here("decisions", "lint", *own)
        assert done.code == code
        assert told in done.err

    def test_two_that_overlap_and_two_that_contradict(self, here: Here, own: tuple[str, ...], tmp_path: Path) -> None:
        clause(here, own)
        path = tmp_path / FILE
        once = path.read_text(encoding="utf-8")
        again = once.split("decisions:\n")[1].replace("id: rivals-does-not-apply", "id: again")
        path.write_text(once + again, encoding="utf-8")
        done = here("decisions", "lint", *own)
        assert (done.code, "[decisions-overlap]" in done.err) == (0, True)
        assert outcomes(here, own)["code"] == 0
        path.write_text(once + again.replace("outcome: does-not-apply", "outcome: applies"), encoding="utf-8")
        done = here("decisions", "lint", *own)
        assert (done.code, "[decisions-contradict]" in done.err) == (4, True)
        report = outcomes(here, own)
        assert report["outcomes"][0]["outcome"] == "review"
        assert report["code"] == 4

    def test_a_file_that_is_not_there(self, here: Here) -> None:
        done = here("decisions", "lint")
        assert (done.code, done.err) == (4, f"error: {FILE}: no such file; `licheck decide` writes the first one\n")
