"""Which agreements lift which clauses (DESIGN 2.3, 2.4)."""

from __future__ import annotations

from checker.domain.license import Clause, License, LicenseKind
from checker.domain.profile import Agreement
from checker.engine.case import Case
from checker.engine.rulebook import Outcome


def lifting_agreement(license: License, clause: Clause, case: Case) -> Agreement | None:
    """The agreement that the organization holds, on the day asked about, and that lifts this clause; None where there is none."""
    if not clause.lifted_by:
        return None
    for agreement in case.agreements:
        if (
            agreement.publisher == licensor(license, case)
            and _covers(agreement, license, clause)
            and agreement.holds_on(case.context.as_of)
        ):
            return agreement
    return None


def _covers(agreement: Agreement, license: License, clause: Clause) -> bool:
    """Whether an agreement is of the kind a clause asks for, and names it.

    A license from the publisher covers a license text as a whole. Of a policy, or of the terms of a service, which bind every customer, it
    covers only the clauses it names: being a customer is not an exemption.
    """
    whole = license.kind is LicenseKind.LICENSE
    return agreement.kind == clause.lifted_by and agreement.names(license.id, clause.id, whole=whole)


def licensor(license: License, case: Case) -> str:
    """Whose agreement can lift a clause: the publisher of the license, or of the model where the text is a template."""
    return case.licensor if license.template and case.licensor is not None else license.publisher


def why_not_lifted(outcome: Outcome, case: Case) -> str:
    """Why an agreement that one might expect to lift the clause does not."""
    license, clause = outcome.license, outcome.clause
    for agreement in case.agreements:
        named = f"the {agreement.kind} {agreement.reference}".rstrip()
        if agreement.publisher != licensor(license, case):
            continue
        if _covers(agreement, license, clause):
            return f"{named} expired on {agreement.expires}"
        if agreement.kind == clause.lifted_by and _comes_near(agreement, license):
            return f"{named} does not name `{license.id}#{clause.id}`"
        if agreement.names(license.id, clause.id, whole=True):
            return f"{named} is a {agreement.kind}; the clause asks for a {clause.lifted_by}"
    return ""


def _comes_near(agreement: Agreement, license: License) -> bool:
    """Whether its holder may have thought that it covers this text: it names a clause of it, or the license that the policy belongs to.

    An agreement on another license of the same publisher plainly has nothing to say here.
    """
    return license.kind is not LicenseKind.LICENSE or any(name.startswith(f"{license.id}#") for name in agreement.licenses)
