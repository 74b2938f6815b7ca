"""A defect that a lint found in an encoding, the catalog or the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a finding matters: an error fails the run, a warning is told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, under a stable code."""

    code: str
    severity: Severity
    subject: str
    """What it is about: `license#clause`, a model id, a vocabulary word."""
    message: str
    hint: str = ""
    path: str = ""
