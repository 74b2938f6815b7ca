"""A change to a YAML file is that change and no other, in whatever style the file is written."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.textio.document import parse
from checker.textio.yaml_edit import append_item, set_value

WORDS = [
    "run",
    "41 million",
    "NO",
    "a: b",
    "x # y",
    "on",
    "2025",
    "",
    "- z",
    "Zürich",
    "😀 [x]",
    "'it'",
    'say "so"',
    "2026-10",
    "*",
    "null",
]
KEYS = ["organization", "kind", "uses", "acts", "2026-10", "domicile", "models", "id"]

scalars = st.one_of(st.sampled_from(WORDS), st.booleans(), st.none())
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)),
    max_leaves=8,
)
documents = st.one_of(st.dictionaries(st.sampled_from(KEYS), values, min_size=1, max_size=4), st.lists(values, min_size=1, max_size=3))


class Written:
    """Writes data as a person might: some indentation, some quotes, brackets here and there, comments everywhere."""

    def __init__(self, style: random.Random) -> None:
        self.style = style
        self.step = style.choice([2, 4])
        self.dash = style.choice([0, 2, 4])
        self.gap = style.choice([2, 4])
        self.comments = 0

    def text(self, data: Any) -> str:
        lines = self.block(data, 0)
        if self.style.random() < 0.3:
            lines = ["---", *lines]
        lines = [part for line in lines for part in [*self.maybe_a_line(len(line) - len(line.lstrip())), line]]
        if self.style.random() < 0.3:
            lines.append(f"# {self.comment()}")
        text = self.style.choice(["\n", "\r\n"]).join(lines)
        return text + (text[-1:] and self.style.choice(["", "\r\n" if "\r\n" in text else "\n"]))

    def comment(self) -> str:
        self.comments += 1
        return self.style.choice(["kept {}", "key: {}", "'{}", "- {}", "it's {}"]).format(f"<{self.comments}>")

    def maybe_a_line(self, indent: int) -> list[str]:
        kind = self.style.random()
        if kind < 0.2:
            return [" " * indent + f"#{self.style.choice(['', ' '])}{self.comment()}"]
        return [""] if kind < 0.3 else []

    def behind(self) -> str:
        return f"{' ' * self.style.randint(1, 3)}# {self.comment()}" if self.style.random() < 0.25 else ""

    def scalar(self, value: Any) -> str:
        if value is None:
            return self.style.choice(["null", "~"])
        if isinstance(value, bool):
            return str(value).lower()
        if self.style.random() < 0.3 and value in ("run", "41 million", "NO", "on", "2025", "Zürich", "2026-10"):
            return str(value)
        return "'" + value.replace("'", "''") + "'" if self.style.random() < 0.5 else '"' + value.replace('"', '\\"') + '"'

    def flow(self, value: Any) -> str:
        space = self.style.choice(["", " "])
        if isinstance(value, Mapping):
            return "{" + space + ", ".join(f"{self.key(name)}: {self.flow(part)}" for name, part in value.items()) + space + "}"
        if isinstance(value, list):
            comma = self.style.choice([", ", ","])
            return "[" + space + comma.join(map(self.flow, value)) + (self.style.choice(["", ","]) if value else "") + space + "]"
        return self.scalar(value)

    def key(self, name: str) -> str:
        return self.style.choice([name, f'"{name}"', name])

    def block(self, value: Any, indent: int) -> list[str]:
        pad = " " * indent
        if isinstance(value, Mapping):
            return [line for name, part in value.items() for line in self.entry(self.key(name), part, indent)]
        lines = []
        for part in value:
            inner = self.block(part, indent + self.gap) if part and isinstance(part, (dict, list)) and self.style.random() < 0.7 else None
            if inner is None:
                empty = part is None and self.style.random() < 0.5
                lines.append(pad + ("-" if empty else "-".ljust(self.gap) + self.flow(part)) + self.behind())
            else:
                lines += [pad + "-".ljust(self.gap) + inner[0].lstrip(), *inner[1:]]
        return lines

    def entry(self, name: str, part: Any, indent: int) -> list[str]:
        pad = " " * indent
        if part is None and self.style.random() < 0.5:
            return [f"{pad}{name}:{self.behind()}"]
        if part and isinstance(part, (dict, list)) and self.style.random() < 0.7:
            deeper = indent + (self.step if isinstance(part, dict) else self.dash)
            return [f"{pad}{name}:{self.behind()}", *self.block(part, deeper)]
        if isinstance(part, str) and part.isalnum() and self.style.random() < 0.15:
            return [f"{pad}{name}: {self.style.choice(['|-', '>-'])}{self.behind()}", f"{pad}{' ' * self.step}{part}"]
        return [f"{pad}{name}: {self.flow(part)}{self.behind()}"]


def comments_of(text: str, count: int) -> list[int]:
    return [number for number in range(1, count + 1) if f"<{number}>" in text]


def paths_of(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path]
    for step, part in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        found += paths_of(part, (*path, step))
    return found


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def changed(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    if not path:
        return value
    if isinstance(data, list):
        return [changed(part, path[1:], value) if index == path[0] else part for index, part in enumerate(data)]
    return {**(data or {}), path[0]: changed((data or {}).get(path[0]), path[1:], value)}


def holds_every_line(before: str, after: str, gone: int) -> bool:
    """Whether the lines of `before` but `gone` of them stand in `after`, in order."""
    lines, position, missing = after.splitlines(), 0, 0
    for line in before.splitlines():
        if line in lines[position:]:
            position = lines.index(line, position) + 1
        else:
            missing += 1
    return missing <= gone


@given(documents, st.randoms(use_true_random=False), values, st.data())
def test_setting_a_value_changes_that_value_alone(data: Any, style: random.Random, value: Any, draw: st.DataObject) -> None:
    written = Written(style)
    text = style.choice(["", "\ufeff"]) + written.text(data)
    assume(parse(text.encode(), "a.yaml").data == data)
    path = draw.draw(st.sampled_from([path for path in paths_of(data) if path]))
    if isinstance(at(data, path), dict) or at(data, path) is None:
        path = (*path, *draw.draw(st.lists(st.sampled_from(KEYS), max_size=2)))
        assume(isinstance(path[-1], int) or _reachable(data, path))
    after = set_value(text, path, value)
    assert parse(after.encode(), "a.yaml").data == changed(data, path, value)
    assert comments_of(after, written.comments) == comments_of(text, written.comments)
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    assert after.replace("\r\n", "").count("\n") == (0 if "\r\n" in text else after.count("\n"))
    assert after == text or after.endswith("\n") == text.endswith("\n") or not text.endswith("\n")
    if not _is_there(data, path):
        assert holds_every_line(text, after, 1), "a new key touches one line at most: the bracket it joins, the key that had nothing"


@given(documents, st.randoms(use_true_random=False), values, st.data())
def test_appending_an_item_adds_that_item_alone(data: Any, style: random.Random, item: Any, draw: st.DataObject) -> None:
    written = Written(style)
    text = written.text(data)
    assume(parse(text.encode(), "a.yaml").data == data)
    lists = [path for path in paths_of(data) if isinstance(at(data, path), list) or at(data, path) is None]
    lists += [(*path, "new") for path in paths_of(data) if isinstance(at(data, path), dict)]
    assume(lists)
    path = draw.draw(st.sampled_from(lists))
    after = append_item(text, path, item)
    before = at(data, path) if _is_there(data, path) else None
    assert parse(after.encode(), "a.yaml").data == changed(data, path, [*(before or []), item])
    assert comments_of(after, written.comments) == comments_of(text, written.comments)
    assert holds_every_line(text, after, 1)


@given(st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"])))
def test_another_reader_reads_what_licheck_wrote(word: str) -> None:
    after = set_value("a: b\n", ("c", "d"), [word, {"e": word}])
    assert yaml.safe_load(after) == {"a": "b", "c": {"d": [word, {"e": word}]}}


def _is_there(data: Any, path: tuple[str | int, ...]) -> bool:
    try:
        at(data, path)
    except (KeyError, TypeError):
        return False
    return True


def _reachable(data: Any, path: tuple[str | int, ...]) -> bool:
    for step in path[:-1]:
        if data is None or (isinstance(data, dict) and step not in data):
            return True
        data = data[step]
    return data is None or isinstance(data, dict)
