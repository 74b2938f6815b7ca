"""Undoes what a formatter does to words that are longer than its lines: addresses, and words amid Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

_CUT_TARGET = re.compile(r"\]\(<?https?://[^()\s]*[-/?&=_.%#](?:\n[^()\s]+){1,3}>?\)")
"""The target of a link, cut after a character that lines are broken at."""
_WORD = re.compile(r"[^\W\d_㐀-鿿぀-ヿ가-힯]+")


def with_whole_words(text: str, *, boldly: bool = False) -> str:
    """`text` with the words put together that were cut at the end of a line.

    That is where the line is the longest of its paragraph, and its last word with what follows is longer than any line. A plain word at the
    end of such a line may have stood there whole; only `boldly` is it put together with the next.
    """
    done: list[str] = []
    cuts = 0
    for blank, group in groupby(text.splitlines(), key=lambda line: not line.strip()):
        block = list(group)
        width = 0 if blank else max(map(len, block))
        for index, line in enumerate(block):
            cut = len(line) == width > 0 and _is_cut(block, index, boldly)
            cuts += cut
            done += [line, "" if cut else "\n"]
    return _CUT_TARGET.sub(lambda match: "".join(match.group().split()), "".join(done) if cuts else text)


def _is_cut(lines: Sequence[str], index: int, boldly: bool) -> bool:
    """Whether the end of a full line stands in the middle of a word that is too long for any line."""
    line = lines[index]
    last = line[max(line.rfind(" "), line.rfind("\t")) + 1 :]
    if index + 1 >= len(lines) or not last or lines[index + 1][0].isspace() or (not boldly and _WORD.fullmatch(last.strip("([{\"'“"))):
        return False
    length = len(last)
    for following in lines[index + 1 : index + 2 + len(line)]:
        first = len(following.split(None, 1)[0])
        length += first
        if first < len(following) or length > len(line) or (first < len(line) and following[-1] != "-"):
            break
    return length > len(line)
