"""`licheck check`, the gate: what it finds, where, and how it exits."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Here
from tests.golden import AS_OF, SMALL_COMPANY, SMALL_LIBRARY, compare

SMALL = ("--licenses", str(SMALL_LIBRARY), "--as-of", AS_OF)
MANIFEST = """\
models:
  - {model: small/base, use: triage}
  - {model: small/free, use: triage, owner: ml-platform}
  - {model: small/hosted, use: triage}
  - {model: small/hosted, use: gnomes}
  - {model: small/rumored, use: triage}
  - {model: small/nothing, use: gnomes}
  - {model: small/hosted, use: {id: offline, acts: [run], obtained: weights}}
  - {model: small/base, use: {id: wall-of-gnomes, acts: [run, serve, host], applications: [gnome-tracking, spam]}, revision: 4b1d}
  - model: northwind/gnomes
    use: {id: gnomes-at-home, acts: [run], audience: internal, applications: [gnome-tracking]}
    license: small-free
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a profile, and nothing in it yet."""
    (tmp_path / ".git").mkdir()
    shutil.copy(SMALL_COMPANY, tmp_path / "company.yaml")
    return tmp_path


def write(repository: Path, name: str, content: str | bytes) -> Path:
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def models(*entries: str) -> str:
    return "models:\n" + "".join(f"  - {entry}\n" for entry in entries)


def codes(done: Done) -> list[str]:
    """The codes of a text report, in its order."""
    return [line.rsplit("[", 1)[1].rstrip("]") for line in done.out.splitlines() if line.endswith("]") and "[" in line]


class TestWhatItSays:
    def test_everything_about_a_manifest(self, here: Here, repository: Path) -> None:
        write(repository, "models.yaml", MANIFEST)
        done = here("check", *SMALL)
        compare("check.txt", done.out)
        assert (done.code, done.err) == (1, "")

    def test_in_a_narrow_terminal(self, here: Here, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "40")
        write(repository, "models.yaml", models("{model: small/hosted, use: triage}", "{model: small/nothing, use: gnomes}"))
        done = here("check", *SMALL)
        compare("check-40-columns.txt", done.out)

    def test_a_model_that_may_be_used_passes(self, here: Here, repository: Path) -> None:
        write(repository, "models.yaml", models("{model: small/free, use: triage}"))
        done = here("check", *SMALL)
        assert (done.code, codes(done)) == (0, [])
        assert "models: 1 allow" in done.out

    def test_duties_are_counted_and_listed_on_request(self, here: Here, repository: Path) -> None:
        write(repository, "models.yaml", models("{model: small/base, use: triage}"))
        counted, listed = here("check", *SMALL), here("check", *SMALL, "--duties")
        assert "to meet where the use is granted" in counted.out
        assert codes(counted) == []
        assert set(codes(listed)) == {"duty-open"}
        assert counted.code == listed.code == 0


APP = """\
from transformers import AutoModel, pipeline

BASE = "small/base"
model = AutoModel.from_pretrained(BASE)
chat = pipeline("text-generation", model="small/odd")
other = AutoModel.from_pretrained(open("name.txt").read())
"""
CARD = """\
---
license: small-free
base_model: small/base
---
# Gnomes
"""


class TestOtherFiles:
    def test_what_readers_see_is_judged_where_it_stands(self, here: Here, repository: Path) -> None:
        write(repository, "models.yaml", models("{model: small/base, use: gnomes}"))
        write(repository, "src/app.py", APP)
        write(repository, "gnomes/README.md", CARD)
        write(repository, "config.json", "{broken")
        write(repository, "src/unrelated.py", "print(1)\n")
        done = here("check", *SMALL)
        compare("check-other-files.txt", done.out)
        assert done.code == 1

    def test_a_hook_passes_one_file_and_the_manifest_still_says_what_it_is_for(self, here: Here, repository: Path) -> None:
        write(repository, "models.yaml", models("{model: small/base, use: triage}", "broken/unless/looked-at"))
        write(repository, "src/app.py", "from transformers import AutoModel\nmodel = AutoModel.from_pretrained('small/base')\n")
        assert here("check", "src/app.py", *SMALL).code == 4  # a manifest that cannot be read lists nothing
        write(repository, "models.yaml", models("{model: small/base, use: triage}"))
        done = here("check", "src/app.py", *SMALL)
        assert (done.code, codes(done)) == (0, [])
        assert "1 model in 1 file" in done.out

    def test_a_file_that_nobody_reads_does_not_look_like_a_pass(self, here: Here, repository: Path) -> None:
        write(repository, "used.yml", models("{model: small/nothing, use: triage}"))  # not models.yaml
        done = here("check", "used.yml", *SMALL)
        assert "no model was judged." in done.out
        assert "note: `used.yml` is no manifest (models.yaml), and of no kind in which" in done.out
        assert here("check", "--manifest", "used.yml", *SMALL).code == 3

    def test_a_card_at_the_top_is_of_a_model_called_as_the_folder(self, here: Here, repository: Path) -> None:
        write(repository, "README.md", "---\nlicense: mit\n---\n")
        write(repository, "models.yaml", models(f"{{model: {repository.name}, license: small-free, use: triage}}"))
        done = here("check", *SMALL)
        assert "not-in-manifest" not in codes(done)
        write(repository, "models.yaml", "models: []\n")
        assert f"`{repository.name}` is not listed" in here("check", "--format", "lines", *SMALL).out

    @pytest.mark.parametrize("key", ["sdk: gradio", "task_categories: [translation]"])
    def test_the_license_of_a_space_or_data_set_is_of_no_model(self, here: Here, repository: Path, key: str) -> None:
        write(repository, "README.md", f"---\nlicense: mit\n{key}\n---\n")
        done = here("check", *SMALL)
        assert (done.code, codes(done)) == (0, [])

    @pytest.mark.parametrize("form", ["sarif", "junit", "github", "gitlab", "lines"])
    def test_every_format_tells_every_finding_and_ends_alike(self, here: Here, repository: Path, form: str) -> None:
        write(repository, "models.yaml", MANIFEST)
        done = here("check", *SMALL, "--format", form)
        assert (done.code, done.err) == (1, "")
        for said in ("models.yaml", "small-policy", "use-forbidden", "not-released", "evidence-weak", "fact-missing", "model-unknown"):
            assert said in done.out


class TestExitCodes:
    @pytest.mark.parametrize(
        ("entry", "fail_on", "code"),
        [
            ("{model: small/free, use: triage}", "conditional", 0),
            ("{model: small/base, use: triage}", "review", 0),
            ("{model: small/base, use: triage}", "conditional", 1),
            ("{model: small/nothing, use: triage}", "review", 3),
            ("{model: small/nothing, use: triage}", "deny", 0),
            ("{model: small/hosted, use: triage}", "deny", 0),
            ("{model: small/free, use: traige}", "never", 4),
        ],
    )
    def test_the_line_may_be_moved(self, here: Here, repository: Path, entry: str, fail_on: str, code: int) -> None:
        write(repository, "models.yaml", models(entry))
        assert here("check", *SMALL, "--fail-on", fail_on).code == code


class TestBaseline:
    def test_what_is_there_is_held_back_and_counted(self, here: Here, repository: Path) -> None:
        write(repository, "models.yaml", MANIFEST)
        written = here("check", "--write-baseline", "--reason", "older than the gate", *SMALL)
        assert (written.code, written.out) == (0, "5 findings written to licheck-baseline.yaml; from now on, only new ones fail\n")
        compare("baseline.yaml", (repository / "licheck-baseline.yaml").read_text(encoding="utf-8"))
        done = here("check", *SMALL)
        assert (done.code, codes(done)) == (0, [])
        assert "models: 2 deny, 2 review, 1 conditional, 4 allow." in done.out
        assert "the baseline holds back 5 findings." in done.out

    def test_a_new_finding_fails_and_the_moved_ones_do_not(self, here: Here, repository: Path) -> None:
        write(repository, "models.yaml", MANIFEST)
        here("check", "--write-baseline", *SMALL)
        moved = MANIFEST.replace("models:\n", "# moved\n\nmodels:\n  - {model: small/nothing, use: triage}\n")
        write(repository, "models.yaml", moved)
        done = here("check", *SMALL)
        assert (done.code, codes(done)) == (3, ["model-unknown"])
        assert "models.yaml:4:5: small/nothing for triage" in done.out
        assert "the baseline holds back 5 findings." in done.out

    def test_a_new_clause_of_a_held_model_is_a_new_finding(self, here: Here, repository: Path) -> None:
        write(repository, "models.yaml", models("{model: small/base, use: {id: wall, acts: [run, host], applications: [search]}}"))
        here("check", "--write-baseline", *SMALL)
        assert here("check", *SMALL).code == 0
        write(repository, "models.yaml", models("{model: small/base, use: {id: wall, acts: [run, host], applications: [gnome-tracking]}}"))
        assert here("check", *SMALL).code == 1

    def test_on_its_last_day_it_holds_and_on_the_next_it_is_told(self, here: Here, repository: Path) -> None:
        write(repository, "models.yaml", models("{model: small/nothing, use: triage}"))
        here("check", "--write-baseline", "--expires", "2026-12-31", *SMALL)
        assert here("check", *SMALL[:2], "--as-of", "2026-12-31").code == 0
        done = here("check", *SMALL[:2], "--as-of", "2027-01-01")
        assert (done.code, codes(done)) == (3, ["model-unknown", "baseline-expired"])

    def test_what_has_been_mended_is_told_where_all_was_looked_at(self, here: Here, repository: Path) -> None:
        write(repository, "models.yaml", models("{model: small/nothing, use: triage}"))
        here("check", "--write-baseline", *SMALL)
        write(repository, "models.yaml", models("{model: small/free, use: triage}"))
        assert codes(here("check", *SMALL)) == ["baseline-unused"]
        assert codes(here("check", "models.yaml", *SMALL)) == []

    def test_written_again_it_keeps_reasons_and_days_and_drops_what_is_mended(self, here: Here, repository: Path) -> None:
        write(repository, "models.yaml", models("{model: small/nothing, use: triage}", "{model: small/odd, use: triage}"))
        here("check", "--write-baseline", "--reason", "the first", "--expires", "2026-12-31", *SMALL)
        write(repository, "models.yaml", models("{model: small/nothing, use: triage}", "{model: small/nothing, use: gnomes}"))
        here("check", "--write-baseline", "--reason", "the second", *SMALL)
        text = (repository / "licheck-baseline.yaml").read_text(encoding="utf-8")
        assert (text.count("the first"), text.count("2026-12-31"), text.count("the second"), text.count("small/odd")) == (1, 1, 1, 0)

    @pytest.mark.parametrize("fail_on", ["never", "review"])
    def test_a_broken_manifest_is_never_held_back(self, here: Here, repository: Path, fail_on: str) -> None:
        write(repository, "models.yaml", models("{model: small/free, use: traige}"))
        written = here("check", "--write-baseline", *SMALL, "--fail-on", fail_on)
        assert (written.code, codes(written)) == (4, ["manifest-invalid"])
        assert "baseline: []" in (repository / "licheck-baseline.yaml").read_text(encoding="utf-8")
        assert here("check", *SMALL, "--fail-on", fail_on).code == 4

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
    def test_a_file_name_that_is_no_text_is_held_back_too(self, here: Here, repository: Path) -> None:
        folder = os.fsencode(repository) + b"/odd\xff\n\x1b[2J"
        os.mkdir(folder)
        (Path(os.fsdecode(folder)) / "models.yaml").write_text(models("{model: small/nothing, use: triage}"), encoding="utf-8")
        assert here("check", *SMALL).code == 3
        assert here("check", "--write-baseline", *SMALL).code == 0
        done = here("check", *SMALL)
        assert (done.code, codes(done)) == (0, [])

    def test_another_file_is_not_written_over(self, here: Here, repository: Path) -> None:
        before = write(repository, "models.yaml", MANIFEST).read_bytes()
        done = here("check", "--write-baseline", "models.yaml", *SMALL)
        assert (done.code, done.err.startswith("error: `models.yaml` is no baseline, and is left as it is")) == (2, True)
        assert (repository / "models.yaml").read_bytes() == before

    def test_what_is_wrong_in_it_is_told_at_once(self, here: Here, repository: Path) -> None:
        entry = "{fingerprint: a, code: use-forbiden, path: a, reason: b, expires: 2027-01-01}"
        other = "{fingerprint: a, code: use-forbidden, path: a, reason: b, expires: someday}"
        write(repository, "licheck-baseline.yaml", f"schema: 1\nbaseline:\n  - {entry}\n  - {other}\n")
        write(repository, "models.yaml", models("{model: small/free, use: triage}"))
        done = here("check", *SMALL)
        assert done.code == 4
        assert "licheck-baseline.yaml:3:28: unknown code `use-forbiden`; did you mean `use-forbidden`?" in done.err
        assert "licheck-baseline.yaml:4:72: `someday` is not a date; write it as 2027-02-28" in done.err

    def test_a_reason_without_a_baseline_to_write_is_wrong_usage(self, here: Here, repository: Path) -> None:
        write(repository, "models.yaml", MANIFEST)
        assert here("check", "--reason", "because", *SMALL).code == 2
