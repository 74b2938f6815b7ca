"""Every code under which a decision is a finding. docs/reference/findings.md says what each means."""

from __future__ import annotations

from collections.abc import Mapping

from checker.domain.gate import Level

EXPIRED = "decision-expired"
NOT_YET = "decision-not-yet-taken"
TEXT_CHANGED = "decision-text-changed"
FACTS_CHANGED = "decision-facts-changed"
REASONS_CHANGED = "decision-reasons-changed"
NEEDS_AGREEMENT = "decision-needs-agreement"
LICENSE_CHANGED = "decision-license-changed"
UNUSED = "decision-unused"
OVERLAP = "decisions-overlap"
CONTRADICT = "decisions-contradict"
NAMES_NOTHING = "decision-names-nothing"

DECISION_CODES: Mapping[str, Level] = {
    # lapsed: the verdict underneath stands
    EXPIRED: Level.WARNING,
    NOT_YET: Level.WARNING,
    TEXT_CHANGED: Level.WARNING,
    FACTS_CHANGED: Level.WARNING,
    REASONS_CHANGED: Level.WARNING,
    NEEDS_AGREEMENT: Level.WARNING,
    LICENSE_CHANGED: Level.WARNING,
    # of the file
    UNUSED: Level.NOTE,
    OVERLAP: Level.NOTE,
    CONTRADICT: Level.ERROR,
    NAMES_NOTHING: Level.ERROR,
}
"""Stable: a code is never renamed, and never given another meaning."""

WRONG = frozenset(code for code, level in DECISION_CODES.items() if level is Level.ERROR)
"""Codes of a file of decisions that has to be mended; they end a run with exit code 4."""
