"""What has moved since a lock was written, for programs: schema `licheck/lock-check/1`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from checker.domain.lock import Move

SCHEMA = "licheck/lock-check/1"


def moves_json(moves: Sequence[Move], count: int) -> str:
    """Everything that moved, and how many models were looked at."""
    told = [
        {
            "code": move.code.value,
            "fails": move.fails,
            "where": move.place,
            "model": move.model,
            "says": move.says,
            "verdict": move.verdict.value if move.verdict is not None else None,
            "remedy": move.remedy or None,
        }
        for move in moves
    ]
    return json.dumps({"schema": SCHEMA, "models": count, "moved": told}, ensure_ascii=False, indent=2) + "\n"
