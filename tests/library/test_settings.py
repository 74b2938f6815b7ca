"""The configuration: what is found upward from a path, what it says, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.domain.settings import Settings
from checker.errors import InputError
from checker.library.settings import find_settings


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a folder in it, entered."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "src" / "app").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(repository: Path, **files: str) -> None:
    for name, text in files.items():
        path = repository / name.replace("__", "/").replace("_yaml", ".yaml").replace("_toml", ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def problems(start: str = ".") -> list[str]:
    with pytest.raises(InputError) as caught:
        find_settings(Path(start))
    return [str(problem) for problem in caught.value.problems]


WHOLE_TOML = """\
[project]
name = "x"
fail-on = "nonsense that is not ours"

[tool.licheck]
profile = "legal/company.yaml"
manifest = ["legal/models.yaml"]
use = "assistant"
fail-on = "deny"
licenses = ["legal"]
evidence = "primary"
exclude = ["vendor", "tests/**"]

[tool.other]
use = "something else"
"""
WHOLE_YAML = """\
profile: legal/company.yaml
manifest: legal/models.yaml
use: assistant
fail-on: deny
licenses: legal
evidence: primary
exclude: [vendor, "tests/**"]
"""


KEYS = ("baseline", "decisions", "evidence", "exclude", "fail-on", "licenses", "manifest", "profile", "use")


class TestWhatIsFound:
    def test_nothing(self, repository: Path) -> None:
        assert find_settings(Path("src/app")) == Settings(folder=".")

    def test_a_profile_upward(self, repository: Path) -> None:
        write(repository, company_yaml="", src__company_yaml="")
        assert find_settings(Path("src/app")).profile == "src/company.yaml"
        assert find_settings(Path(".")).profile == "company.yaml"

    def test_not_beyond_the_repository(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(repository, company_yaml="", licheck_yaml="use: a\n")
        (repository / "src" / ".git").mkdir()
        assert find_settings(Path("src/app")).profile == ""

    @pytest.mark.parametrize("files", [{"pyproject_toml": WHOLE_TOML}, {"licheck_yaml": WHOLE_YAML}], ids=["toml", "yaml"])
    def test_both_files_say_the_same(self, repository: Path, files: dict[str, str]) -> None:
        write(repository, legal__company_yaml="", legal__models_yaml="", company_yaml="", **files)
        found = find_settings(Path("src/app/main.py"))
        assert (found.profile, found.manifests, found.use, found.fail_on) == (
            "legal/company.yaml",
            ("legal/models.yaml",),
            "assistant",
            "deny",
        )
        assert (found.licenses, found.evidence, found.exclude) == (("legal",), "primary", ("vendor", "tests/**"))
        assert found.folder == "."

    def test_licheck_yaml_comes_before_pyproject(self, repository: Path) -> None:
        write(repository, licheck_yaml="use: a\n", pyproject_toml='[tool.licheck]\nuse = "b"\n')
        assert find_settings(Path(".")).use == "a"

    def test_a_pyproject_of_something_else_is_passed_over(self, repository: Path) -> None:
        write(repository, licheck_yaml="use: a\n", src__pyproject_toml='[tool.ruff]\nline-length = 7\ndescription = "licheck"\n')
        assert find_settings(Path("src")).use == "a"

    def test_decisions_and_baseline_lie_beside_the_configuration_or_the_profile(self, repository: Path) -> None:
        write(repository, legal__company_yaml="", legal__licheck_decisions_yaml="")
        (repository / "legal" / "licheck_decisions.yaml").rename(repository / "legal" / "licheck-decisions.yaml")
        (repository / "licheck-baseline.yaml").touch()
        write(repository, licheck_yaml="profile: legal/company.yaml\n")
        found = find_settings(Path("src"))
        assert (found.decisions, found.baseline) == ("legal/licheck-decisions.yaml", "licheck-baseline.yaml")

    def test_paths_are_told_as_one_opens_them_from_here(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(repository, company_yaml="")
        monkeypatch.chdir(repository / "src")
        assert Path(find_settings(Path("app")).profile) == repository / "company.yaml"


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ('[tool.licheck]\nprofil = "x"\n', "pyproject.toml:2:1: unknown key `profil`; did you mean `profile`?"),
            ('[tool.licheck]\nuse = "a"\nfail-on = "denny"\n', "pyproject.toml:3:11: unknown fail-on `denny`; did you mean `deny`?"),
            (
                "[tool.licheck]\nuse = 7\nexclude = {a = 1}\n",
                "pyproject.toml:3:11: expected a list, found a mapping; write it as `[…]` or with dashes",
            ),
            (
                '[tool.licheck]\nprofile = "no.yaml"\n',
                "pyproject.toml:2:11: no such file: `no.yaml`; paths are relative to the folder of pyproject.toml",
            ),
            ('[tool.licheck]\nlicenses = ["no"]\n', "pyproject.toml:2:12: no such folder: `no`"),
            ('[tool]\nlicheck = "x"\n', "pyproject.toml:1:1: expected a mapping of keys, found a word"),
            ('[tool.licheck]\nuse = \n', "pyproject.toml:2:7: is not valid TOML: invalid value"),
            ('[tool.licheck]\nuse = "a"\nuse = "b"\n', "pyproject.toml:3:10: is not valid TOML: cannot overwrite a value"),
            ('[tool.licheck]\nx = ' + "[" * 3000, "pyproject.toml:1:1: is nested too deeply to be read"),
            (
                "tool.licheck.nope = 1\n",
                "pyproject.toml:1:1: unknown key `nope`; use one of " + ", ".join(f"`{key}`" for key in KEYS),
            ),
        ],
    )  # fmt: skip
    def test_of_pyproject(self, repository: Path, text: str, told: str) -> None:
        write(repository, pyproject_toml=text)
        assert problems() == [told]

    def test_of_licheck_yaml_all_at_once(self, repository: Path) -> None:
        write(repository, licheck_yaml="profle: x\nevidence: most\nmanifest: [no.yaml]\n")
        assert problems() == [
            "licheck.yaml:1:1: unknown key `profle`; did you mean `profile`?",
            "licheck.yaml:2:11: unknown evidence `most`; use one of `all`, `primary`",
            "licheck.yaml:3:11: no such file: `no.yaml`; paths are relative to the folder of licheck.yaml",
        ]

    def test_bytes_that_are_no_text(self, repository: Path) -> None:
        (repository / "pyproject.toml").write_bytes(b"[tool.licheck]\n\xff\n")
        assert problems() == ["pyproject.toml:2:1: is not UTF-8; save the file as UTF-8"]
