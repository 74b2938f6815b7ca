"""Cases: facts in words that a lawyer reads, and what is expected of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from checker.app.session import Session
from checker.domain.fact import Figures
from checker.domain.license import License
from checker.domain.quantity import Quantity
from checker.domain.verdict import Verdict
from checker.errors import InputError
from checker.library.cases import DEFAULT_DAY, Example, build
from checker.textio.document import parse

CASES = """\
schema: 1
license: llama-4-community
background:
  organization.kind: company
  use.acts: [run]
cases:
  - name: one
    expect: conditional
  - name: two
    with: {organization.kind: unknown, organization.monthly_active_users: {2025-03: 5}}
    expect: deny
    because: [large-platform-license, llama-4-aup#gnomes]
    duties: {notice-file: required}
    agreements: [{publisher: Meta, kind: license, licenses: [llama-4-community], expires: 2027-12-31}]
    meets: [llama-4-community#license-copy]
    exchange_rates: {EUR: 1.08}
    figures_count: licensee
    as_of: 2025-05-01
"""


@pytest.fixture(scope="module")
def license(session: Session) -> License:
    return session.licenses["llama-4-community"]


def read(session: Session, license: License, text: str) -> list[Example]:
    return build(parse(text.encode(), "cases.yaml"), license, session.library.vocabulary)


class TestWhatTheyHold:
    def test_a_case_takes_the_background_and_the_usual_day(self, session: Session, license: License) -> None:
        one, _ = read(session, license, CASES)
        assert one.case.facts == {"organization.kind": "company", "use.acts": frozenset(["run"])}
        assert one.case.context.as_of == DEFAULT_DAY == date(2026, 11, 22)
        assert (one.expect, one.because, one.duties) == (Verdict.CONDITIONAL, None, {})
        assert one.place == "cases.yaml:7:5"

    def test_a_case_overrides_the_background_and_unknown_takes_a_fact_away(self, session: Session, license: License) -> None:
        _, two = read(session, license, CASES)
        users = Figures(None, (("2025-03", Quantity.exactly(5)),))
        assert two.case.facts == {"use.acts": frozenset(["run"]), "organization.monthly_active_users": users}

    def test_everything_else_a_case_may_say(self, session: Session, license: License) -> None:
        _, two = read(session, license, CASES)
        context = two.case.context
        assert (context.as_of, context.figures_count, context.rate("EUR")) == (date(2025, 5, 1), "licensee", Decimal("1.08"))
        assert two.case.meets == {"llama-4-community#license-copy"}
        assert two.case.agreements[0].expires == date(2027, 12, 31)

    def test_a_clause_is_of_the_license_itself_where_no_other_is_named(self, session: Session, license: License) -> None:
        _, two = read(session, license, CASES)
        assert two.because == {"llama-4-community#large-platform-license", "llama-4-aup#gnomes"}
        assert two.duties == {"llama-4-community#notice-file": "required"}


WRONG = [
    ("another license", "license: llama-4-community\n", "license: mit\n",
     "2:10: these are cases of `mit`, but the file is named after `llama-4-community`"),
    ("a misspelt fact", "organization.kind: company", "organization.knd: company",
     "4:3: unknown fact `organization.knd`; did you mean `organization.kind`"),
    ("a misspelt word", "use.acts: [run]", "use.acts: [rum]", "5:14: unknown act `rum`; did you mean `run`?"),
    ("no such month", "{2025-03: 5}", "{2025-13: 5}", "10:76: `2025-13` is not a month"),
    ("a misspelt verdict", "expect: deny", "expect: denied", "11:13: unknown expect `denied`"),
    ("a misspelt status", "notice-file: required", "notice-file: requird",
     "13:27: unknown notice-file `requird`; did you mean `required`?"),
    ("a misspelt key", "    meets:", "    meet:", "15:5: unknown key `meet`; did you mean `meets`"),
    ("no such value", "    figures_count", "    values: {llama-4-community#x: 5}\n    figures_count",
     "17:35: unknown value `llama-4-community#x`"),
    ("no such day", "2025-05-01", "2025-05-32", "18:12: `2025-05-32` is not a date"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "problem"), WRONG, ids=[name for name, *_ in WRONG])
def test_what_is_wrong_is_told_with_its_place(session: Session, license: License, name: str, old: str, new: str, problem: str) -> None:
    assert old in CASES
    with pytest.raises(InputError) as caught:
        read(session, license, CASES.replace(old, new, 1))
    (told,) = caught.value.problems
    assert str(told).removeprefix("cases.yaml:").startswith(problem)
