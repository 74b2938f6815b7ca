"""`licheck notices`: what the duties ask for, and whether a folder has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from .conftest import Here

ROOT = Path(__file__).parents[2]
PROFILE = """\
organization: {name: N, kind: company, domicile: US, monthly_active_users: 1 million}
use:
  id: chat
  purpose: commercial
  acts: [run, serve, modify, distribute]
  applications: []
  audience: consumers
  obtained: weights
  derivative_name: NAME
models: [MODELS]
"""
LLAMA = "meta-llama/Llama-3.3-70B-Instruct"
MISTRAL = "mistralai/Mistral-7B-Instruct-v0.3"
ENCODING = yaml.safe_load((ROOT / "licenses" / "llama-3.3-community.yaml").read_text(encoding="utf-8"))
(NOTICE,) = [clause["with"]["notice"] for clause in ENCODING["clauses"] if clause["id"] == "notice-file"]
"""The prescribed line, word for word."""
ARGUMENTS = ("notices", "company.yaml", "--as-of", "2026-11-22", "--evidence", "primary")


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A product folder that has all of what can be looked for, but the license of Llama."""
    write_profile(tmp_path)
    folder = tmp_path / "product"
    (folder / "web").mkdir(parents=True)
    (folder / "NOTICE").write_text(f"Notices\n{NOTICE}\n", encoding="utf-8")
    (folder / "web" / "about.html").write_text("<p>\nBuilt with <b>Llama</b></p>\n", encoding="utf-8")
    (folder / "third-party.txt").write_bytes((ROOT / "LICENSE").read_bytes())
    return folder


def write_profile(folder: Path, *models: str, name: str = "Llama-Chat-1") -> None:
    text = PROFILE.replace("MODELS", ", ".join(models or (LLAMA, MISTRAL))).replace("NAME", name)
    (folder / "company.yaml").write_text(text, encoding="utf-8")


def states(here: Here, *more: str) -> dict[tuple[str, str], list[tuple[str, list[str]]]]:
    data = json.loads(here(*ARGUMENTS, "--check", "product", "--format", "json", *more).out)
    found: dict[tuple[str, str], list[tuple[str, list[str]]]] = {}
    for checked in data["check"]["checked"]:
        found.setdefault((checked["item"]["license"], checked["item"]["clause"]), []).append((checked["state"], checked["places"]))
    return found


class TestWhatIsAskedFor:
    def test_prescribed_strings_stand_whole_in_a_line_of_their_own(
        self, here: Here, product: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "60")
        done = here(*ARGUMENTS)
        assert done.code == 0
        assert f"\n    {NOTICE}\n" in done.out
        assert "\n    Built with Llama\n" in done.out
        assert "CHAT\n" in done.out
        assert "llama-3.3-community § 1.b.i (name-prefix)" in " ".join(done.out.split())

    def test_the_strings_are_those_of_the_encodings(self, here: Here, product: Path) -> None:
        data = json.loads(here(*ARGUMENTS, "--format", "json").out)
        assert data["schema"] == "licheck/notices/1"
        texts = {item["kind"]: item["text"] for item in data["items"] if item["license"] == "llama-3.3-community" and item["text"]}
        assert texts == {"notice-lines": NOTICE, "displayed-strings": "Built with Llama", "names": "Llama"}
        copies = [item["license"] for item in data["items"] if item["kind"] == "license-copies"]
        assert copies == ["llama-3.3-community", "apache-2.0"]
        [terms] = [item for item in data["items"] if item["kind"] == "terms"]
        assert [policy["license"] for policy in terms["policies"]] == ["llama-3.3-aup"]

    def test_markdown_has_what_can_be_pasted_in_blocks(self, here: Here, product: Path) -> None:
        done = here(*ARGUMENTS, "--format", "md", "--output", "notices.md")
        assert (done.code, done.out) == (0, "")
        text = (product.parent / "notices.md").read_text(encoding="utf-8")
        assert f"```text\n{NOTICE}\n```\n" in text
        assert "### License copies to ship" in text

    def test_markup_in_names_is_shown_and_does_nothing(self, here: Here, tmp_path: Path) -> None:
        write_profile(tmp_path, LLAMA, name="'<script>`x`|[a](b)\u202e'")
        done = here(*ARGUMENTS, "--format", "md")
        assert "\\<script\\>\\`x\\`\\|\\[a\\](b)" in done.out
        assert "\u202e" not in done.out

    def test_a_denied_model_has_no_notices_and_is_named(self, here: Here, tmp_path: Path) -> None:
        (tmp_path / "company.yaml").write_text(
            PROFILE.replace("US", "DE").replace("MODELS", "meta-llama/Llama-4-Scout-17B-16E-Instruct"), encoding="utf-8"
        )
        done = here(*ARGUMENTS)
        assert "No duty asks for anything." in done.out
        assert "1 is denied, and no notice helps: chat: meta-llama/Llama-4-Scout-17B-16E-Instruct" in " ".join(done.out.split())

    def test_a_credit_is_suggested_and_called_so(self, here: Here, tmp_path: Path) -> None:
        write_profile(tmp_path, "{model: n/x, license: cc-by-4.0, publisher: Somebody, base_models: []}")
        data = json.loads(here(*ARGUMENTS, "--format", "json").out)
        told = [item for item in data["items"] if item["kind"] == "credits" and item["text"]]
        assert told
        assert all(item["suggested"] and item["text"].startswith("n/x by Somebody, licensed under Creative Commons") for item in told)


class TestCheck:
    def test_each_kind_of_thing_is_found_where_it_is(self, here: Here, product: Path) -> None:
        found = states(here)
        llama = "llama-3.3-community"
        assert found[llama, "notice-file"] == [("found", ["NOTICE:2"])]
        assert found[llama, "built-with-llama"] == [("person", ["web/about.html:2"]), ("found", ["web/about.html:2"])]
        assert found[llama, "name-prefix"] == [("found", [])]
        assert found[llama, "license-copy"] == [("missing", [])]
        assert found["apache-2.0", "license-copy"] == [("found", ["third-party.txt:1"])]
        assert (llama, "acceptable-use") not in found, "how one behaves stands in no folder"

    def test_what_only_a_person_can_tell_is_never_found(self, here: Here, product: Path) -> None:
        found = states(here)
        assert found["apache-2.0", "mark-changes"] == [("person", [])]
        assert found["apache-2.0", "keep-notices"] == [("person", [])]

    def test_a_license_file_in_name_only_is_no_copy(self, here: Here, product: Path) -> None:
        (product / "third-party.txt").unlink()
        (product / "LICENSE").write_text("Apache License, Version 2.0. See the web.\n", encoding="utf-8")
        assert states(here)["apache-2.0", "license-copy"] == [("missing", [])]

    def test_an_altered_copy_is_no_copy(self, here: Here, product: Path) -> None:
        text = (product / "third-party.txt").read_text(encoding="utf-8")
        (product / "third-party.txt").write_text(text.replace("perpetual", "revocable"), encoding="utf-8")
        assert states(here)["apache-2.0", "license-copy"] == [("missing", ["third-party.txt:1"])]
        assert "the copy there is altered" in here(*ARGUMENTS, "--check", "product").out

    def test_a_line_with_another_sign_is_missing_and_its_place_told(self, here: Here, product: Path) -> None:
        (product / "NOTICE").write_text(NOTICE.replace("©", "(c)"), encoding="utf-8")
        assert states(here)["llama-3.3-community", "notice-file"] == [("missing", ["NOTICE:1"])]

    def test_a_line_in_another_file_is_for_a_person(self, here: Here, product: Path) -> None:
        (product / "NOTICE").rename(product / "README.md")
        assert states(here)["llama-3.3-community", "notice-file"] == [("person", ["README.md:2"])]

    def test_a_string_in_the_notice_file_alone_is_not_displayed(self, here: Here, product: Path) -> None:
        (product / "NOTICE").write_text(f"{NOTICE}\nBuilt with Llama\n", encoding="utf-8")
        (product / "web" / "about.html").unlink()
        assert states(here)["llama-3.3-community", "built-with-llama"] == [("missing", [])]

    def test_a_name_without_the_prefix_is_missing_one(self, here: Here, product: Path) -> None:
        write_profile(product.parent, name="Chat-1")
        assert states(here)["llama-3.3-community", "name-prefix"] == [("missing", [])]
        assert "the name `Chat-1` does not begin with it" in here(*ARGUMENTS, "--check", "product").out

    def test_a_name_under_its_owner_is_looked_at_as_the_verdict_looks_at_it(self, here: Here, product: Path) -> None:
        write_profile(product.parent, name="acme/Llama-Chat-1")
        assert states(here)["llama-3.3-community", "name-prefix"] == [("found", [])]

    def test_what_could_not_be_read_is_told(self, here: Here, product: Path) -> None:
        (product / "link").symlink_to(product / "NOTICE")
        (product / "large.txt").write_text("a" * 2_000_001, encoding="utf-8")
        out = here(*ARGUMENTS, "--check", "product").out
        assert "NOT READ 2" in out
        assert "link: is a link, and was not followed" in out
        assert "large.txt: has more than 2,000,000 bytes" in out

    def test_what_belongs_to_tools_is_not_the_product(self, here: Here, product: Path) -> None:
        hidden = product / "node_modules" / "x"
        hidden.mkdir(parents=True)
        (product / "web" / "about.html").rename(hidden / "about.html")
        assert states(here)["llama-3.3-community", "built-with-llama"] == [("missing", [])]


class TestExitCodes:
    @pytest.mark.parametrize(("fail_on", "code"), [("person", 1), ("missing", 1), ("never", 0)])
    def test_something_missing(self, here: Here, product: Path, fail_on: str, code: int) -> None:
        assert here(*ARGUMENTS, "--check", "product", "--fail-on", fail_on).code == code

    @pytest.mark.parametrize(("fail_on", "code"), [("person", 3), ("missing", 0), ("never", 0)])
    def test_only_a_person_left(self, here: Here, product: Path, fail_on: str, code: int) -> None:
        write_profile(product.parent, MISTRAL)
        assert here(*ARGUMENTS, "--check", "product", "--fail-on", fail_on).code == code

    def test_everything_found(self, here: Here, product: Path) -> None:
        text = PROFILE.replace("modify, distribute", "modify").replace("MODELS", MISTRAL)
        (product.parent / "company.yaml").write_text(text, encoding="utf-8")
        assert here(*ARGUMENTS, "--check", "product").code == 0

    def test_no_folder(self, here: Here, product: Path) -> None:
        done = here(*ARGUMENTS, "--check", "nowhere")
        assert (done.code, done.out) == (4, "")
        assert "nowhere: no such folder" in done.err
        assert "company.yaml: is no folder" in here(*ARGUMENTS, "--check", "company.yaml").err


@pytest.mark.parametrize("model", ["acme/nobody-knows", "meta-llama/Llama-4-Scout-17B-16E-Instruct"])
def test_a_folder_does_not_pass_for_a_model_that_is_denied_or_not_decided(here: Here, tmp_path: Path, model: str) -> None:
    (tmp_path / "product").mkdir()
    write_profile(tmp_path, model)
    text = (tmp_path / "company.yaml").read_text(encoding="utf-8").replace("domicile: US", "domicile: DE")
    (tmp_path / "company.yaml").write_text(text, encoding="utf-8")
    assert here(*ARGUMENTS, "--check", "product").code == 3
    assert here(*ARGUMENTS, "--check", "product", "--fail-on", "missing").code == 0
