"""The dossier: what every export shows, with who stated it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from checker.app.dossier import Inquiry, assemble
from checker.app.session import Session
from checker.domain.dossier import Dossier
from checker.domain.report import DutyStatus
from checker.errors import UsageError
from checker.textio.digest import sha256_of_bytes
from tests.golden import SMALL_COMPANY, SMALL_LIBRARY

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def small() -> Session:
    return Session.open([SMALL_LIBRARY])


@pytest.fixture(scope="module")
def dossier(small: Session) -> Dossier:
    return assemble(small, small.load_profile(SMALL_COMPANY), Inquiry(as_of=DAY))


def test_there_is_an_opinion_for_each_result_in_its_order(dossier: Dossier) -> None:
    assert [opinion.result for opinion in dossier.opinions] == list(dossier.report.results)
    assert len(dossier.opinions) == 11


def test_a_fact_says_where_the_profile_states_it(dossier: Dossier) -> None:
    lines = SMALL_COMPANY.read_text(encoding="utf-8").splitlines()
    for fact in (*dossier.organization, *(fact for use in dossier.uses for fact in use.facts)):
        if not fact.place:
            assert fact.name == "organization.figures_count", "it is not in the profile"
            continue
        path, line, column = fact.place.rsplit(":", 2)
        assert path == str(SMALL_COMPANY)
        key = fact.at or fact.name.rpartition(".")[2]
        assert lines[int(line) - 1][int(column) - 1 :].startswith(key), fact


def test_a_figure_is_told_by_its_period(dossier: Dossier) -> None:
    (users,) = [fact for fact in dossier.organization if fact.name == "organization.monthly_active_users"]
    assert users.at == "2025-12"


def test_what_the_profile_leaves_out_is_told_as_what_is_taken(dossier: Dossier) -> None:
    (whose,) = [fact for fact in dossier.organization if fact.name == "organization.figures_count"]
    assert (whose.value, whose.place) == ("group", "")


def test_the_profile_is_pinned(dossier: Dossier) -> None:
    assert dossier.profile_sha256 == sha256_of_bytes(SMALL_COMPANY.read_bytes())


def test_a_threshold_tells_figure_and_limit(dossier: Dossier) -> None:
    (ceiling,) = [found for found in dossier.thresholds if found.license == "small-1.0"]
    assert ceiling.limit is not None
    assert ceiling.figure is not None
    assert (ceiling.value.id, ceiling.limit.exact, ceiling.figure.exact, ceiling.at) == ("user-ceiling", 1_000_000, 900_000, "2025-12")
    assert ("triage", "small/base") in ceiling.pairs


def test_duties_are_told_once_with_the_strings_they_prescribe(dossier: Dossier) -> None:
    (credit,) = [task for task in dossier.duties if task.duty.clause == "credit"]
    assert dict(credit.duty.parameters)["display"] == "Made with Small"
    assert credit.duty.status is DutyStatus.REQUIRED
    assert credit.pairs == (("triage", "small/base"), ("triage", "small/chat"))


def test_business_and_counsel_are_asked_apart(dossier: Dossier) -> None:
    asked = {found.question.fact for found in dossier.for_business}
    assert "small-rumored#revenue-ceiling" in asked
    assert not asked & {found.question.fact for found in dossier.for_counsel}


def test_every_text_that_was_consulted_is_listed_with_what_it_incorporates(dossier: Dossier) -> None:
    assert {"small-1.0", "small-policy", "small-free", "small-rumored", "small-terms"} <= {text.license.id for text in dossier.texts}
    assert {text.license.encoded_on for text in dossier.texts} == {"2026-11-22"}
    assert {text.license.checked_on for text in dossier.texts} == {""}


def test_a_model_comes_with_its_base_models(dossier: Dossier) -> None:
    (chat,) = [opinion for opinion in dossier.opinions if opinion.result.model == "small/chat"]
    assert [(forebear.model.id, forebear.path) for forebear in chat.forebears] == [("small/base", ("fine-tune of small/base",))]


class TestTime:
    def test_it_is_the_day_of_the_question(self, dossier: Dossier) -> None:
        assert dossier.made == datetime(2026, 11, 22, tzinfo=UTC)

    def test_source_date_epoch_moves_it(self, small: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        made = assemble(small, small.load_profile(SMALL_COMPANY), Inquiry({}, DAY)).made
        assert made == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)

    @pytest.mark.parametrize("wrong", ["yesterday", "1.5", "9" * 30])
    def test_a_time_that_is_none_is_refused(self, small: Session, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(UsageError, match="not a number of seconds"):
            assemble(small, small.load_profile(SMALL_COMPANY), Inquiry({}, DAY))


def test_nothing_to_judge_is_a_dossier_without_opinions(small: Session) -> None:
    empty = assemble(small, small.load_profile(SMALL_COMPANY), Inquiry({}, DAY))
    assert (empty.opinions, empty.questions, empty.duties, empty.texts) == ((), (), (), ())
    assert [use.id for use in empty.uses] == ["triage", "gnomes"]
