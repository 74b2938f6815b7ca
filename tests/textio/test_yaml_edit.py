"""One thing changes in a YAML file, and every other character stays."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from checker.errors import InputError
from checker.textio.document import parse
from checker.textio.yaml_edit import append_item, set_value

COMPANY = """\
# Our company. Ask Ann before you change it.
organization:
  name: "Northwind Health"   # as in the register
  kind: company
  # Country of its principal place of business
  #domicile: DE
  domicile: 'DE'
  # Of all its products
  #monthly_active_users: 41 million

  # Only some licenses ask for these
  #employees: 300 thousand

# What the models are used for.
uses:
  - id: triage          # the first
    acts: [run, serve]  # both
    applications:
      - medical-information
      # - translation
      - search   # since May
    models: []

agreements:   # none yet
"""


def data_of(text: str) -> Any:
    return parse(text.encode(), "a.yaml").data


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came, everything before and behind them the same."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new


class TestSetValue:
    @pytest.mark.parametrize(
        ("path", "value", "went", "came"),
        [
            (("organization", "name"), "Northwind", ['  name: "Northwind Health"   # as in the register\n'],
             ["  name: Northwind   # as in the register\n"]),
            (("organization", "domicile"), "NO", ["  domicile: 'DE'\n"], ['  domicile: "NO"\n']),
            (("organization", "monthly_active_users"), "41 million", [], ["  monthly_active_users: 41 million\n"]),
            (("organization", "annual_revenue", "2025"), "38 million EUR", [], ["  annual_revenue:\n", '    "2025": 38 million EUR\n']),
            (("uses", 0, "production"), True, [], ["    production: true\n"]),
            (("uses", 0, "acts"), ["run"], ["    acts: [run, serve]  # both\n"], ["    acts: [run]  # both\n"]),
            (("agreements",), [], ["agreements:   # none yet\n"], ["agreements: []   # none yet\n"]),
            (("exchange_rates", "EUR"), "1.08", [], ["exchange_rates:\n", '  EUR: "1.08"\n']),
            (
                ("uses", 0, "applications"),
                "unknown",
                ["    applications:\n", "      - medical-information\n", "      # - translation\n", "      - search   # since May\n"],
                ["    applications: unknown\n", "    # - translation\n", "    # since May\n"],
            ),
        ],
    )  # fmt: skip
    def test_only_what_it_is_about_changes(self, path: tuple[str | int, ...], value: Any, went: list[str], came: list[str]) -> None:
        assert lines_changed(COMPANY, set_value(COMPANY, path, value)) == (went, came)

    def test_a_fact_is_stated_below_the_line_that_shows_it_commented_out(self) -> None:
        after = set_value(COMPANY, ("organization", "monthly_active_users"), "41 million")
        assert "  #monthly_active_users: 41 million\n  monthly_active_users: 41 million\n" in after

    def test_the_value_that_is_already_there_changes_nothing(self) -> None:
        assert set_value(COMPANY, ("organization", "domicile"), "DE") == COMPANY

    @pytest.mark.parametrize("ending", ["\n", "\r\n"])
    def test_line_ends_stay_as_they_are(self, ending: str) -> None:
        before = COMPANY.replace("\n", ending)
        assert set_value(before, ("organization", "size"), "5") == set_value(COMPANY, ("organization", "size"), "5").replace("\n", ending)

    def test_a_file_without_a_last_line_end_stays_without_one(self) -> None:
        assert set_value("a: b", ("c",), "d") == "a: b\nc: d"

    def test_a_byte_order_mark_stays(self) -> None:
        assert set_value("\ufeffa: b\n", ("a",), "d") == "\ufeffa: d\n"

    @pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "# nothing yet"])
    def test_an_empty_file_gets_its_first_key(self, text: str) -> None:
        after = set_value(text, ("organization", "kind"), "company")
        assert data_of(after) == {"organization": {"kind": "company"}}
        assert after.startswith(text)

    def test_a_key_without_a_value_gets_its_mapping_where_its_lines_are_commented_out(self) -> None:
        before = "organization:   # us\n    # what we are\n    #kind: company\nuses: []\n"
        after = set_value(before, ("organization", "kind"), "company")
        assert after == "organization:   # us\n    # what we are\n    #kind: company\n    kind: company\nuses: []\n"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("a: {b: c}  # d\n", "a: {b: c, x: w}  # d\n"),
            ("a: {b: c,}\n", "a: {b: c, x: w}\n"),
            ("a: {}\n", "a: {x: w}\n"),
            ("a: {\n  b: c  # d\n}\n", "a: {\n  b: c,  # d\n  x: w\n}\n"),
            ("a: {\n  b: c,  # d\n}\n", "a: {\n  b: c,  # d\n  x: w,\n}\n"),
            ("a: {\n  b: c}\n", "a: {\n  b: c,\n  x: w}\n"),
        ],
    )
    def test_braces_take_a_new_key_in_their_own_style(self, before: str, after: str) -> None:
        assert data_of(set_value(before, ("a", "x"), "w")) == data_of(after)
        assert set_value(before, ("a", "x"), "w") in (after, after.replace(", x: w}", ", x: w,}"))

    def test_a_list_takes_the_place_of_an_item_without_a_value(self) -> None:
        assert set_value("a:\n  -  # b\n  - c\n", ("a", 0), [["d"], ["e"]]) == "a:\n  - - [d]\n    - [e]  # b\n  - c\n"

    def test_the_indentation_of_the_file_is_kept(self) -> None:
        before = "a:\n    b: c\nuses:\n-   id: x\n"
        assert set_value(before, ("d", "e"), {"f": "g"}) == before + "d:\n    e:\n        f: g\n"
        assert append_item(before, ("uses",), {"id": "b", "acts": ["run"]}) == before + "-   id: b\n    acts: [run]\n"

    @pytest.mark.parametrize("block", ["|", ">-", "|+", "|2+", ">  # a note"])
    def test_a_block_of_text_before_the_new_line_stays_whole(self, block: str) -> None:
        before = f"a:\n  b: {block}\n    one\n\n    two # not a comment\n\n\nz: y\n"
        after = set_value(before, ("a", "c"), "d")
        assert data_of(after) == {"a": {**data_of(before)["a"], "c": "d"}, "z": "y"}
        after = set_value(before, ("a", "b"), "d")
        assert data_of(after) == {"a": {"b": "d"}, "z": "y"}
        assert ("# a note" in block) == ("# a note" in after)


class TestAppendItem:
    @pytest.mark.parametrize(
        ("path", "item", "went", "came"),
        [
            (("uses", 0, "acts"), "modify", ["    acts: [run, serve]  # both\n"], ["    acts: [run, serve, modify]  # both\n"]),
            (("uses", 0, "applications"), "drugs", [], ["      - drugs\n"]),
            (("uses", 0, "models"), "a/b", ["    models: []\n"], ["    models: [a/b]\n"]),
            (("uses", 0, "models"), {"model": "a/b", "license": "mit"}, ["    models: []\n"],
             ["    models:\n", "      - model: a/b\n", "        license: mit\n"]),
            (("agreements",), {"publisher": "Meta", "licenses": ["x"]}, [], ["  - publisher: Meta\n", "    licenses: [x]\n"]),
            (("uses", 0, "regions"), "DE", [], ["    regions: [DE]\n"]),
            (("uses",), {"id": "two"}, [], ["  - id: two\n"]),
            (("organization", "industries"), "NO", [], ['  industries: ["NO"]\n']),
        ],
    )  # fmt: skip
    def test_only_the_item_comes(self, path: tuple[str | int, ...], item: Any, went: list[str], came: list[str]) -> None:
        after = append_item(COMPANY, path, item)
        assert lines_changed(COMPANY, after) == (went, came)

    def test_a_list_that_is_the_whole_file(self) -> None:
        assert append_item("- a: b\n", (), {"a": "c", "d": {"e": "f"}}) == "- a: b\n- a: c\n  d:\n    e: f\n"
        assert append_item("", (), {"a": "c"}) == "- a: c\n"
        assert append_item("[]\n", (), {"a": "c"}) == "[{a: c}]\n"

    @pytest.mark.parametrize("item", ["c", {"d": "e"}])
    @pytest.mark.parametrize(
        "list_text", ["[a, b]", "[a, b,]", "[ a,  # x\n   b  # y\n ]", "[\n  a,\n  b,  # y\n]", "[\n  a,\n  b]", "[]", ""]
    )
    def test_brackets_of_every_style(self, list_text: str, item: Any) -> None:
        before = f"k: {list_text}\nz: y\n"
        after = append_item(before, ("k",), item)
        assert data_of(after) == {"k": [*(data_of(before)["k"] or []), item], "z": "y"}
        assert after.count("#") == before.count("#")


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "path", "said"),
        [
            ("a: b\n", ("a", "c"), "a.yaml:1:4: `a` is no mapping that could hold `c`; change it by hand"),
            ("a: [b]\n", ("a", 1), "a.yaml:1:4: `a` has no item 2; change it by hand"),
            (
                "a: &x {b: c}\nd: *x\n",
                ("a", "b"),
                "a.yaml:1:11: `a.b` cannot be changed without changing more than that; change it by hand",
            ),
            (
                "a: &x {b: c}\nd: *x\n",
                ("d", "b"),
                "a.yaml:1:11: `d.b` cannot be changed without changing more than that; change it by hand",
            ),
            ("a: &x b\nd: *x\n", ("a",), "a.yaml:1:4: `a` cannot be changed without changing more than that; change it by hand"),
            ("- a\n", ("b",), "a.yaml:1:1: the file is no mapping that could hold `b`; change it by hand"),
        ],
    )
    def test_what_cannot_be_changed_alone_is_not_changed(self, text: str, path: tuple[str | int, ...], said: str) -> None:
        with pytest.raises(InputError) as caught:
            set_value(text, path, "new", name="a.yaml")
        assert [str(problem) for problem in caught.value.problems] == [said]

    def test_a_list_is_wanted_to_append_to(self) -> None:
        with pytest.raises(InputError, match="`a` is no list"):
            append_item("a: b\n", ("a",), "c")

    def test_what_licheck_cannot_read_is_told_as_what_it_is(self) -> None:
        with pytest.raises(InputError, match="duplicate key `a`"):
            set_value("a: b\na: c\n", ("d",), "e")


class TestAnchors:
    def test_an_alias_is_replaced_and_its_anchor_stays(self) -> None:
        assert set_value("a: &x b\nd: *x   # as a\n", ("d",), "c") == "a: &x b\nd: c   # as a\n"

    def test_an_anchor_that_nobody_uses_stays_at_its_value(self) -> None:
        assert set_value("a: &x b\n", ("a",), "c") == "a: &x c\n"

    def test_a_new_key_comes_beside_what_is_anchored(self) -> None:
        before = "base: &x\n  b: c\nother: *x\n"
        assert set_value(before, ("more", "d"), "e") == before + "more:\n  d: e\n"


def test_every_reader_reads_the_same_from_what_was_written() -> None:
    after = "a: b\n"
    for word in ("NO", "on", "2025-01-01", "1e3", "0x1F", "~", "", "1_000", "12:30", "yes", "#x", "a: b"):
        after = append_item(after, ("words",), word)
    assert yaml.safe_load(after)["words"] == data_of(after)["words"]
