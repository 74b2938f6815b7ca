"""The cache of compiled files: never wrong, and missing at worst."""

from __future__ import annotations

import os
import pickle
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from checker.library.compiled import CompiledCache, key_of
from checker.library.places import Places
from checker.library.store import Library
from tests.golden import SMALL_LIBRARY


@pytest.fixture
def cache(tmp_path: Path) -> CompiledCache:
    return CompiledCache(tmp_path / "cache")


class Stubborn:
    """Nothing that could be kept."""

    def __reduce__(self) -> str:
        raise pickle.PicklingError


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def library(folder: Path | None) -> Library:
    return Library(Places.of([SMALL_LIBRARY]), CompiledCache(folder))


class TestCache:
    def test_what_was_put_there_is_there(self, cache: CompiledCache) -> None:
        cache.put("kind", "a", ("value", 1))
        assert cache.get("kind", "a") == ("value", 1)
        assert cache.get("kind", "b") is None
        assert cache.get("other", "a") is None

    def test_another_process_finds_it(self, cache: CompiledCache, tmp_path: Path) -> None:
        cache.put("kind", "a", "value")
        assert CompiledCache(tmp_path / "cache").get("kind", "a") == "value"

    def test_the_last_value_is_kept_and_no_other_file(self, cache: CompiledCache, tmp_path: Path) -> None:
        cache.put("kind", "a", 1)
        cache.put("kind", "a", 2)
        assert cache.get("kind", "a") == 2
        assert [path.name for path in entries(tmp_path)] == ["kind-a"]

    @pytest.mark.parametrize("damage", [b"", b"\x80", b"not a pickle", pickle.dumps("x")[:-1], b"cno.such\nthing\n."])
    def test_a_damaged_entry_is_no_entry(self, cache: CompiledCache, tmp_path: Path, damage: bytes) -> None:
        cache.put("kind", "a", "value")
        (path,) = entries(tmp_path)
        path.write_bytes(damage)
        assert cache.get("kind", "a") is None

    def test_what_cannot_be_kept_leaves_nothing_behind(self, cache: CompiledCache, tmp_path: Path) -> None:
        cache.put("kind", "a", Stubborn())
        assert entries(tmp_path) == []

    def test_no_folder_is_no_cache(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        for folder in (None, tmp_path / "file", tmp_path / "file" / "below"):
            cache = CompiledCache(folder)
            cache.put("kind", "a", 1)
            assert cache.get("kind", "a") is None

    @pytest.mark.skipif(sys.platform == "win32", reason="modes are Unix's own")
    def test_a_folder_is_the_users_alone(self, cache: CompiledCache, tmp_path: Path) -> None:
        cache.put("kind", "a", 1)
        (folder,) = (tmp_path / "cache").iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0

    @pytest.mark.skipif(sys.platform == "win32", reason="modes are Unix's own")
    @pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
    def test_a_folder_that_others_can_write_is_not_trusted(self, cache: CompiledCache, tmp_path: Path, mode: int) -> None:
        cache.put("kind", "a", 1)
        (folder,) = (tmp_path / "cache").iterdir()
        folder.chmod(mode)
        assert CompiledCache(tmp_path / "cache").get("kind", "a") is None

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
    def test_a_folder_of_somebody_else_is_not_trusted(self, cache: CompiledCache, tmp_path: Path) -> None:
        cache.put("kind", "a", 1)
        (folder,) = (tmp_path / "cache").iterdir()
        os.chown(folder, 65534, 65534)
        assert CompiledCache(tmp_path / "cache").get("kind", "a") is None


class TestWhereItLies:
    PROGRAM = "from checker.library.compiled import CompiledCache as C; C.of_the_user().put('kind', 'a', 1)"

    def put(self, home: Path, **environment: str) -> list[str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("LICHECK_CACHE_DIR", "XDG_CACHE_HOME")}
        root = str(Path(__file__).parents[2])
        environment = {**kept, "PYTHONPATH": root, "HOME": str(home), **environment}
        subprocess.run([sys.executable, "-c", self.PROGRAM], env=environment, timeout=60, check=True)
        return [path.relative_to(home).parts[0] for path in entries(home)]

    @pytest.mark.skipif(sys.platform != "linux", reason="every system has its own place")
    def test_it_lies_where_the_system_and_the_user_want_it(self, tmp_path: Path) -> None:
        for name in ("a", "b", "c", "d"):
            (tmp_path / name).mkdir()
        assert self.put(tmp_path / "a") == [".cache"]
        assert self.put(tmp_path / "b", XDG_CACHE_HOME=str(tmp_path / "b" / "xdg")) == ["xdg"]
        assert self.put(tmp_path / "c", LICHECK_CACHE_DIR=str(tmp_path / "c" / "own")) == ["own"]
        assert self.put(tmp_path / "d", LICHECK_CACHE_DIR="") == []


class TestLibrary:
    """What is read from the cache is what the files say."""

    def described(self, found: Library) -> object:
        licenses = [found.license(license_id) for license_id in ("small-1.0", "small-policy", "mit")]
        return found.vocabulary, licenses, [model.id for model in found.all_models()], found.model("small:base"), found.sha256

    def test_without_a_cache_and_from_a_warm_one_it_is_the_same(self, tmp_path: Path) -> None:
        plain = self.described(library(None))
        assert self.described(library(tmp_path / "cache")) == plain
        assert self.described(library(tmp_path / "cache")) == plain

    def test_damaged_and_swapped_entries_do_no_harm(self, tmp_path: Path) -> None:
        plain = self.described(library(tmp_path / "cache"))
        found = entries(tmp_path / "cache")
        assert len(found) > 10
        for number, path in enumerate(found):
            path.write_bytes(b"" if number % 3 == 0 else pickle.dumps(["something", "else"]) if number % 3 == 1 else path.read_bytes()[:-9])
        assert self.described(library(tmp_path / "cache")) == plain

    def test_a_file_that_changes_is_read_anew(self, tmp_path: Path) -> None:
        own = tmp_path / "own"
        (own / "catalog").mkdir(parents=True)
        text = (SMALL_LIBRARY / "small-free.yaml").read_text(encoding="utf-8")
        catalog = "schema: 1\npublisher: Small Labs\nsources: {}\nmodels: [{id: small/NAME}]\n"

        def read(says: str, name: str) -> tuple[str, bool, str]:
            (own / "small-free.yaml").write_text(text.replace("Everything is granted.", says), encoding="utf-8")
            (own / "catalog" / "small.yaml").write_text(catalog.replace("NAME", name), encoding="utf-8")
            found = Library(Places.of([own]), CompiledCache(tmp_path / "cache"))
            license = found.license("small-free")
            assert license is not None
            return license.clauses[0].says, found.model(f"small/{name}") is not None, found.sha256

        first = read("First.", "first")
        second = read("Other.", "second")
        assert (first[:2], second[:2]) == (("First.", True), ("Other.", True))
        assert first[2] != second[2]
        assert read("First.", "first") == first

    def test_a_wrong_profile_is_wrong_the_second_time_too(self, tmp_path: Path) -> None:
        found = library(tmp_path / "cache")
        wrong = b"organization: {name: a, domicile: XX}\nuse: {acts: [run]}\n"
        for _ in range(2):
            with pytest.raises(Exception, match="unknown country `XX`"):
                found.profile_of(wrong, "p.yaml")

    def test_a_word_that_leaves_the_vocabulary_makes_a_profile_wrong_again(self, tmp_path: Path) -> None:
        profile = b"organization: {name: a}\nuse: {acts: [run], applications: [gnome-tracking]}\n"
        library(tmp_path / "cache").profile_of(profile, "p.yaml")
        with pytest.raises(Exception, match="unknown application `gnome-tracking`"):
            Library(Places.of([]), CompiledCache(tmp_path / "cache")).profile_of(profile, "p.yaml")


def test_a_key_is_the_same_for_the_same_parts_alone() -> None:
    assert key_of("a", b"b") == key_of(b"a", "b")
    assert len({key_of("ab"), key_of("a", "b"), key_of("", "ab"), key_of("ab", ""), key_of("a"), key_of()}) == 6
