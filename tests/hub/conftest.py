"""A Hub on this machine, and clients pointed at it that do not really wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from checker.hub.client import Client
from tests.hub_server.__main__ import SAMPLES
from tests.hub_server.repositories import File, Repository, read_folder
from tests.hub_server.server import HubServer

LICENSE = b"Seagull terms. Whoever finds a shell may keep it.\n"
MODEL = Repository(
    "acme/one",
    {"README.md": File(b"---\nlicense: mit\n---\nOne.\n"), "LICENSE": File(LICENSE), "model.safetensors": File(b"weights")},
)


@pytest.fixture
def hub() -> Iterator[HubServer]:
    """A Hub with one model."""
    with HubServer([MODEL]).running() as server:
        yield server


@pytest.fixture
def samples() -> Iterator[HubServer]:
    """A Hub with the samples."""
    with HubServer(read_folder(SAMPLES)).running() as server:
        yield server


@pytest.fixture
def waits() -> list[float]:
    """How long was waited, by clients of `client`."""
    return []


@pytest.fixture
def client(hub: HubServer, waits: list[float]) -> Client:
    """A client of `hub` that notes what it would wait, and does not."""
    return Client(endpoint=hub.url, pause=waits.append)


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets HF_TOKEN for clients made from now on."""
    return lambda value: monkeypatch.setenv("HF_TOKEN", value)
