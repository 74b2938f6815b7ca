"""A model that a profile writes out with a license identifier of the Hub."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from checker.app.session import Session
from checker.domain.report import Result
from checker.domain.verdict import Evidence, Verdict
from checker.errors import InputError

DAY = date(2026, 11, 22)
PROFILE = """\
organization: {{name: Northwind, kind: company, domicile: DE}}
use:
  purpose: {purpose}
  production: true
  acts: [{acts}]
  applications: [customer-support]
  audience: consumers
  models: [{{model: acme/one, license: "{license}"}}]
"""

Ask = Callable[..., Result]


@pytest.fixture
def ask(session: Session) -> Ask:
    """Judges one model under the license that is named."""

    def judge(license: str, acts: str = "run, serve", purpose: str = "commercial") -> Result:
        text = PROFILE.format(license=license, acts=acts, purpose=purpose)
        profile = session.library.profile_of(text.encode(), "company.yaml")
        (result,) = session.evaluate(profile, as_of=DAY).results
        return result

    return judge


class TestDefinite:
    @pytest.mark.parametrize(
        ("name", "license_id"), [("pddl", "pddl-1.0"), ("mit", "mit"), ("llama3.1", "llama-3.1-community"), ("c-uda", "c-uda-1.0")]
    )
    def test_it_is_judged_by_the_encoding_as_declared(self, ask: Ask, name: str, license_id: str) -> None:
        result = ask(name)
        assert [(used.id, used.evidence) for used in result.licenses] == [(license_id, Evidence.DECLARED)]

    @pytest.mark.parametrize(
        ("name", "acts", "purpose", "verdict"),
        [
            ("bsd-3-clause", "run, serve", "commercial", Verdict.ALLOW),
            ("gpl-3.0", "run, serve", "commercial", Verdict.ALLOW),
            ("gpl-3.0", "modify, distribute", "commercial", Verdict.CONDITIONAL),
            ("agpl-3.0", "run, serve", "commercial", Verdict.ALLOW),
            ("agpl-3.0", "modify, serve", "commercial", Verdict.CONDITIONAL),
            ("osl-3.0", "run, serve", "commercial", Verdict.CONDITIONAL),
            ("cc-by-nc-2.0", "run, serve", "commercial", Verdict.DENY),
            ("cc-by-nd-4.0", "modify, run", "commercial", Verdict.ALLOW),
            ("cc-by-nd-4.0", "modify, distribute", "commercial", Verdict.DENY),
            ("cc-by-nc-nd-3.0", "modify", "research", Verdict.DENY),
            ("unlicense", "modify, distribute", "commercial", Verdict.ALLOW),
            ("odbl", "run", "commercial", Verdict.REVIEW),
        ],
    )
    def test_open_licenses_mean_for_weights_what_they_say(self, ask: Ask, name: str, acts: str, purpose: str, verdict: Verdict) -> None:
        assert ask(name, acts, purpose).verdict is verdict


class TestFamilies:
    def test_a_family_is_a_review_that_names_its_members_and_asks(self, ask: Ask) -> None:
        result = ask("gemma")
        (reason,) = result.reasons
        assert result.verdict is Verdict.REVIEW
        assert reason.license == "gemma"
        assert all(version in reason.says for version in ("gemma-terms-2024-02-21", "gemma-terms-2024-04-01", "gemma-terms-2025-03-24"))
        assert "Which dated version" in reason.says
        assert [question.fact for question in result.questions] == ["model.license"]

    def test_a_family_whose_members_all_refuse_is_a_review_all_the_same(self, ask: Ask) -> None:
        assert ask("fair-noncommercial-research-license").verdict is Verdict.REVIEW

    def test_a_choice_beside_a_family_is_still_a_choice(self, ask: Ask) -> None:
        assert ask("gpl OR mit").verdict is Verdict.ALLOW
        assert ask("gpl AND mit").verdict is Verdict.REVIEW


class TestNotEncoded:
    @pytest.mark.parametrize("name", ["h-research", "gfdl", "other"])
    def test_it_is_a_review_with_the_reason(self, session: Session, ask: Ask, name: str) -> None:
        result = ask(name)
        assert result.verdict is Verdict.REVIEW
        assert session.library.hub_licenses[name].not_encoded in result.reasons[0].says

    def test_unknown_is_a_license_that_nobody_stated(self, ask: Ask) -> None:
        result = ask("unknown")
        assert result.verdict is Verdict.REVIEW
        assert result.licenses == ()


class TestUnknownNames:
    def test_a_name_that_is_neither_is_an_error_with_the_nearest_that_is(self, ask: Ask) -> None:
        with pytest.raises(InputError, match=r"company\.yaml:8:.*unknown license `gema`; did you mean `gemma`\?"):
            ask("gema")
