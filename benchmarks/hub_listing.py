"""How many models of a listing of the Hub are decided for a company's product, and by what.

usage: python benchmarks/hub_listing.py LISTING.json [--show VERDICT]

LISTING.json is what the Hub's API says of models (`/api/models?full=true`): a list of objects with `id`, `tags`, `createdAt`. Texts beside
the models are not in it, so only tags, names and base models speak. `--show` names every model of one verdict, to be looked at.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from checker.app.session import Session
from checker.domain.profile import ModelRequest
from checker.domain.report import Result
from checker.domain.verdict import Verdict
from checker.hub.answers import read_answer
from checker.hub.interface import Cause, Hub, HubRecord, HubSilence

DAY = date(2026, 11, 22)
PROFILE = b"""\
organization: {name: Northwind, kind: company, domicile: US, monthly_active_users: 2 thousand, annual_revenue: 90 thousand USD}
use:
  purpose: commercial
  production: true
  acts: [run, serve, modify]
  applications: [customer-support]
  audience: consumers
  regions: [US]
  obtained: weights
"""


class Listing(Hub):
    """A Hub that knows what a file says."""

    def __init__(self, path: Path) -> None:
        self.records: dict[str, HubRecord] = {}
        for entry in json.loads(path.read_text(encoding="utf-8")):
            whole = {"siblings": [], "cardData": {}, "sha": "0" * 40, **entry}
            record = read_answer(json.dumps(whole).encode(), entry["id"], renamed=False).record
            self.records[record.id.casefold()] = record

    def record(self, model: str, revision: str = "") -> HubRecord | HubSilence:  # noqa: ARG002 - the port's own signature
        return self.records.get(model.casefold()) or HubSilence(model, Cause.NOT_FOUND, "it is not in the listing")


def how(session: Session, record: HubRecord, result: Result) -> str:
    """By what a model was decided, or what hinders it."""
    says = " ".join(reason.says for reason in result.reasons)
    tag = session.library.hub_licenses.get(record.license_tags[0]) if record.license_tags else None
    if result.verdict is Verdict.REVIEW:
        for words, name in (
            ("The base model", "base model not known"),
            ("runs in a circle", "names itself or a descendant as its base"),
            ("nothing says of which model", "derived, and nobody says from what"),
            ("nothing says what", "its name tells of a base that nobody states"),
        ):
            if words in says:
                return name
        if session.library.model(record.id) is not None:
            return "in the catalog, and open there"
        if tag is None or record.license_tags[0] in ("other", "unknown"):
            return f"`license: {record.license_tags[0]}`" if record.license_tags else "no license tag"
        return (
            "tag stands for a family of licenses"
            if tag.family
            else "clause open"
            if tag.resolves
            else "tag of a license that is not encoded"
        )
    if session.library.model(record.id) is not None:
        return "catalog"
    via = "" if all(license.via == "own" for license in result.licenses) else ", with its bases"
    return f"tag → encoding{via}"


def main() -> None:
    """Judges the listing and prints the table."""
    hub = Listing(Path(sys.argv[1]))
    session = Session.open((), hub)
    profile = session.library.profile_of(PROFILE, "company.yaml")
    counted: Counter[tuple[str, str]] = Counter()
    for record in hub.records.values():
        result = session.judge(profile, profile.uses[0], ModelRequest(record.id), DAY)
        counted[result.verdict.value, how(session, record, result)] += 1
        if sys.argv[2:] == ["--show", result.verdict.value]:
            print(record.id, *record.license_tags, *(f"base:{base.model}" for base in record.bases), sep="  ")
    total = sum(counted.values())
    for verdict in ("allow", "conditional", "deny", "review"):
        rows = [(count, name) for (found, name), count in counted.items() if found == verdict]
        print(f"{verdict:<12} {sum(count for count, _ in rows):5}  {sum(count for count, _ in rows) / total:5.1%}")
        for count, name in sorted(rows, reverse=True):
            print(f"  {count:5}  {name}")
    print(f"{'models':<12} {total:5}")


if __name__ == "__main__":
    main()
