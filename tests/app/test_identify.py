"""Which license a text is: on texts of our own everywhere, and on the real ones where they are at hand."""

from __future__ import annotations

import html
import random
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker.app.identify import Recognizer
from checker.domain.recognition import Outcome, Recognition
from checker.errors import InputError
from checker.library.places import shipped
from checker.textio.normal import sha256_of_text, tokens
from tests.own_texts import HARBOUR, HARBOUR_NEXT, LETTER, ORCHARD, TEXTS, folder_of_encodings

REAL = Path(__file__).resolve().parents[3] / "shared" / "texts"
real_texts = pytest.mark.skipif(not REAL.is_dir(), reason="the license texts are not at hand in ../shared/texts")
Alter = Callable[[str, random.Random], str | None]


@pytest.fixture(scope="module")
def own(own_cache: None, tmp_path_factory: pytest.TempPathFactory) -> Recognizer:
    return Recognizer.open([folder_of_encodings(tmp_path_factory.mktemp("own") / "licenses")])


@pytest.fixture(scope="module")
def shipped_only(own_cache: None) -> Recognizer:
    return Recognizer.open()


def licenses(found: Recognition) -> list[tuple[str, bool]]:
    return [(part.license, part.exact) for part in found.parts]


def reflowed(text: str, width: int = 66) -> str:
    return "\n\n".join(textwrap.fill(part, width) for part in re.split(r"\n\s*\n", text))


def page(text: str) -> str:
    paragraphs = "".join(f"<p>{html.escape(part)}</p>\n" for part in text.split("\n\n"))
    return f"<!doctype html>\n<html><head><title>x</title><style>p {{ color: red }}</style></head><body>{paragraphs}</body></html>"


SAME: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "reflowed": reflowed,
    "html-escaped": html.escape,
    "as a page": page,
    "from Windows": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "as a comment": lambda text: "".join(f" * {line}\n" for line in text.splitlines()),
    "in capitals": str.upper,
}


class TestTheLicenseItself:
    @pytest.mark.parametrize("how", SAME)
    @pytest.mark.parametrize("license_id", TEXTS)
    def test_however_it_is_laid_out(self, license_id: str, how: str, own: Recognizer) -> None:
        found = own.text(SAME[how](TEXTS[license_id]))
        assert (found.outcome, licenses(found), found.is_settled) == (Outcome.EXACT, [(license_id, True)], True)
        assert found.parts[0].similarity == 1

    def test_its_hash_is_enough(self, own_cache: None, tmp_path: Path) -> None:
        recognizer = Recognizer.open([folder_of_encodings(tmp_path / "own", fingerprints=False)])
        assert licenses(recognizer.text(HARBOUR)) == [("harbour-1.0", True)]
        assert recognizer.text(HARBOUR.replace("Bergen", "Oslo")).outcome is Outcome.UNKNOWN

    def test_whoever_holds_the_copyright(self, own: Recognizer) -> None:
        found = own.text(ORCHARD.replace("[yyyy] [name of copyright owner]", "2031 Ada & Sons"))
        assert licenses(found) == [("orchard-terms", True)]
        assert found.parts[0].notices == ("Copyright 2031 Ada & Sons",)

    def test_with_a_notice_before_it(self, own: Recognizer) -> None:
        found = own.text(f"Copyright (c) 2024 Seagull Laboratories. All rights reserved.\n\n{HARBOUR}")
        assert (licenses(found), found.is_settled) == ([("harbour-1.0", True)], True)

    @pytest.mark.parametrize(
        "beside",
        ["Copyright 2024 Ada, not for military use", "But not on Sundays.", "Modified by Ada", "The weights are under other terms."],
    )
    def test_never_with_a_term_beside_it(self, beside: str, own: Recognizer) -> None:
        for text in (f"{beside}\n\n{HARBOUR}", f"{HARBOUR}\n\n{beside}"):
            found = own.text(text)
            assert (found.outcome, licenses(found), found.is_settled) == (Outcome.ALTERED, [("harbour-1.0", False)], False)
            assert found.parts[0].whole
            assert found.parts[0].similarity < 1

    def test_the_lines_it_takes_up(self, own: Recognizer) -> None:
        found = own.text(f"\n\n{HARBOUR}\n")
        assert (found.parts[0].first_line, found.parts[0].last_line) == (3, 2 + HARBOUR.count("\n"))


class TestAnAlteredCopy:
    def test_a_number(self, own: Recognizer) -> None:
        found = own.text(HARBOUR.replace("250 million", "900 million"))
        (part,) = found.parts
        assert (found.outcome, part.license, part.exact) == (Outcome.ALTERED, "harbour-1.0", False)
        assert 0.98 < part.similarity < 1
        assert [change.sections for change in part.changes] == [("4",)]
        assert part.clauses == ("large-crews",), "the clause whose anchor holds the number"
        assert part.unchanged == ("1", "2", "3", "5", "6", "7")

    def test_the_sibling_is_named(self, own: Recognizer) -> None:
        assert licenses(own.text(HARBOUR.replace("Bergen", "Oslo"))) == [("harbour-1.0", False)]
        found = own.text(HARBOUR_NEXT.replace("Bergen", "Oslo"))
        assert licenses(found) == [("harbour-1.1", False)]

    def test_where_siblings_are_equally_close_both_are_named(self, own: Recognizer) -> None:
        text = HARBOUR.replace("Version 1.0, 3 May 2024", "").replace("30 days", "60 days").replace("250 million", "300 million")
        (part,) = own.text(text.replace("shown in public", "lent")).parts
        assert {part.license, *(near.license for near in part.near)} == {"harbour-1.0", "harbour-1.1"}

    @pytest.mark.parametrize("at", range(0, len(tokens(HARBOUR)), 7))
    def test_a_single_word_is_enough(self, at: int, own: Recognizer) -> None:
        words = tokens(HARBOUR)
        found = own.text(" ".join([*words[:at], "zebra", *words[at + 1 :]]))
        assert (found.outcome, licenses(found)) == (Outcome.ALTERED, [("harbour-1.0", False)])


class TestSeveral:
    def test_word_for_word(self, own: Recognizer) -> None:
        found = own.text(f"{HARBOUR}\n\n{LETTER}")
        assert (found.outcome, licenses(found), found.is_settled) == (
            Outcome.SEVERAL, [("harbour-1.0", True), ("lighthouse-letter", True)], True,
        )  # fmt: skip
        assert found.parts[1].first_line == HARBOUR.count("\n") + 3

    def test_one_of_them_altered(self, own: Recognizer) -> None:
        found = own.text(f"{HARBOUR.replace('250 million', '10 million')}\n\n{LETTER}")
        assert (licenses(found), found.is_settled) == ([("harbour-1.0", False), ("lighthouse-letter", True)], False)

    def test_with_text_of_neither(self, own: Recognizer) -> None:
        found = own.text(f"The weights are lent, the lamp is not:\n\n{HARBOUR}\n\n{LETTER}")
        assert [part.exact for part in found.parts] == [True, True]
        assert [passage.text for passage in found.other] == ["The weights are lent, the lamp is not:"]
        assert not found.is_settled


class TestPointers:
    @pytest.mark.parametrize(
        ("text", "licenses"),
        [
            ("SPDX-License-Identifier: harbour-1.0\n", ["harbour-1.0"]),
            ("---\nlicense: other\nlicense_name: harbour-1.1\n---\n", ["harbour-1.1"]),
            ("license: llama3.1\n", ["llama-3.1-community"]),
            ("license: other\nlicense_name: harbour-1.0\nlanguage: [en]\n", ["harbour-1.0"]),
            ("Released under the Llama 3.1 Community License.", ["llama-3.1-community"]),
            ("https://seagull.example/orchard-terms\n", ["orchard-terms"]),
            ("The weights are released under the Harbour Model License 1.0.", ["harbour-1.0"]),
            ("Licensed under the Apache License, Version 2.0.", ["apache-2.0"]),
            ("---\nlicense: apache-2.0\n---\n# A model\n" + "It knows many words. " * 100, ["apache-2.0"]),
            ("See the LICENSE file in the folder above.", []),
            ("Please see https://nobody.example/terms", []),
        ],
    )
    def test_they_name_what_they_can(self, text: str, licenses: list[str], own: Recognizer) -> None:
        found = own.text(text)
        assert (found.outcome, found.parts, found.is_settled) == (Outcome.POINTER, (), False)
        assert [license_id for reference in found.references for license_id in reference.licenses] == licenses

    def test_a_name_with_another_version_is_not_that_name(self, own: Recognizer) -> None:
        assert own.text("License: Llama 97").outcome is Outcome.UNKNOWN


class TestNothingKnown:
    @pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "--- *** ---", "<html><body></body></html>"])
    def test_empty(self, text: str, own: Recognizer) -> None:
        assert own.text(text).outcome is Outcome.EMPTY

    @pytest.mark.parametrize(
        "text",
        [
            "Once upon a time there was a model that nobody had lent to anybody.",
            "word " * 3_000,
            "许可方授予您" * 500,
            "a",
            "\n".join("ab" * 900),
        ],
    )
    def test_unknown(self, text: str, own: Recognizer) -> None:
        assert own.text(text).outcome is Outcome.UNKNOWN

    def test_too_little_in_common_is_no_copy(self, own: Recognizer) -> None:
        other = "\n\n".join(
            f"{number}. Section {number} says something else about ships, ropes and lamps entirely." for number in range(1, 30)
        )
        found = own.text(HARBOUR[: len(HARBOUR) // 2] + other)
        assert (found.outcome, found.nearest and found.nearest.license) == (Outcome.UNKNOWN, "harbour-1.0")


class TestFiles:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"%PDF-1.7\n...", "is a PDF"),
            (b"PK\x03\x04abc", "ZIP archive"),
            (bytes(range(256)), "is not text"),
            (b"text\0text", "is not text"),
            (b"x" * 2_000_001, "more than the 2,000,000 bytes"),
        ],
    )
    def test_what_is_no_text(self, content: bytes, said: str, own: Recognizer, tmp_path: Path) -> None:
        (tmp_path / "LICENSE").write_bytes(content)
        with pytest.raises(InputError, match=said):
            own.file(tmp_path / "LICENSE")

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
    def test_other_encodings(self, encoding: str, own: Recognizer, tmp_path: Path) -> None:
        (tmp_path / "LICENSE").write_bytes(HARBOUR.replace('"', "”" if encoding == "cp1252" else '"').encode(encoding))
        found = own.file(tmp_path / "LICENSE")
        assert licenses(found) == [("harbour-1.0", True)]
        assert (encoding == "cp1252") == any("Windows-1252" in note for note in found.notes)


def removed(text: str, chance: random.Random) -> str | None:
    sentences = [part for part in re.split(r"(?<=[.;。；])\s+|(?<=[。；])", text) if len(tokens(part)) >= 6]
    return text.replace(chance.choice(sentences), " ", 1) if len(sentences) > 2 else None


def renumbered(text: str, chance: random.Random) -> str | None:
    numbers = list(re.finditer(r"\d+", text))
    if not numbers:
        return None
    number = chance.choice(numbers)
    return f"{text[: number.start()]}{int(number.group()) * 3 + 7}{text[number.end() :]}"


def negated(text: str, chance: random.Random) -> str | None:
    verbs = list(re.finditer(r"\b(?:may|shall|must|will|is|are)\b", text))
    return f"{text[: (at := chance.choice(verbs).end())]} not{text[at:]}" if verbs else None


def extended(text: str, _: random.Random) -> str | None:
    return f"{text}\n\nNotwithstanding all this, nobody paints the tower in the colours of another harbour."


ALTERED: dict[str, Alter] = {
    "a removed sentence": removed,
    "a changed number": renumbered,
    "a word put in": negated,
    "a clause put in": extended,
}


def altered(how: str, reflow: bool) -> Iterator[tuple[str, str]]:
    """Every real text with its alteration; those that have nothing to alter are left out."""
    chance = random.Random(f"{how} {reflow}")  # noqa: S311 - no secret hangs on it
    for path in sorted(REAL.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        made = ALTERED[how](text, chance)
        if made is not None and sha256_of_text(made) != sha256_of_text(text):
            yield path.stem.removesuffix(".excerpt"), html.escape(reflowed(made)) if reflow else made


def is_template(recognizer: Recognizer, license_id: str) -> bool:
    heading = recognizer.prints.headings.get(license_id)
    return heading is not None and heading.template


@real_texts
class TestRealTexts:
    @pytest.mark.parametrize("how", [how for how in SAME if how != "in capitals"])  # which also changes the addresses of links
    def test_each_is_itself(self, how: str, shipped_only: Recognizer) -> None:
        wrong = []
        for path in sorted(REAL.glob("*.txt")):
            found = shipped_only.text(SAME[how](path.read_text(encoding="utf-8")))
            if licenses(found) != [(path.stem.removesuffix(".excerpt"), True)]:
                wrong.append(path.name)
        assert len(wrong) <= (2 if how == "reflowed" else 0), wrong  # an address cut by chance where a word ends is put together wrongly

    @pytest.mark.parametrize("reflow", [False, True], ids=["", "reflowed and escaped"])
    @pytest.mark.parametrize("how", ALTERED)
    def test_no_altered_copy_is_called_the_license(self, how: str, reflow: bool, shipped_only: Recognizer) -> None:
        named = total = 0
        for license_id, text in altered(how, reflow):
            found = shipped_only.text(text)
            if found.is_settled:  # another license word for word (MIT without what modified it), or a year in a template's copyright line
                assert "mit" in license_id or (is_template(shipped_only, license_id) and found.parts[0].notices), license_id
            total += 1
            near = [other.license for part in found.parts for other in part.near]
            named += license_id in [part.license for part in found.parts] + near or found.is_settled
        assert total > 150
        assert named / total >= 0.99

    def test_renamed_licensors(self, shipped_only: Recognizer) -> None:
        wrong, total = [], 0
        for path in sorted(REAL.glob("*.txt")):
            license_id = path.stem.removesuffix(".excerpt")
            heading = shipped_only.prints.headings.get(license_id)
            text = path.read_text(encoding="utf-8")
            if heading is None or heading.publisher not in text:
                continue
            found = shipped_only.text(text.replace(heading.publisher, "Acme Widgets"))
            total += 1
            if found.is_settled:  # only the holder in a copyright line is another
                assert is_template(shipped_only, found.parts[0].license)
                assert any("Acme" in notice for notice in found.parts[0].notices)
            elif [part.license for part in found.parts] != [license_id]:
                wrong.append((license_id, found.outcome.value, licenses(found)))
        assert total > 100
        assert len(wrong) / total <= 0.01, wrong


def test_the_shipped_fingerprints_are_there() -> None:
    assert (shipped() / "fingerprints.json").is_file()
