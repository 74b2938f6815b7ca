"""How many explained verdicts a second the Python API gives on one core, with the library loaded once.

usage: python benchmarks/verdicts_per_second.py [SECONDS]

Every verdict is of another organization: the figures, the domicile and the fields of use change from one to the next, so that no two
questions are the same. Prints one line: verdicts, seconds, verdicts a second, and how the verdicts fell.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checker.app.session import Session
from checker.domain.fact import FactValue, Figures
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.quantity import Quantity

DAY = date(2026, 11, 22)
COUNTRIES = ("DE", "US", "FR", "IN", "BR", "NO", "KR", "GB")
APPLICATIONS = ("customer-support", "coding-assistant", "translation", "search", "medical-information", "weapons", "credit-decisions")
PURPOSES = ("commercial", "internal-business", "research", "evaluation")


def profiles() -> Iterator[tuple[Profile, Use]]:
    """Organizations without end, no two alike."""
    for number in itertools.count():
        users = Figures(Quantity.exactly(Decimal(1_000 + 7_919 * number)))
        revenue = Figures(Quantity.exactly(Decimal(50_000 + 104_729 * number), "USD"))
        organization: dict[str, FactValue] = {
            "organization.kind": "company",
            "organization.domicile": COUNTRIES[number % len(COUNTRIES)],
            "organization.industries": frozenset(["software"]),
            "organization.businesses": frozenset(["software-provider"]),
            "organization.competes_with": frozenset(),
            "organization.monthly_active_users": users,
            "organization.annual_revenue": revenue,
        }
        facts: dict[str, FactValue] = {
            "use.purpose": PURPOSES[number % len(PURPOSES)],
            "use.production": True,
            "use.acts": frozenset(["run", "serve", "modify"]),
            "use.applications": frozenset([APPLICATIONS[number % len(APPLICATIONS)]]),
            "use.audience": "consumers",
            "use.regions": frozenset([COUNTRIES[number % len(COUNTRIES)]]),
        }
        use = Use("product", facts)
        yield Profile(f"organization {number}", organization, uses=(use,)), use


def main() -> None:
    """Judges the catalog's models in turn, each for another organization, for some seconds."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    session = Session.open()
    requests = [ModelRequest(model.id) for model in session.library.all_models()]
    warm_profile, warm_use = next(profiles())
    for request in requests:  # loads every license once; not counted
        session.judge(warm_profile, warm_use, request, DAY)
    verdicts: Counter[str] = Counter()
    pairs = zip(profiles(), itertools.cycle(requests), strict=False)
    started = time.perf_counter()
    for (profile, use), request in pairs:
        verdicts[session.judge(profile, use, request, DAY).verdict.value] += 1
        if verdicts.total() % 64 == 0 and time.perf_counter() - started > seconds:
            break
    taken = time.perf_counter() - started
    print(f"{verdicts.total()} verdicts in {taken:.2f} s: {verdicts.total() / taken:,.0f} a second ({dict(sorted(verdicts.items()))})")


if __name__ == "__main__":
    main()
