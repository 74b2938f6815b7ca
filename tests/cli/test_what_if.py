"""`licheck what-if` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Here

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "company.yaml")
ARGUMENTS = ("what-if", EXAMPLE, "--as-of", "2026-11-22")


def flat(text: str) -> str:
    return " ".join(text.split())


class TestSet:
    def test_changed_verdicts_come_with_their_clause(self, here: Here) -> None:
        done = here(*ARGUMENTS, "--set", "organization.monthly_active_users=800M")
        assert done.code == 0
        assert "2 of 7 verdicts change." in done.out
        assert "conditional → DENY 2" in done.out
        assert "- llama-3.3-community § 2: " in done.out
        assert "before: 1 deny, 2 review, 2 conditional, 2 allow\nafter:  3 deny, 2 review, 2 allow\n" in done.out
        assert "→ request a license from Meta" in done.out

    def test_what_goes_away_is_told_as_gone(self, here: Here) -> None:
        done = here(*ARGUMENTS, "--set", "organization.domicile=US")
        assert "deny → REVIEW 1" in done.out
        assert "- no longer: llama-4-aup Paragraph after item 6" in done.out

    def test_a_duty_is_told_too(self, here: Here) -> None:
        done = here(*ARGUMENTS, "mistralai/Mistral-7B-Instruct-v0.3", "--use", "triage-assistant", "--set", "use.acts=run,distribute")
        assert "allow → CONDITIONAL 1" in done.out
        assert "ship a copy of the license (apache-2.0 § 4(a))" in done.out

    def test_one_month_may_be_set_by_itself(self, here: Here) -> None:
        done = here(*ARGUMENTS, "--set", "organization.monthly_active_users.2024-11=701 million")
        assert "2 of 7 verdicts change." in done.out
        done = here(*ARGUMENTS, "--set", "organization.monthly_active_users.2024-12=701 million")
        assert "None of 7 verdicts change." in done.out

    def test_one_use_may_be_set_by_itself_and_facts_taken_away(self, here: Here) -> None:
        done = here(*ARGUMENTS, "--set", "uses.sandbox.production=true")
        assert "review → DENY 1" in done.out
        assert "triage-assistant:" not in done.out
        assert "use.production" not in done.out.split("were")[0]
        done = here(*ARGUMENTS, "--set", "uses.sandbox.production=unknown")
        assert "uses.sandbox.production were not stated (now: no)" in done.out

    def test_what_keeps_its_verdict_for_other_reasons_is_counted(self, here: Here) -> None:
        done = here(*ARGUMENTS, "--set", "organization.monthly_active_users=800M")
        assert "1 keeps its verdict, but for other reasons" in flat(done.out)

    def test_the_profile_stays_as_it_is(self, here: Here) -> None:
        before = Path(EXAMPLE).read_bytes()
        here(*ARGUMENTS, "--set", "organization.domicile=US")
        assert Path(EXAMPLE).read_bytes() == before

    @pytest.mark.parametrize(
        ("setting", "said"),
        [
            ("organization.monthly_active_user=8M", "did you mean `organization.monthly_active_users`"),
            ("use.acts=srve", "unknown act `srve`; did you mean `serve`?"),
            ("uses.triage.acts=run", "the profile has no use `triage`; the profile has `triage-assistant`, `sandbox`"),
            ("uses.sandbox.act=run", "unknown fact `uses.sandbox.act`; did you mean `uses.sandbox.acts` or"),
            ("organization.annual_revenue=8M", "`8M` names no currency; write it as `8M USD`"),
            ("organization.monthly_active_users=eight", "cannot read the figure `eight`"),
            ("organization.monthly_active_users.2026-13=5M", "`2026-13` is not a month"),
            ("organization.domicile=UK", "unknown country `UK`; did you mean `GB`?"),
            ("use.production=maybe", "expected `true` or `false`, found `maybe`"),
            ("exchange_rates.EURO=1", "unknown currency `EURO`; did you mean `EUR`?"),
            ("organization.figures_count=grup", "did you mean `group`?"),
            ("model.released=2025-01-01", "belongs to the model"),
            ("nothing", "sets nothing"),
        ],
    )  # fmt: skip
    def test_a_mistake_gets_one_message_with_the_nearest_right_one(self, here: Here, setting: str, said: str) -> None:
        done = here(*ARGUMENTS, "--set", setting)
        assert (done.code, done.out) == (2, "")
        assert done.err.count("error:") == 1
        assert said in done.err
        assert f"`--set {setting}`" in done.err or "sets nothing" in done.err

    def test_nothing_to_suppose_is_wrong_usage(self, here: Here) -> None:
        done = here(*ARGUMENTS)
        assert (done.code, done.out) == (2, "")
        assert "--sweep FACT" in done.err


class TestSweep:
    def test_a_figure_is_cut_where_verdicts_flip(self, here: Here) -> None:
        done = here(*ARGUMENTS, "--sweep", "organization.monthly_active_users")
        assert done.code == 0
        rows = [flat(line) for line in done.out.splitlines() if line.startswith("  ") and line.rstrip()[-1:].isdigit()]
        assert rows[:3] == ["at most 700 million 2 2 2 1", "more than 700 million 2 0 2 3", "not stated 2 0 4 1"]
        assert "beyond 700 million:" in done.out

    def test_at_least_and_more_than_are_told_apart(self, here: Here) -> None:
        models = ("stabilityai/stable-diffusion-3.5-large", "Lightricks/LTX-2.3")
        done = here(*ARGUMENTS, *models, "--use", "triage-assistant", "--sweep", "organization.annual_revenue")
        assert "beyond 1 million USD:" in done.out
        assert "from 10 million USD on:" in done.out
        assert "at least 10 million USD" in done.out
        assert "the profile's 38 million EUR are 41.04 million USD" in flat(done.out)

    def test_choices_are_all_tried_and_the_present_one_marked(self, here: Here) -> None:
        done = here(*ARGUMENTS, "--sweep", "organization.domicile")
        assert "in the European Union" in done.out
        assert "outside the European Union" in done.out
        assert next(line for line in done.out.splitlines() if "← now" in line).startswith("  in the European Union")

    def test_uses_that_differ_stay_as_they_are_beside_what_is_tried(self, here: Here) -> None:
        done = here(*ARGUMENTS, "--sweep", "use.production")
        assert "use.production is now: yes or no, by use" in done.out
        assert "as it is, no" in done.out

    def test_words_of_a_list_are_added_and_taken_away(self, here: Here) -> None:
        done = here(*ARGUMENTS, "--sweep", "uses.triage-assistant.acts")
        assert "without serve" in done.out
        assert "with distribute" in done.out
        assert "each word is added or taken away by itself" in flat(done.out)

    def test_what_hangs_on_nothing_says_so(self, here: Here) -> None:
        done = here(*ARGUMENTS, "--sweep", "organization.daily_active_users")
        assert "No verdict flips, whatever organization.daily_active_users is." in done.out

    def test_settings_hold_while_a_fact_is_followed(self, here: Here) -> None:
        done = here(*ARGUMENTS, "--set", "organization.domicile=US", "--sweep", "organization.monthly_active_users")
        assert "organization.domicile were US (now: DE)" in done.out
        assert "at most 700 million" in done.out

    @pytest.mark.parametrize(
        ("fact", "said"),
        [
            ("organization.monthly_users", "unknown fact `organization.monthly_users`"),
            ("use.derivative_name", "has no range to go over"),
            ("organization.monthly_active_users.2026-10", "leave `.2026-10` out"),
        ],
    )
    def test_what_cannot_be_followed_is_told(self, here: Here, fact: str, said: str) -> None:
        done = here(*ARGUMENTS, "--sweep", fact)
        assert (done.code, done.out) == (2, "")
        assert said in done.err

    def test_for_programs(self, here: Here) -> None:
        data = json.loads(here(*ARGUMENTS, "--sweep", "organization.monthly_active_users", "--format", "json").out)
        assert data["schema"] == "licheck/what-if/1"
        first, second, unknown = data["sweep"]["regions"]
        assert first["stretch"] == {"lower": "0", "lower_included": True, "upper": "700000000", "upper_included": True, "currency": None}
        assert (second["stretch"]["lower_included"], second["stretch"]["upper"]) == (False, None)
        assert [change["reasons"][0]["clause"] for change in second["changed"]] == ["large-platform-license"] * 2
        assert unknown["values"] == ["not stated"]
        data = json.loads(here(*ARGUMENTS, "--set", "organization.domicile=US", "--format", "json").out)
        assert [(c["model"], c["before"], c["after"]) for c in data["changed"]] == [
            ("meta-llama/Llama-4-Scout-17B-16E-Instruct", "deny", "review")
        ]


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_no_line_is_wider_than_the_terminal(here: Here, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for more in (("--sweep", "use.purpose"), ("--set", "organization.monthly_active_users=800M")):
        wide = [line for line in here(*ARGUMENTS, *more).out.splitlines() if len(line) > int(columns)]
        assert wide == []
