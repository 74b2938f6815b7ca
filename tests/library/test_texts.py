"""Where license texts are had from: a folder, a package of them, and the forms in which they lie there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.domain.license import License, LicenseKind
from checker.domain.verdict import Evidence
from checker.errors import UsageError
from checker.library.texts import TextFolder
from checker.textio.normal import sha256_of_text
from tests.own_texts import HARBOUR, ORCHARD


def pinned(text: str, license_id: str = "harbour-1.0") -> License:
    return License(license_id, license_id, LicenseKind.LICENSE, "Seagull", Evidence.PRIMARY, (), text_sha256=sha256_of_text(text))


FORMS: dict[str, Callable[[str], tuple[str, str]]] = {
    "by any name": lambda text: ("COPYING", text),
    "after front matter": lambda text: ("harbour.LICENSE", f"---\nkey: harbour\nname: Harbour\n---\n\n{text}"),
    "in a JSON file": lambda text: ("harbour.json", json.dumps({"name": "Harbour", "licenses": [{"text": text}]})),
}


class TestFolder:
    @pytest.mark.parametrize("form", FORMS)
    def test_a_text_is_known_by_its_words(self, form: str, tmp_path: Path) -> None:
        name, content = FORMS[form](HARBOUR)
        (tmp_path / "orchard.txt").write_text(ORCHARD, encoding="utf-8")
        (tmp_path / name).write_text(content, encoding="utf-8")
        found = TextFolder(tmp_path).of(pinned(HARBOUR))
        assert found is not None
        assert (found.path.name, found.drifted) == (name, False)
        assert found.text.holds("lends you the model called Harbour")

    def test_a_text_of_its_name_with_other_words_is_drift(self, tmp_path: Path) -> None:
        (tmp_path / "harbour-1.0.txt").write_text(HARBOUR.replace("30 days", "14 days"), encoding="utf-8")
        found = TextFolder(tmp_path).of(pinned(HARBOUR))
        assert found is not None
        assert found.drifted

    def test_one_that_is_not_there_is_none_however_often_it_is_asked_for(self, tmp_path: Path) -> None:
        (tmp_path / "orchard").write_text(ORCHARD, encoding="utf-8")
        folder = TextFolder(tmp_path)
        assert folder.of(pinned(HARBOUR)) is None
        assert folder.of(pinned(HARBOUR, "harbour-again")) is None
        assert folder.of(pinned(ORCHARD, "orchard")) is not None

    @pytest.mark.parametrize("broken", ["{", "[" * 5000, '{"text": 3}', ""])
    def test_a_broken_file_beside_it_is_passed_over(self, broken: str, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text(broken, encoding="utf-8")
        (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00")
        (tmp_path / "harbour").write_text(HARBOUR, encoding="utf-8")
        assert TextFolder(tmp_path).of(pinned(HARBOUR)) is not None

    def test_folders_within_it_are_not_looked_into(self, tmp_path: Path) -> None:
        (tmp_path / "deep").mkdir()
        (tmp_path / "deep" / "harbour").write_text(HARBOUR, encoding="utf-8")
        assert TextFolder(tmp_path).of(pinned(HARBOUR)) is None


class TestPackage:
    @pytest.fixture
    def package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        data = tmp_path / "site" / "portolan_texts" / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").write_text("raise RuntimeError('only looked at, never imported')", encoding="utf-8")
        (data / "h.LICENSE").write_text(f"---\nkey: h\n---\n{HARBOUR}", encoding="utf-8")
        (data / "o.py").write_text(ORCHARD, encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path / "site"))
        monkeypatch.chdir(tmp_path)
        return data

    def test_its_texts_are_found_without_importing_it(self, package: Path) -> None:
        found = TextFolder(Path("portolan_texts")).of(pinned(HARBOUR))
        assert found is not None
        assert found.path == package / "h.LICENSE"

    def test_its_programs_are_no_texts(self, package: Path) -> None:
        assert TextFolder(Path("portolan_texts")).of(pinned(ORCHARD)) is None

    def test_a_folder_of_that_name_comes_first(self, package: Path, tmp_path: Path) -> None:
        (tmp_path / "portolan_texts").mkdir()
        assert TextFolder(Path("portolan_texts")).of(pinned(HARBOUR)) is None

    @pytest.mark.parametrize("name", ["no_such_package", "no/such/folder", "json.decoder", "sys", "..."])
    def test_what_is_neither_is_told(self, name: str) -> None:
        with pytest.raises(UsageError, match="nor is a Python package of that name installed"):
            TextFolder(Path(name))
