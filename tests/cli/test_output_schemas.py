"""Everything that is printed as JSON under a name of its own fits the schema that `licheck schema` prints for it, and nothing else does."""

from __future__ import annotations

import contextlib
import copy
import gc
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from checker.cli.main import main
from checker.exporters.schemas.registry import OUTPUTS, schema_of
from tests.cli.conftest import Done, Here
from tests.golden import AS_OF, SMALL_COMPANY, SMALL_LIBRARY

ROOT = Path(__file__).parents[2]
SMALL = ("--licenses", str(SMALL_LIBRARY), "--as-of", AS_OF)
OWN = ("--licenses", str(SMALL_LIBRARY))
EXAMPLE = str(ROOT / "examples" / "company.yaml")
BARE = "organization: {name: Bare}\nuse: {id: bare}\nmodels: [small/base, small/hosted, small/rumored, nobody/knows]\n"
RANGE = """\
organization: {name: Range, kind: company, domicile: US, monthly_active_users: {2025-11: under 2 million}, annual_revenue: 3 million EUR}
use: {id: main, purpose: commercial, acts: [run, serve, modify, distribute], applications: [search], obtained: weights}
models: [small/base, small/chat, small/disputed]
"""
SERVED = """\
organization: {name: Served, kind: company, domicile: US}
use: {purpose: commercial, acts: [run, serve], applications: [customer-support], obtained: hosted-api}
models: [{model: small/hosted, provider: Small Labs}, {model: small/hosted, provider: Elsewhere}]
"""
GROWING = """\
organization: {name: Growing, kind: company, domicile: US, competes_with: []}
use:
  id: chat
  purpose: education
  acts: [run, serve, modify, distribute]
  applications: [customer-support]
  obtained: weights
  derivative_name: Llama-Chat
  product_monthly_active_users: {2026-10: 60 million}
models: [moonshotai/Kimi-K2-Instruct, meta-llama/Llama-3.3-70B-Instruct, tencent/Hunyuan-A13B-Instruct, mistralai/Mistral-7B-Instruct-v0.3]
"""
MODELS = """\
models:
  - {model: small/base, use: gnomes}
  - {model: small/free, use: triage}
"""
LITELLM = "model_list:\n  - litellm_params: {model: openrouter/gpt-4o}\n  - litellm_params: {model: os.environ/MODEL}\n"
PYTHON = """\
from transformers import pipeline
pipeline("text-generation", model="small/base", revision="abc")
pipeline("text-generation", model=name())
"""
CARD = "---\nlicense: mit\nbase_model: [small/base]\nbase_model_relation: quantized\n---\n# Card\n"
BROKEN = """\
schema: 1
license: {id: broken-1.0, name: Broken, kind: license, publisher: Nobody, released: 2026-01-01, evidence: primary}
text: {sha256: "0000000000000000000000000000000000000000000000000000000000000007", source: https://broken.example}
review: {status: encoded, encoded: 2026-11-22, checked: null}
clauses:
  - {id: grant, section: "1", says: Granted., effect: permits, acts: [run], when: use.production is true}
"""

Case = tuple[str, str, tuple[str, ...]]
"""The kind, what the case is about, and the command."""


def company(here: Here, folder: Path) -> None:
    """Profiles, a repository, texts, a lock and decisions, for every command."""
    shutil.copy(SMALL_COMPANY, folder / "p.yaml")
    for name, text in (("bare.yaml", BARE), ("range.yaml", RANGE), ("served.yaml", SERVED), ("growing.yaml", GROWING)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "repository" / "card").mkdir(parents=True)
    for name, text in (
        ("models.yaml", MODELS),
        ("config.yaml", LITELLM),
        ("app.py", PYTHON),
        ("card/README.md", CARD),
        ("broken.py", "def ("),
    ):
        (folder / "repository" / name).write_text(text, encoding="utf-8")
    (folder / "repository" / "node_modules").mkdir()
    (folder / "empty").mkdir()
    (folder / "wrong").mkdir()
    (folder / "wrong" / "models.yaml").write_text("models: [{model: small/base, use: nothing, more: 1}]\n", encoding="utf-8")
    product = folder / "product"
    product.mkdir()
    (product / "about.html").write_text("<p>Made with Small</p>", encoding="utf-8")
    (product / "big.txt").write_text("x" * 2_100_000, encoding="utf-8")
    apache = (ROOT / "LICENSE").read_text(encoding="utf-8")
    texts = {
        "exact": apache,
        "altered": apache.replace("perpetual", "temporary")
        .replace("fifty percent (50%)", "thirty percent (30%)")
        .replace("9. Accepting Warranty", "9. Refusing Warranty"),
        "pointer": "See LICENSE-2.0 at https://www.apache.org/licenses/LICENSE-2.0 for the license.\n",
        "several": f"Copyright 2026 Northwind\n\n{apache}\n\nThe words below are of the authors themselves.\n\n{apache}",
        "other": "Everybody may use this, says the author, as long as nobody asks.\n" * 3,
        "none": "",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "texts").mkdir()
    shutil.copy(ROOT / "LICENSE", folder / "texts" / "apache-2.0.txt")
    (folder / "binary.txt").write_bytes(b"\x00\xff\xfe" * 40)
    (folder / "own").mkdir()
    (folder / "own" / "broken-1.0.yaml").write_text(BROKEN, encoding="utf-8")
    older = folder / "older" / "licenses"
    shutil.copytree(ROOT / "licenses", older)
    changed = older / "llama-4-community.yaml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("amount: 700 million", "amount: 600 million"), encoding="utf-8")
    (older / "mit.yaml").unlink()
    gone = (older / "apache-2.0.yaml").read_text(encoding="utf-8").replace("id: apache-2.0", "id: gone-1.0", 1)
    (older / "gone-1.0.yaml").write_text(gone, encoding="utf-8")
    about = ("--by", "Jane Roe", "--why", "We asked.", "--expires", "2026-12-31", "--file", "d.yaml", *SMALL)
    deny = ("decide", "p.yaml", "small/free", "--use", "triage", "--outcome", "deny", *about)
    accept = ("decide", "p.yaml", "small/base", "--use", "gnomes", "--outcome", "allow", "--agreement", "S-17", "--condition", "Ask first")
    assert here(*deny).code == 0
    assert here(*accept, *about).code == 0
    assert here("lock", "--profile", "p.yaml", "--manifest", "repository/models.yaml", "--file", "l.lock", *SMALL).code == 0
    lock = (folder / "l.lock").read_text(encoding="utf-8")
    (folder / "moved.lock").write_text(
        lock.replace("verdict: allow", "verdict: deny").replace("small-free#", "small-1.0#"), encoding="utf-8"
    )
    (folder / "more.yaml").write_text(MODELS + "  - {model: small/chat, use: triage}\n", encoding="utf-8")


LOCK = ("lock", "--check", "--profile", "p.yaml", "--manifest")
RUNS: list[Case] = [
    ("report", "of every kind of verdict", ("evaluate", "p.yaml", *SMALL)),
    ("report", "of services", ("evaluate", "served.yaml", *SMALL)),
    ("report", "with passages", ("evaluate", "growing.yaml", "--texts", "texts", "--as-of", AS_OF)),
    ("report", "of a revision", ("evaluate", "p.yaml", "small/base@abc", "--use", "gnomes", *SMALL)),
    ("report", "of nothing", ("evaluate", "p.yaml", "--only", "review", "small/free", "--use", "triage", *SMALL)),
    ("decided-report", "with applied and lapsed decisions", ("evaluate", "p.yaml", "--decisions", "d.yaml", *SMALL)),
    ("decided-report", "after they have expired", ("evaluate", "p.yaml", "--decisions", "d.yaml", *OWN, "--as-of", "2027-01-01")),
    ("headroom", "without growth", ("headroom", "p.yaml", *SMALL)),
    ("headroom", "with growth", ("headroom", "p.yaml", "--growth", "8%/month", *SMALL)),
    ("headroom", "of a range", ("headroom", "range.yaml", "--growth", "50%/year", *SMALL)),
    ("headroom", "of figures that nobody states", ("headroom", "bare.yaml", "--growth", "8%/month", *SMALL)),
    ("headroom", "of the shipped licenses", ("headroom", EXAMPLE, "--growth", "8%/month", "--as-of", AS_OF)),
    ("headroom", "that growth uses up", ("headroom", "growing.yaml", "--growth", "8%/month", "--as-of", AS_OF)),
    ("headroom", "of one fact that grows", ("headroom", "p.yaml", "--growth", "organization.monthly_active_users=9%/month", *SMALL)),
    ("what-if", "of another figure", ("what-if", "p.yaml", "--set", "organization.monthly_active_users=20 million", *SMALL)),
    ("what-if", "of another country", ("what-if", EXAMPLE, "--set", "organization.domicile=US", "--as-of", AS_OF)),
    ("what-if", "that changes nothing", ("what-if", "p.yaml", "--set", "organization.domicile=FR", *SMALL)),
    ("what-if", "over all figures", ("what-if", "range.yaml", "--sweep", "organization.monthly_active_users", *SMALL)),
    ("what-if", "over all revenues", ("what-if", "bare.yaml", "--sweep", "organization.annual_revenue", *SMALL)),
    ("what-if", "over words", ("what-if", "p.yaml", "--sweep", "organization.kind", *SMALL)),
    ("questions", "of a full profile", ("questions", "p.yaml", *SMALL)),
    ("questions", "of a bare one", ("questions", "bare.yaml", *SMALL)),
    ("questions", "of the example", ("questions", EXAMPLE, "--as-of", AS_OF)),
    ("questions", "of figures and duties", ("questions", "growing.yaml", "--as-of", AS_OF)),
    ("alternatives", "of a denied model", ("alternatives", EXAMPLE, "meta-llama/Llama-4-Scout-17B-16E-Instruct", "--as-of", AS_OF)),
    ("alternatives", "with siblings", ("alternatives", EXAMPLE, "Qwen/Qwen2.5-3B-Instruct", "--as-of", AS_OF)),
    ("alternatives", "with ways", ("alternatives", EXAMPLE, "mistralai/Mistral-Large-Instruct-2411", "--as-of", AS_OF)),
    ("alternatives", "of an allowed one", ("alternatives", "p.yaml", "small/free", "--decisions", "d.yaml", *SMALL)),
    ("gateway", "of a company", ("gateway", "p.yaml", *SMALL)),
    ("gateway", "of services", ("gateway", "served.yaml", *SMALL)),
    ("gateway", "with decisions", ("gateway", "p.yaml", "--decisions", "d.yaml", *SMALL)),
    ("gateway", "with no route", ("gateway", "bare.yaml", *SMALL)),
    ("notices", "of a company", ("notices", "p.yaml", *SMALL)),
    ("notices", "with many duties", ("notices", "range.yaml", *SMALL)),
    ("notices", "of services", ("notices", "served.yaml", *SMALL)),
    ("notices", "of shipped licenses", ("notices", "growing.yaml", "--as-of", AS_OF)),
    ("notices", "beside a folder", ("notices", "p.yaml", "--check", "product", *SMALL)),
    ("notices", "with decisions", ("notices", "p.yaml", "--decisions", "d.yaml", *SMALL)),
    ("notices", "with decisions beside a folder", ("notices", "p.yaml", "--decisions", "d.yaml", "--check", "product", *SMALL)),
    ("inventory", "of a repository", ("scan", "repository", *OWN)),
    ("inventory", "of a wrong manifest", ("scan", "wrong", *OWN)),
    ("inventory", "of an empty folder", ("scan", "empty", *OWN)),
    ("lock-check", "where nothing moved", (*LOCK, "repository/models.yaml", "--file", "l.lock", *SMALL)),
    ("lock-check", "where much moved", (*LOCK, "more.yaml", "--file", "moved.lock", *SMALL)),
    ("lineage", "in a circle", ("lineage", "small/circle-a", *OWN)),
    ("lineage", "of a model that nobody knows", ("lineage", "small/orphan", *OWN)),
    ("lineage", "that loses terms", ("lineage", "deepseek-ai/DeepSeek-R1-Distill-Llama-70B")),
    (
        "identify",
        "of every kind",
        ("identify", "exact.txt", "altered.txt", "pointer.txt", "several.txt", "other.txt", "none.txt", "binary.txt"),
    ),
    ("identify", "of one license", ("identify", "exact.txt")),
    ("diff", "of two licenses", ("diff", "small-1.0", "small-free", *OWN)),
    ("diff", "of one with itself", ("diff", "small-free", "small-free", *OWN)),
    ("diff", "to stricter ones", ("diff", "small-free", "small-1.0", *OWN)),
    ("diff", "in several currencies", ("diff", "stability-ai-community-2024-07-05", "bilibili-model-use-2025-09", "--as-of", AS_OF)),
    ("diff", "of figures that hang on facts", ("diff", "kimi-k2-modified-mit", "kimi-k2.5-modified-mit")),
    ("library-diff", "of an older library", ("diff", "--library", "older", "llama-4-community", "mit", "gone-1.0", "--as-of", AS_OF)),
    ("library-diff", "where nothing changed", ("diff", "--library", "older", "apache-2.0", "--as-of", AS_OF)),
    ("lint", "of sound encodings", ("licenses", "lint", "small-*", *OWN)),
    ("lint", "of a wrong one", ("licenses", "lint", "broken-1.0", "--licenses", "own")),
    ("license-coverage", "without texts", ("licenses", "coverage", "small-*", *OWN)),
    ("license-coverage", "with texts", ("licenses", "coverage", "apache-2.0", "--texts", ".")),
    ("license-mutation", "of small encodings", ("licenses", "mutate", "small-1.0", "small-free", *OWN)),
    ("license-mutation", "with mistakes that change nothing", ("licenses", "mutate", "lgpl-2.1")),
    ("license-mutation", "of one without cases", ("licenses", "mutate", "small-terms", *OWN)),
    ("applications", "one by its name", ("licenses", "applications", "weapons")),
    ("applications", "all", ("licenses", "applications")),
]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, own_cache: None) -> dict[tuple[str, str], Any]:
    """What every run prints, each once."""
    folder = tmp_path_factory.mktemp("outputs")
    run = runner(folder)
    company(run, folder)
    found = {}
    for kind, about, command in RUNS:
        done = run(*command, "--format", "json")
        assert done.out.startswith("{"), f"{command}: {done.err}"
        found[kind, about] = json.loads(done.out)
    return found


def runner(folder: Path) -> Here:
    """Runs `licheck` in a folder, in this process."""

    def run(*arguments: str) -> Done:
        out, err = io.StringIO(), io.StringIO()
        code: object = None
        with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main(list(arguments))
            except SystemExit as left:
                code = left.code
        gc.enable()  # `main` switches the garbage collector off, as a short run may
        return Done(code, out.getvalue(), err.getvalue())

    return run


def validator(kind: str) -> Any:
    return jsonschema_rs.validator_for(schema_of(kind), validate_formats=True)


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from nodes(part)


@pytest.mark.parametrize(("kind", "about"), [(kind, about) for kind, about, _ in RUNS], ids=lambda word: word.replace(" ", "-"))
def test_real_output_fits(outputs: dict[tuple[str, str], Any], kind: str, about: str) -> None:
    told = outputs[kind, about]
    assert told["schema"] == f"licheck/{kind}/1"
    complaints = [f"{'/'.join(map(str, error.instance_path))}: {error.message[:300]}" for error in validator(kind).iter_errors(told)]
    assert complaints == []


def test_every_kind_is_printed_more_than_once(outputs: dict[tuple[str, str], Any]) -> None:
    counted = {kind: sum(kind == known for known, _ in outputs) for kind in OUTPUTS}
    assert [kind for kind, count in counted.items() if count < 2] == []


def test_every_name_in_the_code_has_a_schema() -> None:
    named = {
        found
        for path in sorted((ROOT / "checker").rglob("*.py"))
        for found in re.findall(r'"(licheck/[a-z-]+/\d+)"', path.read_text(encoding="utf-8"))
    }
    stored = {"licheck/hub-record/2"}  # kept in the user's cache, and printed nowhere
    assert named - stored == {f"licheck/{kind}/1" for kind in OUTPUTS}


@pytest.mark.parametrize("kind", OUTPUTS)
def test_a_schema_is_valid_has_a_name_and_shuts_every_object(kind: str) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:licheck:schema:{kind}:1"
    assert f"licheck/{kind}/1" in [node["const"] for node in nodes(schema) if "const" in node]
    open_ones = [node for node in nodes(schema) if node.get("type") == "object" and "additionalProperties" not in node]
    assert open_ones == []
    keyed = [node for node in nodes(schema) if isinstance(node.get("additionalProperties"), dict)]
    assert len(keyed) == MAPS.get(kind, 0)
    used = {node["$ref"].removeprefix("#/$defs/") for node in nodes(schema) if "$ref" in node}
    assert used == set(schema["$defs"])


MAPS = {"gateway": 1, "diff": 1, "library-diff": 1, "license-mutation": 1}
"""Objects whose keys are names that somebody gave: uses, facts, kinds of mistakes."""
NAMED = {("gateway", "uses"), ("diff", "facts"), ("library-diff", "facts"), ("license-mutation", "kinds")}


def places(part: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every object, with the keys that lead to it; of those of one list, all have the same way."""
    if isinstance(part, dict):
        yield way, part
        for key, value in part.items():
            yield from places(value, (*way, key))
    elif isinstance(part, list):
        for value in part:
            yield from places(value, way)


@pytest.mark.parametrize("kind", OUTPUTS)
def test_a_key_more_or_less_is_refused_everywhere(outputs: dict[tuple[str, str], Any], kind: str) -> None:
    check = validator(kind)
    let_in: set[str] = set()
    tried: set[tuple[str, ...]] = set()
    for (known, about), told in outputs.items():
        if known != kind or (known, about) == ("applications", "all"):  # two megabytes of what the other run has too
            continue
        for number, (way, example) in enumerate(places(told)):
            shape = (*way, *sorted(example))
            if shape in tried or (way and (kind, way[-1]) in NAMED):
                continue
            tried.add(shape)
            for key in (*example, "more"):
                spoilt = copy.deepcopy(told)
                part = list(places(spoilt))[number][1]
                if key == "more":
                    part[key] = "x"
                else:
                    del part[key]
                if check.is_valid(spoilt):
                    let_in.add(".".join((*way, key)))
    assert tried
    assert let_in == MAY_LACK.get(kind, set())


MAY_LACK = {
    "report": {"results.provider"},
    "decided-report": set(),
    "notices": {
        "items.decided", "items.decision", "not_usable.provider", "not_usable.outcome", "check.checked.item.decided",
        "check.checked.item.decision",
    },
    "identify": {f"summary.{outcome}" for outcome in ("exact", "altered", "several", "pointer", "empty", "unknown", "unreadable")},
}  # fmt: skip
"""Keys that are there only where there is something to say."""


@pytest.mark.parametrize("kind", OUTPUTS)
def test_the_command_prints_it(kind: str, tmp_path: Path) -> None:
    done = runner(tmp_path)("schema", kind)
    assert (done.code, json.loads(done.out)) == (0, schema_of(kind))


def test_the_reference_names_every_kind_and_the_command_that_prints_it() -> None:
    page = (ROOT / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
    for kind, (_, _, commands) in OUTPUTS.items():
        assert f"| `licheck/{kind}/1` | `{'`, `'.join(commands.split(', '))}` |" in page
