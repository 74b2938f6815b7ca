"""The numbered sections of texts, in the ways in which licenses number them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from checker.textio.sections import Label, sections


def labels(text: str) -> list[Label]:
    return sections(dedent(text))


def paths(text: str) -> list[str]:
    return [label.shown for label in labels(text)]


def doubtful(text: str) -> list[str]:
    return [label.shown for label in labels(text) if not label.sure]


class TestNumbering:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("1. One\n2. Two\n3. Three\n", ["1", "2", "3"]),
            ("1) One\n2) Two\n", ["1", "2"]),
            ("(a) One;\n(b) two;\n(c) three.\n", ["a", "b", "c"]),
            ("A. One\nB. Two\n", ["a", "b"]),
            ("I. One\nII. Two\nIII. Three\nIV. Four\n", ["i", "ii", "iii", "iv"]),
            ("1. One\n1.1 In it\n1.2 In it\n1.2.1 Deep\n2. Two\n2.1 In it\n", ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]),
            ("1. One\na. In it\ni. deep;\nii. deep.\nb. In it\n2. Two\n", ["1", "1.a", "1.a.i", "1.a.ii", "1.b", "2"]),
            ("1. One\n(A) In it\n(B) In it\n2. Two\n", ["1", "1.a", "1.b", "2"]),
            ("1. (a) Both on one line\n   (b) Next\n2. Two\n", ["1", "1.a", "1.b", "2"]),
            ("Section 1: One\nSection 2: Two\n", ["1", "2"]),
            ("Section 1 -- One.\n  a. In it\n  b. In it\nSection 2 -- Two.\n", ["1", "1.a", "1.b", "2"]),
            ("## 1. One\n### 1.1 In it\n## 2. Two\n", ["1", "1.1", "2"]),
            ("1\\. One\n-------\n* 1.1. In it\n    * a. Deep\n2\\. Two\n-------\n", ["1", "1.1", "1.1.a", "2"]),
            ("**1. One**\n**2. Two**\n", ["1", "2"]),
            ("1**. One**. Text\n2. Two\n", ["1", "2"]),
            ("1.Definitions\n2.Grant\n", ["1", "2"]),
            ("1 Definitions\n\nText.\n\n2 License Grant\n\nText.\n", ["1", "2"]),
        ],
    )
    def test_each_way_to_number_is_read(self, text: str, expected: list[str]) -> None:
        assert paths(text) == expected
        assert doubtful(text) == []

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("一、定义\n1. 许可\n2. 模型\n二、许可\n1. 您不得\n", ["一", "一.1", "一.2", "二", "二.1"]),
            ("第一条 定义\n第二条 许可\n", ["一", "二"]),
            ("第一部分：前言\n1. 定义\n第二部分：许可\n1. 您不得\n2. 如果\n", ["一", "一.1", "二", "二.1", "二.2"]),
            ("（1）您\n（2）我\n", ["1", "2"]),
            ("1、您对\n2、您应\n", ["1", "2"]),
            ("十、甲\n十一、乙\n十二、丙\n", ["十", "十一", "十二"]),
        ],
    )
    def test_chinese_numbering_is_read(self, text: str, expected: list[str]) -> None:
        assert paths(text) == expected

    def test_nested_lists_of_the_same_kind_are_told_apart_by_their_indentation(self) -> None:
        text = """\
            1. Law
               1. Crime
                  1. Violence
                  2. Trafficking
               2. Harassment
            2. Danger
               1. Military
            """
        assert paths(text) == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1"]

    def test_the_ninth_letter_is_no_roman_number_and_the_first_roman_number_no_letter(self) -> None:
        letters = "".join(f"({letter}) item\n" for letter in "abcdefghij")
        assert paths(letters)[-2:] == ["i", "j"]
        assert paths("a. One\ni. In it\nii. In it\nb. Two\n") == ["a", "a.i", "a.ii", "b"]

    def test_a_section_whose_heading_has_no_line_of_its_own_still_has_its_parts(self) -> None:
        assert paths("1.1 One\n1.2 Two\n2.1 Three\n") == ["1.1", "1.2", "2.1"]

    def test_the_line_of_each_section_is_known(self) -> None:
        assert [label.line for label in labels("Title\n\n1. One\nmore of it\n2. Two\n")] == [3, 5]


class TestWhatIsNoSection:
    @pytest.mark.parametrize(
        "text",
        [
            "1. One ends with a reference to a much older text of the year\n2024. That was long ago.\n2. Two\n",
            "1. One refers the reader to what is said further down in Section\n3.1) which goes on.\n2. Two\n",
            "1. One holds under all that was said in what came before, as in\nSection 7 (Termination), and goes on.\n2. Two\n",
            "1. One goes on after the end of the agreement, as is laid down in\nSection 1. In addition it does so here.\n2. Two\n",
            "1. One is what people in the trade call for want of a better word\na. k. a. rule\n2. Two\n",
            "1. One costs more than\n20 million dollars\n2. Two\n",
            "1. One holds in the\nU.S. and elsewhere.\n2. Two\n",
            "A License of Some Union\nV. 1.1\n\n1. One\n2. Two\n",
        ],
    )
    def test_a_number_that_does_not_fit_the_numbers_around_it_is_text(self, text: str) -> None:
        assert paths(text) == ["1", "2"]

    def test_a_text_without_numbers_has_none(self) -> None:
        assert labels("Permission is hereby granted, free of charge, to any person.\n\nThe software is provided as is.\n") == []


class TestDoubt:
    def test_a_gap_makes_the_whole_list_doubtful_and_no_other(self) -> None:
        text = "1. One\n   a. In it\n   b. In it\n3. Three\n4. Four\n"
        assert paths(text) == ["1", "1.a", "1.b", "3", "4"]
        assert doubtful(text) == ["1", "3", "4"]

    def test_a_number_within_the_line_before_leaves_no_gap(self) -> None:
        assert doubtful("4. You will not: a. do this;\nb. do that;\nc. do more; or d. do\nanything;\ne. else.\n5. Next\n") == ["4", "5"]
        text = "1. Grant\n2. You will not: a. do this;\nb. do that; c. do more;\nd. anything.\n3. Next\n"
        assert (paths(text), doubtful(text)) == (["1", "2", "2.b", "2.d", "3"], [])

    def test_a_list_inside_a_section_that_looks_like_the_list_around_it_is_doubtful(self) -> None:
        text = "1. Definitions\n1. First\n2. Second\n3. Third\n2. Grant\n"
        assert paths(text)[:4] == ["1", "1.1", "1.2", "1.3"]
        assert set(doubtful(text)) == set(paths(text))


class TestRegions:
    TEXT = """\
        THE LICENSE

        1. Grant
        2. Duties

        Attachment A

        1. Crime
        2. Fraud
        """

    def test_an_attachment_counts_anew(self) -> None:
        assert [(label.region, label.shown) for label in labels(self.TEXT)] == [(0, "1"), (0, "2"), (1, "1"), (1, "2")]

    def test_what_stands_under_the_heading_of_an_attachment_is_held_by_it_and_what_follows_a_title_is_not(self) -> None:
        first, *_, last = labels(self.TEXT)
        assert [(place.title, place.holds) for place in first.places] == [("THE LICENSE", False)]
        assert [(place.title, place.holds) for place in last.places] == [("Attachment A", True)]

    def test_another_heading_with_numbers_of_its_own_counts_anew_too(self) -> None:
        found = labels("1. Grant\n2. Duties\n\nProhibited Uses\n\n1. Crime\n2. Fraud\n")
        assert [label.region for label in found] == [0, 0, 1, 1]
        assert doubtful("1. Grant\n2. Duties\n\nProhibited Uses\n\n1. Crime\n2. Fraud\n") == []

    def test_a_heading_among_the_sections_does_not(self) -> None:
        found = labels("Section I: PREAMBLE\n\n1. Definitions\n\nSection II: RIGHTS\n\n2. Copyright\n3. Patents\n")
        assert [label.shown for label in found] == ["i", "1", "ii", "2", "3"]
        assert {label.region for label in found} == {0}

    def test_a_translation_is_known_by_its_script(self) -> None:
        found = labels("1. Grant\n2. Duties\n1. 许可\n2. 义务\n")
        assert [(label.shown, label.cjk) for label in found] == [("1", False), ("2", False), ("1", True), ("2", True)]
        assert all(label.sure for label in found)

    def test_a_translation_after_each_section_is_that_section_again(self) -> None:
        found = labels("1.1 许可证\n1.1 License\n1.2 模型\n1.2 Model\n")
        assert [label.shown for label in found] == ["1.1", "1.1", "1.2", "1.2"]


class TestCountedLists:
    def test_the_items_of_a_text_without_numbers_are_counted_and_never_sure(self) -> None:
        found = labels("Uses\n\n* Crime\n    * Fraud\n    * Theft\n* War\n")
        assert [label.shown for label in found] == ["1", "1.1", "1.2", "2"]
        assert all(label.counted and not label.sure for label in found)

    def test_a_heading_begins_a_new_count(self) -> None:
        found = labels("## Crime\n\n- Fraud\n- Theft\n\n## War\n\n- Weapons\n")
        assert [(label.shown, label.places[-1].title) for label in found] == [("1", "Crime"), ("2", "Crime"), ("1", "War")]

    def test_where_something_is_numbered_lists_are_not_counted(self) -> None:
        assert paths("1. Crime\n   * Fraud\n   * Theft\n2. War\n") == ["1", "2"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "十十、 甲\n", "1. \n2.\n3)", "(" * 500, "* " * 2000, "1." * 3000, "9" * 400 + ". x", "\\" * 1000]
)
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert isinstance(sections(text), list)
