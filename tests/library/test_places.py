"""Where the data lies: in a checkout, in an installation, and in the folders of a user."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.library.places import Places, shipped

ROOT = Path(__file__).parents[2]


def test_a_checkout_has_it_beside_the_package() -> None:
    assert shipped() == ROOT / "licenses"


def test_an_installation_has_it_inside_the_package(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "checker", tmp_path / "checker", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "licenses", tmp_path / "checker" / "licenses", ignore=shutil.ignore_patterns("cases", "catalog"))
    (tmp_path / "licenses" / "vocabulary").mkdir(parents=True)  # of somebody else: an installation has no pyproject.toml beside it
    program = "from checker.library.places import shipped; from checker.cli.main import main; print(shipped(), flush=True); main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "licenses", "list", "mit"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    first, second, *_ = done.stdout.splitlines()
    assert Path(first) == tmp_path / "checker" / "licenses"
    assert second.startswith("mit  license")


def test_the_wheel_is_told_to_put_it_there() -> None:
    assert '"licenses" = "checker/licenses"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["none", "file"])
def test_a_folder_that_is_none_is_wrong_usage(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="no such folder"):
        Places.of([tmp_path / name])


class TestOfTheUser:
    @pytest.fixture
    def places(self, tmp_path: Path) -> Places:
        for name in ("one", "two"):
            (tmp_path / name / "catalog").mkdir(parents=True)
            (tmp_path / name / "catalog" / "b.yaml").touch()
            (tmp_path / name / "catalog" / "a.yaml").touch()
            (tmp_path / name / "catalog" / "notes.txt").touch()
            (tmp_path / name / "mit.yaml").touch()
        (tmp_path / "one" / "own-1.0.yaml").touch()
        return Places.of([tmp_path / "one", tmp_path / "two"])

    def test_the_last_folder_wins(self, places: Places) -> None:
        assert places.license_file("mit") == places.roots[2] / "mit.yaml"
        assert places.license_file("own-1.0") == places.roots[1] / "own-1.0.yaml"
        assert places.license_file("apache-2.0") == shipped() / "apache-2.0.yaml"

    def test_what_replaces_a_shipped_encoding_is_known(self, places: Places) -> None:
        assert places.own() == ["mit", "own-1.0"]
        assert places.overridden() == ["mit"]
        assert {"mit", "own-1.0", "apache-2.0"} <= set(places.license_ids())

    def test_files_come_in_the_order_of_their_weight(self, places: Places) -> None:
        found = [path for path in places.files("catalog") if path.parent.parent in places.roots[1:]]
        assert found == [root / "catalog" / name for root in places.roots[1:] for name in ("a.yaml", "b.yaml")]

    @pytest.mark.parametrize("license_id", ["", "../licenses/mit", "catalog/meta", "..", ".hidden", "a\\b", "/etc/passwd"])
    def test_an_id_never_leaves_its_folder(self, places: Places, license_id: str) -> None:
        assert places.license_file(license_id) is None

    def test_a_path_is_shown_from_where_the_user_stands(self, places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert places.shown(tmp_path / "one" / "mit.yaml") == str(Path("one", "mit.yaml"))
        assert places.shown(shipped() / "mit.yaml") == str(shipped() / "mit.yaml")
