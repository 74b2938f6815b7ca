"""`licheck evaluate`, by the real command on a small library."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker.exporters.report_schema import report_schema
from tests.cli.conftest import Here
from tests.conftest import Run
from tests.golden import AS_OF, SMALL_COMPANY, SMALL_LIBRARY, compare

SMALL = ("--licenses", str(SMALL_LIBRARY), "--as-of", AS_OF)
USE = """\
organization:
  name: Northwind Health
  kind: company
  monthly_active_users: {2025-12: 900 thousand}
use:
  id: triage
  purpose: commercial
  acts: [run, serve]
  applications: [search]
  audience: consumers
"""

Judge = Callable[..., dict[str, Any]]


@pytest.fixture
def judge(here: Here, tmp_path: Path) -> Judge:
    """Evaluates a profile as JSON, and gives the report back with the exit code in it."""

    def evaluate(profile: str, *arguments: str) -> dict[str, Any]:
        (tmp_path / "p.yaml").write_text(profile, encoding="utf-8")
        done = here("evaluate", "p.yaml", *arguments, *SMALL, "--format", "json")
        assert done.out, done.err
        report: dict[str, Any] = json.loads(done.out)
        Draft202012Validator(report_schema()).validate(report)
        return {**report, "code": done.code, "err": done.err}

    return evaluate


def verdicts(report: dict[str, Any]) -> dict[str, str]:
    return {result["model"]: result["verdict"] for result in report["results"]}


class TestGolden:
    @pytest.mark.parametrize(
        ("name", "arguments", "columns"),
        [
            ("table.txt", (), "80"),
            ("table-40-columns.txt", (), "40"),
            ("table-only-review.txt", ("--only", "review"), "80"),
            ("report.json", ("--format", "json"), "80"),
        ],
    )
    def test_the_whole_output(self, licheck: Run, tmp_path: Path, name: str, arguments: tuple[str, ...], columns: str) -> None:
        shutil.copy(SMALL_COMPANY, tmp_path / "company.yaml")
        done = licheck("evaluate", "company.yaml", *arguments, *SMALL, COLUMNS=columns)
        assert (done.returncode, done.stderr) == (1, "")
        compare(name, done.stdout)


class TestJsonReport:
    """DESIGN 5, key by key."""

    def test_the_keys_are_those_of_the_contract_in_its_order(self, judge: Judge) -> None:
        report = judge(SMALL_COMPANY.read_text(encoding="utf-8"))
        assert [*report][:-2] == ["schema", "as_of", "library", "organization", "results", "summary"]
        assert [*report["library"]] == ["version", "sha256"]
        assert [*report["summary"]] == ["allow", "conditional", "review", "deny"]
        keys = ["use", "model", "revision", "verdict", "licenses", "reasons", "duties", "questions"]
        parts = {
            "licenses": ["id", "via", "evidence"],
            "reasons": ["license", "clause", "section", "effect", "outcome", "acts", "says", "passage", "facts", "missing"],
            "duties": ["license", "clause", "section", "duty", "says", "status"],
            "questions": ["fact", "ask"],
        }
        for result in report["results"]:
            assert [*result] == keys
            for name, wanted in parts.items():
                assert all([*part] == wanted for part in result[name])
            assert all([*fact] == ["name", "value", "at", "assumed"] for reason in result["reasons"] for fact in reason["facts"])
        for name in parts:
            assert any(result[name] for result in report["results"]), f"no result shows what {name} look like"

    def test_every_enumeration_is_legal(self, judge: Judge) -> None:
        results = judge(SMALL_COMPANY.read_text(encoding="utf-8"))["results"]
        assert {result["verdict"] for result in results} == {"allow", "conditional", "review", "deny"}
        assert {use["evidence"] for result in results for use in result["licenses"]} <= {"primary", "declared", "detected", "reported"}
        reasons = [reason for result in results for reason in result["reasons"]]
        assert {reason["outcome"] for reason in reasons} == {"yes", "unknown"}
        assert {reason["effect"] for reason in reasons} == {"permits", "prohibits", "evidence"}
        assert {duty["status"] for result in results for duty in result["duties"]} == {"required", "conduct"}

    def test_it_is_dated_and_counted(self, judge: Judge) -> None:
        report = judge(SMALL_COMPANY.read_text(encoding="utf-8"))
        assert report["schema"] == "licheck/report/1"
        assert report["as_of"] == AS_OF
        assert re.fullmatch(r"[0-9a-f]{64}", report["library"]["sha256"])
        assert sum(report["summary"].values()) == len(report["results"])

    def test_a_base_model_is_named_where_its_license_comes_from(self, judge: Judge) -> None:
        (result,) = judge(USE, "small/chat")["results"]
        assert [(use["id"], use["via"]) for use in result["licenses"]] == [("small-free", "own"), ("small-1.0", "small/base")]

    def test_the_same_question_gives_the_same_bytes_with_and_without_a_cache(self, licheck: Run, tmp_path: Path) -> None:
        cache = str(tmp_path / "cache")
        runs = [licheck("evaluate", str(SMALL_COMPANY), *SMALL, "--format", "json", LICHECK_CACHE_DIR=c) for c in ("", cache, cache, cache)]
        assert len({done.stdout for done in runs}) == 1

    def test_only_narrows_the_results_but_not_the_exit_code(self, judge: Judge) -> None:
        report = judge(SMALL_COMPANY.read_text(encoding="utf-8"), "--only", "allow", "--only", "conditional")
        assert {result["verdict"] for result in report["results"]} == {"allow", "conditional"}
        assert report["code"] == 1


class TestExitCodes:
    @pytest.mark.parametrize(
        ("models", "codes"),
        [
            (["small/free"], {"deny": 0, "review": 0, "conditional": 0, "never": 0}),
            (["small/base"], {"deny": 0, "review": 0, "conditional": 1, "never": 0}),
            (["small/odd"], {"deny": 0, "review": 3, "conditional": 3, "never": 0}),
            (["small/hosted"], {"deny": 1, "review": 1, "conditional": 1, "never": 0}),
            (["small/odd", "small/hosted", "small/free"], {"deny": 1, "review": 1, "conditional": 1, "never": 0}),
            (["small/odd", "small/base", "small/free"], {"deny": 0, "review": 3, "conditional": 3, "never": 0}),
        ],
        ids=["allow", "conditional", "review", "deny", "deny outranks review", "review outranks conditional"],
    )
    def test_the_worst_verdict_decides_from_where_the_user_draws_the_line(
        self, licheck: Run, tmp_path: Path, models: list[str], codes: dict[str, int]
    ) -> None:
        profile = USE.replace("kind: company", "kind: nonprofit")  # which the hosted service does not take
        (tmp_path / "p.yaml").write_text(profile, encoding="utf-8")
        found = {line: licheck("evaluate", "p.yaml", *models, *SMALL, "--fail-on", line).returncode for line in codes}
        assert found == codes
        assert licheck("evaluate", "p.yaml", *models, *SMALL).returncode == codes["review"]

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ((), "missing argument 'PROFILE'"),
            (("p.yaml", "--nope"), "no such option '--nope'"),
            (("p.yaml", "--as-of", "2026-13-01"), "`2026-13-01` is not a date; write it as 2026-11-22"),
            (("p.yaml", "--as-of", "yesterday"), "`yesterday` is not a date"),
            (("p.yaml", "--fail-on", "allow"), "'allow' is not one of 'deny', 'review', 'conditional', 'never'"),
            (("p.yaml", "--only", "alow"), "'alow' is not one of"),
            (("p.yaml", "--format", "jsn"), "'jsn' is not one of"),
            (("p.yaml", "--evidence", "some"), "'some' is not one of 'all', 'primary'"),
            (("p.yaml", "--use", "triag"), "the profile has no use `triag`; did you mean `triage`?"),
            (("p.yaml", "--use", "x"), "the profile has no use `x`; the profile has `triage`"),
            (("p.yaml", "nobody/*"), "no model of the catalog matches `nobody/*`"),
            (("p.yaml", "license:small-1.1"), "unknown license `small-1.1`; did you mean `small-1.0`"),
            (("p.yaml", "--licenses", "none"), "no such folder: `none`"),
            (("p.yaml", "--licenses", "p.yaml"), "no such folder: `p.yaml`"),
        ],
    )
    def test_wrong_usage_is_2_with_a_message_and_no_output(
        self, licheck: Run, tmp_path: Path, arguments: tuple[str, ...], told: str
    ) -> None:
        (tmp_path / "p.yaml").write_text(USE, encoding="utf-8")
        done = licheck("evaluate", *arguments, "--licenses", str(SMALL_LIBRARY))
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.startswith("error: ")
        assert told in done.stderr
        assert "Traceback" not in done.stderr


class TestModels:
    def test_an_unknown_model_is_a_review_that_names_the_nearest(self, judge: Judge, licheck: Run) -> None:
        report = judge(USE, "small/bass")
        (result,) = report["results"]
        assert (result["verdict"], report["code"]) == ("review", 3)
        assert "Did you mean small/base" in result["reasons"][0]["says"]
        assert result["questions"] == [{"fact": "model.license", "ask": result["questions"][0]["ask"]}]
        assert report["err"] == ""
        assert "small/base" in licheck("evaluate", "p.yaml", "small/bass", *SMALL).stdout

    @pytest.mark.parametrize("name", ["small/base-8B-Foo", "xsmall/base", "small/base:latest", "small/base/", "base"])
    def test_a_name_is_matched_whole(self, judge: Judge, name: str) -> None:
        assert verdicts(judge(USE, name)) == {name: "review"}

    @pytest.mark.parametrize("name", ["SMALL/Base", "ollama:small:base", "small:base", "Small Base"])
    def test_other_case_an_alias_and_the_name_find_the_model(self, judge: Judge, name: str) -> None:
        assert verdicts(judge(USE, name)) == {"small/base": "conditional"}

    def test_a_pattern_takes_every_model_of_the_catalog_that_it_fits(self, judge: Judge) -> None:
        assert set(verdicts(judge(USE, "small/c*"))) == {"small/chat", "small/circle-a", "small/circle-b"}
        assert set(verdicts(judge(USE, "SMALL/[bf]*"))) == {"small/base", "small/free", "small/both"}

    def test_a_pattern_takes_the_models_of_the_profile_too(self, judge: Judge) -> None:
        profile = USE + "  models: [{model: own/base, license: small-free}, small/base]\n"
        assert verdicts(judge(profile, "*/base")) == {"own/base": "allow", "small/base": "conditional"}
        assert verdicts(judge(profile, "own/*")) == {"own/base": "allow"}

    def test_license_takes_every_model_under_it(self, judge: Judge) -> None:
        profile = USE + "  models: [{model: own/base, license: small-terms}]\n"
        assert set(verdicts(judge(profile, "license:small-terms"))) == {"own/base", "small/hosted", "small/elsewhere"}

    def test_a_model_that_is_named_twice_is_judged_once(self, judge: Judge) -> None:
        assert len(judge(USE, "small/base", "small/base", "small/b*")["results"]) == 2

    def test_no_model_at_all_is_the_whole_catalog(self, judge: Judge) -> None:
        found = verdicts(judge(USE))
        assert {"small/base", "small/odd", "meta-llama/Llama-4-Scout-17B-16E-Instruct"} <= set(found)

    def test_models_at_the_top_are_for_every_use(self, judge: Judge) -> None:
        profile = USE.replace("use:\n  id: triage\n", "uses:\n- id: triage\n") + "- {id: sandbox, acts: [run]}\nmodels: [small/free]\n"
        found = [(result["use"], result["model"]) for result in judge(profile)["results"]]
        assert found == [("triage", "small/free"), ("sandbox", "small/free")]

    def test_use_narrows_and_keeps_the_order_of_the_profile(self, judge: Judge) -> None:
        profile = SMALL_COMPANY.read_text(encoding="utf-8")
        assert {result["use"] for result in judge(profile, "--use", "gnomes")["results"]} == {"gnomes"}
        assert {result["use"] for result in judge(profile, "--use", "gnomes", "--use", "triage")["results"]} == {"triage", "gnomes"}

    def test_a_revision_is_told(self, judge: Judge) -> None:
        (result,) = judge(USE + "  models: [{model: small/free, revision: abc123}]\n")["results"]
        assert (result["model"], result["revision"], result["verdict"]) == ("small/free", "abc123", "allow")


class TestWrittenOut:
    """A model that the user writes out, known to the catalog or not."""

    def test_its_license_is_declared(self, judge: Judge) -> None:
        (result,) = judge(USE + "  models: [{model: own/one, license: small-1.0, base_models: []}]\n")["results"]
        assert result["verdict"] == "conditional"
        assert result["licenses"] == [{"id": "small-1.0", "via": "own", "evidence": "declared"}]

    def test_its_base_brings_its_terms_along(self, judge: Judge) -> None:
        base = "base_models: [{model: small/base, relation: RELATION}]"
        model = "  models: [{model: own/one, license: small-free, " + base + "}]\n"
        found = {
            relation: judge(USE + model.replace("RELATION", relation))["results"][0]["verdict"]
            for relation in ("finetune", "adapter", "quantized", "merge", "distilled")
        }
        assert found.pop("distilled") == "allow"
        assert set(found.values()) == {"conditional"}

    def test_a_base_that_nobody_knows_is_a_review(self, judge: Judge) -> None:
        model = "  models: [{model: own/one, license: small-free, base_models: [{model: own/none, relation: finetune}]}]\n"
        (result,) = judge(USE + model)["results"]
        assert result["verdict"] == "review"
        assert "own/none" in result["reasons"][0]["says"]

    @pytest.mark.parametrize("model", ["{model: own/one}", "{model: own/one, license: unknown}", "{model: own/one, inputs: [text]}"])
    def test_without_a_license_it_is_a_review(self, judge: Judge, model: str) -> None:
        assert verdicts(judge(f"{USE}  models: [{model}]\n")) == {"own/one": "review"}

    def test_a_circle_of_bases_is_a_review_that_says_so(self, judge: Judge) -> None:
        (result,) = judge(USE, "small/circle-a")["results"]
        assert result["verdict"] == "review"
        assert result["reasons"][0]["says"].startswith("The lineage runs in a circle")

    @pytest.mark.parametrize("name", ["small/base", "SMALL/BASE", "ollama:small:base", "small:base"])
    def test_a_freer_license_on_a_model_of_the_catalog_frees_nothing(self, judge: Judge, name: str) -> None:
        large = USE.replace("900 thousand", "2 million")
        report = judge(large + "  models: [{model: '" + name + "', license: small-free, base_models: []}]\n")
        (result,) = report["results"]
        assert result["verdict"] == "deny"
        assert ("small-1.0", "large-platform-license") in [(reason["license"], reason["clause"]) for reason in result["reasons"]]
        assert any("Sources disagree" in reason["says"] for reason in result["reasons"])

    @pytest.mark.parametrize("name", ["small/hosted", "small/elsewhere"])
    def test_weights_that_were_never_released_do_not_appear_by_being_written_out(self, judge: Judge, name: str) -> None:
        profile = USE.replace("kind: company", "kind: nonprofit")  # which the hosted service does not take
        model = "  models: [{model: " + name + ", license: small-free}]\n"
        assert verdicts(judge(profile + model)) == {name: "deny"}
        (result,) = judge(profile + "  obtained: weights\n" + model)["results"]
        assert result["verdict"] == "deny"
        assert "No weights were released" in result["reasons"][0]["says"]

    def test_what_the_catalog_knows_of_a_model_is_not_overwritten(self, judge: Judge) -> None:
        profile = USE.replace("kind: company", "kind: company\n  domicile: DE") + "  obtained: weights\n"
        scout = "meta-llama/Llama-4-Scout-17B-16E-Instruct"
        (plain,) = judge(profile + f"  models: [{scout}]\n")["results"]
        said = f"{{model: {scout}, license: llama-4-community, inputs: [text], released: 2020-01-01}}"
        (claimed,) = judge(f"{profile}  models: [{said}]\n")["results"]
        assert plain["verdict"] == claimed["verdict"] == "deny"
        clauses = [[reason for reason in result["reasons"] if reason["clause"]] for result in (plain, claimed)]
        assert clauses[0] == clauses[1] != []

    def test_an_expression_takes_the_better_of_or_and_the_worse_of_and(self, judge: Judge) -> None:
        found = verdicts(judge(USE, "small/either", "small/both"))
        assert found == {"small/either": "allow", "small/both": "conditional"}


class TestEvidence:
    def test_a_report_alone_is_a_review_that_says_whose_it_is(self, judge: Judge) -> None:
        (result,) = judge(USE + "values: {small-rumored#revenue-ceiling: 5 million USD}\n", "small/rumored")["results"]
        assert result["verdict"] == "review"
        assert any("Small Talk, October 2026" in reason["says"] for reason in result["reasons"])
        assert {use["evidence"] for use in result["licenses"]} == {"reported"}

    def test_a_report_that_contradicts_lowers_to_review_and_primary_leaves_it_out(self, judge: Judge) -> None:
        assert verdicts(judge(USE, "small/disputed")) == {"small/disputed": "review"}
        assert verdicts(judge(USE, "small/disputed", "--evidence", "primary")) == {"small/disputed": "allow"}

    def test_without_its_report_a_rumored_model_stays_a_review(self, judge: Judge) -> None:
        report = judge(USE, "small/rumored", "--evidence", "primary")
        assert verdicts(report) == {"small/rumored": "review"}
        assert report["results"][0]["licenses"] == []

    def test_an_amount_that_nobody_published_can_be_supplied(self, judge: Judge) -> None:
        rich = USE.replace("monthly_active_users", "annual_revenue: 9 million USD\n  monthly_active_users")
        missing = judge(rich, "small/rumored")["results"][0]
        assert "small-rumored#revenue-ceiling" in [question["fact"] for question in missing["questions"]]
        (supplied,) = judge(rich + "values: {small-rumored#revenue-ceiling: 5 million USD}\n", "small/rumored")["results"]
        assert supplied["verdict"] == "deny"

    def test_a_license_that_is_not_encoded_is_a_review(self, judge: Judge) -> None:
        (result,) = judge(USE, "small/odd")["results"]
        assert (result["verdict"], result["reasons"][0]["license"]) == ("review", "nowhere-1.0")


class TestAgreements:
    LARGE = USE.replace("900 thousand", "2 million")
    HELD = "agreements: [{publisher: Small Labs, kind: license, licenses: [small-1.0], reference: S-17, expires: 2026-11-22}]\n"

    def test_one_that_is_held_lifts_the_limit_to_its_last_day(self, judge: Judge) -> None:
        report = judge(self.LARGE + self.HELD, "small/base")
        assert (verdicts(report), report["code"], report["err"]) == ({"small/base": "conditional"}, 0, "")

    def test_the_day_after_the_limit_applies_again_with_a_warning_and_exit_code_4(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "p.yaml").write_text(self.LARGE + self.HELD, encoding="utf-8")
        done = licheck("evaluate", "p.yaml", "small/base", "--licenses", str(SMALL_LIBRARY), "--as-of", "2026-11-23")
        assert done.returncode == 4
        assert "DENY 1" in done.stdout
        assert "the license S-17 expired on 2026-11-22" in done.stdout
        assert done.stderr == (
            "warning: p.yaml:11:14: the agreement `S-17` with Small Labs expired on 2026-11-22 and lifts nothing; "
            "renew it, or remove it from the profile\n"
        )

    def test_an_expired_one_is_4_even_where_the_user_never_wants_to_fail(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "p.yaml").write_text(self.LARGE + self.HELD, encoding="utf-8")
        arguments = ("small/base", "--licenses", str(SMALL_LIBRARY), "--as-of", "2026-11-23", "--fail-on", "never", "--format", "json")
        done = licheck("evaluate", "p.yaml", *arguments)
        assert done.returncode == 4
        assert json.loads(done.stdout)["summary"]["deny"] == 1

    @pytest.mark.parametrize("change", [("kind: license", "kind: registration"), ("[small-1.0]", "[small-free]")])
    def test_one_of_another_kind_or_for_another_license_lifts_nothing(self, judge: Judge, change: tuple[str, str]) -> None:
        assert verdicts(judge(self.LARGE + self.HELD.replace(*change), "small/base")) == {"small/base": "deny"}

    def test_a_duty_that_is_met_leaves_nothing_to_do(self, judge: Judge) -> None:
        report = judge(USE + "  meets: [small-1.0#credit]\n", "small/base")
        assert verdicts(report) == {"small/base": "allow"}
        assert {duty["clause"]: duty["status"] for duty in report["results"][0]["duties"]}["credit"] == "met"


class TestOwnLibrary:
    """`--licenses DIR`."""

    @pytest.fixture
    def own(self, tmp_path: Path) -> Path:
        return Path(shutil.copytree(SMALL_LIBRARY, tmp_path / "own"))

    def evaluate(self, licheck: Run, tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "p.yaml").write_text(USE, encoding="utf-8")
        return licheck("evaluate", "p.yaml", *arguments, "--licenses", "own", "--as-of", AS_OF)

    def test_it_adds_words_licenses_and_models_beside_the_shipped_ones(self, judge: Judge) -> None:
        gnomes = USE.replace("[search]", "[search, gnome-tracking]")
        assert verdicts(judge(gnomes, "small/base", "Qwen/Qwen2.5-7B")) == {"small/base": "deny", "Qwen/Qwen2.5-7B": "allow"}

    def test_an_encoding_in_place_of_a_shipped_one_counts_and_is_told(self, licheck: Run, tmp_path: Path, own: Path) -> None:
        text = (own / "small-free.yaml").read_text(encoding="utf-8").replace("small-free", "mit").replace("acts: all", "acts: [modify]")
        (own / "mit.yaml").write_text(text, encoding="utf-8")
        catalog = own / "catalog" / "small.yaml"
        catalog.write_text(catalog.read_text(encoding="utf-8").replace("license: small-free", "license: mit"), encoding="utf-8")
        done = self.evaluate(licheck, tmp_path, "small/free")
        assert "DENY 1" in done.stdout
        assert "note: `mit` is your own encoding, in place of the shipped one" in done.stdout
        assert "your own encoding" not in self.evaluate(licheck, tmp_path, "small/base").stdout

    def test_a_model_in_place_of_a_shipped_one_counts(self, licheck: Run, tmp_path: Path, own: Path) -> None:
        catalog = own / "catalog" / "small.yaml"
        catalog.write_text(catalog.read_text(encoding="utf-8").replace("id: small/odd", "id: Qwen/Qwen2.5-7B"), encoding="utf-8")
        assert "nowhere-1.0" in self.evaluate(licheck, tmp_path, "Qwen/Qwen2.5-7B").stdout

    def test_every_problem_of_every_encoding_is_told_and_nothing_is_judged(self, licheck: Run, tmp_path: Path, own: Path) -> None:
        (own / "one.yaml").write_text(
            "schema: 1\nlicense: {id: two, name: x, kind: licence, publisher: x}\ntext: {source: x}\n"
            "review: {status: encoded, encoded: 2026-11-22}\n"
            "clauses:\n- {id: a, section: 1, says: x, effect: permits, acts: [rum], when: use.purpos is research}\n",
            encoding="utf-8",
        )
        (own / "three.yaml").write_text("- a\n", encoding="utf-8")
        done = self.evaluate(licheck, tmp_path, "small/free")
        assert done.returncode == 4
        assert done.stdout == ""
        assert [line.removeprefix("error:").strip().split(";")[0] for line in done.stderr.splitlines()] == [
            "own/one.yaml:2:15: the id `two` is not the name of the file",
            "own/one.yaml:2:35: unknown kind `licence`",
            "own/one.yaml:3:7: the text is not pinned",
            "own/one.yaml:6:56: unknown act `rum`",
            "own/one.yaml:6:68: unknown fact `use.purpos`",
            "own/three.yaml:1:1: expected a mapping of keys, found a list",
        ]

    def test_every_problem_of_every_catalog_file_is_told(self, licheck: Run, tmp_path: Path, own: Path) -> None:
        (own / "catalog" / "one.yaml").write_text("models: [\n", encoding="utf-8")
        (own / "catalog" / "two.yaml").write_text(
            "schema: 1\npublisher: x\nsources: {}\n"
            "models: [{id: a, relased: 1}, {id: b, weights: [{license: mit, evidence: primry, source: s}]}]\n",
            encoding="utf-8",
        )
        done = self.evaluate(licheck, tmp_path, "small/free")
        assert done.returncode == 4
        assert "own/catalog/one.yaml:2:1: is not valid YAML" in done.stderr
        assert "own/catalog/two.yaml:4:18: unknown key `relased`; did you mean `released`?" in done.stderr
        assert "own/catalog/two.yaml:4:74: unknown evidence `primry`; did you mean `primary`?" in done.stderr

    def test_every_problem_of_the_vocabulary_is_told(self, licheck: Run, tmp_path: Path, own: Path) -> None:
        (own / "vocabulary" / "one.yaml").write_text("schema: 1\nkind: aplications\nentries: {}\n", encoding="utf-8")
        (own / "vocabulary" / "two.yaml").write_text("schema: 1\nkind: applications\nentries:\n  foo: {labl: x}\n", encoding="utf-8")
        done = self.evaluate(licheck, tmp_path, "small/free")
        assert done.returncode == 4
        assert "own/vocabulary/one.yaml:2:7: unknown kind of vocabulary `aplications`" in done.stderr
        assert "own/vocabulary/two.yaml:4:9: unknown key `labl`; did you mean `label`?" in done.stderr

    def test_a_word_that_is_already_there_is_told(self, licheck: Run, tmp_path: Path, own: Path) -> None:
        (own / "vocabulary" / "one.yaml").write_text("schema: 1\nkind: applications\nentries: {search: {label: x}}\n", encoding="utf-8")
        done = self.evaluate(licheck, tmp_path, "small/free")
        assert done.returncode == 4
        assert "own/vocabulary/one.yaml:3:11: `search` is already in the vocabulary of applications" in done.stderr

    @pytest.mark.parametrize("warm", [False, True], ids=["read for the first time", "compiled before"])
    def test_a_policy_that_is_gone_is_never_left_out_in_silence(self, licheck: Run, tmp_path: Path, own: Path, warm: bool) -> None:
        if warm:
            assert self.evaluate(licheck, tmp_path, "small/base").returncode == 0
        (own / "small-policy.yaml").unlink()
        done = self.evaluate(licheck, tmp_path, "small/base")
        assert done.returncode == 4
        assert done.stderr.startswith("error: own/small-1.0.yaml:11:18: `small-policy`, which it incorporates, is not encoded")

    def test_what_an_editor_hides_there_is_not_meant(self, licheck: Run, tmp_path: Path, own: Path) -> None:
        for folder in (own, own / "catalog", own / "vocabulary"):
            (folder / ".#small.yaml").symlink_to("somebody@somewhere.1234")
            (folder / ".hidden.yaml").write_text("[", encoding="utf-8")
        assert self.evaluate(licheck, tmp_path, "small/free").returncode == 0

    def test_an_empty_folder_adds_nothing(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "own").mkdir()
        assert "REVIEW 1" in self.evaluate(licheck, tmp_path, "small/free").stdout


class TestOutput:
    def test_a_file_holds_what_would_have_been_printed(self, licheck: Run, tmp_path: Path) -> None:
        printed = licheck("evaluate", str(SMALL_COMPANY), *SMALL)
        written = licheck("evaluate", str(SMALL_COMPANY), *SMALL, "--output", "report.txt")
        assert (tmp_path / "report.txt").read_text(encoding="utf-8") == printed.stdout
        assert (written.stdout, written.returncode) == ("", printed.returncode)
        assert os.listdir(tmp_path) == ["report.txt"]

    @pytest.mark.parametrize("target", ["none/report.txt", "."])
    def test_a_target_that_cannot_be_written_is_2_and_leaves_nothing(self, licheck: Run, tmp_path: Path, target: str) -> None:
        done = licheck("evaluate", str(SMALL_COMPANY), *SMALL, "--output", target)
        assert done.returncode == 2
        assert done.stderr.startswith(f"error: cannot write `{target}`: ")
        assert done.stdout == ""
        assert os.listdir(tmp_path) == []

    def test_a_report_that_was_there_survives_a_run_that_fails(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "report.json").write_text("old", encoding="utf-8")
        (tmp_path / "p.yaml").write_text("organization: {}\n", encoding="utf-8")
        assert licheck("evaluate", "p.yaml", "--output", "report.json", "--format", "json").returncode == 4
        assert (tmp_path / "report.json").read_text(encoding="utf-8") == "old"
        assert sorted(os.listdir(tmp_path)) == ["p.yaml", "report.json"]

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
    @pytest.mark.parametrize("form", ["table", "json"])
    def test_a_full_disk_is_told_and_is_no_verdict(self, tmp_path: Path, form: str) -> None:
        command = [sys.executable, "-m", "checker.cli.main", "evaluate", str(SMALL_COMPANY), *SMALL, "--format", form]
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
        assert done.returncode == 2
        assert done.stderr == "error: cannot write the output: no space left on device\n"

    @pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
    def test_a_reader_that_leaves_early_gets_no_complaint_and_the_exit_code_stands(self, tmp_path: Path) -> None:
        (tmp_path / "p.yaml").write_text(USE, encoding="utf-8")
        command = [sys.executable, "-m", "checker.cli.main", "evaluate", "p.yaml", "--format", "json", "--as-of", AS_OF]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(timeout=60) == 1

    def test_a_closed_output_still_gives_the_exit_code(self, tmp_path: Path) -> None:
        (tmp_path / "p.yaml").write_text(USE, encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        command = f'"{sys.executable}" -m checker.cli.main evaluate p.yaml small/odd --licenses "{SMALL_LIBRARY}" >&-'
        done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (3, b"")
