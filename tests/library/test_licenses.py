"""Encodings: what a file says is what the license holds, and every name, type, unit and condition is checked before it is used."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from checker.app.session import Session
from checker.domain.license import Effect, License, LicenseKind
from checker.domain.quantity import Quantity
from checker.domain.verdict import Evidence
from checker.domain.vocabulary import Vocabulary
from checker.errors import InputError
from checker.language.printer import to_text
from checker.library.licenses import build
from checker.textio.document import parse
from tests.golden import SMALL_LIBRARY

ENCODING = """\
schema: 1
license:
  id: tiny-1.0
  name: Tiny License
  kind: license
  publisher: Tiny Labs
  released: 2026-01-15
text: {sha256: abc, source: "https://tiny.example"}
review: {status: encoded, encoded: 2026-11-22}
values:
  ceiling:
    section: "3"
    amount: 10 million
    unit: USD a year
    measured: {over: the calendar year before, event: license.released, counting: [licensee]}
terms:
  rich: {section: "3", means: organization.annual_revenue is more than ceiling}
clauses:
  - id: grant
    section: "1"
    says: It is granted.
    effect: permits
    acts: [run, serve]
  - id: rich-license
    section: "3"
    says: The rich need a license.
    effect: prohibits
    acts: all
    when: rich and use.purpose is commercial
    lifted_by: license
  - id: credit
    section: "2"
    says: The credit is shown.
    effect: requires
    acts: [serve]
    duty: display
    with: {display: Tiny, where: anywhere}
"""


@pytest.fixture(scope="module")
def vocabulary(session: Session) -> Vocabulary:
    return session.library.vocabulary


def read(text: str, vocabulary: Vocabulary, name: str = "tiny-1.0") -> License:
    return build(parse(text.encode(), "tiny.yaml"), name, vocabulary)


def problems(text: str, vocabulary: Vocabulary, name: str = "tiny-1.0") -> list[str]:
    with pytest.raises(InputError) as caught:
        read(text, vocabulary, name)
    return [str(problem).removeprefix("tiny.yaml:") for problem in caught.value.problems]


class TestWhatItHolds:
    @pytest.fixture
    def tiny(self, vocabulary: Vocabulary) -> License:
        return read(ENCODING, vocabulary)

    def test_the_head(self, tiny: License) -> None:
        assert (tiny.id, tiny.name, tiny.kind, tiny.publisher) == ("tiny-1.0", "Tiny License", LicenseKind.LICENSE, "Tiny Labs")
        assert (tiny.released, tiny.evidence, tiny.text_sha256, tiny.status) == (date(2026, 1, 15), Evidence.PRIMARY, "abc", "encoded")

    def test_left_out_it_reaches_all_derivatives_but_the_distilled(self, tiny: License, vocabulary: Vocabulary) -> None:
        assert tiny.reaches == {"finetune", "adapter", "quantized", "merge"}
        assert not tiny.template
        said = ENCODING.replace("  released", "  reaches: [merge, distilled]\n  template: true\n  released")
        assert read(said, vocabulary).reaches == {"merge", "distilled"}
        assert read(said, vocabulary).template

    def test_a_value_has_its_currency_from_its_unit_and_its_day_from_its_event(self, tiny: License) -> None:
        (value,) = tiny.values
        assert value.amount == Quantity.exactly(Decimal(10_000_000), "USD")
        assert value.measured.day == date(2026, 1, 15)
        assert value.measured.counting == ("licensee",)

    def test_an_amount_that_nobody_published_is_none(self, vocabulary: Vocabulary) -> None:
        assert read(ENCODING.replace("10 million", "unknown"), vocabulary).values[0].amount is None

    def test_clauses_keep_the_order_of_the_text(self, tiny: License) -> None:
        assert [(clause.id, clause.effect) for clause in tiny.clauses] == [
            ("grant", Effect.PERMITS), ("rich-license", Effect.PROHIBITS), ("credit", Effect.REQUIRES),
        ]  # fmt: skip

    def test_all_is_every_act_and_a_condition_is_read(self, tiny: License, vocabulary: Vocabulary) -> None:
        limit, credit = tiny.clauses[1:]
        assert limit.acts == vocabulary.acts
        assert limit.when is not None
        assert to_text(limit.when) == "rich and use.purpose is commercial"
        assert (credit.duty, credit.parameter("display")) == ("display", "Tiny")

    def test_a_section_keeps_its_zero(self, vocabulary: Vocabulary) -> None:
        assert read(ENCODING.replace('section: "1"', "section: 4.10"), vocabulary).clauses[0].section == "4.10"

    def test_the_order_of_keys_changes_nothing(self, tiny: License, vocabulary: Vocabulary) -> None:
        head, rest = ENCODING.split("clauses:")
        schema, body = head.split("\n", 1)
        about, values = body.split("values:")
        assert read(f"{schema}\nvalues:{values}{about}clauses:{rest}", vocabulary) == tiny

    def test_the_small_library_of_the_tests_is_right(self, vocabulary: Vocabulary) -> None:
        text = (SMALL_LIBRARY / "small-1.0.yaml").read_text(encoding="utf-8")
        assert read(text, vocabulary, "small-1.0").incorporates == ("small-policy",)


WRONG = [
    # the head
    ("another name than the file's", "id: tiny-1.0", "id: tiny-2.0",
     "3:7: the id `tiny-2.0` is not the name of the file; call it `tiny-1.0`"),
    ("another schema", "schema: 1", "schema: 2", "1:9: unknown schema version `2`; this licheck reads `schema: 1`"),
    ("no schema", "schema: 1\n", "", "1:1: the key `schema` is missing"),
    ("a misspelt kind", "kind: license", "kind: licence", "5:9: unknown kind `licence`; did you mean `license`?"),
    ("no publisher", "  publisher: Tiny Labs\n", "", "3:3: the key `publisher` is missing"),
    ("no day", "2026-01-15", "2026-02-30", "7:13: `2026-02-30` is not a date; write it as 2025-04-05"),
    ("a misspelt status", "status: encoded", "status: encodd", "9:18: unknown status `encodd`; did you mean `encoded`?"),
    ("a text that is not pinned", "sha256: abc, ", "", "8:7: the text is not pinned; state `sha256`, or `evidence: reported`"),
    ("a misspelt relation", "  released", "  reaches: [finetuned]\n  released", "7:13: unknown"),
    ("a misspelt key", "clauses:", "clausses:", "18:1: unknown key `clausses`; did you mean `clauses`?"),
    # values
    ("a misspelt unit", "USD a year", "USD a yaer", "14:11: unknown unit `USD a yaer`; did you mean `USD a year`"),
    ("a figure with a unit", "10 million", "10 million EUR", "13:13: cannot read the figure `10 million EUR USD`"),
    ("a negative figure", "10 million", "-10 million", "13:13: `-10 million USD` is negative"),
    ("a misspelt window", "the calendar year before", "the calender year before",
     "15:22: unknown window `the calender year before`; did you mean"),
    ("a window without its event", "event: license.released, ", "", "15:15: `the calendar year before` needs an event; such as"),
    ("a misspelt event", "event: license.released", "event: licence.released",
     "15:55: unknown event `licence.released`; did you mean `license.released`"),
    ("a misspelt party", "[licensee]", "[licencee]", "15:84: unknown party `licencee`; did you mean `licensee`?"),
    # conditions
    ("a misspelt fact", "use.purpose is", "use.purpos is", "29:11: unknown fact `use.purpos`; did you mean `use.purpose`"),
    ("a misspelt word", "is commercial", "is comercial",
     "29:11: `comercial` is not in the vocabulary of purposes; did you mean `commercial`?"),
    ("a misspelt term", "when: rich", "when: rihc", "29:11: unknown term `rihc`; did you mean `rich`?"),
    ("a value for a condition", "when: rich", "when: ceiling", "29:11: `ceiling` is a value, not a condition; compare a fact with it"),
    ("a misspelt value", "than ceiling", "than cieling", "17:31: unknown value `cieling`; did you mean `ceiling`?"),
    ("users for money", "organization.annual_revenue is", "organization.monthly_active_users is",
     "17:31: `organization.monthly_active_users` counts monthly-active-users, but `ceiling` counts money-a-year"),
    ("an operator of another kind", "use.purpose is", "use.purpose is more than",
     "29:11: `use.purpose` cannot be compared with `is more than`"),
    ("half a condition", "is commercial", "is", "29:34: expected"),
    ("a stray word", "is commercial", "is commercial commercial", "29:46: expected `and`, `or` or the end, found `commercial`"),
    ("a term that is defined by itself", "means: organization.annual_revenue is more than ceiling", "means: rich",
     "17:31: the term `rich` is defined by itself"),
    # clauses
    ("a misspelt effect", "effect: permits", "effect: permit", "22:13: unknown effect `permit`; did you mean `permits`?"),
    ("a misspelt act", "[run, serve]", "[run, sevre]", "23:17: unknown act `sevre`; did you mean `serve`?"),
    ("no acts", "[run, serve]", "[]", "23:11: expected `all` or a list of acts; as in `acts: [run, serve]`"),
    ("a word for acts", "[run, serve]", "run", "23:11: expected `all` or a list of acts; as in `acts: [run, serve]`"),
    ("an id with a capital", "id: grant", "id: Grant", "19:9: the id `Grant` is not in kebab-case; use small letters, digits and hyphens"),
    ("an id that is used twice", "id: credit", "id: grant", "31:9: the clause id `grant` is used twice"),
    ("an anchor that is too long", "effect: permits", "effect: permits\n    anchor: a b c d e f g h i j k",
     "23:13: the anchor has 11 words, at most 10"),
    ("a misspelt duty", "duty: display", "duty: dispaly", "36:11: unknown duty `dispaly`; did you mean `display`?"),
    ("no duty", "    duty: display\n    with: {display: Tiny, where: anywhere}\n", "", "31:5: a clause that requires states its `duty`"),
    ("a duty without its parameter", ", where: anywhere", "", "31:5: the duty `display` needs `where` under `with`"),
    ("a duty with a parameter too many", "where: anywhere", "where: anywhere, colour: red",
     "37:52: the duty `display` does not take `colour`"),
    ("a duty on a grant", "acts: [run, serve]", "acts: [run, serve]\n    duty: display", "24:11: a clause that permits has no `duty`"),
    ("a misspelt agreement", "lifted_by: license", "lifted_by: licence", "30:16: unknown lifted by `licence`; did you mean `license`?"),
    ("nothing said", "says: It is granted.", "says:", "21:10: expected text; state it or leave the key out"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "problem"), WRONG, ids=[name for name, *_ in WRONG])
def test_what_is_wrong_is_told_with_its_place(vocabulary: Vocabulary, name: str, old: str, new: str, problem: str) -> None:
    assert old in ENCODING
    told = problems(ENCODING.replace(old, new, 1), vocabulary)
    assert [line for line in told if line.startswith(problem)], told


def test_all_problems_of_a_file_are_told_at_once(vocabulary: Vocabulary) -> None:
    text = ENCODING
    for _, old, new, _ in (WRONG[3], WRONG[10], WRONG[17], WRONG[28], WRONG[34]):
        text = text.replace(old, new, 1)
    assert [problem.split(";")[0] for problem in problems(text, vocabulary)] == [
        "5:9: unknown kind `licence`",
        "14:11: unknown unit `USD a yaer`",
        "23:17: unknown act `sevre`",
        "29:11: unknown fact `use.purpos`",
        "36:11: unknown duty `dispaly`",
    ]


@pytest.mark.parametrize(("data", "problem"), [("", "1:1: is empty"), ("- a\n", "1:1: expected a mapping of keys, found a list")])
def test_what_is_no_encoding_at_all(vocabulary: Vocabulary, data: str, problem: str) -> None:
    assert problems(data, vocabulary) == [problem]


@pytest.mark.parametrize("condition", ["(" * 3000 + "rich" + ")" * 3000, "not " * 3000 + "rich"], ids=["parentheses", "negations"])
def test_a_condition_that_is_nested_without_end_is_refused(vocabulary: Vocabulary, condition: str) -> None:
    told = problems(ENCODING.replace("when: rich and use.purpose is commercial", f"when: {condition}"), vocabulary)
    assert len(told) == 1
    assert "nested too deeply; name a part of it under `terms`" in told[0]
