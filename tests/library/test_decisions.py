"""Files of decisions: read with all their errors at once, and never wider than a person can have meant."""

from __future__ import annotations

from datetime import date

import pytest

from checker.app.session import Session
from checker.domain.decision import DecisionBook, RangeKind, Ruling
from checker.domain.verdict import Verdict
from checker.errors import InputError
from checker.library import decisions
from checker.textio.document import parse

SHA = "1" * 64
GOOD = f"""\
schema: 1
decisions:
  - id: scout-marks  # seen by two of us
    decided_by: Jane Roe, General Counsel
    date: 2026-11-20
    expires: 2027-11-20
    why: We read it with the publisher.
    ticket: LEGAL-12
    scope: {{license: llama-4-community, clause: large-platform-license, use: triage, organization: Northwind Health}}
    outcome: does-not-apply
    rests_on:
      verdict: review
      texts: {{llama-4-community: {SHA}}}
      facts:
        organization.domicile: {{one_of: [DE, FR]}}
        organization.industries: [healthcare]
        use.acts: {{within: [run, serve]}}
        organization.monthly_active_users: under 100 million
        model.released: 2025-04-05
        organization.kind: unknown
        llama-4-community#some-value: unknown
"""


def read(text: str, session: Session) -> DecisionBook:
    return decisions.build(parse(text.encode(), "d.yaml"), session.library.vocabulary)


def problems(text: str, session: Session) -> list[str]:
    with pytest.raises(InputError) as raised:
        read(text, session)
    return [str(problem) for problem in raised.value.problems]


def test_a_decision_is_read_with_all_it_says(session: Session) -> None:
    [decision] = read(GOOD, session).decisions
    assert (decision.id, decision.decided_by, decision.ticket) == ("scout-marks", "Jane Roe, General Counsel", "LEGAL-12")
    assert (decision.decided, decision.expires) == (date(2026, 11, 20), date(2027, 11, 20))
    assert decision.ruling is Ruling.DOES_NOT_APPLY
    assert decision.basis.verdict is Verdict.REVIEW
    assert decision.basis.texts == (("llama-4-community", SHA),)
    assert decision.place == "d.yaml:3:5"
    kinds = {found.name: found.kind for found in decision.basis.facts}
    assert kinds == {
        "organization.domicile": RangeKind.ONE_OF,
        "organization.industries": RangeKind.EXACTLY,
        "use.acts": RangeKind.WITHIN,
        "organization.monthly_active_users": RangeKind.EXACTLY,
        "model.released": RangeKind.EXACTLY,
        "organization.kind": RangeKind.UNKNOWN,
        "llama-4-community#some-value": RangeKind.UNKNOWN,
    }


WHOLE = GOOD.replace("license: llama-4-community, clause: large-platform-license", "model: m").replace("does-not-apply", "allow")


@pytest.mark.parametrize(
    ("text", "instead", "told"),
    [
        ("license: llama-4-community, clause: large-platform-license, ", "", "names no model and no license"),
        ("license: llama-4-community, clause", "model: m, clause", "a clause is stated, and no license"),
        ("license: llama-4-community, clause: large-platform-license", "license: llama-4-community", "and none is stated"),
        ("outcome: does-not-apply", "outcome: allow", "is decided of a whole verdict, not of a clause"),
        ("license: llama-4-community, clause", "model: 'meta-llama/*', license: llama-4-community, clause", "is a pattern"),
        ("use: triage", "use: triage, revision: abc", "a revision is stated, and no model"),
        ("expires: 2027-11-20", "expires: 2026-11-19", "before it is taken"),
        ("expires: 2027-11-20", "expires: never", "`never` is not a date"),
        ("    expires: 2027-11-20\n", "", "the key `expires` is missing"),
        (SHA, "1234", "`1234` is not the sha256 of a text"),
        (f"{{llama-4-community: {SHA}}}", "{}", "rests on no text"),
        (f"{{llama-4-community: {SHA}}}", f"{{another: {SHA}}}", "the text of `llama-4-community` is missing"),
        ("organization.kind: unknown", "organization.kindness: unknown", "unknown fact `organization.kindness`"),
        ("{one_of: [DE, FR]}", "{within: [DE, FR]}", "expected a value, or the values it may move between"),
        ("{one_of: [DE, FR]}", "{one_of: [DE, XX]}", "unknown country `XX`"),
        ("under 100 million", "lots", "organization.monthly_active_users"),
        ("why: We read it with the publisher.", "why: ''", "expected text, found nothing"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(session: Session, text: str, instead: str, told: str) -> None:
    assert text in GOOD
    found = problems(GOOD.replace(text, instead), session)
    assert all(problem.startswith("d.yaml:") for problem in found)
    if told != "organization.monthly_active_users":
        assert any(told in problem for problem in found), found


@pytest.mark.parametrize(
    ("text", "instead", "told"),
    [
        ("verdict: review", "verdict: review", "names no reason of the review"),
        ("verdict: review", "verdict: deny\n      reasons: [a]", "a deny is accepted without an agreement"),
        ("verdict: review", "verdict: allow", "the verdict underneath is `allow` already"),
    ],
)
def test_a_decision_on_a_whole_verdict_says_what_it_was_taken_in_view_of(session: Session, text: str, instead: str, told: str) -> None:
    assert any(told in problem for problem in problems(WHOLE.replace(text, instead), session))


def test_an_id_stands_once(session: Session) -> None:
    twice = GOOD + GOOD.split("decisions:\n")[1]
    assert any("the decision `scout-marks` is stated twice" in problem for problem in problems(twice, session))


def test_problems_of_shape_and_of_meaning_are_told_at_once(session: Session) -> None:
    found = problems(GOOD.replace("ticket:", "tickets:").replace("organization.kind", "organization.kindness"), session)
    assert len(found) == 2


def test_an_empty_file_says_how_to_start(session: Session) -> None:
    assert problems("# nothing yet\n", session) == ["d.yaml:1:1: is empty; `licheck decide` writes the first one"]


def test_no_decisions_are_no_error(session: Session) -> None:
    assert read("schema: 1\ndecisions: []\n", session).decisions == ()
