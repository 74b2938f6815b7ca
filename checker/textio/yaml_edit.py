"""Changes one thing in a user's YAML file and leaves every other character as it is: comments, order, quoting, layout, line ends.

An edit is made in the text itself, at the places that the parser names. What comes out is read again and compared with what was to
become of the data: an edit that would change anything else is refused, never written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from checker.errors import InputError
from checker.textio.document import Document, Map, Seq, parse
from checker.textio.yaml_text import Plain

Path = Sequence[str | int]
"""Keys and list indexes, from the top of the document."""

_BY_HAND = "change it by hand"


def set_value(text: str, path: Path, value: Plain, *, name: str = "") -> str:
    """The text with `value` at `path`. Mappings that are missing on the way are made; list items are not.

    Raises InputError where the text is no YAML that licheck reads, or the change cannot be made without touching anything else. `name`
    is the file's, for its messages.
    """

    def set_in(data: Any, rest: Path) -> Any:
        return value if not rest else _with(data, rest[0], set_in(_part(data, rest[0]), rest[1:]))

    return _edited(text, path, name, set_in, value, appending=False)


def append_item(text: str, path: Path, item: Plain, *, name: str = "") -> str:
    """The text with `item` at the end of the list at `path`, which may be missing or empty. Raises InputError as `set_value` does."""

    def append_in(data: Any, rest: Path) -> Any:
        if rest:
            return _with(data, rest[0], append_in(_part(data, rest[0]), rest[1:]))
        return [*(data or ()), item]

    return _edited(text, path, name, append_in, item, appending=True)


def _edited(text: str, path: Path, name: str, change: Callable[[Any, Path], Any], value: Plain, *, appending: bool) -> str:
    from checker.textio.yaml_changes import Editor

    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark) if mark else text
    before = parse(body.encode("utf-8", "surrogatepass"), name)
    _check_path(before, path, appending=appending)
    wanted = change(before.data, tuple(path))
    if wanted == before.data and type(wanted) is not bool:
        return text
    after = Editor(body, before.data).edited(tuple(path), value, appending=appending)
    if not _reads_as(after, wanted):
        raise _refused(before, path, "cannot be changed without changing more than that")
    return mark + after


def _check_path(document: Document, path: Path, *, appending: bool) -> None:
    """Raises InputError where something else stands in the way of the path."""
    here = document.data
    for index, step in enumerate(path):
        if here is None and isinstance(step, str):
            return
        if isinstance(step, str) and not isinstance(here, Map):
            raise _refused(document, path[:index], f"is no mapping that could hold `{step}`")
        if isinstance(step, int) and (not isinstance(here, Seq) or not 0 <= step < len(here)):
            raise _refused(document, path[:index], f"has no item {step + 1}")
        if isinstance(here, Map) and step not in here:
            return
        here = _part(here, step)
    if appending and here is not None and not isinstance(here, Seq):
        raise _refused(document, path, "is no list")


def _refused(document: Document, path: Path, message: str) -> InputError:
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
    return InputError([document.problem(tuple(path), f"`{steps}` {message}" if steps else f"the file {message}", _BY_HAND)])


def _reads_as(text: str, wanted: Any) -> bool:
    try:
        return bool(parse(text.encode("utf-8", "surrogatepass"), "").data == wanted)
    except InputError:
        return False


def _part(data: Any, step: str | int) -> Any:
    if isinstance(data, Mapping):
        return data.get(str(step))
    return data[step] if isinstance(data, list) and isinstance(step, int) else None


def _with(data: Any, step: str | int, value: Any) -> Any:
    """The data with one part replaced; nothing that is shared with it is touched."""
    if isinstance(step, str):
        return {**(data or {}), step: value}
    return [*data[:step], value, *data[step + 1 :]]
