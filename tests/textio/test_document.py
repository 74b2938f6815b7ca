"""YAML with positions: scalars as in YAML 1.2, nothing stated twice, nothing that blows up."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from checker.errors import InputError
from checker.textio.document import MAX_BYTES, MAX_DEPTH, Map, Seq, load, parse, read_bytes


def data_of(text: str | bytes) -> Any:
    return parse(text.encode() if isinstance(text, str) else text, "a.yaml").data


def problems_of(data: bytes) -> list[str]:
    with pytest.raises(InputError) as caught:
        parse(data, "a.yaml")
    return [str(problem) for problem in caught.value.problems]


class TestScalars:
    @pytest.mark.parametrize(
        "written",
        [
            "NO",
            "no",
            "on",
            "off",
            "y",
            "yes",
            "4.10",
            "0x1F",
            "0o17",
            "012",
            "1e3",
            "1_000",
            ".inf",
            "2026-11-22",
            "12:30",
            "=",
            "<<",
            "NULL!",
        ],
    )
    def test_a_plain_word_stays_text_as_it_was_written(self, written: str) -> None:
        assert data_of(f"a: {written}") == {"a": written}

    @pytest.mark.parametrize(("written", "truth"), [("true", True), ("True", True), ("FALSE", False), ("false", False)])
    def test_only_true_and_false_are_truths(self, written: str, truth: bool) -> None:
        assert data_of(f"a: {written}")["a"] is truth

    @pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
    def test_only_null_and_nothing_are_nothing(self, written: str) -> None:
        assert data_of(f"a: {written}\n") == {"a": None}

    @pytest.mark.parametrize("written", ['"true"', "'null'", '""', '"~"', "!!str true"])
    def test_what_is_quoted_or_tagged_is_text(self, written: str) -> None:
        assert isinstance(data_of(f"a: {written}\n")["a"], str)

    def test_a_folded_block_is_text(self) -> None:
        assert data_of("a: >-\n  true\n  and more\n") == {"a": "true and more"}

    @pytest.mark.parametrize("key", ["NO", "on", "true", "4.10", "null"])
    def test_keys_are_text_as_they_were_written(self, key: str) -> None:
        assert list(data_of(f"{key}: x")) == [key]

    def test_a_tag_constructs_nothing(self, tmp_path: Path) -> None:
        witness = tmp_path / "witness"
        assert data_of(f'a: !!python/object/apply:os.system ["touch {witness}"]') == {"a": [f"touch {witness}"]}
        assert not witness.exists()


class TestMarks:
    TEXT = "organization:\n  name: Northwind\n  industries: [healthcare, NO]\n"

    @pytest.mark.parametrize(
        ("location", "of_key", "mark"),
        [
            ((), False, (1, 1)),
            (("organization",), True, (1, 1)),
            (("organization",), False, (2, 3)),
            (("organization", "name"), True, (2, 3)),
            (("organization", "name"), False, (2, 9)),
            (("organization", "industries", 1), False, (3, 28)),
        ],
    )
    def test_every_part_knows_where_it_stands(self, location: tuple[str | int, ...], of_key: bool, mark: tuple[int, int]) -> None:
        assert parse(self.TEXT.encode(), "a.yaml").mark(location, of_key=of_key) == mark

    def test_a_missing_part_stands_where_the_nearest_part_around_it_stands(self) -> None:
        document = parse(self.TEXT.encode(), "a.yaml")
        assert document.mark(("organization", "industries", 7)) == document.mark(("organization", "industries")) == (3, 15)
        assert document.place(("organization", "nothing")) == "a.yaml:2:3"

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends_of_every_system_count_the_same(self, end: str) -> None:
        document = parse(self.TEXT.replace("\n", end).encode(), "a.yaml")
        assert document.mark(("organization", "industries", 1)) == (3, 28)
        assert document.data["organization"]["name"] == "Northwind"

    def test_a_byte_order_mark_is_no_part_of_the_file(self) -> None:
        document = parse(b"\xef\xbb\xbf" + self.TEXT.encode(), "a.yaml")
        assert list(document.data) == ["organization"]
        assert document.mark(("organization",), of_key=True) == (1, 1)

    def test_a_column_counts_characters_and_not_bytes(self) -> None:
        assert parse('{"北方": x, b: y}'.encode(), "a.yaml").mark(("b",)) == (1, 14)


class TestRefused:
    """What makes reading stop, with the place."""

    @pytest.mark.parametrize(
        ("name", "data", "told"),
        [
            ("an open bracket", b"a: [b\nc: d\n", "a.yaml:2:2: is not valid YAML: did not find expected ',' or ']'"),
            ("an open quote", b'a: "b\n', "a.yaml:2:1: is not valid YAML: found unexpected end of stream"),
            ("a colon too many", b"a: b: c\n", "a.yaml:1:5: is not valid YAML: mapping values are not allowed in this context"),
            ("a tab that indents", b"a:\n\tb: c\n", "a.yaml:2:1: a tab stands where YAML wants spaces; indent with spaces"),
            ("a tab after spaces", b"a:\n  b: c\n\td: e\n", "a.yaml:3:1: a tab stands where YAML wants spaces; indent with spaces"),
            ("a list as a key", b"? [a, b]\n: c\n", "a.yaml:1:3: uses a list or mapping as a key; keys are plain words"),
            ("an alias to nothing", b"a: *b\n", "a.yaml:1:4: uses the alias `*b` before its anchor is complete"),
            ("an alias to itself", b"a: &a [*a]\n", "a.yaml:1:8: uses the alias `*a` before its anchor is complete"),
            ("two documents", b"a: b\n---\nc: d\n", "a.yaml:2:1: holds a second YAML document; keep one document to a file"),
            ("Latin-1", b"a: b\nc: Caf\xe9\n", "a.yaml:2:7: is not UTF-8: byte 0xe9 cannot be read; save the file as UTF-8"),
            ("UTF-16", "a: b".encode("utf-16"), "a.yaml:1:1: is not UTF-8: byte 0xff cannot be read; save the file as UTF-8"),
            ("half a character", b"a: \xe5\x8c", "a.yaml:1:4: is not UTF-8: byte 0xe5 cannot be read; save the file as UTF-8"),
            ("a null byte", b"a: b\nc: d\x00e\n", "a.yaml:2:5: holds the control character U+0000; take it out"),
            ("an escape", b"a: \x1b[31m\n", "a.yaml:1:4: holds the control character U+001B; take it out"),
            ("a C1 control", "é: \x9b31m\n".encode(), "a.yaml:1:4: holds the control character U+009B; take it out"),
        ],
    )
    def test_it_is_told_once_with_its_place(self, name: str, data: bytes, told: str) -> None:
        assert problems_of(data) == [told], name

    def test_every_duplicate_key_is_told(self) -> None:
        assert problems_of(b"a: 1\nb: {c: 1, c: 2}\na: 3\n") == [
            "a.yaml:2:11: duplicate key `c`; it is already stated in line 2",
            "a.yaml:3:1: duplicate key `a`; it is already stated in line 1",
        ]

    def test_a_duplicate_is_told_beside_the_error_that_ends_the_reading(self) -> None:
        told = problems_of(b"a: 1\na: 2\nb: [\n")
        assert told[0].startswith("a.yaml:2:1: duplicate key `a`")
        assert told[1].startswith("a.yaml:4:1: is not valid YAML")

    def test_keys_that_differ_in_spelling_alone_are_no_duplicates(self) -> None:
        assert data_of("NO: a\nno: b\n'true': c\nTrue: d\n") == {"NO": "a", "no": "b", "true": "c", "True": "d"}


class TestBombs:
    def test_depth_has_a_limit_that_is_told_at_the_first_bracket_beyond_it(self) -> None:
        depth = MAX_DEPTH + 1
        assert problems_of(b"[" * depth + b"]" * depth) == [f"a.yaml:1:{depth}: is nested more than {MAX_DEPTH} levels deep"]
        assert data_of("[" * MAX_DEPTH + "]" * MAX_DEPTH) != []

    @pytest.mark.parametrize(
        ("opening", "told"),
        [
            (b"[", f"a.yaml:1:{MAX_DEPTH + 1}: is nested more than {MAX_DEPTH} levels deep"),
            (b"- ", f"a.yaml:1:{2 * MAX_DEPTH + 1}: is nested more than {MAX_DEPTH} levels deep"),
            (b"- a\n", "a.yaml:400000:3: holds more than 400,000 entries, aliases counted out"),
            (b"{{", "a.yaml:1:2: uses a list or mapping as a key; keys are plain words"),
        ],
        ids=["brackets", "dashes", "a long list", "braces"],
    )
    def test_megabytes_are_refused_at_once(self, opening: bytes, told: str) -> None:
        started = time.perf_counter()
        assert problems_of(opening * (4_000_000 // len(opening))) == [told]
        assert time.perf_counter() - started < 20

    def test_aliases_that_multiply_are_counted_out(self) -> None:
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
        (told,) = problems_of("\n".join(lines).encode())
        assert "holds more than 400,000 entries, aliases counted out" in told

    def test_an_alias_stands_for_what_its_anchor_holds(self) -> None:
        data = data_of("a: &x [1, 2]\nb: *x\nc: &y word\n*y : d\n")
        assert data == {"a": ["1", "2"], "b": ["1", "2"], "c": "word", "word": "d"}

    def test_a_merge_key_is_a_key_like_any_other(self) -> None:
        assert data_of("a: &x {b: c}\nd: {<<: *x}\n")["d"] == {"<<": {"b": "c"}}


class TestFiles:
    @pytest.mark.parametrize("data", [b"", b"# only a comment\n", b"---\n", b"null\n"])
    def test_an_empty_file_has_no_data(self, data: bytes) -> None:
        assert data_of(data) is None

    def test_a_map_and_a_list_are_what_python_has(self) -> None:
        data = data_of("a: [b]")
        assert isinstance(data, Map) and isinstance(data["a"], Seq)
        assert data == {"a": ["b"]}

    def told(self, path: Path) -> str:
        with pytest.raises(InputError) as caught:
            read_bytes(path)
        (problem,) = caught.value.problems
        return str(problem).removeprefix(f"{path}: ")

    def test_a_missing_file(self, tmp_path: Path) -> None:
        assert self.told(tmp_path / "none.yaml") == "no such file"

    def test_a_directory(self, tmp_path: Path) -> None:
        assert self.told(tmp_path) == "is a directory, not a file"

    def test_a_link_that_runs_in_a_circle(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to(tmp_path / "b")
        (tmp_path / "b").symlink_to(tmp_path / "a")
        assert self.told(tmp_path / "a").startswith("cannot be read: too many levels of symbolic links")

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_a_file_that_others_keep_to_themselves(self, tmp_path: Path) -> None:
        path = tmp_path / "a.yaml"
        path.touch(mode=0o000)
        assert self.told(path) == "cannot be read: permission denied"

    @pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that opens and cannot be read is Linux's own")
    def test_a_file_whose_reading_fails(self) -> None:
        assert self.told(Path("/proc/self/mem")).startswith("cannot be read: ")

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
    def test_a_device_without_an_end(self) -> None:
        assert "more than the 5,000,000 bytes" in self.told(Path("/dev/zero"))

    def test_the_size_has_a_limit(self, tmp_path: Path) -> None:
        path = tmp_path / "a.yaml"
        path.write_bytes(b"#" * MAX_BYTES)
        assert load(path).data is None
        path.write_bytes(b"#" * (MAX_BYTES + 1))
        assert self.told(path) == "has more than the 5,000,000 bytes licheck reads; split it"

    def test_a_document_goes_by_the_name_that_is_shown(self, tmp_path: Path) -> None:
        path = tmp_path / "a.yaml"
        path.write_text("a: b\n", encoding="utf-8")
        assert load(path, "company.yaml").place(("a",)) == "company.yaml:1:4"
