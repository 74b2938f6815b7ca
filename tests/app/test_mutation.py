"""The cases of an encoding against mistakes in it: good cases kill every mutant, and each case left out lets some survive."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.app.mutation import Score, by_kind, score, scores
from checker.app.session import Session
from checker.engine.mutants import KINDS
from tests.sound_encoding import CASES, ENCODING, ID, spoiled, write

LIFTED = """\
  - name: a license lifts the limit
    with: {organization.monthly_active_users: {2025-12: 1000001}}
    agreements: [{publisher: Example Labs, kind: license, licenses: [example-1.0]}]
    expect: allow
"""
AT_THE_LIMIT = """\
  - name: exactly a million is not more than a million
    with: {organization.monthly_active_users: {2025-12: 1 million}}
    expect: allow
"""
IN_A_PRODUCT = """\
  - name: inside a product the limit does not apply
    with: {organization.monthly_active_users: {2025-12: 1000001}, use.obtained: integrated-product}
    expect: allow
"""


def measured(folder: Path, cases: str = CASES, encoding: str = ENCODING, kinds: tuple[str, ...] = ()) -> Score:
    write(folder, encoding, cases)
    return score(Session.open([folder / "licenses"]), ID, kinds)


def survivors(found: Score) -> set[tuple[str, str]]:
    return {(survivor.kind, survivor.clause) for survivor in found.survivors}


def test_good_cases_kill_every_mutant(tmp_path: Path) -> None:
    found = measured(tmp_path)
    assert found.survivors == ()
    assert found.killed == found.total == sum(made for _, made in found.by_kind.values()) == 20
    assert found.unmeasured == ""


@pytest.mark.parametrize(
    ("left_out", "surviving"),
    [
        (LIFTED, {("lifted-by", "platform-license")}),
        (AT_THE_LIMIT, {("comparison", "large-platform"), ("threshold", "user-ceiling")}),
        (IN_A_PRODUCT, {("unless", "platform-license")}),
        ("    because: [gambling]\n", set()),
    ],
)
def test_a_case_left_out_lets_the_mistakes_survive_that_only_it_would_notice(
    left_out: str, surviving: set[tuple[str, str]], tmp_path: Path
) -> None:
    found = measured(tmp_path, spoiled(CASES, left_out, ""))
    assert survivors(found) == surviving
    assert found.total - found.killed == len(found.survivors)


def test_a_survivor_says_what_no_case_noticed(tmp_path: Path) -> None:
    found = measured(tmp_path, spoiled(CASES, LIFTED, "")).survivors
    assert [(survivor.kind, survivor.clause, survivor.change) for survivor in found] == [
        ("lifted-by", "platform-license", "`lifted_by` is dropped")
    ]


def test_only_the_kinds_asked_for_are_made(tmp_path: Path) -> None:
    found = measured(tmp_path, kinds=("clause", "unless"))
    assert found.by_kind == {"clause": (5, 5), "unless": (1, 1)}


def test_an_encoding_whose_cases_fail_as_it_is_is_not_measured(tmp_path: Path) -> None:
    found = measured(tmp_path, spoiled(CASES, "because: [gambling]", "because: [grant]"))
    assert (found.total, found.unmeasured) == (0, "1 of its cases fail as it is")


def test_an_encoding_without_cases_is_not_measured(tmp_path: Path) -> None:
    assert measured(tmp_path, f"schema: 1\nlicense: {ID}\ncases: []\n").unmeasured == "it has no cases"


def test_what_an_encoding_incorporates_stays_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, ENCODING.replace("  released: 2026-01-15\n", "  released: 2026-01-15\n  incorporates: [example-policy]\n"))
    policy = ENCODING.replace("example-1.0", "example-policy").replace("kind: license\n", "kind: policy\n", 1)
    head, _, tail = policy.partition("clauses:\n")
    clause = (
        "  - {id: no-spam, section: '1', says: No spam., anchor: use, effect: prohibits, acts: all, when: use.applications include spam}\n"
    )
    head = head.partition("values:")[0]
    (tmp_path / "licenses" / "example-policy.yaml").write_text(f"{head}clauses:\n{clause}".replace("SHA256", "0" * 64), encoding="utf-8")
    assert "not_encoded" in tail
    found = score(Session.open([tmp_path / "licenses"]), ID)
    assert "no-spam" not in {clause for _, clause in survivors(found)}
    assert (found.by_kind["clause"], found.survivors) == ((5, 5), ())


def test_several_processes_come_to_the_same_scores_in_the_same_order(tmp_path: Path) -> None:
    write(tmp_path, cases=spoiled(CASES, LIFTED, ""))
    session = Session.open([tmp_path / "licenses"])
    chosen = ["mit", ID, "apache-2.0"]
    told: list[tuple[int, int]] = []
    alone = scores(session, chosen)
    together = scores(session, chosen, jobs=2, progress=lambda done, total: told.append((done, total)))
    assert together == alone
    assert [found.license for found in together] == chosen
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_kinds_of_several_encodings_add_up() -> None:
    found = [
        Score("one", 3, by_kind={"clause": (1, 2), "act": (0, 1)}),
        Score("two", 4, by_kind={"clause": (4, 4)}),
        Score("three", unmeasured="so"),
    ]
    assert by_kind(found) == {"clause": (5, 6), "act": (0, 1)}
    assert list(by_kind(found)) == [kind for kind in KINDS if kind in ("clause", "act")]


STATED = """\
changes_nothing:
  - {clause: platform-license, mistake: '`lifted_by` is dropped', reason: nobody ever gets such a license}
"""


def test_a_survivor_that_changes_nothing_is_told_with_the_reason_and_does_not_count(tmp_path: Path) -> None:
    found = measured(tmp_path, spoiled(CASES, LIFTED, "") + STATED)
    assert (found.survivors, found.noticed) == ((), ())
    assert [(entry.clause, entry.reason) for entry in found.harmless] == [("platform-license", "nobody ever gets such a license")]
    assert found.killed == found.total == 19
    assert "lifted-by" not in found.by_kind


def test_what_a_case_notices_is_not_believed_to_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    found = measured(tmp_path, CASES + STATED)
    assert found.harmless == ()
    assert [entry.clause for entry in found.noticed] == ["platform-license"]
    assert found.killed == found.total == 20
    assert measured(tmp_path / "other", CASES + STATED, kinds=("clause",)).noticed == (), "other kinds were not made"
