"""The hooks, run by the real pre-commit in a real repository: what is denied does not get in, and whoever tried reads why."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.sound_encoding import ENCODING, spoiled
from tests.sound_encoding import write as write_encoding

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
SHIPPED = ("checker", "licenses", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", ".pre-commit-hooks.yaml")
NO_NETWORK = (
    "No matching distribution",
    "Temporary failure in name resolution",
    "Failed to establish a new connection",
    "No route to host",
)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
DENIED = "models:\n  - {model: meta-llama/Llama-4-Scout-17B-16E-Instruct, use: triage-assistant}\n"
PERMITTED = "models:\n  - {model: mistralai/Mistral-7B-Instruct-v0.3, use: triage-assistant}\n"

Commit = Callable[..., "subprocess.CompletedProcess[str]"]


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(
        command, cwd=cwd, env={**clean, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **environment},
        capture_output=True, text=True, encoding="utf-8", timeout=240, check=False,
    )  # fmt: skip


def repository(path: Path) -> Path:
    """An empty git repository."""
    path.mkdir(parents=True)
    for words in (("init", "-q"), ("config", "user.name", "A Tester"), ("config", "user.email", "tester@example.org")):
        assert run("git", *words, cwd=path).returncode == 0
    return path


def hook_repository(path: Path, names: tuple[str, ...]) -> str:
    """A repository with the hooks as they are in this checkout, committed or not; its commit."""
    repository(path)
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, path / name)
    run("git", "add", "-A", cwd=path)
    assert run("git", "commit", "-qm", "the hooks", cwd=path).returncode == 0
    return run("git", "rev-parse", "HEAD", cwd=path).stdout.strip()


def consumer(path: Path, hooks: Path, commit: str, *, install: bool, hook: str = "licheck") -> Path:
    """A repository that uses a hook: installed by pre-commit, or run by this very interpreter."""
    repository(path)
    (entry,) = [known["entry"] for known in HOOKS if known["id"] == hook]
    instead = {} if install else {"language": "system", "entry": entry.replace("licheck", f'"{sys.executable}" -m checker.cli.main', 1)}
    config = {"repos": [{"repo": str(hooks), "rev": commit, "hooks": [{"id": hook, **instead}]}]}
    (path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    shutil.copy(ROOT / "examples" / "company.yaml", path / "company.yaml")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it installs."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def commit(home: Path) -> Commit:
    def make(path: Path) -> subprocess.CompletedProcess[str]:
        environment = {"PRE_COMMIT_HOME": str(home), "PYTHONPATH": str(ROOT), "PRE_COMMIT_COLOR": "never"}
        installed = run(sys.executable, "-m", "pre_commit", "install", cwd=path, **environment)
        assert installed.returncode == 0, installed.stdout + installed.stderr
        run("git", "add", "-A", cwd=path)
        return run("git", "commit", "-qm", "a change", cwd=path, **environment)

    return make


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("hooks") / "repository"
    return path, hook_repository(path, (".pre-commit-hooks.yaml",))


def commits(path: Path) -> int:
    return len(run("git", "log", "--format=%h", cwd=path).stdout.splitlines())


class TestTheGate:
    def test_a_denied_model_is_stopped_with_why_and_what_to_do(self, tmp_path: Path, hooks: tuple[Path, str], commit: Commit) -> None:
        path = consumer(tmp_path / "repo", *hooks, install=False)
        (path / "models.yaml").write_text(DENIED, encoding="utf-8")
        done = commit(path)
        said = done.stdout + done.stderr
        assert done.returncode == 1
        assert commits(path) == 0
        assert "may these models be used?" in said
        assert "models.yaml:2:5: meta-llama/Llama-4-Scout-17B-16E-Instruct for" in said
        assert "llama-4-aup Paragraph after item 6" in said
        assert "organization.domicile is DE" in said
        assert "→ ask Meta for a license" in said

    def test_a_permitted_model_passes_and_a_later_denied_one_does_not(
        self, tmp_path: Path, hooks: tuple[Path, str], commit: Commit
    ) -> None:
        path = consumer(tmp_path / "repo", *hooks, install=False)
        (path / "models.yaml").write_text(PERMITTED, encoding="utf-8")
        done = commit(path)
        assert (done.returncode, commits(path)) == (0, 1), done.stdout + done.stderr
        (path / "models.yaml").write_text(PERMITTED + DENIED.splitlines()[1] + "\n", encoding="utf-8")
        assert (commit(path).returncode, commits(path)) == (1, 1)

    def test_a_broken_manifest_does_not_pass(self, tmp_path: Path, hooks: tuple[Path, str], commit: Commit) -> None:
        path = consumer(tmp_path / "repo", *hooks, install=False)
        (path / "models.yaml").write_text("models: [", encoding="utf-8")
        done = commit(path)
        assert (done.returncode, commits(path)) == (1, 0)
        assert "manifest-invalid" in done.stdout + done.stderr

    def test_a_change_of_the_profile_asks_for_every_model_again(self, tmp_path: Path, hooks: tuple[Path, str], commit: Commit) -> None:
        path = consumer(tmp_path / "repo", *hooks, install=False)
        profile = (path / "company.yaml").read_text(encoding="utf-8")
        (path / "company.yaml").write_text(profile.replace("domicile: DE", "domicile: US"), encoding="utf-8")
        (path / "models.yaml").write_text(PERMITTED + "  - {model: meta-llama/Llama-4-Scout-17B-16E, use: sandbox}\n", encoding="utf-8")
        first = commit(path)
        assert "DENY" not in first.stdout + first.stderr
        run("git", "commit", "--no-verify", "-qm", "whatever the gate says", cwd=path)
        (path / "company.yaml").write_text(profile, encoding="utf-8")
        done = commit(path)
        assert (done.returncode, commits(path)) == (1, 1)
        assert "models.yaml:3:5: meta-llama/Llama-4-Scout-17B-16E for sandbox" in done.stdout + done.stderr


class TestTheLint:
    def test_a_spoiled_encoding_is_stopped_and_a_sound_one_passes(self, tmp_path: Path, hooks: tuple[Path, str], commit: Commit) -> None:
        path = consumer(tmp_path / "repo", *hooks, install=False, hook="licheck-licenses")
        write_encoding(path, spoiled(ENCODING, "    anchor: for gambling\n", ""))
        done = commit(path)
        assert (done.returncode, commits(path)) == (1, 0)
        assert "anchor-missing" in done.stdout + done.stderr
        shutil.rmtree(path / "licenses")
        shutil.rmtree(path / "texts")
        write_encoding(path)
        assert (commit(path).returncode, commits(path)) == (0, 1)


def test_the_hook_installed_by_pre_commit_itself(tmp_path: Path, commit: Commit) -> None:
    hooks = tmp_path / "licheck"
    path = consumer(tmp_path / "repo", hooks, hook_repository(hooks, SHIPPED), install=True)
    (path / "models.yaml").write_text(DENIED, encoding="utf-8")
    done = commit(path)
    said = done.stdout + done.stderr
    if any(words in said for words in NO_NETWORK):
        pytest.skip("pre-commit installs what licheck needs from a package index, and none can be reached")
    assert (done.returncode, commits(path)) == (1, 0), said
    assert "llama-4-aup Paragraph after item 6" in said
    (path / "models.yaml").write_text(PERMITTED, encoding="utf-8")
    done = commit(path)
    assert (done.returncode, commits(path)) == (0, 1), done.stdout + done.stderr


KNOWN = (
    "models.yaml", "company.yaml", "licheck.yaml", "pyproject.toml", "README.md", "docs/README_en.md", "adapter_config.json", "model.gguf",
    "model-00001-of-2.safetensors", "Modelfile", "chat.Modelfile", "compose.yml", "deploy/values.yaml", "Dockerfile", "serve.sh", "MLmodel",
    "src/app.py", "nb/train.ipynb",
)  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
def test_the_hook_is_asked_about_every_kind_of_file_that_names_models(name: str) -> None:
    (hook,) = [hook for hook in HOOKS if hook["id"] == "licheck"]
    assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "src/main.rs")
