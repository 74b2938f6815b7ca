"""The data that ships: everything loads, everything named is there, and every case comes out as its lawyer expects."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from checker.app.session import Session
from checker.app.trials import run_cases
from checker.library.places import shipped

LICENSES = sorted(path.stem for path in shipped().glob("*.yaml"))
CATALOG = sorted((shipped() / "catalog").glob("*.yaml"))


@pytest.mark.parametrize("license_id", LICENSES)
class TestEveryEncoding:
    def test_it_loads_with_all_it_incorporates(self, session: Session, license_id: str) -> None:
        rulebook = session.rulebooks.get(license_id)
        assert rulebook is not None
        assert rulebook.license.id == license_id
        assert {part.id for part in rulebook.parts} >= set(rulebook.license.incorporates)

    def test_its_cases_come_out_as_expected(self, session: Session, license_id: str) -> None:
        trials = run_cases(session, license_id)
        assert trials, f"{license_id} has no cases"
        assert [f"{trial.place}: {trial.name}: {'; '.join(trial.complaints)}" for trial in trials if trial.complaints] == []

    def test_no_two_cases_share_a_name(self, session: Session, license_id: str) -> None:
        names = Counter(example.name for example in session.library.examples(license_id))
        assert [name for name, count in names.items() if count > 1] == []


def test_every_file_of_cases_is_about_an_encoding() -> None:
    assert sorted(path.stem for path in (shipped() / "cases").glob("*.yaml") if path.stem not in LICENSES) == []


@pytest.mark.parametrize("path", CATALOG, ids=lambda path: path.stem)
class TestEveryCatalogFile:
    def test_it_loads_and_has_models(self, session: Session, path: Path) -> None:
        assert session.library.catalog_files()[path].models

    def test_every_license_it_names_is_encoded(self, session: Session, path: Path) -> None:
        models = session.library.catalog_files()[path].models.values()
        named = {license_id: model.id for model in models for license_id in model.license_ids()}
        assert sorted(f"{license_id} ({model})" for license_id, model in named.items() if license_id not in LICENSES) == []

    def test_every_base_model_it_names_is_in_the_catalog(self, session: Session, path: Path) -> None:
        bases = {base.model for model in session.library.catalog_files()[path].models.values() for base in model.bases}
        assert sorted(base for base in bases if session.library.model(base) is None) == []

    def test_every_model_says_under_what_it_comes(self, session: Session, path: Path) -> None:
        models = session.library.catalog_files()[path].models.values()
        assert [model.id for model in models if not model.weights and not model.hosted] == []


def test_no_name_stands_for_two_models(session: Session) -> None:
    assert session.library.names.clashes == ()


def test_every_model_is_found_by_its_id_and_by_its_aliases(session: Session) -> None:
    for model in session.library.all_models():
        for name in (model.id, *model.aliases):
            found = session.library.model(name)
            assert found is not None
            assert found.id == model.id


def test_a_publisher_goes_by_one_name_in_licenses_and_catalog(session: Session) -> None:
    publishers = {file.publisher for file in session.library.catalog_files().values()} | {
        session.licenses[license_id].publisher for license_id in LICENSES
    }
    spelt = Counter(publisher.casefold().replace(" ", "").replace("-", "") for publisher in publishers)
    assert [publisher for publisher, count in spelt.items() if count > 1] == []


def test_a_release_date_is_never_in_the_future_of_the_encoding(session: Session) -> None:
    late = [model.id for model in session.library.all_models() if model.released is not None and model.released.year > 2026]
    assert late == []


class TestVocabulary:
    def test_every_word_has_a_label(self, session: Session) -> None:
        vocabulary = session.library.vocabulary
        words = [word for words in vocabulary.lists.values() for word in words.values()]
        entries = [*words, *vocabulary.facts.values(), *vocabulary.duties.values(), *vocabulary.units.values(), *vocabulary.groups.values()]
        assert len(entries) > 300
        assert [entry for entry in entries if not entry.label.strip()] == []

    def test_every_word_but_a_name_has_a_definition_and_every_fact_a_question(self, session: Session) -> None:
        vocabulary = session.library.vocabulary
        names = ("countries", "currencies")
        words = [word.id for name, words in vocabulary.lists.items() if name not in names for word in words.values() if not word.definition]
        assert words == []
        assert [fact.name for fact in vocabulary.facts.values() if not fact.definition or not fact.question.endswith("?")] == []

    def test_every_duty_and_every_unit_is_used_by_an_encoding(self, session: Session) -> None:
        licenses = [session.licenses[license_id] for license_id in LICENSES]
        duties = {clause.duty for license in licenses for clause in license.clauses}
        units = {value.unit for license in licenses for value in license.values}
        vocabulary = session.library.vocabulary
        assert sorted(set(vocabulary.duties) - duties) == []
        assert sorted(set(vocabulary.units) - units) == []

    def test_the_words_of_the_contract_stay(self, session: Session) -> None:
        """DESIGN 2.4: users rely on these."""
        lists = session.library.vocabulary.lists
        assert list(lists["acts"]) == ["run", "serve", "host", "modify", "distribute", "improve-models"]
        assert set(lists["purposes"]) == {"commercial", "internal-business", "research", "evaluation", "education", "personal"}
        assert set(lists["organization-kinds"]) == {"company", "individual", "nonprofit", "academic", "government"}
        assert set(lists["audiences"]) == {"internal", "business-customers", "consumers"}
        assert set(lists["channels"]) == {"weights", "integrated-product", "hosted-api"}
        assert set(lists["improvements"]) == {"own-derivative", "same-family", "other-models"}
        regulated = session.library.vocabulary.groups["regulated"].members
        sensitive = "healthcare pharma finance insurance legal government defense law-enforcement energy telecom transport"
        assert " ".join(word for word in lists["industries"] if word in regulated) == sensitive
        assert len(lists["countries"]) == 249
        assert lists["countries"]["NO"].label == "Norway"
