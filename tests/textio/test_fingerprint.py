"""Fingerprints: what they hold, what they do not hold, and how a text is laid beside them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.domain.recognition import ChangeKind
from checker.textio.alignment import Alignment, align
from checker.textio.changes import changes, unchanged_sections
from checker.textio.copies import closest, copies
from checker.textio.exact import by_head, exact_stretches
from checker.textio.fingerprint import Fingerprint, fingerprint, from_data
from checker.textio.normal import sha256_of_text, tokens
from checker.textio.notices import is_harmless
from checker.textio.plain import is_html, views, without_html
from checker.textio.units import outermost, units
from checker.textio.words import GRAM, Words, numbers_of
from checker.textio.wrapping import with_whole_words
from tests.own_texts import HARBOUR, HARBOUR_NEXT, LETTER, ORCHARD, TEXTS

PRINTS = {license_id: fingerprint(text, license_id) for license_id, text in TEXTS.items()}


def beside(text: str, license_id: str = "harbour-1.0") -> Alignment:
    words = Words(text)
    found = align(PRINTS[license_id], words, 0, len(words))
    assert found is not None
    return found.within(0, len(words))


def told(text: str, license_id: str = "harbour-1.0") -> list[tuple[str, tuple[str, ...]]]:
    return [(change.kind.value, change.sections) for change in changes(beside(text, license_id))]


class TestUnits:
    @pytest.mark.parametrize("text", TEXTS.values())
    def test_joined_they_are_the_text(self, text: str) -> None:
        assert [word for unit in units(text) for word in unit.words] == tokens(text)

    @given(st.text(alphabet="aB1.;(\n -§第一条、。", max_size=200))
    def test_joined_they_are_any_text(self, text: str) -> None:
        assert [word for unit in units(text) for word in unit.words] == [word for line in text.splitlines() for word in tokens(line)]

    def test_they_know_their_section(self) -> None:
        sections = list(dict.fromkeys(unit.section for unit in units(HARBOUR)))
        assert sections == ["", "1.a", "1.b", "1.c", "2", "3.a", "3.b", "3.c", "4", "5", "6", "7"]

    @pytest.mark.parametrize(
        ("section", "outer"), [("2.b.iv", "2"), ("exhibit a, 3.b", "exhibit a"), ("part 2, 3.b", "part 2, 3"), ("二.1", "二"), ("", "")]
    )
    def test_the_outermost_section(self, section: str, outer: str) -> None:
        assert outermost(section) == outer


class TestFingerprint:
    def test_it_has_the_hash_that_encodings_are_pinned_to(self) -> None:
        assert PRINTS["harbour-1.0"].sha256 == sha256_of_text(HARBOUR)

    def test_it_survives_the_file(self) -> None:
        before = PRINTS["harbour-1.0"]
        after = from_data(before.license, before.data)
        assert (after.units, after.grams, after.sections) == (before.units, before.grams, before.sections)

    def test_it_holds_no_word_of_the_text(self) -> None:
        said = {key: value for key, value in PRINTS["harbour-1.0"].data.items() if key not in ("units", "grams", "sha256")}
        held = {word for word in tokens(str(said)) if word.isalpha() and len(word) > 1}
        assert held & set(tokens(HARBOUR)) <= {"words", "quarter", "million"}, "beside the names of the fields only numbers"

    def test_of_a_long_text_it_holds_a_fourth_of_the_grams(self) -> None:
        held = fingerprint(" ".join(str(number) for number in range(4_000)), "long")
        assert len(held.grams) == pytest.approx(1_000, rel=0.1)

    def test_a_text_of_four_words_has_none(self) -> None:
        with pytest.raises(ValueError, match="fewer than 5 words"):
            fingerprint("do as you like", "tiny")

    def test_what_is_to_be_filled_in_stands_apart(self) -> None:
        held = PRINTS["orchard-terms"]
        assert held.fill_in
        assert held.title is not None
        assert held.title.words + sum(piece.words for piece in held.pieces) + 6 == held.words

    def test_numbers_that_stand_together_are_one(self) -> None:
        assert numbers_of(tokens("more than 700 million users, $10 or 2.5 % in thirty days")) == ("700 million", "$ 10", "2.5 %", "thirty")


class TestExactStretches:
    HEADS = by_head(PRINTS.values())

    def find(self, text: str, *, template: bool = False) -> list[str]:
        return [found.print.license for found in exact_stretches(Words(text), self.HEADS, lambda print_: template or print_.fill_in)]

    def test_every_text_within_other_text(self) -> None:
        assert self.find(f"Preface.\n{LETTER}\nand\n{HARBOUR}\n{ORCHARD}") == ["lighthouse-letter", "harbour-1.0", "orchard-terms"]

    @pytest.mark.parametrize("holder", ["2031 Ada & Sons", "(c) 2020-2024 The Pickers of Pears", "[yyyy] [name of copyright owner]"])
    def test_a_filled_in_notice(self, holder: str) -> None:
        assert self.find(ORCHARD.replace("[yyyy] [name of copyright owner]", holder)) == ["orchard-terms"]

    @pytest.mark.parametrize("holder", ["2031 Ada, not for sale", "2031 Ada. Only on Sundays", "2031 " + "Ada " * 30])
    def test_a_term_is_no_notice(self, holder: str) -> None:
        found = exact_stretches(Words(ORCHARD.replace("[yyyy] [name of copyright owner]", holder)), self.HEADS, lambda _: True)
        assert all(not stretch.gaps for stretch in found)

    @given(st.integers(min_value=0, max_value=len(tokens(HARBOUR)) - 1))
    def test_one_word_less_is_none(self, at: int) -> None:
        words = tokens(HARBOUR)
        assert self.find(" ".join(words[:at] + words[at + 1 :])) == []


class TestHarmless:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "The Orchard License",
            "Copyright (c) 2024 Ada",
            "© 2024 Ada\nCopyright 2023 Bo, Inc. All rights reserved.",
            "Orchard License\n© Ada",
        ],
    )
    def test_titles_and_notices(self, text: str) -> None:
        assert is_harmless(text, ("orchard", "terms"))

    @pytest.mark.parametrize(
        "text",
        [
            "Modified Orchard License",
            "Copyright 2024 Ada. Not for military use",
            "No copyright is waived",
            "Copyright 2024 Ada, 仅供研究使用",
            "Copyright 2024 Ada\n" * 60,
            "Ada wrote this. Copyright 2024 Ada",
        ],
    )
    def test_what_says_more(self, text: str) -> None:
        assert not is_harmless(text, ("orchard", "terms"))


class TestChanges:
    def test_the_text_itself_has_none(self) -> None:
        assert told(HARBOUR) == []

    def test_a_number(self) -> None:
        (change,) = changes(beside(HARBOUR.replace("250 million", "900 thousand")))
        assert (change.kind, change.sections) == (ChangeKind.CHANGED, ("4",))
        assert (change.numbers_there, change.numbers_here) == (("250 million",), ("900 thousand",))
        assert change.passage.line == HARBOUR[: HARBOUR.index("4. Large")].count("\n") + 1
        assert change.passage.text.startswith("4. Large crews. A Crew with more than 900 thousand")

    def test_a_sentence_less(self) -> None:
        (change,) = changes(beside(HARBOUR.replace("Without the letter nothing on this\npage is granted to it.", "")))
        assert (change.kind, change.sections, change.words_there, change.passage.text) == (ChangeKind.REMOVED, ("4",), 11, "")

    def test_a_section_less(self) -> None:
        start, end = HARBOUR.index("5. What is"), HARBOUR.index("6. Storms")
        assert told(HARBOUR[:start] + HARBOUR[end:]) == [("removed", ("5",))]

    def test_a_section_more(self) -> None:
        at = HARBOUR.index("6. Storms")
        (change,) = changes(beside(f"{HARBOUR[:at]}Nobody feeds the seagulls on a Sunday.\n\n{HARBOUR[at:]}"))
        assert (change.kind, change.sections, change.passage.text) == (ChangeKind.ADDED, ("5",), "Nobody feeds the seagulls on a Sunday.")

    def test_a_section_elsewhere(self) -> None:
        start, end = HARBOUR.index("5. What is"), HARBOUR.index("6. Storms")
        assert told(HARBOUR[:start] + HARBOUR[end:] + HARBOUR[start:end]) == [("moved", ("5",))]

    def test_the_end_cut_off(self) -> None:
        assert told(HARBOUR[: HARBOUR.index("6. Storms")]) == [("removed", ("6", "7"))]

    def test_two_neighbours_changed(self) -> None:
        text = HARBOUR.replace("for no damage", "for all damage").replace("in Bergen", "in Oslo")
        assert told(text) == [("changed", ("6",)), ("changed", ("7",))]

    def test_what_is_not_named_is_unchanged(self) -> None:
        found = beside(HARBOUR.replace("Norway", "Iceland"))
        assert unchanged_sections(found, changes(found)) == ("1", "2", "3", "4", "5", "6")

    def test_the_sibling(self) -> None:
        assert told(HARBOUR_NEXT) == [("changed", ()), ("changed", ("3.c",)), ("changed", ("4",))]


class TestSimilarity:
    def test_a_copy_in_which_anything_differs_is_below_one(self) -> None:
        assert beside(HARBOUR).similarity < 1  # of the text itself no alignment is made

    @given(st.sets(st.integers(min_value=0, max_value=len(tokens(HARBOUR)) - 1), max_size=20))
    def test_it_counts_the_words_in_common(self, changed: set[int]) -> None:
        words = ["zebra" if at in changed else word for at, word in enumerate(tokens(HARBOUR))]
        share = len(changed) / len(words)
        assert 1 - (GRAM + 1) * share - 0.01 <= beside(" ".join(words)).similarity <= 1 - share + 0.01

    def test_the_closest_sibling_comes_first(self) -> None:
        for license_id in ("harbour-1.0", "harbour-1.1"):
            words = Words(TEXTS[license_id].replace("in no other port", "in every other port"))
            assert closest(list(PRINTS.values()), words, 0, len(words))[0].print.license == license_id

    def test_chance_is_a_copy_of_nothing(self) -> None:
        chance = random.Random(5)  # noqa: S311 - no secret hangs on it
        words = tokens(HARBOUR)
        chance.shuffle(words)
        assert copies(list(PRINTS.values()), Words(" ".join(words))) == []

    def test_two_copies_in_one_file(self) -> None:
        text = HARBOUR.replace("Bergen", "Oslo") + LETTER.replace("ships", "boats")
        assert [copy.alignment.print.license for copy in copies(list(PRINTS.values()), Words(text))] == ["harbour-1.0", "lighthouse-letter"]


class TestWords:
    TEXT = "First line.\n\n  Second, and\nthird [link](https://x.example/a\n) here.\n"

    def test_the_line_of_a_word(self) -> None:
        words = Words(HARBOUR)
        assert words.line_of(words.tokens.index("courts")) == HARBOUR[: HARBOUR.index("7. Courts")].count("\n") + 1

    def test_the_words_verbatim(self) -> None:
        words = Words(HARBOUR)
        at = words.tokens.index("quarrels")
        assert words.verbatim(at, at + 4) == "Quarrels are settled in"

    def test_a_link_over_two_lines_throws_nothing_off(self) -> None:
        words = Words(self.TEXT)
        assert words.tokens == tokens(self.TEXT)
        assert words.verbatim(0, 2) == "First line."

    @given(st.text(alphabet="ab \n.，第", max_size=80))
    def test_grams_are_those_of_the_words(self, text: str) -> None:
        words = Words(text)
        assert len(words.grams) == max(0, len(words) - GRAM + 1)
        for at, gram in enumerate(words.grams):
            assert at in words.places(gram)


class TestViews:
    def test_html_is_taken_off(self) -> None:
        body = "<nav>No</nav><p>You may&nbsp;<b>not</b> sell&lt;it&gt;</p><script>if (a < b) no()</script>"
        page = f"<!DOCTYPE html><html><head><title>No</title></head><body>{body}</body></html>"
        assert tokens(without_html(page)) == ["you", "may", "not", "sell", "it"]

    @pytest.mark.parametrize("text", ["see <https://x.example> and <name>, <year>", "a < b and b > c", "<p> alone"])
    def test_angle_brackets_alone_are_no_html(self, text: str) -> None:
        assert not is_html(text)

    def test_a_word_longer_than_the_line_is_made_whole(self) -> None:
        cut = "许可方授予您ChatG\nLM2模型的使用权利\n根据本协议。"
        assert "ChatGLM2" in with_whole_words(cut)

    @pytest.mark.parametrize("text", ["you may\nnot sell", "aaaa bb\ncc dddd\nee"])
    def test_two_words_are_never_made_one(self, text: str) -> None:
        assert tokens(with_whole_words(text)) == tokens(text)

    def test_what_nobody_sees_is_taken_out(self) -> None:
        assert any(tokens(view) == ["license"] for view in views("li\u00adcen\u200bse"))


@pytest.mark.parametrize("print_", PRINTS.values(), ids=lambda print_: print_.license)
def test_units_and_words_agree(print_: Fingerprint) -> None:
    assert print_.starts[-1] == print_.words == len(tokens(TEXTS[print_.license]))
    assert len(print_.sections) == len(print_.units)
