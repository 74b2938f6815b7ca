"""Reads and writes the baseline."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from checker.domain.baseline import Held
from checker.domain.gate_codes import GATE_CODES
from checker.errors import InputError
from checker.language.typecheck import nearest
from checker.textio.document import Document, load

_HEAD = """\
# Findings that were there when the gate came. Each is held back until its day; what is new fails.
# Written by `licheck check --write-baseline`. Lines may be taken out, and reasons and days changed.
schema: 1
"""


def read_baseline(path: Path) -> list[Held]:
    """The findings of a baseline. Raises InputError with everything that is wrong in it."""
    from checker.library.baseline_shape import BaselineShape
    from checker.library.shape import problems_of

    document = load(path)
    problems = problems_of(document, BaselineShape)
    if problems:
        raise InputError(problems)
    held = [_held(document, index) for index in range(len(document.data["baseline"]))]
    for index, one in enumerate(held):
        if isinstance(one, str):
            problems.append(document.problem(("baseline", index, "expires"), f"`{one}` is not a date", "write it as 2027-02-28"))
        elif one.code not in GATE_CODES:
            problems.append(document.problem(("baseline", index, "code"), f"unknown code `{one.code}`", nearest(one.code, GATE_CODES)))
    if problems:
        raise InputError(problems)
    return [one for one in held if isinstance(one, Held)]


def _held(document: Document, index: int) -> Held | str:
    """One entry; its date as it is written, where it is none."""
    entry = document.data["baseline"][index]
    try:
        expires = date.fromisoformat(entry["expires"])
    except ValueError:
        return str(entry["expires"])
    line, column = document.mark(("baseline", index))
    rest = (entry.get("model") or "", entry.get("use") or "", entry.get("says") or "", line, column)
    return Held(entry["fingerprint"], entry["code"], entry["path"], entry["reason"], expires, *rest)


def baseline_text(held: Iterable[Held]) -> str:
    """The file; the same findings always give the same text."""
    ordered = sorted(held, key=lambda one: (one.path, one.code, one.model, one.use, one.fingerprint))
    entries = "".join(_entry(one) for one in ordered)
    return f"{_HEAD}baseline:{' []' if not entries else ''}\n{entries}"


def _entry(one: Held) -> str:
    keys = {"fingerprint": one.fingerprint, "code": one.code, "path": one.path, "model": one.model, "use": one.use, "says": one.says}
    stated = [*keys.items(), ("reason", one.reason), ("expires", one.expires.isoformat())]
    lines = [f"{key}: {value if key == 'expires' else _quoted(value)}" for key, value in stated if value]
    return "".join(f"  {'- ' if not number else '  '}{line}\n" for number, line in enumerate(lines))


def _quoted(text: str) -> str:
    """Text for people in quotes; what a file may not hold is a question mark there, and nothing hangs on it."""
    return json.dumps("".join(character if character.isprintable() else "?" for character in text), ensure_ascii=False)
