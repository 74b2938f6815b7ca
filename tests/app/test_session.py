"""The Python API: a library that is loaded once and asked many times."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from checker.app.session import Session
from checker.domain.profile import ModelRequest, Profile
from checker.domain.verdict import Verdict
from checker.errors import InputError, UsageError
from tests.golden import SMALL_COMPANY, SMALL_LIBRARY

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def small(own_cache: None) -> Session:
    return Session.open([SMALL_LIBRARY])


@pytest.fixture(scope="module")
def company(small: Session) -> Profile:
    return small.load_profile(SMALL_COMPANY)


def verdicts(session: Session, profile: Profile, day: date = DAY) -> list[tuple[str, str, Verdict]]:
    return [(result.use, result.model, result.verdict) for result in session.evaluate(profile, as_of=day).results]


class TestOpen:
    def test_without_folders_it_is_the_shipped_library(self) -> None:
        assert "small-1.0" not in Session.open().licenses
        assert "llama-4-community" in Session.open().licenses

    def test_a_folder_may_be_a_path_or_its_name(self) -> None:
        assert "small-1.0" in Session.open([str(SMALL_LIBRARY)]).licenses

    def test_a_folder_that_is_not_there_is_wrong_usage(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="no such folder"):
            Session.open([tmp_path / "none"])

    def test_a_wrong_encoding_of_the_users_is_told_before_anything_is_asked(self, tmp_path: Path) -> None:
        (tmp_path / "own.yaml").write_text("schema: 1\n", encoding="utf-8")
        with pytest.raises(InputError, match=r"own\.yaml"):
            Session.open([tmp_path])


class TestEvaluate:
    def test_results_come_in_the_order_of_the_profile(self, small: Session, company: Profile) -> None:
        wanted = [(use.id, request.name) for use in company.uses for request in use.models]
        assert [(use, model) for use, model, _ in verdicts(small, company)] == wanted

    def test_asking_again_gives_the_same_report(self, small: Session, company: Profile) -> None:
        assert (
            small.evaluate(company, as_of=DAY)
            == small.evaluate(company, as_of=DAY)
            == Session.open([SMALL_LIBRARY]).evaluate(company, as_of=DAY)
        )

    def test_the_order_of_uses_and_models_changes_no_verdict(self, small: Session, company: Profile) -> None:
        text = SMALL_COMPANY.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        models = [line for line in lines if line.startswith("      - small/")][:9]
        turned = text.replace("".join(models), "".join(reversed(models)))
        assert turned != text
        assert sorted(verdicts(small, small.library.profile_of(turned.encode(), "p.yaml")), key=str) == sorted(
            verdicts(small, company), key=str
        )

    def test_models_may_be_asked_for_by_use(self, small: Session, company: Profile) -> None:
        report = small.evaluate(company, {"gnomes": [ModelRequest("small/free")]}, as_of=DAY)
        assert [(result.use, result.model, result.verdict) for result in report.results] == [("gnomes", "small/free", Verdict.ALLOW)]

    def test_progress_is_told_for_every_verdict(self, small: Session, company: Profile) -> None:
        told: list[tuple[int, int]] = []
        report = small.evaluate(company, as_of=DAY, progress=lambda done, total: told.append((done, total)))
        assert told == [(done, len(report.results)) for done in range(1, len(report.results) + 1)]

    def test_without_a_day_it_is_today(self, small: Session, company: Profile) -> None:
        before = date.today()
        assert before <= small.evaluate(company, {}).as_of <= date.today()

    def test_reports_may_be_left_out(self, small: Session, company: Profile) -> None:
        request = {"triage": [ModelRequest("small/disputed")]}
        assert small.evaluate(company, request, as_of=DAY).results[0].verdict is Verdict.REVIEW
        assert small.evaluate(company, request, as_of=DAY, reports=False).results[0].verdict is Verdict.ALLOW

    def test_a_duty_that_no_license_has_is_told(self, small: Session) -> None:
        profile = small.library.profile_of(
            b"organization: {name: N}\nuse: {acts: [run], meets: [small-1.0#x], models: [small/base]}\n", "p.yaml"
        )
        with pytest.raises(InputError, match=r"`small-1\.0` has no duty `x`"):
            small.evaluate(profile, as_of=DAY)


class TestResolve:
    def test_a_model_comes_with_its_ancestors(self, small: Session) -> None:
        resolved = small.resolve(ModelRequest("small/chat"))
        assert resolved is not None
        model, lineage = resolved
        assert model.id == "small/chat"
        assert [ancestor.model.id for ancestor in lineage.ancestors] == ["small/base"]

    def test_the_terms_of_one_service_say_nothing_of_another(self, session: Session) -> None:
        named = [ModelRequest("gpt-4o", provider=provider) for provider in ("", "openai", "Microsoft Azure")]
        found = [session.resolve(request) for request in named]
        assert [bool(model.hosted) for model, _ in filter(None, found)] == [True, True, False]

    def test_a_revision_goes_along(self, small: Session) -> None:
        resolved = small.resolve(ModelRequest("small/chat", revision="r1"))
        assert resolved is not None
        assert resolved[0].revision == "r1"

    def test_what_nobody_knows_is_none(self, small: Session) -> None:
        assert small.resolve(ModelRequest("nobody/nothing")) is None

    def test_a_circle_and_a_gap_end_the_lineage(self, small: Session) -> None:
        for name, cycle in (("small/circle-a", True), ("small/orphan", False)):
            resolved = small.resolve(ModelRequest(name))
            assert resolved is not None
            assert [gap.cycle for gap in resolved[1].gaps] == [cycle]


class TestMatching:
    def test_licenses_by_pattern(self, small: Session) -> None:
        assert small.matching_licenses(["small-[ft]*", "small-free"]) == ["small-free", "small-terms"]
        with pytest.raises(UsageError, match="no encoding matches `nothing-\\*`"):
            small.matching_licenses(["small-*", "nothing-*"])

    def test_models_by_pattern_and_by_license(self, small: Session) -> None:
        assert [model.id for model in small.matching_models("small/circle-?")] == ["small/circle-a", "small/circle-b"]
        assert [model.id for model in small.matching_models("license:small-rumored")] == ["small/disputed", "small/rumored"]


class TestReplaced:
    """What a user's folder replaces is told with every report that it touches."""

    @pytest.fixture
    def session(self, tmp_path: Path) -> Session:
        own = Path(shutil.copytree(SMALL_LIBRARY, tmp_path / "own"))
        shutil.copy(own / "small-free.yaml", own / "mit.yaml")
        text = (own / "mit.yaml").read_text(encoding="utf-8").replace("id: small-free", "id: mit")
        (own / "mit.yaml").write_text(text, encoding="utf-8")
        catalog = own / "catalog" / "small.yaml"
        catalog.write_text(catalog.read_text(encoding="utf-8").replace("id: small/odd", "id: Qwen/Qwen2.5-7B"), encoding="utf-8")
        return Session.open([own])

    @pytest.mark.parametrize(
        ("model", "note"),
        [
            ("{model: own/x, license: mit}", ("`mit` is your own encoding, in place of the shipped one",)),
            ("Qwen/Qwen2.5-7B", ("`Qwen/Qwen2.5-7B` is your own catalog entry, in place of the shipped one",)),
            ("small/base", ()),
        ],
    )
    def test_it_is_noted_where_it_was_used(self, session: Session, model: str, note: tuple[str, ...]) -> None:
        text = f"organization: {{name: N}}\nuse: {{acts: [run], models: [{model}]}}\n"
        assert session.evaluate(session.library.profile_of(text.encode(), "p.yaml"), as_of=DAY).notes == note
