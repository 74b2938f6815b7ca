"""Every code that `licheck licenses lint` can report, with its severity. docs/reference/findings.md says what each means."""

from __future__ import annotations

from collections.abc import Mapping

from checker.domain.finding import Finding, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

CODES: Mapping[str, Severity] = {
    # of the files
    "encoding-invalid": _ERROR,
    "cases-invalid": _ERROR,
    "catalog-invalid": _ERROR,
    # of an encoding by itself
    "value-incomplete": _ERROR,
    "anchor-missing": _ERROR,
    "value-unused": _WARNING,
    "term-unused": _WARNING,
    "clause-never-applies": _ERROR,
    "clause-covered": _WARNING,
    # of an encoding and its cases
    "cases-missing": _ERROR,
    "case-names-nothing": _ERROR,
    "clause-never-fires": _ERROR,
    "clause-always-fires": _ERROR,
    # of an encoding and its text
    "text-missing": _WARNING,
    "text-drift": _ERROR,
    "anchor-not-found": _ERROR,
    "anchor-elsewhere": _WARNING,
    "amount-elsewhere": _WARNING,
    "literal-not-found": _WARNING,
    "section-missing": _ERROR,
    "section-doubtful": _WARNING,
    "section-unknown": _WARNING,
    # of the vocabulary
    "vocabulary-unused": _WARNING,
}
"""Stable: a code is never renamed, and never given another meaning."""


def found(code: str, subject: str, message: str, hint: str = "", path: str = "") -> Finding:
    """A finding under one of the codes, with the severity that the code has."""
    return Finding(code, CODES[code], subject, message, hint, path)
