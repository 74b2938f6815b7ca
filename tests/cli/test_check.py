"""`licheck check`, the gate: what it finds, where, and how it exits."""

from __future__ import annotations

import shutil
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
