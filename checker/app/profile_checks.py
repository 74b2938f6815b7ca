"""What can be wrong in a profile only in the light of the licenses it is judged by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from checker.domain.license import Effect, License
from checker.domain.profile import Profile
from checker.errors import Problem
from checker.language.typecheck import nearest


def problems_with(profile: Profile, licenses: Mapping[str, License]) -> list[Problem]:
    """Clauses, values and publishers that the profile names and the licenses at hand do not have."""
    return [*_duties(profile, licenses), *_values(profile, licenses), *_publishers(profile, licenses)]


def lapsed_agreements(profile: Profile, day: date) -> Iterator[Problem]:
    """Agreements that have expired by the day asked about, and so lift nothing any more."""
    for agreement in profile.agreements:
        if not agreement.holds_on(day):
            name = f"`{agreement.reference}` " if agreement.reference else ""
            message = f"the agreement {name}with {agreement.publisher} expired on {agreement.expires} and lifts nothing"
            yield _at(agreement.place, message, "renew it, or remove it from the profile")


def _duties(profile: Profile, licenses: Mapping[str, License]) -> Iterator[Problem]:
    for use in profile.uses:
        for duty in sorted(use.meets):
            license_id, _, clause_id = duty.partition("#")
            license = licenses.get(license_id)
            if license is None:
                continue
            duties = [clause.id for clause in license.clauses if clause.effect is Effect.REQUIRES]
            if clause_id not in duties:
                hint = nearest(clause_id, duties) or f"its duties are {', '.join(f'`{known}`' for known in duties) or 'none'}"
                yield _at(profile.places.get(f"meets:{duty}", ""), f"`{license_id}` has no duty `{clause_id}`", hint)


def _values(profile: Profile, licenses: Mapping[str, License]) -> Iterator[Problem]:
    for name, amount in profile.values.items():
        license_id, _, value_id = name.partition("#")
        license = licenses.get(license_id)
        if license is None:
            continue
        place = profile.places.get(f"values:{name}", "")
        value = license.value(value_id)
        if value is None:
            yield _at(place, f"`{license_id}` has no value `{value_id}`", nearest(value_id, [v.id for v in license.values]))
        elif value.amount is not None:
            yield _at(
                place, f"the text of `{license_id}` itself states `{value_id}`", "remove it: only amounts nobody published can be supplied"
            )
        elif value.dimension.startswith("money") != bool(amount.currency):
            yield _at(place, f"`{name}` counts {value.unit}", "write it as `50 million USD`")


def _publishers(profile: Profile, licenses: Mapping[str, License]) -> Iterator[Problem]:
    for agreement in profile.agreements:
        for named in agreement.licenses:
            license_id, _, clause = named.partition("#")
            license = licenses.get(license_id)
            liftable = [known.id for known in license.clauses if known.lifted_by] if license is not None else []
            if license is not None and clause and clause not in liftable:
                hint = (
                    nearest(clause, liftable)
                    or f"an agreement can lift {', '.join(f'`{known}`' for known in liftable) or 'none of its clauses'}"
                )
                yield _at(agreement.place, f"`{license_id}` has no clause `{clause}` that an agreement lifts", hint)
            if license is not None and not license.template and license.publisher != agreement.publisher:
                message = f"the agreement with `{agreement.publisher}` names `{license_id}`, which is {license.publisher}'s"
                yield _at(agreement.place, message, f"write `publisher: {license.publisher}`")


def _at(place: str, message: str, hint: str = "") -> Problem:
    path, line, column = place.rsplit(":", 2) if place.count(":") >= 2 else ("", "0", "0")
    return Problem(path, int(line), int(column), message, hint)
