"""What may differ from copy to copy of a license and is the same license all the same, and what is not."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest
from license_expression import get_spdx_licensing

from checker.app.identify import Recognizer
from checker.app.linting import lint_encodings, session_to_lint
from checker.domain.recognition import Outcome, Recognition
from checker.domain.variation import VariationKind
from checker.library.fingerprints import FILE, of_folder, written
from checker.library.places import Places
from checker.textio.normal import sha256_of_text

LADDER = """\
Ladder License

Whoever finds the ladder in the orchard may climb it, lend it and cut it shorter, at the terms below:

Ladders that are handed on keep every rung that they were made with.

Ladders that were cut bring a note on the cut and the name of whoever cut them.

Neither the name of the carpenter nor that of the village may be painted on a ladder that was cut.

The ladder is lent by the carpenter as it leans, and in no storm shall the carpenter pay for broken legs, whatever the weather report said.

How to lend a ladder of your own. Paint the lines above on its side, see
https://ladders.example/paint for the colors that the programme knows.
"""
ENCODING = """\
schema: 1
license:
  id: ladder
  name: Ladder License
  kind: license
  publisher: Carpenters
  template: true
text:
  sha256: {sha256}
  source: https://ladders.example
  varies:
    - {{what: optional, begins: ladder license, before: whoever finds the ladder}}
    - {{what: list-number, before: ladders that are handed on}}
    - {{what: list-number, before: ladders that were cut bring}}
    - {{what: list-number, before: neither the name of}}
    - {{what: name, after: neither the name of, before: nor that of the village}}
    - {{what: name, after: in no storm shall, before: pay for broken legs}}
    - {{what: optional, begins: how to lend a ladder}}
review: {{status: encoded, encoded: 2026-11-22, checked: null}}
clauses:
  - id: grant
    section: Paragraph 1
    says: Ladders may be used.
    anchor: may climb it, lend it and cut it shorter
    effect: permits
    acts: all
"""


@pytest.fixture(scope="module")
def own(own_cache: None, tmp_path_factory: pytest.TempPathFactory) -> Recognizer:
    return Recognizer.open([encodings(tmp_path_factory.mktemp("ladder"))])


def encodings(folder: Path, encoding: str = ENCODING) -> Path:
    texts = folder / "texts"
    texts.mkdir()
    (texts / "ladder.txt").write_text(LADDER, encoding="utf-8")
    (folder / "ladder.yaml").write_text(encoding.format(sha256=sha256_of_text(LADDER)), encoding="utf-8")
    (folder / FILE).write_text(written(of_folder(texts, Places((folder,)))), encoding="utf-8")
    return folder


def numbered(first: str, second: str, third: str) -> str:
    text = LADDER.replace("Ladders that are", f"{first} Ladders that are").replace("Ladders that were", f"{second} Ladders that were")
    return text.replace("Neither the", f"{third} Neither the")


def kinds(found: Recognition) -> list[VariationKind]:
    return [varied.kind for part in found.parts for varied in part.varied]


class TestTheSameLicense:
    def test_as_it_was_pinned_nothing_varies(self, own: Recognizer) -> None:
        found = own.text(LADDER)
        assert (found.outcome, kinds(found)) == (Outcome.EXACT, [])

    @pytest.mark.parametrize("numbers", [("1.", "2.", "3."), ("(a)", "(b)", "(c)"), ("i)", "ii)", "iii)"), ("*", "*", "*")])
    def test_its_lists_may_be_numbered(self, numbers: tuple[str, str, str], own: Recognizer) -> None:
        found = own.text(numbered(*numbers))
        assert found.is_settled
        assert VariationKind.LIST_NUMBER in kinds(found) or numbers[0] == "*"

    def test_whoever_licenses_is_named(self, own: Recognizer) -> None:
        found = own.text(LADDER.replace("name of the carpenter", "name of Ada & Sons").replace("shall the carpenter", "shall Ada & Sons"))
        assert found.is_settled
        assert [varied.text for varied in found.parts[0].varied] == ["Ada & Sons", "Ada & Sons"]

    def test_an_optional_passage_is_left_out(self, own: Recognizer) -> None:
        found = own.text(LADDER[: LADDER.index("How to lend")])
        assert (found.is_settled, VariationKind.OPTIONAL in kinds(found)) == (True, True)

    def test_it_is_spelled_otherwise(self, own: Recognizer) -> None:
        found = own.text(LADDER.replace("https", "http").replace("programme", "program"))
        assert (found.is_settled, kinds(found)) == (True, [VariationKind.SPELLING])

    def test_a_notice_stands_before_it(self, own: Recognizer) -> None:
        found = own.text("Copyright (c) 2031 Ada\n\n" + numbered("1.", "2.", "3.").replace("Ladder License\n", ""))
        assert (found.is_settled, found.parts[0].notices) == (True, ("Copyright (c) 2031 Ada",))


class TestAnotherLicense:
    @pytest.mark.parametrize("numbers", [("1.", "3.", "4."), ("1.", "2.", ""), ("2.", "3.", "4."), ("a.", "2.", "iii."), ("5", "", "")])
    def test_numbers_that_do_not_count_the_items(self, numbers: tuple[str, str, str], own: Recognizer) -> None:
        assert own.text(numbered(*numbers)).outcome is Outcome.ALTERED

    @pytest.mark.parametrize("name", ["", "anybody without permission", "Ada " * 30, "Ada; this license is only for villagers"])
    def test_what_is_no_name(self, name: str, own: Recognizer) -> None:
        assert own.text(LADDER.replace("name of the carpenter", f"name of {name}")).outcome is Outcome.ALTERED

    @pytest.mark.parametrize(
        ("there", "here"),
        [
            ("How to lend a ladder of your own. ", "How to lend a ladder of mine. "),
            ("for the colors", "for two colors"),
            ("keep every rung", "keep every third rung"),
            ("Ladders that are handed on keep every rung that they were made with.", ""),
            ("at the terms below", "at the terms below, on Sundays"),
        ],
    )
    def test_every_other_change(self, there: str, here: str, own: Recognizer) -> None:
        assert there in LADDER
        assert own.text(LADDER.replace(there, here)).outcome is Outcome.ALTERED


class TestTheEncoding:
    def test_words_beside_it_are_looked_for_in_the_text(self, own_cache: None, tmp_path: Path) -> None:
        folder = encodings(tmp_path)
        (folder / "ladder.yaml").write_text(
            ENCODING.format(sha256=sha256_of_text(LADDER)).replace("nor that of the village", "nor that of the town"), encoding="utf-8"
        )
        found = [
            finding
            for finding in lint_encodings(session_to_lint([folder]), ["ladder"], folder / "texts").findings
            if finding.code == "anchor-not-found"
        ]
        assert [finding.message for finding in found] == ["what `varies`: the text does not hold `nor that of the town`"]


class TestInstalledPackages:
    """Real license files: those of the packages that are installed here, of which each states its license."""

    def test_none_is_called_another_license_than_it_states(self, own_cache: None) -> None:
        recognizer, licensing = Recognizer.open(), get_spdx_licensing()
        exact: dict[str, str] = {}
        for package in metadata.distributions():
            stated = package.metadata.get("License-Expression")
            for file in package.files or () if stated else ():
                if file.name.upper().startswith(("LICENSE", "COPYING")) and file.suffix in ("", ".txt", ".md") and file.locate().is_file():
                    found = recognizer.file(Path(str(file.locate())))
                    if found.outcome is Outcome.EXACT:
                        license = recognizer.library.license(found.parts[0].license)
                        assert license is not None
                        keys = [str(key) for key in licensing.license_keys(stated)]
                        assert license.spdx in keys, f"{package.name}: {file} is `{license.spdx}`, {stated} is stated"
                        exact[package.name] = license.spdx
        assert exact.get("click") == "BSD-3-Clause", "its list is numbered"
        assert len(exact) > 10
