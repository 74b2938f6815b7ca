"""How fast models of the Hub are resolved, against the tests' own Hub on this machine: cold, asked again, and from what was kept.

usage: python benchmarks/hub.py [MODELS]

Every model has a card, a license file of 10 kB and weights; every third is a fine-tune of another. Prints, for each way: seconds, models a
second, and requests a model. "judged" is the verdict for one use of each model, after everything was fetched.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from checker.app.evidence import gather  # noqa: E402
from checker.app.session import Session  # noqa: E402
from checker.domain.profile import ModelRequest  # noqa: E402
from checker.hub.client import Client  # noqa: E402
from checker.hub.interface import Hub  # noqa: E402
from checker.hub.local import LocalHub  # noqa: E402
from checker.hub.online import OnlineHub  # noqa: E402
from checker.hub.records import Records  # noqa: E402
from checker.hub.replay import Replay  # noqa: E402
from tests.hub_server.repositories import File, Repository  # noqa: E402
from tests.hub_server.server import HubServer  # noqa: E402

PROFILE = b"""\
organization: {name: Northwind, kind: company, domicile: DE}
use: {purpose: commercial, production: true, acts: [run, serve], applications: [customer-support], audience: consumers, obtained: weights}
"""


def repositories(count: int) -> list[Repository]:
    """Models that are alike, and still each with a commit of its own."""
    text = (ROOT / "LICENSE").read_bytes()
    made = []
    for number in range(count):
        base = f"base_model: bench/model-{number - 1}\n" if number % 3 == 1 else ""
        card = f"---\nlicense: apache-2.0\n{base}---\nModel {number}.\n"
        files = {"README.md": File(card.encode()), "LICENSE": File(text), "model.safetensors": File(b"%d" % number)}
        made.append(Repository(f"bench/model-{number}", files))
    return made


def measured(what: str, server: HubServer, hub: Hub, count: int) -> None:
    """Resolves all models with a session of its own, and prints what that took."""
    session = Session.open((), hub)
    session.library.all_models()
    requests = [ModelRequest(f"bench/model-{number}") for number in range(count)]
    before, began = len(server.seen), time.perf_counter()
    gather(session, requests)
    found = [session.resolve(request) for request in requests]
    took = time.perf_counter() - began
    assert all(found), "every model is known"  # noqa: S101 - else nothing was measured
    print(f"{what:<28} {took:6.2f} s  {count / took:8.0f} models/s  {(len(server.seen) - before) / count:5.2f} requests/model")
    profile = session.library.profile_of(PROFILE, "company.yaml")
    began = time.perf_counter()
    for request in requests:
        session.judge(profile, profile.uses[0], request, date(2026, 11, 22))
    print(f"{'  judged':<28} {time.perf_counter() - began:6.2f} s")


def main() -> None:
    """Measures and prints."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder, HubServer(repositories(count)).running() as server:
        os.environ["LICHECK_CACHE_DIR"] = str(Path(folder) / "cache")
        Session.open().library.all_models()  # so that compiling the library is not measured
        records = Records(Path(folder) / "records")
        measured("cold", server, OnlineHub(Client(endpoint=server.url), records), count)
        measured("asked again (not modified)", server, OnlineHub(Client(endpoint=server.url), records), count)
        measured("offline, from what was kept", server, Replay(LocalHub(Path(folder) / "none"), records), count)


if __name__ == "__main__":
    main()
