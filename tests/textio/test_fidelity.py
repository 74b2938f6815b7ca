"""An encoding beside its text. That each finding is found is shown in tests/app/test_linting.py; here are the close calls."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.domain.license import Clause, Effect, License, LicenseKind, Measured, Omission, Value
from checker.domain.quantity import Quantity
from checker.domain.verdict import Evidence
from checker.textio.fidelity import SectionCount, compare, count_sections, is_mere_heading
from checker.textio.normal import sha256_of_text

TEXT = """\
1. Grant. You may use the model.
2. Limits. The grant ends above 10 million users, and whoever shows it says “Made with Example”.
3. Warranty. None, and you may use the model at your own risk.
"""


def clause(section: str, anchor: str, **more: str) -> Clause:
    parameters = tuple(more.items())
    return Clause("only", section, "ours", Effect.REQUIRES, frozenset(["run"]), anchor, duty="display", parameters=parameters)


def value(amount: Quantity | None, anchor: str = "above 10 million users") -> Value:
    return Value(
        "ceiling", "2", amount, "monthly active users", "monthly-active-users", Measured("when it is asked", "", ("licensee",)), anchor
    )


def license(*clauses: Clause, values: tuple[Value, ...] = (), listed: tuple[str, ...] = ("1", "2", "3")) -> License:
    return License(
        "example", "Example", LicenseKind.LICENSE, "Example Labs", Evidence.PRIMARY, clauses, values,
        omissions=tuple(Omission(section, "nothing to decide") for section in listed), text_sha256=sha256_of_text(TEXT),
    )  # fmt: skip


def codes(encoded: License, text: str = TEXT) -> list[str]:
    return [finding.code for finding in compare(encoded, text).findings]


def test_an_anchor_that_stands_twice_may_be_the_one_of_its_section() -> None:
    assert codes(license(clause("3", "you may use the model"))) == []
    assert codes(license(clause("2", "you may use the model"))) == ["anchor-elsewhere"]


def test_an_anchor_inside_a_part_of_its_section_is_in_the_section() -> None:
    text = "1. Grant\n   a. You may use the model.\n   b. You may copy it.\n2. End\n"
    found = compare(license(clause("1", "You may copy it"), listed=("1", "2")), text).findings
    assert [finding.code for finding in found] == ["text-drift"]


def test_case_punctuation_and_line_breaks_do_not_hide_an_anchor() -> None:
    assert codes(license(clause("2", "THE GRANT ends, above 10 million"))) == []
    assert codes(license(clause("2", "The grant ends")), TEXT.replace("The grant ends", "The grant\nends")) == []


def test_an_anchor_whose_section_has_no_number_is_only_looked_for() -> None:
    assert codes(license(clause("Introduction", "You may use the model"))) == []


@pytest.mark.parametrize(("amount", "found"), [("10000000", []), ("1000000", ["amount-elsewhere"])])
def test_the_passage_of_a_value_states_its_amount(amount: str, found: list[str]) -> None:
    assert codes(license(values=(value(Quantity.exactly(Decimal(amount))),))) == found


def test_an_amount_that_nobody_published_is_looked_for_nowhere() -> None:
    assert codes(license(values=(value(None),))) == []


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"display": "Made with Example"}, []),
        ({"display": "made with EXAMPLE"}, []),
        ({"display": "Built with Example"}, ["literal-not-found"]),
        ({"notice": "Copyright © [year] Example"}, []),
        ({"where": "anywhere at all"}, []),
    ],
)
def test_a_prescribed_string_is_in_the_text_unless_it_is_to_be_filled_in(parameters: dict[str, str], found: list[str]) -> None:
    assert codes(license(clause("2", "whoever shows it says", **parameters))) == found


def test_layout_is_no_drift_and_a_number_is() -> None:
    assert codes(license(), TEXT.replace("10 million users,", "10 million\n  users,")) == []
    assert codes(license(), TEXT.replace("10 million", "11 million")) == ["text-drift"]


def test_the_number_of_a_section_may_be_named_however_it_is_punctuated() -> None:
    text = "1. One\n   (a) In it\n   (b) In it\n"
    assert "section-missing" not in codes(license(listed=("1", "1.a", "1(b)")), text)


def test_sections_are_counted_as_encoded_listed_or_neither() -> None:
    assert count_sections(license(clause("2", "x"), listed=("1",)), TEXT) == SectionCount(3, 1, 1)


@pytest.mark.parametrize(
    ("reason", "mere"),
    [
        ("heading", True),
        ("Heading of the items below it", True),
        ("heading; both are encoded", True),
        ("warranty", False),
        ("the heading says it", False),
    ],
)
def test_a_mere_heading_is_told_by_its_reason(reason: str, mere: bool) -> None:
    assert is_mere_heading(reason) is mere


def test_a_text_without_numbers_is_fully_looked_at() -> None:
    assert compare(license(listed=("Introduction",)), "You may use the model.\n").fully
    assert not compare(license(), "1. One\n3. Three\n").fully
