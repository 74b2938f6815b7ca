"""How encodings name sections, and which sections of a text they mean."""

from __future__ import annotations

import pytest

from checker.textio.section_names import Naming, read
from checker.textio.sections import sections

TWO_RUNS = """\
THE LICENSE

1. Grant
   a. Use
   b. Copies
2. Duties

Attachment A

1. Crime
2. Fraud
"""


def missing(text: str, *names: str, headings: tuple[str, ...] = ()) -> list[str]:
    """The sections of a text that nothing names, as `region:number`."""
    naming = Naming(sections(text))
    named = [(name, False) for name in names] + [(name, True) for name in headings]
    return [f"{label.region}:{label.shown}" for label in naming.uncovered(named, naming.counted(named))]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("2", "2"),
        ("1.b.i", "1 b i"),
        ("1(b)(i)", "1 b i"),
        ("1.B.I", "1 b i"),
        ("2.1)", "2 1"),
        ("4.g(iv)(A)", "4 g iv a"),
        ("IV(a)", "iv a"),
        ("D.4(a)", "d 4 a"),
        ("Section 3.1", "3 1"),
        ("Item 2.1", "2 1"),
        ("Attachment A.1", "1"),
        ("Attachment A, 1", "1"),
        ("Attachment A(k)", "k"),
        ("Appendix.1", "1"),
        ("Prohibited Uses 1.a", "1 a"),
        ("Llama 4 Acceptable Use Policy 1.a", "1 a"),
        ("10, Governing law (a)", "10 a"),
        ("3 Limitation of Liability", "3"),
        ("4, last paragraph", "4"),
        ("Attachment A(a), after (k)", "a"),
        ("四.1", "四 1"),
        ("第一部分 1", "一 1"),
        ("附则 2(1)", "2 1"),
        ("Introduction", ""),
        ("Paragraph 4", ""),
        ("Paragraph after item 6", ""),
        ("Attachment A", ""),
        ("Exhibit B", ""),
        ("GLM-5.3 License", ""),
        ("Kimi K3 License", ""),
        ("Llama 4 Acceptable Use Policy", ""),
        ("Do Not Compromise Children's Safety", ""),
        ("Grant of Patent license", ""),
        ("附件A", ""),
    ],
)
def test_the_number_in_a_name_is_read_whatever_its_punctuation_and_case(name: str, path: str) -> None:
    assert read(name).path == tuple(path.split())


@pytest.mark.parametrize(
    ("name", "part"), [("4, last paragraph", True), ("Attachment A(a), after (k)", True), ("4", False), ("4(a)", False)]
)
def test_a_name_can_mean_only_a_part_of_a_section(name: str, part: bool) -> None:
    assert read(name).part is part


class TestCovered:
    def test_a_section_is_covered_by_its_own_name(self) -> None:
        assert missing("1. One\n2. Two\n", "1") == ["0:2"]

    def test_a_section_is_covered_by_the_name_of_one_around_it(self) -> None:
        assert missing("1. One\n   a. In\n   b. In\n2. Two\n", "1", "2") == []

    def test_a_mere_heading_covers_itself_and_nothing_inside(self) -> None:
        assert missing("1. One\n   a. In\n   b. In\n2. Two\n", "1.a", "2", headings=("1",)) == ["0:1.b"]

    def test_a_part_inside_does_not_cover_the_section_around_it(self) -> None:
        assert missing("1. One\n   a. In\n   b. In\n2. Two\n", "1.a", "1.b", "2") == ["0:1"]

    def test_a_part_of_a_section_covers_it_and_nothing_inside(self) -> None:
        assert missing("1. One\n   a. In\n2. Two\n", "1, last paragraph", "2") == ["0:1.a"]

    def test_a_bare_number_means_the_license_and_not_its_attachment(self) -> None:
        assert missing(TWO_RUNS, "1", "2") == ["1:1", "1:2"]

    def test_the_heading_tells_which_run_of_numbers_is_meant(self) -> None:
        assert missing(TWO_RUNS, "1", "Attachment A, 1", "Attachment A.2") == ["0:2"]

    def test_an_attachment_as_a_whole_covers_what_stands_in_it(self) -> None:
        assert missing(TWO_RUNS, "1", "2", "Attachment A") == []
        assert missing(TWO_RUNS, "1", "2", headings=("Attachment A",)) == ["1:1", "1:2"]

    def test_the_title_of_a_text_covers_nothing(self) -> None:
        assert missing(TWO_RUNS, "The License", "Attachment A") == ["0:1", "0:1.a", "0:1.b", "0:2"]

    def test_one_name_covers_a_section_in_both_languages(self) -> None:
        assert missing("1. Grant\n2. Duties\n1. 许可\n2. 义务\n", "1", "2") == []

    def test_a_reader_who_counted_unnumbered_headings_is_understood(self) -> None:
        assert missing("Redistribution. You may:\n\na. copy it;\nb. change it.\n", "3.a", "3.b") == []

    def test_items_of_lists_need_a_name_only_where_names_count_them(self) -> None:
        text = "Uses\n\n* Crime\n* Fraud\n* War\n"
        assert missing(text, "Uses") == []
        assert missing(text, "Introduction") == []
        assert missing(text, "Item 1", "Item 3") == ["0:2"]


class TestMeant:
    def test_a_name_stands_for_its_section(self) -> None:
        assert [label.line for label in Naming(sections(TWO_RUNS)).meant("1.b")] == [5]

    def test_with_a_heading_it_stands_for_the_section_under_it(self) -> None:
        assert [label.line for label in Naming(sections(TWO_RUNS)).meant("Attachment A, 2")] == [11]

    @pytest.mark.parametrize("name", ["9", "Exhibit B, 1", "Introduction"])
    def test_a_name_that_fits_nothing_stands_for_nothing(self, name: str) -> None:
        assert Naming(sections(TWO_RUNS)).meant(name) == []
