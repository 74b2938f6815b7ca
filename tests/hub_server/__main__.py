"""Starts the Hub for trying things out: `python -m tests.hub_server`."""

from __future__ import annotations

import argparse
import contextlib
import threading
from pathlib import Path

from tests.hub_server.repositories import read_folder
from tests.hub_server.server import READER, HubServer, Trouble, busy, endless, failing, hanging_up

SAMPLES = Path(__file__).parents[1] / "data" / "hub"
_TROUBLES = {
    "busy": Trouble("/api/", busy(2), times=3),
    "down": Trouble("", failing(503)),
    "dropping": Trouble("/api/", hanging_up, times=2),
    "endless": Trouble("/api/", endless),
}


def main() -> None:
    """Serves a folder of repositories on this machine until Ctrl-C, or until its time is up."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.hub_server", description="A Hub on this machine, for trying licheck without a network."
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, default=SAMPLES, help="repositories as OWNER/NAME/FILES; the samples of the tests if left out"
    )
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--trouble", choices=sorted(_TROUBLES), help="what goes wrong")
    parser.add_argument("--for", dest="seconds", type=float, default=3600.0, help="stop after so many seconds (an hour)")
    given = parser.parse_args()
    repositories = read_folder(given.folder)
    server = HubServer(repositories, given.port, troubles=[_TROUBLES[given.trouble]] if given.trouble else [])
    print(f"{len(repositories)} models; in another shell: export HF_ENDPOINT={server.url}", flush=True)  # noqa: T201
    gated = [repository.id for repository in repositories if repository.gated or repository.private]
    if gated:
        print(f"HF_TOKEN={READER} opens {', '.join(gated)}", flush=True)  # noqa: T201
    timer = threading.Timer(given.seconds, server.stop)
    timer.daemon = True
    timer.start()
    with contextlib.suppress(KeyboardInterrupt):
        server.run()


if __name__ == "__main__":
    main()
