"""Paths of findings as machines want them: from the top of the repository, with `/`, and percent-encoded where they are a URI."""

from __future__ import annotations

import os
import re
from urllib.parse import quote

from checker.domain.gate import GateFinding, GateReport, HeldBy
from checker.exporters.characters import prose

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_UNRESERVED = "/-._~"


def repository_path(path: str, root: str = "", *, windows: bool = os.name == "nt") -> str:
    """A path from the top of the repository, where it lies in it; else as it was named. Always with `/`."""
    if root and not _DRIVE.match(path):
        absolute = os.path.abspath(path)  # as the user named it, from where the user stands
        top = os.path.abspath(root)
        if absolute.startswith(top.rstrip(os.sep) + os.sep):
            path = os.path.relpath(absolute, top)
    plain = path.replace("\\", "/") if windows or _DRIVE.match(path) else path  # elsewhere a backslash is part of a name
    return plain.removeprefix("./")


def uri_of(path: str) -> str:
    """A path of `repository_path` as a URI reference; absolute ones with `file:`."""
    if _DRIVE.match(path):
        return f"file:///{path[:2]}{_encoded(path[2:])}"
    return f"file://{_encoded(path)}" if path.startswith("/") else _encoded(path)


def _encoded(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape" if _is_from_bytes(path) else "surrogatepass"), safe=_UNRESERVED)


def _is_from_bytes(path: str) -> bool:
    """Whether every half of a character in a path stands for a byte that is no UTF-8, as the system gives it."""
    return all(0xDC80 <= ord(character) <= 0xDCFF for character in path if "\ud800" <= character <= "\udfff")


def path_of(finding: GateFinding, report: GateReport) -> str:
    """Where a finding is, from the top of the repository."""
    return repository_path(finding.path, report.root)


def sentence(finding: GateFinding) -> str:
    """What a finding says and the nearest way out, in one line that cannot act upon whoever shows it."""
    told = prose(finding.message)
    if not finding.remedy:
        return told
    return f"{told}{'' if told.endswith('?') else ';'} {prose(finding.remedy)}"


def held_text(finding: GateFinding) -> str:
    """Who or what holds a finding back, in one line."""
    by = "held by the baseline" if finding.held_by is HeldBy.BASELINE else "held by a decision"
    underneath = f" (underneath: {finding.verdict.value})" if finding.verdict is not None else ""
    return f"{by}{underneath}: {prose(finding.held_note)}" if finding.held_note else f"{by}{underneath}"
