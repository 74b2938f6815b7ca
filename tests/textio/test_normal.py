"""The fingerprint of a text: layout does not matter, a word does."""

from __future__ import annotations

import pytest

from checker.textio.digest import sha256_of_bytes
from checker.textio.normal import normalized, sha256_of_text, tokens

TEXT = "1. Grant. You may use the Model for $1,000.50, within 30 days.\n\n2. Limits: no “resale” of it."


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("\n\n", " "),
        TEXT.replace(" ", "\n"),
        TEXT.upper(),
        TEXT.replace("“", '"').replace("”", '"'),
        f"# {TEXT}".replace("Grant", "**Grant**"),
        TEXT.replace("Model", "[Model](https://example.com/model)"),
        TEXT.replace("“", "&ldquo;").replace("”", "&rdquo;"),
        TEXT.replace("Model", "\uff2dodel"),
        TEXT + "\n",
    ],
    ids=["unwrapped", "wrapped", "capitals", "straight quotes", "markup", "link", "entities", "full width", "newline"],
)
def test_layout_changes_nothing(other: str) -> None:
    assert sha256_of_text(other) == sha256_of_text(TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [("may", "may not"), ("$1,000.50", "$1,000.5"), ("$", "€"), ("30", "31"), ("no ", ""), ("2.", "3."), ("1,000", "1 000")],
)
def test_a_word_a_number_and_a_currency_do(old: str, new: str) -> None:
    assert sha256_of_text(TEXT.replace(old, new)) != sha256_of_text(TEXT)


def test_a_line_break_inside_a_chinese_sentence_changes_nothing() -> None:
    assert normalized("您可以\n使用本模型") == normalized("您可以使用本模型")
    assert tokens("您AI可") == ["您", "ai", "可"]


def test_words_do_not_run_together() -> None:
    assert normalized("no-resale") == "no resale" != normalized("noresale")


def test_of_bytes_every_one_counts() -> None:
    assert sha256_of_bytes(b"a b") != sha256_of_bytes(b"a  b")
    assert sha256_of_bytes(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
