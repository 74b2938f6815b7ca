"""`licheck explain`: the tree of one verdict, from the model down to what would change it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Here
from tests.conftest import Run
from tests.golden import AS_OF, SMALL_COMPANY, SMALL_LIBRARY, compare

SMALL = ("--licenses", str(SMALL_LIBRARY), "--as-of", AS_OF)
PROFILE = """\
organization:
  name: Northwind Health
  kind: company
  monthly_active_users: {2025-12: 2 million}
use:
  id: triage
  acts: [run, serve]
  applications: [search]
  models: [{model: own/one, license: small-free}]
"""
EXPIRED = "agreements: [{publisher: Small Labs, kind: license, licenses: [small-1.0], reference: S-17, expires: 2026-11-21}]\n"


def explain(here: Here, folder: Path, model: str, *arguments: str, profile: str = PROFILE) -> Done:
    (folder / "p.yaml").write_text(profile, encoding="utf-8")
    return here("explain", "p.yaml", model, *arguments, *SMALL)


class TestGolden:
    @pytest.mark.parametrize(
        ("name", "arguments", "code"),
        [
            ("allow", ("small/free",), 0),
            ("conditional-through-a-base", ("small/chat", "--use", "triage"), 0),
            ("review-on-a-report", ("small/rumored",), 3),
            ("deny", ("northwind/gnomes", "--use", "gnomes"), 1),
            ("unknown-model", ("small/bass", "--use", "triage"), 3),
        ],
    )
    def test_the_tree(self, licheck: Run, tmp_path: Path, name: str, arguments: tuple[str, ...], code: int) -> None:
        shutil.copy(SMALL_COMPANY, tmp_path / "company.yaml")
        done = licheck("explain", "company.yaml", *arguments, *SMALL)
        assert (done.returncode, done.stderr) == (code, "")
        compare(f"explain-{name}.txt", done.stdout)


def test_the_figure_that_decides_stands_beside_its_clause(here: Here, tmp_path: Path) -> None:
    done = explain(here, tmp_path, "small/base")
    assert done.code == 1
    assert "✗ § 3, applies: A large platform needs a license of its own first." in done.out
    assert "organization.monthly_active_users is 2 million in December 2025" in done.out
    assert "→ request a license from Small Labs" in done.out
    assert "organization.monthly_active_users at most 1 million → conditional" in done.out


def test_what_is_missing_is_asked_for(here: Here, tmp_path: Path) -> None:
    done = explain(here, tmp_path, "small/base", profile=PROFILE.replace("2 million", "unknown"))
    assert done.code == 3
    assert "to find out" in done.out
    assert "organization.monthly_active_users: How many monthly active users" in done.out.replace("\n    ", " ")


@pytest.mark.parametrize(
    ("license_id", "figures", "said"),
    [
        ("tencent-hunyuan-3d-2.1", "monthly_active_users: 5 million", "The licensee alone is meant, without its affiliates"),
        ("llama-3.3-community", "monthly_active_users: 5 million, figures_count: licensee", "The licensee and its affiliates together are"),
    ],
)
def test_a_figure_of_others_than_the_license_counts_is_asked_for_again_and_says_whose(
    license_id: str, figures: str, said: str, here: Here, tmp_path: Path
) -> None:
    organization = f"organization: {{name: X, kind: company, domicile: US, {figures}}}\n"
    model = f"{{model: x/y, license: {license_id}, inputs: [text], outputs: [text], released: 2025-06-13}}"
    use = "purpose: commercial, acts: [run], audience: internal, regions: [US], obtained: weights, applications: [search]"
    profile = f"{organization}use: {{{use}, models: [{model}]}}\n"
    assert said in " ".join(explain(here, tmp_path, "x/y", profile=profile).out.replace("│", "").split())


def test_a_model_that_the_profile_writes_out_is_explained(here: Here, tmp_path: Path) -> None:
    done = explain(here, tmp_path, "own/one")
    assert done.code == 0
    assert "declared: the profile, p.yaml:9:12" in done.out


def test_one_written_out_without_bases_is_told_that_they_would_bind(here: Here, tmp_path: Path) -> None:
    said = "no base model is stated"
    assert said in explain(here, tmp_path, "own/one").out
    with_base = PROFILE.replace("license: small-free}", "license: small-free, base_models: [{model: small/two, relation: finetune}]}")
    assert said not in explain(here, tmp_path, "own/one", profile=with_base).out


def test_an_unknown_model_is_a_review_with_the_nearest_names(here: Here, tmp_path: Path) -> None:
    done = explain(here, tmp_path, "small/bass")
    assert done.code == 3
    assert "Did you mean small/base" in done.out.replace("\n│   ", " ")


def test_an_expired_agreement_is_a_warning_and_exit_code_4(here: Here, tmp_path: Path) -> None:
    done = explain(here, tmp_path, "small/base", profile=PROFILE + EXPIRED)
    assert done.code == 4
    assert done.out.startswith("DENY")
    assert "the license S-17 expired on 2026-11-21" in done.out
    assert done.err.startswith("warning: p.yaml:10:14: the agreement `S-17` with Small Labs expired on 2026-11-21")


def test_an_agreement_that_is_held_is_named_as_what_lifts_the_clause(here: Here, tmp_path: Path) -> None:
    done = explain(here, tmp_path, "small/base", profile=PROFILE + EXPIRED.replace("2026-11-21", "2027-01-31"))
    assert done.code == 0
    assert "lifted by license S-17 from Small Labs, until 2027-01-31" in done.out.replace("\n│   │   ", " ")


def test_a_duty_of_no_license_is_a_bad_profile_and_nothing_is_explained(here: Here, tmp_path: Path) -> None:
    done = explain(here, tmp_path, "small/base", profile=PROFILE + "  meets: [small-1.0#credits]\n")
    assert (done.code, done.out) == (4, "")
    assert "p.yaml:10:11: `small-1.0` has no duty `credits`; did you mean `credit`?" in done.err


def test_it_says_once_that_it_is_no_legal_advice(here: Here, tmp_path: Path) -> None:
    several = here("explain", str(SMALL_COMPANY), "small/base", *SMALL)
    assert several.out.count("small/base for the use") == 2
    assert several.out.count("licheck is not legal advice") == 1


def test_the_tree_goes_to_a_file(here: Here, tmp_path: Path) -> None:
    printed = explain(here, tmp_path, "small/free")
    written = explain(here, tmp_path, "small/free", "--output", "tree.txt")
    assert (tmp_path / "tree.txt").read_text(encoding="utf-8") == printed.out
    assert (written.out, written.code) == ("", printed.code)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("p.yaml",), "missing argument 'MODEL'"), (("p.yaml", "small/base", "--use", "triag"), "no use `triag`; did you mean `triage`?")],
)
def test_wrong_usage_is_2(here: Here, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    done = here("explain", *arguments, *SMALL)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
