"""The guide to the lock says what each code means, and no code that there is none of."""

from __future__ import annotations

import re
from pathlib import Path

from checker.domain.lock import MoveCode

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "lock.md"


def test_every_code_of_the_lock_is_explained() -> None:
    told = re.findall(r"^\| `([a-z-]+)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(code.value for code in MoveCode)
