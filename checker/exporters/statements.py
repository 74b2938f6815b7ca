"""What every export says once: that it is not legal advice, and on which texts, dates and library it rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.domain.dossier import Dossier
from checker.domain.model import AllOf, AnyOf, Expression, LicenseRef
from checker.domain.verdict import Verdict

NOT_ADVICE = "This document is not legal advice."
NOT_LEGAL_ADVICE = (
    f"{NOT_ADVICE} licheck compares the facts that the organization states with encodings of license texts; whoever relies on it has "
    "counsel read the texts."
)
RESTS_ON = (
    "It rests on the profile as stated, on the encodings and the catalog of the library named here, and on the texts and sources listed "
    "under evidence, as they were on the dates stated there. Law outside the licenses (data protection, AI regulation, export control) is "
    "not judged. What the profile's lists do not name is taken as not done; duties it calls met are taken as met."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to know of the document."""

    label: str
    value: str


def about(dossier: Dossier) -> tuple[Line, ...]:
    """What the document is, what it rests on, and what else has to be known of the run."""
    return tuple(_about(dossier))


def _about(dossier: Dossier) -> Iterator[Line]:
    report = dossier.report
    yield Line("not legal advice", NOT_LEGAL_ADVICE)
    yield Line("rests on", RESTS_ON)
    yield Line("organization", report.organization)
    yield Line("asked for the day", report.as_of.isoformat())
    yield Line("library version", report.library_version)
    yield Line("library sha256", report.library_sha256)
    if dossier.profile_path:
        yield Line("profile", dossier.profile_path)
        yield Line("profile sha256", dossier.profile_sha256)
    yield Line(
        "evidence", "primary and declared sources only; reports are left out" if dossier.primary_only else "all sources, reports too"
    )
    docket = dossier.docket
    if docket is not None:
        yield Line("decisions", docket.path)
        if docket.sha256:
            yield Line("decisions sha256", docket.sha256)
        counts = ", ".join(f"{dossier.count(kind):,} {kind.value}" for kind in Verdict if dossier.count(kind)) or "nothing to judge"
        yield Line("after decisions", counts)
        yield Line(
            "decided by people", f"{docket.applied} decisions applied, {docket.lapsed} lapsed; the verdicts underneath are unchanged"
        )
    checked = sum(bool(text.license.checked_on) for text in dossier.texts)
    yield Line("checked by counsel", f"{checked} of {len(dossier.texts)} encodings")
    for note in report.notes:
        yield Line("note", note)
    for warning in report.warnings:
        yield Line("warning", str(warning))


def expression_text(expression: Expression) -> str:
    """A license expression as SPDX writes it."""
    if isinstance(expression, LicenseRef):
        return expression.id
    word = " AND " if isinstance(expression, AllOf) else " OR "
    return word.join(
        f"({text})" if isinstance(part, (AllOf, AnyOf)) else text for part in expression.parts for text in (expression_text(part),)
    )
