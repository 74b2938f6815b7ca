"""What has moved since a lock was written, for people."""

from __future__ import annotations

from collections.abc import Sequence

from checker.cli.terminal import styled, wrapped
from checker.domain.lock import Move


def render_moves(moves: Sequence[Move], count: int) -> str:
    """One block for each thing that moved, those that fail the check first."""
    lines: list[str] = []
    for move in sorted(moves, key=lambda move: not move.fails):
        lines.append(styled(wrapped(f"{move.place}: {move.model}", ""), bold=True))
        lines.append(wrapped(f"{move.says} [{move.code.value}]", "  - ", "    "))
        if move.remedy and move.fails:
            lines.append(wrapped(move.remedy, "    → ", "      "))
    failing = sum(move.fails for move in moves)
    told = f"{failing} thing{'' if failing == 1 else 's'} moved" if failing else "nothing moved that matters" if moves else "nothing moved"
    lines.append(f"{count} model{'' if count == 1 else 's'} of the manifest held against the lock: {told}")
    return "\n".join(lines) + "\n"
