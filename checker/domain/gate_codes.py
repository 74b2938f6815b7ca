"""Every code that `licheck check` can report, with its level. docs/reference/findings.md says what each means."""

from __future__ import annotations

from collections.abc import Mapping

from checker.domain.decision_codes import WRONG
from checker.domain.gate import GateFinding, Level

_ERROR, _WARNING, _NOTE = Level.ERROR, Level.WARNING, Level.NOTE

GATE_CODES: Mapping[str, Level] = {
    # of a model that must not be used this way
    "use-forbidden": _ERROR,
    "use-not-granted": _ERROR,
    "not-released": _ERROR,
    # of a model that nobody can decide on yet
    "fact-missing": _WARNING,
    "reading-open": _WARNING,
    "license-unknown": _WARNING,
    "model-unknown": _WARNING,
    "evidence-weak": _WARNING,
    "not-decided": _WARNING,
    # of a model that may be used
    "duty-open": _NOTE,
    # of the repository
    "not-in-manifest": _WARNING,
    "manifest-missing": _NOTE,
    "not-understood": _WARNING,
    "license-drift": _WARNING,
    # of files
    "manifest-invalid": _ERROR,
    "agreement-expired": _ERROR,
    "file-invalid": _WARNING,
    "file-unreadable": _WARNING,
    "outside-repository": _WARNING,
    # of the baseline
    "baseline-expired": _NOTE,
    "baseline-unused": _NOTE,
}
"""Stable: a code is never renamed, and never given another meaning."""

BAD_INPUT = frozenset(["manifest-invalid", "agreement-expired"])
"""Codes of what has to be mended before anything can be said; nothing holds them back, and they end the run with exit code 4."""


def is_bad_input(finding: GateFinding) -> bool:
    """Whether the finding is about an input that cannot be trusted."""
    return finding.code in BAD_INPUT or finding.code in WRONG
