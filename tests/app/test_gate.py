"""The gate on files that name models: what the readers see is judged, and what they cannot see is told."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checker.app.gate import Gate
from checker.domain.gate import GateReport
from checker.domain.model import Base, Relation
from checker.domain.sighting import FileReading, NotUnderstood, Role, Sighting
from checker.domain.verdict import Verdict
from checker.errors import InputError, Problem
from checker.library.settings import find_settings
from checker.readers.interface import Reader, Source
from tests.golden import AS_OF, SMALL_COMPANY, SMALL_LIBRARY

ONE_USE = """\
organization: {name: Northwind Health, kind: company, domicile: DE, industries: [healthcare], monthly_active_users: 900 thousand}
use: {id: triage, purpose: commercial, acts: [run, serve], applications: [search], audience: consumers, regions: [DE]}
"""


class LineReader(Reader):
    """Reads files that end in `.models`: a model a line, with its revision behind `@`; `?` stands for what cannot be followed."""

    name = "lines"
    reads = "lists of models, for tests"

    def recognizes(self, source: Source) -> bool:
        return source.path.endswith(".models")

    def read(self, source: Source) -> FileReading:
        lines = source.data.decode().splitlines()
        if "broken" in lines:
            raise InputError([Problem(source.path, lines.index("broken") + 1, 1, "is broken")])
        if "crash" in lines:
            raise RecursionError("maximum recursion depth exceeded")
        unclear = tuple(
            NotUnderstood(source.path, n, 1, self.name, "the name is computed") for n, line in enumerate(lines, 1) if line == "?"
        )
        return FileReading(tuple(self._sighting(source, n, line) for n, line in enumerate(lines, 1) if line not in ("", "?")), unclear)

    def _sighting(self, source: Source, number: int, line: str) -> Sighting:
        words = line.split()
        name, _, revision = words[0].partition("@")
        more = dict(word.split("=") for word in words[1:])
        base = more.get("base")
        return Sighting(
            "" if name == "this" else name, source.path, number, 3, self.name, Role.DESCRIBES if more else Role.USES, revision,
            obtained=more.get("obtained", ""), license=more.get("license", "").replace("+", " AND "),
            license_name=more.get("name", ""), license_link=more.get("link", ""),
            bases=(Base(base, Relation.FINETUNE),) if base else (),
        )  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo")
    shutil.copy(SMALL_COMPANY, "company.yaml")
    return tmp_path / "repo"


Check = Callable[..., GateReport]


@pytest.fixture
def check(repository: Path) -> Check:
    def run(*paths: str, **changes: str) -> GateReport:
        for name, text in changes.items():
            Path(name.replace("__", "/").replace("_", ".")).write_text(text, encoding="utf-8")
        settings = replace(find_settings(Path()), licenses=(str(SMALL_LIBRARY),))
        gate = Gate.open(settings, as_of=date.fromisoformat(AS_OF))
        gate.readers = {"lines": LineReader()}
        return gate.check([Path(path) for path in paths or ["."]])

    return run


def told(report: GateReport) -> list[str]:
    return [f"{f.path}:{f.line} {f.code} {f.model}{f' for {f.use}' if f.use else ''}" for f in report.findings if f.code != "duty-open"]


class TestSightings:
    def test_a_listed_model_is_judged_for_its_use_where_it_stands(self, check: Check) -> None:
        report = check("app.models", app_models="small/base\n", models_yaml="models: [{model: small/base, use: gnomes}]\n")
        assert told(report) == ["app.models:1 use-forbidden small/base for gnomes"]
        assert report.findings[0].column == 3

    def test_a_model_that_the_manifest_does_not_list_is_a_finding(self, check: Check) -> None:
        report = check("app.models", app_models="small/free\n", models_yaml="models: []\n")
        assert told(report) == ["app.models:1 not-in-manifest small/free"]
        assert report.findings[0].remedy.startswith("add `{model: small/free, use: …}` to models.yaml")

    def test_another_name_of_the_same_model_is_listed(self, check: Check) -> None:
        report = check("app.models", app_models="ollama:small:base\n", models_yaml="models: [{model: small/base, use: triage}]\n")
        assert told(report) == []
        assert dict(report.verdicts)[Verdict.CONDITIONAL] == 1

    def test_another_revision_is_not_the_one_that_is_listed(self, check: Check) -> None:
        listed = "models: [{model: small/free, use: triage, revision: aaa}]\n"
        assert told(check("app.models", app_models="small/free@bbb\n", models_yaml=listed)) == ["app.models:1 not-in-manifest small/free"]
        assert told(check("app.models", app_models="small/free@aaa\n", models_yaml=listed)) == []

    def test_without_a_manifest_the_one_use_of_the_profile_is_meant(self, check: Check) -> None:
        report = check(app_models="small/free\nsmall/nothing\n", company_yaml=ONE_USE)
        assert told(report) == ["app.models:2 model-unknown small/nothing for triage", "models.yaml:0 manifest-missing "]

    def test_without_a_manifest_and_with_several_uses_nobody_knows(self, check: Check) -> None:
        report = check("app.models", app_models="small/free\n")
        assert told(report) == []  # the profile lists small/free for triage
        assert told(check("app.models", app_models="small/both\n")) == ["app.models:1 not-in-manifest small/both"]

    def test_a_model_that_may_serve_no_use_is_denied_whatever_it_serves(self, check: Check) -> None:
        company = ONE_USE.replace("use: {id: triage", "uses:\n  - {id: one").replace("[search]", "[gnome-tracking]")
        company += company.splitlines()[-1].replace("id: one", "id: two") + "\n"
        report = check("app.models", app_models="small/base\n", company_yaml=company)
        assert told(report) == ["app.models:1 not-in-manifest small/base", "app.models:1 use-forbidden small/base for one"]

    def test_the_same_model_is_told_once_a_file(self, check: Check) -> None:
        files = {"a_models": "small/nothing\nsmall/nothing\n", "b_models": "small/nothing\n"}
        assert told(check("a.models", "b.models", company_yaml=ONE_USE, **files)) == [
            "a.models:1 model-unknown small/nothing for triage",
            "b.models:1 model-unknown small/nothing for triage",
        ]

    def test_the_channel_that_a_file_shows_counts_where_it_is_worse(self, check: Check) -> None:
        # its weights are free; under which terms somebody else hosts it, nobody says
        report = check("app.models", app_models="small/free obtained=hosted-api\n", company_yaml=ONE_USE)
        assert told(report) == ["app.models:1 license-unknown small/free for triage"]

    def test_the_same_model_obtained_otherwise_is_told_again(self, check: Check) -> None:
        report = check("app.models", app_models="small/free\nsmall/free obtained=hosted-api\n", company_yaml=ONE_USE)
        assert told(report) == ["app.models:2 license-unknown small/free for triage"]

    def test_what_cannot_be_followed_is_a_finding(self, check: Check) -> None:
        assert told(check("app.models", app_models="small/free\n?\n?\n", company_yaml=ONE_USE)) == [
            "app.models:2 not-understood ",
            "app.models:3 not-understood ",
        ]


class TestDescriptions:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("this license=small-free", []),
            ("this license=SMALL-FREE", []),
            ("this license=small-free+nowhere-1", ["license-unknown"]),
            ("this license=nowhere-1", ["license-unknown"]),
            ("this license=other", ["license-unknown"]),
            ("this license=other name=small-free", []),
            ("this license=other name=small-free-modified", ["license-unknown"]),
            ("this license=other link=LICENSE", ["license-unknown"]),
            ("this license=small-free(", ["license-unknown"]),
            ("this base=small/free", ["license-unknown"]),
            ("this license=small-free base=small/nothing", ["license-unknown"]),
            ("this license=small-free base=small/free", []),
        ],
    )
    def test_a_card_is_judged_by_what_it_declares_and_by_its_bases(self, check: Check, line: str, expected: list[str]) -> None:
        assert [
            f.code for f in check("card.models", card_models=f"{line}\n", company_yaml=ONE_USE).findings if f.code != "duty-open"
        ] == expected

    def test_the_terms_of_the_base_bind_whatever_the_card_says(self, check: Check) -> None:
        company = ONE_USE.replace("[search]", "[gnome-tracking]")
        report = check("card.models", card_models="this license=small-free base=small/base\n", company_yaml=company)
        assert told(report) == ["card.models:1 license-drift repo", "card.models:1 use-forbidden repo for triage"]

    def test_a_card_does_not_take_the_place_of_the_catalog(self, check: Check) -> None:
        company = ONE_USE.replace("[search]", "[gnome-tracking]")
        report = check("card.models", card_models="small/base license=small-free\n", company_yaml=company)
        assert "card.models:1 use-forbidden small/base for triage" in told(report)


def _tenfold(letter: int) -> bytes:
    """A line of YAML that holds what the line before holds, ten times."""
    return b"%c: &%c [%s]\n" % (letter, letter, b", ".join([b"*%c" % (letter - 1)] * 10))


class TestHostileFiles:
    def test_a_broken_file_and_a_reader_that_fails_are_findings(self, check: Check) -> None:
        report = check(a_models="small/free\nbroken\n", b_models="crash\n", company_yaml=ONE_USE)
        assert told(report) == ["a.models:2 file-invalid ", "b.models:0 file-unreadable "]

    @pytest.mark.parametrize(
        "content",
        [
            b"\x00\x01\x02" * 1000,
            b"\xff\xfe",
            b"models: [" * 5000,
            b"models: {a: &a [" + b"*a, " * 10,
            b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(_tenfold(letter) for letter in b"bcdefghij"),
            b"models:\n" + b"  - a/b\n" * 700_000,
            b"models: []\nmodels: []\n",
            b"--- \nmodels: []\n---\nmodels: []\n",
            b'models: ["\\ud800"]\n',
            b"",
            b"null",
            b"42",
        ],
        ids=["binary", "no-utf8", "nested", "self", "bomb", "huge", "twice", "two-documents", "surrogate", "empty", "null", "number"],
    )  # fmt: skip
    def test_a_hostile_manifest_is_a_finding_and_never_a_pass(self, check: Check, repository: Path, content: bytes) -> None:
        (repository / "models.yaml").write_bytes(content)
        report = check("models.yaml")
        assert {finding.code for finding in report.findings} == {"manifest-invalid"}
        assert all(finding.path == "models.yaml" for finding in report.findings)

    def test_links_in_a_circle_and_to_nowhere(self, check: Check, repository: Path) -> None:
        os.symlink("b.models", repository / "a.models")
        os.symlink("a.models", repository / "b.models")
        os.symlink("nowhere", repository / "models.yaml")
        os.symlink(".", repository / "here")
        assert told(check()) == ["a.models:0 file-unreadable ", "b.models:0 file-unreadable ", "models.yaml:0 file-unreadable "]

    def test_links_out_of_the_repository_are_not_followed(self, check: Check, repository: Path) -> None:
        (repository.parent / "outside").mkdir()
        (repository.parent / "outside" / "x.models").write_text("small/nothing\n")
        os.symlink("../outside", repository / "folder")
        os.symlink("../outside/x.models", repository / "x.models")
        (repository / "inside.models").write_text("small/free\n")
        os.symlink("inside.models", repository / "y.models")
        report = check(company_yaml=ONE_USE, models_yaml="models: [small/free]\n")
        assert told(report) == ["folder:0 outside-repository ", "x.models:0 outside-repository "]
        assert report.files == ("inside.models", "models.yaml", "y.models")

    def test_a_pipe_is_not_opened(self, check: Check, repository: Path) -> None:
        os.mkfifo(repository / "models.yaml")
        result: list[GateReport] = []
        thread = threading.Thread(target=lambda: result.append(check()), daemon=True)
        thread.start()
        thread.join(20)
        assert [told(report) for report in result] == [["models.yaml:0 file-unreadable "]]

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_file_that_may_not_be_read(self, check: Check, repository: Path) -> None:
        (repository / "models.yaml").write_text("models: []\n")
        (repository / "models.yaml").chmod(0)
        assert told(check()) == ["models.yaml:0 manifest-invalid "]

    def test_a_path_that_is_not_there_is_an_error(self, check: Check) -> None:
        with pytest.raises(InputError, match=r"nowhere\.yaml: no such file or folder"):
            check("nowhere.yaml")

    def test_control_characters_of_a_name_do_not_reach_the_report_raw(self, check: Check) -> None:
        report = check("models.yaml", models_yaml='models: [{model: "evil\\e[2J", use: triage}]\n')
        assert [finding.code for finding in report.findings] == ["model-unknown"]


class TestWhichFiles:
    def test_a_change_of_the_profile_puts_everything_in_question(self, check: Check) -> None:
        report = check("company.yaml", models_yaml="models: [{model: small/nothing, use: triage}]\n")
        assert told(report) == ["models.yaml:1 model-unknown small/nothing for triage"]

    def test_what_tells_the_gate_what_to_do_names_no_models(self, check: Check, repository: Path) -> None:
        (repository / "our.models").write_text(ONE_USE)
        report = check("our.models", licheck_yaml="profile: our.models\n", models_yaml="models: [small/free]\n")
        assert told(report) == []
        assert report.files == ("models.yaml",)
        assert report.notes == ()

    def test_a_manifest_speaks_for_its_folder_and_those_below(self, check: Check, repository: Path) -> None:
        (repository / "a").mkdir()
        (repository / "b").mkdir()
        (repository / "a" / "models.yaml").write_text("models: [{model: small/free, use: triage}]\n")
        (repository / "a" / "x.models").write_text("small/free\n")
        (repository / "b" / "models.yaml").write_text("models: []\n")
        (repository / "b" / "x.models").write_text("small/free\n")
        assert told(check()) == ["b/x.models:1 not-in-manifest small/free"]

    @pytest.mark.parametrize("name", ["models.yml", "Models.yaml", "MODELS.YML", "model.yaml"])
    def test_a_manifest_by_another_name_does_not_pass_unread(self, check: Check, repository: Path, name: str) -> None:
        (repository / name).write_text("models: [{model: small/base, use: triage}]\n")
        assert told(check()) == [f"{name}:1 not-understood "]
        (repository / "licheck.yaml").write_text(f"manifest: {name}\n")
        assert "not-understood" not in {finding.code for finding in check().findings}

    @pytest.mark.parametrize("text", ["version: 2\nmodels:\n  - name: orders\n", "models: {a: b}\n", "models: [\n", "- a\n", ""])
    def test_what_is_only_called_nearly_so_is_another_tools(self, check: Check, text: str) -> None:
        assert told(check(models_yml=text)) == []

    def test_a_manifest_that_git_ignores_is_read_all_the_same(self, check: Check, repository: Path) -> None:
        (repository / ".gitignore").write_text("models.yaml\n")
        assert "manifest-invalid" in {finding.code for finding in check(models_yaml="models: 1\n").findings}

    @pytest.mark.parametrize("named", [(), ("models.yaml",)])
    def test_that_a_manifest_is_excluded_is_told(self, check: Check, named: tuple[str, ...]) -> None:
        report = check(*named, models_yaml="models: 1\n", licheck_yaml="exclude: ['*.yaml']\n")
        assert (report.findings, report.notes) == ((), ("not looked into: models.yaml, which the configuration excludes",))

    def test_what_is_excluded_is_not_looked_into(self, check: Check, repository: Path) -> None:
        (repository / "vendor" / "deep").mkdir(parents=True)
        (repository / "vendor" / "deep" / "models.yaml").write_text("broken: [")
        assert told(check(licheck_yaml="exclude: [vendor]\n")) == []
        assert {f.code for f in check(licheck_yaml="exclude: [other]\n").findings} == {"manifest-invalid"}

    def test_what_git_ignores_is_left_alone_unless_it_is_named(self, check: Check, repository: Path) -> None:
        (repository / "build" / "deep").mkdir(parents=True)
        (repository / "build" / "deep" / "models.yaml").write_text("broken: [")
        (repository / "sub").mkdir()
        (repository / "sub" / ".gitignore").write_text("!kept.models\n")
        (repository / "sub" / "kept.models").write_text("small/nothing\n")
        (repository / "sub" / "left.models").write_text("small/nothing\n")
        (repository / ".gitignore").write_text("build/\n*.models\n[bad\n")
        assert told(check(company_yaml=ONE_USE, models_yaml="models: [small/free]\n")) == [
            "sub/kept.models:1 not-in-manifest small/nothing",
            "sub/kept.models:1 model-unknown small/nothing for triage",
        ]
        assert {f.code for f in check("build/deep/models.yaml").findings} == {"manifest-invalid"}
        assert told(check("build/deep/models.yaml", licheck_yaml="exclude: [build]\n")) == []

    def test_a_named_manifest_is_one_whatever_it_is_called(self, check: Check, repository: Path) -> None:
        (repository / "our.yaml").write_text("models: [{model: small/both, use: triage}]\n")
        report = check("app.models", app_models="small/both\n", licheck_yaml="manifest: our.yaml\n", models_yaml="not: ours\n")
        assert told(report) == []


class TestThePlaceOfTheUse:
    def test_two_written_out_uses_of_one_name_are_kept_apart(self, check: Check) -> None:
        manifest = "models:\n  - {model: small/base, use: {acts: [run], applications: [gnome-tracking]}}\n"
        manifest += "  - {model: small/base, revision: b, use: {acts: [run], applications: [search]}}\n"
        assert told(check("models.yaml", models_yaml=manifest)) == ["models.yaml:2 use-forbidden small/base for written-out"]

    def test_a_duty_that_the_license_does_not_have_is_told_where_it_stands(self, check: Check) -> None:
        manifest = "models: [{model: small/base, use: {acts: [run], applications: [search], meets: [small-1.0#credits]}}]\n"
        (finding,) = [f for f in check("models.yaml", models_yaml=manifest).findings if f.code == "manifest-invalid"]
        assert (finding.line, finding.message, finding.remedy) == (1, "`small-1.0` has no duty `credits`", "did you mean `credit`?")
