"""The catalog: which model is under which license, and who says so."""

from __future__ import annotations

from datetime import date

import pytest

from checker.app.session import Session
from checker.domain.model import AnyOf, Base, LicenseRef, Relation
from checker.domain.verdict import Evidence
from checker.domain.vocabulary import Vocabulary
from checker.errors import InputError
from checker.library.catalog import CatalogFile, build
from checker.textio.document import parse

CATALOG = """\
schema: 1
publisher: Tiny Labs
sources:
  card: {title: the card, url: "https://tiny.example", seen: 2026-11}
models:
  - id: tiny/chat
    name: Tiny Chat
    aliases: [tiny]
    released: 2026-01-15
    inputs: [text, image]
    base_models: [{model: tiny/base, relation: finetune}]
    weights:
      - {license: mit OR apache-2.0, evidence: declared, source: card, from: 2026-01-15, until: 2026-06-30}
      - {withheld: true, evidence: reported, source: card}
    hosted:
      - {provider: Some Cloud, license: tiny-terms, evidence: primary, source: card}
  - id: tiny/base
"""


@pytest.fixture(scope="module")
def vocabulary(session: Session) -> Vocabulary:
    return session.library.vocabulary


def read(text: str, vocabulary: Vocabulary) -> CatalogFile:
    return build(parse(text.encode(), "tiny.yaml"), vocabulary)


class TestWhatItHolds:
    def test_a_model_is_what_its_entry_says(self, vocabulary: Vocabulary) -> None:
        model = read(CATALOG, vocabulary).models["tiny/chat"]
        assert (model.publisher, model.name, model.aliases, model.released) == ("Tiny Labs", "Tiny Chat", ("tiny",), date(2026, 1, 15))
        assert model.inputs == {"text", "image"}
        assert model.outputs is None
        assert model.bases == (Base("tiny/base", Relation.FINETUNE),)
        assert model.license_ids() == {"mit", "apache-2.0", "tiny-terms"}

    def test_a_statement_has_its_source_its_evidence_and_its_time(self, vocabulary: Vocabulary) -> None:
        first, second = read(CATALOG, vocabulary).models["tiny/chat"].weights
        assert first.license == AnyOf((LicenseRef("mit"), LicenseRef("apache-2.0")))
        assert (first.evidence, first.source.title, first.source.seen) == (Evidence.DECLARED, "the card", "2026-11")
        days = [date(2026, 1, 14), date(2026, 1, 15), date(2026, 6, 30), date(2026, 7, 1)]
        assert [first.holds_on(day) for day in days] == [False, True, True, False]
        assert second.license is None
        assert second.evidence is Evidence.REPORTED

    def test_what_is_not_stated_is_not_known(self, vocabulary: Vocabulary) -> None:
        model = read(CATALOG, vocabulary).models["tiny/base"]
        assert (model.name, model.released, model.inputs, model.weights, model.hosted) == ("tiny/base", None, None, (), ())
        assert model.facts() == {}


WRONG = [
    ("a model that is listed twice", "  - id: tiny/base", "  - id: tiny/chat", "17:9: the model `tiny/chat` is listed twice"),
    ("a misspelt key", "aliases:", "alias:", "8:5: unknown key `alias`; did you mean `aliases`?"),
    ("a misspelt evidence", "evidence: declared", "evidence: declard", "13:48: unknown evidence `declard`; did you mean `declared`?"),
    ("an evidence that only reading gives", "evidence: declared", "evidence: detected", "13:48: unknown evidence `detected`"),
    ("a misspelt source", "source: card, from", "source: crad, from", "13:66: unknown source `crad`; did you mean `card`?"),
    ("a misspelt modality", "[text, image]", "[text, imgae]", "10:20: unknown modality `imgae`; did you mean `image`?"),
    ("a misspelt relation", "relation: finetune", "relation: finetuned", "11:48: unknown relation `finetuned`; did you mean `finetune`?"),
    ("no day", "released: 2026-01-15", "released: soon", "9:15: `soon` is not a date; write it as 2025-04-05"),
    ("no day in a statement", "from: 2026-01-15", "from: 2026-13-01", "13:78: `2026-13-01` is not a date; write it as 2025-04-05"),
    ("half an expression", "mit OR apache-2.0", "mit OR", "13:19: cannot read the license expression `mit OR`"),
    ("a license that is withheld", "withheld: true", "license: mit, withheld: true",
     "14:9: a statement names a `license`, or says `withheld: true`"),
    ("neither", "withheld: true, ", "", "14:9: a statement names a `license`, or says `withheld: true`"),
    ("a word for a truth", "withheld: true", "withheld: yes", "14:20: expected `true` or `false`, found `yes`"),
    ("no sources", "sources:\n  card: {title: the card, url: \"https://tiny.example\", seen: 2026-11}\n", "",
     "1:1: the key `sources` is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "problem"), WRONG, ids=[name for name, *_ in WRONG])
def test_what_is_wrong_is_told_with_its_place(vocabulary: Vocabulary, name: str, old: str, new: str, problem: str) -> None:
    assert old in CATALOG
    with pytest.raises(InputError) as caught:
        read(CATALOG.replace(old, new, 1), vocabulary)
    (told,) = caught.value.problems
    assert str(told).removeprefix("tiny.yaml:").startswith(problem)
