"""The models that a gateway may route to, use by use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checker.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Route:
    """One model that one use may be served by."""

    use: str
    model: str
    revision: str
    channel: str
    """`weights`, `integrated-product` or `hosted-api`."""
    provider: str
    """For a hosted model: who serves it."""
    verdict: Verdict
    licenses: tuple[str, ...]
    duties: tuple[str, ...] = ()
    """What still has to be done, in words."""


@dataclass(frozen=True)
class AllowList:
    """All routes that may be opened, and how many were left out."""

    organization: str
    as_of: date
    library_version: str
    library_sha256: str
    routes: tuple[Route, ...]
    denied: int
    open: int
    """Verdicts that are `review`: no route until they are decided."""
