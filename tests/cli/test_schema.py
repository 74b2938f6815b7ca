"""`licheck schema`: valid schemas that let in what licheck lets in, and refuse what it refuses."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from checker.app.session import Session
from checker.errors import InputError
from checker.library import licenses
from checker.textio.document import parse
from tests.conftest import Run

LICENSES = Path(__file__).parents[2] / "licenses"
KINDS = ("profile", "manifest", "decisions", "license", "report", "decided-report")

PROFILE = """\
organization:
  name: Northwind Health
  kind: company
  domicile: DE
  industries: [healthcare]
  competes_with: [NAVER]
  monthly_active_users: {2025-03: 41 million, 2026-10: between 60 million and 70 million, 2026-09: unknown}
  annual_revenue: {2025: 38 million EUR}
  daily_active_users: 12000
  figures_count: group
exchange_rates: {EUR: 1.08}
uses:
  - id: triage-assistant
    purpose: commercial
    production: true
    acts: [run, serve, modify]
    applications: unknown
    regions: [DE, NO]
    derivative_name: 4.10
    obtained: weights
    meets: [llama-4-community#built-with-llama]
    models:
      - meta-llama/Llama-4-Scout-17B-16E-Instruct
      - {model: northwind/triage-1, license: llama-4-community, inputs: [text], released: 2025-04-05,
         base_models: [{model: meta-llama/Llama-4-Scout-17B-16E-Instruct, relation: finetune}]}
agreements:
  - {publisher: Meta, kind: license, licenses: [llama-4-community], reference: 2026, expires: 2027-01-31}
values: {llama-4-community#some-value: 50 million USD, llama-4-community: {other-value: 12}}
"""


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: a date is text, `yes` a word; a bare number is a number."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), ["t", "f"])


def as_an_editor_reads(text: str) -> Any:
    def with_text_keys(node: Any) -> Any:
        if isinstance(node, dict):
            return {str(key): with_text_keys(value) for key, value in node.items()}
        return [with_text_keys(item) for item in node] if isinstance(node, list) else node

    return with_text_keys(yaml.load(text, EditorLoader))  # noqa: S506 (a SafeLoader)


def printed(*arguments: str) -> dict[str, Any]:
    """The JSON that a command prints."""
    command = [sys.executable, "-m", "checker.cli.main", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, cwd=LICENSES.parent)
    assert (done.returncode, done.stderr) == (0, b"")
    data: dict[str, Any] = json.loads(done.stdout)
    return data


@pytest.fixture(scope="module")
def schemas(own_cache: None) -> dict[str, dict[str, Any]]:
    return {kind: printed("schema", kind) for kind in KINDS}


@pytest.fixture
def complaints(schemas: dict[str, dict[str, Any]]) -> Callable[[str, Any], list[str]]:
    def complain(kind: str, instance: Any) -> list[str]:
        validator = Draft202012Validator(schemas[kind], format_checker=Draft202012Validator.FORMAT_CHECKER)
        return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(instance)]

    return complain


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from nodes(part)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_valid_schema_with_a_name_of_its_own(schemas: dict[str, dict[str, Any]], kind: str) -> None:
    schema = schemas[kind]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:licheck:schema:{kind}:1"
    assert schema["title"].startswith("licheck")


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_points_at_something_and_every_definition_is_used(schemas: dict[str, dict[str, Any]], kind: str) -> None:
    wanted = {node["$ref"].removeprefix("#/$defs/") for node in nodes(schemas[kind]) if "$ref" in node}
    assert wanted == set(schemas[kind]["$defs"])


@pytest.mark.parametrize("kind", KINDS)
def test_no_default_says_that_nothing_may_be_stated(schemas: dict[str, dict[str, Any]], kind: str) -> None:
    assert [node for node in nodes(schemas[kind]) if node.get("default", "") is None] == []


def test_an_editor_can_explain_every_key_of_a_profile(schemas: dict[str, dict[str, Any]]) -> None:
    schema = schemas["profile"]
    parts = {"": schema, **{name: part for name, part in schema["$defs"].items() if "properties" in part}}
    silent = [f"{name}.{key}" for name, part in parts.items() for key, value in part["properties"].items() if not value.get("description")]
    assert silent == []


def accepted(session: Session, text: str) -> bool:
    """Whether licheck takes the shape of a profile."""
    try:
        session.library.profile_of(text.encode(), "company.yaml")
    except InputError:
        return False
    return True


OF_ORGANIZATION = """\
kind: company
kind: unknown
kind: compny
kind:
kind: 1
kind: true
nam: Y
domicile: NO
domicile: no
domicile: [DE]
industries: [software, software]
industries: []
industries: software
industries: [null]
industries: unknown
competes_with: [NAVER, 12]
competes_with: [true]
monthly_active_users: 41000000
monthly_active_users: -1
monthly_active_users: true
monthly_active_users: null
monthly_active_users: {2026-10: 1, 2026-09: unknown}
monthly_active_users: {2026-13: 1}
monthly_active_users: {2026-10: }
monthly_active_users: {2026: 1}
annual_revenue: 38
annual_revenue: 38 USD
annual_revenue: {2025: 38 USD}
annual_revenue: {2025-03: 38 USD}
annual_revenue: [38 USD]
figures_count: licensee
figures_count: both
figures_count: null
"""
OF_USE = """\
id: 7
id: true
id:
production: true
production: yes
production: unknown
production: 1
act: [run]
purpose: [commercial]
audience: consumers
audience: everyone
regions: [DE, ZZ]
applications: [restricted]
derivative_name: 4.10
derivative_name: false
derivative_name: unknown
meets: [mit#notice]
meets: [mit]
meets: null
models: [a/b]
models: [7]
models: [null]
models: [[a]]
models: a/b
models: null
models: [{}]
models: [{model: a/b}]
models: [{model: a/b, licence: mit}]
models: [{model: a/b, license: null, revision: 4, inputs: [text]}]
models: [{model: a/b, inputs: [smell]}]
models: [{model: a/b, inputs: text}]
models: [{model: a/b, released: 2025-04-05}]
models: [{model: a/b, released: soon}]
models: [{model: a/b, released: unknown}]
models: [{model: a/b, base_models: [{model: c/d, relation: finetune}]}]
models: [{model: a/b, base_models: [{model: c/d}]}]
"""
OF_PROFILE = """\
models: [a/b]
modles: [a/b]
exchange_rates: {EUR: 1.08}
exchange_rates: {EUR: '1.08'}
exchange_rates: {EUR: 0}
exchange_rates: {EUR: true}
exchange_rates: {EURO: 1.08}
exchange_rates: []
uses: [{id: b}]
agreements: [{publisher: Meta, kind: license, licenses: [llama-4-community]}]
agreements: [{publisher: Meta, kind: license, licenses: [llama-4-community], expires: 2027-01-31, reference: null}]
agreements: [{publisher: Meta, kind: license, licenses: [llama-4-community], expires: tomorrow}]
agreements: [{publisher: Meta, kind: promise, licenses: [llama-4-community]}]
agreements: [{publisher: Meta}]
agreements: {publisher: Meta}
values: {mit#x: 12}
values: {mit#x: 12 USD}
values: {mit: {x: 12 USD}}
values: {mit: 12}
values: {mit#x: true}
values: {mit#x: null}
"""
WHOLE = (
    "organization: {name: X}\n",
    "organization: {name: X}\nuse: {acts: [run]}\n",
    "organization: {name: X}\nuse: {}\n",
    "organization: {name: X}\nuses: []\n",
    "organization: {name: X}\nuses: {id: a}\n",
    "organization: {name: X}\nuses: [{acts: [run]}]\n",
    "organization: {name: X}\nuses: [{id: a}, {id: b}]\n",
    "organization: {name: 4.10}\nuse: {acts: [run]}\n",
    "organization: {name: }\nuse: {acts: [run]}\n",
    "organization: X\nuse: {acts: [run]}\n",
    "use: {acts: [run]}\n",
    "[]\n",
    "text\n",
)
PROFILES = (
    PROFILE,
    *WHOLE,
    *(f"organization: {{name: X, {line}}}\nuse: {{acts: [run]}}\n" for line in OF_ORGANIZATION.splitlines()),
    *(f"organization: {{name: X}}\nuse: {{acts: [run], {line}}}\n" for line in OF_USE.splitlines()),
    *(f"organization: {{name: X}}\nuse: {{acts: [run]}}\n{line}\n" for line in OF_PROFILE.splitlines()),
)


@pytest.mark.parametrize("text", PROFILES)
def test_an_editor_accepts_a_profile_exactly_where_licheck_does(
    session: Session, complaints: Callable[[str, Any], list[str]], text: str
) -> None:
    found = complaints("profile", as_an_editor_reads(text))
    assert (not found) is accepted(session, text), found


def test_both_answers_are_among_the_profiles(session: Session) -> None:
    # Were all of them refused for some other reason, the comparison above would prove nothing.
    answers = [accepted(session, text) for text in PROFILES]
    assert min(answers.count(True), answers.count(False)) > 20


@pytest.mark.parametrize("path", sorted(LICENSES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_encodings_fit(complaints: Callable[[str, Any], list[str]], path: Path) -> None:
    assert complaints("license", as_an_editor_reads(path.read_text("utf-8"))) == []


ENCODING = """\
schema: 1
license: {id: example-1.0, name: Example, kind: license, version: 1.0, publisher: Example Labs, released: 2025-07-18}
text: {sha256: 00, source: "https://example.org"}
review: {status: encoded, encoded: 2026-11-22, checked: null}
values:
  ceiling:
    section: 4.1
    anchor: more than 700 million monthly active users
    amount: 700 million
    unit: monthly active users
    measured: {over: the calendar month before, event: license.released, counting: [licensee, affiliates]}
terms:
  large: {section: 4.1, means: organization.monthly_active_users is more than ceiling}
clauses:
  - {id: grant, section: 2, says: Use is granted., effect: permits, acts: [run, serve]}
  - {id: large-license, section: 4.1, says: Large ones need more., effect: prohibits, acts: all, when: large, lifted_by: license}
  - {id: name-it, section: 3, says: Name it., effect: requires, acts: [distribute], duty: name-prefix, with: {prefix: Example}}
not_encoded: [{section: 6, reason: warranty}]
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("schema: 1", "schema: 2"),
        ("license: {id", "licence: {id"),
        ("kind: license,", "kind: licence,"),
        ("publisher: Example Labs,", ""),
        ("released: 2025-07-18", "released: last summer"),
        ("{sha256: 00, ", "{"),
        ("status: encoded", "status: done"),
        ("ceiling:\n", "Ceiling:\n"),
        ("active users\n    amount", "active users in the month before the day it is released\n    amount"),
        ("unit: monthly active users", "unit: users"),
        ("over: the calendar month before", "over: the month before"),
        ("event: license.released", "event: yesterday"),
        ("[licensee, affiliates]", "[licensee, friends]"),
        ("id: grant", "id: The Grant"),
        ("section: 2, ", ""),
        ("effect: permits", "effect: allows"),
        ("[run, serve]", "[run, sell]"),
        ("[run, serve]", "[]"),
        ("acts: all", "acts: any"),
        ("lifted_by: license", "lifted_by: money"),
        ("duty: name-prefix", "duty: prefix-name"),
        ("duty: name-prefix, with: {prefix: Example}", "note: no duty"),
        ("effect: permits,", "effect: permits, duty: notice,"),
        ("effect: permits,", "effect: permits, with: {a: b},"),
        ("reason: warranty", "why: warranty"),
    ],
)
def test_what_the_loader_refuses_in_an_encoding_an_editor_refuses(
    session: Session, complaints: Callable[[str, Any], list[str]], right: str, wrong: str
) -> None:
    def loads(text: str) -> bool:
        try:
            licenses.build(parse(text.encode(), "example-1.0.yaml"), "example-1.0", session.library.vocabulary)
        except InputError:
            return False
        return True

    spoilt = ENCODING.replace(right, wrong)
    assert spoilt != ENCODING
    assert loads(ENCODING)
    assert complaints("license", as_an_editor_reads(ENCODING)) == []
    assert not loads(spoilt)
    assert complaints("license", as_an_editor_reads(spoilt)) != []


def test_a_reported_encoding_needs_no_hash(complaints: Callable[[str, Any], list[str]]) -> None:
    text = ENCODING.replace("{sha256: 00, ", "{").replace("version: 1.0", "evidence: reported")
    assert complaints("license", as_an_editor_reads(text)) == []


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, own_cache: None) -> dict[str, Any]:
    """A real report over the whole catalog, with every kind of verdict in it."""
    profile = tmp_path_factory.mktemp("report") / "company.yaml"
    whole_catalog = PROFILE[: PROFILE.index("    models:")] + PROFILE[PROFILE.index("agreements:") : PROFILE.index("values:")]
    profile.write_text(whole_catalog.replace("applications: unknown", "applications: [medical-advice]"), "utf-8")
    return printed("evaluate", str(profile), "--format", "json", "--fail-on", "never")


def test_a_real_report_fits(complaints: Callable[[str, Any], list[str]], report: dict[str, Any]) -> None:
    assert complaints("report", report) == []
    kinds = {type(fact["value"]) for result in report["results"] for reason in result["reasons"] for fact in reason["facts"]}
    assert {str, list} <= kinds
    assert sum(count > 0 for count in report["summary"].values()) >= 3


def places(report: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every kind of object in the report, one example of each."""
    results = report["results"]
    yield "report", report
    yield "library", report["library"]
    yield "summary", report["summary"]
    yield "result", results[0]
    for part in ("licenses", "reasons", "duties", "questions"):
        yield part, next(result[part][0] for result in results if result[part])
    yield "fact", next(reason["facts"][0] for result in results for reason in result["reasons"] if reason["facts"])


def test_a_key_more_or_less_is_refused_everywhere_in_a_report(complaints: Callable[[str, Any], list[str]], report: dict[str, Any]) -> None:
    let_in: list[str] = []
    for number, (name, example) in enumerate(places(report)):
        for key in [*example, "more"]:
            spoilt = copy.deepcopy(report)
            part = list(places(spoilt))[number][1]
            if key == "more":
                part[key] = "x"
            else:
                del part[key]
            if not complaints("report", spoilt):
                let_in.append(f"{name}.{key}")
    assert let_in == []


def test_words_outside_the_contract_are_refused_in_a_report(complaints: Callable[[str, Any], list[str]], report: dict[str, Any]) -> None:
    for key, value in (("schema", "licheck/report/2"), ("as_of", "today"), ("organization", None), ("results", {})):
        assert complaints("report", {**report, key: value}), key
    spoilt = copy.deepcopy(report)
    spoilt["results"][0]["verdict"] = "maybe"
    assert complaints("report", spoilt)


def test_output_goes_to_a_file(licheck: Run, tmp_path: Path) -> None:
    done = licheck("schema", "report", "--output", "report.schema.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((tmp_path / "report.schema.json").read_text("utf-8"))["$id"] == "urn:licheck:schema:report:1"


def test_an_output_that_cannot_be_written_is_told(licheck: Run) -> None:
    done = licheck("schema", "report", "--output", "nowhere/report.json")
    assert done.returncode == 2
    assert done.stderr == "error: cannot write `nowhere/report.json`: no such file or directory\n"


@pytest.mark.parametrize("arguments", [(), ("profiles",), ("profile", "license"), ("profile", "--licenses", "nowhere")])
def test_wrong_usage(licheck: Run, arguments: tuple[str, ...]) -> None:
    done = licheck("schema", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")


def test_words_of_an_own_vocabulary_are_let_in(licheck: Run, tmp_path: Path) -> None:
    own_words(tmp_path / "own")
    plain = json.loads(licheck("schema", "profile").stdout)
    wider = json.loads(licheck("schema", "profile", "--licenses", "own").stdout)
    assert set(wider["$defs"]["applications"]["enum"]) - set(plain["$defs"]["applications"]["enum"]) == {"beekeeping"}


def own_words(folder: Path) -> None:
    """A folder of encodings that adds one application."""
    (folder / "vocabulary").mkdir(parents=True)
    text = "schema: 1\nkind: applications\nentries:\n  beekeeping: {restricted: false, label: beekeeping, definition: Keeping bees.}\n"
    (folder / "vocabulary" / "more.yaml").write_text(text, "utf-8")


OF_ENTRY = """\
use: a
use: null
use: [a]
use: {acts: [run]}
use: {id: c, acts: [run], meets: [mit#notice]}
use: {id: c, act: [run]}
use: {acts: [sreve]}
use: {models: [a/b]}
owner: me
owner: []
note: 12
nots: 12
license: mit
license: null
revision: 4
inputs: [text]
inputs: [smell]
released: soon
released: 2025-04-05
base_models: [{model: c/d, relation: finetune}]
base_models: [{model: c/d}]
"""
MANIFESTS = (
    "models: []\n",
    "models:\n",
    "{}\n",
    "[]\n",
    "schema: 1\nuse: a\nmodels: [a/b, {model: c/d}]\n",
    "schema: 2\nmodels: []\n",
    "models: [7.5]\n",
    "models: [null]\n",
    "models: [[a]]\n",
    "models: a/b\n",
    "modles: []\n",
    *(f"models: [{{model: a/b, {line}}}]\n" for line in OF_ENTRY.splitlines()),
)


def taken(session: Session, text: str) -> bool:
    try:
        session.library.manifest_of(text.encode(), "models.yaml", ("a",))
    except InputError:
        return False
    return True


@pytest.mark.parametrize("text", MANIFESTS)
def test_an_editor_accepts_a_manifest_exactly_where_licheck_does(
    session: Session, complaints: Callable[[str, Any], list[str]], text: str
) -> None:
    found = complaints("manifest", as_an_editor_reads(text))
    assert (not found) is taken(session, text), found


def test_both_answers_are_among_the_manifests(session: Session) -> None:
    answers = [taken(session, text) for text in MANIFESTS]
    assert min(answers.count(True), answers.count(False)) > 10


def test_an_editor_can_explain_every_key_of_a_manifest(schemas: dict[str, dict[str, Any]]) -> None:
    schema = schemas["manifest"]
    parts = {"": schema, **{name: part for name, part in schema["$defs"].items() if "properties" in part}}
    silent = [f"{name}.{key}" for name, part in parts.items() for key, value in part["properties"].items() if not value.get("description")]
    assert silent == []
