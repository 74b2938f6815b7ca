"""Reading and printing conditions are each other's opposite."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain.condition import Comparison, Condition, Conjunction, Disjunction, Negation, Reference
from checker.domain.license import Clause
from checker.language.parser import OPERATORS, TAKES_LIST, parse
from checker.language.printer import to_text
from checker.language.tokens import ConditionError

from .worlds import Worlds

WORDS_OF_THE_LANGUAGE = ["is", "include", "and", "or", "not", "in", "more", "less", "than", "at", "least", "most"]

names = st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", fullmatch=True).filter(lambda word: word not in WORDS_OF_THE_LANGUAGE)
facts = st.builds("{}.{}".format, names, st.from_regex(r"[a-z]+(_[a-z]+)*", fullmatch=True))
operands = (
    names
    | st.sampled_from([*WORDS_OF_THE_LANGUAGE, "DE", "2025-04-05", "LG AI Research", ""])
    | st.text(max_size=8).map(lambda text: text.replace('"', ""))
)


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    operator = draw(st.sampled_from(OPERATORS))
    listed = operator in TAKES_LIST and draw(st.booleans())
    words = draw(st.lists(operands, min_size=1, max_size=3 if listed else 1))
    return Comparison(draw(facts | names), operator, tuple(words), listed)


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.builds(Negation, parts) | st.builds(Conjunction, several) | st.builds(Disjunction, several)


conditions: st.SearchStrategy[Condition] = st.recursive(comparisons() | st.builds(Reference, names), joined, max_leaves=12)


@given(conditions)
@settings(max_examples=150)
def test_reading_what_was_printed_gives_the_tree_back(condition: Condition) -> None:
    assert parse(to_text(condition)) == condition


@given(conditions)
def test_printing_is_stable(condition: Condition) -> None:
    once = to_text(condition)
    assert to_text(parse(once)) == once


@given(conditions, st.sampled_from([" ", "  ", "\n", "\t "]))
def test_the_space_between_the_words_says_nothing(condition: Condition, space: str) -> None:
    outside_quotes = to_text(condition).split('"')
    spread = '"'.join(part if index % 2 else part.replace(" ", space) for index, part in enumerate(outside_quotes))
    assert parse(f"{space}{spread}{space}") == condition


@given(
    st.text(max_size=40) | st.lists(st.sampled_from([*WORDS_OF_THE_LANGUAGE, "x.y", "z", "(", ")", ",", '"']), max_size=12).map(" ".join)
)
@settings(max_examples=150)
def test_what_cannot_be_read_is_told_with_a_place_in_it_and_never_crashes(source: str) -> None:
    try:
        parse(source)
    except ConditionError as error:
        assert 0 <= error.at <= len(source)
        assert error.message


def test_every_condition_of_the_shipped_encodings_is_printed_so_that_it_reads_the_same(worlds: Worlds) -> None:
    def of(clause: Clause) -> list[Condition]:
        return [condition for condition in (clause.when, clause.unless) if condition is not None]

    found = [condition for license in worlds.licenses.values() for clause in license.clauses for condition in of(clause)]
    found += [term.means for license in worlds.licenses.values() for term in license.terms]
    assert len(found) > 100
    for condition in found:
        assert parse(to_text(condition)) == condition
