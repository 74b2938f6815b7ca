"""`licheck notices --decisions`: a decision changes what is asked for where it is about the very clause, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from checker.exporters.schemas.registry import schema_of
from tests.cli.conftest import Done, Here
from tests.golden import AS_OF

SHA, OTHER = f"{'0' * 63}a", f"{'0' * 63}b"
ENCODING = """\
schema: 1
license: {id: NAME, name: Open License NAME, kind: license, publisher: Open Labs, released: 2026-01-15, evidence: primary}
text: {sha256: "SHA", source: https://open.example/license}
review: {status: encoded, encoded: 2026-11-22, checked: null}
clauses:
  - {id: grant, section: "1", says: Everything is granted., effect: permits, acts: all}
CLAUSES
"""
CREDIT = """\
  - id: credit
    section: "2"
    says: A product shows the credit.
    effect: requires
    acts: all
    unsettled: Is this a product?
    duty: display
    with: {display: Made with Open, where: the product}
"""
NOTICE = """\
  - id: notice
    section: "3"
    says: A copy carries the notice.
    effect: requires
    acts: all
    duty: notice-file
    with: {notice: Open is licensed}
"""
RIVALS = """\
  - {id: rivals, section: "4", says: No use by rivals., effect: prohibits, acts: all, unsettled: Is this a rival?}
"""
BAN = """\
  - {id: ban, section: "5", says: Not for search., effect: prohibits, acts: all, when: use.applications include search}
  - id: state
    section: "6"
    says: A state needs a license.
    effect: prohibits
    acts: all
    when: organization.kind is government
    lifted_by: license
"""
CATALOG = """\
schema: 1
publisher: Open Labs
sources: {card: {title: cards of Open Labs, url: "https://open.example/cards", seen: 2026-11-01}}
models:
  - {id: open/one, released: 2026-02-01, weights: [{license: open-1.0, evidence: primary, source: card}]}
  - {id: open/either, released: 2026-02-01, weights: [{license: open-1.0 OR open-2.0, evidence: primary, source: card}]}
"""
PROFILE = """\
organization: {name: Northwind, kind: company, domicile: DE}
use: {id: chat, purpose: commercial, acts: [run, serve], applications: [APPLICATIONS], obtained: weights, models: [MODEL]}
"""
AGREEMENT = "agreements: [{publisher: Open Labs, kind: license, licenses: [open-1.0], reference: MSA-1}]\n"


def world(folder: Path, first: str, second: str = "", model: str = "open/one", applications: str = "") -> None:
    own = folder / "own"
    (own / "catalog").mkdir(parents=True)
    for name, sha, clauses in (("open-1.0", SHA, first), ("open-2.0", OTHER, second)):
        text = ENCODING.replace("NAME", name).replace("SHA", sha).replace("CLAUSES\n", clauses)
        (own / f"{name}.yaml").write_text(text, encoding="utf-8")
    (own / "catalog" / "open.yaml").write_text(CATALOG, encoding="utf-8")
    (folder / "p.yaml").write_text(PROFILE.replace("MODEL", model).replace("APPLICATIONS", applications), encoding="utf-8")


def decide(folder: Path, outcome: str, verdict: str, *, clause: str = "", **more: Any) -> None:
    scope = {"license": "open-1.0", "clause": clause} if clause else {"model": "open/one"}
    facts = {"use.acts": {"within": ["run", "serve"]}, "use.obtained": "weights", **more.pop("facts", {})}
    basis = {"verdict": verdict, "texts": {"open-1.0": SHA, **more.pop("texts", {})}, "facts": facts}
    if "reasons" in more:
        basis["reasons"] = more.pop("reasons")
    one = {
        "id": "d1",
        "decided_by": "Jane Roe",
        "date": "2026-11-01",
        "expires": "2027-05-31",
        "why": "We asked.",
        "scope": scope,
        "outcome": outcome,
        "rests_on": basis,
    }
    (folder / "d.yaml").write_text(yaml.safe_dump({"schema": 1, "decisions": [{**one, **more}]}), encoding="utf-8")


@pytest.fixture
def asked(here: Here) -> Any:
    def ask(*more: str, form: str = "json", as_of: str = AS_OF) -> Any:
        done: Done = here("notices", "p.yaml", "--licenses", "own", "--as-of", as_of, "--decisions", "d.yaml", "--format", form, *more)
        assert done.out, done.err
        if form != "json":
            return done
        data = json.loads(done.out)
        jsonschema.validate(data, schema_of("notices"))
        return data

    return ask


def kinds(items: list[dict[str, Any]]) -> list[tuple[str | None, str]]:
    return [(item["clause"], item["status"]) for item in items]


def test_a_clause_read_as_not_applying_is_told_apart(asked: Any, here: Here, tmp_path: Path) -> None:
    world(tmp_path, CREDIT + NOTICE)
    decide(tmp_path, "does-not-apply", "conditional", clause="credit")
    data = asked()
    assert kinds(data["items"]) == [("notice", "required")]
    assert kinds(data["settled"]) == [("credit", "may-apply")]
    [said] = data["settled"][0]["decided"]
    assert said == "Jane Roe decided on 2026-11-01: open-1.0#credit does not apply (d1, until 2027-05-31): We asked."
    for form in ("text", "md"):
        told = " ".join(asked(form=form).out.replace("\\", "").split())
        assert "as people decided" in told.lower()
        assert "open-1.0#credit does not apply (d1, until 2027-05-31): We asked." in told
    (tmp_path / "product").mkdir()
    checked = asked("--check", "product")["check"]["checked"]
    assert [one["item"]["clause"] for one in checked] == ["notice"]


def test_a_clause_read_as_applying_is_asked_for_without_a_may(asked: Any, tmp_path: Path) -> None:
    world(tmp_path, CREDIT)
    decide(tmp_path, "applies", "conditional", clause="credit")
    data = asked()
    assert kinds(data["items"]) == [("credit", "required")]
    assert data["items"][0]["decided"] == ["Jane Roe decided on 2026-11-01: open-1.0#credit applies (d1, until 2027-05-31): We asked."]
    assert data["settled"] == []


def test_a_duty_that_certainly_applies_is_not_decided_away(asked: Any, tmp_path: Path) -> None:
    world(tmp_path, NOTICE)
    decide(tmp_path, "does-not-apply", "conditional", clause="notice")
    data = asked()
    assert (kinds(data["items"]), data["settled"]) == ([("notice", "required")], [])


def test_a_decision_that_has_lapsed_changes_nothing_and_says_so(asked: Any, tmp_path: Path) -> None:
    world(tmp_path, CREDIT)
    decide(tmp_path, "does-not-apply", "conditional", clause="credit")
    data = asked(as_of="2027-06-01")
    assert (kinds(data["items"]), data["settled"]) == ([("credit", "may-apply")], [])
    assert data["items"][0]["decided"] == [
        "a decision on it is not applied: d1, decided by Jane Roe on 2026-11-01: it expired on 2027-05-31"
    ]
    assert "decision-expired" in asked(form="text", as_of="2027-06-01").err


def test_a_decision_on_another_clause_leaves_every_duty(asked: Any, tmp_path: Path) -> None:
    world(tmp_path, CREDIT + NOTICE + RIVALS)
    decide(tmp_path, "does-not-apply", "review", clause="rivals")
    data = asked()
    assert kinds(data["items"]) == [("notice", "required"), ("credit", "may-apply")]
    assert data["not_usable"] == []
    [usable] = data["usable_by_decision"]
    assert (usable["verdict"], usable["decided"]) == (
        "review",
        ["Jane Roe decided on 2026-11-01: open-1.0#rivals does not apply (d1, until 2027-05-31)"],
    )
    assert "usable by decision alone: chat: open/one, review underneath" in " ".join(asked(form="text").out.split())


@pytest.mark.parametrize(("outcome", "clause"), [("applies", "rivals"), ("deny", "")])
def test_a_denial_by_decision_leaves_the_duties_in_the_list(asked: Any, tmp_path: Path, outcome: str, clause: str) -> None:
    world(tmp_path, NOTICE + RIVALS)
    decide(tmp_path, outcome, "review", clause=clause)
    data = asked()
    assert kinds(data["items"]) == [("notice", "required")]
    assert [(one["verdict"], one["outcome"]) for one in data["not_usable"]] == [("review", "deny")]
    assert "open/one (by a decision)" in " ".join(asked(form="text").out.split())


def test_a_choice_that_a_decision_turns_leaves_the_duty_of_the_other_license(asked: Any, here: Here, tmp_path: Path) -> None:
    world(tmp_path, RIVALS, NOTICE, model="open/either")
    decide(tmp_path, "does-not-apply", "review", clause="rivals")
    judged = here("evaluate", "p.yaml", "--licenses", "own", "--as-of", AS_OF, "--decisions", "d.yaml", "--format", "json")
    [outcome] = json.loads(judged.out)["outcomes"]
    assert (outcome["verdict"], outcome["outcome"], outcome["duties"]) == ("conditional", "allow", [])
    data = asked()
    assert [(item["license"], *pair) for item, pair in zip(data["items"], kinds(data["items"]), strict=True)] == [
        ("open-2.0", "notice", "required")
    ]
    assert data["settled"] == []


def test_a_deny_accepted_on_an_agreement_brings_its_duties(asked: Any, here: Here, tmp_path: Path) -> None:
    world(tmp_path, NOTICE + BAN, applications="search")
    with (tmp_path / "p.yaml").open("a", encoding="utf-8") as profile:
        profile.write(AGREEMENT)
    reach = {"use.applications": {"within": ["search"]}}
    decide(tmp_path, "allow", "deny", agreement="MSA-1", reasons=["open-1.0#ban"], facts=reach)
    plain = json.loads(here("notices", "p.yaml", "--licenses", "own", "--as-of", AS_OF, "--format", "json").out)
    assert (plain["items"], [one["verdict"] for one in plain["not_usable"]]) == ([], ["deny"])
    data = asked()
    assert (kinds(data["items"]), data["not_usable"]) == ([("notice", "required")], [])


def test_what_a_decision_asks_for_is_for_a_person_to_check(asked: Any, tmp_path: Path) -> None:
    world(tmp_path, RIVALS)
    decide(tmp_path, "does-not-apply", "review", clause="rivals", conditions=["No paid tier is added"])
    [condition] = asked()["items"]
    assert (condition["kind"], condition["license"], condition["says"]) == ("conditions", None, "No paid tier is added")
    assert (condition["decision"], condition["models"]) == ("d1", ["open/one"])
    (tmp_path / "product").mkdir()
    [checked] = asked("--check", "product")["check"]["checked"]
    assert (checked["state"], checked["item"]["kind"]) == ("person", "conditions")
    assert asked("--check", "product", form="text").code == 3


def test_without_decisions_no_key_speaks_of_them(here: Here, tmp_path: Path) -> None:
    world(tmp_path, CREDIT)
    data = json.loads(here("notices", "p.yaml", "--licenses", "own", "--as-of", AS_OF, "--format", "json").out)
    assert sorted(data) == ["as_of", "conduct", "items", "library", "not_usable", "organization", "schema"]
    assert {"decided", "decision"}.isdisjoint(data["items"][0])


def test_a_file_of_decisions_that_has_to_be_mended_ends_with_4(asked: Any, tmp_path: Path) -> None:
    world(tmp_path, CREDIT)
    decide(tmp_path, "does-not-apply", "conditional", clause="credits")
    done = asked(form="text")
    assert (done.code, "decision-names-nothing" in done.err) == (4, True)
    assert "may apply; it hangs on an open reading" in done.out
