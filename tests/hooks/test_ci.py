"""The GitHub action and the GitLab template: their shape by the schemas of their makers, and their very shell steps, run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.exporters.gate_registry import GATE_EXPORTERS

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
TEMPLATE = ROOT / "ci" / "gitlab" / "licheck.gitlab-ci.yml"
JOB: dict[str, Any] = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))["licheck"]
GUIDE = (ROOT / "docs" / "guides" / "ci.md").read_text(encoding="utf-8")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step}
EXPRESSION = re.compile(r"\$\{\{\s*(\S+)\s*\}\}")

DENIED = "models:\n  - {model: meta-llama/Llama-4-Scout-17B-16E-Instruct, use: triage-assistant}\n"
PERMITTED = "models:\n  - {model: mistralai/Mistral-7B-Instruct-v0.3, use: triage-assistant}\n"

FORMATS = {"text", *GATE_EXPORTERS}
needs_formats = pytest.mark.skipif(not {"github", "gitlab", "junit", "sarif"} <= FORMATS, reason="this licheck has no formats for CI yet")

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository as the CI has it checked out, with `licheck` and `python` on the path."""
    (tmp_path / ".git").mkdir()
    shutil.copy(ROOT / "examples" / "company.yaml", tmp_path / "company.yaml")
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "licheck").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker.cli.main "$@"\n')
    (programs / "python").write_text('#!/bin/sh\nprintf "%s\\n" "$*" >> installed.txt\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    (tmp_path / "output").touch()
    return tmp_path


def shell(script: str, checkout: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs a script as GitHub runs it, and GitLab in all that matters here."""
    path = f"{checkout / 'programs'}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": path, "PYTHONPATH": str(ROOT), "GITHUB_OUTPUT": str(checkout / "output"), "NO_COLOR": "1"}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=checkout, env={**os.environ, **own, **environment},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def step(name: str, checkout: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Runs a step of the action with some inputs; the others have their defaults."""
    values = {f"inputs.{key}": inputs.get(key.replace("-", "_"), known["default"]) for key, known in ACTION["inputs"].items()}
    values["github.action_path"] = "/action"
    environment = {key: EXPRESSION.sub(lambda match: values[match[1]], text) for key, text in STEPS[name]["env"].items()}
    return shell(STEPS[name]["run"], checkout, environment)


class TestTheAction:
    def test_it_has_the_shape_of_an_action(self) -> None:
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", str(ROOT / "action.yml")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout

    def test_no_input_can_become_a_command(self) -> None:
        for name, known in STEPS.items():
            assert not EXPRESSION.search(known["run"]), f"the step {name!r} puts an expression into its script"

    def test_every_input_is_used_and_every_one_that_is_used_is_there(self) -> None:
        used = {
            word.removeprefix("inputs.") for word in EXPRESSION.findall((ROOT / "action.yml").read_text()) if word.startswith("inputs.")
        }
        assert used == set(ACTION["inputs"])

    @needs_formats
    def test_its_formats_are_there(self) -> None:
        assert {ACTION["inputs"]["format"]["default"], "sarif"} <= FORMATS

    @pytest.mark.parametrize(("version", "what"), [("", "/action"), ("==0.1.0", "licheck==0.1.0")])
    def test_it_installs_what_it_came_with_or_what_is_asked_for(self, checkout: Path, version: str, what: str) -> None:
        assert step("install licheck", checkout, version=version).returncode == 0
        assert (checkout / "installed.txt").read_text() == f"-m pip install --quiet --disable-pip-version-check {what}\n"

    @needs_formats
    def test_a_denied_model_fails_the_step_and_says_why(self, checkout: Path) -> None:
        (checkout / "models.yaml").write_text(DENIED)
        done = step("check the models", checkout, sarif="out.sarif")
        assert done.returncode == 1, done.stderr
        assert "llama-4-aup" in done.stdout
        assert "models.yaml" in done.stdout
        assert (checkout / "output").read_text() == "exit-code=1\n"
        assert '"2.1.0"' in (checkout / "out.sarif").read_text(encoding="utf-8")

    def test_a_permitted_one_passes(self, checkout: Path) -> None:
        (checkout / "models.yaml").write_text(PERMITTED)
        done = step("check the models", checkout, format="text")
        assert done.returncode == 0, done.stdout + done.stderr
        assert (checkout / "output").read_text() == "exit-code=0\n"

    def test_every_input_reaches_the_command(self, checkout: Path) -> None:
        (checkout / "a b").mkdir()
        (checkout / "a b" / "models.yaml").write_text(DENIED)
        (checkout / "o w n").mkdir()
        (checkout / "models.yaml").write_text("broken: [")
        (checkout / "company.yaml").rename(checkout / "our company.yaml")
        done = step(
            "check the models", checkout, paths="a b\n", profile="our company.yaml", use="sandbox", fail_on="never", format="text",
            licenses="o w n\n",
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        assert "DENY 1" in done.stdout

    def test_words_of_a_shell_stay_words(self, checkout: Path) -> None:
        (checkout / "models.yaml").write_text(PERMITTED)
        done = step("check the models", checkout, paths="$(touch owned)\n`touch owned`\n; touch owned", format="text")
        assert done.returncode == 4
        assert not (checkout / "owned").exists()


class TestTheTemplate:
    def test_it_has_the_shape_of_a_pipeline(self) -> None:
        transform = ["--data-transform", "gitlab-ci"]
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", *transform, str(TEMPLATE)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout

    @needs_formats
    def test_the_job_ends_as_the_command_does_and_leaves_its_reports(self, checkout: Path) -> None:
        (checkout / "a b").mkdir()
        (checkout / "a b" / "models.yaml").write_text(DENIED)
        (checkout / "company.yaml").rename(checkout / "our company.yaml")
        own = {"LICHECK_PATHS": "a b\n", "LICHECK_PROFILE": "our company.yaml", "LICHECK_FAIL_ON": "deny", "LICHECK_USE": "sandbox"}
        done = shell("\n".join(JOB["script"]), checkout, {**JOB["variables"], **own})
        assert done.returncode == 1, done.stdout + done.stderr
        assert "DENY 1" in done.stdout
        for report in JOB["artifacts"]["reports"].values():
            assert "llama-4-aup" in (checkout / report).read_text(encoding="utf-8")

    def test_it_installs_what_its_variable_names(self, checkout: Path) -> None:
        assert shell("\n".join(JOB["before_script"]), checkout, JOB["variables"]).returncode == 0
        assert (checkout / "installed.txt").read_text() == "-m pip install --quiet --disable-pip-version-check licheck\n"


class TestTheGuide:
    def test_every_key_of_the_configuration_is_explained(self) -> None:
        from checker.library.settings_shape import SettingsShape

        (block,) = re.findall(r"```toml\n\[tool\.licheck\]\n(.*?)```", GUIDE, re.DOTALL)
        explained = [line.split(" = ")[0] for line in block.splitlines()]
        assert explained == [field.alias or name for name, field in SettingsShape.model_fields.items()]

    def test_the_configuration_it_shows_is_accepted(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from checker.library.settings import find_settings

        (block,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
        (tmp_path / "pyproject.toml").write_text(block, encoding="utf-8")
        (tmp_path / "legal" / "licenses").mkdir(parents=True)
        for name in ("company.yaml", "models.yaml", "decisions.yaml"):
            (tmp_path / "legal" / name).touch()
        monkeypatch.chdir(tmp_path)
        assert find_settings(tmp_path).use == "triage-assistant"

    def test_the_inputs_and_variables_it_shows_are_there(self) -> None:
        blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]
        (github,) = [block for block in blocks if "jobs" in block]
        inputs = [step["with"] for step in github["jobs"]["models"]["steps"] if step.get("id") == "licheck"]
        assert set(inputs[0]) <= set(ACTION["inputs"])
        (gitlab,) = [block for block in blocks if "include" in block]
        assert set(gitlab["licheck"]["variables"]) <= set(JOB["variables"])
        (hooks,) = [block for block in blocks if "repos" in block]
        known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
        assert {hook["id"] for repo in hooks["repos"] for hook in repo["hooks"]} == known
