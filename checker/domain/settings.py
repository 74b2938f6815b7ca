"""How a repository wants to be checked: what `[tool.licheck]` or `licheck.yaml` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

DECISIONS_NAME = "licheck-decisions.yaml"
BASELINE_NAME = "licheck-baseline.yaml"
PROFILE_NAME = "company.yaml"


@dataclass(frozen=True)
class Settings:
    """The configuration of a repository. Paths are as one opens them from where the user stands; empty where nothing is stated."""

    path: str = ""
    """The file it was read from; empty where there is none."""
    folder: str = "."
    """The folder of that file: what its paths are relative to, and where files with a usual name are looked for."""
    profile: str = ""
    manifests: tuple[str, ...] = ()
    use: str = ""
    """The use of the profile that models serve which no manifest lists."""
    decisions: str = ""
    baseline: str = ""
    fail_on: str = "review"
    licenses: tuple[str, ...] = ()
    evidence: str = "all"
    exclude: tuple[str, ...] = ()
    """Patterns of paths below the folder that are not looked into, as in a .gitignore."""
    places: Mapping[str, str] = field(default_factory=dict)
    """file:line:column of each key that is stated."""
