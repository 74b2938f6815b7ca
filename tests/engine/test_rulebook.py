"""A license that is asked again and again: what it remembers must never answer for another case."""

from __future__ import annotations

from datetime import date

from checker.domain.fact import FactValue
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from checker.engine.case import Case, Context
from checker.engine.decide import decide
from checker.engine.rulebook import Rulebook, Rulebooks

from .tiny import PUBLISHER, TODAY, Desk, context, facts, figures, held, license, permits, prohibits, requires, value

LIMIT = value("ceiling", "1 million")
USERS = "organization.monthly_active_users"
TEXT = license(
    "example",
    permits("run", "serve"),
    prohibits(when=f"{USERS} is more than ceiling", lifted_by="license"),
    prohibits(name="consumers", when="use.audience is consumers"),
    requires("license-copy", "serve"),
    requires("name-prefix", "serve", prefix="Llama", when="use.production is true"),
    values=(LIMIT,),
)


def case(stated: dict[str, FactValue] | None = None, on: Context | None = None, **held: object) -> Case:
    return Case({**facts("serve"), **(stated or {})}, on or context(), **held)  # type: ignore[arg-type]


def variations() -> list[Case]:
    """Cases that differ in one thing each."""
    small = {USERS: figures("1"), "use.audience": "internal"}
    large = {USERS: figures("2 million"), "use.audience": "internal"}
    return [
        case(),
        case(small),
        case(large),
        case(small | {"use.audience": "consumers"}),
        case(small, on=context(count="licensee")),
        case({USERS: figures({"2026-10": "2 million"}), "use.audience": "internal"}),
        case({USERS: figures({"2026-10": "2 million"}), "use.audience": "internal"}, on=context(date(2026, 12, 1))),
        case(large, agreements=(held("license", "example"),)),
        case(large, agreements=(held("license", "example", expires=TODAY),)),
        case(large, agreements=(held("license", "example", expires=TODAY),), on=context(date(2026, 11, 23))),
        case(small, meets=frozenset(["example#license-copy"])),
        case(small | {"use.production": True}),
        case(small | {"use.production": True, "use.derivative_name": "Llama-1"}),
        case(small | {"use.production": True, "use.derivative_name": "Other-1"}),
        case(small | {"use.acts": frozenset(["run"])}),
        case(small | {"use.acts": frozenset(["host"])}),
    ]


def test_the_order_of_questions_changes_no_answer(desk: Desk) -> None:
    afresh = [decide(desk.rulebook(TEXT), each) for each in variations()]
    assert len(set(afresh)) >= 12, "the variations are meant to differ"
    used = desk.rulebook(TEXT)
    for _ in range(2):
        assert [decide(used, each) for each in variations()] == afresh
        assert [decide(used, each) for each in reversed(variations())] == afresh[::-1]


def test_more_cases_than_can_be_remembered_are_answered_all_the_same(desk: Desk) -> None:
    used = desk.rulebook(TEXT)
    for users in (*range(999_000, 1_001_000), *range(999_000, 999_100)):
        found = decide(used, case({USERS: figures(str(users)), "use.audience": "internal"}))
        assert (found.verdict is Verdict.DENY) is (users > 1_000_000)


def test_the_licensor_of_a_template_is_not_that_of_the_case_before(desk: Desk) -> None:
    template = desk.rulebook(license("template", permits(), prohibits(lifted_by="license"), template=True))
    agreements = (held("license", "template", publisher="A"),)
    found = [decide(template, case(agreements=agreements, licensor=licensor)).verdict for licensor in ("A", "B", "A")]
    assert found == [Verdict.ALLOW, Verdict.DENY, Verdict.ALLOW]


def test_outcomes_come_in_the_order_of_the_texts(desk: Desk) -> None:
    main = license("example", prohibits(name="b", when="use.audience is consumers"), permits(name="a"), prohibits(name="c"))
    policy = license("example-aup", prohibits(name="z"), prohibits(name="y"), kind="policy")
    rulebook = desk.rulebook(main, policy)
    assert [outcome.clause.id for outcome in rulebook.outcomes(case())] == ["b", "a", "c", "z", "y"]


def test_all_outcomes_hold_those_that_do_not_apply_too(desk: Desk) -> None:
    rulebook = desk.rulebook(license("example", permits(), prohibits(when="use.audience is consumers")))
    asked = case({"use.audience": "internal"})
    assert [(outcome.clause.id, outcome.truth) for outcome in rulebook.all_outcomes(asked)] == [("grant", Truth.YES), ("limit", Truth.NO)]
    assert [outcome.clause.id for outcome in rulebook.outcomes(asked)] == ["grant"]


class TestRulebooks:
    def test_a_license_brings_everything_it_incorporates_however_deeply(self, desk: Desk) -> None:
        texts = [
            license("main", permits(), incorporates=("policy",)),
            license("policy", incorporates=("annex", "main"), kind="policy"),
            license("annex", incorporates=("policy",), kind="policy"),
        ]
        rulebook = Rulebooks({text.id: text for text in texts}, desk.vocabulary).get("main")
        assert rulebook is not None
        assert [part.id for part in rulebook.parts] == ["main", "policy", "annex"]

    def test_a_license_that_is_not_encoded_has_none(self, desk: Desk) -> None:
        assert Rulebooks({}, desk.vocabulary).get("lost") is None

    def test_it_is_made_once(self, desk: Desk) -> None:
        rulebooks = Rulebooks({"main": license("main", permits(), publisher=PUBLISHER)}, desk.vocabulary)
        first = rulebooks.get("main")
        assert isinstance(first, Rulebook)
        assert rulebooks.get("main") is first
