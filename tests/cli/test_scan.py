"""`licheck scan`: what a repository uses, where, and whether its manifest says so."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Here
from tests.conftest import Run

FILES = Path(__file__).parents[1] / "readers" / "files"
LOADS = 'from transformers import AutoModel\nAutoModel.from_pretrained("{}")\n'


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one program that loads one model."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "app.py").write_text(LOADS.format("Qwen/Qwen3-8B"))
    return tmp_path


class TestTheInventory:
    def test_a_model_that_no_manifest_lists_is_told_with_its_place(self, here: Here, repository: Path) -> None:
        done = here("scan")
        assert done.code == 3
        assert "MISSING 1 · not listed: there is no manifest" in done.out
        assert "app.py:2:27: used in python" in done.out

    def test_a_listed_model_is_told_with_its_entry(self, here: Here, repository: Path) -> None:
        (repository / "models.yaml").write_text("models:\n  - qwen/qwen3-8b\n")
        done = here("scan")
        assert done.code == 0
        assert "LISTED 1" in done.out
        assert "listed at models.yaml:2:5" in done.out

    def test_another_name_of_the_same_model_lists_it(self, here: Here, repository: Path) -> None:
        (repository / "Modelfile").write_text("FROM llama3.2:3b\n")
        (repository / "models.yaml").write_text("models: [Qwen/Qwen3-8B, meta-llama/Llama-3.2-3B-Instruct]\n")
        assert here("scan").code == 0

    def test_a_name_that_only_begins_like_another_is_another(self, here: Here, repository: Path) -> None:
        (repository / "models.yaml").write_text("models: [Qwen/Qwen3-8B]\n")
        (repository / "more.py").write_text(LOADS.format("Qwen/Qwen3-8B-tuned"))
        assert [m["model"] for m in json.loads(here("scan", "--format", "json").out)["models"] if m["missing"]] == ["Qwen/Qwen3-8B-tuned"]

    def test_a_manifest_speaks_for_its_folder_and_below(self, here: Here, repository: Path) -> None:
        (repository / "a").mkdir()
        (repository / "a" / "models.yaml").write_text("models: [Qwen/Qwen3-8B]\n")
        (repository / "a" / "app.py").write_text(LOADS.format("Qwen/Qwen3-8B"))
        [model] = json.loads(here("scan", "--format", "json").out)["models"]
        assert [(seen["path"], seen["listed"]) for seen in model["seen"]] == [(os.path.join("a", "app.py"), True), ("app.py", False)]
        assert model["missing"]

    def test_what_cannot_be_followed_is_listed_and_fails(self, here: Here, repository: Path) -> None:
        (repository / "models.yaml").write_text("models: [Qwen/Qwen3-8B]\n")
        (repository / "odd.py").write_text("import sys\n" + LOADS.replace('"{}"', "sys.argv[1]"))
        done = here("scan")
        assert done.code == 3
        assert "NOT UNDERSTOOD 1" in done.out
        assert "odd.py:3:27" in done.out

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("w.gguf", b"GGUF\x03\0\0\0" + b"\xff" * 16),
            ("w.safetensors", (10**18).to_bytes(8, "little") + b"{}"),
            ("compose.yaml", b"a: &a [x,x]\nb: &b [*a,*a]\n" + b"services: [\0"),
            ("adapter_config.json", b"[" * 100_000),
            ("models.yaml", b"models: {"),
            ("x.ipynb", b"\xff\xfe"),
        ],
    )
    def test_a_broken_file_is_named_and_is_no_success(self, here: Here, repository: Path, name: str, content: bytes) -> None:
        (repository / name).write_bytes(content)
        done = here("scan")
        assert done.code == 4
        assert "NOT READ" in done.out
        assert name in done.out

    def test_of_every_example_all_models_are_in_the_inventory(self, here: Here, tmp_path: Path) -> None:
        shutil.copytree(FILES, tmp_path / "files")
        told = json.loads(here("scan", "files", "--format", "json").out)
        assert told["schema"] == "licheck/inventory/1"
        assert told["summary"]["problems"] == 0
        assert told["summary"]["models"] == len(told["models"]) > 40


class TestWhatIsLeftOut:
    def test_ignored_files_are_left_alone_and_taken_back_ones_are_not(self, here: Here, repository: Path) -> None:
        for name in ("old/a.py", "old/b.py", "new/c.py"):
            (repository / name).parent.mkdir(exist_ok=True)
            (repository / name).write_text(LOADS.format(f"x/{name[4]}"))
        (repository / ".gitignore").write_text("old/*\n!old/b.py\n")
        (repository / "new" / ".gitignore").write_text("*.py\n")
        found = [model["model"] for model in json.loads(here("scan", "--format", "json").out)["models"]]
        assert found == ["Qwen/Qwen3-8B", "x/b"]

    def test_what_tools_installed_is_left_out_and_named(self, here: Here, repository: Path) -> None:
        for folder in ("node_modules/x", "env/lib", "pkg/node_modules"):
            (repository / folder).mkdir(parents=True)
            (repository / folder / "app.py").write_text(LOADS.format("x/y"))
        (repository / "env" / "pyvenv.cfg").write_text("")
        done = here("scan")
        assert "x/y" not in done.out
        assert "left out: env (a virtual environment of Python)" in done.out
        assert f"node_modules, {os.path.join('pkg', 'node_modules')} (what a tool installed or made)" in done.out

    def test_links_in_a_circle_end(self, here: Here, repository: Path) -> None:
        (repository / "loop").symlink_to(".")
        assert len(json.loads(here("scan", "--format", "json").out)["models"][0]["seen"]) == 1

    def test_outside_of_any_repository(self, here: Here, tmp_path: Path) -> None:
        (tmp_path / "app.py").write_text(LOADS.format("a/b"))
        (tmp_path / ".gitignore").write_text("other.py\n")
        (tmp_path / "other.py").write_text(LOADS.format("c/d"))
        assert [model["model"] for model in json.loads(here("scan", ".", "--format", "json").out)["models"]] == ["a/b"]

    def test_a_named_folder_that_git_ignores_does_not_look_empty(self, here: Here, repository: Path) -> None:
        (repository / ".gitignore").write_text("old/\n")
        (repository / "old").mkdir()
        (repository / "old" / "app.py").write_text(LOADS.format("x/y"))
        assert "left out: old (though it is named: .gitignore or `exclude` leaves it alone)" in here("scan", "old").out
        assert "left out" not in here("scan", "app.py").out


class TestWriting:
    def test_a_new_manifest_is_written_where_there_is_none(self, here: Here, repository: Path) -> None:
        done = here("scan", "--write")
        assert done.code == 0
        assert done.err == "1 model added to models.yaml\n"
        assert (repository / "models.yaml").read_text().splitlines()[1:] == ["models:", "  - Qwen/Qwen3-8B"]

    def test_comments_and_order_stay(self, here: Here, repository: Path) -> None:
        (repository / "models.yaml").write_text(
            "# ours\nmodels:\n  - zeta/z   # the last\n  # and this\n  - model: alpha/a\n    owner: us\n"
        )
        assert here("scan", "--write", "--use", "chat").code == 0
        assert (repository / "models.yaml").read_text() == (
            "# ours\nmodels:\n  - zeta/z   # the last\n  # and this\n  - model: alpha/a\n    owner: us\n"
            "  - model: Qwen/Qwen3-8B\n    use: chat\n"
        )

    def test_writing_twice_changes_nothing(self, here: Here, repository: Path) -> None:
        here("scan", "--write")
        before = (repository / "models.yaml").read_bytes()
        assert here("scan", "--write").err == ""
        assert (repository / "models.yaml").read_bytes() == before

    def test_a_pinned_revision_is_written_and_two_are_not(self, here: Here, repository: Path) -> None:
        (repository / "app.py").write_text(LOADS.format("a/b").replace('"a/b"', '"a/b", revision="0f3c"'))
        (repository / "two.sh").write_text("hf download c/d --revision v1\nhf download c/d --revision v2\n")
        here("scan", "--write")
        assert (repository / "models.yaml").read_text().splitlines()[2:] == ["  - model: a/b", '    revision: "0f3c"', "  - c/d"]

    def test_a_broken_manifest_is_not_touched(self, here: Here, repository: Path) -> None:
        (repository / "models.yaml").write_text("models: {")
        assert here("scan", "--write").code == 4
        assert (repository / "models.yaml").read_text() == "models: {"

    def test_each_model_goes_into_the_manifest_nearest_to_it(self, here: Here, repository: Path) -> None:
        (repository / "models.yaml").write_text("models: []\n")
        (repository / "a").mkdir()
        (repository / "a" / "models.yaml").write_text("models:\n  - c/d\n")
        (repository / "a" / "app.py").write_text(LOADS.format("a/b"))
        here("scan", "--write")
        assert (repository / "a" / "models.yaml").read_text() == "models:\n  - c/d\n  - a/b\n"
        assert "Qwen/Qwen3-8B" in (repository / "models.yaml").read_text()

    def test_the_gate_accepts_what_was_written(self, here: Here, repository: Path) -> None:
        shutil.copy(Path(__file__).parents[2] / "examples" / "company.yaml", repository)
        here("scan", "--write", "--use", "triage-assistant")
        assert "not-in-manifest" not in here("check", "--as-of", "2026-11-22").out

    def test_a_use_without_writing_is_refused(self, here: Here, repository: Path) -> None:
        assert here("scan", "--use", "chat").code == 2


def test_the_real_command_in_a_pipe(licheck: Run, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(LOADS.format("evil\\x1b[2J/b"))
    done = licheck("scan")
    assert done.returncode == 3
    assert "\x1b" not in done.stdout
    assert done.stderr == ""
